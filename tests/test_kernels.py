"""Kernels work wherever the sources lie, and their machine code stays with the user."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numba.core.caching
import pytest
from numba.core import config

from backend.kernels import kernel, private_folder

ROOT = Path(__file__).parent.parent


def sum_below(n: int) -> int:
    total = 0
    for i in range(n):
        total += i
    return total


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder of the user, and nothing chosen."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(config, "CACHE_DIR", "")
    return tmp_path


def compiled_files(folder: Path) -> list[Path]:
    return list(folder.rglob("*sum_below*.nbc"))


def test_a_kernel_is_the_function() -> None:
    assert kernel(sum_below)(10) == sum_below(10) == 45


def test_a_kernel_needs_no_place_to_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numba.core.caching.CacheImpl, "_locator_classes", [])
    assert kernel(sum_below)(10) == 45


def test_a_kernel_is_kept_where_only_the_user_can_enter(home: Path) -> None:
    assert kernel(sum_below)(10) == 45
    folder = home / "ask3d" / "kernels"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert compiled_files(folder)
    assert vars(config)["CACHE_DIR"] == ""


def test_the_users_choice_of_folder_counts(
    home: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = tmp_path_factory.mktemp("chosen")
    monkeypatch.setattr(config, "CACHE_DIR", str(chosen))
    assert kernel(sum_below)(10) == 45
    assert compiled_files(chosen)
    assert not compiled_files(home)


def open_to_others(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o770)


def a_file(folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.touch()


def a_link(folder: Path) -> None:
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir(mode=0o700, parents=True)
    folder.symlink_to(elsewhere)


@pytest.mark.parametrize("obstacle", [open_to_others, a_file, a_link])
def test_without_a_private_folder_nothing_is_kept(
    home: Path, obstacle: Callable[[Path], None]
) -> None:
    obstacle(home / "ask3d" / "kernels")
    assert private_folder() is None
    assert kernel(sum_below)(10) == 45
    assert not compiled_files(home)


CALLEE = """
from backend.kernels import kernel

@kernel
def step(n):
    return n + {step}
"""
CALLER = """
import step_{name}
from step_{name} import step
from backend.kernels import kernel

@kernel
def two_steps(n):
    return {call}(step(n))

print(two_steps(0))
"""


@pytest.mark.parametrize("call", ["step", "step_{name}.step"])
def test_a_change_of_a_called_kernel_elsewhere_counts(tmp_path: Path, call: str) -> None:
    name = "module" if "." in call else "function"
    caller = tmp_path / "caller.py"
    caller.write_text(CALLER.format(name=name, call=call.format(name=name)))
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    for step in (1, 2):
        (tmp_path / f"step_{name}.py").write_text(CALLEE.format(step=step))
        done = subprocess.run(
            [sys.executable, "-B", str(caller)], env=environment, check=True, capture_output=True
        )
        assert int(done.stdout) == 2 * step

"""Compiled kernels are kept apart for each state of their sources."""

from pathlib import Path

from numba.core import config

from training.rooms import kernels, noise


def test_any_kernel_that_changes_makes_all_be_compiled_again(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("@kernel\ndef f(): return 1\n")
    (tmp_path / "b.py").write_text("x = 1\n")
    before = kernels._digest(tmp_path)
    (tmp_path / "b.py").write_text("x = 2\n")
    assert kernels._digest(tmp_path) == before
    (tmp_path / "a.py").write_text("@kernel\ndef f(): return 2\n")
    assert kernels._digest(tmp_path) != before


def test_they_are_kept_in_the_users_cache_and_not_beside_the_sources() -> None:
    noise.chance(1, 2, 3, 4)
    folder = kernels.cache_folder()
    assert Path(config.CACHE_DIR) == folder  # pyright: ignore[reportAttributeAccessIssue]
    assert not folder.is_relative_to(kernels._SOURCES)
    assert list(folder.rglob("noise.chance-*.nbi"))

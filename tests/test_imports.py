"""Who may import whom, read from the source; and that the page never waits for heavy packages."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("run_viewer", "viewer", "backend", "training")

ALLOWED = {
    "run_viewer": ("viewer",),
    "viewer": (
        "viewer",
        "backend.engine",
        "backend.library",
        "backend.types",
        "backend.geometry",
        "backend.progress",
    ),
    "training": (
        "training",
        "backend.types",
        "backend.geometry",
        "backend.kernels",
        "backend.progress",
        "backend.scenes",
        "backend.models",
    ),
    "backend": ("backend",),
    "backend.models": (
        "backend.models",
        "backend.types",
        "backend.geometry",
        "backend.kernels",
        "backend.progress",
    ),
    "backend.scenes": ("backend.scenes", "backend.types", "backend.geometry", "backend.progress"),
    "backend.geometry": (
        "backend.geometry",
        "backend.types",
        "backend.kernels",
        "backend.progress",
    ),
    "backend.kernels": (),
    "backend.progress": (),
    "backend.types": (),
}
"""What of the project each part may import; the longest name that fits a module counts."""

HEAVY = ("torch", "open3d", "scipy", "sklearn", "numba", "laspy")


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def imports(source: str) -> Iterator[tuple[int, str]]:
    """Line and full name of everything that a source imports, wherever in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{package}.{name.name}") for name in node.names)


def offences(module: str, source: str) -> list[str]:
    """One line for each import that the rule forbids."""
    part = max((part for part in ALLOWED if within(module, part)), key=len)
    found = []
    for line, name in imports(source):
        ours = any(within(name, top) for top in OURS)
        if name.startswith("."):
            found.append(f"{module}:{line}: {name} is relative")
        elif ours and not any(within(name, allowed) for allowed in ALLOWED[part]):
            found.append(f"{module}:{line}: {part} must not import {name}")
        elif within(name, "viser") and part != "viewer":
            found.append(f"{module}:{line}: only viewer imports viser")
    return found


def modules() -> dict[str, Path]:
    files = [ROOT / "run_viewer.py"]
    for package in ("viewer", "backend", "training"):
        files += sorted((ROOT / package).rglob("*.py"))
    names = (file.relative_to(ROOT).with_suffix("").as_posix() for file in files)
    return {
        name.replace("/", ".").removesuffix(".__init__"): file
        for name, file in zip(names, files, strict=True)
    }


@pytest.mark.parametrize("module", modules())
def test_each_module_keeps_the_import_rule(module: str) -> None:
    assert offences(module, modules()[module].read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("viewer.panels.open", "from backend.scenes.open import open_scene"),
        ("viewer.app", "from backend import scenes"),
        ("viewer.app", "import backend"),
        ("backend.engine", "def f():\n    import viewer.app"),
        ("backend.engine", "import training.loop"),
        ("backend.engine", "import viser"),
        ("backend.models.clip", "from backend.scenes import ply"),
        ("backend.scenes.ply", "from backend.engine import open_scene"),
        ("backend.kernels", "from backend.types import Scene"),
        ("backend.types", "from backend.geometry import frames"),
        ("backend.library.search", "from . import index"),
        ("training.loop", "from backend import engine"),
        ("run_viewer", "from backend.engine import open_scene"),
    ],
)
def test_the_rule_finds_an_offence(module: str, source: str) -> None:
    assert len(offences(module, source)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("viewer.app", "from backend import engine\nfrom backend.types import Scene\nimport viser"),
        ("backend.scenes.open", "from backend.scenes.ply import read_ply\nimport numpy as np"),
        ("run_viewer", "from viewer.app import main\nimport tyro"),
    ],
)
def test_the_rule_allows_the_rest(module: str, source: str) -> None:
    assert offences(module, source) == []


@pytest.mark.parametrize(
    "module", ["run_viewer", "viewer.app", "backend.engine", "backend.__main__"]
)
def test_importing_loads_nothing_heavy(module: str) -> None:
    code = f"import json, sys, {module}; print(json.dumps(list(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert set(json.loads(done.stdout.splitlines()[-1])).isdisjoint(HEAVY)

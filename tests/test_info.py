"""What `describe` counts and what `python -m backend info` prints, on a scene made for it."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from backend import __main__ as command
from backend.engine import describe
from backend.types import Boxes, Camera, Frame, Mesh, Points, Scene, Splats, Vector

ROOT = Path(__file__).parent.parent


def scene() -> Scene:
    positions = np.array([[0, 0, 0], [1, 2, 3], [0.5, -1, 1], [0, 0, 1]], np.float32)
    T = np.eye(4)
    T[:3, 3] = (1, 2, 3)
    return Scene(
        points=Points(
            positions,
            classes=np.array([1, -1, 1, 3], np.int32),
            instances=np.array([5, -1, 5, 9], np.int32),
        ),
        mesh=Mesh(positions, np.array([[0, 1, 2]], np.int32)),
        boxes=Boxes(
            positions[:3],
            np.ones((3, 3), np.float32),
            np.zeros(3, np.float32),
            ("chair", "[red]table", "chair"),
        ),
        cameras=(Camera("a.jpg", T, np.eye(3), 640, 480),),
        class_names=("wall", "floor"),
        origin=np.array([1e6, 0, 0]),
        name="made",
        path=Path("made.ply"),
        format="made up",
        frame=Frame(up=(0.0, 1.0, 0.0), up_from="guessed"),
        notes=("One sentence.",),
    )


def pairs(counts: tuple) -> list[tuple[str, int]]:
    return [(count.name, count.count) for count in counts]


def test_describe_counts_everything() -> None:
    info = describe(scene())
    assert (info.kind, info.points, info.faces, info.splats) == ("mesh", 4, 1, 0)
    assert pairs(info.classes) == [("floor", 2), ("class 3", 1)]
    assert (info.unlabelled, info.instances, info.sh_degree) == (1, 2, None)
    assert pairs(info.boxes) == [("chair", 2), ("[red]table", 1)]
    assert info.least == (0, -1, 0) and info.greatest == (1, 2, 3) and info.size == (1, 3, 3)
    assert info.origin == (1e6, 0, 0)
    assert (info.up, info.up_from, info.scale_from) == ("+y", "guessed", "format")
    assert info.cameras[0].position == (1, 2, 3)


def test_describe_counts_splats() -> None:
    n = 3
    splats = Splats(
        np.arange(9, dtype=np.float32).reshape(n, 3),
        np.ones((n, 3), np.float32),
        np.tile(np.array([1, 0, 0, 0], np.float32), (n, 1)),
        np.ones(n, np.float32),
        np.zeros((n, 9, 3), np.float32),
    )
    made = Scene(splats=splats, name="s", path=Path("s.spz"), format="SPZ", frame=Frame())
    info = describe(made)
    assert (info.kind, info.splats, info.sh_degree, info.points) == ("splats", n, 2, 0)
    assert info.classes == () and info.unlabelled == 0


def test_to_json_survives_the_journey() -> None:
    told = describe(scene()).to_json()
    assert json.loads(json.dumps(told, allow_nan=False)) == json.loads(json.dumps(told))
    assert told["bounds"] == {"min": (0, -1, 0), "max": (1, 2, 3), "size": (1, 3, 3)}


@pytest.fixture
def cloud(tmp_path: Path) -> Path:
    rows = "".join(f"{x} {y} {z}\n" for x in (0, 2) for y in (0, 3) for z in (0, 4))
    header = "ply\nformat ascii 1.0\ncomment units: m\ncomment up: +z\nelement vertex 8\n"
    header += "".join(f"property float {axis}\n" for axis in "xyz")
    path = tmp_path / "cloud [red].ply"
    path.write_text(f"{header}end_header\n{rows}")
    return path


def sizes(capsys: pytest.CaptureFixture[str]) -> tuple[Vector, str, str]:
    told = json.loads(capsys.readouterr().out)
    return tuple(told["bounds"]["size"]), told["up_from"], told["scale_from"]


def test_json_is_one_object(cloud: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["info", str(cloud), "--json"]) == 0
    assert sizes(capsys) == ((2, 3, 4), "file", "file")


def test_the_users_word_counts_for_what_it_says(
    cloud: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["info", str(cloud), "--json", "--up", "-y"]) == 0
    assert sizes(capsys) == ((2, 4, 3), "user", "file")
    assert command.main(["info", str(cloud), "--json", "--scale", "0.5"]) == 0
    assert sizes(capsys) == ((1, 1.5, 2), "file", "user")


def test_the_table_shows_names_as_they_are(cloud: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["info", str(cloud)]) == 0
    out = capsys.readouterr().out
    assert "cloud [red]" in out and "2.00 × 3.00 × 4.00 m" in out


@pytest.mark.parametrize("scale", ["0", "-1", "nan", "inf"])
def test_an_impossible_scale_is_refused(
    cloud: Path, scale: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["info", str(cloud), f"--scale={scale}"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [[], ["info"], ["nothing"], ["info", "a", "--up", "z"], ["info", "a", "--scale=x"]]
)
def test_bad_arguments_exit_with_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        command.main(arguments)
    assert stopped.value.code == 2
    assert capsys.readouterr().out == ""


def test_bad_input_is_one_line_and_2(tmp_path: Path) -> None:
    bad = tmp_path / "bad.ply"
    bad.write_bytes(b"ply\nnonsense")
    for path in (bad, tmp_path / "missing.ply", tmp_path):
        arguments = [sys.executable, "-m", "backend", "info", str(path), "--json"]
        done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert str(path) in done.stderr

"""`python -m backend ask | detect | embed`."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from backend import __main__ as command
from backend.engine import open_scene, save_scene
from tests.engine.made import room_scene


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scans") / "room.ply"
    save_scene(room_scene(), path)
    return path


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_ask_prints_one_object_and_draws(
    scan: Path, checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    image, heat = tmp_path / "out.png", tmp_path / "out.ply"
    arguments = ["ask", str(scan), "What color is the bed?", "--json"]
    arguments += ["--image", str(image), "--heatmap", str(heat), "--checkpoint", str(checkpoint)]
    assert command.main(arguments) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) >= {"kind", "answers", "boxes", "not_found", "seconds"}
    assert set(told["seconds"]) == {"open", "load", "encode", "words", "answer", "heat"}
    with Image.open(image) as picture:
        assert picture.size == (1280, 960)
    written = open_scene(heat)
    np.testing.assert_allclose(
        written.cloud.positions + written.origin, open_scene(scan).cloud.positions, atol=1e-4
    )


def test_people_read_lines(
    scan: Path, checkpoint: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        command.main(["ask", str(scan), "Where is a zebra?", "--checkpoint", str(checkpoint)]) == 0
    )
    out = capsys.readouterr().out
    assert "unknown words: zebra" in out and " m at (" in out


def test_detect_prints_all_boxes(
    scan: Path, checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    image = tmp_path / "out.png"
    arguments = ["detect", str(scan), "--json", "--checkpoint", str(checkpoint)]
    assert command.main([*arguments, "--image", str(image)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told["boxes"][0]) == {"center", "size", "yaw", "label", "score"}
    assert image.is_file()


def test_embed_writes_a_row_for_each_scene(
    scan: Path, checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other, out = tmp_path / "other.ply", tmp_path / "out.npz"
    save_scene(room_scene(seed=1), other)
    arguments = ["embed", str(scan), str(other), "--out", str(out)]
    assert command.main([*arguments, "--checkpoint", str(checkpoint)]) == 0
    with np.load(out) as arrays:
        assert arrays["scenes"].shape[0] == 2 == len(arrays["paths"])
        objects = len(arrays["objects"])
        for name in ("scene", "labels", "centers", "sizes", "yaws", "scores"):
            assert len(arrays[name]) == objects
        assert set(arrays["scene"]) <= {0, 1}
        assert "ask3d" in str(arrays["clip"])
    assert "2 scenes" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ask", "{scan}", ""], "empty"),
        (["ask", "{scan}", "Где стоит стул?"], "not in English"),
        (["ask", "missing.ply", "Where is it?"], "missing.ply"),
        (["ask", "{scan}", "Where is it?", "--image", "nowhere/out.png"], "nowhere/out.png"),
        (["ask", "{scan}", "Where is it?", "--image", "out.bmpp"], "out.bmpp"),
        (["ask", "{scan}", "Where is it?", "--heatmap", "out.png"], "out.png"),
        (["ask", "{scan}", "Where is it?", "--checkpoint", "nowhere"], "nowhere"),
        (["ask", "{scan}", "Where is it?", "--clip", "no/such"], "no"),
        (["detect", "missing.ply"], "missing.ply"),
        (["detect", "{scan}", "--scale", "0"], "scale"),
        (["embed", "{scan}", "--out", "out.txt"], "out.txt"),
    ],
)
def test_bad_input_is_one_line_and_status_2(
    arguments: list[str],
    said: str,
    scan: Path,
    checkpoint: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    given = [part.replace("{scan}", str(scan)) for part in arguments]
    if "--checkpoint" not in given:
        given += ["--checkpoint", str(checkpoint)]
    assert command.main(given) == 2
    out, errors = capsys.readouterr()
    assert out == "" and errors.count("\n") == 1 and said in errors

"""`python -m backend ask` with something to find."""

import json
from pathlib import Path

import pytest

from backend import __main__ as command
from backend.engine import save_scene
from tests.engine.made import room_scene


@pytest.fixture
def arguments(checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("backend.engine.finder.OBJECTS_FOLDER", tmp_path / "none")
    save_scene(room_scene(), tmp_path / "room.ply")
    return ["ask", str(tmp_path / "room.ply"), "--checkpoint", str(checkpoint)]


def test_categories_give_matches(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    image, heat = tmp_path / "out.png", tmp_path / "out.ply"
    more = ["chair; red things", "--json", "--image", str(image), "--heatmap", str(heat)]
    assert command.main([*arguments, *more]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["kind"] == "matches"
    assert [one["text"] for one in told["queries"]] == ["chair", "red things"]
    assert set(told["seconds"]) == {"open", "load", "encode", "words", "find", "heat"}
    assert image.is_file() and heat.is_file()


@pytest.mark.parametrize(
    ("text", "treat_as", "kind"),
    [("chair", "question", "answer"), ("Is there a chair?", "query", "matches")],
)
def test_both_ways_can_be_forced(
    text: str,
    treat_as: str,
    kind: str,
    arguments: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert command.main([*arguments, text, "--json", "--treat-as", treat_as]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == kind


def test_people_read_what_was_found(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([*arguments, "bed; something to sit on"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("bed: ") and "something to sit on: " in out


def test_nothing_to_find_is_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([*arguments, " ; "]) == 2
    out, errors = capsys.readouterr()
    assert out == "" and errors.count("\n") == 1

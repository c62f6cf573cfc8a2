"""Rooms made on demand: the generator's process, and what is told of it meanwhile."""

import sys
from pathlib import Path

import pytest

from backend import engine
from backend.progress import Progress, reporting
from viewer import new_room
from viewer.new_room import RoomError, make_room


def test_the_generator_makes_the_room_that_was_asked_for(tmp_path: Path) -> None:
    path = make_room(tmp_path, 3, "bathroom")
    scene = engine.open_scene(path)
    assert scene.name == "bathroom 3"
    assert scene.boxes is not None and "toilet" in scene.class_names


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("import sys; print('first\\nno space left', file=sys.stderr); sys.exit(2)", "no space"),
        ("import sys; sys.exit(3)", "exit status 3"),
        ("import time; time.sleep(60)", "longer than 1 s"),
    ],
)
def test_a_generator_that_fails_says_why(
    monkeypatch: pytest.MonkeyPatch, script: str, says: str
) -> None:
    monkeypatch.setattr(new_room, "_MOST", 0.9)
    monkeypatch.setattr(new_room, "_USUAL", 0.5)
    with pytest.raises(RoomError, match=says):
        new_room._run([sys.executable, "-c", script])


def test_what_takes_long_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new_room, "_USUAL", 0.05)
    heard: list[Progress] = []
    with reporting(heard.append):
        new_room._run([sys.executable, "-c", "import time; time.sleep(0.5)"])
    assert [progress.share for progress in heard] == [None]
    assert "compiled" in heard[0].text

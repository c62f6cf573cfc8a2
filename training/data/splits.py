"""ScanNet's official lists of scans."""

from pathlib import Path

from backend.scenes.datasets.files import read_text
from training.data.records import SCENE, damaged_input
from training.errors import CommandError


def read_split(path: Path) -> tuple[str, ...]:
    """The scene ids of `scannetv2_{train,val,test}.txt`, one per line.

    Raises:
        CommandError: the file is missing, empty, or a line is no scene id.
    """
    with damaged_input():
        lines = read_text(path).splitlines()
    scenes = [line.strip() for line in lines]
    for number, scene in enumerate(scenes, start=1):
        if scene and not SCENE.fullmatch(scene):
            problem = f"line {number}: wanted a scene id such as scene0000_00"
            remedy = "Copy the file again from ScanNet"
            raise CommandError(f"{path}: {problem}, got {scene[:60]!a}. {remedy}")
    found = tuple(dict.fromkeys(filter(None, scenes)))
    if not found:
        raise CommandError(f"{path}: there is no scene in it. Copy the file again from ScanNet")
    return found

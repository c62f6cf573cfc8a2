"""The shipped sample scenes, and the code that makes them on a part of the room."""

from pathlib import Path

import numpy as np
import pytest

from backend.engine import describe, open_scene
from scripts.make_samples import Config, make_samples
from scripts.samples.room import CLASSES, furnished_room

SAMPLES = Path(__file__).parents[2] / "assets" / "samples"
NAMES = ("sample_room_points.ply", "sample_room_splats.spz", "sample_room_mesh.ply")
PART = [s for s in furnished_room() if s.label in ("floor", "window", "sofa")]


def made(out: Path, seed: int) -> list[bytes]:
    out.mkdir()
    make_samples(Config(out=out, points=400, splats=200, seed=seed), PART)
    return [(out / name).read_bytes() for name in NAMES]


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    assert made(tmp_path / "a", seed=1) == made(tmp_path / "b", seed=1)


@pytest.mark.parametrize("name", NAMES)
def test_each_sample_is_the_whole_room(name: str) -> None:
    scene = open_scene(SAMPLES / name)
    size = scene.bounds[1] - scene.bounds[0]
    np.testing.assert_allclose(size, (5.0, 4.12, 2.6), atol=0.03)
    assert scene.notes == ()


def test_the_points_know_their_objects() -> None:
    info = describe(open_scene(SAMPLES / "sample_room_points.ply"))
    assert tuple(count.name for count in info.classes) == CLASSES
    assert sum(count.count for count in info.classes) == info.points > 100_000
    assert info.instances == len({surface.instance for surface in furnished_room()})
    assert (info.up_from, info.scale_from) == ("file", "file")


def test_the_samples_stay_small() -> None:
    assert sum(file.stat().st_size for file in SAMPLES.iterdir()) < 4_000_000

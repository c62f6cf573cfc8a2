"""The shipped sample scenes, and the script that makes them."""

from pathlib import Path

import pytest

from backend.engine import describe, open_scene, scene_paths
from scripts.make_samples import SAMPLES, Sample, make_sample

FOLDER = Path(__file__).parents[2] / "assets" / "samples"


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_the_samples_are_six_rooms_of_different_types() -> None:
    assert len({sample.scene_type for sample in SAMPLES}) == len(SAMPLES) == 6
    assert [path.name for path in scene_paths(FOLDER)] == sorted(s.name for s in SAMPLES)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_each_sample_is_a_scanned_room_that_knows_its_objects(sample: Sample) -> None:
    info = describe(open_scene(FOLDER / sample.name))
    assert info.format == "Ask3D scene" and info.notes == ()
    assert 30_000 < info.points < 90_000
    assert (info.splats > 0) == (sample.splats > 0)
    assert {"wall", "floor"} <= {count.name for count in info.classes}
    assert info.instances >= sum(count.count for count in info.boxes) >= 5
    assert len(info.cameras) == 3
    assert (info.up_from, info.scale_from) == ("file", "file")
    assert all(2 < metres < 20 for metres in info.size)


def test_the_samples_stay_small() -> None:
    assert sum(len(content) for content in files(FOLDER).values()) < 10_000_000


def test_a_sample_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    sample = Sample("small", "bathroom", 3, splats=500)
    made = make_sample(tmp_path, sample)
    first = files(made)
    (made / "stale.txt").write_text("old")
    assert files(make_sample(tmp_path, sample)) == first
    assert [path.name for path in tmp_path.iterdir()] == [sample.name]

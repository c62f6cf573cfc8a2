"""What is kept on disk comes back as it was, or not at all."""

import os
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from backend.engine.features import NearSeeds, SceneFeatures
from backend.engine.scene_cache import SceneCache, content_key
from backend.engine.scene_memory import SceneMemory, Seen
from backend.types import Boxes
from tests.engine.made import as_scene, room_scene


def features(seed: int = 0, size: int = 4) -> SceneFeatures:
    random = np.random.default_rng(seed)

    def values(*shape: int) -> np.ndarray:
        return random.random(shape, np.float32)

    labels = tuple(f"thing {i}" for i in range(size))
    boxes = Boxes(values(size, 3), values(size, 3), values(size), labels, values(size))
    return SceneFeatures(
        values(8), values(size, 8), values(size) > 0.5, boxes, values(size, 5), boxes, values(5),
        values(20, 3), values(20, size), ("Only a few points.", "Grün."),
    )  # fmt: skip


def same(a: SceneFeatures, b: SceneFeatures) -> None:
    for field in fields(a):
        x, y = getattr(a, field.name), getattr(b, field.name)
        if isinstance(x, Boxes):
            assert x.labels == y.labels
            np.testing.assert_array_equal(x.centers, y.centers)
            np.testing.assert_array_equal(x.scores, y.scores)
        else:
            np.testing.assert_array_equal(x, y)


@pytest.mark.parametrize("size", [0, 1, 4])
def test_it_comes_back_as_it_was(tmp_path: Path, size: int) -> None:
    cache = SceneCache(tmp_path / "new")
    assert cache.get("a") is None
    cache.put("a", features(size=size))
    kept = SceneCache(tmp_path / "new").get("a")
    assert kept is not None and isinstance(kept.notes, tuple)
    same(kept, features(size=size))


def test_any_damage_is_noticed(tmp_path: Path) -> None:
    cache = SceneCache(tmp_path)
    cache.put("a", features())
    whole = (tmp_path / "answers" / "a.npz").read_bytes()
    random = np.random.default_rng(0)
    for _ in range(40):
        broken = bytearray(whole)
        broken[random.integers(len(whole))] ^= 1 << int(random.integers(8))
        (tmp_path / "answers" / "a.npz").write_bytes(broken)
        kept = cache.get("a")
        if kept is not None:  # A bit that says nothing, such as the time in a header.
            same(kept, features())
    for content in (b"", b"nonsense", whole[:-100], whole[100:]):
        (tmp_path / "answers" / "a.npz").write_bytes(content)
        assert cache.get("a") is None


def test_the_least_recently_used_go_first(tmp_path: Path) -> None:
    cache = SceneCache(tmp_path)
    for i, name in enumerate("abc"):
        cache.put(name, features(i))
        os.utime(tmp_path / "answers" / f"{name}.npz", (i, i))
    assert cache.get("a") is not None
    size = (tmp_path / "answers" / "a.npz").stat().st_size
    SceneCache(tmp_path, largest=3 * size).put("d", features(3))
    assert sorted(path.stem for path in tmp_path.rglob("*.npz")) == ["a", "c", "d"]


def test_no_folder_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (None, tmp_path / "file" / "below"):
        cache = SceneCache(folder)
        cache.put("a", features())
        assert cache.get("a") is None


def test_the_key_is_that_of_the_content() -> None:
    scene = room_scene()
    positions, colors = scene.cloud.positions, scene.cloud.colors
    assert colors is not None
    assert content_key(as_scene(positions.copy(), colors.copy())) == content_key(scene)
    moved, tinted = positions.copy(), colors.copy()
    moved[7, 0] += 1e-3
    tinted[7, 0] ^= 1
    keys = {content_key(one) for one in (
        scene, as_scene(moved, colors), as_scene(positions, tinted), as_scene(positions)
    )}  # fmt: skip
    assert len(keys) == 4


def seen(points: int) -> Seen:
    near = NearSeeds(np.zeros((points, 3), np.int16), np.zeros((points, 3), np.float32))
    return Seen(features(), near)


def test_memory_forgets_what_is_gone_or_too_large() -> None:
    memory = SceneMemory(largest=4000)
    scenes = [as_scene(np.zeros((1, 3), np.float32)) for _ in range(3)]
    for scene in scenes:
        memory.put(scene, seen(100))  # 1,800 bytes
    assert [memory.get(scene) is None for scene in scenes] == [True, False, False]
    memory.put(scenes[0], seen(10_000))
    assert memory.get(scenes[0]) is not None and memory.get(scenes[2]) is None


def test_a_scene_that_is_gone_is_not_taken_for_another() -> None:
    memory = SceneMemory()
    for _ in range(20):  # Each probably gets the number of the one before.
        scene = as_scene(np.zeros((1, 3), np.float32))
        assert memory.get(scene) is None
        memory.put(scene, seen(1))
        del scene

"""Laws of augmented samples: tight boxes, votes to centres, determinism, padding."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial import KDTree

from training.data.examples import QuestionScene
from training.data.room_scenes import room_scene
from training.questions.augment import NONE, AugmentConfig, bled, kept, moved
from training.questions.batches import (
    EpochConfig,
    collate,
    epoch_rows,
    read_ahead,
    steps_per_epoch,
)
from training.questions.presets import ROOM_AUGMENT
from training.questions.sample import Sample, SampleConfig, draw_sample
from training.rooms.example import ExampleConfig, make_example

POINTS = 3_000


@pytest.fixture(scope="module")
def room() -> QuestionScene:
    return room_scene(make_example("train", 1, ExampleConfig("clean", 20_000)))


def sample(scene: QuestionScene, augment: AugmentConfig, seed: int = 0) -> Sample:
    return draw_sample(scene, SampleConfig(POINTS, augment), np.random.default_rng(seed))


ALL = replace(ROOM_AUGMENT, cuboid=1.0, cuboid_points=4_000, translate=0.5)
AUGMENTS = pytest.mark.parametrize("augment", [NONE, AugmentConfig(cuboid_points=5_000), ALL])


@AUGMENTS
def test_every_point_of_an_object_lies_in_its_box(
    room: QuestionScene, augment: AugmentConfig
) -> None:
    drawn = sample(room, augment)
    votes = drawn.votes[:, 0]
    targets = drawn.positions + votes
    for row in np.flatnonzero(drawn.votes_mask)[::7]:
        offset = np.abs(targets[row] - drawn.centers)
        near = (offset <= drawn.sizes / 2 + 1e-3).all(axis=1)
        inside = (np.abs(drawn.positions[row] - drawn.centers) <= drawn.sizes / 2 + 1e-3).all(
            axis=1
        )
        assert (near & inside).any()


@AUGMENTS
def test_the_same_seed_draws_the_same_sample(room: QuestionScene, augment: AugmentConfig) -> None:
    one, same, other = (sample(room, augment, seed) for seed in (3, 3, 4))
    assert np.array_equal(one.positions, same.positions) and np.array_equal(one.ids, same.ids)
    assert not np.array_equal(one.positions, other.positions)


def test_without_augmentation_boxes_are_the_scenes_own(room: QuestionScene) -> None:
    drawn = sample(room, NONE)
    rows = list(room.boxes_of(drawn.ids.tolist()))
    assert np.allclose(drawn.centers, room.boxes.centers[rows], atol=1e-5)
    assert np.allclose(drawn.sizes, room.boxes.sizes[rows], atol=1e-5)
    assert drawn.labels == tuple(room.boxes.labels[row] for row in rows)
    assert np.array_equal(drawn.classes, room.classes[rows])


@given(st.integers(0, 2**32), st.floats(0, 45), st.floats(0, 0.3), st.booleans())
@settings(max_examples=40, deadline=None)
def test_moving_is_a_similarity(seed: int, rotate: float, scale: float, quarters: bool) -> None:
    rng = np.random.default_rng(seed)
    points = rng.uniform(-3, 3, (30, 3)).astype(np.float32)
    config = AugmentConfig(rotate=rotate, scale=scale, quarters=quarters)
    turned = moved(points, config, rng)
    before, after = (np.linalg.norm(p[:, None] - p, axis=-1) for p in (points, turned))
    ratio = after[0, 1] / before[0, 1]
    assert 1 - scale - 1e-3 <= ratio <= 1 + scale + 1e-3
    assert np.allclose(after, ratio * before, atol=1e-4)


def test_thinning_leaves_objects_whole(room: QuestionScene) -> None:
    rng = np.random.default_rng(0)
    left = kept(room, room.points, replace(NONE, thin=0.2), rng)
    assert left[room.instances >= 0].all() and not left[room.instances < 0].all()


def test_a_cuboid_holds_its_points_and_leaves_others_out(room: QuestionScene) -> None:
    config = replace(NONE, cuboid=1.0, cuboid_points=4_000)
    left = kept(room, room.points, config, np.random.default_rng(1))
    assert 4_000 <= left.sum() < len(left)
    inside = room.points[left]
    low, high = inside.min(axis=0), inside.max(axis=0)
    enclosed = ((room.points >= low) & (room.points <= high)).all(axis=1)
    assert np.array_equal(enclosed, left)


def test_cropped_objects_are_no_targets(room: QuestionScene) -> None:
    config = SampleConfig(POINTS, replace(NONE, cuboid=1.0, cuboid_points=4_000))
    sizes = {len(draw_sample(room, config, np.random.default_rng(seed)).ids) for seed in range(6)}
    assert min(sizes) < len(room.boxes)


def test_padding_pads(room: QuestionScene) -> None:
    crop = replace(NONE, cuboid=1.0, cuboid_points=4_000)
    samples = [sample(room, NONE), sample(room, crop, 5)]
    batch = collate(samples)
    for row, drawn in enumerate(samples):
        count = len(drawn.ids)
        assert batch.targets.mask[row].tolist() == [i < count for i in range(batch.ids.shape[1])]
        assert batch.ids[row, :count].tolist() == drawn.ids.tolist()
        assert (batch.ids[row, count:] == -1).all()
        assert torch.equal(batch.scenes.positions[row], torch.from_numpy(drawn.positions))


@given(st.integers(1, 60), st.integers(1, 9), st.integers(0, 5), st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_processes_share_an_epoch(count: int, scenes: int, epoch: int, world: int) -> None:
    config = EpochConfig(scenes, seed=7)
    parts = [
        dict(epoch_rows(count, config, epoch, start=0, rank=rank, world=world))
        for rank in range(world)
    ]
    shown = [row for part in parts for rows in part.values() for row in rows]
    assert len(set(shown)) == len(shown)
    assert len(parts[0]) == steps_per_epoch(count, config)
    later = dict(epoch_rows(count, config, epoch, start=1, rank=0, world=world))
    assert later == {step: rows for step, rows in parts[0].items() if step}


def test_reading_ahead_keeps_the_order_and_passes_errors_on() -> None:
    numbers = list(read_ahead(lambda n: n * n, range(9)))
    assert numbers == [n * n for n in range(9)]
    assert all(a <= b for a, b in pairwise(numbers))
    assert list(read_ahead(lambda n: n, [])) == []
    with pytest.raises(ZeroDivisionError):
        list(read_ahead(lambda n: 1 // (2 - n), range(5)))


def test_labels_bleed_only_onto_what_is_near(room: QuestionScene) -> None:
    config = replace(NONE, bleed=1.0)
    after = bled(room.instances, room.points, config, np.random.default_rng(0))
    owned = room.instances >= 0
    assert np.array_equal(after[owned], room.instances[owned])
    taken = np.flatnonzero(~owned & (after >= 0))
    assert 0 < len(taken) < 0.5 * np.count_nonzero(~owned)
    for row in taken[:: max(1, len(taken) // 40)]:
        own = room.points[room.instances == after[row]]
        assert np.linalg.norm(own - room.points[row], axis=1).min() < 0.08 * np.sqrt(3)


def test_holes_take_whole_patches(room: QuestionScene) -> None:
    left = kept(room, room.points, replace(NONE, holes=0.6), np.random.default_rng(2))
    assert 0 < np.count_nonzero(~left) < len(left)
    nearest = np.asarray(KDTree(room.points).query(room.points, k=2)[1])[:, 1]
    same = (left == left[nearest]).mean()
    assert same > 0.9


def test_distinct_points_are_as_many_as_wanted(room: QuestionScene) -> None:
    for least in (0.3, 1.0):
        config = SampleConfig(POINTS, NONE, least_distinct=least)
        drawn = draw_sample(room, config, np.random.default_rng(1))
        distinct = len(np.unique(drawn.positions, axis=0))
        assert len(drawn.positions) == POINTS and least * POINTS - 2 <= distinct <= POINTS

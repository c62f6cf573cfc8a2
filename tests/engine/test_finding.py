"""Finding and naming, by a network that is tiny and untrained: all but what it knows."""

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
import torch

from backend.engine import (
    Answerer,
    CheckpointError,
    Finder,
    Matches,
    QuestionError,
    open_scene,
    save_labels,
)
from backend.engine.features import NearSeeds
from backend.engine.finding import FindCalibration, contest, match_values, select
from backend.engine.owners import _LEAST, _MARGIN, owners
from backend.engine.queries import Query
from backend.engine.scene_units import SceneUnits
from backend.engine.units_cache import UnitsCache
from backend.models.card import Card
from backend.models.checkpoint import save_checkpoint
from backend.models.object_colors import COLORS
from backend.models.object_network import ObjectNetwork
from backend.models.point_transformer import PointTransformer, PointTransformerConfig
from backend.types import Boxes, Scene
from tests.checkpoints import embedded_identity, write_questions
from tests.engine.made import as_scene, room_scene
from tests.engine.test_heat import some_boxes

TINY = PointTransformerConfig(
    dim=384, channels=3, groups=8, group_size=8, encoder_width=16, encoder_hidden=8, width=16,
    depth=1, heads=2,
)  # fmt: skip
SURE = {"find_threshold": 0.01, "find_presence": 0.01, "find_objectness": 0.0}
"""The untrained find everything."""


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("objects") / "objects"
    with torch.random.fork_rng():
        torch.manual_seed(0)
        network = ObjectNetwork(PointTransformer(TINY).eval())
    card = Card(
        "objects", "point transformer", asdict(TINY), clip=embedded_identity(),
        classes=("bed", "chair", "lamp", "sofa", "table", "desk"), points=64, calibration=SURE,
    )  # fmt: skip
    save_checkpoint(folder, network.state_dict(), card)
    return folder


@pytest.fixture(scope="module")
def finder(answerer: Answerer, encoder: Path, tmp_path_factory: pytest.TempPathFactory) -> Finder:
    return Finder(answerer, encoder, cache=tmp_path_factory.mktemp("units"))


@pytest.fixture(scope="module")
def scene() -> Scene:
    return room_scene(density=150)


@pytest.fixture(scope="module")
def matches(finder: Finder, scene: Scene) -> Matches:
    return finder.find(scene, "chair; red things; something to sleep on")


def test_matches_are_whole(matches: Matches, scene: Scene) -> None:
    assert matches.queries == ("chair", "red things", "something to sleep on")
    assert matches.heat.shape == (3, len(scene.cloud)) and matches.heat.dtype == np.float32
    assert matches.heat.min() >= 0 and matches.heat.max() <= 1
    scores = matches.boxes.scores
    assert scores is not None and (np.diff(scores) <= 0).all() and len(scores)
    assert [matches.queries[q] for q in matches.of_query] == list(matches.boxes.labels)
    for query, missing in enumerate(matches.not_found):
        assert missing == (query not in matches.of_query)


def test_json_is_as_promised(matches: Matches) -> None:
    told = json.loads(json.dumps(matches.to_json(), allow_nan=False))
    assert set(told) >= {"kind", "answers", "boxes", "not_found", "seconds"}
    assert told["kind"] == "matches" and told["not_found"] is False
    assert set(told["boxes"][0]) == {"center", "size", "yaw", "label", "score", "query"}


def test_two_words_have_two_heat_maps(finder: Finder, scene: Scene) -> None:
    heat = finder.find(scene, "chair; bathtub").heat
    assert not np.allclose(heat[0], heat[1])
    np.testing.assert_array_equal(finder.find(scene, "bathtub").heat[0], heat[1])


def test_points_outside_all_boxes_are_warm_too(finder: Finder, scene: Scene) -> None:
    units = finder.encode(scene)
    outside = units.units >= units.objects
    assert outside.any() and finder.find(scene, "wall").heat[0, outside].max() > 0


def test_the_order_of_points_does_not_matter(finder: Finder, scene: Scene) -> None:
    cloud = scene.cloud
    assert cloud.colors is not None
    order = np.random.default_rng(3).permutation(len(cloud))
    other = as_scene(cloud.positions[order], cloud.colors[order])
    ours, theirs = finder.find(scene, "chair"), finder.find(other, "chair")
    np.testing.assert_allclose(theirs.heat, ours.heat[:, order], atol=1e-3)
    assert theirs.boxes.scores is not None and ours.boxes.scores is not None
    np.testing.assert_allclose(theirs.boxes.scores, ours.boxes.scores, atol=1e-3)


def test_what_was_kept_is_what_was_computed(
    answerer: Answerer, encoder: Path, scene: Scene, tmp_path: Path
) -> None:
    first = Finder(answerer, encoder, cache=tmp_path).encode(scene)
    (kept,) = tmp_path.rglob("*.npz")
    second = UnitsCache(tmp_path).get(kept.stem)
    assert second is not None and second.boxes.labels == first.boxes.labels
    for name in ("units", "embeddings", "shares"):
        np.testing.assert_array_equal(getattr(second, name), getattr(first, name))


def test_a_thing_is_like_itself(finder: Finder, scene: Scene) -> None:
    units = finder.encode(scene)
    row = int(np.flatnonzero(units.units < units.objects)[0])
    label = finder.label(scene, row)
    assert row in label.points and np.array_equal(
        label.points, units.points_of(int(units.units[row]))
    )
    likelihoods = [one.confidence for one in label.names]
    assert len(likelihoods) == 5 and likelihoods == sorted(likelihoods, reverse=True)
    assert label.box.labels[0] == label.names[0].text and len(label.questions) == 4
    json.dumps(label.to_json(), allow_nan=False)
    heat = finder.find_like(scene, label.embedding, "similar").heat[0]
    assert heat[row] == pytest.approx(heat.max(), abs=1e-6)


def test_classes_of_the_users_own_are_used(finder: Finder, scene: Scene) -> None:
    label = finder.label(scene, 0, ("piano", "harp"))
    assert {one.text for one in label.names} <= {"piano", "harp"}
    region = finder.label_region(scene, np.arange(500), ("piano", "harp"))
    assert sum(one.confidence for one in region.names) == pytest.approx(1, abs=1e-5)
    corners = scene.cloud.positions[:500]
    np.testing.assert_allclose(
        region.box.sizes[0], corners.max(axis=0) - corners.min(axis=0), atol=1e-5
    )


def test_all_of_a_scene_has_classes(finder: Finder, scene: Scene) -> None:
    labels = finder.label_all(scene, ["chair", "table", "Chair"])
    assert labels.class_names == ("chair", "table")
    assert labels.classes.max() < 2 and labels.instances.max() < len(labels.boxes)
    for instance, name in enumerate(labels.boxes.labels):
        own = labels.instances == instance
        assert (labels.classes[own] == labels.class_names.index(name)).all()
    told = json.loads(json.dumps(labels.to_json(), allow_nan=False))
    assert sum(one["points"] for one in told["classes"]) + told["unlabelled"] == len(scene.cloud)
    with pytest.raises(QuestionError):
        finder.label_all(scene, ["", " "])


def test_labels_come_back_from_a_file(finder: Finder, scene: Scene, tmp_path: Path) -> None:
    labels = finder.label_all(scene, ["chair", "office desk"])
    save_labels(tmp_path / "out.ply", scene, labels)
    written = open_scene(tmp_path / "out.ply")
    assert written.class_names == ("chair", "office desk") and written.points is not None
    np.testing.assert_array_equal(written.points.classes, labels.classes)
    np.testing.assert_array_equal(written.points.instances, labels.instances)
    np.testing.assert_allclose(
        written.cloud.positions + written.origin, scene.cloud.positions, atol=1e-4
    )


def test_a_picture_can_be_looked_for(finder: Finder, scene: Scene) -> None:
    picture = np.random.default_rng(0).integers(0, 256, (40, 60, 3)).astype(np.uint8)
    assert finder.find_picture(scene, picture).heat.shape == (1, len(scene.cloud))


def test_without_an_encoder_the_detectors_embeddings_serve(
    answerer: Answerer, scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.engine.finder.OBJECTS_FOLDER", tmp_path / "none")
    ready = Finder(answerer, cache=tmp_path)
    units = ready.encode(scene)
    assert units.embedded[: units.objects].all() and not units.embedded[units.objects :].any()
    assert ready.find(scene, "chair").heat.shape == (1, len(scene.cloud))


def test_another_kind_of_checkpoint_is_refused(
    answerer: Answerer, scene: Scene, tmp_path: Path
) -> None:
    wrong = write_questions(tmp_path / "vqa")
    with pytest.raises(CheckpointError, match="objects"):
        Finder(answerer, wrong, cache=tmp_path).find(scene, "chair")


def made_units(embeddings: np.ndarray, shares: np.ndarray | None = None) -> SceneUnits:
    count = len(embeddings)
    boxes = Boxes(
        np.arange(3 * count).reshape(count, 3).astype(np.float32) * 5,
        np.ones((count, 3), np.float32),
        np.zeros(count, np.float32),
        ("object",) * count,
        np.ones(count, np.float32),
    )
    if shares is None:
        shares = np.zeros((count, COLORS), np.float32)
    return SceneUnits(np.arange(count, dtype=np.int32), boxes, embeddings, shares)


def test_name_and_colour_must_both_match() -> None:
    axes = np.eye(4, dtype=np.float32)
    shares = np.zeros((3, COLORS), np.float32)
    shares[[0, 2], 3] = 1
    units = made_units(axes[[0, 0, 2]], shares)
    values = match_values(units, Query("red chair", "chair", ("red",)), axes[0], axes[2:])
    found = select(units, np.zeros((3, 3), np.float32), "red chair", values, FindCalibration())
    assert len(found.boxes) == 1 and found.values.argmax() == 0
    assert found.boxes.labels == ("red chair",)
    anything = match_values(units, Query("red things", "", ("red",)), axes[0], axes[2:])
    assert (anything >= 0.5).tolist() == [True, False, True]


def test_nothing_like_that_is_an_outcome() -> None:
    axes = np.eye(4, dtype=np.float32)
    units = made_units(axes[[0, 1]])
    values = match_values(units, Query("boat", "boat"), axes[2], axes[:2])
    found = select(units, np.zeros((2, 3), np.float32), "boat", values, FindCalibration())
    assert found.nothing and not found.values.any()


def test_a_name_competes_with_others_and_a_phrase_does_not() -> None:
    axes = np.eye(5, dtype=np.float32)
    units = made_units(axes[[0]])
    near = (axes[0] * 0.5 + axes[1]) / np.sqrt(1.25).astype(np.float32)
    query, phrase = Query("bathtub", "bathtub"), Query("x", "something to take a bath in")
    assert contest(units, phrase, near, axes) is None
    values = match_values(units, query, near, axes[2:])
    rivalry = contest(units, query, near, axes)
    assert rivalry is not None and rivalry[0] < 0.5 < values[0]
    nowhere = np.zeros((1, 3), np.float32)
    assert select(units, nowhere, "bathtub", values, FindCalibration(), rivalry).nothing
    assert not select(units, nowhere, "bathtub", values, FindCalibration()).nothing


def test_owners_are_what_their_definition_says() -> None:
    random = np.random.default_rng(0)
    positions = random.uniform(0, 3, (300, 3)).astype(np.float32)
    near = NearSeeds(
        random.integers(0, 9, (300, 3)).astype(np.int16),
        random.dirichlet(np.ones(3), 300).astype(np.float32),
    )
    shares, boxes = random.random((9, 5), np.float32), some_boxes(random, 5)
    got = owners(positions, near, shares, boxes)
    for i in range(300):
        best, wanted = _LEAST, -1
        for j in range(5):
            x, y, z = positions[i] - boxes.centers[j]
            cos, sin = np.cos(boxes.yaws[j]), np.sin(boxes.yaws[j])
            own = np.abs([cos * x + sin * y, cos * y - sin * x, z])
            share = float(near.weights[i] @ shares[near.indices[i], j])
            if (own <= boxes.sizes[j] / 2 + _MARGIN).all() and share > best:
                best, wanted = share, j
        assert got[i] == wanted
    assert len(set(got.tolist())) > 3

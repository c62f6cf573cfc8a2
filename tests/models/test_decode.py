import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor
from torch.nn import functional

from backend.geometry.boxes import points_in_box
from backend.geometry.iou import bounds_iou
from backend.models.votenet.classes import SCANNET, SCANREFER, SUNRGBD, DetectionClasses
from backend.models.votenet.coding import (
    SMALLEST,
    decode_headings,
    decode_sizes,
    encode_headings,
    encode_sizes,
    size_templates,
)
from backend.models.votenet.decode import DecodedProposals, SelectionConfig, decode, select
from backend.models.votenet.proposals import Proposals
from tests.models.small import CLASSES

NAMES = CLASSES.names
seeds = st.integers(0, 2**32 - 1)


def boxes(seed: int, count: int = 20) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Centres, sizes, yaws and classes."""
    random = torch.Generator().manual_seed(seed)
    centers = torch.rand(1, count, 3, generator=random) * 3
    sizes = torch.rand(1, count, 3, generator=random) + 0.1
    yaws = (torch.rand(1, count, generator=random) - 0.5) * 4 * math.pi
    return centers, sizes, yaws, torch.randint(0, 3, (1, count), generator=random)


def sure_of(centers: Tensor, sizes: Tensor, yaws: Tensor, classes: Tensor, bins: int) -> Proposals:
    """What a network says that is sure of these boxes."""
    code = encode_headings(yaws, bins)
    count = yaws.shape[1]
    growth = encode_sizes(sizes, classes, size_templates(CLASSES, sizes))
    residuals, all_growth = torch.randn(1, count, bins), torch.randn(1, count, 3, 3)
    residuals.scatter_(2, code.bins[..., None], code.residuals[..., None])
    rows = torch.arange(count)
    all_growth[0, rows, classes[0]] = growth[0]
    return Proposals(
        positions=centers,
        features=torch.zeros(1, count, 4),
        indices=rows[None],
        objectness=torch.tensor([0.0, 4.0]).expand(1, count, 2),
        centers=centers,
        heading_scores=functional.one_hot(code.bins, bins).float(),
        heading_residuals=residuals,
        size_scores=functional.one_hot(classes, 3).float(),
        size_residuals=all_growth,
        class_scores=functional.one_hot(classes, 3).float() * 9,
    )


@given(seed=seeds, bins=st.sampled_from([1, 4, 12]))
@settings(max_examples=20, deadline=None)
def test_decoding_what_was_encoded_gives_the_boxes_back(seed: int, bins: int) -> None:
    centers, sizes, yaws, classes = boxes(seed)
    found = decode(sure_of(centers, sizes, yaws, classes, bins), CLASSES)
    assert torch.allclose(found.centers, centers)
    assert torch.allclose(found.sizes, sizes, atol=1e-5)
    wanted = yaws if bins > 1 else torch.zeros_like(yaws)
    assert torch.allclose(torch.cos(found.yaws - wanted), torch.ones_like(yaws), atol=1e-5)
    labels = found.of_scene(0, NAMES).labels
    assert labels == tuple(NAMES[i] for i in classes[0])


@given(seed=seeds)
@settings(max_examples=20, deadline=None)
def test_headings_lie_in_the_nearest_bin(seed: int) -> None:
    yaws = boxes(seed)[2]
    code = encode_headings(yaws, 12)
    assert (code.bins >= 0).all() and (code.bins < 12).all()
    assert (code.residuals.abs() <= 1 + 1e-4).all()


def test_no_edge_is_shorter_than_the_smallest() -> None:
    sizes = decode_sizes(torch.full((1, 3), -5.0), torch.zeros(1).long(), torch.ones(1, 3))
    assert torch.equal(sizes, torch.full((1, 3), SMALLEST))


def test_one_bin_decodes_to_boxes_along_the_axes() -> None:
    turned = decode_headings(torch.zeros(2).long(), torch.tensor([0.3, -1.0]), 1)
    assert torch.equal(turned, torch.zeros(2))


def random_decoded(seed: int, count: int = 30) -> DecodedProposals:
    random = np.random.default_rng(seed)
    probabilities = random.dirichlet(np.ones(3), (1, count))
    values = (
        random.uniform(0, 2, (1, count, 3)),
        random.uniform(0.3, 1.5, (1, count, 3)),
        np.zeros((1, count)),
        random.uniform(0, 1, (1, count)),
        probabilities,
    )
    return DecodedProposals(*(torch.from_numpy(v.astype(np.float32)) for v in values))


@given(seed=seeds, suppression=st.sampled_from(["class", "all", "none"]))
@settings(max_examples=20, deadline=None)
def test_selection_equals_the_slow_twin(seed: int, suppression: str) -> None:
    decoded = random_decoded(seed)
    points = np.random.default_rng(seed).uniform(0, 2, (60, 3)).astype(np.float32)
    config = SelectionConfig(0.2, 0.25, suppression, per_class=False)  # pyright: ignore[reportArgumentType]
    found = select(decoded, 0, NAMES, points, config)
    every = decoded.of_scene(0, NAMES)
    assert every.scores is not None
    iou = bounds_iou(every, every)
    kept: list[int] = []
    for i in np.argsort(-every.scores, kind="stable").tolist():
        if np.count_nonzero(points_in_box(points, every, i)) < 5 or every.scores[i] <= 0.2:
            continue
        rivals = [
            j
            for j in kept
            if suppression == "all"
            or (suppression == "class" and every.labels[i] == every.labels[j])
        ]
        if all(iou[i, j] <= 0.25 for j in rivals):
            kept.append(i)
    assert found.proposals.tolist() == kept
    assert found.boxes.labels == tuple(every.labels[i] for i in kept)


def test_each_box_stands_for_every_class() -> None:
    decoded = random_decoded(3)
    once = select(decoded, 0, NAMES, config=SelectionConfig(per_class=False))
    found = select(decoded, 0, NAMES)
    assert len(found.boxes) == 3 * len(once.boxes)
    assert sorted(set(found.proposals)) == sorted(once.proposals)
    scores = found.boxes.scores
    assert scores is not None and (np.diff(scores) <= 0).all()
    for score, label, proposal in zip(scores, found.boxes.labels, found.proposals, strict=True):
        own = decoded.objectness[0, proposal] * decoded.classes[0, proposal, NAMES.index(label)]
        assert score == pytest.approx(float(own))


def test_a_scene_without_detections_has_none() -> None:
    decoded = random_decoded(3)
    nothing = replace(decoded, objectness=torch.zeros(1, 30))
    assert len(select(nothing, 0, NAMES, np.zeros((5, 3), dtype=np.float32)).boxes) == 0


def test_classes_have_sizes() -> None:
    assert len(SCANNET) == len(SCANREFER) == 18
    assert len(SUNRGBD) == 10
    with pytest.raises(ValueError, match="2 names and 1 sizes"):
        DetectionClasses(("a", "b"), ((1.0, 1.0, 1.0),))
    with pytest.raises(ValueError, match="above zero"):
        DetectionClasses(("a",), ((1.0, 0.0, 1.0),))

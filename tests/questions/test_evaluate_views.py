"""Several looks at a scene: what is seen can be undone, and one look changes nothing."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from backend.geometry.boxes import box_corners
from backend.geometry.iou import box_iou
from backend.models.scene_network import SceneNetwork
from backend.models.votenet.decode import DecodedProposals
from backend.types import Boxes
from tests.checkpoints import question_config
from tests.questions.small_scenes import FIRST
from training.loop.seeds import seed_all
from training.questions.detect import ALL_SIDES, DetectConfig, detect, propose
from training.questions.views import View, ViewConfig, fuse, make_views

NAMES = ("bed", "chair", "lamp")
VIEWS = st.builds(View, st.just(0), st.integers(0, 3), st.booleans())


def proposals(seed: int, count: int = 12) -> DecodedProposals:
    random = torch.Generator().manual_seed(seed)

    def draw(*shape: int) -> Tensor:
        return torch.rand(*shape, generator=random)

    return DecodedProposals(
        centers=4 * draw(1, count, 3),
        sizes=0.1 + draw(1, count, 3),
        yaws=torch.zeros(1, count),
        objectness=draw(1, count),
        classes=draw(1, count, 3).softmax(dim=-1),
    )


def corners(boxes: Boxes) -> np.ndarray:
    """In an order that does not depend on the box's own axes."""
    rows = box_corners(boxes).round(3) + 0.0
    return np.stack([row[np.lexsort(row.T)] for row in rows])


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000), VIEWS, st.floats(-1, 1))
def test_a_view_is_undone(seed: int, view: View, yaw: float) -> None:
    there = proposals(seed)
    there = DecodedProposals(
        there.centers,
        there.sizes,
        torch.full_like(there.yaws, yaw),
        there.objectness,
        there.classes,
    )
    boxes = there.of_scene(0, NAMES)
    seen = view.seen(box_corners(boxes).reshape(-1, 3)).reshape(-1, 8, 3)
    # The same boxes as a network would report them in the view.
    turned = (-yaw if view.mirrored else yaw) + view.quarters * np.pi / 2
    reported = DecodedProposals(
        torch.from_numpy(view.seen(boxes.centers))[None],
        there.sizes,
        torch.full_like(there.yaws, float(turned)),
        there.objectness,
        there.classes,
    )
    in_view = box_corners(reported.of_scene(0, NAMES))
    assert np.allclose(np.sort(in_view.sum(-1)), np.sort(seen.sum(-1)), atol=1e-3)
    back = view.undone(reported).of_scene(0, NAMES)
    assert np.diag(box_iou(back, boxes)) == pytest.approx(np.ones(len(boxes)), abs=1e-3)


def test_the_first_look_is_at_the_scene_as_it_is() -> None:
    for config in (ViewConfig(), ALL_SIDES, ViewConfig(samples=3)):
        assert make_views(config)[0] == View()
    assert len(make_views(ALL_SIDES)) == len(set(make_views(ALL_SIDES))) == 8


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000))
def test_one_look_stays_as_it_is(seed: int) -> None:
    single = proposals(seed)
    fused = fuse([single])
    for name in ("centers", "sizes", "yaws", "objectness", "classes"):
        torch.testing.assert_close(getattr(fused, name), getattr(single, name))


def test_looks_that_agree_say_the_same_and_a_lone_box_loses() -> None:
    one, other = proposals(0), proposals(1)
    agreed = fuse([one, one])
    torch.testing.assert_close(agreed.centers[:, :12], one.centers)
    torch.testing.assert_close(agreed.objectness[:, :12], one.objectness)
    moved = DecodedProposals(
        other.centers + 100, other.sizes, other.yaws, other.objectness, other.classes
    )
    torch.testing.assert_close(fuse([one, moved]).objectness[:, :12], one.objectness / 2)


def test_a_network_with_one_look_finds_what_it_finds_without() -> None:
    seed_all(0)
    network = SceneNetwork(question_config().scene).eval()
    plain = detect(network, FIRST, DetectConfig(500))
    looked = propose(network, FIRST, DetectConfig(500))
    torch.testing.assert_close(fuse([looked]).centers, looked.centers)
    again = detect(network, FIRST, DetectConfig(500, views=ViewConfig(samples=1)))
    assert np.array_equal(plain.centers, again.centers) and plain.labels == again.labels
    many = detect(network, FIRST, DetectConfig(500, views=ALL_SIDES))
    assert many.scores is not None and np.isfinite(many.centers).all()

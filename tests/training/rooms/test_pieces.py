"""Laws of the shapes that furniture shares."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.rooms.furniture.shapes.pieces import (
    arc,
    bar,
    drawer_fronts,
    heap,
    legs,
    oval,
    pad,
    post,
    profile,
    ribbon,
    rounded,
    star_base,
)
from training.rooms.materials import metal, wood
from training.rooms.solids import Solid, box

LENGTHS = st.floats(0.05, 2.0)


def volume(solid: Solid) -> float:
    """Signed volume: positive where the faces of a closed surface look outwards."""
    a, b, c = (solid.vertices[solid.faces[:, i]] for i in range(3))
    return float((a * np.cross(b, c)).sum() / 6)


def is_closed(solid: Solid) -> bool:
    """Whether every edge is walked once in each direction, corners at one place being one."""
    _, place = np.unique(np.round(solid.vertices, 6), axis=0, return_inverse=True)
    faces = place.ravel()[solid.faces]
    edges = [tuple(e) for f in faces.tolist() for e in zip(f, [*f[1:], f[0]], strict=True)]
    return sorted(edges) == sorted((b, a) for a, b in edges)


def signed_area(outline: list[tuple[float, float]]) -> float:
    x, y = np.array(outline).T
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2)


@settings(max_examples=30, deadline=None)
@given(LENGTHS, LENGTHS, LENGTHS, st.floats(0.002, 0.1))
def test_pad_is_a_box_without_its_edges(w: float, d: float, h: float, bevel: float) -> None:
    solid = pad(w, d, h, bevel=bevel)
    np.testing.assert_allclose(solid.bounds, [(-w / 2, -d / 2, 0), (w / 2, d / 2, h)], atol=1e-9)
    assert is_closed(solid)
    cut = min(bevel, 0.45 * min(w, d, h))
    # Each edge loses a triangular prism of legs `cut`; where three meet they overlap.
    edges = 2 * cut**2 * (w + d + h)
    assert w * d * h - edges <= volume(solid) <= w * d * h - edges + 8 * cut**3


@pytest.mark.parametrize(
    "solid",
    [
        profile([(0, 0), (1, 0), (1, 0.5), (0, 1)], 0.4),
        ribbon([(0, 0), (0.4, 0), (0.5, 0.4)], 0.02, 0.4),
        arc(0.8, 0.4, 0.1, 0.5),
        arc(0.8, 0.4, 0.1, 0.5, degrees=210),
        bar((0, 0, 0), (0.3, 0.2, 0.9), 0.02),
        post((0.1, 0.1), (0, 0), 0.7, 0.05),
        post((0.1, 0.1), (0, 0), 0.7, 0.05, square=True, taper=0.5),
    ],
    ids=["profile", "ribbon", "arc", "wide arc", "bar", "post", "square post"],
)
def test_shape_is_closed_and_looks_outwards(solid: Solid) -> None:
    assert is_closed(solid) and volume(solid) > 0


def test_profile_has_the_volume_of_its_side_view() -> None:
    outline = [(0.0, 0.0), (1.0, 0.0), (1.0, 0.5), (0.0, 1.0)]
    assert volume(profile(outline, 0.4)) == pytest.approx(0.4 * signed_area(outline))


def test_square_post_fills_its_square() -> None:
    np.testing.assert_allclose(
        post((0, 0), (0, 0), 0.7, 0.05, square=True).bounds, box(0.05, 0.05, 0.7).bounds, atol=1e-12
    )


@settings(max_examples=30, deadline=None)
@given(LENGTHS, LENGTHS, st.floats(0.01, 0.5))
def test_outlines_run_counter_clockwise_and_fill_their_size(w: float, d: float, r: float) -> None:
    for outline in (rounded(w, d, radius=r), oval(w, d), oval(w, d, power=5)):
        assert 0.75 * w * d < signed_area(outline) <= w * d + 1e-9
        np.testing.assert_allclose(np.ptp(np.array(outline), axis=0), (w, d), rtol=0.03)


@settings(max_examples=20, deadline=None)
@given(st.floats(0, 0.2), st.floats(0.4, 1.0), st.booleans())
def test_feet_stand_in_the_corners(splay: float, taper: float, square: bool) -> None:
    parts = legs(
        1.0, 0.6, 0.7, wood(np.random.default_rng(0)), taper=taper, splay=splay, square=square
    )
    middles = []
    for part in parts:
        feet = part.solid.vertices[part.solid.vertices[:, 2] == 0]
        assert (np.abs(feet[:, :2]) <= (0.5 + 1e-9, 0.3 + 1e-9)).all()
        assert part.solid.bounds[1, 2] == pytest.approx(0.7)
        middles.append(tuple(np.sign(feet[:, :2].mean(0))))
    assert sorted(middles) == [(-1, -1), (-1, 1), (1, -1), (1, 1)]


def test_star_base_stands_on_its_castors() -> None:
    rng = np.random.default_rng(0)
    parts = {p.name: p.solid for p in star_base(0.33, 0.4, metal(rng), metal(rng))}
    assert parts["wheels"].bounds[0, 2] == pytest.approx(0, abs=2e-3)
    assert parts["base"].bounds[0, 2] > 0.02 and parts["column"].bounds[1, 2] == pytest.approx(0.4)
    assert np.linalg.norm(parts["wheels"].vertices[:, :2], axis=1).max() < 0.37


def test_drawers_fill_the_front_without_touching() -> None:
    rng = np.random.default_rng(0)
    parts = drawer_fronts(rng, 0.4, (0.1, 0.7), -0.3, 3, wood(rng), metal(rng), x=0.2)
    fronts = [p.solid.bounds for p in parts if p.name == "drawer"]
    assert len(fronts) == 3 and all(b[1, 1] <= -0.3 for b in fronts)
    assert all(lower[1, 2] < upper[0, 2] for lower, upper in pairwise(fronts))
    assert fronts[0][0, 2] > 0.1 and fronts[-1][1, 2] < 0.7


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000))
def test_heap_lies_on_the_floor_and_is_as_high_as_wanted(seed: int) -> None:
    solid = heap(np.random.default_rng(seed), 0.8, 0.5, 0.3)
    assert solid.vertices[:, 2].min() == 0 and solid.vertices[:, 2].max() == pytest.approx(0.3)
    again = heap(np.random.default_rng(seed), 0.8, 0.5, 0.3)
    np.testing.assert_array_equal(solid.vertices, again.vertices)

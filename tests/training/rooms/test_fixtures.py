"""What a depth camera looks into is hollow, and drop-in sinks are level with their counter."""

import numpy as np
import pytest

from training.rooms.furniture.bathroom.bathtubs import BATHTUB
from training.rooms.furniture.bathroom.drop_in import RIM
from training.rooms.furniture.bathroom.sinks import SINK
from training.rooms.furniture.bathroom.toilets import TOILET
from training.rooms.furniture.laundry.laundry_baskets import LAUNDRY_BASKET
from training.rooms.solids import Ring, Solid, box, lofted, skin
from training.rooms.triangles import model_triangles
from training.rooms.types import Category, Model


def height_at(model: Model, x: float, y: float) -> float:
    """The highest surface above or below a point of the floor."""
    corners = model_triangles(model).corners.astype(np.float64)
    a, b, c = (corners[:, i, :2] - (x, y) for i in range(3))
    areas = np.stack([_cross(b, c), _cross(c, a), _cross(a, b)], axis=1)
    total = areas.sum(1)
    inside = ((areas * np.sign(total)[:, None]) > 1e-12).all(1)
    z = (areas[inside] * corners[inside, :, 2]).sum(1) / total[inside]
    return float(z.max())


def _cross(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    return p[:, 0] * q[:, 1] - p[:, 1] * q[:, 0]


HOLLOW = [
    *((BATHTUB, style.name, 0.75) for style in BATHTUB.styles),
    *((SINK, name, 0.45) for name in ("wall-hung", "oval drop-in", "single drop-in")),
    *((SINK, name, 0.87) for name in ("pedestal", "vanity", "utility")),
    (TOILET, "lid up", 0.5),
]


@pytest.mark.parametrize(("category", "style", "below"), HOLLOW)
def test_one_looks_into_the_hollow(category: Category, style: str, below: float) -> None:
    for seed in range(4):
        model = category.make(np.random.default_rng(seed), style=style)
        deep = height_at(model, 0.011, -0.12 * model.size[1])
        assert deep < below * model.size[2], seed


def test_an_empty_basket_is_hollow() -> None:
    model = LAUNDRY_BASKET.make(np.random.default_rng(2), style="carrying basket")
    assert {part.name for part in model.parts} == {"basket", "handle"}
    assert height_at(model, 0.01, 0.02) < 0.1 * model.size[2]


@pytest.mark.parametrize("style", ["oval drop-in", "single drop-in", "double drop-in"])
def test_the_rim_of_a_drop_in_sink_is_where_the_counter_ends(style: str) -> None:
    for seed in range(6):
        model = SINK.make(np.random.default_rng(seed), style=style)
        tops = [p.solid.bounds[1, 2] for p in model.parts if p.name == "basin"]
        np.testing.assert_allclose(tops, RIM * model.size[2], atol=2e-4)
        assert SINK.place(style) == "surface"


def test_a_loft_between_rectangles_is_a_box() -> None:
    rings = [Ring(0, 0, 0), *(Ring(2, 1, z, power=400) for z in (0.0, 3.0)), Ring(0, 0, 3)]
    solid, plain = lofted(rings, sides=48), box(2, 1, 3)
    np.testing.assert_allclose(solid.bounds, plain.bounds, atol=1e-9)
    assert _volume(solid) == pytest.approx(_volume(plain), rel=0.01)


def test_a_loft_down_the_inside_encloses_only_its_wall() -> None:
    outside = [Ring(0, 0, 0), *(Ring(1, 1, z, power=4) for z in (0.0, 1.0))]
    inside = [Ring(0.9, 0.9, 1.0, power=4), Ring(0.9, 0.9, 0.1, power=4), Ring(0, 0, 0.1)]
    full, hole = lofted([*outside, Ring(0, 0, 1)]), lofted([*inside[::-1], Ring(0, 0, 1)])
    expected = _volume(full) - _volume(hole)
    assert _volume(lofted([*outside, *inside])) == pytest.approx(expected, rel=1e-6)


def test_a_skin_keeps_its_points() -> None:
    points = np.random.default_rng(0).normal(size=(4, 5, 3))
    solid = skin(points)
    np.testing.assert_array_equal(solid.vertices, points.reshape(-1, 3))
    assert len(solid.faces) == 2 * 3 * 4


def _volume(solid: Solid) -> float:
    a, b, c = (solid.vertices[solid.faces[:, i]] for i in range(3))
    return float((np.cross(a, b) * c).sum() / 6)

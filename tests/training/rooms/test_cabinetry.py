"""Laws of cupboards: what is said to be free is free, fronts cover the front and do not collide."""

import numpy as np
import pytest
from jaxtyping import Float64

from training.rooms.furniture.catalogue import CATALOGUE
from training.rooms.furniture.shapes.cabinetry import Case, Cell, Column, case, columns, cupboard
from training.rooms.furniture.shapes.fronts import REACH, THICKNESS, look
from training.rooms.types import Model, Part, Rest

STORAGE = (
    "cabinet", "bookshelf", "shelf", "dresser", "wardrobe", "tv stand", "file cabinet",
    "night stand", "kitchen cabinet", "wall cabinet", "counter",
)  # fmt: skip


def models(name: str, count: int = 4) -> list[Model]:
    category = CATALOGUE[name]
    return [
        category.make(np.random.default_rng(seed), style=style.name)
        for style in category.styles
        for seed in range(count)
    ]


def overlap(a: Float64[np.ndarray, "2 3"], b: Float64[np.ndarray, "2 3"], slack: float) -> bool:
    """Whether two boxes (low, high corner) share more than `slack` metres along every axis."""
    return bool((np.minimum(a[1], b[1]) - np.maximum(a[0], b[0]) > slack).all())


def above(rest: Rest) -> Float64[np.ndarray, "2 3"]:
    (x0, x1), (y0, y1) = rest.x, rest.y
    return np.array([[x0, y0, rest.z], [x1, y1, rest.z + rest.clearance]])


@pytest.mark.parametrize("name", STORAGE)
def test_nothing_is_in_the_free_space_above_a_rest(name: str) -> None:
    for model in models(name):
        for rest in model.rests:
            for part in model.parts:
                assert not overlap(above(rest), part.solid.bounds, 0.03), (model.style, rest, part)


@pytest.mark.parametrize("name", STORAGE)
def test_rests_lie_on_something(name: str) -> None:
    for model in models(name):
        for rest in model.rests:
            if rest.name == "inside":
                continue
            under = above(rest)
            under[1, 2], under[0, 2] = rest.z + 0.012, rest.z - 0.012
            near = [part for part in model.parts if overlap(under, part.solid.bounds, 0.0)]
            assert any(abs(p.solid.bounds[1, 2] - rest.z) < 0.012 for p in near), (
                model.style,
                rest,
            )


def fronts(parts: list[Part]) -> list[Part]:
    return [part for part in parts if part.name in ("door", "drawer")]


def test_closed_fronts_cover_the_front_without_touching() -> None:
    grid = (
        Column((Cell("door", 2), Cell("drawer", 1))),
        Column((Cell("drawer"), Cell("twin")), 1.5),
        Column((Cell("pair"), Cell("flap"))),
    )
    for seed in range(20):
        rng = np.random.default_rng(seed)
        made = look(rng, patterns=("slab",))
        parts, _ = case(rng, made, (1.5, 0.5, 1.0), grid, Case(ajar=0))
        leaves = [part.solid.bounds for part in fronts(parts)]
        assert len(leaves) == 8
        covered = sum(float(np.prod((high - low)[[0, 2]])) for low, high in leaves)
        assert 0.95 * 1.5 < covered < 1.5
        for i, a in enumerate(leaves):
            assert not any(overlap(a, b, 1e-6) for b in leaves[:i])


def test_an_open_front_stays_within_the_size() -> None:
    for seed in range(30):
        rng = np.random.default_rng(seed)
        made, size = look(rng), (0.9, 0.5, 1.2)
        grid = columns(2, "door", "drawer")
        parts, rests = cupboard(rng, made, size, grid, Case(ajar=1), overhang=0.02)
        low = np.min([part.solid.bounds[0] for part in parts], axis=0)
        high = np.max([part.solid.bounds[1] for part in parts], axis=0)
        assert (high - low <= np.array(size) + 1e-6 + (0, REACH[made.grip] + THICKNESS, 0)).all()
        board = max((p.solid.bounds for p in parts if p.name == "top"), key=lambda b: b[1, 2])
        assert board[0, 1] > low[1] + 0.005, "the top must not hang over what is open"
        assert rests[-1].name == "top"


def test_hollow_bodies_let_rays_in() -> None:
    """A ray through an open field ends at the back panel, not at the front."""
    rng = np.random.default_rng(0)
    parts, rests = case(rng, look(rng), (0.8, 0.3, 1.8), columns(1, "open", boards=4))
    for rest in rests:
        middle = np.mean([rest.x, rest.y], axis=1)
        line = np.array(
            [
                [middle[0] - 1e-3, -1, rest.z + 0.1],
                [middle[0] + 1e-3, rest.y[1] - 0.01, rest.z + 0.11],
            ]
        )
        assert not any(overlap(line, part.solid.bounds, 0.0) for part in parts)

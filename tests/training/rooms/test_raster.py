"""The rasteriser against Open3D's ray casting, against every pixel by hand, and its own laws."""

from typing import Any

import numpy as np
import open3d as o3d
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.training.rooms.handmade import handmade_room
from training.rooms.render.raster import NEAR, Hits, barycentric, rasterize, silhouettes
from training.rooms.triangles import room_triangles

WIDTH, HEIGHT = 64, 48
K = np.array([[50.0, 0, 31], [0, 55, 25], [0, 0, 1]])
PARALLEL = np.array([[12.0, 0, 31], [0, 13, 25], [0, 0, 1]])

SEEDS = st.integers(0, 1 << 30)
TALL = {"orthographic": True, "K": PARALLEL}
WIDE = {"orthographic": False, "K": K}
VIEWS = pytest.mark.parametrize("view", [WIDE, TALL], ids=["pinhole", "orthographic"])
View = dict[str, Any]


def pose(rng: np.random.Generator) -> np.ndarray:
    """A camera turned and placed anyhow near the origin."""
    Q, R = np.linalg.qr(rng.normal(size=(3, 3)))
    Q *= np.sign(np.diag(R))
    Q[:, 0] *= np.linalg.det(Q)
    T = np.eye(4)
    T[:3, :3], T[:3, 3] = Q, rng.normal(size=3)
    return T


def scene(rng: np.random.Generator, T: np.ndarray, count: int = 60) -> np.ndarray:
    """Small, large and thin triangles on all sides of the camera, some through its plane."""
    centres = rng.uniform([-4, -4, -2], [4, 4, 7], (count, 1, 3))
    sizes = rng.choice([0.05, 0.5, 2.0, 30.0], count, p=[0.4, 0.3, 0.2, 0.1])[:, None, None]
    corners = centres + sizes * rng.normal(size=(count, 3, 3))
    thin = rng.random(count) < 0.2
    along = rng.uniform(0.1, 0.9, (count, 1))
    line = corners[:, 0] + along * (corners[:, 1] - corners[:, 0])
    corners[thin, 2] = (line + 0.01 * rng.normal(size=(count, 3)))[thin]
    return (corners @ T[:3, :3].T + T[:3, 3]).astype(np.float32)


def rays(T: np.ndarray, view: View) -> np.ndarray:
    """Open3D's rays through the pixels' centres from NEAR on; their lengths count along z."""
    u, v = np.meshgrid(np.arange(WIDTH) + 0.5, np.arange(HEIGHT) + 0.5)
    xy = np.stack([u - view["K"][0, 2], v - view["K"][1, 2]], -1) / np.diag(view["K"])[:2]
    zero = np.zeros_like(xy)
    one = np.ones((HEIGHT, WIDTH, 1))
    start = np.concatenate([xy if view["orthographic"] else NEAR * xy, NEAR * one], -1)
    along = np.concatenate([zero if view["orthographic"] else xy, one], -1)
    R, t = T[:3, :3], T[:3, 3]
    return np.concatenate([start @ R.T + t, along @ R.T], -1).astype(np.float32)


def traced(triangles: np.ndarray, T: np.ndarray, view: View) -> Hits:
    caster = o3d.t.geometry.RaycastingScene(nthreads=1)
    tensor = o3d.core.Tensor.from_numpy
    corners = np.arange(3 * len(triangles), dtype=np.uint32).reshape(-1, 3)
    caster.add_triangles(tensor(triangles.reshape(-1, 3)), tensor(corners))
    hit = caster.cast_rays(tensor(rays(T, view)), nthreads=1)
    depth = hit["t_hit"].numpy()
    triangle = np.where(np.isfinite(depth), hit["primitive_ids"].numpy().astype(np.int32), -1)
    return Hits(triangle.astype(np.int32), np.where(triangle >= 0, depth + NEAR, 0))


def by_hand(triangles: np.ndarray, T: np.ndarray, view: View) -> Hits:
    """Each ray against each triangle by Cramer's rule."""
    ray = rays(T, view).astype(np.float64).reshape(-1, 6)
    best = np.full(len(ray), np.inf)
    triangle = np.full(len(ray), -1, np.int32)
    for n, (a, b, c) in enumerate(triangles.astype(np.float64)):
        start, along = ray[:, :3] - a, ray[:, 3:]
        normal = np.cross(b - a, c - a)
        slope = along @ normal
        with np.errstate(divide="ignore", invalid="ignore"):
            depth = -(start @ normal) / slope
            moment = np.cross(start, along)
            right, left = -(moment @ (c - a)) / slope, (moment @ (b - a)) / slope
            inside = (right >= 0) & (left >= 0) & (right + left <= 1) & (depth > 0)
        nearer = inside & (depth < best)
        best[nearer], triangle[nearer] = depth[nearer], n
    depth = np.where(triangle >= 0, best + NEAR, 0).astype(np.float32)
    return Hits(triangle.reshape(HEIGHT, WIDTH), depth.reshape(HEIGHT, WIDTH))


def agreement(a: Hits, b: Hits) -> float:
    """Share of the pixels that see the same triangle at the same depth."""
    near = np.abs(a.depth - b.depth) <= 1e-3 * np.maximum(1, a.depth)
    return float(((a.triangle == b.triangle) & near).mean())


@VIEWS
@given(seed=SEEDS)
@settings(max_examples=60, deadline=None)
def test_agrees_with_ray_casting(view: View, seed: int) -> None:
    rng = np.random.default_rng(seed)
    T = pose(rng)
    triangles = scene(rng, T)
    hits = rasterize(triangles, T, width=WIDTH, height=HEIGHT, **view)
    assert agreement(hits, traced(triangles, T, view)) >= 0.995
    assert agreement(hits, by_hand(triangles, T, view)) >= 0.999


def test_agrees_with_ray_casting_in_a_room() -> None:
    triangles = room_triangles(handmade_room()).corners
    rng = np.random.default_rng(0)
    for _ in range(10):
        T = pose(rng)
        T[:3, 3] = rng.uniform((0.3, 0.3, 0.3), (3.7, 3.3, 2.2))
        hits = rasterize(triangles, T, K, WIDTH, HEIGHT)
        seen = traced(triangles, T, WIDE)
        assert np.abs(hits.depth - seen.depth).max() < 2e-3 or agreement(hits, seen) >= 0.995
        assert (hits.triangle >= 0).all(), "a closed room has no cracks"


@VIEWS
@given(seed=SEEDS)
@settings(max_examples=20, deadline=None)
def test_order_does_not_matter(view: View, seed: int) -> None:
    rng = np.random.default_rng(seed)
    T = pose(rng)
    triangles = scene(rng, T)
    order = rng.permutation(len(triangles))
    hits = rasterize(triangles, T, width=WIDTH, height=HEIGHT, **view)
    other = rasterize(triangles[order], T, width=WIDTH, height=HEIGHT, **view)
    np.testing.assert_array_equal(hits.depth, other.depth)
    back = np.append(order, -1)[other.triangle]
    assert (back == hits.triangle).mean() >= 0.999


@VIEWS
@given(seed=SEEDS)
@settings(max_examples=20, deadline=None)
def test_weights_give_the_place_that_is_seen(view: View, seed: int) -> None:
    rng = np.random.default_rng(seed)
    T = pose(rng)
    triangles = scene(rng, T)
    hits = rasterize(triangles, T, width=WIDTH, height=HEIGHT, **view)
    weights = barycentric(hits, triangles, T, **view)
    seen = hits.triangle >= 0
    assert (weights[~seen] == 0).all() and (weights >= 0).all()
    place = np.einsum("nij,ni->nj", triangles[hits.triangle[seen]].astype(float), weights[seen])
    ray = rays(T, view)[seen].astype(float)
    expected = ray[:, :3] + (hits.depth[seen, None] - NEAR) * ray[:, 3:]
    size = np.abs(triangles[hits.triangle[seen]]).max((1, 2), initial=1)
    assert (np.abs(place - expected).max(1) <= 1e-4 * size).mean() >= 0.999


@given(seed=SEEDS)
@settings(max_examples=20, deadline=None)
def test_what_is_skipped_hides_nothing(seed: int) -> None:
    rng = np.random.default_rng(seed)
    T = pose(rng)
    triangles = scene(rng, T)
    skip = rng.random(len(triangles)) < 0.5
    hits = rasterize(triangles, T, K, WIDTH, HEIGHT, skip=skip)
    kept = rasterize(triangles[~skip], T, K, WIDTH, HEIGHT)
    np.testing.assert_array_equal(hits.depth, kept.depth)
    assert not skip[hits.triangle[hits.triangle >= 0]].any()


@given(seed=SEEDS)
@settings(max_examples=20, deadline=None)
def test_a_divided_triangle_covers_the_same_pixels(seed: int) -> None:
    """Shared edges leave no pixel out, wherever they run."""
    rng = np.random.default_rng(seed)
    T = pose(rng)
    whole = scene(rng, T, 1)
    middle = (whole[0].T @ rng.dirichlet(np.ones(3))).astype(np.float32)
    a, b, c = whole[0]
    parts = np.array([[a, b, middle], [b, c, middle], [c, a, middle]], np.float32)
    before = rasterize(whole, T, K, WIDTH, HEIGHT).triangle >= 0
    after = rasterize(parts, T, K, WIDTH, HEIGHT).triangle >= 0
    assert not (before & ~after).any() or (before != after).mean() < 2e-3


def test_both_sides_are_seen_and_edge_on_is_not() -> None:
    front = np.array([[[-1, -1, 2], [1, -1, 2], [0, 1, 2]]], np.float32)
    hits = rasterize(front, np.eye(4), K, WIDTH, HEIGHT)
    behind = rasterize(front[:, ::-1].copy(), np.eye(4), K, WIDTH, HEIGHT)
    np.testing.assert_array_equal(hits.depth, behind.depth)
    assert (hits.depth[hits.triangle == 0] == 2).all() and (hits.triangle == 0).any()
    edge_on = np.array([[[0, -1, 2], [0, 1, 2], [0, 0, 4]]], np.float32)
    assert (rasterize(edge_on, np.eye(4), K, WIDTH, HEIGHT).triangle == -1).all()


def test_pixel_centres_decide() -> None:
    """A square from pixel 10 to 20 covers the ten centres between."""
    u, v = np.array([10, 20, 20, 10.0]), np.array([5, 5, 9, 9.0])
    square = np.stack([(u - K[0, 2]) / K[0, 0], (v - K[1, 2]) / K[1, 1], np.ones(4)], -1) * 3
    pair = square[[[0, 1, 2], [0, 2, 3]]].astype(np.float32)
    seen = rasterize(pair, np.eye(4), K, WIDTH, HEIGHT).triangle >= 0
    assert seen.sum() == 40 and seen[5:9, 10:20].all()


def test_nothing_gives_nothing() -> None:
    hits = rasterize(np.empty((0, 3, 3), np.float32), np.eye(4), K, WIDTH, HEIGHT)
    assert (hits.triangle == -1).all() and (hits.depth == 0).all()


@VIEWS
@given(seed=SEEDS)
@settings(max_examples=15, deadline=None)
def test_silhouettes_are_what_each_group_covers_alone(view: View, seed: int) -> None:
    rng = np.random.default_rng(seed)
    T = pose(rng)
    triangles = scene(rng, T)
    groups = np.sort(rng.integers(-1, 6, len(triangles))).astype(np.int32)
    counts = silhouettes(triangles, groups, T, width=WIDTH, height=HEIGHT, **view)
    for group, count in enumerate(counts):
        alone = rasterize(triangles[groups == group], T, width=WIDTH, height=HEIGHT, **view)
        assert count == (alone.triangle >= 0).sum()

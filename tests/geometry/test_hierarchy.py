"""Laws of the spatial hierarchy: a partition, a budget that holds, sets that ignore the order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.geometry.hierarchy import Hierarchy, build_hierarchy
from backend.geometry.view import View

DEGENERATE = {
    "one": np.ones((1, 3)),
    "two": np.array([[0, 0, 0], [1, 2, 3.0]]),
    "identical": np.full((700, 3), 2.5),
    "two places": np.repeat(np.array([[0, 0, 0], [1, 1, 1.0]]), 300, axis=0),
    "thin plane": np.random.default_rng(1).random((900, 3)) * [4, 3, 1e-6],
    "line": np.linspace(0, 1, 500)[:, None] * [1, 0, 0],
    "far cluster": np.concatenate([np.random.default_rng(2).random((900, 3)) * 0.01, [[1e4] * 3]]),
    "huge": np.random.default_rng(3).uniform(-1, 1, (300, 3)) * 3e38,
    "tiny": np.random.default_rng(3).uniform(-1, 1, (300, 3)) * 1e-40,
}


def build(positions: np.ndarray) -> Hierarchy:
    return build_hierarchy(positions.astype(np.float32), fewest=20, most=100)


def room(n: int, seed: int = 0) -> np.ndarray:
    """Points on the six faces of an 8 × 6 × 3 m box."""
    random = np.random.default_rng(seed)
    p = random.random((n, 3))
    side = random.integers(0, 3, n)
    p[np.arange(n), side] = np.round(p[np.arange(n), side])
    return (p * [8, 6, 3]).astype(np.float32)


def random_view(seed: int) -> View:
    random = np.random.default_rng(seed)
    rotation = np.linalg.qr(random.normal(size=(3, 3)))[0]
    rotation *= np.linalg.det(rotation)
    return View(
        position=random.uniform(-3, 11, 3),
        rotation=rotation,
        fov=random.uniform(0.2, 2.0),
        aspect=random.uniform(0.4, 2.5),
        height=int(random.integers(100, 2000)),
    )


@pytest.fixture(scope="module")
def cloud() -> np.ndarray:
    return room(20_000)


@pytest.fixture(scope="module")
def hierarchy(cloud: np.ndarray) -> Hierarchy:
    return build_hierarchy(cloud, fewest=100, most=1000)


def check_structure(h: Hierarchy, positions: np.ndarray, most: int) -> None:
    n = len(positions)
    assert np.array_equal(np.sort(h.ranks), np.arange(n))
    assert np.array_equal(np.sort(h.sorted_points), np.arange(n))
    assert h.starts[0] == 0 and h.ends[-1] == n
    assert np.array_equal(h.starts[1:], h.ends[:-1])
    counts = h.ends - h.starts
    assert counts[0] == 1 and counts.min() >= 1 and counts.max() <= most
    assert h.parents[0] == -1
    assert (h.parents[1:] >= 0).all() and (h.parents[1:] < np.arange(1, len(h))).all()
    assert (h.levels[1:] >= h.levels[h.parents[1:]]).all()
    for array in (h.centers, h.half_sizes, h.spacings):
        assert np.isfinite(array).all()
    assert (np.diff(h.codes.astype(object)) >= 0).all()
    check_cells(h)


def check_cells(h: Hierarchy) -> None:
    """A node's stretch holds its points and begins within its parent's; siblings share nothing."""
    assert np.array_equal(h.cells[0], [0, len(h.ranks)])
    begins, stops = h.cells.T
    for i in range(len(h)):
        ranks = h.node_ranks(i)
        assert (np.diff(ranks) > 0).all()
        assert begins[i] <= ranks[0] and ranks[-1] < stops[i]
        if i:
            parent = h.parents[i]
            assert begins[parent] <= begins[i] < stops[parent]
        children = np.flatnonzero(h.parents[1:] == i) + 1
        children = children[np.argsort(begins[children])]
        assert (stops[children[:-1]] <= begins[children[1:]]).all()


@pytest.mark.parametrize("name", DEGENERATE)
def test_degenerate_clouds_have_the_same_structure(name: str) -> None:
    positions = DEGENERATE[name].astype(np.float32)
    h = build(positions)
    check_structure(h, positions, most=100)
    for budget in (1, 2, 10, 150):
        for view in (None, random_view(budget)):
            chosen = h.select(view, budget)
            assert 1 <= len(h.points_of(chosen)) <= budget


def test_partition_and_boxes(cloud: np.ndarray, hierarchy: Hierarchy) -> None:
    check_structure(hierarchy, cloud, most=1000)
    for i in range(len(hierarchy)):
        inside = cloud[hierarchy.node_points(i)]
        reach = np.abs(inside - hierarchy.centers[i]).max(axis=0)
        assert np.allclose(reach, hierarchy.half_sizes[i], atol=1e-5)


@given(
    seed=st.integers(0, 2**32 - 1),
    budget=st.integers(0, 25_000),
    pixels=st.sampled_from([0.0, 5.0]),
)
@settings(max_examples=60, deadline=None)
def test_the_budget_holds_and_parents_come_first(seed: int, budget: int, pixels: float) -> None:
    h = build_hierarchy(room(20_000), fewest=100, most=1000)
    for view in (None, random_view(seed)):
        chosen = h.select(view, budget, pixels=pixels)
        assert len(np.unique(chosen)) == len(chosen)
        assert len(h.points_of(chosen)) <= budget
        assert budget == 0 or chosen[0] == 0
        place = np.full(len(h), len(h))
        place[chosen] = np.arange(len(chosen))
        below = chosen[chosen > 0]
        if budget < 20_000:
            assert (place[h.parents[below]] < place[below]).all()


def test_a_cloud_within_the_budget_is_shown_whole(hierarchy: Hierarchy) -> None:
    for view in (None, random_view(0)):
        assert np.array_equal(
            np.sort(hierarchy.points_of(hierarchy.select(view, 20_000))), range(20_000)
        )


def test_most_of_the_budget_is_used(hierarchy: Hierarchy) -> None:
    for budget in (6000, 15_000):
        assert len(hierarchy.points_of(hierarchy.select(None, budget))) > 0.75 * budget


def test_a_permutation_gives_the_same_nodes(cloud: np.ndarray, hierarchy: Hierarchy) -> None:
    shuffled = np.random.default_rng(5).permutation(cloud)
    other = build_hierarchy(shuffled, fewest=100, most=1000)
    for name in ("starts", "ends", "parents", "levels", "centers", "half_sizes", "codes"):
        assert np.array_equal(getattr(hierarchy, name), getattr(other, name)), name
    for i in range(len(other)):
        ours, theirs = cloud[hierarchy.node_points(i)], shuffled[other.node_points(i)]
        assert np.array_equal(np.unique(ours, axis=0), np.unique(theirs, axis=0))


def test_each_level_shows_one_point_per_cell() -> None:
    positions = np.random.default_rng(0).random((30_000, 3)).astype(np.float32)
    h = build_hierarchy(positions, fewest=1, most=30_000)
    for level in np.unique(h.levels[h.levels <= 6]):
        shown = positions[h.points_of(np.flatnonzero(h.levels <= level))].astype(np.float64)
        cells = np.floor((shown - h.cube.low) / h.cube.size * 2.0**level)
        every = np.floor((positions.astype(np.float64) - h.cube.low) / h.cube.size * 2.0**level)
        last = 2.0**level - 1
        shown_cells = np.unique(cells.clip(max=last), axis=0)
        assert len(shown_cells) == len(shown)
        assert np.array_equal(shown_cells, np.unique(every.clip(max=last), axis=0))


def test_the_coarse_cloud_is_no_grid() -> None:
    positions = np.random.default_rng(0).random((200_000, 3)).astype(np.float32)
    h = build_hierarchy(positions)
    cells = 2.0 ** int(h.levels[h.levels < 5].max())
    shown = positions[h.points_of(np.flatnonzero(h.levels < 5))]
    within = ((shown - h.cube.low) / h.cube.size * cells) % 1
    assert np.allclose(within.mean(axis=0), 0.5, atol=0.05)
    assert np.allclose(within.std(axis=0), 12**-0.5, atol=0.03)


def test_detail_goes_where_the_camera_looks(cloud: np.ndarray, hierarchy: Hierarchy) -> None:
    """Seen from one corner along the floor, the near third gets a denser share than the far one."""
    forward = np.array([1.0, 0, 0])
    rotation = np.stack([[0, -1, 0], [0, 0, -1], forward], axis=1).astype(float)
    view = View(np.array([-0.5, 3, 1.5]), rotation, fov=1.0, aspect=1.5, height=800)
    x = cloud[hierarchy.points_of(hierarchy.select(view, 8000)), 0]
    share = [np.mean((cloud[:, 0] >= a) & (cloud[:, 0] <= b)) for a, b in ((0, 2.7), (5.3, 8))]
    near, far = ((x <= 2.7).mean() / share[0]), ((x >= 5.3).mean() / share[1])
    assert near > 1.5 * far


def test_outside_the_view_comes_last(hierarchy: Hierarchy) -> None:
    view = View(np.array([4.0, 3, 1.5]), np.eye(3), fov=0.8, aspect=1.0, height=800)
    chosen = hierarchy.select(view, 15_000)
    seen = view.sees(hierarchy.centers, hierarchy.half_sizes)[chosen]
    detail = hierarchy.levels[chosen] > 6
    # A hidden node may still come before a seen one that hangs below it.
    assert np.argmin(seen[detail]) > 0 or seen[detail].all()


def test_fine_enough_detail_is_left_out(hierarchy: Hierarchy) -> None:
    far = View(np.array([4.0, 3, -400]), np.eye(3), fov=0.8, aspect=1.0, height=600)
    assert len(hierarchy.points_of(hierarchy.select(far, 15_000, pixels=1.0))) < 5000


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_positions_that_are_not_finite_are_refused(bad: float) -> None:
    positions = np.zeros((10, 3), dtype=np.float32)
    positions[4, 1] = bad
    with pytest.raises(ValueError, match="finite"):
        build_hierarchy(positions)
    with pytest.raises(ValueError, match="at least one point"):
        build_hierarchy(positions[:0])


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_a_view_never_denies_a_box_that_it_sees(seed: int) -> None:
    """A box with a point that projects into the image is seen."""
    view, random = random_view(seed), np.random.default_rng(seed)
    points = random.uniform(-3, 11, (200, 3))
    x, y, z = ((points - view.position) @ view.rotation).T
    tan = np.tan(view.fov / 2)
    visible = (z > 0) & (np.abs(y) <= z * tan) & (np.abs(x) <= z * tan * view.aspect)
    half = random.uniform(0, 2, (200, 3))
    centers = points + random.uniform(-1, 1, (200, 3)) * half
    assert view.sees(centers, half + 1e-9)[visible].all()

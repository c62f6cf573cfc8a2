"""Laws of the drawn detail: parts of a node, and the deepest shown node that decides."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.geometry.detail import COMPLETE, Detail, drawn_detail
from backend.geometry.hierarchy import Hierarchy, build_hierarchy
from tests.geometry.test_hierarchy import DEGENERATE, random_view, room


@pytest.fixture(scope="module")
def hierarchy() -> Hierarchy:
    """Small nodes, some of them cut into pieces."""
    return build_hierarchy(room(20_000), fewest=20, most=400)


def level_of_each_rank(detail: Detail, total: int) -> np.ndarray:
    counts = np.diff(detail.starts, append=total)
    assert (counts > 0).all()
    return np.repeat(detail.levels, counts)


def brute_force(h: Hierarchy, shown: np.ndarray, finest: float) -> np.ndarray:
    """For each rank, walk over all nodes that contain it: the deepest shown one decides.

    Where hidden nodes lie deeper, the coarsest level above them is drawn; otherwise everything is.
    """
    begins, stops = h.cells.T
    levels = np.empty(len(h.ranks), dtype=np.int64)
    for rank in range(len(h.ranks)):
        containing = np.flatnonzero((begins <= rank) & (rank < stops))
        deepest = containing[np.isin(containing, shown)].max()
        above = h.parents[containing[containing > deepest]]
        above = above[h.spacings[above] > finest]
        levels[rank] = h.levels[above].min() if len(above) else COMPLETE
    return levels


@given(seed=st.integers(0, 2**32 - 1), budget=st.integers(1, 2_900), fine=st.booleans())
@settings(max_examples=15, deadline=None)
def test_the_deepest_shown_node_decides(seed: int, budget: int, fine: bool) -> None:
    h = build_hierarchy(room(3_000, seed), fewest=10, most=80)
    shown = h.select(random_view(seed), budget)
    finest = 0.0 if fine else 0.2
    levels = level_of_each_rank(drawn_detail(h, shown, finest=finest), len(h.ranks))
    np.testing.assert_array_equal(levels, brute_force(h, shown, finest))


@pytest.mark.parametrize("budget", [1, 50, 3000, 12_000])
def test_the_parts_are_the_selected_points(hierarchy: Hierarchy, budget: int) -> None:
    shown = hierarchy.select(random_view(budget), budget)
    detail = drawn_detail(hierarchy, shown, finest=0.01)
    levels = level_of_each_rank(detail, len(hierarchy.ranks))
    for node in shown:
        parts = detail.split(hierarchy.node_ranks(int(node)))
        for level, ranks in parts.items():
            assert len(ranks) and (np.diff(ranks) > 0).all()
            assert (levels[ranks] == level).all()
        together = np.sort(np.concatenate(list(parts.values())))
        np.testing.assert_array_equal(together, hierarchy.node_ranks(int(node)))
    assert detail.split(hierarchy.ranks[:0]) == {}


def test_neighbouring_stretches_differ(hierarchy: Hierarchy) -> None:
    detail = drawn_detail(hierarchy, hierarchy.select(random_view(3), 9000), finest=0.01)
    assert detail.starts[0] == 0 and (np.diff(detail.starts) > 0).all()
    assert (np.diff(detail.levels) != 0).all()


@pytest.mark.parametrize("name", DEGENERATE)
def test_all_nodes_draw_all_points_completely(name: str) -> None:
    h = build_hierarchy(DEGENERATE[name].astype(np.float32), fewest=20, most=100)
    detail = drawn_detail(h, np.arange(len(h)), finest=0.0)
    assert detail.starts.tolist() == [0] and detail.levels.tolist() == [COMPLETE]


def test_nothing_shown_has_one_stretch(hierarchy: Hierarchy) -> None:
    assert len(drawn_detail(hierarchy, np.arange(0), finest=0.01).starts) == 1


def test_more_nodes_never_coarsen(hierarchy: Hierarchy) -> None:
    view = random_view(1)
    before = np.zeros(len(hierarchy.ranks), dtype=np.int64)
    order = hierarchy.select(view, 19_999)
    for count in (1, 2, 5, 20, 50, len(order)):
        detail = drawn_detail(hierarchy, order[:count], finest=0.0)
        levels = level_of_each_rank(detail, len(hierarchy.ranks))
        assert (levels >= before).all()
        before = levels

"""A cloud in layers of detail: show the coarse nodes everywhere, the fine ones near the camera.

An additive octree as in Potree (Schütz 2016): each point belongs to exactly one node, a node adds
to its parent the points that halve the spacing within its cube, and a node together with its
ancestors shows its cube evenly. All levels come out of one sort: in Morton order a point is the
first of its cell at exactly those levels at which its code differs from its predecessor's, and
the cube of every node is one stretch of the sorted points.
Unlike Potree's, the root is a pyramid of nodes that begins with a single point, and no node is
larger than a fixed size: a budget of points can be kept exactly.
"""

import heapq
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from jaxtyping import Float32, Float64, Int, Int32, Int64, UInt8, UInt64

from backend.geometry.morton import LEVELS, Cube, bounding_cube
from backend.geometry.view import View

_GRID = 6
"""A node holds at most one point per cell of a (2^6)³ grid of its cube."""


@dataclass(frozen=True)
class Hierarchy:
    """Nodes of points, parents before their children."""

    ranks: Int32[np.ndarray, " points"]
    """Places in Morton order, grouped by node, coarse nodes first, ascending within each."""
    starts: Int64[np.ndarray, " nodes"]
    """Node i holds the points at `ranks[starts[i]:ends[i]]` of `sorted_points`."""
    ends: Int64[np.ndarray, " nodes"]
    cells: Int64[np.ndarray, "nodes 2"]
    """First place in Morton order of the node's cube, and the first one behind it."""
    parents: Int32[np.ndarray, " nodes"]
    """-1 at the root, which is node 0."""
    levels: UInt8[np.ndarray, " nodes"]
    """Once the node and its ancestors are shown, each cell of this octree level has a point."""
    centers: Float32[np.ndarray, "nodes 3"]
    """Middle of the box around the node's points, metres."""
    half_sizes: Float32[np.ndarray, "nodes 3"]
    """Half the edges of this box, metres."""
    spacings: Float64[np.ndarray, " nodes"]
    """Edge of a cell of the node's level, metres."""
    cube: Cube
    """The octree's root cube."""
    codes: UInt64[np.ndarray, " points"]
    """Sorted scrambled Morton codes."""
    sorted_points: Int32[np.ndarray, " points"]
    """The point to which each of `codes` belongs."""

    def __len__(self) -> int:
        return len(self.starts)

    def node_ranks(self, node: int) -> Int32[np.ndarray, " n"]:
        """Where the node's points stand in Morton order, ascending."""
        return self.ranks[self.starts[node] : self.ends[node]]

    def node_points(self, node: int) -> Int32[np.ndarray, " n"]:
        """Indices of the node's points."""
        return self.sorted_points[self.node_ranks(node)]

    def points_of(self, nodes: Int[np.ndarray, " selected"]) -> Int32[np.ndarray, " n"]:
        """Indices of the points of several nodes."""
        parts = [self.node_points(int(i)) for i in nodes]
        return np.concatenate(parts) if parts else self.sorted_points[:0]

    def select(
        self, view: View | None, budget: int, *, pixels: float = 0.0
    ) -> Int32[np.ndarray, " selected"]:
        """The nodes to show: never more points than the budget, most useful nodes first.

        The whole cloud if it fits. Otherwise detail goes first to where the points that are
        already shown stand farthest apart on the screen, then, in the same way, to what lies
        outside the view. A node's parent is always selected before it, and any budget from 1 on
        selects something. Without a view detail is added evenly.

        Args:
            view: the camera, or None.
            budget: most points to show.
            pixels: add no detail where the points shown are already nearer to each other on
                the screen than this; 0 uses up the budget.
        """
        if len(self.ranks) <= budget:
            return np.arange(len(self), dtype=np.int32)
        gaps = self.spacings[np.maximum(self.parents, 0)]
        hidden = np.zeros(len(self), dtype=bool)
        if view is not None:
            gaps = view.pixels(gaps, view.distances(self.centers, self.half_sizes))
            hidden = ~view.sees(self.centers, self.half_sizes)
            # The whole scene, coarsely, wherever the camera looks.
            overview = (self.levels <= _GRID) & (self.ends <= budget // 4)
            gaps[overview], hidden[overview] = np.inf, False
        counts = self.ends - self.starts
        waiting = [(False, -np.inf, 0)]
        chosen: list[int] = []
        while waiting:
            _, _, node = heapq.heappop(waiting)
            if counts[node] > budget:
                continue
            budget -= int(counts[node])
            chosen.append(node)
            for child in self._children[node]:
                if view is None or gaps[child] >= pixels:
                    heapq.heappush(waiting, (bool(hidden[child]), -float(gaps[child]), int(child)))
        return np.array(chosen, dtype=np.int32)

    @cached_property
    def _children(self) -> list[Int64[np.ndarray, " children"]]:
        by_parent = np.argsort(self.parents, kind="stable")
        first = np.searchsorted(self.parents[by_parent], np.arange(len(self) + 1))
        return [by_parent[first[i] : first[i + 1]] for i in range(len(self))]


def build_hierarchy(
    positions: Float32[np.ndarray, "points 3"], *, fewest: int = 1_000, most: int = 20_000
) -> Hierarchy:
    """Sort a cloud into nodes; the same positions give the same nodes in whatever order they come.

    Args:
        positions: metres.
        fewest: nodes below the root cube with fewer points than this join their parents.
        most: no node holds more points than this. Cubes are cut until a quarter of it is left,
            so that the last step of detail adds hardly more than those before it.

    Raises:
        ValueError: a coordinate is not finite, or there are no points.
    """
    cube = bounding_cube(positions)
    codes = cube.codes(positions)
    sorted_points = np.argsort(codes).astype(np.int32)
    codes = codes[sorted_points]
    owners, tree = _assign(codes, _first_levels(codes), fewest, most)
    if len(tree.parents) < 2**16:
        owners = owners.astype(np.uint16)  # Short integers are sorted by radix.
    ranks = np.argsort(owners, kind="stable").astype(np.int32)
    counts = np.bincount(owners, minlength=len(tree.parents))
    starts, parents, levels, cells = _cut(counts, ranks, tree, most)
    centers, half_sizes = _boxes(positions, sorted_points[ranks], starts)
    return Hierarchy(
        ranks=ranks,
        starts=starts,
        ends=np.append(starts[1:], len(ranks)),
        cells=cells,
        parents=parents,
        levels=levels,
        centers=centers,
        half_sizes=half_sizes,
        spacings=cube.size / 2.0**levels,
        cube=cube,
        codes=codes,
        sorted_points=sorted_points,
    )


@dataclass
class _Tree:
    """Nodes while they are being made."""

    parents: list[int]
    levels: list[int]
    cells: list[list[int]]
    """As in `Hierarchy`."""

    def add(
        self, parents: Int[np.ndarray, " n"], level: int, cells: Int[np.ndarray, "n 2"]
    ) -> Int64[np.ndarray, " n"]:
        ids = len(self.parents) + np.arange(len(parents))
        self.parents += parents.tolist()
        self.levels += [level] * len(parents)
        self.cells += cells.tolist()
        return ids


def _first_levels(codes: UInt64[np.ndarray, " points"]) -> UInt8[np.ndarray, " points"]:
    """The coarsest level at which each point is the first of its cell (LEVELS for duplicates)."""
    levels = np.full(len(codes), LEVELS, dtype=np.uint8)
    levels[0] = 0
    different = codes[1:] ^ codes[:-1]
    for level in range(LEVELS - 1, 0, -1):
        levels[1:][different >> np.uint64(3 * (LEVELS - level)) != 0] = level
    # The second point always belongs to the root cube, so that the root itself is one point.
    levels[1:2] = np.minimum(levels[1:2], _GRID)
    return levels


def _assign(
    codes: UInt64[np.ndarray, " points"],
    first_levels: UInt8[np.ndarray, " points"],
    fewest: int,
    most: int,
) -> tuple[Int32[np.ndarray, " points"], _Tree]:
    """The node of each point in Morton order: level by level, cubes that still need cutting."""
    owners, tree = _pyramid(first_levels)
    rest = np.flatnonzero(first_levels > _GRID)
    for depth in range(1, LEVELS - _GRID + 1):
        if not len(rest):
            break
        level = depth + _GRID
        cubes = codes[rest] >> np.uint64(3 * (LEVELS - depth))
        first = np.flatnonzero(np.append(True, cubes[1:] != cubes[:-1]))
        totals = np.diff(np.append(first, len(rest)))
        cube = np.repeat(np.arange(len(first)), totals)
        now = first_levels[rest] == level
        layers = np.bincount(cube[now], minlength=len(first))
        leaf = (totals <= most // 4) | (level == LEVELS)
        made = np.where(leaf, totals, layers) >= fewest
        nodes = owners[rest[first]]
        nodes[made] = tree.add(nodes[made], level, _cells(codes, cubes[first[made]], depth))
        owners[rest] = nodes[cube]
        rest = rest[~(now | leaf[cube])]
    return owners, tree


def _cells(
    codes: UInt64[np.ndarray, " points"], cubes: UInt64[np.ndarray, " n"], depth: int
) -> Int64[np.ndarray, "n 2"]:
    """The stretches of the sorted codes that begin with these prefixes of `depth` levels."""
    bounds = np.stack([cubes, cubes + np.uint64(1)], axis=1) << np.uint64(3 * (LEVELS - depth))
    return np.searchsorted(codes, bounds)


def _pyramid(
    first_levels: UInt8[np.ndarray, " points"],
) -> tuple[Int32[np.ndarray, " points"], _Tree]:
    """The root cube's nodes, a chain that begins with one point and at least doubles each time."""
    totals = np.cumsum(np.bincount(first_levels, minlength=_GRID + 1))
    last_levels = [0]
    for level in range(1, _GRID):
        if 4 * totals[last_levels[-1]] <= totals[level] <= totals[_GRID] // 2:
            last_levels.append(level)
    if len(first_levels) > 1:
        last_levels.append(_GRID)
    every = [[0, len(first_levels)] for _ in last_levels]
    tree = _Tree(list(range(-1, len(last_levels) - 1)), last_levels, every)
    owner = np.searchsorted(last_levels, np.arange(LEVELS + 1)).clip(max=len(last_levels) - 1)
    return owner.astype(np.int32)[first_levels], tree


def _cut(
    counts: Int64[np.ndarray, " nodes"], ranks: Int32[np.ndarray, " points"], tree: _Tree, most: int
) -> tuple[
    Int64[np.ndarray, " cut"],  # starts
    Int32[np.ndarray, " cut"],  # parents
    UInt8[np.ndarray, " cut"],  # levels
    Int64[np.ndarray, "cut 2"],  # cells
]:
    """Cut nodes that are too large into siblings, each with a stretch of the cube."""
    pieces = -(-counts // most)
    first = np.cumsum(pieces) - pieces
    node = np.repeat(np.arange(len(counts)), pieces)
    piece = np.arange(len(node)) - first[node]
    starts = (np.cumsum(counts) - counts)[node] + piece * counts[node] // pieces[node]
    cells = np.array(tree.cells)[node]
    cells[piece > 0, 0] = ranks[starts[piece > 0]]
    cells[:-1, 1] = np.where(piece[1:] > 0, cells[1:, 0], cells[:-1, 1])
    # A child hangs on the piece of its parent in which its own stretch begins.
    parents = np.array(tree.parents)[node]
    stride = len(ranks) + 1
    parents = np.searchsorted(node * stride + cells[:, 0], parents * stride + cells[:, 0], "right")
    levels = np.array(tree.levels, dtype=np.uint8)[node]
    return starts, parents.astype(np.int32) - 1, levels, cells


def _boxes(
    positions: Float32[np.ndarray, "points 3"],
    order: Int32[np.ndarray, " points"],
    starts: Int64[np.ndarray, " nodes"],
) -> tuple[Float32[np.ndarray, "nodes 3"], Float32[np.ndarray, "nodes 3"]]:
    """Middle and half the edges of the box around each node's points."""
    lows, highs = np.empty((2, len(starts), 3), dtype=np.float32)
    for axis in range(3):
        values = positions[order, axis]
        lows[:, axis] = np.minimum.reduceat(values, starts)
        highs[:, axis] = np.maximum.reduceat(values, starts)
    centers = lows / 2 + highs / 2
    return centers, np.maximum(highs - centers, centers - lows)

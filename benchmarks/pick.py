"""How long a click takes: our picker against brute force and against walking along the ray.

`python -m benchmarks.pick --points 5000000`
"""

import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import tyro
from rich.console import Console
from rich.table import Table

from backend.geometry.hierarchy import build_hierarchy
from backend.geometry.pick import build_pick_index, pick_point

Pick = Callable[[np.ndarray, np.ndarray], int | None]


@dataclass(frozen=True)
class Options:
    points: int = 5_000_000
    rays: int = 200
    radius: float = 0.01
    """Metres."""
    seed: int = 0


def main(options: Options) -> None:
    """Pick along the same rays with every method; the rays aim at places in the room."""
    random = np.random.default_rng(options.seed)
    positions = furnished_room(options.points, random)
    origins = random.uniform([-4, -4, 0], [12, 10, 5], (options.rays, 3))
    rays = [(o, random.uniform(0, [8, 6, 3]) - o) for o in origins]
    table = Table(title=f"{options.points:,} points, {options.rays} rays, {options.radius} m")
    for column in ("", "build s", "memory MB", "p50 ms", "p95 ms", "× of ours (p50)", "same point"):
        table.add_column(column, justify="right" if column else "left")
    truth: list[int | None] = []
    ours = 0.0
    for name, make in METHODS.items():
        tracemalloc.start()
        start = time.perf_counter()
        pick = make(positions, options.radius)
        build = time.perf_counter() - start
        memory = tracemalloc.get_traced_memory()[0] / 1e6
        tracemalloc.stop()
        found, seconds = [], []
        for origin, direction in rays:
            start = time.perf_counter()
            found.append(pick(origin, direction))
            seconds.append(time.perf_counter() - start)
        truth = truth or found
        median, tail = np.percentile(seconds, [50, 95]) * 1e3
        ours = ours or median
        agree = np.mean([a == b for a, b in zip(found, truth, strict=True)])
        row = (build, memory, median, tail, median / ours, agree)
        formats = ("{:.2f}", "{:.0f}", "{:.2f}", "{:.2f}", "{:.1f}", "{:.0%}")
        table.add_row(name, *(f.format(v) for f, v in zip(formats, row, strict=True)))
    Console(width=110).print(table)


def furnished_room(n: int, random: np.random.Generator) -> np.ndarray:
    """Noisy points on a room of 8 × 6 × 3 m and on 25 boxes that stand in it, [n, 3]."""
    lows = np.append(random.uniform([0.3, 0.3], [6.5, 4.5], (25, 2)), np.zeros((25, 1)), axis=1)
    lows = np.concatenate([np.zeros((1, 3)), lows])
    sizes = np.concatenate([[[8, 6, 3]], random.uniform(0.3, 1.5, (25, 3))])
    area = np.stack([np.prod(np.delete(sizes, axis, axis=1), axis=1) for axis in range(3)], axis=1)
    face = random.choice(area.size, n, p=area.ravel() / area.sum())
    within = random.random((n, 3))
    within[np.arange(n), face % 3] = random.integers(0, 2, n)
    points = lows[face // 3] + within * sizes[face // 3] + random.normal(0, 0.003, (n, 3))
    return points.astype(np.float32)


def ours(positions: np.ndarray, radius: float) -> Pick:
    """Hierarchy and index; the hierarchy, kept alive, also serves the level of detail."""
    hierarchy = build_hierarchy(positions)
    index = build_pick_index(hierarchy, positions)

    def pick(origin: np.ndarray, direction: np.ndarray, _: object = hierarchy) -> int | None:
        return pick_point(index, origin, direction, radius=radius)

    return pick


def brute_force(positions: np.ndarray, radius: float) -> Pick:
    def pick(origin: np.ndarray, direction: np.ndarray) -> int | None:
        unit = (direction / np.linalg.norm(direction)).astype(np.float32)
        away = positions - origin.astype(np.float32)
        depth = away @ unit
        gap = np.einsum("ij,ij->i", away, away) - depth * depth
        hit = (gap <= radius * radius) & (depth > 0)
        return int(np.argmin(np.where(hit, depth, np.inf))) if hit.any() else None

    return pick


def tree_march(positions: np.ndarray, radius: float) -> Pick:
    """Balls along the ray in a SciPy k-d tree, then the exact test on what they hold."""
    from scipy.spatial import KDTree

    tree = KDTree(positions, balanced_tree=False, compact_nodes=False)
    low, high = positions.min(axis=0), positions.max(axis=0)
    ball = radius * 2**0.5

    def pick(origin: np.ndarray, direction: np.ndarray) -> int | None:
        unit = direction / np.linalg.norm(direction)
        sides = np.stack([low - radius - origin, high + radius - origin]) / unit
        enter, leave = max(0.0, sides.min(axis=0).max()), sides.max(axis=0).min()
        if leave <= enter:
            return None
        steps = np.arange(enter, leave, 2 * radius) + radius
        found = tree.query_ball_point(origin + steps[:, None] * unit, ball)
        points = np.unique(np.concatenate([np.array(f, dtype=np.int64) for f in found]))
        away = positions[points] - origin
        depth = away @ unit
        away -= depth[:, None] * unit
        hit = (np.linalg.norm(away, axis=1) <= radius) & (depth > 0)
        return int(points[hit][np.argmin(depth[hit])]) if hit.any() else None

    return pick


METHODS = {
    "hierarchy + index": ours,
    "brute force (NumPy, float32)": brute_force,
    "k-d tree along the ray (SciPy)": tree_march,
}


if __name__ == "__main__":
    main(tyro.cli(Options))

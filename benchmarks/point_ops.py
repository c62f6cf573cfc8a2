"""Sampling and neighbours of points on the CPU: ours, PyTorch, Open3D and SciPy side by side.

`python -m benchmarks.point_ops --points 40000 --centers 2048`

The scenes are furnished rooms. The methods of a table run in turns, so that all meet the same load.
"CPU" is the least time that all threads of the process took together, "wall" the least time by the
clock. The PyTorch loop and the full sort are what ports of PointNet++ to plain PyTorch do.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
import tyro
from rich.console import Console
from rich.table import Table
from torch import Tensor

from backend.models.point_ops import (
    ball_query,
    farthest_point_sample,
    knn,
    torch_neighbors,
    torch_sampling,
)
from benchmarks.pick import furnished_room

Methods = dict[str, Callable[[], Any]]
_BALL_PIECE = 64
"""Centres at a time in the full sort, which would otherwise need gigabytes."""


@dataclass(frozen=True)
class Options:
    points: int = 40_000
    centers: int = 2048
    radius: float = 0.2
    """Metres."""
    count: int = 64
    """Most neighbours in a ball."""
    batch: int = 8
    repetitions: int = 20
    patience: float = 2.0
    """Seconds after which a method is not repeated any more."""
    seed: int = 0


def main(options: Options) -> None:
    """Print a table per operation."""
    random = np.random.default_rng(options.seed)
    clouds = torch.stack(
        [torch.from_numpy(furnished_room(options.points, random)) for _ in range(options.batch)]
    )
    chosen = farthest_point_sample(clouds, options.centers)
    centers = torch.stack([c[i] for c, i in zip(clouds, chosen, strict=True)])
    few = replace(options, centers=50)
    for _, methods in tables(clouds[:, :500], centers[:, :50], few):
        for run in methods.values():
            run()  # Once on little data: imports and compilation are not measured.
    for batch in (1, options.batch):
        for title, methods in tables(clouds[:batch], centers[:batch], options):
            show(f"{title}, batch {batch}", methods, options)


def tables(clouds: Tensor, centers: Tensor, options: Options) -> Iterator[tuple[str, Methods]]:
    """The title of each operation and the ways to do it."""
    size = f"{options.points:,} → {options.centers:,}"
    ball = f"r {options.radius} m, {options.count} neighbours"
    yield f"Farthest points, {size}", sampling(clouds, options)
    yield f"Ball query, {ball}, {size}", balls(clouds, centers, options)
    yield f"3 nearest of {options.centers:,} for {options.points:,}", nearest(centers, clouds)


def show(title: str, methods: Methods, options: Options) -> None:
    """Time the methods in turns and print what each took beside the first, which is ours."""
    walls: dict[str, list[float]] = {name: [] for name in methods}
    cpus: dict[str, list[float]] = {name: [] for name in methods}
    results: dict[str, Any] = {}
    for _ in range(options.repetitions):
        for name, run in methods.items():
            if sum(walls[name]) > options.patience:
                continue
            wall, cpu = time.perf_counter(), time.process_time()
            results[name] = run()
            walls[name].append(time.perf_counter() - wall)
            cpus[name].append(time.process_time() - cpu)
    table = Table(title=title, title_justify="left")
    for column in ("", "wall ms", "CPU ms", "× of ours (wall)", "same indices"):
        table.add_column(column, justify="right" if column else "left")
    reference = next(iter(methods))
    for name, result in results.items():
        wall, ours = min(walls[name]), min(walls[reference])
        figures = f"{wall * 1e3:,.1f}", f"{min(cpus[name]) * 1e3:,.1f}", f"{wall / ours:,.1f}"
        table.add_row(name, *figures, agreement(result, results[reference]))
    Console(width=100).print(table)


def agreement(found: object, ours: Tensor) -> str:
    """The share of rows alike; nothing where a method gives other things than indices."""
    if not isinstance(found, Tensor):
        return "–"
    return f"{(found == ours).flatten(0, -2).all(dim=-1).float().mean():.0%}"


def sampling(clouds: Tensor, options: Options) -> Methods:
    def start() -> Tensor:
        return torch.full(clouds.shape[:2], torch.inf)

    return {
        "ours": lambda: farthest_point_sample(clouds, options.centers),
        "ours, PyTorch twin": lambda: torch_sampling.farthest_points(
            clouds, start(), options.centers
        ),
        "PyTorch loop": lambda: sampling_loop(clouds, options.centers),
        "Open3D": lambda: open3d_sampling(clouds, options.centers),
    }


def balls(clouds: Tensor, centers: Tensor, options: Options) -> Methods:
    radius, count = options.radius, options.count
    return {
        "ours": lambda: ball_query(clouds, centers, radius, count),
        "ours, PyTorch twin": lambda: torch_neighbors.first_in_balls(
            clouds, centers, radius, count
        ),
        "PyTorch, all distances and sort": lambda: sorted_balls(clouds, centers, radius, count),
        "Open3D hybrid search (nearest)": lambda: open3d_balls(clouds, centers, radius, count),
        "SciPy k-d tree (nearest)": lambda: scipy_nearest(clouds, centers, count, radius),
    }


def nearest(clouds: Tensor, queries: Tensor) -> Methods:
    return {
        "ours": lambda: knn(clouds, queries, 3).indices,
        "ours, PyTorch twin": lambda: torch_neighbors.nearest(clouds, queries, 3)[0],
        "Open3D": lambda: open3d_nearest(clouds, queries, 3),
        "SciPy k-d tree": lambda: torch.from_numpy(scipy_nearest(clouds, queries, 3, np.inf)),
    }


def sampling_loop(clouds: Tensor, count: int) -> Tensor:
    batch, points, _ = clouds.shape
    chosen = torch.zeros(batch, count, dtype=torch.int64)
    distances = torch.full((batch, points), torch.inf)
    last, rows = torch.zeros(batch, dtype=torch.int64), torch.arange(batch)
    for i in range(count):
        chosen[:, i] = last
        squared = ((clouds - clouds[rows, last][:, None]) ** 2).sum(dim=-1)
        nearer = squared < distances
        distances[nearer] = squared[nearer]
        last = distances.max(dim=-1)[1]
    return chosen


def sorted_balls(clouds: Tensor, centers: Tensor, radius: float, count: int) -> Tensor:
    points = clouds.shape[1]
    found = []
    for piece in centers.split(_BALL_PIECE, dim=1):
        squared = -2 * piece @ clouds.mT
        squared += (piece**2).sum(dim=-1)[..., None] + (clouds**2).sum(dim=-1)[:, None]
        indices = torch.arange(points).repeat(len(clouds), piece.shape[1], 1)
        indices[squared >= radius**2] = points
        indices = indices.sort(dim=-1)[0][..., :count]
        first = indices[..., :1].expand_as(indices)
        found.append(torch.where(indices == points, first, indices))
    return torch.cat(found, dim=1)


def open3d_sampling(clouds: Tensor, count: int) -> list[object]:
    import open3d

    def one(cloud: Tensor) -> object:
        points = open3d.utility.Vector3dVector(cloud.numpy())
        return open3d.geometry.PointCloud(points).farthest_point_down_sample(count)

    return [one(cloud) for cloud in clouds]


def open3d_balls(clouds: Tensor, centers: Tensor, radius: float, count: int) -> list[object]:
    import open3d.core as o3c

    def one(cloud: Tensor, places: Tensor) -> object:
        search = o3c.nns.NearestNeighborSearch(o3c.Tensor.from_numpy(cloud.numpy()))
        search.hybrid_index(radius)
        return search.hybrid_search(o3c.Tensor.from_numpy(places.numpy()), radius, count)

    return [one(cloud, places) for cloud, places in zip(clouds, centers, strict=True)]


def open3d_nearest(clouds: Tensor, queries: Tensor, k: int) -> Tensor:
    import open3d.core as o3c

    def one(cloud: Tensor, places: Tensor) -> Tensor:
        search = o3c.nns.NearestNeighborSearch(o3c.Tensor.from_numpy(cloud.numpy()))
        search.knn_index()
        return torch.from_numpy(
            search.knn_search(o3c.Tensor.from_numpy(places.numpy()), k)[0].numpy()
        )

    return torch.stack([one(c, q) for c, q in zip(clouds, queries, strict=True)])


def scipy_nearest(clouds: Tensor, queries: Tensor, k: int, radius: float) -> np.ndarray:
    from scipy.spatial import KDTree

    def one(cloud: Tensor, places: Tensor) -> np.ndarray:
        tree, workers = KDTree(cloud.numpy()), torch.get_num_threads()
        found = tree.query(places.numpy(), k, distance_upper_bound=radius, workers=workers)
        return np.asarray(found[1])

    return np.stack([one(c, q) for c, q in zip(clouds, queries, strict=True)])


if __name__ == "__main__":
    main(tyro.cli(Options))

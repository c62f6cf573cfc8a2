"""Superpoints: an over-segmentation of a cloud into smooth patches of one colour.

The graph of Felzenszwalb and Huttenlocher, "Efficient Graph-Based Image Segmentation" (2004), as
ScanNet applies it to meshes, here over voxels instead of vertices, so that it takes the same time
however dense a scan is: neighbouring voxels are joined from the most alike on, as long as they
differ less than what was joined differs within. All sums are over whole numbers: in whatever order
the points come, each lies in the same superpoint.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64, Int32, Int64, UInt8, UInt64

from backend.geometry.normals import least_axes
from backend.kernels import kernel
from backend.types import Points


@dataclass(frozen=True)
class SuperpointConfig:
    voxel: float = 0.05
    """Metres; doubled for thin scans, whose voxels would have no neighbours."""
    scale: float = 1.5
    """Felzenszwalb's k: superpoints of n voxels are joined below their difference + k / n."""
    color_weight: float = 0.5
    """Of the colours' distance (black to white: 1) beside 1 - |cosine| of the normals."""
    least: int = 12
    """Voxels; what is smaller is joined with the most alike of its neighbours."""


_UNIT = 2.0**-14
"""Metres: positions within a scene are rounded to it before they are added up."""
_BITS = 21
"""Of a voxel's place along each axis."""
_PER_VOXEL = 3
"""Points in the mean, with which a surface has no holes."""
_LARGEST = 0.4
"""Metres."""
_STEPS = 1 << 12
"""Into which differences are rounded, so that they can be sorted at once."""


def superpoints(
    cloud: Points, config: SuperpointConfig = SuperpointConfig()
) -> Int32[np.ndarray, " points"]:
    """The superpoint of each point, numbered from 0 without gaps.

    Raises:
        ValueError: there are no points, or they are too far apart for the voxels.
    """
    size = config.voxel
    voxels = _voxels(cloud, size)
    while len(voxels.keys) * _PER_VOXEL > len(cloud) and size < _LARGEST:
        size *= 2
        voxels = _voxels(cloud, size)
    covariances = np.zeros((len(voxels.keys), 3, 3))
    edges = np.empty((13 * len(voxels.keys), 2), np.int32)
    count = _neighbors(voxels.keys, _shifts(), voxels.centers, covariances, edges)
    edges = edges[:count]
    difference = _differences(voxels, least_axes(covariances), edges, config.color_weight)
    steps = np.minimum(difference * _STEPS, 2 * _STEPS).astype(np.uint16)
    order = np.argsort(steps, kind="stable")
    parents = np.arange(len(voxels.keys), dtype=np.int32)
    _join(edges[order], steps[order] / _STEPS, config.scale, config.least, parents)
    _, numbers = np.unique(parents, return_inverse=True)
    return numbers.astype(np.int32)[voxels.of_points]


@dataclass(frozen=True)
class _Voxels:
    """Those that hold points, in the order of their keys."""

    keys: UInt64[np.ndarray, " voxels"]
    of_points: Int64[np.ndarray, " points"]
    centers: Float64[np.ndarray, "voxels 3"]
    """Centroids of their points, metres from the scene's least corner."""
    colors: Float64[np.ndarray, "voxels 3"]
    """Means in [0, 1]; black where the cloud has none."""


def _voxels(cloud: Points, size: float) -> _Voxels:
    if not len(cloud):
        raise ValueError("wanted at least one point, got none")
    from_corner = cloud.positions.astype(np.float64) - cloud.positions.min(axis=0)
    cells = np.floor(from_corner / size).astype(np.uint64)
    # A place is left free at both ends, for the neighbours of the last voxels.
    if int(cells.max()) >= (1 << _BITS) - 2:
        raise ValueError(f"wanted a scene of at most {size * (1 << _BITS) / 1000:.0f} km")
    keys, of_points = np.unique(_key(cells + np.uint64(1)), return_inverse=True)
    of_points = of_points.reshape(-1)
    counts = np.bincount(of_points)[:, None]
    units = np.rint(from_corner / _UNIT).astype(np.int64)
    centers = _summed(units, of_points, len(keys)) * _UNIT / counts
    colors = np.zeros_like(centers)
    if cloud.colors is not None:
        colors = _summed(cloud.colors, of_points, len(keys)) / (255 * counts)
    return _Voxels(keys, of_points, centers, colors)


def _key(cells: UInt64[np.ndarray, "n 3"]) -> UInt64[np.ndarray, " n"]:
    x, y, z = cells.T
    return x << np.uint64(2 * _BITS) | y << np.uint64(_BITS) | z


def _summed(
    values: Int64[np.ndarray, "points 3"] | UInt8[np.ndarray, "points 3"],
    of_points: Int64[np.ndarray, " points"],
    count: int,
) -> Float64[np.ndarray, "voxels 3"]:
    """Exact: float64 holds whole numbers below 2^53."""
    return np.stack([np.bincount(of_points, column, count) for column in values.T], axis=1)


def _shifts() -> Int64[np.ndarray, " 13"]:
    """From a voxel's key to that of each of the 13 neighbours that come after it."""
    steps = np.array([(x, y, z) for x in (-1, 0, 1) for y in (-1, 0, 1) for z in (-1, 0, 1)])
    keys = (steps[:, 0] << 2 * _BITS) + (steps[:, 1] << _BITS) + steps[:, 2]
    return np.sort(keys[keys > 0])


def _differences(
    voxels: _Voxels,
    normals: Float64[np.ndarray, "voxels 3"],
    edges: Int32[np.ndarray, "edges 2"],
    color_weight: float,
) -> Float64[np.ndarray, " edges"]:
    a, b = edges.T
    bend = 1 - np.abs(np.einsum("ij,ij->i", normals[a], normals[b]))
    tint = np.linalg.norm(voxels.colors[a] - voxels.colors[b], axis=1) / np.sqrt(3)
    return np.maximum(bend, 0) + color_weight * tint


@kernel
def _neighbors(
    keys: np.ndarray,
    shifts: np.ndarray,
    centers: np.ndarray,
    covariances: np.ndarray,
    edges: np.ndarray,
) -> int:
    """Fills in each voxel's covariance with its neighbours and the pairs of neighbours."""
    found = 0
    sums = np.zeros((len(keys), 3))
    squares = np.zeros((len(keys), 3, 3))
    counts = np.ones(len(keys))
    # The neighbour in each direction moves only forwards as the keys grow.
    ahead = np.zeros(len(shifts), np.int64)
    for i in range(len(keys)):
        for s in range(len(shifts)):
            wanted = keys[i] + np.uint64(shifts[s])
            j = ahead[s]
            while j < len(keys) and keys[j] < wanted:
                j += 1
            ahead[s] = j
            if j == len(keys) or keys[j] != wanted:
                continue
            edges[found, 0], edges[found, 1] = i, j
            found += 1
            counts[i] += 1
            counts[j] += 1
            for p in range(3):
                offset = centers[j, p] - centers[i, p]
                sums[i, p] += offset
                sums[j, p] -= offset
                for q in range(3):
                    product = offset * (centers[j, q] - centers[i, q])
                    squares[i, p, q] += product
                    squares[j, p, q] += product
    for i in range(len(keys)):
        for p in range(3):
            for q in range(3):
                mean = sums[i, p] * sums[i, q] / counts[i]
                covariances[i, p, q] = squares[i, p, q] - mean
    return found


@kernel
def _root(parents: np.ndarray, i: int) -> int:
    while parents[i] != i:
        parents[i] = parents[parents[i]]
        i = parents[i]
    return i


@kernel
def _join(
    edges: np.ndarray, differences: np.ndarray, scale: float, least: int, parents: np.ndarray
) -> None:
    """Leaves in `parents` the first voxel of each voxel's superpoint; edges from the least."""
    sizes = np.ones(len(parents), np.int64)
    within = np.zeros(len(parents))
    for small in range(2):
        for e in range(len(edges)):
            a, b = _root(parents, edges[e, 0]), _root(parents, edges[e, 1])
            if a == b:
                continue
            if small == 1:
                joined = min(sizes[a], sizes[b]) < least
            else:
                bound = min(within[a] + scale / sizes[a], within[b] + scale / sizes[b])
                joined = differences[e] <= bound
            if joined:
                first, other = min(a, b), max(a, b)
                parents[other] = first
                sizes[first] += sizes[other]
                within[first] = max(within[first], within[other], differences[e])
    for i in range(len(parents)):
        parents[i] = _root(parents, i)

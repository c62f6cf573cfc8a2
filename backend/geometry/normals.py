"""Normals of a bare cloud: the direction in which a point's neighbours spread least."""

import numpy as np
from jaxtyping import Float, Float32, Float64

from backend.geometry.morton import bounding_cube
from backend.progress import report

_CHUNK = 100_000
"""Points at a time, to bound the memory for their neighbours."""


def estimate_normals(
    positions: Float32[np.ndarray, "points 3"], *, neighbors: int = 16
) -> Float32[np.ndarray, "points 3"]:
    """Unit normals that point towards the middle of the scene, as a scanner inside would see them.

    Points whose neighbours spread along a line or not at all get some direction across them.
    """
    from scipy.spatial import KDTree

    normals = np.empty(positions.shape, dtype=np.float32)
    neighbors = min(neighbors, len(positions))
    if not neighbors:
        return normals
    middle = np.median(positions[:: max(1, len(positions) // 100_000)], axis=0)
    # Neighbouring queries share the branches of the tree: in Morton order they take half the time.
    order = np.argsort(bounding_cube(positions).codes(positions))
    tidy = positions[order]
    tree = KDTree(tidy, balanced_tree=False, compact_nodes=False)
    for start in range(0, len(positions), _CHUNK):
        here = tidy[start : start + _CHUNK]
        _, near = tree.query(here, k=neighbors, workers=2)
        around = tidy[near].reshape(len(here), -1, 3).astype(np.float64)
        around -= around.mean(axis=1, keepdims=True)
        normal = least_axes(np.matmul(around.transpose(0, 2, 1), around))
        away = np.einsum("ij,ij->i", normal, middle - here) < 0
        normal[away] *= -1
        normals[order[start : start + _CHUNK]] = normal
        report("Estimating normals", start + len(here), len(positions))
    return normals


def least_axes(matrices: Float64[np.ndarray, "n 3 3"]) -> Float64[np.ndarray, "n 3"]:
    """Unit eigenvectors of the least eigenvalues of symmetric matrices, in closed form.

    Eigenvalues by the trigonometric solution of the cubic (Smith 1961); the eigenvector is the
    longest cross product of two rows of A - λI.
    """
    scale = np.abs(matrices).max(axis=(1, 2))
    A = matrices / np.where(scale > 0, scale, 1)[:, None, None]
    q = np.trace(A, axis1=1, axis2=2) / 3
    B = A - q[:, None, None] * np.eye(3)
    p = np.sqrt(np.einsum("nij,nij->n", B, B) / 6)
    r = _determinants(B) / (2 * np.where(p > 0, p, 1) ** 3)
    least = q + 2 * p * np.cos(np.arccos(np.clip(r, -1, 1)) / 3 + 2 * np.pi / 3)
    rows = A - least[:, None, None] * np.eye(3)
    crosses = np.cross(rows[:, [0, 0, 1]], rows[:, [1, 2, 2]])
    longest = np.argmax(np.einsum("nij,nij->ni", crosses, crosses), axis=1)
    axes = crosses[np.arange(len(A)), longest]
    lengths = np.linalg.norm(axes, axis=1)
    # Two equal least eigenvalues leave one row direction, or none: take any direction across it.
    vague = lengths < 1e-7
    if vague.any():
        axes[vague] = np.linalg.eigh(A[vague])[1][:, :, 0]
        lengths[vague] = 1
    return axes / lengths[:, None]


def _determinants(M: Float[np.ndarray, "n 3 3"]) -> Float[np.ndarray, " n"]:
    return np.einsum("ni,ni->n", M[:, 0], np.cross(M[:, 1], M[:, 2]))

"""Posed depth images into one coloured surface: a truncated signed distance field.

Open3D does the work, in a child process that may crash without harm.
"""

from pathlib import Path
from typing import Any, cast

import numpy as np
from jaxtyping import Float32, Float64, Int32, Int64, UInt8

from backend.progress import report
from backend.scenes.datasets.images import load_depth, load_photo
from backend.scenes.worker import run_in_child
from backend.types import SceneError

_FINEST = 0.01
_BLOCK = 16
"""Voxels along the edge of the blocks that Open3D allocates."""
_MOST_BLOCKS = 12_000
"""At about 100 kB each."""
_TRUNCATION = 6.0
"""Voxels on both sides of the surface that a depth changes."""
_USUAL_REACH = 5.0
"""Metres; depth cameras are noise beyond."""


def fuse(
    folder: Path,
    colors: list[Path],
    depths: list[Path],
    poses: Float64[np.ndarray, "frames 4 4"],
    K: Float64[np.ndarray, "3 3"],
    depth_scale: float,
) -> tuple[
    Float32[np.ndarray, "vertices 3"],  # metres
    UInt8[np.ndarray, "vertices 3"],
    Int32[np.ndarray, "faces 3"],
    float,  # edge of a voxel, metres: a centimetre, or more for large scenes
]:
    """The surface that the frames agree on.

    Raises:
        SceneError: an image is damaged, their sizes differ, or there is no surface.
    """
    reach, voxel = _extent(depths, poses, K, depth_scale)
    vertices, shades, faces = run_in_child(
        integrate,
        folder,
        colors,
        depths,
        poses,
        K,
        depth_scale,
        reach,
        voxel,
        timeout=60.0 + 2 * len(depths),
        memory=6 << 30,
    )
    if not len(vertices):
        raise SceneError(folder, "the frames show no surface", "Check depth scale and poses")
    return vertices, shades, faces, voxel


def _extent(
    depths: list[Path],
    poses: Float64[np.ndarray, "frames 4 4"],
    K: Float64[np.ndarray, "3 3"],
    depth_scale: float,
) -> tuple[float, float]:
    """How far to trust the depth, and the voxel size that keeps the blocks within bounds."""
    chosen = np.unique(np.linspace(0, len(depths) - 1, 40).round().astype(int))
    clouds, tops = [], []
    for k, i in enumerate(chosen):
        report("Looking at depth images", k, len(chosen))
        z = load_depth(depths[i])[::8, ::8] / depth_scale
        v, u = np.nonzero(z > 0)
        if len(u):
            z = z[v, u]
            x, y = (8 * u - K[0, 2]) / K[0, 0] * z, (8 * v - K[1, 2]) / K[1, 1] * z
            clouds.append(np.stack([x, y, z], 1) @ poses[i, :3, :3].T + poses[i, :3, 3])
            tops.append(z)
    if not clouds:
        raise SceneError(depths[0].parent, "no pixel has a depth", "Check the depth images")
    z = np.concatenate(tops)
    reach = float(np.clip(1.5 * np.median(z), _USUAL_REACH, 100.0))
    points = np.concatenate(clouds)[z < reach]
    voxel = _FINEST
    while 2 * len(_cells(points, _BLOCK * voxel)) > _MOST_BLOCKS:
        voxel *= 1.25
    return reach, voxel


def _cells(points: Float64[np.ndarray, "points 3"], edge: float) -> Int64[np.ndarray, "cells 3"]:
    return np.unique(np.floor(points / edge).astype(np.int64), axis=0)


def integrate(
    folder: Path,
    colors: list[Path],
    depths: list[Path],
    poses: Float64[np.ndarray, "frames 4 4"],
    K: Float64[np.ndarray, "3 3"],
    depth_scale: float,
    reach: float,
    voxel: float,
) -> tuple[
    Float32[np.ndarray, "vertices 3"],
    UInt8[np.ndarray, "vertices 3"],
    Int32[np.ndarray, "faces 3"],
]:
    """Runs in the child process; arguments as in `fuse`.

    Raises:
        SceneError: an image is damaged or its size differs from the first one's.
    """
    report("Fusing frames", 0, len(depths))  # The import takes seconds.
    import open3d

    o3d = cast("Any", open3d)  # Its stubs refuse numpy arrays.

    f32 = o3d.core.float32
    grid = o3d.t.geometry.VoxelBlockGrid(
        attr_names=("tsdf", "weight", "color"),
        attr_dtypes=(f32, f32, f32),
        attr_channels=((1), (1), (3)),
        voxel_size=voxel,
        block_resolution=_BLOCK,
        block_count=_MOST_BLOCKS,
        device=o3d.core.Device("CPU:0"),
    )
    camera = o3d.core.Tensor(K)
    shape = load_depth(depths[0]).shape
    for i, (color, depth, T) in enumerate(zip(colors, depths, poses, strict=True), 1):
        raw, photo = load_depth(depth), load_photo(color)
        if raw.shape != shape:
            problem = f"{raw.shape[1]}×{raw.shape[0]} pixels, others have {shape[1]}×{shape[0]}"
            raise SceneError(depth, problem, "Give frames of one camera")
        if photo.shape[:2] != shape:
            rows = np.arange(shape[0]) * photo.shape[0] // shape[0]
            columns = np.arange(shape[1]) * photo.shape[1] // shape[1]
            photo = photo[rows[:, None], columns]
        z = o3d.t.geometry.Image(o3d.core.Tensor((raw / depth_scale).astype(np.float32)[..., None]))
        rgb = o3d.t.geometry.Image(o3d.core.Tensor(photo.astype(np.float32) / np.float32(255)))
        camera_from_world = o3d.core.Tensor(np.linalg.inv(T))
        blocks = grid.compute_unique_block_coordinates(
            z, camera, camera_from_world, 1.0, reach, _TRUNCATION
        )
        grid.integrate(blocks, z, rgb, camera, camera_from_world, 1.0, reach, _TRUNCATION)
        report("Fusing frames", i, len(depths))
    report("Extracting the surface", 0, 0)
    # A surface that only one of many frames saw is mostly noise.
    mesh = grid.extract_triangle_mesh(weight_threshold=min(3.0, len(depths) / 2)).to_legacy()
    shades = np.clip(np.asarray(mesh.vertex_colors) * 255 + 0.5, 0, 255)
    return (
        np.asarray(mesh.vertices, np.float32).reshape(-1, 3),
        shades.astype(np.uint8).reshape(-1, 3),
        np.asarray(mesh.triangles, np.int32).reshape(-1, 3),
    )

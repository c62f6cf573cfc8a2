"""Folders of posed RGB-D frames: what Redwood, ICL-NUIM, TUM, 7-Scenes and ScanNet share.

Frames are pairs of a photo and a depth image that is registered to it, with one pinhole matrix and
a camera-to-world pose per frame. Several frames are fused; a single one is back-projected.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float64

from backend.scenes.datasets.files import photo_size
from backend.scenes.datasets.fusion import fuse
from backend.scenes.datasets.images import back_project, load_depth, load_photo
from backend.scenes.datasets.rgbd_calibration import Intrinsics, find_intrinsics, find_poses
from backend.types import Camera, Mesh, Points, Reading, SceneError

_COLOR_FOLDERS = ("color", "rgb", "image", "images")
_ENDINGS = (".png", ".jpg", ".jpeg")
_MOST_FUSED = 400
"""More frames add time and hardly any surface; they are taken evenly."""


@dataclass(frozen=True)
class Pair:
    """The two images of a frame."""

    key: str
    """What both names share: a number, a time."""
    color: Path
    depth: Path


def is_rgbd_folder(folder: Path) -> bool:
    """Whether there are photos and depth images; looks at names only."""
    if _images(folder / "depth", first=True):
        return any(_images(folder / name, first=True) for name in _COLOR_FOLDERS)
    names = {p.name for p in _images(folder)}
    return any(_color_name(name) in names for name in names if _is_depth(name))


def read_rgbd_folder(folder: Path) -> Reading:
    """Read all frames and fuse them.

    Raises:
        SceneError: intrinsics or poses are missing (all that is missing is named), or damaged.
    """
    notes: list[str] = []
    pairs = _pairs(folder, notes)
    intrinsics = find_intrinsics(folder)
    poses = find_poses(folder, [pair.key for pair in pairs], notes)
    missing = []
    if intrinsics is None:
        missing.append("intrinsics.json, camera-intrinsics.txt or intrinsic/intrinsic_depth.txt")
    if poses is None and len(pairs) > 1:
        missing.append("trajectory.log, groundtruth.txt or one pose file per frame")
    if missing or intrinsics is None:
        problem = f"{len(pairs)} RGB-D frames, but no {'; and no '.join(missing)}"
        raise SceneError(folder, problem, "Add what is missing")
    if poses is None:
        poses = [np.eye(4)]
    posed = [(p, T) for p, T in zip(pairs, poses, strict=True) if T is not None]
    if not posed:
        raise SceneError(folder, "no frame has a pose", "Add the poses of the frames")
    if len(posed) < len(pairs):
        notes.append(f"{len(pairs) - len(posed)} of {len(pairs)} frames have no pose.")
    points, mesh = _surface(folder, posed, intrinsics, notes)
    return Reading(
        points=points,
        mesh=mesh,
        cameras=tuple(_camera(pair, T, intrinsics) for pair, T in posed),
        format="RGB-D frames" if len(posed) > 1 else "RGB-D frame",
        metres_per_unit=1.0,
        notes=tuple(notes),
    )


def _surface(
    folder: Path,
    posed: list[tuple[Pair, Float64[np.ndarray, "4 4"]]],
    intrinsics: Intrinsics,
    notes: list[str],
) -> tuple[Points, Mesh | None]:
    if len(posed) == 1:
        pair, T = posed[0]
        depth = load_depth(pair.depth).astype(np.float32) / np.float32(intrinsics.depth_scale)
        cloud = back_project(depth, intrinsics.K, load_photo(pair.color))
        if not len(cloud):
            raise SceneError(pair.depth, "no pixel has a depth", "Copy the frame again")
        positions = cloud[:, :3].astype(np.float64) @ T[:3, :3].T + T[:3, 3]
        colors = (cloud[:, 3:] * 255 + 0.5).astype(np.uint8)
        return Points(positions.astype(np.float32), colors), None
    chosen = posed
    if len(posed) > _MOST_FUSED:
        at = np.linspace(0, len(posed) - 1, _MOST_FUSED).round().astype(int)
        chosen = [posed[i] for i in at]
        notes.append(f"{_MOST_FUSED} of {len(posed)} frames, evenly chosen, were fused.")
    positions, colors, faces, voxel = fuse(
        folder,
        [pair.color for pair, _ in chosen],
        [pair.depth for pair, _ in chosen],
        np.stack([T for _, T in chosen]),
        intrinsics.K,
        intrinsics.depth_scale,
    )
    notes.append(f"Fused from {len(chosen)} frames with voxels of {voxel * 100:.1f} cm.")
    return Points(positions, colors), Mesh(positions, faces, colors)


def _camera(pair: Pair, T: Float64[np.ndarray, "4 4"], intrinsics: Intrinsics) -> Camera:
    """The pinhole matrix belongs to the depth image; photos of another size scale it."""
    width, height = photo_size(pair.color)
    K = intrinsics.K_photo
    if K is None:
        depth_width, depth_height = photo_size(pair.depth)
        scale = np.diag([width / depth_width, height / depth_height, 1.0])
        half = np.array([[0, 0, 0.5], [0, 0, 0.5], [0, 0, 0]])
        K = scale @ (intrinsics.K + half) - half  # Pixel centres are whole numbers.
    return Camera(pair.key, T, K, width, height, pair.color)


def _images(folder: Path, *, first: bool = False) -> list[Path]:
    found: list[Path] = []
    if folder.is_dir():
        for path in folder.iterdir():
            if path.suffix.lower() in _ENDINGS and not path.name.startswith("."):
                found.append(path)
                if first:
                    break
    return found


def _is_depth(name: str) -> bool:
    return bool(re.search(r"(^|[._-])depth\.png$", name))


def _color_name(name: str) -> str:
    return re.sub(r"depth\.png$", "color.png", name)


def _key(path: Path) -> str:
    """The part of the name that photo and depth image share."""
    return re.sub(r"(^|[._-])(color|rgb|image|depth)$", "", path.stem) or path.stem


def _pairs(folder: Path, notes: list[str]) -> list[Pair]:
    """Frames in the order of their numbers or times."""
    depths = _images(folder / "depth")
    if depths:
        name = next(n for n in _COLOR_FOLDERS if _images(folder / n, first=True))
        colors = _images(folder / name)
    else:
        depths = [p for p in _images(folder) if _is_depth(p.name)]
        colors = [folder / _color_name(p.name) for p in depths]
        colors = [p for p in colors if p.is_file()]
    by_key = {_key(p): p for p in colors}
    pairs = [Pair(_key(d), by_key[_key(d)], d) for d in depths if _key(d) in by_key]
    if not pairs:
        pairs = _by_time(by_key, {_key(d): d for d in depths})
    if not pairs:
        problem = f"{len(colors)} photos and {len(depths)} depth images share no name"
        raise SceneError(folder, problem, "Give the two images of a frame the same number")
    if len(pairs) < max(len(depths), len(colors)):
        notes.append(f"{len(pairs)} of {len(depths)} depth images have a photo.")
    return sorted(pairs, key=lambda pair: (_number(pair.key), pair.key))


def _by_time(colors: dict[str, Path], depths: dict[str, Path]) -> list[Pair]:
    """TUM's association: the photo next in time, at most 20 ms away."""
    try:
        times = np.array([float(key) for key in colors])
        wanted = [(float(key), path) for key, path in depths.items()]
    except ValueError:
        return []
    photos = list(colors.values())
    pairs = []
    for time, depth in wanted:
        nearest = int(np.abs(times - time).argmin())
        if abs(times[nearest] - time) <= 0.02:
            pairs.append(Pair(f"{time:.6f}", photos[nearest], depth))
    return pairs


def _number(key: str) -> float:
    found = re.findall(r"\d+(?:\.\d+)?", key)
    return float(found[-1]) if found else 0.0

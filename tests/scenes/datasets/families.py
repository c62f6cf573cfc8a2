"""Damaged data sets: one file of a folder is mutated, and the scene is read through its reader."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from backend.scenes.datasets.rgbd import read_rgbd_folder
from backend.scenes.datasets.scannet import read_scannet_scan
from backend.scenes.datasets.scannet_arrays import read_scannet_arrays
from backend.scenes.datasets.scene_folder import read_scene_folder, write_scene_folder
from backend.scenes.datasets.sunrgbd import read_sunrgbd
from backend.types import Reading
from tests.mutation import Family
from tests.scenes.datasets.layouts import (
    trajectory,
    write_arrays,
    write_mmdet3d_frame,
    write_rgbd,
    write_scannet,
    write_sunrgbd,
    write_votenet_frame,
)
from tests.scenes.datasets.test_scene_folder import content


def _through(read: Callable[[Path], Reading], scene: str) -> Callable[[Path], Reading]:
    """Read the scene that the mutated file belongs to: `scene` is its path from the top folder."""

    def read_scene(path: Path) -> Reading:
        top = next(parent for parent in path.parents if (parent / "top").exists())
        return read(top / scene)

    return read_scene


def _marked(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "top").touch()
    return folder


def _scannet(folder: Path) -> list[Path]:
    scan = write_scannet(_marked(folder))
    write_arrays(scan)
    return [p for p in sorted(scan.iterdir()) if p.suffix in (".json", ".txt", ".npy", ".ply")] + [
        folder / "scannetv2-labels.combined.tsv"
    ]


def _arrays(folder: Path) -> list[Path]:
    write_arrays(_marked(folder), scanrefer=True)
    return sorted(folder.glob("*.npy"))


def _frames(folder: Path) -> list[Path]:
    mat = write_sunrgbd(_marked(folder))
    return [mat, folder / "calib" / "000001.txt", folder / "label" / "000001.txt"]


def _prepared(folder: Path) -> list[Path]:
    return [write_votenet_frame(_marked(folder)), folder / "000001_bbox.npy"]


def _mmdet3d(folder: Path) -> list[Path]:
    return [write_mmdet3d_frame(_marked(folder))]


def _rgbd(folder: Path) -> list[Path]:
    """A single frame, because fusing takes its time."""
    write_rgbd(_marked(folder) / "hall", [np.eye(4)])
    log = folder / "hall" / "trajectory.log"
    log.write_text(trajectory([np.eye(4)]))
    images = [folder / "hall" / kind / "00000.png" for kind in ("color", "depth")]
    return [log, folder / "hall" / "intrinsics.json", *images]


def _scene_folder(folder: Path) -> list[Path]:
    room = _marked(folder) / "room"
    write_scene_folder(room, content(room))
    return [room / "annotations.json", room / "scan.ply"]


FAMILIES = (
    Family("scene folder", _through(read_scene_folder, "room"), _scene_folder),
    Family("scannet scan", _through(read_scannet_scan, "scene0000_00"), _scannet),
    Family(
        "scannet arrays",
        _through(read_scannet_arrays, "scene0000_00_aligned_vert.npy"),
        _arrays,
    ),
    Family("sun rgb-d", _through(read_sunrgbd, "depth/000001.mat"), _frames),
    Family("sun rgb-d of votenet", _through(read_sunrgbd, "000001_pc.npz"), _prepared),
    Family("sun rgb-d of mmdet3d", _through(read_sunrgbd, "points/000001.bin"), _mmdet3d),
    Family("rgb-d frame", _through(read_rgbd_folder, "hall"), _rgbd),
)

"""Every scene below a folder.

Names decide, and a few header bytes where a name could mean anything: arrays and text files are
labels or tables more often than clouds. A data-set folder is one scene and is not entered.
"""

import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from backend.scenes.datasets.rgbd import is_rgbd_folder
from backend.scenes.datasets.scannet import is_scannet_scan
from backend.scenes.datasets.sunrgbd import is_sunrgbd
from backend.scenes.open import SUFFIXES

_DEEPEST = 12
_MOST_FOLDERS = 100_000
_TEXT = (".txt", ".csv", ".xyz", ".pts")
_HEAD = 4096

_NOT_CLOUDS = re.compile(
    r"(readme|licen[cs]e|changelog|notice|requirements|classes|labels?|names|split|train|val|test"
    r"|calib|intrinsics?|extrinsics?|poses?|trajectory|groundtruth|rgb|depth|accelerometer"
    r"|associations?)[-_.\d\w]*$",
    re.IGNORECASE,
)
"""Names of text files that lie beside scans."""

_BESIDE = re.compile(
    r"(\.labels\.ply|_(sem_label|ins_label|bbox|votes|all_angles|feats?|features?|means?)"
    r"\.(npy|npz)|(^|/)transform.*\.npy|_means\.npz)$",
    re.IGNORECASE,
)
"""Labels, boxes and votes that belong to another file."""

_BESIDE_FOLDERS = {
    "calib", "label", "label_v1", "image", "seg_label", "instance_mask", "semantic_mask", "votes",
    "annotations", "__pycache__", "node_modules", "site-packages",
}  # fmt: skip


def scene_paths(root: Path) -> Iterator[Path]:
    """The scene itself, or every scene below a folder, in natural order.

    Folders that cannot be read are passed over; links that lead back up are followed once.
    """
    if not root.is_dir():
        yield root
        return
    yield from _below(root, 0, set(), [_MOST_FOLDERS])


def natural(path: Path) -> tuple[tuple[int, int, str], ...]:
    """A sort key that puts scan2 before scan10."""
    parts = re.findall(r"\d+|\D+", path.name.lower())
    return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts)


def _below(folder: Path, depth: int, seen: set[tuple[int, int]], left: list[int]) -> Iterator[Path]:
    try:
        status = folder.stat()
        identity = (status.st_dev, status.st_ino)
        if identity in seen or left[0] <= 0:
            return
        seen.add(identity)
        left[0] -= 1
        if _is_folder_scene(folder):
            yield folder
            return
        with os.scandir(folder) as entries:
            visible = [entry for entry in entries if not entry.name.startswith(".")]
            files = {Path(entry.path) for entry in visible if entry.is_file()}
            folders = {Path(entry.path) for entry in visible if entry.is_dir()}
    except OSError:
        return
    names = {file.name for file in files}
    for path in sorted(files | folders, key=natural):
        if path in files:
            if _is_scene(path, names):
                yield path
        elif depth < _DEEPEST and path.name.lower() not in _BESIDE_FOLDERS:
            yield from _below(path, depth + 1, seen, left)


def _is_folder_scene(folder: Path) -> bool:
    from backend.scenes.datasets.scene_folder import is_scene_folder
    from backend.scenes.splats.array_folder import is_array_folder
    from backend.scenes.splats.sog import is_sog_folder

    return (
        is_scene_folder(folder)
        or is_scannet_scan(folder)
        or is_sunrgbd(folder)
        or is_rgbd_folder(folder)
        or is_sog_folder(folder)
        or is_array_folder(folder)
    )


def _is_scene(path: Path, names: set[str]) -> bool:
    """By the name, by the files beside it, and by the head of arrays and text."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES or _BESIDE.search(path.name):
        return False
    if suffix == ".mat":
        return path.parent.name == "depth"
    if suffix == ".bin":
        return is_sunrgbd(path)
    try:
        if suffix == ".npy":
            return _is_npy_scene(path, names)
        if suffix == ".npz":
            return _is_npz_scene(path)
        if suffix in _TEXT:
            return _is_text_scene(path)
        return path.stat().st_size > 0
    except OSError:
        return False


def _is_npy_scene(path: Path, names: set[str]) -> bool:
    """A matrix of 3 to 9 columns; the unaligned copy of a scene's vertices is not a second one."""
    if path.name.removesuffix("_vert.npy") + "_aligned_vert.npy" in names:
        return False
    with path.open("rb") as file:
        shape = _npy_shape(file)
    return len(shape) == 2 and 3 <= shape[1] <= 9 and shape[0] >= 100


def _is_npz_scene(path: Path) -> bool:
    """An archive with a matrix of positions; not the many small clouds of an object data set."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.namelist()[:64]
            for member in members:
                if not member.endswith(".npy"):
                    continue
                with archive.open(member) as file:
                    shape = _npy_shape(file)
                if len(shape) == 2 and 3 <= shape[1] <= 9 and shape[0] >= 100:
                    return True
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError):
        return False
    return False


def _npy_shape(file: object) -> tuple[int, ...]:
    """The shape that the header tells; empty for anything but an array of numbers."""
    try:
        version = np.lib.format.read_magic(file)  # pyright: ignore[reportArgumentType]
        read = (
            np.lib.format.read_array_header_1_0
            if version == (1, 0)
            else np.lib.format.read_array_header_2_0
        )
        shape, _, dtype = read(file)  # pyright: ignore[reportArgumentType]
    except Exception:  # numpy's header parser raises nearly anything.
        return ()
    return shape if dtype.kind in "fiu" else ()


def _is_text_scene(path: Path) -> bool:
    """Some lines of at least three numbers each after at most one line of names."""
    if path.suffix.lower() in (".txt", ".csv") and _NOT_CLOUDS.match(path.stem):
        return False
    with path.open("rb") as file:
        head = file.read(_HEAD)
    whole = len(head) < _HEAD
    lines = head.decode("utf-8", errors="replace").splitlines()
    lines = [line for line in lines if line.strip() and line.lstrip()[0] not in "#/"]
    lines = lines if whole else lines[:-1]
    rows = [row for row in map(_numbers, lines[1:]) if row is not None]
    return len(rows) >= 10 and len(rows) == len(lines) - 1 and min(rows) >= 3 and max(rows) <= 16


def _numbers(line: str) -> int | None:
    """How many numbers a line has; None if it has anything else."""
    words = re.split(r"[\s,;]+", line.strip().strip(",;"))
    try:
        return len([float(word) for word in words])
    except ValueError:
        return None

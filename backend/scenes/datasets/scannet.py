"""A ScanNet scan folder: mesh, labels, objects, alignment and photos.

ScanNet is metric with Z up; its `axisAlignment` turns the walls along X and Y and puts the floor at
zero. Labels come on the unaligned mesh; everything is returned aligned, as all benchmarks use it.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from jaxtyping import Float64, Int32

from backend.scenes.datasets.files import (
    load_table,
    numbers,
    photo_size,
    read_json,
    read_text,
    rigid,
)
from backend.scenes.datasets.nyu40 import NYU40, TABLE, find_table, nyu40_classes, read_table
from backend.scenes.datasets.objects import boxes_around
from backend.scenes.datasets.scannet_arrays import is_scannet_arrays, read_scannet_arrays
from backend.scenes.ply import read_ply
from backend.scenes.points.point_ply import read_point_ply
from backend.types import Boxes, Camera, Points, Reading, SceneError

_MESHES = {
    "_vh_clean_2.ply": ("_vh_clean_2.0.010000.segs.json", ".aggregation.json"),
    "_vh_clean.ply": ("_vh_clean.segs.json", "_vh_clean.aggregation.json"),
}
"""Meshes, the coarse one first, and the two files that divide each into objects."""

_SAME_VERSION = "Take both files from the same version of the scan"
_COPY_AGAIN = "Copy the file again from ScanNet"


@dataclass(frozen=True)
class _Labels:
    """What is known of every vertex; None where nothing is."""

    classes: Int32[np.ndarray, " points"] | None = None
    instances: Int32[np.ndarray, " points"] | None = None
    names: dict[int, str] | None = None
    """Object id to the annotators' own word; None where there are no objects."""


def is_scannet_scan(folder: Path) -> bool:
    """Whether the folder holds the mesh of exactly one scan."""
    return _mesh_file(folder) is not None


def read_scannet_scan(folder: Path) -> Reading:
    """Read a scan folder; whatever is missing beside the mesh goes to the notes.

    Raises:
        SceneError: a file is damaged, or the lengths of two files do not match.
    """
    mesh = _mesh_file(folder)
    if mesh is None:
        raise SceneError(folder, "no mesh of a ScanNet scan", "Add <id>_vh_clean_2.ply")
    reading = read_point_ply(read_ply(mesh))
    assert reading.points is not None
    notes = list(reading.notes)
    arrays = _arrays(folder, mesh, len(reading.points), notes)
    labels = _labels(mesh, len(reading.points), arrays, notes)
    alignment = _alignment(mesh, reading, arrays, notes)
    aligned = _aligned(reading, alignment)
    assert aligned.points is not None
    points = replace(aligned.points, classes=labels.classes, instances=labels.instances)
    return replace(
        aligned,
        points=points,
        boxes=_boxes(points, labels, arrays),
        cameras=_cameras(folder, alignment, notes),
        class_names=NYU40 if labels.classes is not None else (),
        format="ScanNet scan",
        up=(0.0, 0.0, 1.0),
        up_from="format",
        metres_per_unit=1.0,
        scale_from="format",
        notes=tuple(notes),
    )


def _mesh_file(folder: Path) -> Path | None:
    """`<id>_vh_clean_2.ply`, or the finer mesh; None where there is none or more than one."""
    for ending in _MESHES:
        found = [path for path in folder.glob(f"*{ending}") if path.is_file()]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _id(mesh: Path) -> str:
    return mesh.name.removesuffix("_vh_clean_2.ply").removesuffix("_vh_clean.ply")


def _arrays(folder: Path, mesh: Path, count: int, notes: list[str]) -> Reading | None:
    """The scene as prepared arrays, where it lies beside the mesh with the same vertices."""
    for ending in ("_aligned_vert.npy", "_vert.npy"):
        path = folder / f"{_id(mesh)}{ending}"
        if not path.is_file() or not is_scannet_arrays(path):
            continue
        length = len(load_table(path, (6, 9)))
        if length == count:
            return read_scannet_arrays(path)
        notes.append(f"{path.name} has {length:,} of {count:,} vertices and was left out.")
    return None


def _labels(mesh: Path, count: int, arrays: Reading | None, notes: list[str]) -> _Labels:
    """Classes and objects per vertex from the scan's own files, otherwise from the arrays."""
    segments, aggregation = (mesh.with_name(_id(mesh) + e) for e in _ending_pair(mesh))
    missing = [path.name for path in (segments, aggregation) if not path.is_file()]
    labels = _Labels()
    if not missing:
        labels = _objects(mesh, count, segments, aggregation, notes)
    elif arrays is None or arrays.points is None:
        notes.append(f"There is no {' and no '.join(missing)}: the scan has no objects.")
    own = mesh.with_name(mesh.name.removesuffix(".ply") + ".labels.ply")
    if own.is_file():
        labels = replace(labels, classes=_label_ply(own, count, mesh))
    if arrays is not None and arrays.points is not None:
        if labels.classes is None:
            labels = replace(labels, classes=arrays.points.classes)
        if labels.instances is None:
            labels = replace(labels, instances=arrays.points.instances)
    return labels


def _ending_pair(mesh: Path) -> tuple[str, str]:
    return next(pair for ending, pair in _MESHES.items() if mesh.name.endswith(ending))


def _label_ply(path: Path, count: int, mesh: Path) -> Int32[np.ndarray, " points"]:
    ply = read_ply(path)
    vertices = ply.elements.get("vertex")
    if vertices is None or "label" not in vertices:
        raise SceneError(path, "no property label of its vertices", _COPY_AGAIN)
    if len(vertices) != count:
        problem = f"{len(vertices):,} vertices, but {mesh.name} has {count:,}"
        raise SceneError(path, problem, _SAME_VERSION)
    values = vertices["label"].astype(np.float64)
    return nyu40_classes(np.where(np.abs(values) < 1e6, values, 0).astype(np.int32))


def _objects(
    mesh: Path, count: int, segments: Path, aggregation: Path, notes: list[str]
) -> _Labels:
    """Instances from the segments of every object, classes by the label table."""
    segment_of = _segment_of(segments, count, mesh)
    ids, names, members = _groups(aggregation)
    # The file's order decides where two objects claim a segment, as in ScanNet's own scripts.
    owner = {segment: i for i, group in zip(ids, members, strict=True) for segment in group}
    unique, inverse = np.unique(segment_of, return_inverse=True)
    instances = np.array([owner.get(int(s), -1) for s in unique], np.int32)[inverse]
    unknown = len(owner.keys() - set(unique.tolist()))
    if unknown:
        notes.append(f"{aggregation.name} names {unknown:,} segments that no vertex has.")
    by_id = dict(zip(ids, names, strict=True))
    table = find_table(mesh.parent)
    if table is None:
        notes.append(f"There is no {TABLE} near by: objects keep their raw names.")
        return _Labels(None, instances, by_id)
    number = read_table(table)
    class_of = {i: number.get(name, 0) for i, name in by_id.items()}
    strange = sorted({name for i, name in by_id.items() if not class_of[i]})
    if strange:
        notes.append(f"{TABLE} does not know {', '.join(strange[:5])}.")
    found, inverse = np.unique(instances, return_inverse=True)
    raw = np.array([class_of.get(int(i), 0) for i in found], np.int64)
    return _Labels(nyu40_classes(np.clip(raw, 0, 1000).astype(np.int32))[inverse], instances, by_id)


def _segment_of(path: Path, count: int, mesh: Path) -> Int32[np.ndarray, " points"]:
    content = read_json(path)
    values = content.get("segIndices") if isinstance(content, dict) else None
    if not isinstance(values, list) or not all(type(v) is int and abs(v) < 2**31 for v in values):
        raise SceneError(path, "no list segIndices of 32-bit integers", _COPY_AGAIN)
    if len(values) != count:
        problem = f"{len(values):,} segIndices, but {mesh.name} has {count:,} vertices"
        raise SceneError(path, problem, _SAME_VERSION)
    return np.array(values, np.int32)


def _groups(path: Path) -> tuple[list[int], list[str], list[list[int]]]:
    """Ids, labels and segments of the objects."""
    content = read_json(path)
    groups = content.get("segGroups") if isinstance(content, dict) else None
    if not isinstance(groups, list):
        raise SceneError(path, "no list segGroups", _COPY_AGAIN)
    ids: list[int] = []
    names: list[str] = []
    members: list[list[int]] = []
    for i, group in enumerate(groups):
        number, label, segments = _group(group, i)
        if number is None or number in ids:
            problem = f"segGroups[{i}] has no label, segments and an objectId of its own"
            raise SceneError(path, problem, _COPY_AGAIN)
        ids.append(number)
        names.append(label)
        members.append(segments)
    return ids, names, members


def _group(group: object, place: int) -> tuple[int | None, str, list[int]]:
    """Id, label and segments of an object; the id is None where one of them is wrong."""
    match group:
        case {"label": str(label), "segments": list(segments)} if isinstance(group, dict):
            number = group.get("objectId", group.get("id", place))
            if (
                type(number) is int
                and 0 <= number < 2**31
                and all(type(s) is int for s in segments)
            ):
                return number, label, segments
    return None, "", []


def _alignment(
    mesh: Path, reading: Reading, arrays: Reading | None, notes: list[str]
) -> Float64[np.ndarray, "4 4"]:
    """T_aligned_scan from `<id>.txt`, otherwise from the aligned copy of the vertices."""
    info = mesh.with_name(f"{_id(mesh)}.txt")
    fields = (
        dict(re.findall(r"^\s*(\w+)\s*=\s*(.*?)\s*$", read_text(info), re.MULTILINE))
        if (info.is_file())
        else {}
    )
    if "sceneType" in fields:
        notes.append(f"Scene type: {fields['sceneType'][:80]}.")
    if "axisAlignment" in fields:
        values = numbers(info, fields["axisAlignment"], 16, "axisAlignment")
        return rigid(info, values.reshape(4, 4), "axisAlignment")
    if arrays is not None and arrays.points is not None and reading.points is not None:
        scan = reading.points.positions.astype(np.float64) + reading.origin
        T, error = _rigid_fit(scan, arrays.points.positions.astype(np.float64))
        if error < 0.001:
            return T
        notes.append("The prepared vertices are no turned copy of the mesh.")
    else:
        notes.append("No axisAlignment is known: the walls may stand askew.")
    return np.eye(4)


def _rigid_fit(
    a: Float64[np.ndarray, "points 3"], b: Float64[np.ndarray, "points 3"]
) -> tuple[Float64[np.ndarray, "4 4"], float]:
    """T that moves a onto b best (Kabsch), and the largest distance that is left."""
    mean_a, mean_b = a.mean(axis=0), b.mean(axis=0)
    U, _, Vt = np.linalg.svd((a - mean_a).T @ (b - mean_b))
    flip = np.diag([1, 1, np.sign(np.linalg.det(U @ Vt)) or 1.0])
    T = np.eye(4)
    T[:3, :3] = (U @ flip @ Vt).T
    T[:3, 3] = mean_b - T[:3, :3] @ mean_a
    return T, float(np.abs(a @ T[:3, :3].T + T[:3, 3] - b).max())


def _aligned(reading: Reading, T: Float64[np.ndarray, "4 4"]) -> Reading:
    """Points and mesh under the alignment; positions stay relative to the same origin."""
    assert reading.points is not None
    R = T[:3, :3]
    offset = R @ reading.origin + T[:3, 3] - reading.origin

    def moved(rows: np.ndarray) -> np.ndarray:
        return (rows.astype(np.float64) @ R.T + offset).astype(np.float32)

    normals = reading.points.normals
    if normals is not None:
        normals = (normals @ R.T.astype(np.float32)).astype(np.float32)
    mesh = reading.mesh and replace(reading.mesh, vertices=moved(reading.mesh.vertices))
    points = replace(reading.points, positions=moved(reading.points.positions), normals=normals)
    return replace(reading, points=points, mesh=mesh)


def _boxes(points: Points, labels: _Labels, arrays: Reading | None) -> Boxes | None:
    if labels.names is not None and labels.instances is not None:
        boxes = boxes_around(points.positions, labels.instances, labels.names)
        return boxes if len(boxes) else None
    return None if arrays is None else arrays.boxes


def _cameras(
    folder: Path, alignment: Float64[np.ndarray, "4 4"], notes: list[str]
) -> tuple[Camera, ...]:
    """The photos of `posed_images.json` (mmdetection3d): camera-to-world in the scan's own axes."""
    path = folder / "posed_images.json"
    if not path.is_file():
        return ()
    content = read_json(path)
    entry = content[0] if isinstance(content, list) and content else content
    match entry:
        case {"intrinsics": list(K), "extrinsics": list(poses), "img_paths": list(images)} if len(
            poses
        ) == len(images) and all(isinstance(image, str) for image in images):
            pass
        case _:
            problem = "no intrinsics with as many extrinsics as img_paths"
            raise SceneError(path, problem, "Write it again from the info file")
    intrinsics = _matrix(path, K, "intrinsics")[:3, :3]
    cameras = []
    for i, (pose, image) in enumerate(zip(poses, images, strict=True)):
        T = rigid(path, _matrix(path, pose, f"extrinsics[{i}]"), f"extrinsics[{i}]")
        photo = folder / Path(image).name
        if not photo.is_file():
            notes.append(f"The photo {photo.name} is missing.")
            continue
        cameras.append(Camera(photo.stem, alignment @ T, intrinsics, *photo_size(photo), photo))
    return tuple(cameras)


def _matrix(path: Path, rows: object, where: str) -> Float64[np.ndarray, "4 4"]:
    try:
        matrix = np.array(rows, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        matrix = np.zeros(0)
    if matrix.shape != (4, 4) or not (np.abs(matrix) < 1e9).all():
        raise SceneError(path, f"{where} is no 4×4 matrix", "Write it again from the info file")
    return matrix

"""Small scans of known geometry and colour, for tests of the viewer."""

from pathlib import Path

import numpy as np

from backend.scenes.datasets.scene_folder import write_scene_folder
from backend.scenes.ply import write_ply
from backend.scenes.splats.gaussian_ply import write_gaussian_ply
from backend.types import SH_C0, Content, Points, Splats
from tests.scenes.datasets.layouts import (
    ROOM,
    trajectory,
    write_arrays,
    write_rgbd,
    write_scannet,
)
from tests.scenes.rooms import Room, furnished, standing

RED, GREEN, BLUE = (230, 20, 20), (20, 200, 20), (20, 20, 230)
CLASSES = ("floor", "table", "pillar")
TABLE_TOP = 0.75
PILLAR_TOP = 2.0
HOSTILE = "<script>window.hacked=1</script><img src=x onerror=window.hacked=1> **bold** [a](b)"


def grid(low: tuple[float, float], high: tuple[float, float], step: float) -> np.ndarray:
    """Points of a plane, evenly `step` apart, both ends included."""
    axes = [np.linspace(a, b, round((b - a) / step) + 1) for a, b in zip(low, high, strict=True)]
    return np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, 2)


def table_and_pillar(step: float = 0.05) -> tuple[np.ndarray, np.ndarray]:
    """Positions (Z up) and the index into `CLASSES`: a red floor, a green table, a blue pillar."""
    floor = grid((-2.0, -1.5), (2.0, 1.5), step)
    table = grid((-0.4, -0.3), (0.4, 0.3), step)
    around, height = grid((0.0, 0.0), (2 * np.pi, PILLAR_TOP), 0.1).T
    rows = [
        np.column_stack([floor, np.zeros(len(floor))]),
        np.column_stack([table, np.full(len(table), TABLE_TOP)]),
        np.column_stack([1.5 + 0.15 * np.cos(around), 1 + 0.15 * np.sin(around), height]),
    ]
    return np.concatenate(rows), np.repeat(np.arange(3), [len(r) for r in rows])


def write_points(path: Path, *, step: float = 0.05, names: tuple[str, ...] = CLASSES) -> Path:
    """The table and the pillar as a labelled cloud that says its up and scale."""
    positions, classes = table_and_pillar(step)
    comments = ["units: m", "up: +z", *(f"class {i} {name}" for i, name in enumerate(names))]
    write_ply(path, {"vertex": _rows(positions, classes, labelled=True)}, comments)
    return path


def write_unsaid_y_up(path: Path) -> Path:
    """A facade seen from the front, its up along y, of which the file says nothing."""
    across = np.column_stack([grid((-3.0, 0.0), (3.0, 2.0), 0.08), np.zeros(76 * 26)])
    write_ply(path, {"vertex": _rows(across, np.zeros(len(across), int), labelled=False)}, [])
    return path


def write_splats(path: Path, count: int = 300) -> Path:
    """A green ball of splats, one metre above the ground."""
    write_gaussian_ply(path, ball(count), origin=np.zeros(3))
    return path


def ball(count: int, seed: int = 0) -> Splats:
    rng = np.random.default_rng(seed)
    inside = rng.normal(size=(count, 3))
    inside *= 0.5 * rng.random((count, 1)) ** (1 / 3) / np.linalg.norm(inside, axis=1)[:, None]
    turns = rng.normal(size=(count, 4))
    color = (np.array(GREEN) / 255 - 0.5) / SH_C0
    return Splats(
        means=(inside + np.array([0, 0, 1])).astype(np.float32),
        scales=rng.uniform(0.05, 0.12, (count, 3)).astype(np.float32),
        rotations=(turns / np.linalg.norm(turns, axis=1)[:, None]).astype(np.float32),
        opacities=rng.uniform(0.8, 1.0, count).astype(np.float32),
        sh=np.tile(color, (count, 1, 1)).astype(np.float32),
    )


def write_mesh(path: Path) -> Path:
    """A blue heap on a square of 2 m, a coloured triangle mesh."""
    side = 30
    xy = grid((-1.0, -1.0), (1.0, 1.0), 2 / (side - 1))
    z = 0.8 * np.exp(-4 * (xy**2).sum(axis=1))
    first = (np.arange(side - 1)[:, None] * side + np.arange(side - 1)).ravel()
    corners = [[first, first + 1, first + side], [first + 1, first + side + 1, first + side]]
    faces = np.concatenate([np.stack(c, axis=1) for c in corners])
    head = ["ply", "format binary_little_endian 1.0", "comment units: m", "comment up: +z"]
    head += [f"element vertex {len(xy)}", *(f"property float {axis}" for axis in "xyz")]
    head += [f"property uchar {name}" for name in ("red", "green", "blue")]
    head += [f"element face {len(faces)}", "property list uchar int vertex_indices", "end_header\n"]
    vertices = np.zeros(len(xy), [*((a, "<f4") for a in "xyz"), ("color", "u1", 3)])
    vertices["x"], vertices["y"], vertices["z"] = *xy.T, z
    vertices["color"] = BLUE
    polygons = np.zeros(len(faces), [("n", "u1"), ("v", "<i4", 3)])
    polygons["n"], polygons["v"] = 3, faces
    path.write_bytes("\n".join(head).encode() + vertices.tobytes() + polygons.tobytes())
    return path


def write_broken(path: Path) -> Path:
    """A PLY whose header promises more than there is."""
    path.write_bytes(
        b"ply\nformat binary_little_endian 1.0\nelement vertex 1000\nproperty float x\n"
        b"property float y\nproperty float z\nend_header\n" + bytes(120)
    )
    return path


def write_scene(folder: Path) -> Path:
    """A scene folder: the table and the pillar as points, a green ball as splats."""
    folder.mkdir()
    positions, classes = table_and_pillar()
    points = Points(
        positions.astype(np.float32),
        np.array([RED, GREEN, BLUE], np.uint8)[classes],
        classes=classes.astype(np.int32),
        instances=(classes - 1).astype(np.int32),
    )
    write_scene_folder(folder, Content(points=points, splats=ball(300), class_names=CLASSES))
    return folder


def write_boxes(folder: Path) -> Path:
    """VoteNet's arrays of a bedroom, with boxes."""
    return write_arrays(folder, ROOM)


def write_frames(folder: Path) -> Path:
    """One posed RGB-D frame of an empty hall."""
    write_rgbd(folder, [np.eye(4)])
    (folder / "trajectory.log").write_text(trajectory([np.eye(4)]))
    return folder


def write_hostile_scan(folder: Path) -> Path:
    """A ScanNet scan whose objects are called what no object is called."""
    return write_scannet(folder, hostile_room())


def hostile_room() -> Room:
    return furnished((standing(HOSTILE, 5, 0.0, 0.0, (1.0, 1.0, 0.8)),), per_square_metre=12)


def _rows(positions: np.ndarray, classes: np.ndarray, *, labelled: bool) -> np.ndarray:
    fields = [*((a, "f4") for a in "xyz"), *((c, "u1") for c in ("red", "green", "blue"))]
    if labelled:
        fields += [("label", "i4"), ("instance", "i4")]
    rows = np.zeros(len(positions), fields)
    rows["x"], rows["y"], rows["z"] = positions.T
    rows["red"], rows["green"], rows["blue"] = np.array([RED, GREEN, BLUE])[classes].T
    if labelled:
        # The floor is no object.
        rows["label"], rows["instance"] = classes, classes - 1
    return rows

"""Small data sets in the layouts of the official ones, written from rooms of known furniture."""

import json
from pathlib import Path

import numpy as np
from PIL import Image

from tests.scenes.rooms import BEDROOM, Room, furnished, standing

ROOM = furnished(BEDROOM, per_square_metre=12)
TURNED = furnished(
    (
        standing("bed", 4, 0.3, 2.6, (2.0, 1.5, 0.5), 0.5),
        standing("night_stand", 32, 1.6, 3.4, (0.5, 0.4, 0.6), -0.8),
    ),
    per_square_metre=12,
)
ALIGNMENT = np.array(
    [[0.8, 0.6, 0, 1.5], [-0.6, 0.8, 0, -2.0], [0, 0, 1, 0.25], [0, 0, 0, 1]], dtype=float
)
TABLE = (
    "id\traw_category\tcategory\tnyu40id\n1\tbed\tbed\t4\n2\tdesk\tdesk\t14\n"
    "3\tchair\tchair\t5\n4\tnight stand\tnight stand\t32\n"
)
K = np.array([[60.0, 0, 32.5], [0, 58, 24.5], [0, 0, 1]])
"""Pixels that count from 0."""
WIDTH, HEIGHT = 64, 48


def write_mesh(path: Path, positions: np.ndarray, colors: np.ndarray, **extra: np.ndarray) -> None:
    """A PLY mesh of the points with a few faces."""
    kinds = {f"{a}": "<f4" for a in "xyz"} | dict.fromkeys(("red", "green", "blue", "alpha"), "u1")
    kinds |= dict.fromkeys(extra, "<u2")
    rows = np.zeros(len(positions), list(kinds.items()))
    for i, (axis, color) in enumerate(zip("xyz", ("red", "green", "blue"), strict=True)):
        rows[axis], rows[color] = positions[:, i], colors[:, i]
    for name, values in extra.items():
        rows[name] = values
    names = {"<f4": "float", "u1": "uchar", "<u2": "ushort"}
    head = ["ply", "format binary_little_endian 1.0", f"element vertex {len(rows)}"]
    head += [f"property {names[kind]} {name}" for name, kind in kinds.items()]
    head += ["element face 2", "property list uchar int vertex_indices", "end_header\n"]
    faces = np.zeros(2, [("n", "u1"), ("v", "<i4", 3)])
    faces["n"], faces["v"] = 3, [[0, 1, 2], [1, 2, 3]]
    path.write_bytes("\n".join(head).encode() + rows.tobytes() + faces.tobytes())


def unaligned(room: Room) -> np.ndarray:
    inverse = np.linalg.inv(ALIGNMENT)
    return room.positions @ inverse[:3, :3].T + inverse[:3, 3]


def write_scannet(folder: Path, room: Room = ROOM, name: str = "scene0000_00") -> Path:
    """A full scan folder with the label table above it."""
    scan = folder / name
    scan.mkdir(parents=True)
    positions = unaligned(room)
    write_mesh(scan / f"{name}_vh_clean_2.ply", positions, room.colors)
    write_mesh(scan / f"{name}_vh_clean_2.labels.ply", positions, room.colors, label=room.classes)
    # Two segments per object, as over-segmentation leaves them.
    half = np.arange(len(positions)) % 2
    segments = np.where(room.instances < 0, 7, 100 + 10 * room.instances + half)
    write_json(
        scan / f"{name}_vh_clean_2.0.010000.segs.json",
        {"sceneId": name, "segIndices": segments.tolist()},
    )
    groups = [
        {"id": i, "objectId": i, "segments": [100 + 10 * i, 101 + 10 * i], "label": f.label}
        for i, f in enumerate(room.furniture)
    ]
    write_json(scan / f"{name}.aggregation.json", {"sceneId": name, "segGroups": groups})
    matrix = " ".join(f"{v:.6f}" for v in ALIGNMENT.reshape(-1))
    (scan / f"{name}.txt").write_text(
        f"axisAlignment = {matrix} \ncolorHeight = 968\nsceneType = Bedroom / Hotel\n"
    )
    (folder / "scannetv2-labels.combined.tsv").write_text(TABLE)
    return scan


def write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content))


def object_boxes(room: Room) -> np.ndarray:
    """Rows of centre, full size, nyu40 id, object id."""
    return np.array(
        [[*f.center, *f.size, f.nyu40, i] for i, f in enumerate(room.furniture)], np.float64
    )


def write_arrays(folder: Path, room: Room = ROOM, *, scanrefer: bool = False) -> Path:
    """VoteNet's or ScanRefer's arrays; returns the vertices' file."""
    folder.mkdir(parents=True, exist_ok=True)
    stem, kind = folder / "scene0000_00", np.float32
    rows = np.hstack([room.positions, room.colors]).astype(kind)
    np.save(f"{stem}_sem_label.npy", room.classes.astype(np.uint32))
    np.save(f"{stem}_ins_label.npy", (room.instances + 1).astype(np.uint32))
    if not scanrefer:
        np.save(f"{stem}_vert.npy", rows)
        np.save(f"{stem}_bbox.npy", object_boxes(room)[:, :7])
        return Path(f"{stem}_vert.npy")
    normals = np.tile(np.array([0, 0, 2], kind), (len(rows), 1))
    np.save(f"{stem}_aligned_vert.npy", np.hstack([rows, normals]))
    np.save(f"{stem}_aligned_bbox.npy", object_boxes(room))
    return Path(f"{stem}_aligned_vert.npy")


RTILT = np.array(
    [[1, 0, 0], [0, np.cos(0.2), np.sin(0.2)], [0, -np.sin(0.2), np.cos(0.2)]], dtype=float
)
"""Levels a camera that looks 0.2 rad down; its transpose would raise it."""
UPRIGHT_FROM_CAMERA = np.array([[1.0, 0, 0], [0, 0, 1], [0, -1, 0]])


def camera_pixels(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Depths and pixels (counting from 0) of upright-depth points, by the data set's formulas."""
    tilted = points @ RTILT  # Rtiltᵀ · p
    x, y, z = tilted[:, 0], -tilted[:, 2], tilted[:, 1]
    return z, np.stack([K[0, 0] * x / z + K[0, 2], K[1, 1] * y / z + K[1, 2]], axis=1)


def write_sunrgbd(folder: Path, room: Room = TURNED, *, key: str = "instance") -> Path:
    """`sunrgbd_trainval` with one frame; returns its cloud."""
    import scipy.io

    for name in ("depth", "calib", "label", "image"):
        (folder / name).mkdir(parents=True)
    rows = np.hstack([room.positions, room.colors / 255]).astype(np.float32)
    scipy.io.savemat(folder / "depth" / "000001.mat", {key: rows})
    matlab = K + np.array([[0, 0, 1], [0, 0, 1], [0, 0, 0]])
    lines = [" ".join(f"{v:.8f}" for v in m.reshape(-1, order="F")) for m in (RTILT, matlab)]
    (folder / "calib" / "000001.txt").write_text("\n".join(lines) + "\n")
    labels = []
    for f in room.furniture:
        length, width, height = f.size / 2
        direction = (np.cos(f.yaw), np.sin(f.yaw))
        numbers = [1, 2, 30, 40, *f.center, width, length, height, *direction]
        labels.append(" ".join([f.label, *(f"{v:.6f}" for v in numbers)]))
    (folder / "label" / "000001.txt").write_text("\n".join(labels) + "\n")
    Image.fromarray(np.zeros((HEIGHT, WIDTH, 3), np.uint8)).save(folder / "image" / "000001.jpg")
    return folder / "depth" / "000001.mat"


def write_votenet_frame(folder: Path, room: Room = TURNED) -> Path:
    """VoteNet's prepared frame: half sizes, and headings that turn clockwise."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = np.hstack([room.positions, room.colors / 255]).astype(np.float32)
    np.savez_compressed(folder / "000001_pc.npz", pc=rows)
    classes = {"bed": 0, "night_stand": 7}
    boxes = [[*f.center, *f.size / 2, -f.yaw, classes[f.label]] for f in room.furniture]
    np.save(folder / "000001_bbox.npy", np.array(boxes))
    return folder / "000001_pc.npz"


def write_mmdet3d_frame(folder: Path, room: Room = TURNED) -> Path:
    """`points/000001.bin`: float32 rows of xyz and rgb in [0, 1]."""
    path = folder / "points" / "000001.bin"
    path.parent.mkdir(parents=True)
    np.hstack([room.positions, room.colors / 255]).astype("<f4").tofile(path)
    return path


def depth_of_room(T_world_camera: np.ndarray, size: tuple[float, float, float]) -> np.ndarray:
    """Depth image, metres, inside of an empty box around zero (x right, y down, z forward)."""
    v, u = np.mgrid[:HEIGHT, :WIDTH]
    rays = np.stack([(u - K[0, 2]) / K[0, 0], (v - K[1, 2]) / K[1, 1], np.ones(u.shape)], axis=-1)
    rays = rays @ T_world_camera[:3, :3].T
    half, start = np.array(size) / 2, T_world_camera[:3, 3]
    with np.errstate(divide="ignore"):
        steps = (np.sign(rays) * half - start) / rays
    return np.where(steps > 0, steps, np.inf).min(axis=-1)


def write_rgbd(
    folder: Path, poses: list[np.ndarray], *, scale: int = 1000, color_size: int = 1
) -> Path:
    """Photos and depth images of an empty hall, and its intrinsics; poses are left to the test."""
    for name in ("color", "depth"):
        (folder / name).mkdir(parents=True)
    for i, T in enumerate(poses):
        depth = depth_of_room(T, (4.0, 2.5, 5.0))
        image = Image.fromarray(np.round(depth * scale).astype(np.uint16))
        image.save(folder / "depth" / f"{i:05d}.png")
        shape = (HEIGHT * color_size, WIDTH * color_size, 3)
        photo = np.full(shape, (200, 100, 50), np.uint8)
        Image.fromarray(photo).save(folder / "color" / f"{i:05d}.png")
    fields = {"fx": K[0, 0], "fy": K[1, 1], "cx": K[0, 2], "cy": K[1, 2], "depth_scale": scale}
    write_json(folder / "intrinsics.json", fields)
    return folder


def trajectory(poses: list[np.ndarray]) -> str:
    """Redwood's log."""
    blocks = []
    for i, T in enumerate(poses):
        rows = "\n".join(" ".join(f"{v:.9f}" for v in row) for row in T)
        blocks.append(f"{i} {i} {i + 1}\n{rows}\n")
    return "".join(blocks)


STANDING_STILL = [np.eye(4), np.eye(4)]

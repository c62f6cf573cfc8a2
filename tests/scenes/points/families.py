"""Valid point clouds and meshes of every format, as seeds for damaged ones."""

from functools import partial
from pathlib import Path

import numpy as np

from backend.scenes.ply import read_ply, write_ply
from backend.scenes.points.arrays import read_arrays
from backend.scenes.points.las import read_las
from backend.scenes.points.mesh_files import read_mesh_file
from backend.scenes.points.pcd import read_pcd
from backend.scenes.points.point_ply import read_point_ply
from backend.scenes.points.text import read_text
from backend.types import Reading
from tests.mutation import Family

COUNT = 60


def rows(seed: int = 0, count: int = COUNT) -> np.ndarray:
    """Random vertices with colours, normals and labels."""
    rng = np.random.default_rng(seed)
    kinds = [("x", "f4"), ("y", "f4"), ("z", "f4"), ("red", "u1"), ("green", "u1"), ("blue", "u1")]
    kinds += [("nx", "f4"), ("ny", "f4"), ("nz", "f4"), ("label", "i4"), ("instance", "u2")]
    vertices = np.empty(count, kinds)
    for name, _ in kinds:
        wide = vertices.dtype[name].kind == "f"
        vertices[name] = rng.normal(size=count) if wide else rng.integers(0, 200, count)
    return vertices


def _ply(folder: Path) -> list[Path]:
    import plyfile

    vertices = rows()
    faces = np.empty(20, [("vertex_indices", object), ("flags", "u1")])
    for i in range(20):
        faces[i] = (list(range(i, i + 3 + i % 2)), i)
    triangles = np.zeros(20, [("vertex_indices", "i4", (3,))])
    triangles["vertex_indices"] = np.arange(60).reshape(20, 3)
    paths = [folder / f"{name}.ply" for name in ("cloud", "mesh", "text", "big", "far")]
    write_ply(paths[0], {"vertex": vertices}, ["units: m"])
    write_ply(paths[1], {"vertex": vertices[["x", "y", "z"]], "face": triangles})
    elements = [
        plyfile.PlyElement.describe(vertices, "vertex"),
        plyfile.PlyElement.describe(faces, "face"),
    ]
    plyfile.PlyData(elements, text=True, comments=["made here"]).write(paths[2])
    plyfile.PlyData(elements, byte_order=">").write(paths[3])
    far = np.zeros(COUNT, [("x", "f8"), ("y", "f8"), ("z", "f8"), ("intensity", "f4")])
    far["x"], far["y"] = 500_000 + vertices["x"], 4_000_000 + vertices["y"]
    write_ply(paths[4], {"vertex": far})
    return paths


def pcd_bytes(vertices: np.ndarray, encoding: str) -> bytes:
    """A PCD file of the given rows."""
    names = vertices.dtype.names or ()
    kinds = [vertices.dtype[name] for name in names]
    head = [
        "# .PCD v0.7 - Point Cloud Data file format",
        "VERSION 0.7",
        f"FIELDS {' '.join(names)}",
        f"SIZE {' '.join(str(kind.itemsize) for kind in kinds)}",
        f"TYPE {' '.join(kind.kind.upper() for kind in kinds)}",
        f"COUNT {' '.join('1' for _ in kinds)}",
        f"WIDTH {len(vertices)}",
        "HEIGHT 1",
        "VIEWPOINT 0 0 0 1 0 0 0",
        f"POINTS {len(vertices)}",
        f"DATA {encoding}\n",
    ]
    if encoding == "ascii":
        body = "\n".join(" ".join(str(value) for value in row) for row in vertices.tolist())
        return "\n".join(head).encode() + body.encode() + b"\n"
    body = vertices.tobytes()
    if encoding == "binary_compressed":
        columns = b"".join(vertices[name].tobytes() for name in names)
        packed = lzf_literals(columns)
        sizes = np.array([len(packed), len(columns)], "<u4")
        body = sizes.tobytes() + packed
    return "\n".join(head).encode() + body


def lzf_literals(data: bytes) -> bytes:
    """LZF data that hold everything literally, but for runs of a byte."""
    parts, i = [], 0
    while i < len(data):
        run = 1
        while run < 200 and i + run < len(data) and data[i + run] == data[i]:
            run += 1
        if run > 9:
            # One literal, then a reference to it that runs into its own output.
            parts.append(bytes([0, data[i], 7 << 5, run - 1 - 9, 0]))
            i += run
        else:
            parts.append(bytes([0, data[i]]))
            i += 1
    return b"".join(parts)


def _pcd(folder: Path) -> list[Path]:
    paths = []
    for encoding in ("ascii", "binary", "binary_compressed"):
        paths.append(folder / f"{encoding}.pcd")
        paths[-1].write_bytes(pcd_bytes(rows(), encoding))
    packed = np.zeros(COUNT, [("x", "f4"), ("y", "f4"), ("z", "f4"), ("rgb", "f4")])
    packed["x"], packed["rgb"] = np.arange(COUNT), np.arange(COUNT, dtype="<u4").view("f4")
    packed["z"][::7] = np.nan
    paths.append(folder / "packed.pcd")
    paths[-1].write_bytes(pcd_bytes(packed, "binary"))
    return paths


def _text(folder: Path) -> list[Path]:
    vertices = rows()
    table = [" ".join(f"{value:.5g}" for value in row) for row in vertices.tolist()]
    texts = {
        "plain.xyz": "\n".join(" ".join(line.split()[:3]) for line in table),
        "named.csv": "\n".join([",".join(vertices.dtype.names or ()), *table]).replace(" ", ","),
        "scan.pts": "\n".join([str(COUNT), *(" ".join(line.split()[:7]) for line in table)]),
        "comments.txt": "// X Y Z\n# hello\n" + "\n".join(";".join(r.split()[:6]) for r in table),
    }
    for name, text in texts.items():
        (folder / name).write_text(text + "\n")
    return [folder / name for name in texts]


def _arrays(folder: Path) -> list[Path]:
    vertices = rows()
    positions = np.stack([vertices[axis] for axis in "xyz"], axis=1)
    colors = np.stack([vertices[c] for c in ("red", "green", "blue")], axis=1)
    np.save(folder / "plain.npy", positions.astype(np.float64))
    np.save(folder / "named.npy", vertices)
    np.save(folder / "fortran.npy", np.asfortranarray(np.hstack([positions, colors])))
    np.savez(folder / "stored.npz", points=positions, colors=colors, labels=vertices["label"])
    np.savez_compressed(folder / "packed.npz", xyz=positions, rgb=colors / 255)
    names = ("plain.npy", "named.npy", "fortran.npy", "stored.npz", "packed.npz")
    return [folder / name for name in names]


def _las(folder: Path) -> list[Path]:
    import laspy

    rng = np.random.default_rng(0)
    header = laspy.LasHeader(point_format=3, version="1.2")
    header.offsets, header.scales = np.array([500_000.0, 4e6, 0]), np.full(3, 0.001)
    las = laspy.LasData(header)
    las.x, las.y = 500_000 + rng.random(COUNT), 4e6 + rng.random(COUNT)
    las.z = rng.random(COUNT)
    las.red = las.green = las.blue = rng.integers(0, 65535, COUNT).astype(np.uint16)
    las.classification = rng.integers(0, 9, COUNT).astype(np.uint8)
    paths = [folder / "scan.las", folder / "scan.laz"]
    for path in paths:
        las.write(str(path))
    return paths


def _meshes(folder: Path) -> list[Path]:
    import trimesh
    from trimesh.visual.color import ColorVisuals

    box = trimesh.creation.box((4, 3, 2.5))
    colors = np.random.default_rng(0).integers(0, 255, (len(box.vertices), 4))
    box.visual = ColorVisuals(box, vertex_colors=colors.astype(np.uint8))
    paths = [folder / f"box.{ending}" for ending in ("obj", "glb", "stl", "off")]
    for path in paths:
        box.export(path)
    return paths


def _read_ply(path: Path) -> Reading:
    return read_point_ply(read_ply(path))


FAMILIES = (
    Family("ply", _read_ply, _ply),
    Family("pcd", read_pcd, _pcd),
    Family("text", read_text, _text),
    Family("npy, npz", read_arrays, _arrays),
    Family("las, laz", read_las, _las),
    Family("obj, glb, stl, off", partial(read_mesh_file, samples=500), _meshes),
)

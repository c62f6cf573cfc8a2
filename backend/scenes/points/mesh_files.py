"""Meshes in OBJ, GLB, STL and OFF files, read by trimesh in a child process.

The vertices are the points. Where faces are larger than a point's share of the whole surface, as
walls in modelled rooms are, samples of the faces join them.
"""

from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float64, Int64, UInt8

from backend.progress import report
from backend.scenes.check import finite_rows, regular_file
from backend.scenes.points.cloud import Columns, cloud_reading
from backend.scenes.worker import run_in_child
from backend.types import Reading, SceneError

_SEED = 0

_Vertices = Float64[np.ndarray, "vertices 3"]
_Faces = Int64[np.ndarray, "faces 3"]
_Colors = UInt8[np.ndarray, "vertices 3"]


def read_mesh_file(path: Path, *, samples: int = 200_000) -> Reading:
    """Read a mesh and its points; GLB is Y up and in metres by its standard, others do not say.

    Args:
        path: the file.
        samples: points that cover the whole surface evenly; 200,000 lie 2 cm apart in a room of
            80 m² of surface.

    Raises:
        SceneError: the file is damaged or holds no mesh.
    """
    size = regular_file(path)
    found = run_in_child(
        decode_mesh, path, samples, timeout=30 + size / 2e5, memory=(512 << 20) + 60 * size
    )
    count = len(found["vertices"])
    glb = path.suffix.lower() == ".glb"
    # Samples follow the vertices, so that one check and one origin serve both.
    columns = Columns(
        positions=np.concatenate([found["vertices"], found["samples"]]),
        colors=found["colors"],
        faces=found["faces"],
    )
    return cloud_reading(
        path,
        f"{path.suffix[1:].upper()} mesh",
        columns,
        vertices=count,
        up=(0.0, 1.0, 0.0) if glb else None,
        metres_per_unit=1.0 if glb else None,
        notes=tuple(found["notes"]),
    )


def decode_mesh(path: Path, samples: int) -> dict[str, Any]:
    """All meshes of a file in one; to be run in a child process, because trimesh is not hardened.

    Returns vertices and samples (n, 3), faces (n, 3), colors of both or None, and notes.
    """
    import trimesh
    from trimesh.resolvers import FilePathResolver

    with path.open("rb") as file:
        scene = trimesh.load_scene(
            file,
            file_type=path.suffix[1:].lower(),
            resolver=FilePathResolver(str(path)),
            process=False,
        )
    parts = [_part(*placed) for placed in _placed(scene)]
    if not sum(len(part["vertices"]) for part in parts):
        raise SceneError(path, "there is no mesh in it", "Export the scene as a mesh")
    starts = np.cumsum([0, *(len(part["vertices"]) for part in parts)])
    vertices = np.concatenate([part["vertices"] for part in parts])
    faces = np.concatenate([p["faces"] + start for p, start in zip(parts, starts, strict=False)])
    finite_rows(path, vertices, "vertex")
    if len(faces) and (faces.min() < 0 or faces.max() >= len(vertices)):
        problem = "a face names a vertex that does not exist"
        raise SceneError(path, problem, "Export the mesh again")
    share = _areas(vertices, faces).sum() / samples
    rng = np.random.default_rng(_SEED)
    sampled = []
    for i, part in enumerate(parts):
        report("Sampling meshes", i, len(parts))
        sampled.append(_samples(part, share, rng))
    left_out = sorted(
        {type(g).__name__ for g in scene.geometry.values()} - {"Trimesh", "PointCloud"}
    )
    colors = None
    if any(part["colors"] is not None for part in parts):
        whole = [part["colors"] for part in parts] + [colors for _, colors in sampled]
        counts = [len(part["vertices"]) for part in parts] + [len(s) for s, _ in sampled]
        gray = [np.full((n, 3), 128, np.uint8) for n in counts]
        colors = np.concatenate([g if c is None else c for c, g in zip(whole, gray, strict=True)])
    return {
        "vertices": vertices,
        "faces": faces.astype(np.int32),
        "samples": np.concatenate([positions for positions, _ in sampled]),
        "colors": colors,
        "notes": [f"Geometry that is no mesh was left out: {name}." for name in left_out],
    }


def _placed(scene: Any) -> list[tuple[Any, np.ndarray]]:
    """Every mesh and cloud of a scene with its T_scene_geometry."""
    nodes = [scene.graph[node] for node in scene.graph.nodes_geometry]
    placed = [(scene.geometry[name], T) for T, name in nodes if name in scene.geometry]
    return [(g, T) for g, T in placed if type(g).__name__ in ("Trimesh", "PointCloud")]


def _part(geometry: Any, T_scene_geometry: np.ndarray) -> dict[str, Any]:
    vertices = np.asarray(geometry.vertices, np.float64)
    vertices = vertices @ T_scene_geometry[:3, :3].T + T_scene_geometry[:3, 3]
    faces = np.asarray(getattr(geometry, "faces", np.empty((0, 3))), np.int64).reshape(-1, 3)
    visual = getattr(geometry, "visual", None)
    colors, uv, material = None, None, None
    if visual is None:
        colors = getattr(geometry, "colors", None)
    elif visual.kind == "texture":
        uv, material = visual.uv, visual.material
        colors = visual.to_color().vertex_colors
    elif visual.kind is not None:
        colors = visual.vertex_colors
    if colors is not None:
        colors = np.asarray(colors)
        colors = colors[:, :3].astype(np.uint8) if colors.shape[:1] == vertices.shape[:1] else None
    return {"vertices": vertices, "faces": faces, "colors": colors, "uv": uv, "material": material}


def _areas(vertices: _Vertices, faces: _Faces) -> Float64[np.ndarray, " faces"]:
    a, b, c = (vertices[faces[:, i]] for i in range(3))
    with np.errstate(all="ignore"):
        areas = 0.5 * np.linalg.norm(np.cross(b - a, c - a), axis=1)
    return np.where(np.isfinite(areas), areas, 0)


def _samples(
    part: dict[str, Any], share: float, rng: np.random.Generator
) -> tuple[Float64[np.ndarray, "samples 3"], UInt8[np.ndarray, "samples 3"] | None]:
    """Random points of the faces that are larger than `share`, as many as their area asks for."""
    vertices, faces, colors = part["vertices"], part["faces"], part["colors"]
    areas = _areas(vertices, faces)
    wanted = areas / share if share > 0 else np.zeros(len(faces))
    wanted[wanted < 1] = 0
    counts = np.floor(wanted + rng.random(len(wanted))).astype(np.int64)
    chosen = np.repeat(np.arange(len(faces)), counts)
    # A uniform point of the unit square, folded into the triangle.
    uv = rng.random((len(chosen), 2))
    uv = np.where(uv.sum(axis=1, keepdims=True) > 1, 1 - uv, uv)
    weights = np.stack([1 - uv.sum(axis=1), uv[:, 0], uv[:, 1]], axis=1)
    corners = faces[chosen]
    positions = np.einsum("nc,ncd->nd", weights, vertices[corners])
    if colors is None:
        return positions, None
    if part["uv"] is not None and len(part["uv"]) == len(vertices):
        texture = np.einsum("nc,ncd->nd", weights, np.asarray(part["uv"], np.float64)[corners])
        return positions, np.asarray(part["material"].to_color(texture))[:, :3].astype(np.uint8)
    mixed = np.einsum("nc,ncd->nd", weights, colors[corners].astype(np.float64))
    return positions, (mixed + 0.5).astype(np.uint8)

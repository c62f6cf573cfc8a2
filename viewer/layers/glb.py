"""A coloured triangle mesh as binary glTF 2.0, the way a browser shows scanned colours truly.

Scans carry their light in their colours, so coloured meshes are marked unlit
(KHR_materials_unlit). glTF's vertex colours are linear: sRGB bytes are converted, and stored with
16 bits so that dark tones do not band. Meshes without colours are grey and lit.
"""

import json
import struct

import numpy as np
from jaxtyping import Float32, Int32, UInt8, UInt16

from backend.types import Mesh

_FLOAT, _UINT, _USHORT = 5126, 5125, 5123
_VERTICES, _INDICES = 34962, 34963
_GREY = [0.55, 0.56, 0.58, 1.0]


def to_glb(mesh: Mesh, cut_height: float | None = None) -> bytes:
    """The mesh without the faces above the cut (metres)."""
    faces = mesh.faces
    if cut_height is not None:
        faces = faces[(mesh.vertices[:, 2] <= cut_height)[faces].all(axis=1)]
    attributes = {"POSITION": (mesh.vertices, _FLOAT, "VEC3")}
    if mesh.colors is None:
        attributes["NORMAL"] = (vertex_normals(mesh.vertices, faces), _FLOAT, "VEC3")
    else:
        attributes["COLOR_0"] = (linear_rgba(mesh.colors), _USHORT, "VEC4")
    return _pack(attributes, faces.astype(np.uint32), lit=mesh.colors is None)


def linear_rgba(colors: UInt8[np.ndarray, "vertices 3"]) -> UInt16[np.ndarray, "vertices 4"]:
    """SRGB bytes as opaque linear 16-bit colours (IEC 61966-2-1)."""
    c = np.arange(256) / 255
    table = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    linear = (table * 65535 + 0.5).astype(np.uint16)[colors]
    return np.concatenate([linear, np.full((len(colors), 1), 65535, dtype=np.uint16)], axis=1)


def vertex_normals(
    vertices: Float32[np.ndarray, "vertices 3"], faces: Int32[np.ndarray, "faces 3"]
) -> Float32[np.ndarray, "vertices 3"]:
    """Unit normals, area-weighted over the faces of each vertex; up where there is none."""
    a, b, c = (vertices[faces[:, i]].astype(np.float64) for i in range(3))
    per_face = np.cross(b - a, c - a)
    normals = np.stack(
        [
            np.bincount(faces.ravel(), np.repeat(per_face[:, axis], 3), minlength=len(vertices))
            for axis in range(3)
        ],
        axis=1,
    )
    lengths = np.linalg.norm(normals, axis=1, keepdims=True)
    up = np.array([0.0, 0.0, 1.0])
    return np.where(lengths > 1e-12, normals / np.maximum(lengths, 1e-12), up).astype(np.float32)


def _pack(
    attributes: dict[str, tuple[np.ndarray, int, str]],
    faces: np.ndarray,  # [faces, 3] uint32
    *,
    lit: bool,
) -> bytes:
    binary = bytearray()
    views, accessors = [], []

    def add(values: np.ndarray, component: int, kind: str, target: int) -> int:
        views.append(
            {
                "buffer": 0,
                "byteOffset": len(binary),
                "byteLength": values.nbytes,
                "target": target,
            }
        )
        accessors.append(
            {
                "bufferView": len(views) - 1,
                "componentType": component,
                "count": values.size if kind == "SCALAR" else len(values),
                "type": kind,
                "normalized": component == _USHORT,
            }
        )
        binary.extend(values.tobytes())
        return len(accessors) - 1

    names = {name: add(*spec, _VERTICES) for name, spec in attributes.items()}
    positions = attributes["POSITION"][0]
    accessors[names["POSITION"]] |= {
        "min": positions.min(axis=0).tolist(),
        "max": positions.max(axis=0).tolist(),
    }
    primitive = {"attributes": names, "indices": add(faces, _UINT, "SCALAR", _INDICES)}
    material = {
        "doubleSided": True,
        "pbrMetallicRoughness": {"metallicFactor": 0.0, "roughnessFactor": 0.9},
    }
    if lit:
        material["pbrMetallicRoughness"]["baseColorFactor"] = _GREY
    else:
        material["extensions"] = {"KHR_materials_unlit": {}}
    tree = {
        "asset": {"version": "2.0"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0}],
        "meshes": [{"primitives": [primitive | {"material": 0}]}],
        "materials": [material],
        "accessors": accessors,
        "bufferViews": views,
        "buffers": [{"byteLength": len(binary)}],
    }
    if not lit:
        tree["extensionsUsed"] = ["KHR_materials_unlit"]
    text = json.dumps(tree, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    binary.extend(b"\0" * (-len(binary) % 4))
    chunks = struct.pack("<I4s", len(text), b"JSON") + text
    chunks += struct.pack("<I4s", len(binary), b"BIN\0") + bytes(binary)
    return struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks

"""Gaussian splats in PLY as 3DGS writes them (Kerbl et al. 2023): logits, logarithms, SH.

Read are degrees 0 to 3, files of 2DGS (no third scale: flat discs), and any number type or byte
order. Axes and unit are those of the capture; only a comment can tell more: our own "up: +z" and
"units: m", nerfstudio's "Vertical Axis: z", or the name of a tool with a custom of its own.
"""

import re
from pathlib import Path

import numpy as np
from jaxtyping import Float

from backend.geometry.frames import up_vector
from backend.scenes.ply import PlyElement, PlyFile, write_ply
from backend.scenes.splats.assemble import COEFFICIENTS, Y_DOWN, assemble, exponential, sigmoid
from backend.types import Evidence, Reading, SceneError, Splats, Vector

_MEANS = ("x", "y", "z")
_ROTATION = ("rot_0", "rot_1", "rot_2", "rot_3")
_UNUSED = {"nx", "ny", "nz"}
"""3DGS writes normals that are always zero."""

_UNITS = "units: m"


def is_gaussian_ply(ply: PlyFile) -> bool:
    """Whether the vertices have what only splats have: scales and rotations."""
    return "vertex" in ply.elements and {"scale_0", "rot_0"} <= set(ply.elements["vertex"].names)


def read_gaussian_ply(ply: PlyFile) -> Reading:
    """Activated splats of a parsed file.

    Raises:
        SceneError: a property is missing, the coefficients belong to no degree, or nothing finite
            is left.
    """
    vertex = ply.elements["vertex"]
    flat = "scale_2" not in vertex
    scale = ("scale_0", "scale_1") if flat else ("scale_0", "scale_1", "scale_2")
    coefficients, notes = _coefficients(ply.path, vertex)
    used = {*_MEANS, *scale, *_ROTATION, "opacity", *coefficients}
    missing = sorted(used - set(vertex.names))
    if missing:
        problem = f"its splats have no {', '.join(missing)}"
        raise SceneError(ply.path, problem, "Export it in the layout of 3DGS")
    left_out = [n for n in vertex.names if n not in used | _UNUSED and "f_rest_" not in n]
    left_out += [f"element {name}" for name in ply.elements if name != "vertex"]
    if left_out:
        notes += (f"Left out: {', '.join(left_out)}",)
    # Georeferenced files hold doubles.
    wide = vertex["x"].dtype.itemsize > 4
    scales = np.zeros((len(vertex), 3), np.float32)
    scales[:, : len(scale)] = exponential(vertex.matrix(scale, np.float32))
    up, up_from = _up(ply.comments)
    return assemble(
        ply.path,
        "2DGS ply" if flat else "3DGS ply",
        means=vertex.matrix(_MEANS, np.float64 if wide else np.float32),
        scales=scales,
        rotations=vertex.matrix(_ROTATION, np.float32),
        opacities=sigmoid(vertex.matrix(["opacity"], np.float32)[:, 0]),
        sh=vertex.matrix(coefficients, np.float32).reshape(len(vertex), len(coefficients) // 3, 3),
        up=up,
        up_from=up_from,
        metres_per_unit=1.0 if _UNITS in ply.comments else None,
        notes=ply.notes + notes,
    )


def write_gaussian_ply(path: Path, splats: Splats, *, origin: Float[np.ndarray, "3"]) -> None:
    """Write the scene's axes (z up) and metres, and comments that say so.

    Positions become doubles where the origin is not zero, so that they keep their millimetres.
    """
    coefficients = splats.sh.shape[1]
    position = "<f8" if origin.any() else "<f4"
    others = [
        *_coefficient_names(coefficients)[:3],
        *(f"f_rest_{i}" for i in range(3 * coefficients - 3)),
        *("opacity", "scale_0", "scale_1", "scale_2"),
        *_ROTATION,
    ]
    rows = np.empty(len(splats), [(n, position) for n in _MEANS] + [(n, "<f4") for n in others])
    for i, name in enumerate(_MEANS):
        rows[name] = splats.means[:, i] + origin[i]
    for i, name in enumerate(_coefficient_names(coefficients)):
        rows[name] = splats.sh[:, i // 3, i % 3]
    # The bounds keep logit and logarithm finite for opacities of 0 and 1 and scales of 0.
    p = np.clip(splats.opacities.astype(np.float64), 1e-9, 1 - 1e-9)
    rows["opacity"] = np.log(p / (1 - p))
    for i in range(3):
        rows[f"scale_{i}"] = np.log(np.maximum(splats.scales[:, i], 1e-30))
    for i, name in enumerate(_ROTATION):
        rows[name] = splats.rotations[:, i]
    write_ply(path, {"vertex": rows}, (_UNITS, "up: +z"))


def _coefficients(path: Path, vertex: PlyElement) -> tuple[list[str], tuple[str, ...]]:
    """Property names in the order of `Splats.sh`, and what had to be left out."""
    rest = sum(re.fullmatch(r"f_rest_[0-9]+", name) is not None for name in vertex.names)
    per_channel = rest // 3 + 1
    if rest % 3 or per_channel not in (*COEFFICIENTS, 25):
        wanted = "0, 9, 24 or 45"
        raise SceneError(
            path, f"{rest} properties f_rest_… belong to no degree", f"Wanted {wanted} of them"
        )
    names = _coefficient_names(per_channel)
    if per_channel == 25:
        cut = "Coefficients of degree 4 were left out; the view dependence is that of degree 3"
        return names[: 3 * 16], (cut,)
    return names, ()


def _coefficient_names(per_channel: int) -> list[str]:
    """Coefficient by coefficient, red, green, blue; the file counts channel by channel."""
    rest = per_channel - 1
    return [f"f_dc_{c}" for c in range(3)] + [
        f"f_rest_{c * rest + k}" for k in range(rest) for c in range(3)
    ]


def _up(comments: tuple[str, ...]) -> tuple[Vector | None, Evidence]:
    for comment in comments:
        said = re.fullmatch(r"(?:up|vertical axis):\s*([+-]?)([xyz])", comment, re.IGNORECASE)
        if said:
            return up_vector((said[1] or "+") + said[2].lower()), "file"
        if re.search(r"supersplat|splat-transform", comment, re.IGNORECASE):
            return Y_DOWN, "guessed"
    return None, "format"

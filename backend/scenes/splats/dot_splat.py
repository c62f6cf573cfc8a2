""".splat (antimatter15): 32 bytes a splat and nothing else.

Position and scale as float32, colour and opacity as bytes, the quaternion wxyz as bytes around
128. Readers keep the order of the file; files are written the way viewers stream them, the most
visible splats first.
"""

from pathlib import Path

import numpy as np
from jaxtyping import Float

from backend.scenes.check import regular_file, written_whole
from backend.scenes.splats.assemble import DAMAGED, assemble, sh_of_colors
from backend.types import Reading, SceneError, Splats

_RECORD = np.dtype(
    [("mean", "<f4", 3), ("scale", "<f4", 3), ("color", "u1", 3), ("alpha", "u1"), ("q", "u1", 4)]
)
_OTHERS = {b"ply": "a PLY file", b"\x1f\x8b": "gzip-compressed", b"PK\x03\x04": "a ZIP file"}


def read_dot_splat(path: Path) -> Reading:
    """Read splats without view dependence; axes and unit are those of the capture, which it hides.

    Raises:
        SceneError: the file is truncated, or clearly of another kind.
    """
    regular_file(path)
    data = path.read_bytes()
    for magic, kind in _OTHERS.items():
        if data.startswith(magic):
            raise SceneError(path, f"named .splat but is {kind}", "Give it the ending of its kind")
    if not data or len(data) % _RECORD.itemsize:
        whole = len(data) // _RECORD.itemsize
        problem = (
            f"{len(data):,} bytes are no whole number of 32-byte splats (truncated after {whole:,})"
        )
        raise SceneError(path, problem, DAMAGED)
    records = np.frombuffer(data, _RECORD)
    return assemble(
        path,
        ".splat",
        means=records["mean"].astype(np.float32),
        scales=records["scale"].astype(np.float32),
        rotations=(records["q"].astype(np.float32) - 128) / np.float32(128),
        opacities=records["alpha"] / np.float32(255),
        sh=sh_of_colors(records["color"]),
    )


def write_dot_splat(path: Path, splats: Splats, *, origin: Float[np.ndarray, "3"]) -> None:
    """Write the splats' own axes and unit, which the format cannot name; only degree 0 fits."""
    order = np.argsort(-splats.scales.prod(1, dtype=np.float64) * splats.opacities, kind="stable")
    records = np.empty(len(splats), _RECORD)
    records["mean"] = splats.means[order] + origin
    records["scale"] = splats.scales[order]
    records["color"] = splats.colors[order]
    records["alpha"] = np.rint(splats.opacities[order] * 255)
    records["q"] = np.clip(np.rint(splats.rotations[order] * 128 + 128), 0, 255)
    with written_whole(path) as file:
        records.tofile(file)

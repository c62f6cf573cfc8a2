"""Triangles that fill a polygon."""

import mapbox_earcut
import numpy as np
from jaxtyping import Float64, Int64


def triangulate(
    outline: Float64[np.ndarray, "corners 2"], *holes: Float64[np.ndarray, "_ 2"]
) -> Int64[np.ndarray, "faces 3"]:
    """Corner numbers (outline first, then the holes), counter-clockwise seen from +z."""
    corners = np.concatenate([outline, *holes])
    ends = np.cumsum([len(ring) for ring in (outline, *holes)]).astype(np.uint32)
    faces = (
        np.asarray(mapbox_earcut.triangulate_float64(corners, ends)).astype(np.int64).reshape(-1, 3)
    )
    a, b, c = (corners[faces[:, i]] for i in range(3))
    area = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    faces[area < 0] = faces[area < 0][:, ::-1]
    return faces

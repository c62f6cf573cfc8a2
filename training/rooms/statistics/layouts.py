"""Layouts: what stands where in a room, as axis-aligned boxes. Real and generated ones alike.

Real boxes enclose what a scanner saw of each object, in a frame whose axes follow the walls.
"""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float64

from training.rooms.statistics.labels import category_of
from training.rooms.statistics.scene_types import scene_type_of
from training.rooms.types import Placed, Room, SceneType

Boxes = Float64[np.ndarray, "n 3"]


@dataclass(frozen=True)
class Layout:
    """The objects of our categories in one scan or room. Metres above its floor."""

    categories: tuple[str, ...]
    low: Boxes
    high: Boxes
    colors: Boxes
    """Mean sRGB, 0 to 1."""
    floor: tuple[float, float]
    """The longer and the shorter edge of the floor's box; NaN where no floor was seen."""
    scene_type: SceneType | None
    """None where the contents do not tell."""

    def __len__(self) -> int:
        return len(self.categories)


def read_layouts(path: Path) -> list[Layout]:
    """Real layouts: a gzipped JSON of scan id -> objects with label, min, max and rgb.

    Raises ValueError if it is something else.
    """
    try:
        scans = json.loads(gzip.decompress(path.read_bytes()))
        return [_real(scans[scan]) for scan in sorted(scans)]
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise ValueError(
            f"{path} should be a gzipped JSON of scans with labelled boxes: {error}"
        ) from error


_SEEN_BELOW = 0.075
"""How far the lowest point of a scanned floor usually lies below the floor, metres."""


def _real(objects: list[dict]) -> Layout:
    floors = [thing for thing in objects if thing["label"] == "floor"]
    ground = min((thing["min"][2] for thing in floors), default=-_SEEN_BELOW) + _SEEN_BELOW
    ours = [(category_of(thing["label"], thing["min"][2] - ground), thing) for thing in objects]
    kept = [(category, thing) for category, thing in ours if category is not None]
    categories = tuple(category for category, _ in kept)
    edges = [(f["max"][0] - f["min"][0], f["max"][1] - f["min"][1]) for f in floors]
    large = max(edges, key=lambda edge: edge[0] * edge[1], default=(np.nan, np.nan))
    return Layout(
        categories,
        _rows([thing["min"] for _, thing in kept]) - (0, 0, ground),
        _rows([thing["max"] for _, thing in kept]) - (0, 0, ground),
        _rows([thing["rgb"] for _, thing in kept]) / 255,
        (max(large), min(large)),
        scene_type_of([thing["label"] for thing in objects], categories),
    )


def layout_of_room(room: Room) -> Layout:
    """A generated room with boxes around its whole objects, as clean data has them.

    Clutter is left out because real layouts hold only what annotators labelled, and that leaves
    out most small things.
    """
    objects = [placed for placed in room.objects if not placed.clutter]
    bounds = [_bounds(placed) for placed in objects]
    corners = np.array([corner for floor in room.floors for corner in floor.outline])
    edges = (corners.max(0) - corners.min(0)).tolist()
    return Layout(
        tuple(placed.category for placed in objects),
        _rows([low for low, _ in bounds]),
        _rows([high for _, high in bounds]),
        _rows([placed.model.main.color.rgb for placed in objects]),
        (max(edges), min(edges)),
        room.scene_type,
    )


def _bounds(placed: Placed) -> tuple[Float64[np.ndarray, "3"], Float64[np.ndarray, "3"]]:
    own = np.concatenate([part.solid.vertices for part in placed.model.parts])
    T = placed.T_room_model
    corners = own @ T[:3, :3].T + T[:3, 3]
    return corners.min(0), corners.max(0)


def _rows(values: list) -> Boxes:
    return np.array(values, float).reshape(-1, 3)

"""Scenes that are made for tests of the engine."""

from pathlib import Path

import numpy as np

from backend.types import Frame, Points, Scene
from tests.scenes.rooms import Furniture, furnished

FURNITURE = (
    Furniture("bed", 4, np.array([-1.4, 0.9, 0.3]), np.array([1.9, 1.5, 0.6])),
    Furniture("chair", 5, np.array([1.5, -1.2, 0.4]), np.array([0.5, 0.5, 0.8])),
    Furniture("lamp", 35, np.array([2.0, 1.4, 0.8]), np.array([0.3, 0.3, 1.6])),
)


def room_scene(seed: int = 0, *, colored: bool = True, density: int = 40) -> Scene:
    room = furnished(FURNITURE, per_square_metre=density, seed=seed)
    colors = np.clip(room.colors, 0, 255).astype(np.uint8) if colored else None
    return as_scene(room.positions.astype(np.float32), colors)


def as_scene(positions: np.ndarray, colors: np.ndarray | None = None) -> Scene:
    return Scene(
        points=Points(np.ascontiguousarray(positions, np.float32), colors),
        name="made",
        path=Path("made.ply"),
        format="made up",
        frame=Frame(),
    )


def turned(positions: np.ndarray, degrees: float) -> np.ndarray:
    """Counter-clockwise about +Z; quarters exactly."""
    a = np.radians(degrees)
    cos, sin = np.round(np.cos(a), 12), np.round(np.sin(a), 12)
    return (positions @ np.array([[cos, sin, 0], [-sin, cos, 0], [0, 0, 1]])).astype(np.float32)

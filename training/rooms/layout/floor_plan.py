"""Floor plans: the outlines of one room or several joined ones, with their doors and windows."""

from dataclasses import dataclass
from typing import Literal

from training.rooms.colors import Random
from training.rooms.types import Floor, SceneType, Wall

Shape = Literal["rectangle", "L", "T", "U", "bay", "cut corner", "skewed"]


@dataclass(frozen=True)
class Space:
    """A wanted room."""

    scene_type: SceneType
    width: float
    """Along x before the whole plan is turned, metres."""
    depth: float
    height: float | None = None
    """Metres; a usual one unless given."""
    shape: Shape | None = None
    """A usual one for the size unless given."""
    doors: int = 1
    """Doors that lead out of the plan. The first room has at least one."""
    windows: int = 1
    link: Literal["door", "passage"] = "door"
    """What joins it to the first room: a door, or an opening without one."""


@dataclass(frozen=True)
class Opening:
    """A rectangular hole in a wall."""

    kind: Literal["door", "window", "passage"]
    wall: int
    """Number of the wall."""
    at: float
    """Where it begins, metres from the wall's start."""
    width: float
    sill: float
    """Height of its lower edge, metres."""
    height: float
    """Of the hole itself, metres."""
    twin: int = -1
    """The wall of the other room that it leads into, -1 if it leads out."""
    swing: float = 0.0
    """How far a door stands open, radians: positive hinged at the far end (`at + width`), negative
    hinged where it begins."""


@dataclass(frozen=True)
class FloorPlan:
    floors: tuple[Floor, ...]
    walls: tuple[Wall, ...]
    openings: tuple[Opening, ...]
    thickness: float
    """Of the outer walls, metres."""


def draw_plan(rng: Random, *spaces: Space) -> FloorPlan:
    """The first room, with the others joined to its walls; room i has `floor` i."""
    raise NotImplementedError

"""What a floor plan is: outlines of rooms, their walls, and the holes in the walls."""

from dataclasses import dataclass
from typing import Literal

from training.rooms.layout.frames import WallFrame, wall_frame
from training.rooms.layout.outlines import Shape
from training.rooms.types import Floor, SceneType, Wall


@dataclass(frozen=True)
class Space:
    """A wanted room."""

    scene_type: SceneType
    width: float
    """Along x before the room is turned by quarters, metres."""
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

    @property
    def top(self) -> float:
        return self.sill + self.height


@dataclass(frozen=True)
class FloorPlan:
    floors: tuple[Floor, ...]
    walls: tuple[Wall, ...]
    openings: tuple[Opening, ...]
    thickness: float
    """Of the outer walls, metres."""

    def frame(self, wall: int) -> WallFrame:
        return wall_frame(self.walls[wall])

    def height(self, wall: int) -> float:
        """From floor to ceiling at a wall, metres."""
        return self.floors[self.walls[wall].floor].height

    def holes(self, wall: int) -> list[tuple[float, float, Opening]]:
        """Where the openings seen from a wall begin and end on it, from its start onwards."""
        found = []
        for opening in self.openings:
            if opening.wall == wall:
                found.append((opening.at, opening.at + opening.width, opening))
            elif opening.twin == wall:
                there, here = self.frame(opening.wall), self.frame(wall)
                end, _ = here.measure(*there.point(opening.at, 0))
                found.append((end - opening.width, end, opening))
        return sorted(found, key=lambda hole: hole[0])

    def next_rooms(self, wall: int) -> list[tuple[float, float, float]]:
        """Where other rooms lie right behind a wall: begin, end and distance, metres."""
        frame = self.frame(wall)
        found = []
        for other in self.walls:
            there = wall_frame(other)
            opposed = there.inward[0] * frame.inward[0] + there.inward[1] * frame.inward[1] < -0.99
            begin, behind = frame.measure(*other.end)
            end, _ = frame.measure(*other.start)
            if opposed and -0.5 < behind < 0 and begin < frame.length and end > 0:
                found.append((max(begin, 0.0), min(end, frame.length), -behind))
        return sorted(found)

"""Furnishing a floor plan: one method for every usual way in which things are placed.

Every method returns what it placed, or None (or fewer pieces) where no tried place was free. All
keep the laws: nothing interpenetrates by more than a centimetre, everything is supported, doors
can be opened and reached, and a person can walk to nearly all of the free floor.

Sides are those of a piece seen by somebody who stands in front of it: its left is its own -x.
"""

from collections.abc import Callable, Sequence
from typing import Literal

from training.rooms.colors import Random
from training.rooms.layout.floor_plan import FloorPlan, Opening
from training.rooms.types import Light, Model, Placed, Room, Size

Maker = Callable[[], Model]
"""Makes one more piece, like the last or not."""
Filler = Callable[[Size], Model | None]
"""Makes a piece for a free space of a width, depth and height; None if none would fit."""

Side = Literal["left", "right", "any"]
Spot = Literal["any", "front", "back", "left", "right", "center"]
"""Where on a surface, seen from the front of what carries it."""


class Arrangement:
    """A room while it is furnished. The plan's doors and windows are in it from the start."""

    def __init__(self, seed: int, rng: Random, plan: FloorPlan) -> None:
        self.seed = seed
        self.rng = rng
        self.plan = plan

    # What there is.

    @property
    def objects(self) -> tuple[Placed, ...]:
        """Everything placed so far, doors and windows first."""
        raise NotImplementedError

    @property
    def windows(self) -> tuple[tuple[Placed, Opening], ...]:
        raise NotImplementedError

    @property
    def doors(self) -> tuple[tuple[Placed, Opening], ...]:
        raise NotImplementedError

    def walls(self, floor: int = 0) -> list[int]:
        """Numbers of the walls of one of the joined rooms, the longest first."""
        raise NotImplementedError

    def wall_length(self, wall: int) -> float:
        raise NotImplementedError

    def wall_of(self, placed: Placed) -> int:
        """The wall that a piece has its back to or hangs on: the nearest one behind it."""
        raise NotImplementedError

    def opposite(self, placed: Placed) -> int:
        """The wall that a piece faces."""
        raise NotImplementedError

    def area(self, floor: int = 0) -> float:
        """Of the floor, square metres."""
        raise NotImplementedError

    def make(self, category: str, *, style: str | None = None, size: Size | None = None) -> Model:
        """A piece from the catalogue, made with the room's own generator."""
        raise NotImplementedError

    def remove(self, placed: Placed) -> None:
        """Take away a piece on which nothing stands."""
        raise NotImplementedError

    # On the floor.

    def against_wall(
        self,
        model: Model,
        *,
        floor: int = 0,
        wall: int | None = None,
        clearance: float = 0.5,
        gap: float = 0.03,
        beside: Placed | None = None,
        spot: Literal["any", "center", "corner"] = "any",
        partner: Placed | None = None,
    ) -> Placed | None:
        """Its back to a wall (any of the room's unless given), facing the room.

        `clearance` metres in front of it stay free, but for what is placed with it as partner.
        `beside` puts it next to another piece at the same wall, as near as it goes.
        """
        raise NotImplementedError

    def in_corner(
        self,
        model: Model,
        *,
        floor: int = 0,
        clearance: float = 0.0,
        gap: float = 0.05,
        diagonal: bool = False,
    ) -> Placed | None:
        """In a corner, its back to one wall, or diagonal: facing the middle of the room."""
        raise NotImplementedError

    def free_standing(
        self,
        model: Model,
        *,
        floor: int = 0,
        near: Placed | None = None,
        distance: float = 1.0,
        clearance: float = 0.0,
        yaw: float | None = None,
        spot: Literal["any", "center"] = "any",
        partner: Placed | None = None,
    ) -> Placed | None:
        """Away from the walls: anywhere, in the middle, or within `distance` of another piece.

        Parallel to the walls but for a few degrees unless a yaw is given; `clearance` all around.
        """
        raise NotImplementedError

    def around(
        self,
        table: Placed,
        maker: Maker,
        count: int,
        *,
        sides: Sequence[Literal["front", "back", "left", "right"]] = (
            "front",
            "back",
            "left",
            "right",
        ),
        tucked: float = 0.7,
    ) -> list[Placed]:
        """Seats around a table, facing it: pushed under with probability `tucked`, others pulled
        out and turned. Long sides fill first; tables of a "round" style are seated all around.
        """
        raise NotImplementedError

    def in_front_of(
        self,
        anchor: Placed,
        model: Model,
        *,
        distance: float = 0.0,
        shift: float = 0.0,
        face: Literal["towards", "same", "away"] = "towards",
        loose: float = 0.05,
        clearance: float = 0.0,
    ) -> Placed | None:
        """Before another piece, `distance` from front edge to nearest edge (negative: pushed
        under it as far as it goes). `shift` moves it sideways, `loose` is the scatter in metres;
        the yaw scatters in proportion.
        """
        raise NotImplementedError

    def beside(
        self,
        anchor: Placed,
        model: Model,
        *,
        side: Side = "any",
        gap: float = 0.05,
        align: Literal["back", "front", "center"] = "back",
        face: Literal["same", "towards", "away"] = "same",
        clearance: float = 0.0,
    ) -> Placed | None:
        """Next to a piece on the floor: a night stand and its bed."""
        raise NotImplementedError

    def under(self, anchor: Placed, model: Model, *, spot: Spot = "any") -> Placed | None:
        """On the floor below another piece: a bin under a desk, a box under a bed."""
        raise NotImplementedError

    def leaning(self, model: Model, *, floor: int = 0, near: Placed | None = None) -> Placed | None:
        """Right at a wall or at the side of a piece: ladders, umbrellas, boards."""
        raise NotImplementedError

    def scatter(
        self, maker: Maker, count: int, *, floor: int = 0, near: Placed | None = None
    ) -> list[Placed]:
        """Clutter anywhere on the free floor, turned anyhow."""
        raise NotImplementedError

    def rug(self, model: Model, *, floor: int = 0, below: Sequence[Placed] = ()) -> Placed | None:
        """Flat on the floor, under the middle of a group or in the free middle of the room."""
        raise NotImplementedError

    # Several at once.

    def row(
        self,
        models: Sequence[Model],
        *,
        floor: int = 0,
        wall: int | None = None,
        gap: float = 0.0,
        clearance: float = 0.7,
        after: Placed | None = None,
    ) -> list[Placed]:
        """Side by side along a wall, from left to right: kitchen runs, lockers, basins.

        Tried whole first, then without its last pieces. `after` continues another row around
        the next corner or along the same wall.
        """
        raise NotImplementedError

    def grid(
        self,
        maker: Maker,
        rows: int,
        columns: int,
        *,
        pitch: tuple[float, float],
        floor: int = 0,
        face: int | None = None,
        loose: float = 0.03,
        margin: float = 0.6,
    ) -> list[Placed]:
        """Rows of pieces that all face one wall (the number `face`; any unless given): desks of
        a classroom, shelves of a library. `pitch` is from middle to middle, along the wall and
        away from it; `margin` the free depth between that wall and the first row.
        """
        raise NotImplementedError

    # On other things.

    def on(
        self,
        anchor: Placed,
        model: Model,
        *,
        rest: Literal["top", "shelf", "seat", "inside"] = "top",
        spot: Spot = "any",
        face: Literal["front", "back", "any"] = "front",
        index: int | None = None,
        near: Placed | None = None,
    ) -> Placed | None:
        """Standing on a rest of another piece, within its edges and under its clearance.

        `face` is relative to the carrier's front, "any" turns it anyhow. `index` names one of
        several rests of that kind, from the lowest. `near` puts it as near as it goes to another
        thing on the same carrier: a mouse beside a keyboard.
        """
        raise NotImplementedError

    def fill(
        self,
        anchor: Placed,
        fillers: Sequence[Filler],
        *,
        rest: Literal["top", "shelf", "inside"] = "shelf",
        fullness: float = 0.7,
    ) -> list[Placed]:
        """Things side by side on every rest of a kind, from one end to the other with gaps, made
        for the space that is left; each is fronted like the carrier.
        """
        raise NotImplementedError

    # On walls and the ceiling.

    def on_wall(
        self,
        model: Model,
        *,
        floor: int = 0,
        wall: int | None = None,
        middle: float | None = None,
        bottom: float | None = None,
        above: Placed | None = None,
        beside: Placed | None = None,
        gap: float = 0.15,
    ) -> Placed | None:
        """Hung on a wall, its middle (1.5 m unless given) or bottom at a height.

        `above` centres it over a piece at the wall, `gap` over its top unless a height is given;
        `beside` puts it next to another thing on the wall, their middles level unless a height
        is given.
        """
        raise NotImplementedError

    def row_on_wall(
        self, models: Sequence[Model], *, above: Sequence[Placed], bottom: float, gap: float = 0.0
    ) -> list[Placed]:
        """Side by side on the wall above a row of pieces, from its left end: wall cabinets.

        What does not fit (a window, a hood) is left out and its place stays empty.
        """
        raise NotImplementedError

    def at_window(
        self,
        window: Placed,
        model: Model,
        *,
        place: Literal["over", "below"] = "over",
    ) -> Placed | None:
        """Curtains and blinds hung over a window, or a radiator on the wall below it."""
        raise NotImplementedError

    def on_ceiling(
        self,
        model: Model,
        *,
        floor: int = 0,
        above: Placed | None = None,
        at: tuple[float, float] | None = None,
    ) -> Placed | None:
        """Hung from the ceiling: over a piece, at a place, or in the middle of the room."""
        raise NotImplementedError

    def lights(self, maker: Maker, rows: int, columns: int, *, floor: int = 0) -> list[Placed]:
        """Lamps in rows on the ceiling."""
        raise NotImplementedError

    def finish(self, light: Light | None = None) -> Room:
        """The room with its shell; ids become 0, 1, 2, …"""
        raise NotImplementedError

"""What all programs share: the room, what it shall still get, and how its pieces are made."""

from collections.abc import Callable
from typing import Literal

from training.rooms.colors import Random
from training.rooms.furniture.catalogue import CATALOGUE
from training.rooms.layout.arrangement import Arrangement, Spot
from training.rooms.programs.styles import Where, choose_style
from training.rooms.programs.wishes import Novel, Wishes
from training.rooms.types import Model, Placed, Size

Place = Callable[[Model], Placed | None]

_LARGE = 2.6
"""Longer tables stand only where many meet, metres."""
_HALLS = "conference room", "office", "classroom", "library", "dining room"
_TABLES = 12
"""Tables made until one is small enough."""
_TRIES = 2
"""Pieces tried at a place: the next one may be smaller."""


class Furnisher:
    """Fills one floor of a room. Programs take from `wishes` what they place."""

    def __init__(
        self, room: Arrangement, wishes: Wishes, *, floor: int = 0, novel: Novel = "nothing"
    ) -> None:
        self.room = room
        self.wishes = wishes
        self.floor = floor
        self.novel: Novel = novel

    @property
    def rng(self) -> Random:
        return self.room.rng

    def chance(self, probability: float) -> bool:
        return float(self.rng.random()) < probability

    def pick(self, *names: str) -> str:
        return names[int(self.rng.integers(len(names)))]

    def take(self, category: str, most: int = 1) -> int:
        """How many of a category are still wished for, up to `most`; they are crossed off."""
        taken = min(self.wishes[category], most)
        self.wishes[category] -= taken
        return taken

    def want(self, category: str, least: int = 1) -> None:
        """What a room of its kind cannot be without."""
        if not CATALOGUE[category].held_out:
            self.wishes[category] = max(self.wishes[category], least)

    def give_back(self, category: str, number: int = 1) -> None:
        """What found no place in one way may find it in another."""
        self.wishes[category] += number

    def placed(self, *categories: str) -> list[Placed]:
        """What of these categories stands on this floor, in the order of placing."""
        return [
            thing
            for thing in self.room.objects
            if thing.floor == self.floor and thing.category in categories
        ]

    def model(
        self, category: str, *styles: str, size: Size | None = None, where: Where | None = None
    ) -> Model:
        """A new piece, of one of the styles (usual ones unless named) that suit a place."""
        style = choose_style(self.rng, category, styles, where, self.novel)
        model = self.room.make(category, style=style, size=size)
        for _ in range(_TABLES):
            if category != "table" or self._has_room_for(model):
                break
            style = choose_style(self.rng, category, styles, where, self.novel)
            model = self.room.make(category, style=style, size=size)
        return model

    def _has_room_for(self, table: Model) -> bool:
        """Whether a table is not a giant, or such stand in rooms of this kind."""
        hall = self.room.plan.floors[self.floor].scene_type in _HALLS
        return hall or max(table.size[:2]) <= _LARGE

    def put(
        self,
        category: str,
        place: Place,
        *styles: str,
        where: Where | None = None,
        size: Size | None = None,
    ) -> Placed | None:
        """Take one piece, make it and place it; it is given back if it found no place."""
        if not self.take(category):
            return None
        for _ in range(_TRIES):
            placed = place(self.model(category, *styles, size=size, where=where))
            if placed is not None:
                return placed
        self.give_back(category)
        return None

    def put_on(
        self,
        carrier: Placed,
        category: str,
        *,
        rest: Literal["top", "shelf", "seat", "inside"] = "top",
        spot: Spot = "any",
        face: Literal["front", "back", "any"] = "front",
        near: Placed | None = None,
    ) -> Placed | None:
        """The same on another piece, in a style that stands on things."""

        def place(model: Model) -> Placed | None:
            return self.room.on(carrier, model, rest=rest, spot=spot, face=face, near=near)

        return self.put(category, place, where="surface")

    def put_at_wall(
        self,
        category: str,
        *styles: str,
        clearance: float = 0.5,
        wall: int | None = None,
        spot: Literal["any", "center", "corner"] = "any",
        beside: Placed | None = None,
        size: Size | None = None,
    ) -> Placed | None:
        """The same against a wall, in a style that stands on the floor."""

        def place(model: Model) -> Placed | None:
            return self.room.against_wall(
                model, floor=self.floor, wall=wall, clearance=clearance, spot=spot, beside=beside
            )

        return self.put(category, place, *styles, where="floor", size=size)

    def hang(
        self,
        category: str,
        *styles: str,
        wall: int | None = None,
        middle: float | None = None,
        bottom: float | None = None,
        above: Placed | None = None,
        beside: Placed | None = None,
        gap: float = 0.15,
        clearance: float = 0.0,
        size: Size | None = None,
    ) -> Placed | None:
        """The same on a wall, in a style that hangs."""

        def place(model: Model) -> Placed | None:
            return self.room.on_wall(
                model, floor=self.floor, wall=wall, middle=middle, bottom=bottom, above=above,
                beside=beside, gap=gap, clearance=clearance,
            )  # fmt: skip

        return self.put(category, place, *styles, where="wall", size=size)

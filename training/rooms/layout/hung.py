"""Ways of hanging things on walls and from the ceiling."""

from collections.abc import Sequence
from itertools import product
from typing import Literal

import numpy as np

from training.rooms.layout import at_walls, near_pieces
from training.rooms.layout.frames import front, to_room
from training.rooms.layout.furnishing import Furnishing, Maker
from training.rooms.layout.site import DOOR, SOLID, free_beneath, rounded
from training.rooms.types import Model, Placed, Support


class Hung(Furnishing):
    """On walls, over windows, from ceilings."""

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
        clearance: float = 0.0,
    ) -> Placed | None:
        """Hung on a wall, its middle (1.5 m unless given) or bottom at a height.

        `above` centres it over a piece at the wall, `gap` over its top unless a height is given;
        `beside` puts it next to another thing on the wall, their middles level unless a height
        is given. `clearance` metres of the floor before it stay free, and all below it: a basin.
        """
        beacon = above or beside
        if beacon is not None:
            wall, floor = self.wall_of(beacon), beacon.floor
        z = (1.5 if middle is None else middle) - model.size[2] / 2
        if bottom is not None:
            z = bottom
        elif middle is None and above is not None:
            z = above.z + above.model.size[2] + gap
        elif middle is None and beside is not None:
            z = beside.z + (beside.model.size[2] - model.size[2]) / 2
        poses, numbers = [], []
        for number in self._some_walls(floor) if wall is None else [wall]:
            frame = self.plan.frame(number)
            middles = at_walls.along(self.rng, frame, model.size[0], "any")
            if beside is not None:
                at, _ = frame.measure(beside.x, beside.y)
                middles = at_walls.beside(
                    self.rng, frame, at, beside.model.size[0], model.size[0], gap
                )
            elif above is not None:
                at, _ = frame.measure(above.x, above.y)
                middles = at + np.array([0.0, 0.04, -0.04, 0.12, -0.12, 0.25, -0.25])
            poses.append(at_walls.backed(frame, middles, model.size[1], 0.0, max(z, 0.05)))
            numbers += [number] * len(middles)
        order = self.rng.permutation(len(numbers)) if beacon is None else range(len(numbers))
        places = np.concatenate(poses)[list(order)]
        walls = [numbers[i] for i in order]
        clear = free_beneath(model, z, clearance)
        return self._hang(model, places, walls, floor, beacon, clear=clear)

    def at_end(self, anchor: Placed, model: Model, *, bottom: float) -> Placed | None:
        """On the wall that one end of a piece meets, right before its front or, where that is
        taken, over it: a shower curtain. It does not block the way, as it can be pushed aside.
        """
        half_width, half_depth = anchor.model.size[0] / 2, anchor.model.size[1] / 2
        ahead = front(anchor.yaw)
        out = model.size[0] / 2 + 0.005 + np.arange(0, 0.1, 0.02)
        over = anchor.z + anchor.model.size[2] + 0.01
        ways = ((out, bottom), (0.05 - out, over)) if over < 0.7 else ((out, bottom),)
        boxes = self._site.boxes(model)
        for number in self._some_walls(anchor.floor):
            frame = self.plan.frame(number)
            along = ahead[0] * frame.along[0] + ahead[1] * frame.along[1]
            for side, (steps, z) in product((-1, 1), ways):
                at, off = frame.measure(*to_room(anchor, side * half_width, -half_depth))
                if off > 0.25 or abs(along) < 0.9:
                    continue
                middles = at + np.sign(along) * steps
                poses = rounded(at_walls.backed(frame, middles, model.size[1], 0.02, z))
                i = self._site.find(boxes, poses, anchor.floor, layers=SOLID | DOOR, walks=False)
                if i >= 0:
                    return self._site.commit(
                        model, poses[i], Support("wall", number), anchor.floor,
                        partner=anchor.id, blocks=False,
                    )  # fmt: skip
        return None

    def row_on_wall(
        self, models: Sequence[Model], *, above: Sequence[Placed], bottom: float, gap: float = 0.0
    ) -> list[Placed]:
        """Side by side on the wall above a row of pieces, from its left end: wall cabinets.

        What does not fit (a window, a hood) is left out and its place stays empty.
        """
        number = self.wall_of(above[0])
        frame = self.plan.frame(number)
        first, _ = frame.measure(above[0].x, above[0].y)
        at, placed = first + above[0].model.size[0] / 2, []
        for model in models:
            middles = np.array([at - model.size[0] / 2])
            poses = at_walls.backed(frame, middles, model.size[1], 0.0, bottom)
            thing = self._hang(model, poses, [number], above[0].floor, above[0])
            if thing is not None:
                placed.append(thing)
            at -= model.size[0] + gap
        return placed

    def at_window(
        self,
        window: Placed,
        model: Model,
        *,
        place: Literal["over", "below"] = "over",
    ) -> Placed | None:
        """Curtains and blinds hung over a window, or a radiator on the wall below it."""
        opening = next(hole for piece, hole in self._fixtures if piece is window)
        frame, middle = self.plan.frame(opening.wall), opening.at + opening.width / 2
        height = model.size[2]
        if place == "below":
            steps = np.array([0.0, 0.1, -0.1, 0.25, -0.25])
            lifts = np.full(5, min(0.12, opening.sill - height - 0.06))
            gaps = np.full(5, 0.02)
        else:
            # A rod keeps cloth clear of the sill.
            gaps = np.array([0.002, 0.04, 0.065, 0.1, 0.14])
            top = self.plan.height(opening.wall) - height - 0.01
            lifts = np.full(5, np.clip(opening.top - height + 0.12, 0.02, max(top, 0.02)))
            steps = np.zeros(5)
        if lifts[0] < 0.01:
            return None
        poses = at_walls.backed(frame, middle + steps, model.size[1], gaps)
        poses[:, 2] = lifts
        numbers = [opening.wall] * len(poses)
        layers = SOLID if place == "over" else SOLID | DOOR
        return self._hang(model, poses, numbers, window.floor, window, layers)

    def on_ceiling(
        self,
        model: Model,
        *,
        floor: int = 0,
        above: Placed | None = None,
        at: tuple[float, float] | None = None,
    ) -> Placed | None:
        """Hung from the ceiling: over a piece, at a place, or in the middle of the room."""
        if above is not None:
            floor, at = above.floor, (above.x, above.y)
        outline = self._site.outlines[floor]
        if at is None:
            points = near_pieces.middles(self.rng, outline, 60)
        else:
            points = np.array(at) + self.rng.normal(0, 0.04, (12, 2))
        return self._stick(model, points, floor, above)

    def lights(self, maker: Maker, rows: int, columns: int, *, floor: int = 0) -> list[Placed]:
        """Lamps in rows on the ceiling."""
        outline, placed = self._site.outlines[floor], []
        low, size = outline.min(0), np.ptp(outline, axis=0)
        for i in range(rows):
            for j in range(columns):
                at = low + size * ((j + 0.5) / columns, (i + 0.5) / rows)
                lamp = self._stick(maker(), at[None], floor, None)
                if lamp is not None:
                    placed.append(lamp)
        return placed

"""Furnishing a floor plan: one method for every usual way in which things are placed.

Every method returns what it placed, or None (or fewer pieces) where no tried place was free. All
keep the laws: nothing interpenetrates by more than a centimetre, everything is supported, doors
can be opened and reached, and a person can walk to nearly all of the free floor.

Sides are those of a piece seen by somebody who stands in front of it: its left is its own -x.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import pi
from typing import Literal

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.catalogue import CATALOGUE
from training.rooms.layout import at_walls, near_pieces, on_rests
from training.rooms.layout.collision import Poses
from training.rooms.layout.daylight import daylight
from training.rooms.layout.fixtures import hang
from training.rooms.layout.frames import front, to_room, turned
from training.rooms.layout.on_rests import Spot
from training.rooms.layout.plan import FloorPlan, Opening
from training.rooms.layout.shell import build_shell
from training.rooms.layout.site import (
    DOOR,
    HANGING,
    RUG,
    SOLID,
    Boxes,
    Site,
    around,
    before,
    beneath,
    rounded,
    zone,
)
from training.rooms.types import Light, Model, Placed, Room, Size, Support

Maker = Callable[[], Model]
"""Makes one more piece, like the last or not."""
Filler = Callable[[Size], Model | None]
"""Makes a piece for a free space of a width, depth and height; None if none would fit."""

Side = Literal["left", "right", "any"]
RUG_HEIGHT = 0.009
"""What lies under things is thinner than the tolerance of collisions, metres."""


def flattened(model: Model, height: float) -> Model:
    """Pressed to at most a height, metres."""
    low = min(height, model.size[2])
    parts = tuple(
        replace(part, solid=part.solid.scaled(z=low / model.size[2])) for part in model.parts
    )
    return replace(model, size=(*model.size[:2], low), parts=parts)


class Arrangement:
    """A room while it is furnished. The plan's doors and windows are in it from the start."""

    def __init__(self, seed: int, rng: Random, plan: FloorPlan) -> None:
        self.seed = seed
        self.rng = rng
        self.plan = plan
        self._site = Site(plan)
        self._shell = build_shell(rng, plan)
        for obstacle in self._shell.obstacles:
            self._site.block(*obstacle)
        self._fixtures = hang(rng, self._site)

    # What there is.

    @property
    def objects(self) -> tuple[Placed, ...]:
        """Everything placed so far, doors and windows first."""
        return tuple(self._site.placed.values())

    @property
    def windows(self) -> tuple[tuple[Placed, Opening], ...]:
        return tuple(pair for pair in self._fixtures if pair[1].kind == "window")

    @property
    def doors(self) -> tuple[tuple[Placed, Opening], ...]:
        return tuple(pair for pair in self._fixtures if pair[1].kind == "door")

    def walls(self, floor: int = 0) -> list[int]:
        """Numbers of the walls of one of the joined rooms, the longest first."""
        mine = [i for i, wall in enumerate(self.plan.walls) if wall.floor == floor]
        return sorted(mine, key=lambda i: -self.wall_length(i))

    def wall_length(self, wall: int) -> float:
        return self.plan.frame(wall).length

    def wall_of(self, placed: Placed) -> int:
        """The wall that a piece has its back to or hangs on: the nearest one behind it."""
        return self._wall_towards(placed, -1)

    def opposite(self, placed: Placed) -> int:
        """The wall that a piece faces."""
        return self._wall_towards(placed, 1)

    def area(self, floor: int = 0) -> float:
        """Of the floor, square metres."""
        corners = np.array(self.plan.floors[floor].outline)
        x, y = corners[:, 0], corners[:, 1]
        return float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) / 2

    def make(self, category: str, *, style: str | None = None, size: Size | None = None) -> Model:
        """A piece from the catalogue, made with the room's own generator."""
        return CATALOGUE[category].make(self.rng, style=style, size=size)

    def remove(self, placed: Placed) -> None:
        """Take away a piece on which nothing stands."""
        self._site.remove(placed)

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
        if beside is not None:
            wall, floor = self.wall_of(beside), beside.floor
        walls = self._some_walls(floor) if wall is None else [wall]
        gap += float(self.rng.uniform(0, 0.02))
        found = []
        for number in walls:
            frame = self.plan.frame(number)
            if beside is None:
                middles = at_walls.along(self.rng, frame, model.size[0], spot)
            else:
                at, _ = frame.measure(beside.x, beside.y)
                middles = at_walls.beside(
                    self.rng, frame, at, beside.model.size[0], model.size[0], 0.01
                )
            found.append(at_walls.backed(frame, middles, model.size[1], gap))
        poses = np.concatenate(found)
        if wall is None and spot == "any":
            poses = self.rng.permutation(poses)
        return self._stand(
            model, poses, floor, partner=partner or beside, clear=before(model, clearance)
        )

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
        walls = [i for i, wall in enumerate(self.plan.walls) if wall.floor == floor]
        found = []
        for i, number in enumerate(walls):
            following = walls[(i + 1) % len(walls)]
            pair = self.plan.frame(number), self.plan.frame(following)
            found.append(at_walls.corners(self.rng, *pair, model, gap, diagonal))
        order = self.rng.permutation(len(found))
        poses = np.concatenate([found[i] for i in order])
        return self._stand(model, poses, floor, clear=before(model, clearance))

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
        if near is not None:
            floor = near.floor
        outline = self._site.outlines[floor]
        if spot == "center":
            points = near_pieces.middles(self.rng, outline, 80)
        else:
            around_it = None if near is None else (near, distance)
            points = near_pieces.anywhere(self.rng, outline, 80, around_it)
        yaws = np.full(len(points), yaw) if yaw is not None else self._yaws(len(points), floor)
        poses = np.column_stack([points, np.zeros(len(points)), yaws])
        clear = around(model, clearance)
        return self._stand(model, poses, floor, partner=partner or near, clear=clear)

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
        first = maker()
        size, round_top = first.size, "round" in table.model.style
        seats = near_pieces.seats(table.model.size, size, count, sides)
        start, placed = float(self.rng.uniform(0, 2 * pi)), []
        for i in range(count if round_top else len(seats)):
            chair = first if i == 0 else maker()
            close = bool(self.rng.random() < tucked)
            if round_top:
                angle = start + 2 * pi * i / count
                poses = near_pieces.ring_poses(self.rng, table, chair.size, angle, close)
            else:
                side, at = seats[i]
                poses = near_pieces.seat_poses(self.rng, table, chair.size, side, at, close)
            seat = self._stand(chair, poses, table.floor, partner=table)
            if seat is not None:
                placed.append(seat)
        return placed

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
        turn = {"towards": pi, "same": 0.0, "away": 0.0}[face]
        poses = near_pieces.before(self.rng, anchor, model, distance, shift, turn, loose)
        clear = before(model, clearance)
        return self._stand(model, poses, anchor.floor, partner=anchor, clear=clear)

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
        turn = {"same": 0.0, "towards": pi / 2, "away": -pi / 2}[face]
        order: tuple[Literal["left", "right"], ...] = ("left", "right")
        if side != "any":
            order = (side,)
        elif self.rng.random() < 0.5:
            order = ("right", "left")
        poses = near_pieces.next_to(self.rng, anchor, model, order, gap, align, turn)
        clear = before(model, clearance)
        return self._stand(model, poses, anchor.floor, partner=anchor, clear=clear)

    def under(self, anchor: Placed, model: Model, *, spot: Spot = "any") -> Placed | None:
        """On the floor below another piece: a bin under a desk, a box under a bed."""
        x = {"left": -0.8, "right": 0.8, "center": 0.0}.get(spot)
        y = {"front": -0.8, "back": 0.8, "center": 0.0}.get(spot)
        poses = near_pieces.below(self.rng, anchor, model, x, y)
        return self._stand(model, poses, anchor.floor, partner=anchor)

    def leaning(self, model: Model, *, floor: int = 0, near: Placed | None = None) -> Placed | None:
        """Right at a wall or at the side of a piece: ladders, umbrellas, boards."""
        if near is not None:
            floor = near.floor
        found = [
            at_walls.backed(
                frame, at_walls.along(self.rng, frame, model.size[0], "any"), model.size[1], 0.015
            )
            for frame in map(self.plan.frame, self._some_walls(floor))
        ]
        poses = self.rng.permutation(np.concatenate(found))
        if near is not None:
            far = np.hypot(poses[:, 0] - near.x, poses[:, 1] - near.y)
            poses = poses[np.argsort(far, kind="stable")]
        return self._stand(model, poses, floor, partner=near)

    def scatter(
        self, maker: Maker, count: int, *, floor: int = 0, near: Placed | None = None
    ) -> list[Placed]:
        """Clutter anywhere on the free floor, turned anyhow."""
        if near is not None:
            floor = near.floor
        outline, placed = self._site.outlines[floor], []
        for _ in range(count):
            around_it = None if near is None else (near, 0.8)
            points = near_pieces.anywhere(self.rng, outline, 40, around_it)
            yaws = self.rng.uniform(-pi, pi, len(points))
            poses = np.column_stack([points, np.zeros(len(points)), yaws])
            thing = self._stand(maker(), poses, floor)
            if thing is not None:
                placed.append(thing)
        return placed

    def rug(self, model: Model, *, floor: int = 0, below: Sequence[Placed] = ()) -> Placed | None:
        """Flat on the floor, under the middle of a group or in the free middle of the room."""
        flat = flattened(model, RUG_HEIGHT)
        if below:
            floor = below[0].floor
            x = np.mean([piece.x for piece in below]) + self.rng.normal(0, 0.08, 24)
            y = np.mean([piece.y for piece in below]) + self.rng.normal(0, 0.08, 24)
            yaws = below[0].yaw + self.rng.normal(0, 0.03, 24)
            points = np.column_stack([x, y])
        else:
            points = near_pieces.middles(self.rng, self._site.outlines[floor], 40)
            yaws = self._yaws(len(points), floor)
        poses = rounded(np.column_stack([points, np.zeros(len(points)), yaws]))
        i = self._site.find(self._site.boxes(flat), poses, floor, layers=RUG, walks=False)
        if i < 0:
            return None
        partner = below[0].id if below else -1
        return self._site.commit(
            flat, poses[i], Support("floor"), floor, partner=partner, layer=RUG
        )

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
        for count in range(len(models), 0, -1):
            placed = self._whole_row(models[:count], floor, wall, gap, clearance, after)
            if placed:
                return placed
        return []

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
        walls = self.walls(floor)
        number = face if face is not None else walls[int(self.rng.integers(min(4, len(walls))))]
        frame, placed = self.plan.frame(number), []
        for row in range(rows):
            for column in range(columns):
                model = maker()
                along = frame.length / 2 + (column - (columns - 1) / 2) * pitch[0]
                inward = margin + model.size[1] / 2 + row * pitch[1]
                x, y = frame.point(along, inward)
                off = self.rng.normal(0, loose, (4, 2))
                yaws = frame.yaw + pi + self.rng.normal(0, loose, 4)
                poses = np.column_stack([x + off[:, 0], y + off[:, 1], np.zeros(4), yaws])
                piece = self._stand(model, poses, floor)
                if piece is not None:
                    placed.append(piece)
        return placed

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
        turn = {"front": 0.0, "back": pi}.get(face, float(self.rng.uniform(-pi, pi)))
        found = on_rests.rests(anchor, rest)
        if index is not None:
            found = found[index : index + 1]
        for place in (found[i] for i in self.rng.permutation(len(found))):
            if rest != "inside" and model.size[2] > place.clearance + 0.001:
                continue
            boxes = self._site.boxes(model)
            for loose in (0.06, 0.0):
                poses = on_rests.standing(self.rng, anchor, place, boxes, turn, loose, spot, near)
                placed = self._rest(model, poses, anchor, rest)
                if placed is not None:
                    return placed
        return None

    def drop_in(
        self,
        counter: Placed,
        maker: Callable[[Size], Model],
        *,
        height: float = 0.3,
        rim: float = 0.5,
    ) -> Placed | None:
        """A basin in the cut-out of a counter: `maker` gets the size of the hole and the height.

        The share `rim` of its height hangs below the counter's top. What stands under the hole
        has to be open above.
        """
        holes = on_rests.rests(counter, "inside")
        if not holes:
            return None
        hole = holes[0]
        size = (hole.x[1] - hole.x[0], hole.y[1] - hole.y[0])
        model = maker((round(size[0], 4), round(size[1], 4), height))
        middle = np.array([[(hole.x[0] + hole.x[1]) / 2, (hole.y[0] + hole.y[1]) / 2]])
        poses = near_pieces.local_poses(counter, middle[:, 0], middle[:, 1], np.zeros(1))
        poses[:, 2] = counter.z + hole.z + hole.clearance - rim * model.size[2]
        return self._rest(model, poses, counter, "inside")

    def across(self, carriers: Sequence[Placed], model: Model) -> Placed | None:
        """A board on top of several pieces of one height that stand side by side: a worktop.

        Its back is level with theirs. It counts as carried by the piece under its middle.
        """
        ends = carriers[0], carriers[-1]
        left, right = (
            to_room(piece, side * piece.model.size[0] / 2, piece.model.size[1] / 2)
            for piece, side in zip(ends, (-1, 1), strict=True)
        )
        yaw, depth = carriers[0].yaw, model.size[1] / 2
        ahead = front(yaw)
        x = (left[0] + right[0]) / 2 + depth * ahead[0]
        y = (left[1] + right[1]) / 2 + depth * ahead[1]
        z = max(piece.z + piece.model.size[2] for piece in carriers)
        middle = min(carriers, key=lambda piece: (piece.x - x) ** 2 + (piece.y - y) ** 2)
        return self._rest(model, np.array([[x, y, z, yaw]]), middle, "top")

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
        placed = []
        for place in on_rests.rests(anchor, rest):
            at = place.x[0] + float(self.rng.uniform(0, 0.05))
            while place.x[1] - at > 0.04:
                room = (place.x[1] - at, place.y[1] - place.y[0], place.clearance - 0.01)
                if self.rng.random() > fullness:
                    at += float(self.rng.uniform(0.05, 0.4))
                    continue
                filler = fillers[int(self.rng.integers(len(fillers)))]
                model = filler((round(room[0], 3), round(room[1], 3), round(room[2], 3)))
                if model is None or any(a > b for a, b in zip(model.size, room, strict=True)):
                    at += 0.1
                    continue
                poses = on_rests.in_line(self.rng, anchor, place, model, at)
                thing = self._rest(model, poses, anchor, rest)
                if thing is not None:
                    placed.append(thing)
                at += model.size[0] + float(self.rng.uniform(0.003, 0.03))
        return placed

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
        clear = beneath(model, z, clearance)
        return self._hang(model, places, walls, floor, beacon, clear=clear)

    def at_end(self, anchor: Placed, model: Model, *, bottom: float) -> Placed | None:
        """On the wall that one end of a piece meets, right before its front: a shower curtain."""
        half_width, half_depth = anchor.model.size[0] / 2, anchor.model.size[1] / 2
        for number in self._some_walls(anchor.floor):
            frame = self.plan.frame(number)
            for side in (-1, 1):
                end = to_room(anchor, side * half_width, -half_depth)
                at, off = frame.measure(*end)
                ahead = front(anchor.yaw)
                way = ahead[0] * frame.along[0] + ahead[1] * frame.along[1]
                if off > 0.25 or abs(way) < 0.9 or not 0 < at < frame.length:
                    continue
                out = model.size[0] / 2 + 0.005 + np.arange(0, 0.1, 0.02)
                poses = at_walls.backed(frame, at + np.sign(way) * out, model.size[1], 0.0, bottom)
                placed = self._hang(model, poses, [number] * len(out), anchor.floor, anchor)
                if placed is not None:
                    return placed
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

    def finish(self, light: Light | None = None) -> Room:
        """The room with its shell; ids become 0, 1, 2, …"""
        ids = {old: new for new, old in enumerate(sorted(self._site.placed))}
        objects = tuple(
            replace(
                thing,
                id=ids[thing.id],
                partner=ids.get(thing.partner, -1),
                support=replace(thing.support, id=ids[thing.support.id])
                if thing.support.kind == "object"
                else thing.support,
            )
            for thing in (self._site.placed[old] for old in sorted(ids))
        )
        return Room(
            self.seed,
            self.plan.floors[0].scene_type,
            self.plan.floors,
            self.plan.walls,
            self._shell.parts,
            objects,
            light or daylight(self.rng),
        )

    # What the methods above share.

    def _stand(
        self,
        model: Model,
        poses: Poses,
        floor: int,
        *,
        partner: Placed | None = None,
        clear: Boxes | None = None,
    ) -> Placed | None:
        """On the floor; the free floor before its partner may be taken."""
        number = partner.id if partner else -1
        ignored = [zone(number)] if partner else []
        return self._site.place(
            model, poses, Support("floor"), floor, ignored=ignored, clear=clear, partner=number
        )

    def _rest(self, model: Model, poses: Poses, anchor: Placed, rest: str) -> Placed | None:
        """On another piece; its hull may reach into what contains it."""
        ignored = [anchor.id] if rest == "inside" else []
        return self._site.place(
            model, poses, Support("object", anchor.id), anchor.floor,
            layers=SOLID, ignored=ignored, walks=False, partner=anchor.id,
        )  # fmt: skip

    def _hang(
        self,
        model: Model,
        poses: Poses,
        walls: Sequence[int],
        floor: int,
        partner: Placed | None,
        layers: int = HANGING,
        clear: Boxes | None = None,
    ) -> Placed | None:
        number = partner.id if partner else -1
        supports = [Support("wall", wall) for wall in walls]
        return self._site.place(
            model, poses, supports, floor, layers=layers, clear=clear, partner=number
        )

    def _stick(
        self, model: Model, points: np.ndarray, floor: int, partner: Placed | None
    ) -> Placed | None:
        """To the ceiling, parallel to the walls."""
        z = self.plan.floors[floor].height - model.size[2]
        yaw = self.plan.frame(self.walls(floor)[0]).yaw
        poses = np.column_stack([points, np.full(len(points), z), np.full(len(points), yaw)])
        return self._site.place(
            model, poses, Support("ceiling"), floor,
            layers=SOLID, partner=partner.id if partner else -1,
        )  # fmt: skip

    def _whole_row(
        self,
        models: Sequence[Model],
        floor: int,
        wall: int | None,
        gap: float,
        clearance: float,
        after: Placed | None,
    ) -> list[Placed]:
        boxes = [self._site.boxes(model) for model in models]
        whole, middles, width = at_walls.row_boxes(boxes, models, gap)
        depth = max(model.size[1] for model in models)
        if after is not None:
            poses = self._continued(after, width, gap)
            floor = after.floor
        else:
            poses = self._row_places(floor, wall, width)
        clear = np.array([[-width / 2, -depth - clearance, 0.04, width / 2, -depth - 0.005, 1.0]])
        # The last piece of a run may lose the floor before it to what goes on around the corner.
        ignored = [zone(after.id)] if after else []
        if clearance <= 0:
            clear = None
        i = self._site.find(whole, rounded(poses), floor, ignored=ignored, clear=clear)
        if i < 0:
            return []
        placed = []
        for model, (x, y) in zip(models, middles, strict=True):
            dx, dy = turned(float(x), float(y), float(poses[i, 3]))
            pose = np.array([[poses[i, 0] + dx, poses[i, 1] + dy, 0.0, poses[i, 3]]])
            placed.append(
                self._site.commit(
                    model, rounded(pose)[0], Support("floor"), floor, clear=before(model, clearance)
                )
            )
        return placed

    def _row_places(self, floor: int, wall: int | None, width: float) -> Poses:
        """Along all walls, from the corners outwards for every other row."""
        spot: Literal["any", "corner"] = "corner" if self.rng.random() < 0.7 else "any"
        found = []
        for number in self._some_walls(floor) if wall is None else [wall]:
            frame = self.plan.frame(number)
            middles = at_walls.along(self.rng, frame, width, spot)
            found.append(at_walls.backed(frame, middles, 0.0, 0.02))
        return np.concatenate(found)

    def _continued(self, after: Placed, width: float, gap: float) -> Poses:
        """Right of a piece: along its wall, or from the next corner along the next wall."""
        number = self.wall_of(after)
        frame = self.plan.frame(number)
        at, _ = frame.measure(after.x, after.y)
        middles = at - after.model.size[0] / 2 - gap - width / 2 - np.arange(0, 0.1, 0.02)
        mine = [i for i, wall in enumerate(self.plan.walls) if wall.floor == after.floor]
        next_number = mine[mine.index(number) - 1]
        following = self.plan.frame(next_number)
        turn = following.length - width / 2 - np.arange(0, 1.1, 0.02)
        same = at_walls.backed(frame, middles, 0.0, 0.02)
        other = at_walls.backed(following, turn, 0.0, 0.02)
        return np.concatenate([same, other])

    def _some_walls(self, floor: int) -> list[int]:
        """The walls of a room in an order of chance."""
        mine = [i for i, wall in enumerate(self.plan.walls) if wall.floor == floor]
        return [mine[i] for i in self.rng.permutation(len(mine))]

    def _yaws(self, count: int, floor: int) -> np.ndarray:
        """Nearly parallel to the longest wall."""
        quarter = self.rng.integers(0, 4, count) * (pi / 2)
        main = self.plan.frame(self.walls(floor)[0]).yaw
        return main + quarter + self.rng.normal(0, 0.03, count)

    def _wall_towards(self, placed: Placed, sign: int) -> int:
        """The first wall of its room that a ray from the middle of a piece meets."""
        fx, fy = front(placed.yaw)
        best, found = np.inf, -1
        for number, wall in enumerate(self.plan.walls):
            if wall.floor != placed.floor:
                continue
            frame = self.plan.frame(number)
            at, off = frame.measure(placed.x, placed.y)
            speed = sign * (fx * frame.inward[0] + fy * frame.inward[1])
            slide = sign * (fx * frame.along[0] + fy * frame.along[1])
            time = off / -speed if speed < -1e-6 else np.inf
            if -0.01 <= time < best and -0.01 <= at + slide * time <= frame.length + 0.01:
                best, found = time, number
        assert found >= 0
        return found

"""Ways of placing single pieces on the floor."""

from collections.abc import Sequence
from dataclasses import replace
from math import pi
from typing import Literal

import numpy as np

from training.rooms.layout import at_walls, near_pieces
from training.rooms.layout.furnishing import Furnishing, Maker
from training.rooms.layout.on_rests import Spot
from training.rooms.layout.site import RUG, free_around, free_before, rounded
from training.rooms.solids import Solid
from training.rooms.types import Model, Placed, Support

Side = Literal["left", "right", "any"]
RUG_HEIGHT = 0.009
"""What lies under things is thinner than the tolerance of collisions, metres."""


def flattened(model: Model, height: float) -> Model:
    """Pressed to at most a height, metres."""
    low = min(height, model.size[2])
    parts = tuple(
        replace(part, solid=_pressed(part.solid, low / model.size[2])) for part in model.parts
    )
    return replace(model, size=(*model.size[:2], low), parts=parts)


def _pressed(solid: Solid, share: float) -> Solid:
    return Solid(np.round(solid.vertices * (1, 1, share), 4), solid.faces, solid.smooth)


class OnFloor(Furnishing):
    """Against walls, in corners, near other pieces, anywhere."""

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
        # Small pieces are never quite parallel to the wall.
        tilt = float(self.rng.normal(0, 0.012)) if model.size[0] < 1.3 else 0.0
        gap += float(self.rng.uniform(0, 0.02)) + abs(tilt) * model.size[0] / 2
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
        poses[:, 3] += tilt
        if wall is None and spot == "any":
            poses = self.rng.permutation(poses)
        return self._stand(
            model, poses, floor, partner=partner or beside, clear=free_before(model, clearance)
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
        return self._stand(model, poses, floor, clear=free_before(model, clearance))

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
        clear = free_around(model, clearance)
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
        clear = free_before(model, clearance)
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
        clear = free_before(model, clearance)
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

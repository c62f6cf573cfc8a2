"""A room while it is furnished: what all ways of placing share."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import pi

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.catalogue import CATALOGUE
from training.rooms.layout.collision import Poses
from training.rooms.layout.daylight import daylight
from training.rooms.layout.fixtures import hang
from training.rooms.layout.frames import front
from training.rooms.layout.pieces import Boxes
from training.rooms.layout.plan import FloorPlan, Opening
from training.rooms.layout.shell import build_shell
from training.rooms.layout.site import HANGING, SOLID, Site, zone
from training.rooms.types import Light, Model, Placed, Room, Size, Support

Maker = Callable[[], Model]
"""Makes one more piece, like the last or not."""


class Furnishing:
    """A plan with its doors and windows and what has been placed in it so far."""

    def __init__(self, seed: int, rng: Random, plan: FloorPlan, *, held_out: float = 0.0) -> None:
        """`held_out` is the share of doors and windows that have a held-out style."""
        self.seed = seed
        self.rng = rng
        self.plan = plan
        self._site = Site(plan)
        self._shell = build_shell(rng, plan)
        for obstacle in self._shell.obstacles:
            self._site.block(*obstacle)
        self._fixtures = hang(rng, self._site, held_out)

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

    def as_clutter(self, placed: Placed) -> Placed:
        """Mark a piece as one that annotators would leave out."""
        marked = self._site.placed[placed.id] = replace(placed, clutter=True)
        return marked

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

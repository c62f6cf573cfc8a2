"""Ways of placing many pieces in order."""

from collections.abc import Sequence
from math import pi
from typing import Literal

import numpy as np

from training.rooms.layout import at_walls
from training.rooms.layout.collision import Poses
from training.rooms.layout.frames import turned
from training.rooms.layout.furnishing import Furnishing, Maker
from training.rooms.layout.site import free_before, rounded, zone
from training.rooms.types import Model, Placed, Support


class InRows(Furnishing):
    """Runs along walls, and rows that face one."""

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
            own = free_before(model, clearance)
            carrier = Support("floor")
            placed.append(self._site.commit(model, rounded(pose)[0], carrier, floor, clear=own))
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

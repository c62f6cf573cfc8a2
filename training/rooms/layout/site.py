"""A plan with what stands in it: finds free poses and keeps track of what they take."""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float64

from training.rooms.layout.collision import Crowd, Poses, first_free, rectangles
from training.rooms.layout.frames import Point, wrapped
from training.rooms.layout.pieces import Boxes, pieces
from training.rooms.layout.plan import FloorPlan
from training.rooms.layout.walking import WalkGrid
from training.rooms.types import Model, Placed, Support

SOLID = 1
"""What is really there."""
CLEAR = 2
"""Floor before a piece that stays free for using it."""
DOOR = 4
"""Floor before doors and passages."""
SIGHT = 8
"""Space before a window, above what may stand below it."""
GLASS = 16
"""Bits of wall that are no wall."""
RUG = 32

STANDING = SOLID | CLEAR | DOOR | SIGHT
HANGING = SOLID | DOOR | SIGHT | GLASS

_WALK_TRIES = 8
NOWHERE = np.empty((0, 2))


class Site:
    def __init__(self, plan: FloorPlan) -> None:
        self.plan = plan
        self.crowd = Crowd()
        self.outlines = [np.array(floor.outline) for floor in plan.floors]
        self.walks = [
            WalkGrid(outline, _door_places(plan, i)) for i, outline in enumerate(self.outlines)
        ]
        self.placed: dict[int, Placed] = {}
        self._boxes: dict[int, tuple[Model, Boxes]] = {}

    def block(self, found: Float64[np.ndarray, "boxes 8"], floor: int) -> None:
        """Take up space for a part of the building: a pillar, a beam, a ledge."""
        self.crowd.add(found, -1, SOLID)
        self.walks[floor].add(found)

    def boxes(self, model: Model) -> Boxes:
        """The model's pieces, found once."""
        kept = self._boxes.get(id(model))
        if kept is None:
            # The model is kept along with its boxes, so that its id stays its own.
            kept = self._boxes[id(model)] = (model, pieces(model))
        return kept[1]

    def find(
        self,
        boxes: Boxes,
        poses: Poses,
        floor: int,
        *,
        layers: int = STANDING,
        ignored: Sequence[int] = (),
        clear: Boxes | None = None,
        walks: bool = True,
        inside: bool = True,
    ) -> int:
        """The first pose at which boxes are free and leave the room walkable; -1 if none.

        `clear` are boxes that have to be free of solid things, but may overlap each other.
        """
        top = float(boxes[:, 5].max())
        low = np.flatnonzero(poses[:, 2] + top <= self.plan.floors[floor].height + 0.002)
        poses = poses[low]
        outline = self.outlines[floor] if inside else NOWHERE
        skip = np.array(ignored, np.int64)
        start, refused = 0, 0
        while refused < _WALK_TRIES:
            i = first_free(boxes, poses, self.crowd, outline, layers, skip, start)
            if i < 0:
                return -1
            start = i + 1
            if clear is not None and not self._is_clear(clear, poses[i : i + 1], outline, skip):
                continue
            if not walks or self._walkable(boxes, poses[i], floor):
                return int(low[i])
            refused += 1
        return -1

    def _is_clear(
        self, clear: Boxes, pose: Poses, outline: Float64[np.ndarray, "n 2"], skip: np.ndarray
    ) -> bool:
        return first_free(clear, pose, self.crowd, outline, SOLID, skip) == 0

    def _walkable(self, boxes: Boxes, pose: Float64[np.ndarray, "4"], floor: int) -> bool:
        found = rectangles(boxes, pose)
        walk = self.walks[floor]
        walk.add(found)
        fine = walk.open()
        walk.add(found, -1)
        return fine

    def place(
        self,
        model: Model,
        poses: Poses,
        support: Support | Sequence[Support],
        floor: int,
        *,
        layers: int = STANDING,
        ignored: Sequence[int] = (),
        clear: Boxes | None = None,
        walks: bool = True,
        partner: int = -1,
    ) -> Placed | None:
        """The model at the first free pose; supports are one for all poses or one for each."""
        poses = rounded(poses)
        boxes = self.boxes(model)
        i = self.find(boxes, poses, floor, layers=layers, ignored=ignored, clear=clear, walks=walks)
        if i < 0:
            return None
        carrier = support if isinstance(support, Support) else support[i]
        return self.commit(model, poses[i], carrier, floor, clear=clear, partner=partner)

    def commit(
        self,
        model: Model,
        pose: Float64[np.ndarray, "4"],
        support: Support,
        floor: int,
        *,
        clear: Boxes | None = None,
        partner: int = -1,
        layer: int = SOLID,
        blocks: bool = True,
    ) -> Placed:
        """Put it there untested; what does not block can be pushed aside by who walks there."""
        number = max(self.placed, default=-1) + 1
        x, y, z, yaw = (float(value) for value in pose)
        placed = Placed(number, model, x, y, z, yaw, support, floor, partner)
        found = rectangles(self.boxes(model), pose)
        self.crowd.add(found, number, layer)
        if support.kind != "object" and blocks:
            self.walks[floor].add(found)
        if clear is not None:
            self.crowd.add(rectangles(clear, pose), zone(number), CLEAR)
        self.placed[number] = placed
        return placed

    def remove(self, placed: Placed) -> None:
        assert all(p.support != Support("object", placed.id) for p in self.placed.values())
        del self.placed[placed.id]
        self.crowd.drop(placed.id)
        self.crowd.drop(zone(placed.id))
        if placed.support.kind != "object":
            pose = np.array([placed.x, placed.y, placed.z, placed.yaw])
            self.walks[placed.floor].add(rectangles(self.boxes(placed.model), pose), -1)


def zone(number: int) -> int:
    """The owner of the free floor before a piece, which is not the piece itself."""
    return -1000 - number


def rounded(poses: Poses) -> Poses:
    """As rooms are: tenths of a millimetre and of a milliradian, yaw within -pi to pi."""
    poses = np.round(poses, 4)
    poses[:, 3] = [wrapped(float(yaw)) for yaw in poses[:, 3]]
    return poses


def base(boxes: Boxes) -> tuple[float, float, float, float]:
    """Lower x, y and upper x, y of what touches the ground."""
    low = boxes[boxes[:, 2] < boxes[:, 2].min() + 0.02]
    x0, y0 = low[:, 0].min(), low[:, 1].min()
    return float(x0), float(y0), float(low[:, 3].max()), float(low[:, 4].max())


def free_before(model: Model, depth: float) -> Boxes | None:
    """The box of free floor in front of a piece."""
    if depth <= 0:
        return None
    w, d, _ = model.size
    return np.array([[-w / 2, -d / 2 - depth, 0.04, w / 2, -d / 2 - 0.005, 1.0]])


def free_beneath(model: Model, bottom: float, depth: float) -> Boxes | None:
    """The box of free floor under and in front of what hangs at a height."""
    if depth <= 0:
        return None
    w, d, h = model.size
    return np.array([[-w / 2, -d / 2 - depth, 0.04 - bottom, w / 2, d / 2 - 0.01, h / 2]])


def free_around(model: Model, depth: float) -> Boxes | None:
    """The box of free floor on all sides of a piece."""
    if depth <= 0:
        return None
    w, d = model.size[0] / 2 + depth, model.size[1] / 2 + depth
    return np.array([[-w, -d, 0.04, w, d, 1.0]])


def _door_places(plan: FloorPlan, floor: int) -> list[Point]:
    """Where somebody stands who has just come in."""
    return [
        plan.frame(number).point((begin + end) / 2, 0.4)
        for number, wall in enumerate(plan.walls)
        if wall.floor == floor
        for begin, end, opening in plan.holes(number)
        if opening.kind != "window"
    ]

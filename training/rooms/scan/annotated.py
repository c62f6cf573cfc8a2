"""A labelled cloud and the boxes around what can be seen of every object."""

from dataclasses import dataclass, replace

import numpy as np
from jaxtyping import Float32, Float64, Int32

from backend.types import Boxes, Points
from training.rooms.furniture.catalogue import CATALOGUE
from training.rooms.triangles import Triangles
from training.rooms.types import Room

SHELL = ("wall", "floor", "ceiling", "pillar", "doorframe", "windowsill", "ledge")
"""What is no object: names of the shell's parts."""

CLASSES = (*SHELL, *CATALOGUE)
"""What the numbers of `Points.classes` mean."""


@dataclass(frozen=True)
class Scan:
    """A room as points: what a scanner or a clean sampling delivers, with what is known of it."""

    room: Room
    points: Points
    """Classes index `CLASSES`; instances are object ids, -1 the shell."""
    triangles: Int32[np.ndarray, " points"]
    """The triangle of `room_triangles(room)` that each point came from."""
    poses: Float64[np.ndarray, "frames 4 4"]
    """T_room_camera of the frames it was fused from; none for a clean sampling."""

    def aligned_boxes(self, least_points: int = 30) -> Boxes:
        """Axis-aligned boxes, tight to each object's points, as ScanNet's."""
        return self._boxes(least_points, oriented=False)

    def oriented_boxes(self, least_points: int = 30) -> Boxes:
        """Boxes turned as the object stands, tight to its points."""
        return self._boxes(least_points, oriented=True)

    def _boxes(self, least_points: int, *, oriented: bool) -> Boxes:
        yaws = np.array([o.yaw if oriented else 0.0 for o in self.room.objects], np.float32)
        labels = tuple(o.category for o in self.room.objects)
        return tight_boxes(self.points, yaws, labels, least_points)

    def visible(self, least_points: int = 30) -> frozenset[int]:
        """Ids of the objects of which enough was seen."""
        ids, counts = np.unique(_instances(self.points), return_counts=True)
        return frozenset(int(i) for i in ids[(ids >= 0) & (counts >= least_points)])


def tight_boxes(
    points: Points,
    yaws: Float32[np.ndarray, " objects"],
    labels: tuple[str, ...],
    least_points: int,
) -> Boxes:
    """The smallest box of the given yaw around each object's points; few points give none.

    Object i is the points whose instance is i.
    """
    instances = _instances(points)
    order = np.argsort(instances, kind="stable")
    starts = np.searchsorted(instances[order], np.arange(len(yaws) + 1))
    centers, sizes, kept = [], [], []
    for i, yaw in enumerate(yaws.tolist()):
        mine = points.positions[order[starts[i] : starts[i + 1]]].astype(np.float64)
        if len(mine) < least_points:
            continue
        c, s = np.cos(yaw), np.sin(yaw)
        own = np.stack(
            [c * mine[:, 0] + s * mine[:, 1], c * mine[:, 1] - s * mine[:, 0], mine[:, 2]], 1
        )
        low, high = own.min(0), own.max(0)
        x, y, z = (low + high) / 2
        centers.append((c * x - s * y, s * x + c * y, z))
        sizes.append(high - low)
        kept.append(i)
    return Boxes(
        np.array(centers, np.float32).reshape(-1, 3),
        np.array(sizes, np.float32).reshape(-1, 3),
        yaws[kept],
        tuple(labels[i] for i in kept),
        instances=np.array(kept, np.int32),
    )


def labelled(
    room: Room, triangles: Triangles, points: Points, at: Int32[np.ndarray, " points"]
) -> Points:
    """The points with the class and the object of the triangle that each came from."""
    classes, instances = labels_of(room, triangles, at)
    return replace(points, classes=classes, instances=instances)


def labels_of(
    room: Room, triangles: Triangles, at: Int32[np.ndarray, " points"]
) -> tuple[Int32[np.ndarray, " points"], Int32[np.ndarray, " points"]]:
    """Class (index into `CLASSES`) and object id of triangles of a room."""
    shell = np.array([_number(name) for name in triangles.part_names], np.int32)
    categories = np.array([CLASSES.index(o.category) for o in room.objects] or [-1], np.int32)
    objects = triangles.objects[at]
    classes = np.where(objects >= 0, categories[objects], shell[triangles.parts[at]])
    return classes.astype(np.int32), objects


def _number(name: str) -> int:
    return CLASSES.index(name) if name in SHELL else -1


def _instances(points: Points) -> Int32[np.ndarray, " points"]:
    assert points.instances is not None
    return points.instances

"""Which poses of a model are free: oriented boxes of its pieces against those of all others.

Everything stands upright, so a box is a turned rectangle with a lower and an upper end, and two
overlap by the least overlap over the axes of both rectangles and z.
"""

import numpy as np
from jaxtyping import Float64, Int64

from backend.kernels import kernel
from training.rooms.layout.pieces import Boxes

TOLERANCE = 0.01
"""Overlap that does not count, metres."""
Poses = Float64[np.ndarray, "_ 4"]
"""x, y, z and yaw."""


class Crowd:
    """Boxes in the room, grouped into bodies of which each has an owner and a layer."""

    def __init__(self) -> None:
        self.rectangles: Float64[np.ndarray, "boxes 8"] = np.empty((256, 8))
        """Middle x, y, half edges, cosine and sine of the yaw, lower and upper end."""
        self.bodies: Float64[np.ndarray, "bodies 6"] = np.empty((32, 6))
        """Lower and upper corners in room coordinates of all boxes of a body."""
        self.first: Int64[np.ndarray, " ends"] = np.zeros(33, np.int64)
        """Body i owns rectangles first[i] to first[i + 1]."""
        self.owners: Int64[np.ndarray, " bodies"] = np.zeros(32, np.int64)
        self.layers: Int64[np.ndarray, " bodies"] = np.zeros(32, np.int64)
        """Bits; a query names those that it may not touch. 0 beyond the last body."""
        self.count = 0

    def add(self, found: Float64[np.ndarray, "boxes 8"], owner: int, layer: int) -> None:
        i, begin = self.count, int(self.first[self.count])
        end = begin + len(found)
        while end > len(self.rectangles):
            self.rectangles = np.concatenate([self.rectangles, np.empty_like(self.rectangles)])
        if i == len(self.bodies):
            self.bodies = np.concatenate([self.bodies, np.empty_like(self.bodies)])
            self.first = np.concatenate([self.first, np.zeros(i, np.int64)])
            self.owners = np.concatenate([self.owners, np.zeros_like(self.owners)])
            self.layers = np.concatenate([self.layers, np.zeros_like(self.layers)])
        self.rectangles[begin:end] = found
        self.bodies[i] = bounds(found)
        self.first[i + 1] = end
        self.owners[i], self.layers[i] = owner, layer
        self.count += 1

    def drop(self, owner: int) -> None:
        """Nobody minds what it owned any more."""
        self.layers[self.owners == owner] = 0


def rectangles(boxes: Boxes, pose: Float64[np.ndarray, "4"]) -> Float64[np.ndarray, "boxes 8"]:
    """Boxes of a model at a pose, as in `Crowd`."""
    x, y, z, yaw = pose
    c, s = np.round(np.cos(yaw), 12), np.round(np.sin(yaw), 12)
    found = np.empty((len(boxes), 8))
    mx, my = (boxes[:, 0] + boxes[:, 3]) / 2, (boxes[:, 1] + boxes[:, 4]) / 2
    found[:, 0], found[:, 1] = x + c * mx - s * my, y + s * mx + c * my
    found[:, 2], found[:, 3] = (boxes[:, 3] - boxes[:, 0]) / 2, (boxes[:, 4] - boxes[:, 1]) / 2
    found[:, 4], found[:, 5] = c, s
    found[:, 6], found[:, 7] = z + boxes[:, 2], z + boxes[:, 5]
    return found


def bounds(found: Float64[np.ndarray, "boxes 8"]) -> Float64[np.ndarray, "6"]:
    """Lower and upper corner of upright boxes around rectangles."""
    c, s = np.abs(found[:, 4]), np.abs(found[:, 5])
    hx, hy = c * found[:, 2] + s * found[:, 3], s * found[:, 2] + c * found[:, 3]
    low = ((found[:, 0] - hx).min(), (found[:, 1] - hy).min(), found[:, 6].min())
    high = ((found[:, 0] + hx).max(), (found[:, 1] + hy).max(), found[:, 7].max())
    return np.array([*low, *high])


def first_free(
    boxes: Boxes,
    poses: Poses,
    crowd: Crowd,
    outline: Float64[np.ndarray, "corners 2"],
    layers: int,
    ignored: Int64[np.ndarray, " owners"],
    start: int = 0,
) -> int:
    """The first pose from `start` on at which all boxes are inside the outline and clear; -1: none.

    The outline is a polygon that has to hold every box; without corners, any place will do.
    `layers` are bits of the bodies that must not be touched, `ignored` the owners of bodies that
    may be touched all the same.
    """
    turns = np.round(np.stack([np.cos(poses[:, 3]), np.sin(poses[:, 3])], 1), 12)
    bodies = crowd.bodies[: crowd.count]
    return _first_free(
        boxes, poses, turns, crowd.rectangles, bodies, crowd.first, crowd.owners, crowd.layers,
        outline, layers, ignored, start,
    )  # fmt: skip


@kernel
def _first_free(
    boxes, poses, turns, others, bodies, first, owners, kinds, outline, layers, ignored, start
):
    mine = np.empty((len(boxes), 8))
    for p in range(start, len(poses)):
        c, s = turns[p, 0], turns[p, 1]
        low_x = low_y = low_z = np.inf
        high_x = high_y = high_z = -np.inf
        for i in range(len(boxes)):
            mx, my = (boxes[i, 0] + boxes[i, 3]) / 2, (boxes[i, 1] + boxes[i, 4]) / 2
            hx, hy = (boxes[i, 3] - boxes[i, 0]) / 2, (boxes[i, 4] - boxes[i, 1]) / 2
            x, y = poses[p, 0] + c * mx - s * my, poses[p, 1] + s * mx + c * my
            mine[i, 0], mine[i, 1], mine[i, 2], mine[i, 3] = x, y, hx, hy
            mine[i, 4], mine[i, 5] = c, s
            mine[i, 6], mine[i, 7] = poses[p, 2] + boxes[i, 2], poses[p, 2] + boxes[i, 5]
            wide, deep = abs(c) * hx + abs(s) * hy, abs(s) * hx + abs(c) * hy
            low_x, low_y = min(low_x, x - wide), min(low_y, y - deep)
            high_x, high_y = max(high_x, x + wide), max(high_y, y + deep)
            low_z, high_z = min(low_z, mine[i, 6]), max(high_z, mine[i, 7])
        if len(outline) and not _within(mine, outline):
            continue
        free = True
        for b in range(len(bodies)):
            if not kinds[b] & layers:
                continue
            if (
                min(high_x, bodies[b, 3]) - max(low_x, bodies[b, 0]) <= TOLERANCE
                or min(high_y, bodies[b, 4]) - max(low_y, bodies[b, 1]) <= TOLERANCE
                or min(high_z, bodies[b, 5]) - max(low_z, bodies[b, 2]) <= TOLERANCE
            ):
                continue
            skip = False
            for k in range(len(ignored)):
                skip |= owners[b] == ignored[k]
            if skip:
                continue
            for i in range(len(mine)):
                for j in range(first[b], first[b + 1]):
                    if overlap(mine[i], others[j]) > TOLERANCE:
                        free = False
                        break
                if not free:
                    break
            if not free:
                break
        if free:
            return p
    return -1


@kernel
def overlap(a: np.ndarray, b: np.ndarray) -> float:
    """The least overlap of two upright boxes over z and the axes of both rectangles, metres."""
    least = min(a[7], b[7]) - max(a[6], b[6])
    dx, dy = b[0] - a[0], b[1] - a[1]
    if least <= 0 or dx * dx + dy * dy >= (a[2] + a[3] + b[2] + b[3]) ** 2:
        return min(least, 0.0)
    # Cosine and sine of the angle between them, for the reach of one along an axis of the other.
    c = abs(a[4] * b[4] + a[5] * b[5])
    s = abs(a[4] * b[5] - a[5] * b[4])
    least = min(least, a[2] + c * b[2] + s * b[3] - abs(dx * a[4] + dy * a[5]))
    least = min(least, a[3] + s * b[2] + c * b[3] - abs(dy * a[4] - dx * a[5]))
    least = min(least, b[2] + c * a[2] + s * a[3] - abs(dx * b[4] + dy * b[5]))
    return min(least, b[3] + s * a[2] + c * a[3] - abs(dy * b[4] - dx * b[5]))


@kernel
def _within(mine: np.ndarray, outline: np.ndarray) -> bool:
    """Whether rectangles, shrunk by half the tolerance, lie in a simple polygon."""
    n = len(outline)
    for i in range(len(mine)):
        x, y, c, s = mine[i, 0], mine[i, 1], mine[i, 4], mine[i, 5]
        hx, hy = max(mine[i, 2] - TOLERANCE / 2, 0.0), max(mine[i, 3] - TOLERANCE / 2, 0.0)
        inside = False
        for k in range(n):
            ax, ay = outline[k, 0] - x, outline[k, 1] - y
            bx, by = outline[(k + 1) % n, 0] - x, outline[(k + 1) % n, 1] - y
            if (ay > 0) != (by > 0) and ax - ay * (bx - ax) / (by - ay) > 0:
                inside = not inside
            # The edge in the rectangle's own axes, clipped against it.
            px, py, qx, qy = c * ax + s * ay, c * ay - s * ax, c * bx + s * by, c * by - s * bx
            if _cuts(px, py, qx, qy, hx, hy):
                return False
        if not inside:
            return False
    return True


@kernel
def _cuts(px: float, py: float, qx: float, qy: float, hx: float, hy: float) -> bool:
    """Whether a segment meets the open rectangle of half edges hx, hy around the origin."""
    if min(px, qx) >= hx or max(px, qx) <= -hx or min(py, qy) >= hy or max(py, qy) <= -hy:
        return False
    nx, ny = qy - py, px - qx
    return abs(px * nx + py * ny) < abs(nx) * hx + abs(ny) * hy

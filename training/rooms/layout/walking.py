"""Whether a person can still walk through a room: a grid of places for a disc of 0.25 m."""

import numpy as np
from jaxtyping import Bool, Float64, Int16
from scipy import ndimage

from backend.kernels import kernel
from training.rooms.layout.frames import Point, inside

CELL = 0.1
RADIUS = 0.25
"""Of the person, metres."""
SHARE = 0.85
"""Of the places free to stand on, those that can be reached from the doors."""
STEP = 0.12
"""What is no higher than this can be stepped over, metres."""
HEAD = 1.75
"""What is no lower than this can be walked under, metres."""


class WalkGrid:
    """Counts, for each place, the things that a person who stands there would bump into."""

    def __init__(self, outline: Float64[np.ndarray, "corners 2"], doors: list[Point]) -> None:
        """`doors` are places just inside the doors that have to stay in reach of each other."""
        self.origin = np.floor(outline.min(0) / CELL) * CELL
        shape = np.ceil((outline.max(0) - self.origin) / CELL).astype(int) + 1
        self.counts: Int16[np.ndarray, "columns rows"] = np.zeros(shape, np.int16)
        x, y = (self.origin[i] + CELL * (np.arange(shape[i]) + 0.5) for i in range(2))
        centers = np.stack(np.meshgrid(x, y, indexing="ij"), -1).reshape(-1, 2)
        self.counts[~inside(outline, centers).reshape(shape)] = 1
        self._stamp(_edges(outline), 1)
        self.doors = doors

    def add(self, rectangles: Float64[np.ndarray, "boxes 8"], sign: int = 1) -> None:
        """Put boxes of the collision's kind in (or with -1 take them out); who steps over or
        walks under them does not mind them.
        """
        floor = rectangles[(rectangles[:, 7] > STEP) & (rectangles[:, 6] < HEAD)]
        self._stamp(floor, sign)

    def _stamp(self, rectangles: np.ndarray, sign: int) -> None:
        _stamp(self.counts, self.origin, rectangles, sign)

    def open(self) -> bool:
        """Whether nearly all free places and all doors are in reach of each other."""
        label = np.zeros(self.counts.shape, np.int32)
        ndimage.label(self.counts == 0, output=label)
        sizes = np.bincount(label.ravel())[1:]
        if not len(sizes):
            return False
        if sizes.max() < SHARE * sizes.sum():
            return False
        main = label == int(np.argmax(sizes)) + 1
        return all(self._near(main, door) for door in self.doors)

    def _near(self, main: Bool[np.ndarray, "columns rows"], door: Point) -> bool:
        """Whether a place within 0.3 m of a point can be reached."""
        i, j = (int((door[k] - self.origin[k]) / CELL) for k in range(2))
        return bool(main[max(i - 3, 0) : i + 4, max(j - 3, 0) : j + 4].any())


def _edges(outline: np.ndarray) -> np.ndarray:
    """The sides of a polygon as rectangles without width."""
    step = np.roll(outline, -1, axis=0) - outline
    length = np.hypot(step[:, 0], step[:, 1])
    found = np.zeros((len(outline), 8))
    found[:, :2] = outline + step / 2
    found[:, 2] = length / 2
    found[:, 4:6] = step / length[:, None]
    return found


@kernel
def _stamp(counts: np.ndarray, origin: np.ndarray, rectangles: np.ndarray, sign: int) -> None:
    """Count up the cells whose middle is nearer to a rectangle than the person's radius."""
    for r in range(len(rectangles)):
        x, y, hx, hy, c, s = rectangles[r, :6]
        wide = abs(c) * hx + abs(s) * hy + RADIUS
        deep = abs(s) * hx + abs(c) * hy + RADIUS
        i0 = max(int((x - wide - origin[0]) / CELL), 0)
        i1 = min(int((x + wide - origin[0]) / CELL) + 1, counts.shape[0])
        j0 = max(int((y - deep - origin[1]) / CELL), 0)
        j1 = min(int((y + deep - origin[1]) / CELL) + 1, counts.shape[1])
        for i in range(i0, i1):
            for j in range(j0, j1):
                dx = origin[0] + CELL * (i + 0.5) - x
                dy = origin[1] + CELL * (j + 0.5) - y
                gx = max(abs(c * dx + s * dy) - hx, 0.0)
                gy = max(abs(c * dy - s * dx) - hy, 0.0)
                if gx * gx + gy * gy < RADIUS * RADIUS:
                    counts[i, j] += sign

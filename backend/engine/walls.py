"""Turning a scene so that its walls run along the axes, as they do in training.

Indoor scenes are mostly Manhattan worlds: walls and furniture stand at right angles. Seen along
the walls, points pile up in few places; the direction in which they do most is that of the walls.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Float32, Float64

from backend.types import Boxes

_BIN = 0.05
"""Metres: walls are thinner than that and scans noisier."""
_COARSE = np.arange(90.0)
"""Degrees."""
_FINE = np.arange(-1, 1.01, 0.25)
_ENOUGH = 5000
"""Points for a first look."""
_CLEAR = 1.25
"""How much more points must pile up along the walls than in most directions."""
_ALIGNED = 1.5
"""Degrees that are not worth a turn; training turns rooms by up to 5."""


@dataclass(frozen=True)
class Turn:
    """Counter-clockwise about +Z around a place, from the scene to what the network sees."""

    center: Float32[np.ndarray, "3"]
    """Metres; becomes the origin."""
    degrees: float

    def there(self, positions: Float32[np.ndarray, "n 3"]) -> Float32[np.ndarray, "n 3"]:
        return _turned(positions - self.center, self.degrees)

    def back(self, positions: Float32[np.ndarray, "n 3"]) -> Float32[np.ndarray, "n 3"]:
        return _turned(positions, -self.degrees) + self.center

    def boxes_back(self, boxes: Boxes) -> Boxes:
        """With yaws within 45 degrees: a box turned by a quarter has its sides exchanged."""
        yaws = boxes.yaws - np.float32(np.radians(self.degrees))
        quarters = np.round(yaws / (np.pi / 2)).astype(int)
        sizes = np.where((quarters % 2 == 1)[:, None], boxes.sizes[:, [1, 0, 2]], boxes.sizes)
        yaws = (yaws - quarters * np.float32(np.pi / 2)).astype(np.float32)
        yaws[np.abs(yaws) < 1e-6] = 0
        return Boxes(self.back(boxes.centers), sizes, yaws, boxes.labels, boxes.scores)


def upright_turn(positions: Float32[np.ndarray, "points 3"]) -> Turn:
    """The turn after which walls run along the axes and the scene is longest along x.

    Of the two ways to lie along x, most points are on the side of -x. So a scan gets the same
    answers whichever way it was turned; where walls show no clear direction, at least by quarters.
    """
    low, high = positions.min(axis=0), positions.max(axis=0)
    center = ((low.astype(np.float64) + high) / 2).astype(np.float32)
    degrees = -(wall_degrees(positions[:, :2] - center[:2]) or 0.0)
    x, y = _turned(positions - center, degrees)[:, :2].T
    if _spread(y) > _spread(x) * 1.001:
        degrees -= 90
        x = y
    if _lopsided(x):
        degrees += 180
    return Turn(center, degrees)


def wall_degrees(positions: Float[np.ndarray, "points 2"]) -> float | None:
    """The walls' direction in (-45, 45] degrees from the axes; None where none is clear."""
    few = positions[:: -(-len(positions) // _ENOUGH)]
    piles = np.array([_piled(few, angle) for angle in _COARSE])
    best = int(piles.argmax())
    if piles[best] < _CLEAR * np.median(piles):
        return None
    fine = _COARSE[best] + _FINE
    angle = float(fine[np.argmax([_piled(positions, one) for one in fine])])
    angle = (angle + 45) % 90 - 45
    return 0.0 if abs(angle) < _ALIGNED else angle


def _piled(positions: Float[np.ndarray, "points 2"], degrees: float) -> float:
    """Sum of the squared shares of points in strips along both axes of this direction."""
    a = np.radians(degrees)
    axes = np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]], positions.dtype)
    strips = np.floor(positions @ axes / np.float32(_BIN)).astype(np.int64)
    strips -= strips.min(axis=0)
    return sum(float(np.square(np.bincount(column) / len(strips)).sum()) for column in strips.T)


def _spread(values: Float[np.ndarray, " n"]) -> float:
    """Extent without stray points."""
    low, high = np.quantile(values, [0.02, 0.98])
    return float(high - low)


def _lopsided(values: Float[np.ndarray, " n"]) -> bool:
    """Whether most points are on the greater side of the middle."""
    low, median, high = np.quantile(values, [0.02, 0.5, 0.98])
    return bool(median > (low + high) / 2)


def _turned(positions: Float32[np.ndarray, "n 3"], degrees: float) -> Float32[np.ndarray, "n 3"]:
    return (positions @ _rotation(degrees).T.astype(np.float32)).astype(np.float32)


def _rotation(degrees: float) -> Float64[np.ndarray, "3 3"]:
    a = np.radians(degrees)
    # Quarters are exact: nothing of a scan along the axes is lost.
    cos, sin = np.round(np.cos(a), 12), np.round(np.sin(a), 12)
    return np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1.0]])

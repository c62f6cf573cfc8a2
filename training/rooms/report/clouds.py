"""How the simulated scans look as clouds of points, to be held against real ones."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from training.rooms.report.figures import Figure
from training.rooms.scan.annotated import CLASSES, SHELL, Scan


@dataclass(frozen=True)
class Cloud:
    """Numbers of one scan."""

    points: int
    color: tuple[float, float, float]
    """Mean over the points: red, green, blue, 0 to 255."""
    shell: tuple[float, ...]
    """Share of the points on each of `SHELL`."""
    seen: int
    """Objects with at least 30 points."""
    objects: int
    """Of the room, clutter among them."""


def cloud_of(scan: Scan) -> Cloud:
    points = scan.points
    assert points.colors is not None and points.classes is not None
    red, green, blue = points.colors.mean(0, dtype=np.float64).tolist()
    shares = tuple(float(np.mean(points.classes == CLASSES.index(name))) for name in SHELL)
    count = len(points.positions)
    return Cloud(count, (red, green, blue), shares, len(scan.visible()), len(scan.room.objects))


def cloud_figures(clouds: Sequence[Cloud]) -> list[Figure]:
    """Means over scans, each of which counts alike."""
    over = f"of {len(clouds)} simulated scans"
    colors = np.mean([cloud.color for cloud in clouds], 0).round(1).tolist()
    shares = np.mean([cloud.shell for cloud in clouds], 0).round(3).tolist()
    seen, objects = sum(cloud.seen for cloud in clouds), sum(cloud.objects for cloud in clouds)
    return [
        *(
            Figure(
                f"scanned_{name}",
                f"mean {name} of scanned points",
                value,
                f"0 to 255; mean {over} of the mean over a scan's points.",
            )
            for name, value in zip(("red", "green", "blue"), colors, strict=True)
        ),
        *(
            Figure(
                f"scanned_{name}",
                f"share of scanned points on {name}s",
                shares[SHELL.index(name)],
                f"Mean {over}; the class of a point is that of the surface which it came from.",
            )
            for name in ("wall", "floor", "ceiling")
        ),
        Figure(
            "scanned_objects",
            "share of the objects seen in a scan",
            round(seen / max(objects, 1), 3),
            f"Those with at least 30 points, of all {objects} objects {over}, clutter among them.",
        ),
        Figure(
            "scanned_points",
            "points per scan",
            round(float(np.mean([cloud.points for cloud in clouds]))),
            f"Mean {over}.",
        ),
    ]

"""How finely each part of a partly shown cloud is drawn.

The points of a coarse node stand among those of its shown descendants in some parts of its cube,
and alone in others. In Morton order every cube is one stretch, so the parts are few stretches:
the hidden nodes below the shown ones, minus what is shown within them.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Int, Int32, Int64

from backend.geometry.hierarchy import Hierarchy
from backend.geometry.morton import LEVELS

COMPLETE = LEVELS
"""The level of what is drawn with all its points."""


@dataclass(frozen=True)
class Detail:
    """Stretches of the Morton order, each drawn with one point per cell of its octree level."""

    starts: Int64[np.ndarray, " stretches"]
    """First place of each stretch, ascending from 0."""
    levels: Int64[np.ndarray, " stretches"]
    """Octree level, or COMPLETE."""

    def split(self, ranks: Int32[np.ndarray, " n"]) -> dict[int, Int32[np.ndarray, " part"]]:
        """Ascending places in Morton order, grouped by the level at which they are drawn."""
        if not len(ranks):
            return {}
        first, last = np.searchsorted(self.starts, ranks[[0, -1]], "right") - 1
        levels = self.levels[first : last + 1]
        bounds = np.searchsorted(ranks, self.starts[first + 1 : last + 1])
        counts = np.diff(bounds, prepend=0, append=len(ranks))
        drawn = np.repeat(levels, counts)
        return {int(level): ranks[drawn == level] for level in np.unique(levels[counts > 0])}


def drawn_detail(
    hierarchy: Hierarchy, shown: Int[np.ndarray, " shown"], *, finest: float
) -> Detail:
    """The detail that the shown nodes give together; the deepest one decides in each place.

    Args:
        hierarchy: of the cloud.
        shown: node ids, each with its parent, in any order.
        finest: metres; levels with smaller cells than this count as complete.
    """
    visible = np.zeros(len(hierarchy), dtype=bool)
    visible[shown] = True
    levels = np.where(hierarchy.spacings > finest, hierarchy.levels.astype(np.int64), COMPLETE)
    # A hidden node leaves its cube as coarse as its parent draws it.
    levels = levels[hierarchy.parents]
    starts, cells = np.unique(hierarchy.cells, return_inverse=True)
    painted = np.full(len(starts), COMPLETE)
    for node, (start, stop) in enumerate(cells.reshape(-1, 2).tolist()):  # Parents come first.
        if visible[node]:
            painted[start:stop] = COMPLETE
        else:
            np.minimum(painted[start:stop], levels[node], out=painted[start:stop])
    # The last start is the end of all.
    differs = np.append(True, painted[1:-1] != painted[:-2])
    return Detail(starts[:-1][differs], painted[:-1][differs])

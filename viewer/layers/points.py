"""A point cloud in one browser: only the nodes of the hierarchy that the budget allows."""

import numpy as np
import viser
from jaxtyping import Bool, Int

from backend.geometry.hierarchy import Hierarchy
from backend.geometry.view import View
from viewer.display import Display
from viewer.layers.host import Host
from viewer.opened import OpenedScene

_FILL = 0.9
"""Point size over spacing."""
_FIRST_GLANCE = 60_000
"""Points of the first, coarse picture; the rest follows at once."""


_Node = tuple[viser.PointCloudHandle | None, Int[np.ndarray, " points"]]
"""What the browser holds of a node; no handle where the cut leaves nothing of it."""


class PointLayer:
    """Draws, refines and recolours; not thread-safe, its stage holds the lock."""

    def __init__(self, client: Host, opened: OpenedScene, display: Display):
        self._client = client
        self._opened = opened
        self._display = display
        self._shown: dict[int, _Node] = {}
        self._glanced = False

    @property
    def shown_points(self) -> int:
        """How many points the browser holds."""
        return sum(len(ids) for _, ids in self._shown.values())

    def refine(self, view: View | None) -> bool:
        """Bring the drawn nodes to what the budget gives this view; True if any changed."""
        budget = self._display.budget if self._glanced else min(self._display.budget, _FIRST_GLANCE)
        wanted = {int(node) for node in self._opened.hierarchy.select(view, budget)}
        gone, new = self._shown.keys() - wanted, wanted - self._shown.keys()
        with self._client.atomic():
            for node in gone:
                handle, _ = self._shown.pop(node)
                if handle is not None:
                    handle.remove()
            for node in sorted(new):
                self._add(node)
            self._size_points()
        changed = bool(gone or new) or not self._glanced
        self._glanced = True
        return changed

    def _add(self, node: int) -> None:
        ids = self._kept(self._opened.hierarchy.node_points(node))
        if not len(ids):
            self._shown[node] = (None, ids)  # The browser stumbles over clouds without points.
            return
        handle = self._client.scene.add_point_cloud(
            f"/scene/points/{node}",
            self._opened.scene.cloud.positions[ids],
            self._opened.colors(self._display.color)[ids],
            point_size=self._base_size,
            point_shape="rounded",
            point_shading="flat",
            precision="float32",
        )
        self._shown[node] = (handle, ids)

    def _kept(self, ids: Int[np.ndarray, " points"]) -> Int[np.ndarray, " kept"]:
        cut = self._display.cut_height
        if cut is None:
            return ids
        low: Bool[np.ndarray, " points"] = self._opened.scene.cloud.positions[ids, 2] <= cut
        return ids[low]

    @property
    def _base_size(self) -> float:
        """About the scan's spacing: neighbours touch, detail stays visible."""
        return self._drawn_size(self._opened.point_spacing)

    def _drawn_size(self, spacing: float) -> float:
        return float(np.clip(_FILL * spacing, 0.001, 0.5)) * self._display.point_scale

    def _size_points(self) -> None:
        """Larger points where less detail is drawn, so that surfaces stay closed."""
        spacings = drawn_spacings(
            self._opened.hierarchy, np.array(sorted(self._shown)), self._opened.point_spacing
        )
        for node, spacing in spacings.items():
            handle = self._shown[node][0]
            size = self._drawn_size(spacing)
            if handle is not None and abs(handle.point_size - size) > 1e-6:
                handle.point_size = size

    def apply(self, display: Display, view: View | None) -> None:
        """Follow the View panel; only what changed is sent."""
        before, self._display = self._display, display
        if before.cut_height != display.cut_height:
            self.remove()
        if before.color != display.color:
            colors = self._opened.colors(display.color)
            for handle, ids in self._shown.values():
                if handle is not None:
                    handle.colors = colors[ids]
        self.refine(view)

    def remove(self) -> None:
        with self._client.atomic():
            for handle, _ in self._shown.values():
                if handle is not None:
                    handle.remove()
            self._shown.clear()


def drawn_spacings(
    hierarchy: Hierarchy, shown: Int[np.ndarray, " shown"], finest: float
) -> dict[int, float]:
    """How far apart the drawn points stand around each shown node's points, metres.

    A node's points are shared by all parts of its cube, and some parts may be drawn in more
    detail than others. A size between theirs, nearer to the coarsest, hardly opens holes there
    and buries little detail near the camera.

    Args:
        hierarchy: of the cloud.
        shown: node ids, ascending.
        finest: spacing of the whole cloud, metres.
    """
    children = np.bincount(hierarchy.parents[1:], minlength=len(hierarchy))
    drawn_children = np.bincount(hierarchy.parents[shown[1:]], minlength=len(hierarchy))
    own = np.maximum(np.where(children == 0, 0.0, hierarchy.spacings), finest)
    least = np.where(drawn_children > 0, np.inf, own)
    greatest = np.where(children > drawn_children, own, finest)
    for node in shown[:0:-1]:  # Children come after their parents; the root has none.
        parent = hierarchy.parents[node]
        least[parent] = min(least[parent], least[node])
        greatest[parent] = max(greatest[parent], greatest[node])
    return {int(node): float(least[node] ** 0.3 * greatest[node] ** 0.7) for node in shown}

"""A point cloud in one browser: only the nodes of the hierarchy that the budget allows."""

import numpy as np
import viser
from jaxtyping import Bool, Int

from backend.geometry.view import View
from viewer.display import Display
from viewer.layers.host import Host
from viewer.opened import OpenedScene

_FIRST_GLANCE = 60_000
"""Points of the first, coarse picture; the rest follows at once."""


class PointLayer:
    """Draws, refines and recolours; not thread-safe, its stage holds the lock."""

    def __init__(self, client: Host, opened: OpenedScene, display: Display):
        self._client = client
        self._opened = opened
        self._display = display
        self._shown: dict[int, tuple[viser.PointCloudHandle, Int[np.ndarray, " points"]]] = {}
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
                self._shown.pop(node)[0].remove()
            for node in sorted(new):
                self._add(node)
        changed = bool(gone or new) or not self._glanced
        self._glanced = True
        return changed

    def _add(self, node: int) -> None:
        ids = self._kept(self._opened.hierarchy.node_points(node))
        handle = self._client.scene.add_point_cloud(
            f"/scene/points/{node}",
            self._opened.scene.cloud.positions[ids],
            self._opened.colors(self._display.color)[ids],
            point_size=self._point_size(),
            point_shape="rounded",
            point_shading="flat",
            precision="float32",
        )
        self._shown[node] = (handle, ids)

    def _kept(self, ids: Int[np.ndarray, " points"]) -> Int[np.ndarray, " points"]:
        cut = self._display.cut_height
        if cut is None:
            return ids
        low: Bool[np.ndarray, " points"] = self._opened.scene.cloud.positions[ids, 2] <= cut
        return ids[low]

    def _point_size(self) -> float:
        """About the spacing: neighbours touch, detail stays visible."""
        cloud = self._opened.scene.cloud
        drawn = min(1.0, self._display.budget / len(cloud))
        spacing = self._opened.point_spacing / drawn**0.5
        return float(np.clip(0.9 * spacing, 0.001, 0.2)) * self._display.point_scale

    def apply(self, display: Display, view: View | None) -> None:
        """Follow the View panel; only what changed is sent."""
        before, self._display = self._display, display
        if before.cut_height != display.cut_height:
            self.remove()
        if before.color != display.color:
            colors = self._opened.colors(display.color)
            for handle, ids in self._shown.values():
                handle.colors = colors[ids]
        if (before.point_scale, before.budget) != (display.point_scale, display.budget):
            for handle, _ in self._shown.values():
                handle.point_size = self._point_size()
        self.refine(view)

    def remove(self) -> None:
        with self._client.atomic():
            for handle, _ in self._shown.values():
                handle.remove()
            self._shown.clear()

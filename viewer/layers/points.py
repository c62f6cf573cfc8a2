"""A point cloud in one browser: only the nodes of the hierarchy that the budget allows.

A cloud in the scene graph has one point size. A node is therefore sent in parts, one for each
octree level at which its surroundings are drawn: points that stand alone are large enough to touch
each other, and those among finer ones are as small as these.
"""

from dataclasses import dataclass

import numpy as np
import viser
from jaxtyping import Bool, Int32, UInt8

from backend.geometry.detail import COMPLETE, drawn_detail
from backend.geometry.view import View
from viewer.display import Display
from viewer.layers.host import Host
from viewer.opened import OpenedScene

_FILL = 1.0
"""Point size over spacing."""
_FIRST_GLANCE = 60_000
"""Points of the first, coarse picture; the rest follows at once."""
_CHUNK = 50_000
"""Points of each node of the scene graph when the whole cloud is drawn."""


_Key = tuple[int, int]
"""A node (or a chunk of the whole cloud), and the level at which a part of it is drawn."""


@dataclass(frozen=True)
class _Part:
    """What the browser holds of a node."""

    ranks: Int32[np.ndarray, " points"]
    """Places in Morton order, those above the cut as well."""
    ids: Int32[np.ndarray, " kept"]
    handle: viser.PointCloudHandle | None
    """None where the cut leaves nothing: the browser stumbles over clouds without points."""

    def remove(self) -> None:
        if self.handle is not None:
            self.handle.remove()


class PointLayer:
    """Draws, refines and recolours; not thread-safe, its stage holds the lock."""

    def __init__(
        self,
        client: Host,
        opened: OpenedScene,
        display: Display,
        *,
        name: str = "/scene/points",
        colors: UInt8[np.ndarray, "points 3"] | None = None,
        coarse_first: bool = True,
    ):
        """
        Args:
            client: where to draw.
            opened: whose points.
            display: how they are drawn.
            name: the node that holds them all.
            colors: theirs; what the display colours them by where this is None.
            coarse_first: whether few points go ahead of the others.
        """
        self._client = client
        self._opened = opened
        self._display = display
        self._name = name
        self._own_colors = colors
        self._shown: dict[_Key, _Part] = {}
        self._glanced = not coarse_first

    @property
    def shown_points(self) -> int:
        """How many points the browser holds."""
        return sum(len(part.ids) for part in self._shown.values())

    def refine(self, view: View | None) -> bool:
        """Bring the drawn points to what the budget gives this view; True if any changed."""
        budget = self._display.budget if self._glanced else min(self._display.budget, _FIRST_GLANCE)
        wanted = self._wanted(view, budget)
        same = {
            key
            for key, part in self._shown.items()
            if key in wanted and np.array_equal(part.ranks, wanted[key])
        }
        gone, new = self._shown.keys() - same, wanted.keys() - same
        with self._client.atomic():
            for key in gone:
                self._shown.pop(key).remove()
            for key in sorted(new):
                self._shown[key] = self._send(key, wanted[key])
        changed = bool(gone or new) or not self._glanced
        self._glanced = True
        return changed

    def _wanted(self, view: View | None, budget: int) -> dict[_Key, Int32[np.ndarray, " points"]]:
        hierarchy = self._opened.hierarchy
        total = len(hierarchy.ranks)
        if total <= budget:
            chunks = np.array_split(np.arange(total, dtype=np.int32), -(-total // _CHUNK))
            return {(i, COMPLETE): ranks for i, ranks in enumerate(chunks)}
        nodes = hierarchy.select(view, budget)
        detail = drawn_detail(hierarchy, nodes, finest=self._opened.point_spacing)
        return {
            (node, level): ranks
            for node in nodes.tolist()
            for level, ranks in detail.split(hierarchy.node_ranks(node)).items()
        }

    def _send(self, key: _Key, ranks: Int32[np.ndarray, " points"]) -> _Part:
        node, level = key
        ids = self._kept(self._opened.hierarchy.sorted_points[ranks])
        if not len(ids):
            return _Part(ranks, ids, None)
        handle = self._client.scene.add_point_cloud(
            f"{self._name}/{node}" if level == COMPLETE else f"{self._name}/{node}-{level}",
            self._opened.scene.cloud.positions.take(ids, axis=0),  # Faster than an index.
            self._colors().take(ids, axis=0),
            point_size=self._size(level),
            point_shape="rounded",
            point_shading="flat",
            precision="float32",
        )
        return _Part(ranks, ids, handle)

    def _colors(self) -> UInt8[np.ndarray, "points 3"]:
        own = self._own_colors
        return self._opened.colors(self._display.color) if own is None else own

    def recolor(self, colors: UInt8[np.ndarray, "points 3"]) -> None:
        """Give the points other colours of their own; nothing else is sent."""
        self._own_colors = colors
        with self._client.atomic():
            for part in self._shown.values():
                if part.handle is not None:
                    part.handle.colors = colors.take(part.ids, axis=0)

    def _kept(self, ids: Int32[np.ndarray, " points"]) -> Int32[np.ndarray, " kept"]:
        cut = self._display.cut_height
        if cut is None:
            return ids
        low: Bool[np.ndarray, " points"] = self._opened.scene.cloud.positions[ids, 2] <= cut
        return ids[low]

    def _size(self, level: int) -> float:
        """About the spacing of what is drawn: neighbours touch, detail stays visible."""
        spacing = self._opened.point_spacing
        if level != COMPLETE:
            spacing = self._opened.hierarchy.cube.size / 2.0**level
        return float(np.clip(_FILL * spacing, 0.001, 0.5)) * self._display.point_scale

    def apply(self, display: Display, view: View | None) -> None:
        """Follow the View panel; only what changed is sent."""
        before, self._display = self._display, display
        if before.cut_height != display.cut_height:
            self.remove()
        recolored = self._own_colors is None and before.color != display.color
        for (_, level), part in self._shown.items():
            if part.handle is None:
                continue
            if recolored:
                part.handle.colors = self._colors().take(part.ids, axis=0)
            if before.point_scale != display.point_scale:
                part.handle.point_size = self._size(level)
        self.refine(view)

    def remove(self) -> None:
        with self._client.atomic():
            for part in self._shown.values():
                part.remove()
            self._shown.clear()

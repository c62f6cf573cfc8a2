"""A scene in memory, shared by every session that looks at it, and what is derived from it."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Literal, TypeVar

import numpy as np
from jaxtyping import Bool, Float32, Int64, UInt8

from backend import engine
from backend.geometry.colors import categorical_colors, height_colors, normal_colors
from backend.geometry.hierarchy import Hierarchy, build_hierarchy
from backend.geometry.normals import estimate_normals
from backend.geometry.pick import PickIndex, build_pick_index, pick_point
from backend.types import Scene, Splats

ColorMode = Literal["Colour", "Height", "Normal", "Class", "Instance"]
ShowMode = Literal["Points", "Splats", "Mesh"]

T = TypeVar("T")

_MIN_PICK_OPACITY = 0.1
"""Fainter splats are haze that a person looks through."""
_MOST_FACES = 3_000_000
"""A mesh has one level of detail; larger ones are shown as points."""
_PICK_SIGMAS = 2.0
_LEAST_ROOM = 1.0
"""Metres; what is narrower is a wall or a piece of furniture, and its top no ceiling."""
_SHARPER = (0.1, 0.4)
"""Shares of the pointer's size that are tried for an exact hit."""
_SAME_SURFACE = 6.0
"""Pointer sizes in depth within which points count as one, even obliquely seen, surface."""
_CEILING_DEPTH, _FREE_DEPTH = 0.1, 0.4
"""Shares of a room's height: a ceiling lies in the first, and nothing between it and the second;
walls and shelves reach through both."""
_CEILING_SHARE = 0.08
"""A room has a ceiling when it hangs over so much of the floor plan: many are scanned in part."""


class OpenedScene:
    """Read-only to all sessions; each derived array is made once, when first asked for."""

    def __init__(self, scene: Scene):
        self.scene = scene
        self._derived: dict[object, object] = {}
        self._visible: tuple[float | None, Bool[np.ndarray, " points"] | None] | None = None
        self._lock = threading.RLock()

    def _once(self, key: object, make: Callable[[], T]) -> T:
        with self._lock:
            if key not in self._derived:
                self._derived[key] = make()
            return self._derived[key]  # pyright: ignore[reportReturnType]

    @property
    def hierarchy(self) -> Hierarchy:
        return self._once("hierarchy", lambda: build_hierarchy(self.scene.cloud.positions))

    @property
    def info(self) -> engine.SceneInfo:
        return self._once("info", lambda: engine.describe(self.scene))

    @property
    def normals(self) -> Float32[np.ndarray, "points 3"]:
        """The file's normals, or estimated ones."""
        cloud = self.scene.cloud
        return self._once(
            "normals",
            lambda: estimate_normals(cloud.positions) if cloud.normals is None else cloud.normals,
        )

    def show_modes(self) -> tuple[ShowMode, ...]:
        """What the scene can be drawn as, the most telling first."""
        modes: list[ShowMode] = ["Points"]
        if self.scene.mesh is not None and len(self.scene.mesh.faces) <= _MOST_FACES:
            modes.insert(0, "Mesh")
        if self.scene.splats is not None:
            modes.insert(0, "Splats")
        return tuple(modes)

    def color_modes(self) -> tuple[ColorMode, ...]:
        """What points can be coloured by, the default first."""
        cloud = self.scene.cloud
        modes: list[ColorMode] = ["Height", "Normal"]
        if cloud.colors is not None:
            modes.insert(0, "Colour")
        if cloud.classes is not None:
            modes.append("Class")
        if cloud.instances is not None:
            modes.append("Instance")
        return tuple(modes)

    def colors(self, mode: ColorMode) -> UInt8[np.ndarray, "points 3"]:
        return self._once(("colors", mode), lambda: self._make_colors(mode))

    def _make_colors(self, mode: ColorMode) -> UInt8[np.ndarray, "points 3"]:
        cloud = self.scene.cloud
        if mode == "Colour" and cloud.colors is not None:
            return np.asarray(cloud.colors)
        if mode == "Class" and cloud.classes is not None:
            return categorical_colors(cloud.classes)
        if mode == "Instance" and cloud.instances is not None:
            return categorical_colors(cloud.instances)
        if mode == "Normal":
            return normal_colors(self.normals)
        return height_colors(cloud.positions)

    def splat_colors(self, mode: ColorMode) -> UInt8[np.ndarray, "splats 3"]:
        """Their own, or what the points nearest to them tell where the scene has points too."""
        splats = self.scene.splats
        assert splats is not None
        if mode == "Colour":
            return splats.colors
        if self.scene.points is None:
            return self.colors(mode)
        return self.colors(mode)[self._once("nearest", lambda: self._nearest_points(splats))]

    def _nearest_points(self, splats: Splats) -> Int64[np.ndarray, " splats"]:
        from scipy.spatial import KDTree

        return np.asarray(KDTree(self.scene.cloud.positions).query(splats.means)[1])

    @property
    def ceiling(self) -> float | None:
        """The height just below the room's ceiling, metres; None where there is none."""
        return self._once("ceiling", self._find_ceiling)

    def _find_ceiling(self) -> float | None:
        """Splats may have one where the points have none."""
        scene = self.scene
        clouds = [scene.cloud.positions]
        if scene.points is not None and scene.splats is not None:
            clouds.append(scene.splats.means)
        found = [height for height in map(find_ceiling, clouds) if height is not None]
        return min(found, default=None)

    @property
    def point_spacing(self) -> float:
        """Typical distance between neighbouring points, metres."""
        return self._once("spacing", lambda: typical_spacing(self.scene.cloud.positions))

    @property
    def pick_index(self) -> PickIndex:
        return self._once("pick", self._make_pick_index)

    def _make_pick_index(self) -> PickIndex:
        splats = self.scene.cloud_splats
        radii = None if splats is None else _pick_radii(splats)
        return build_pick_index(self.hierarchy, self.scene.cloud.positions, radii)

    def visible(self, below: float | None) -> Bool[np.ndarray, " points"] | None:
        """What a click can hit: no haze, and nothing above `below`; None means everything."""
        with self._lock:
            if self._visible is None or self._visible[0] != below:
                self._visible = (below, self._make_visible(below))
            return self._visible[1]

    def _make_visible(self, below: float | None) -> Bool[np.ndarray, " points"] | None:
        splats = self.scene.cloud_splats
        solid = None if splats is None else splats.opacities >= _MIN_PICK_OPACITY
        if below is None:
            return solid
        low = self.scene.cloud.positions[:, 2] <= below
        return low if solid is None else low & solid

    def aim(
        self,
        origin: Float32[np.ndarray, "3"],
        direction: Float32[np.ndarray, "3"],
        *,
        radius: float,
        angle: float,
        below: float | None,
    ) -> int | None:
        """What a person means by a click: the first point that it hits, or, when points of about
        that depth lie closer to the pointer, the one that it hits exactly.
        """
        hit = partial(pick_point, self.pick_index, origin, direction, mask=self.visible(below))
        first = hit(radius=radius, angle=angle)
        if first is None:
            return None
        positions, unit = self.scene.cloud.positions, direction / np.linalg.norm(direction)
        depth = float((positions[first] - origin) @ unit)
        margin = _SAME_SURFACE * max(radius, depth * np.tan(angle))
        for share in _SHARPER:
            exact = hit(radius=share * radius, angle=share * angle)
            if exact is not None and (positions[exact] - origin) @ unit - depth <= margin:
                return exact
        return first


def _pick_radii(splats: Splats) -> Float32[np.ndarray, " splats"]:
    """Flat splats are seen as discs: the middle extent is what a click can hit safely."""
    return np.float32(_PICK_SIGMAS) * np.sort(splats.scales, axis=1)[:, 1]


def typical_spacing(positions: Float32[np.ndarray, "points 3"], cells: int = 64) -> float:
    """Distance between neighbours on a surface, from how many points share a coarse cell."""
    sample = positions[:: max(1, len(positions) // 200_000)]
    thinned = len(positions) / len(sample)
    low, high = np.percentile(sample, [1, 99], axis=0)
    side = max(float((high - low).max()), 1e-6) / cells
    keys = ((sample - low) / side).astype(np.int64) @ np.array([1, 1 << 20, 1 << 40])
    per_cell = float(np.median(np.unique(keys, return_counts=True)[1])) * thinned
    return side / max(per_cell, 1.0) ** 0.5


def find_ceiling(positions: Float32[np.ndarray, "points 3"], cell: float = 0.2) -> float | None:
    """Where to cut a room open, metres: just under what of its ceiling was scanned."""
    sample = positions[:: max(1, len(positions) // 300_000)]
    low, high = np.percentile(sample, [0.5, 99.5], axis=0)
    height = high[2] - low[2]
    if not 1.5 < height < 6 or min(high[:2] - low[:2]) < _LEAST_ROOM:
        return None
    inside = sample[((sample >= low) & (sample <= high)).all(1)]
    key = ((inside[:, :2] - low[:2]) / cell).astype(np.int64) @ np.array([1, 1 << 20])
    below_top = (high[2] - inside[:, 2]) / height
    covered = np.unique(key[below_top < _CEILING_DEPTH])
    walls = key[(below_top >= _CEILING_DEPTH) & (below_top < _FREE_DEPTH)]
    hangs = len(np.setdiff1d(covered, walls)) / len(np.unique(key))
    return float(np.round(high[2] - 0.12 * height, 2)) if hangs > _CEILING_SHARE else None

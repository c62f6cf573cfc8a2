"""Everything that one browser sees of one scene; all changes go through its lock."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

import numpy as np
from jaxtyping import Float32, Float64

from backend.geometry.boxes import points_in_box
from backend.geometry.view import View
from backend.types import Boxes
from viewer.display import Display
from viewer.layers.boxes import BoxLayer, chosen
from viewer.layers.evidence import EvidenceLayer
from viewer.layers.heat import HeatLayer
from viewer.layers.host import Host
from viewer.layers.marks import Ruler, SelectionMark
from viewer.layers.mesh import MeshLayer
from viewer.layers.points import PointLayer
from viewer.layers.splats import SplatLayer
from viewer.layers.surroundings import add_axes, add_cameras, add_grid, hide_near_cameras
from viewer.opened import OpenedScene
from viewer.viewpoints import robust_bounds, solid_bounds

_CLICK_PIXELS = 4.0
"""How far beside a point a click may land."""
_LEAST_RADIUS = 0.004


@runtime_checkable
class _Removable(Protocol):
    def remove(self) -> None: ...


@dataclass(frozen=True)
class Picked:
    """The point under a click."""

    index: int
    position: Float32[np.ndarray, "3"]
    """Metres, relative to the scene's origin."""
    instance: int
    class_name: str
    box: Boxes | None
    """The one object that the point belongs to, where the scene knows objects."""


class Stage:
    def __init__(self, client: Host, opened: OpenedScene, display: Display, *, dark: bool):
        self.opened = opened
        self.display = display
        self.bounds: Float64[np.ndarray, "2 3"] = (
            robust_bounds(opened.scene.cloud.positions)
            if opened.scene.splats is None
            else solid_bounds(opened.scene.splats)
        )
        self.selection = SelectionMark(client)
        self.ruler = Ruler(client)
        self._client = client
        self._dark = dark
        self._lock = threading.RLock()
        self._closed = False
        self._scene = client.scene.add_frame("/scene", show_axes=False)
        self._layer = self._make_layer()
        self._extras: dict[str, Sequence[_Removable]] = {}
        self._evidence: EvidenceLayer | None = None
        self._heat: HeatLayer | None = None

    def _make_layer(self) -> PointLayer | SplatLayer | MeshLayer:
        layers = {"Points": PointLayer, "Splats": SplatLayer, "Mesh": MeshLayer}
        return layers[self.display.show](self._client, self.opened, self.display)

    @property
    def shown_points(self) -> int:
        """Points, splats or vertices that this browser holds."""
        with self._lock:
            return self._layer.shown_points

    @property
    def all_points(self) -> int:
        """Points, splats or vertices that there are to be drawn."""
        splats = self.opened.scene.splats
        if self.display.show == "Splats" and splats is not None:
            return len(splats)
        return len(self.opened.scene.cloud)

    def draw(self) -> None:
        """Show the scene for the first time, coarsely."""
        with self._lock:
            self._layer.refine(None)
            self._draw_surroundings()

    def refine(self, view: View) -> bool:
        """Sharpen what the camera is near to; True if anything was sent."""
        with self._lock:
            if self._closed:
                return False
            hide_near_cameras(self._extras.get("cameras", ()), view.position)
            heat = self._heat
            return (self._layer if heat is None or not heat.visible else heat).refine(view)

    def apply(self, display: Display, view: View | None) -> None:
        """Follow the View panel."""
        with self._lock:
            if self._closed:
                return
            before, self.display = self.display, display
            if before.show != display.show:
                self._layer.remove()
                self._layer = self._make_layer()
                self._layer.refine(view)
            else:
                self._layer.apply(display, view)
            if self._heat is not None:
                self._heat.apply(display, view)
            self._draw_surroundings()
            if view is not None:
                hide_near_cameras(self._extras.get("cameras", ()), view.position)

    def set_dark(self, dark: bool) -> None:
        with self._lock:
            self._dark = dark
            self._toggle("grid", False, list)
            self._draw_surroundings()

    def _draw_surroundings(self) -> None:
        client, scene, display = self._client, self.opened.scene, self.display
        boxes = scene.boxes
        self._toggle("axes", display.axes, lambda: [add_axes(client)])
        self._toggle("cameras", display.cameras, lambda: add_cameras(client, scene.cameras))
        self._toggle("grid", display.grid, lambda: [add_grid(client, self.bounds, dark=self._dark)])
        if boxes is not None:
            self._toggle("boxes", display.boxes, lambda: [BoxLayer(client, boxes)])

    def _toggle(self, name: str, wanted: bool, make: Callable[[], Sequence[_Removable]]) -> None:
        """Add what is wanted and not there, remove what is there and not wanted."""
        there = self._extras.pop(name, ())
        if wanted:
            self._extras[name] = there or make()
            return
        for part in reversed(there):
            part.remove()

    def show_evidence(self, boxes: Boxes | None) -> None:
        """Draw the boxes that bear an answer out; the scene's own are hidden meanwhile."""
        with self._lock, self._client.atomic():
            if self._evidence is not None:
                self._evidence.remove()
                self._evidence = None
            if boxes is not None and len(boxes) and not self._closed:
                self._evidence = EvidenceLayer(self._client, boxes)
            for part in self._extras.get("boxes", ()):
                if isinstance(part, BoxLayer):
                    part.show(self._evidence is None)

    def show_heat(self, heat: Float32[np.ndarray, " points"] | None, threshold: float) -> None:
        """Show a value for each point instead of the scene's colours, or those again (None).

        Positions are sent once, colours when they change; going back sends nothing.
        """
        with self._lock, self._client.atomic():
            if self._closed:
                return
            if heat is not None and self._heat is None:
                self._heat = HeatLayer(self._client, self.opened, self.display, heat, threshold)
                self._heat.refine(None)
            elif heat is not None and self._heat is not None:
                self._heat.show(heat, threshold)
            if self._heat is not None:
                self._heat.visible = heat is not None
            self._scene.visible = heat is None

    def pick(
        self,
        origin: Float32[np.ndarray, "3"],
        direction: Float32[np.ndarray, "3"],
        view: View,
    ) -> Picked | None:
        """The nearest visible point along a ray, and the object that it is part of."""
        angle = _CLICK_PIXELS * view.fov / view.height
        radius = max(self.opened.point_spacing / 2, _LEAST_RADIUS)
        index = self.opened.aim(
            origin, direction, radius=radius, angle=angle, below=self.display.cut_height
        )
        if index is None:
            return None
        scene = self.opened.scene
        cloud = scene.cloud
        label = -1 if cloud.classes is None else int(cloud.classes[index])
        class_name = scene.class_names[label] if 0 <= label < len(scene.class_names) else ""
        return Picked(
            index=index,
            position=np.array(cloud.positions[index]),
            instance=-1 if cloud.instances is None else int(cloud.instances[index]),
            class_name=class_name,
            box=self._object_box(index, class_name),
        )

    def _object_box(self, index: int, class_name: str) -> Boxes | None:
        """The annotated box of the point's object, else the one around its instance's points."""
        scene = self.opened.scene
        cloud, boxes = scene.cloud, scene.boxes
        instance = -1 if cloud.instances is None else int(cloud.instances[index])
        if boxes is not None:
            if instance >= 0 and boxes.instances is not None:
                same = np.flatnonzero(boxes.instances == instance)
            else:
                point = cloud.positions[index : index + 1]
                inside = [bool(points_in_box(point, boxes, i)[0]) for i in range(len(boxes))]
                same = np.flatnonzero(inside)
            if len(same):
                smallest = same[int(boxes.sizes[same].prod(axis=1).argmin())]
                return chosen(boxes, np.array([smallest]))
        if instance < 0 or cloud.instances is None:
            return None
        members = cloud.positions[cloud.instances == instance]
        low, high = members.min(axis=0), members.max(axis=0)
        return Boxes(
            centers=((low + high) / 2)[None],
            sizes=(high - low)[None],
            yaws=np.zeros(1, dtype=np.float32),
            labels=(class_name or f"object {instance}",),
        )

    @property
    def mark_radius(self) -> float:
        """A mark that is seen but hides little, metres."""
        return float(np.clip(np.linalg.norm(self.bounds[1] - self.bounds[0]) / 300, 0.005, 0.05))

    def close(self) -> None:
        """Take everything out of the browser."""
        with self._lock:
            self._closed = True
            self._layer.remove()
            self._scene.remove()
            self.show_evidence(None)
            if self._heat is not None:
                self._heat.remove()
            self.selection.clear()
            self.ruler.clear()
            self.display = replace(self.display, boxes=False, cameras=False, grid=False, axes=False)
            self._draw_surroundings()

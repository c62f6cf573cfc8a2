"""One browser's visit to one scene: what it draws, what is pointed at, measured and taken away."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import viser
from jaxtyping import Float32

from backend.geometry.boxes import box_corners
from backend.library.catalog import Entry
from backend.progress import reporting
from backend.types import Boxes, SceneError
from viewer.actions import Preset
from viewer.display import Display, first_display
from viewer.export import ExportFormat, export_scene
from viewer.flight import Flight, view_of
from viewer.notices import complain
from viewer.opened import OpenedScene
from viewer.overview import overview
from viewer.panels.desk import Desk
from viewer.panels.info import InfoPanel
from viewer.panels.orientation import OrientationPanel
from viewer.panels.view import ViewPanel
from viewer.screenshot import screenshot
from viewer.sight import clear_view
from viewer.stage import Picked, Stage
from viewer.store import Correction
from viewer.text import md
from viewer.viewpoints import Viewpoint, behind, closeup, saw_it_all, top, walk_in

T = TypeVar("T")

_REST_SECONDS = 0.15


class Visit:
    """Begins when the scene is shown and ends when the browser turns to another one."""

    def __init__(
        self,
        client: viser.ClientHandle,
        desk: Desk,
        entry: Entry,
        opened: OpenedScene,
        *,
        budget: int,
        dark: bool,
        on_correct: Callable[[Correction], None],
    ):
        self.entry = entry
        self.opened = opened
        self._client = client
        self._desk = desk
        self._dark = dark
        self._flight = Flight(client)
        self._lock = threading.RLock()
        self._picked: Picked | None = None
        self._moved = 0.0
        self._sharp = False
        self._ended = False
        display = first_display(opened, budget)
        self.stage = Stage(client, opened, display, dark=dark)
        scene = opened.scene
        desk.title.content = _title(opened)
        with desk.view_tab:
            self.view = ViewPanel(client, opened, display, self._on_display)
            self._orientation = OrientationPanel(client, scene.frame, on_correct)
        with desk.info_tab:
            self._info = InfoPanel(client, opened)

    def begin(self, *, keep_camera: bool) -> None:
        """Draw the scene, coarsely at first."""
        cameras = self.opened.scene.cameras
        if not keep_camera:
            bounds = self.stage.bounds
            cloud = self.opened.scene.cloud.positions
            alone = len(cameras) == 1 and saw_it_all(cameras[0], cloud)
            self._flight.jump(behind(cameras[0], bounds) if alone else self._overview())
        self.stage.draw()
        self._show_count()

    def end(self) -> None:
        """Take everything of the scene out of the browser."""
        self.stage.close()
        with self._lock:
            self._ended = True
            for panel in (self.view, self._orientation, self._info):
                panel.remove()
        self._desk.selection.clear()
        self._desk.tools.show_distances((), waiting=False)

    # Seeing ----------------------------------------------------------------------------------

    def note_movement(self) -> None:
        """The camera moves."""
        self._moved = time.monotonic()
        self._sharp = False

    def refine_if_resting(self) -> None:
        """Called again and again: sharpens what the camera has come to rest at."""
        if self._sharp or time.monotonic() - self._moved < _REST_SECONDS:
            return
        self._sharp = True
        if self.stage.refine(view_of(self._client)):
            self._show_count()

    def _show_count(self) -> None:
        with self._lock:
            if not self._ended:  # The detail's thread may come a moment late.
                self.view.show_count(self.stage.shown_points, self.stage.all_points)

    def _on_display(self, display: Display) -> None:
        with self._desk.progress.while_long("Drawing"):
            self.stage.apply(display, view_of(self._client))
        self._show_count()
        self._sharp = False

    def set_dark(self, dark: bool) -> None:
        self._dark = dark
        self.stage.set_dark(dark)

    def next_show_mode(self) -> None:
        show = _after(self.view.display.show, self.opened.show_modes())
        self.view.set(replace(self.view.display, show=show))

    def next_color_mode(self) -> None:
        color = _after(self.view.display.color, self.opened.color_modes())
        self.view.set(replace(self.view.display, color=color))

    def toggle_boxes(self) -> None:
        self.view.set(replace(self.view.display, boxes=not self.view.display.boxes))

    def look_from(self, preset: Preset) -> None:
        match preset:
            case "Top":
                target = top(self.stage.bounds)
            case "Corner":
                target = self._overview()
            case "Inside":
                target = walk_in(self.opened.scene.cloud.positions, self.stage.bounds)
        self._flight.fly(target)

    def _overview(self) -> Viewpoint:
        return overview(self._drawn_positions(), self.stage.bounds)

    def _drawn_positions(self) -> Float32[np.ndarray, "points 3"]:
        positions, cut = self.opened.scene.cloud.positions, self.stage.display.cut_height
        return positions if cut is None else positions[positions[:, 2] <= cut]

    def fly_to_selection(self) -> None:
        picked = self._picked
        if picked is None:
            complain(self._client, "Nothing is selected", "Click a point in the scene first.")
            return
        center, size = picked.position, 0.5
        if picked.box is not None:
            center, size = picked.box.centers[0], float(np.linalg.norm(picked.box.sizes[0]))
        here = np.asarray(self._client.camera.position)
        self._flight.fly(closeup(center.astype(np.float64), size, here))

    # Answers ---------------------------------------------------------------------------------

    def show_evidence(self, boxes: Boxes | None) -> None:
        """Mark what bears an answer out, or nothing."""
        self.stage.show_evidence(boxes)

    def show_heat(self, heat: Float32[np.ndarray, " points"] | None, threshold: float) -> None:
        """Colour the points by how much an answer rests on them, or as they were."""
        self.stage.show_heat(heat, threshold)
        self._sharp = False

    def fly_to(self, boxes: Boxes) -> None:
        """Look at these boxes from near, and from where they are seen."""
        corners = box_corners(boxes).reshape(-1, 3).astype(np.float64)
        bounds = np.stack([corners.min(axis=0), corners.max(axis=0)])
        here = np.asarray(self._client.camera.position, dtype=np.float64)
        self._flight.fly(clear_view(self._drawn_positions(), bounds, here))

    # Pointing --------------------------------------------------------------------------------

    def point(self, event: viser.SceneClickEvent, *, measuring: bool) -> None:
        """Select what was clicked, or put an end of the ruler there."""
        picked = self.stage.pick(
            np.array(event.ray_origin, dtype=np.float32),
            np.array(event.ray_direction, dtype=np.float32),
            view_of(self._client),
        )
        with self._lock:
            if measuring and picked is not None:
                waiting = self.stage.ruler.add(picked.position, self.stage.mark_radius) is None
                self._desk.tools.show_distances(self.stage.ruler.distances, waiting)
            else:
                self._select(picked)

    def _select(self, picked: Picked | None) -> None:
        self._picked = picked
        if picked is None:
            self.stage.selection.clear()
            self._desk.selection.clear()
            return
        self.stage.selection.show(picked.position, self.stage.mark_radius, picked.box)
        self._desk.selection.show(picked, self.opened)

    def clear_ruler(self) -> None:
        with self._lock:
            self.stage.ruler.clear()
            self._desk.tools.show_distances((), waiting=False)

    # Taking away -----------------------------------------------------------------------------

    def screenshot(self) -> None:
        name = f"{self.opened.scene.name}.png"
        self._deliver("Taking a picture", lambda: (name, screenshot(self._client, dark=self._dark)))

    def export(self, to: ExportFormat) -> None:
        camera, display = self._client.camera, self.stage.display
        viewpoint = Viewpoint(np.array(camera.position), np.array(camera.look_at))
        self._deliver(
            f"Exporting {to}",
            lambda: export_scene(self.opened, display, viewpoint, to, dark=self._dark),
        )

    def _deliver(self, what: str, make: Callable[[], tuple[str, bytes]]) -> None:
        """Make a file and hand it to the browser; say so when it cannot be made."""
        with self._desk.progress.begin(what) as task, reporting(task.follow):
            try:
                name, content = make()
                self._client.send_file_download(Path(name).name, content)
            except (SceneError, ValueError, OSError, RuntimeError, TimeoutError) as error:
                complain(self._client, f"{what} did not work", str(error))


def _title(opened: OpenedScene) -> str:
    scene = opened.scene
    counts = [f"{len(scene.cloud):,} points"] if scene.cloud_splats is None else []
    if scene.splats is not None:
        counts.append(f"{len(scene.splats):,} splats")
    guessed = "  \n*Up or scale is a guess: see View.*" if scene.frame.guessed else ""
    return f"**{md(scene.name)}**  \n{', '.join([md(scene.format), *counts])}{guessed}"


def _after(current: T, choices: tuple[T, ...]) -> T:
    return choices[(choices.index(current) + 1) % len(choices)]

"""One browser: its panels, its scene, its camera. Nothing of it is shared but what is read-only."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import viser

from backend.library.catalog import Catalog, Entry
from backend.progress import reporting
from backend.types import SceneError
from viewer.corrections import Corrections
from viewer.display import Display, first_display
from viewer.export import ExportFormat, export_scene
from viewer.flight import Flight, view_of
from viewer.hotkeys import Actions, add_hotkeys
from viewer.opened import OpenedScene
from viewer.panels.camera import CameraPanel, Preset
from viewer.panels.info import InfoPanel, SelectionPanel
from viewer.panels.library import LibraryPanel
from viewer.panels.order import THEME
from viewer.panels.orientation import OrientationPanel
from viewer.panels.progress import ProgressPanel, Task
from viewer.panels.tools import ToolsPanel
from viewer.panels.view import ViewPanel
from viewer.screenshot import screenshot
from viewer.stage import Picked, Stage
from viewer.store import Correction, SceneKey, SceneStore
from viewer.text import md
from viewer.uploads import Uploads
from viewer.viewpoints import Viewpoint, behind, closeup, corner, top, walk_in

_SCENE, _DARK = "ask3d-scene", "ask3d-dark"
"""Keys in the browser's own storage: a reload comes back to the same scene and theme."""
_REST_SECONDS = 0.15


class Session:
    """Built when a browser connects, closed when it leaves."""

    def __init__(
        self,
        client: viser.ClientHandle,
        *,
        catalog: Catalog,
        store: SceneStore,
        uploads: Uploads,
        corrections: Corrections,
        budget: int,
        upload_mib: int,
        dark: bool,
    ):
        self._client = client
        self._catalog = catalog
        self._store = store
        self._uploads = uploads
        self._corrections = corrections
        self._budget = budget
        self._dark = dark
        self._lock = threading.RLock()
        self._closed = False
        self._generation = 0
        self._opening: Task | None = None
        self._key: SceneKey | None = None
        self._entry: Entry | None = None
        self._stage: Stage | None = None
        self._picked: Picked | None = None
        self._measuring = False
        self._moved = time.monotonic()
        self._sharp = False
        self._flight = Flight(client)
        self._build(upload_mib)
        self._unlisten = catalog.listen(self._library.refresh)
        client.camera.on_update(self._on_camera)
        client.scene.on_click()(self._on_click)

    def _build(self, upload_mib: int) -> None:
        client, gui = self._client, self._client.gui
        self._theme()
        self._library = LibraryPanel(
            client,
            self._catalog,
            upload_mib=upload_mib,
            on_open=self.open,
            on_upload=self._on_upload,
        )
        gui.main_panel.dock_right()
        gui.main_panel.set_width(320)
        gui.set_panel_label("Ask3D")
        self._title = gui.add_markdown("")
        self._progress = ProgressPanel(client)
        self._selection = SelectionPanel(client)
        tabs = gui.add_tab_group()
        self._view_tab = tabs.add_tab("View", viser.Icon.EYE)
        with self._view_tab:
            CameraPanel(client, on_preset=self.look_from, on_selection=self.fly_to_selection)
            night = gui.add_checkbox("Dark mode", self._dark, order=THEME)
            night.on_update(lambda event: self._set_dark(event.target.value))
            self._night = night
        with tabs.add_tab("Tools", viser.Icon.RULER_MEASURE):
            self._tools = ToolsPanel(
                client,
                on_measure=self._set_measuring,
                on_clear=self._clear_ruler,
                on_screenshot=self._screenshot,
                on_export=self._export,
            )
        self._info_tab = tabs.add_tab("Info", viser.Icon.INFO_CIRCLE)
        self._view: ViewPanel | None = None
        self._orientation: OrientationPanel | None = None
        self._info: InfoPanel | None = None
        add_hotkeys(
            client,
            Actions(
                look_from=self.look_from,
                fly_to_selection=self.fly_to_selection,
                toggle_measuring=self._toggle_measuring,
                next_show_mode=self._next_show_mode,
                next_color_mode=self._next_color_mode,
                toggle_boxes=self._toggle_boxes,
                next_scene=lambda: self._step_scene(1),
                previous_scene=lambda: self._step_scene(-1),
                screenshot=self._screenshot,
                toggle_dark=self._toggle_dark,
            ),
        )

    # Opening ---------------------------------------------------------------------------------

    def start(self) -> None:
        """Open what this browser had open before, else the first scene."""
        try:
            remembered = self._client.local_storage.get_item(_SCENE, timeout=3.0)
            dark = self._client.local_storage.get_item(_DARK, timeout=3.0)
        except (RuntimeError, TimeoutError):
            remembered = dark = None  # Storage is blocked, or the browser has left again.
        if dark is not None and (dark == "yes") != self._dark:
            self._toggle_dark()
        entry = self._resolve(remembered) if remembered else None
        if entry is not None and entry not in self._catalog.entries:
            self._library.add_own(entry)
        if entry is None and self._catalog.entries:
            entry = self._catalog.entries[0]
        if entry is not None:
            self.open(entry)

    def _resolve(self, remembered: str) -> Entry | None:
        kind, _, id = remembered.partition(":")
        return self._uploads.get(id) if kind == "upload" else self._catalog.find(id)

    def open(self, entry: Entry, *, remember: str | None = None) -> None:
        """Show a scene; the latest wish wins; the old scene stays until the new one is ready."""
        with self._lock:
            self._generation += 1
            mine = self._generation
            if self._opening is not None:
                self._opening.end()  # Nobody waits for it any more.
            task = self._opening = self._progress.begin(f"Opening {entry.name[:80]}")
        self._library.mark_wanted(entry)
        with task:
            try:
                key = SceneKey(entry.path, self._corrections.get(entry.path))
                opened = self._store.acquire(key, task.follow)
            except (SceneError, OSError) as error:
                self._fail(f"Could not open {entry.name[:80]}", str(error))
                if isinstance(error, SceneError):
                    self._catalog.note_failure(entry, error)
                return
            with self._lock:
                if self._closed or mine != self._generation:
                    self._store.release(key)
                    return
                self._show(entry, key, opened)
        self._client.local_storage.set_item(_SCENE, remember or f"scene:{entry.id}")
        self._catalog.note_open(entry, opened.scene)

    def _show(self, entry: Entry, key: SceneKey, opened: OpenedScene) -> None:
        same_place = self._entry == entry
        self._leave_scene()
        self._entry, self._key = entry, key
        display = first_display(opened, self._budget)
        self._stage = Stage(self._client, opened, display, dark=self._dark)
        if not same_place or key.correction is not None:
            cameras = opened.scene.cameras
            single = len(cameras) == 1
            bounds = self._stage.bounds
            self._flight.jump(behind(cameras[0], bounds) if single else corner(bounds))
        self._stage.draw()
        self._sharp = False
        self._moved = 0.0
        self._rebuild_panels(opened, display)
        self._show_count(self._stage)
        self._library.mark_open(entry)

    def _rebuild_panels(self, opened: OpenedScene, display: Display) -> None:
        scene = opened.scene
        self._title.content = (
            f"**{md(scene.name)}**  \n{md(scene.format)}, {len(scene.cloud):,} "
            f"{'splats' if scene.splats is not None else 'points'}"
        )
        with self._view_tab:
            self._view = ViewPanel(self._client, opened, display, self._on_display)
            self._orientation = OrientationPanel(self._client, scene.frame, self._correct)
        with self._info_tab:
            self._info = InfoPanel(self._client, opened)

    def _leave_scene(self) -> None:
        if self._stage is not None:
            self._stage.close()
        for panel in (self._view, self._orientation, self._info):
            if panel is not None:
                panel.remove()
        if self._key is not None:
            self._store.release(self._key)
        self._view = self._orientation = self._info = None
        self._stage = self._key = self._picked = None
        self._selection.clear()
        self._tools.show_distances((), waiting=False)

    def _correct(self, correction: Correction) -> None:
        """The person's word on up and scale: shown now and remembered for this file."""
        if self._entry is not None:
            self._corrections.put(self._entry.path, correction)
            self.open(self._entry)

    def _on_upload(self, name: str, content: bytes) -> None:
        try:
            id, entry = self._uploads.add(name, content)
        except OSError as error:
            self._fail("Could not keep the upload", error.strerror or "The disk refused it.")
            return
        self._library.add_own(entry)
        self.open(entry, remember=f"upload:{id}")

    def _step_scene(self, step: int) -> None:
        entry = self._library.neighbour(step)
        if entry is not None:
            self.open(entry)

    def close(self) -> None:
        """The browser has left: give everything back."""
        self._unlisten()
        self._progress.close()
        with self._lock:
            self._closed = True
            if self._key is not None:
                self._store.release(self._key)
            self._key = self._stage = self._picked = None

    # Seeing ----------------------------------------------------------------------------------

    async def _on_camera(self, _: viser.CameraHandle) -> None:
        self._moved = time.monotonic()
        self._sharp = False

    def refine_if_resting(self) -> None:
        """Called again and again: sharpens what the camera has come to rest at."""
        stage = self._stage
        if stage is None or self._sharp or time.monotonic() - self._moved < _REST_SECONDS:
            return
        self._sharp = True
        if stage.refine(view_of(self._client)):
            self._show_count(stage)

    def _show_count(self, stage: Stage) -> None:
        with self._lock:
            if stage is self._stage and self._view is not None:
                self._view.show_count(stage.shown_points, len(stage.opened.scene.cloud))

    def _on_display(self, display: Display) -> None:
        stage = self._stage
        if stage is not None:
            with self._progress.while_long("Drawing"):
                stage.apply(display, view_of(self._client))
            self._show_count(stage)
            self._sharp = False

    def look_from(self, preset: Preset) -> None:
        stage = self._stage
        if stage is None:
            return
        match preset:
            case "Top":
                self._flight.fly(top(stage.bounds))
            case "Corner":
                self._flight.fly(corner(stage.bounds))
            case "Inside":
                self._flight.fly(walk_in(stage.opened.scene.cloud.positions, stage.bounds))

    def fly_to_selection(self) -> None:
        if self._picked is None:
            self._fail("Nothing is selected", "Click a point in the scene first.")
            return
        center = self._picked.position.astype(np.float64)
        size = 0.5
        if self._picked.box is not None:
            center = self._picked.box.centers[0].astype(np.float64)
            size = float(np.linalg.norm(self._picked.box.sizes[0]))
        self._flight.fly(closeup(center, size, np.asarray(self._client.camera.position)))

    def _next_show_mode(self) -> None:
        if self._stage is not None and self._view is not None:
            modes = self._stage.opened.show_modes()
            at = modes.index(self._view.display.show)
            self._view.set(replace(self._view.display, show=modes[(at + 1) % len(modes)]))

    def _next_color_mode(self) -> None:
        if self._stage is not None and self._view is not None:
            modes = self._stage.opened.color_modes()
            at = modes.index(self._view.display.color)
            self._view.set(replace(self._view.display, color=modes[(at + 1) % len(modes)]))

    def _toggle_boxes(self) -> None:
        if self._view is not None:
            self._view.set(replace(self._view.display, boxes=not self._view.display.boxes))

    def _toggle_dark(self) -> None:
        self._night.value = not self._night.value
        self._set_dark(self._night.value)

    def _set_dark(self, dark: bool) -> None:
        self._dark = dark
        self._theme()
        self._client.local_storage.set_item(_DARK, "yes" if dark else "no")
        if self._stage is not None:
            self._stage.set_dark(dark)

    def _theme(self) -> None:
        self._client.gui.configure_theme(
            dark_mode=self._dark,
            show_logo=False,
            show_share_button=False,
            brand_color=(15, 130, 140),
        )

    # Pointing --------------------------------------------------------------------------------

    def _on_click(self, event: viser.SceneClickEvent) -> None:
        stage = self._stage
        if stage is None:
            return
        picked = stage.pick(
            np.array(event.ray_origin, dtype=np.float32),
            np.array(event.ray_direction, dtype=np.float32),
            view_of(self._client),
        )
        with self._lock:
            if stage is not self._stage:
                return
            if self._measuring and picked is not None:
                waiting = stage.ruler.add(picked.position, stage.mark_radius) is None
                self._tools.show_distances(stage.ruler.distances, waiting)
                return
            self._select(stage, picked)

    def _select(self, stage: Stage, picked: Picked | None) -> None:
        self._picked = picked
        if picked is None:
            stage.selection.clear()
            self._selection.clear()
            return
        stage.selection.show(picked.position, stage.mark_radius, picked.box)
        self._selection.show(picked, stage.opened)

    def _set_measuring(self, measuring: bool) -> None:
        self._measuring = measuring

    def _toggle_measuring(self) -> None:
        self._tools.measuring.value = not self._tools.measuring.value
        self._set_measuring(self._tools.measuring.value)

    def _clear_ruler(self) -> None:
        if self._stage is not None:
            self._stage.ruler.clear()
            self._tools.show_distances((), waiting=False)

    # Taking away -----------------------------------------------------------------------------

    def _screenshot(self) -> None:
        if self._stage is None:
            return
        name = f"{self._stage.opened.scene.name}.png"
        self._deliver("Taking a picture", lambda: (name, screenshot(self._client, dark=self._dark)))

    def _export(self, to: ExportFormat) -> None:
        stage = self._stage
        if stage is None:
            return
        camera = self._client.camera
        viewpoint = Viewpoint(np.array(camera.position), np.array(camera.look_at))
        self._deliver(
            f"Exporting {to}",
            lambda: export_scene(stage.opened, stage.display, viewpoint, to, dark=self._dark),
        )

    def _deliver(self, what: str, make: Callable[[], tuple[str, bytes]]) -> None:
        """Make a file and hand it to the browser; say so when it cannot be made."""
        with self._progress.begin(what) as task, reporting(task.follow):
            try:
                name, content = make()
                self._client.send_file_download(Path(name).name, content)
            except (SceneError, ValueError, OSError, RuntimeError, TimeoutError) as error:
                self._fail(f"{what} did not work", str(error))

    def _fail(self, title: str, body: str) -> None:
        self._client.add_notification(title, body[:400], color="red", auto_close_seconds=12.0)

"""One browser: its library, its theme, and the scene that it visits."""

import threading
from collections.abc import Callable

import viser

from backend.library.catalog import Catalog, Entry, told
from backend.progress import reporting
from backend.types import SceneError, SceneType
from viewer.actions import Actions, AskActions
from viewer.answering import Answering
from viewer.asking import Asking
from viewer.corrections import Corrections
from viewer.hotkeys import add_hotkeys
from viewer.new_room import RoomError, RoomMaker, make_room
from viewer.notices import complain
from viewer.opened import OpenedScene
from viewer.panels.desk import Desk
from viewer.panels.library import LibraryPanel
from viewer.panels.progress import Task
from viewer.store import Correction, SceneKey, SceneStore
from viewer.uploads import Uploads
from viewer.visit import Visit

_SCENE, _DARK, _HISTORY = "ask3d-scene", "ask3d-dark", "ask3d-history"
"""Keys in the browser's own storage: a reload comes back to the same scene, theme and questions."""


_FIRST_TRIES = 5
"""Scenes of the library that are tried at the start when the first ones are damaged."""


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
        answering: Answering,
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
        self._make_room: RoomMaker = make_room
        self._making_room = threading.Lock()
        self._measuring = False
        self._lock = threading.RLock()
        self._closed = False
        self._generation = 0
        self._opening: Task | None = None
        self._key: SceneKey | None = None
        self.visit: Visit | None = None
        self._theme()
        self._library = LibraryPanel(
            client,
            catalog,
            upload_mib=upload_mib,
            on_open=self.open,
            on_upload=self._on_upload,
            on_new_room=self._on_new_room,
        )
        actions = self._actions()
        self._desk = Desk(client, actions, dark=dark)
        self._asking = Asking(
            answering,
            self._desk.ask,
            self._desk.progress,
            visit=lambda: self.visit,
            reopen=self._reopen,
            remember=lambda history: client.local_storage.set_item(_HISTORY, history),
        )
        add_hotkeys(client, actions, self._desk)
        self._unlisten = catalog.listen(self._library.refresh)
        client.camera.on_update(self._on_camera)
        client.scene.on_click()(self._on_click)

    def _actions(self) -> Actions:
        return Actions(
            asking=self._ask_actions(),
            look_from=lambda preset: self._with_visit(lambda v: v.look_from(preset)),
            fly_to_selection=lambda: self._with_visit(Visit.fly_to_selection),
            measure=self._set_measuring,
            clear_ruler=lambda: self._with_visit(Visit.clear_ruler),
            next_show_mode=lambda: self._with_visit(Visit.next_show_mode),
            next_color_mode=lambda: self._with_visit(Visit.next_color_mode),
            toggle_boxes=lambda: self._with_visit(Visit.toggle_boxes),
            next_scene=lambda: self._step_scene(1),
            previous_scene=lambda: self._step_scene(-1),
            screenshot=lambda: self._with_visit(Visit.screenshot),
            export=lambda to: self._with_visit(lambda v: v.export(to)),
            set_dark=self._set_dark,
        )

    def _ask_actions(self) -> AskActions:
        return AskActions(
            ask=lambda: self._asking.ask(),
            again=lambda place: self._asking.again(place),
            show_alternative=lambda rank: self._asking.show_alternative(rank),
            fly_to_answer=lambda: self._asking.fly(),
            show_heat=lambda hot: self._asking.show_heat(hot),
            set_threshold=lambda threshold: self._asking.set_threshold(threshold),
            save_json=lambda: self._client.send_file_download(
                "answers.json", self._asking.transcript()
            ),
            save_picture=lambda: self._with_visit(Visit.screenshot),
        )

    def _with_visit(self, act: Callable[[Visit], None]) -> None:
        visit = self.visit
        if visit is not None:
            act(visit)

    def start(self) -> None:
        """Open what this browser had open before, else the first scene."""
        try:
            remembered = self._client.local_storage.get_item(_SCENE, timeout=3.0)
            dark = self._client.local_storage.get_item(_DARK, timeout=3.0)
            history = self._client.local_storage.get_item(_HISTORY, timeout=3.0)
        except (RuntimeError, TimeoutError):
            # Storage is blocked, or the browser has left again.
            remembered = dark = history = None
        self._asking.restore(history)
        if dark is not None and (dark == "yes") != self._dark:
            self._desk.toggle_dark()
        entry = self._resolve(remembered) if remembered else None
        if entry is not None and entry not in self._catalog.entries:
            self._library.add_own(entry)
        for first in [entry] if entry is not None else self._catalog.entries[:_FIRST_TRIES]:
            self.open(first)
            if self.visit is not None or self._closed:
                return

    def _resolve(self, remembered: str) -> Entry | None:
        kind, _, id = remembered.partition(":")
        return self._uploads.get(id) if kind == "upload" else self._catalog.find(id)

    def _reopen(self, remembered: str) -> bool:
        """Open a scene that was asked about before; whether it is open then."""
        entry = self._resolve(remembered)
        if entry is None:
            return False
        if remembered.startswith("upload:"):
            self._library.add_own(entry)
        self.open(entry, remember=remembered)
        return self.visit is not None and self.visit.entry == entry

    def open(self, entry: Entry, *, remember: str | None = None) -> None:
        """Show a scene; the latest wish wins; the old scene stays until the new one is ready."""
        with self._lock:
            self._generation += 1
            mine = self._generation
            if self._opening is not None:
                self._opening.end()  # Nobody waits for it any more.
            task = self._opening = self._desk.progress.begin(f"Opening {entry.name[:80]}")
        self._library.mark_wanted(entry)
        with task:
            try:
                key = SceneKey(entry.path, self._corrections.get(entry.path))
                opened = self._store.acquire(key, task.follow)
            except (SceneError, OSError) as error:
                complain(self._client, f"Could not open {entry.name[:80]}", told(error, entry))
                self._catalog.note_failure(entry, told(error, entry))
                return
            with self._lock:
                if self._closed or mine != self._generation:
                    self._store.release(key)
                    return
                self._turn_to(entry, key, opened, remember or f"scene:{entry.id}")
        self._client.local_storage.set_item(_SCENE, remember or f"scene:{entry.id}")
        self._catalog.note_open(entry, opened.scene)

    def _turn_to(self, entry: Entry, key: SceneKey, opened: OpenedScene, name: str) -> None:
        """Leave the old scene, if there is one, for the new one."""
        again = self.visit is not None and self.visit.entry == entry and self._key == key
        if self.visit is not None and self._key is not None:
            self.visit.end()
            self._store.release(self._key)
            self.visit = self._key = None
        visit = Visit(
            self._client,
            self._desk,
            entry,
            opened,
            budget=self._budget,
            dark=self._dark,
            on_correct=self._correct,
        )
        visit.begin(keep_camera=again)
        self.visit, self._key = visit, key
        self._library.mark_open(entry)
        self._asking.enter(visit, name)

    def _correct(self, correction: Correction) -> None:
        """The person's word on up and scale: shown now and remembered for this file."""
        visit = self.visit
        if visit is not None:
            self._corrections.put(visit.entry.path, correction)
            self.open(visit.entry)

    def _on_upload(self, name: str, content: bytes) -> None:
        try:
            id, entry = self._uploads.add(name, content)
        except OSError as error:
            reason = error.strerror or "The disk refused it."
            complain(self._client, "Could not keep the upload", reason)
            return
        self._library.add_own(entry)
        self.open(entry, remember=f"upload:{id}")

    def _on_new_room(self, seed: int, scene_type: SceneType | None) -> None:
        """One at a time for each browser: it keeps a core busy for seconds."""
        if not self._making_room.acquire(blocking=False):
            complain(self._client, "A room is being made", "Wait until it is there.")
            return
        try:
            title = f"Making {scene_type or 'room'} {seed}"
            with self._desk.progress.begin(title) as task, reporting(task.follow):
                id, entry = self._uploads.make(
                    lambda folder: self._make_room(folder, seed, scene_type)
                )
        except (RoomError, OSError) as error:
            complain(self._client, "Could not make a room", str(error))
            return
        finally:
            self._making_room.release()
        self._library.add_own(entry)
        self.open(entry, remember=f"upload:{id}")

    def _step_scene(self, step: int) -> None:
        entry = self._library.neighbour(step)
        if entry is not None:
            self.open(entry)

    async def _on_camera(self, _: viser.CameraHandle) -> None:
        self._with_visit(Visit.note_movement)

    def refine_if_resting(self) -> None:
        """Called again and again: sharpens what the camera has come to rest at."""
        self._with_visit(Visit.refine_if_resting)

    def _on_click(self, event: viser.SceneClickEvent) -> None:
        self._with_visit(lambda visit: visit.point(event, measuring=self._measuring))

    def _set_measuring(self, measuring: bool) -> None:
        self._measuring = measuring

    def _set_dark(self, dark: bool) -> None:
        self._dark = dark
        self._theme()
        self._client.local_storage.set_item(_DARK, "yes" if dark else "no")
        self._with_visit(lambda visit: visit.set_dark(dark))

    def _theme(self) -> None:
        self._client.gui.configure_theme(
            dark_mode=self._dark,
            show_logo=False,
            show_share_button=False,
            brand_color=(15, 130, 140),
        )

    def close(self) -> None:
        """The browser has left: give everything back."""
        self._unlisten()
        self._desk.progress.close()
        with self._lock:
            self._closed = True
            if self._key is not None:
                self._store.release(self._key)
            self._key = self.visit = None

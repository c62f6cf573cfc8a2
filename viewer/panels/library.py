"""The library on the left: every scene with its picture, a filter, pages, uploads, new rooms."""

from collections.abc import Callable

import numpy as np
import viser
from jaxtyping import UInt8

from backend.library.catalog import Catalog, Entry, Facts, Summary
from backend.types import SCENE_TYPES, SceneType
from viewer.text import md

_ROWS = 6
_ROOM_KINDS: dict[str, SceneType | None] = {"any": None, **{name: name for name in SCENE_TYPES}}
_LAST_ROOM = 9_999_999
_PLACEHOLDER = np.full((96, 192, 3), 226, dtype=np.uint8)


class _Row:
    """One scene of the page: picture, name, what it is."""

    def __init__(self, gui: viser.GuiApi, on_click: Callable[[], None]):
        self._image = gui.add_image(_PLACEHOLDER, visible=False)
        self._button = gui.add_button("", visible=False)
        self._button.on_click(lambda _: on_click())
        self._facts = gui.add_markdown("", visible=False)
        self._shown: tuple[Entry | None, bool] = (None, False)

    def show(self, entry: Entry | None, summary: Summary | None, *, open_now: bool) -> None:
        for part in (self._image, self._button, self._facts):
            part.visible = entry is not None
        if entry is None:
            self._shown = (None, False)
            return
        self._button.label = entry.name[:60]
        self._button.color = "teal" if open_now else "gray"
        self._facts.content = "*looking …*" if summary is None else describe(summary.facts)
        if self._shown != (entry, summary is not None):
            self._image.image = _PLACEHOLDER if summary is None else _picture(summary)
            self._shown = (entry, summary is not None)


class LibraryPanel:
    def __init__(
        self,
        client: viser.ClientHandle,
        catalog: Catalog,
        *,
        upload_mib: int,
        on_open: Callable[[Entry], None],
        on_upload: Callable[[str, bytes], None],
        on_new_room: Callable[[int, SceneType | None], None],
    ):
        self._catalog = catalog
        self._own: list[Entry] = []
        self._on_open = on_open
        self._open: Entry | None = None
        self._wanted: Entry | None = None
        self._page = 0
        gui = client.gui
        self._panel = gui.add_panel()
        with self._panel.add_tab("Scenes", viser.Icon.FOLDERS):
            upload = gui.add_upload_button(
                "Upload a scan",
                icon=viser.Icon.UPLOAD,
                hint=f"Point cloud, mesh or splats, at most {upload_mib} MiB; only you see it",
            )
            upload.on_upload(lambda event: on_upload(event.target.value.name, _content(event)))
            self._add_new_room(gui, on_new_room)
            self._filter = gui.add_text("Filter", "", hint="Part of a name")
            self._filter.on_update(lambda _: self._to_page(0))
            self._pages = gui.add_button_group("Page", ("◀", "▶"))
            self._pages.on_click(self._turn)
            self._count = gui.add_markdown("")
            self._rows = [_Row(gui, lambda i=i: self._click(i)) for i in range(_ROWS)]
        self._panel.dock_left()
        self._panel.set_width(250)
        self.refresh()

    def _add_new_room(
        self, gui: viser.GuiApi, on_new_room: Callable[[int, SceneType | None], None]
    ) -> None:
        """Rooms have numbers, so that people can come back to one; each click makes the next."""
        with gui.add_folder("New room", expand_by_default=False):
            kind = gui.add_dropdown("Type", tuple(_ROOM_KINDS))
            number = gui.add_number("Number", 1, min=0, max=_LAST_ROOM, step=1)
            button = gui.add_button("New room", icon=viser.Icon.SOFA, hint="Only you see it")

        def make(_: object) -> None:
            seed = int(number.value)
            number.value = min(seed + 1, _LAST_ROOM)
            on_new_room(seed, _ROOM_KINDS[kind.value])

        button.on_click(make)

    @property
    def entries(self) -> list[Entry]:
        """This person's uploads first, then everybody's scenes; only those that fit the filter."""
        wanted = self._filter.value.strip().lower()
        every = [*self._own, *self._catalog.entries]
        return [entry for entry in every if wanted in entry.name.lower()]

    def add_own(self, entry: Entry) -> None:
        """A scene that only this person sees."""
        if entry not in self._own:
            self._own.insert(0, entry)
        self._to_page(0)

    def mark_wanted(self, entry: Entry) -> None:
        """The person asked for this scene; it may take a while."""
        self._wanted = entry

    def mark_open(self, entry: Entry) -> None:
        self._open = self._wanted = entry
        self.refresh()

    def neighbour(self, step: int) -> Entry | None:
        """The scene `step` places after the one that was asked for last."""
        entries = self.entries
        if not entries:
            return None
        at = entries.index(self._wanted) if self._wanted in entries else -step
        return entries[(at + step) % len(entries)]

    def _turn(self, event: viser.GuiEvent[viser.GuiButtonGroupHandle]) -> None:
        self._to_page(self._page + (1 if event.target.value == "▶" else -1))

    def _to_page(self, page: int) -> None:
        self._page = page
        self.refresh()

    def _visible(self) -> list[Entry]:
        return self.entries[self._page * _ROWS : (self._page + 1) * _ROWS]

    def _click(self, row: int) -> None:
        visible = self._visible()
        if row < len(visible):
            self._on_open(visible[row])

    def refresh(self) -> None:
        """Show what is known now."""
        total = len(self.entries)
        pages = max(1, -(-total // _ROWS))
        self._page = min(max(self._page, 0), pages - 1)
        self._pages.visible = pages > 1
        self._count.content = (
            f"{total} scene{'s' if total > 1 else ''}"
            + (f", page {self._page + 1} of {pages}" if pages > 1 else "")
            if total
            else "*Nothing fits the filter.*"
        )
        visible = self._visible()
        for i, row in enumerate(self._rows):
            entry = visible[i] if i < len(visible) else None
            summary = None if entry is None else self._catalog.summary(entry)
            row.show(entry, summary, open_now=entry is not None and entry == self._open)


def describe(facts: Facts) -> str:
    """One line under the picture."""
    if facts.error:
        return f"⚠ {md(facts.error, 300)}"
    return f"{md(facts.count)} · {md(facts.format)}"


def _picture(summary: Summary) -> UInt8[np.ndarray, "h w 3"]:
    return _PLACEHOLDER if summary.thumbnail is None else summary.thumbnail


def _content(event: viser.GuiEvent[viser.GuiUploadButtonHandle]) -> bytes:
    return event.target.value.content

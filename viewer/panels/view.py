"""The View tab: how the open scene is drawn."""

import html
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import viser

from backend.geometry.colors import categorical_colors, ramp
from viewer.display import Display
from viewer.opened import ColorMode, OpenedScene
from viewer.panels.order import DISPLAY

_MOST_NAMES = 14
_LEGEND = '<div style="font-size: 0.8em; padding: 0 1em 0.5em 1em">{}</div>'
OnDisplay = Callable[[Display], None]


class ViewPanel:
    """Built anew for each scene, because every scene offers other choices."""

    def __init__(
        self,
        client: viser.ClientHandle,
        opened: OpenedScene,
        display: Display,
        on_display: OnDisplay,
    ):
        self._display = display
        self._on_display = on_display
        self._folder = client.gui.add_folder("Display", order=DISPLAY)
        with self._folder:
            self._add_drawing(client.gui, opened)
            self._add_extras(client.gui, opened)
            self._count = client.gui.add_markdown("")

    def _add_drawing(self, gui: viser.GuiApi, opened: OpenedScene) -> None:
        display = self._display
        self.show = gui.add_dropdown("Show", opened.show_modes(), initial_value=display.show)
        self._follow(self.show, "show")
        self.color = gui.add_dropdown(
            "Colour by", opened.color_modes(), initial_value=display.color
        )
        self._follow(self.color, "color")
        self._legend = gui.add_html("")
        self._opened = opened
        self._show_legend()
        size = gui.add_slider(
            "Point size", 0.2, 5.0, 0.1, display.point_scale, hint="× what fits the scan's spacing"
        )
        self._follow(size, "point_scale")
        budget = gui.add_slider(
            "Budget (M)",
            min=min(0.1, display.budget / 1e6),
            max=max(5.0, display.budget / 1e6),
            step=0.1,
            initial_value=display.budget / 1e6,
            hint="Most points drawn at once, in millions; more is sharper and slower",
        )
        self._follow(budget, "budget", lambda millions: round(millions * 1e6))
        self._add_cut(gui, opened)

    def _add_cut(self, gui: viser.GuiApi, opened: OpenedScene) -> None:
        low, high = (float(z) for z in opened.scene.bounds[:, 2])
        span = max(high - low, 1e-3)
        cut = self._display.cut_height
        slider = gui.add_slider(
            "Cut at (m)",
            min=round(low, 3),
            max=round(high + 0.01 * span, 3),
            step=max(round(span / 200, 3), 0.001),
            initial_value=round(high + 0.01 * span, 3) if cut is None else cut,
            hint="Hides everything above this height, such as a ceiling",
        )
        self._follow(slider, "cut_height", lambda z: None if z >= high else z)

    def _add_extras(self, gui: viser.GuiApi, opened: OpenedScene) -> None:
        display, scene = self._display, opened.scene
        if scene.boxes is not None:
            self._follow(gui.add_checkbox("Boxes", display.boxes), "boxes")
        if scene.cameras:
            self._follow(gui.add_checkbox("Cameras", display.cameras), "cameras")
        self._follow(gui.add_checkbox("Grid", display.grid), "grid")
        self._follow(gui.add_checkbox("Axes", display.axes), "axes")

    def _follow(
        self, widget: Any, field: str, convert: Callable[[Any], Any] = lambda value: value
    ) -> None:
        """A change of the widget by a person becomes a change of the display."""

        @widget.on_update
        def _(event: viser.GuiEvent[Any]) -> None:
            if event.client_id is not None:
                self.set(replace(self._display, **{field: convert(event.target.value)}))

    def set(self, display: Display) -> None:
        """Take over a display from elsewhere (hotkeys) or from a widget."""
        self._display = display
        if self.show.value != display.show:
            self.show.value = display.show
        if self.color.value != display.color:
            self.color.value = display.color
        self._show_legend()
        self._on_display(display)

    def _show_legend(self) -> None:
        self._legend.content = legend(self._opened, self._display.color)

    def show_count(self, shown: int, total: int) -> None:
        """Say how much of the scene the browser holds."""
        unit = "splats" if self._display.show == "Splats" else "points"
        part = "everything" if shown >= total else f"{shown:,} of {total:,} {unit}"
        self._count.content = f"*Drawn: {part}*"

    @property
    def display(self) -> Display:
        return self._display

    def remove(self) -> None:
        self._folder.remove()


def legend(opened: OpenedScene, color: ColorMode) -> str:
    """What the colours mean, as HTML with every name escaped; the most frequent classes."""
    cloud, names = opened.scene.cloud, opened.scene.class_names
    if color == "Height":
        low, high = opened.scene.bounds[:, 2]
        stops = ", ".join("rgb({}, {}, {})".format(*c) for c in ramp(np.linspace(0.0, 1.0, 9)))
        bar = f"height: 8px; border-radius: 4px; background: linear-gradient(to right, {stops})"
        return _LEGEND.format(
            f'<div style="{bar}"></div><div style="display: flex; justify-content: space-between">'
            f"<span>{low:.2f} m</span><span>{high:.2f} m</span></div>"
        )
    if color != "Class" or cloud.classes is None:
        return ""
    ids, counts = np.unique(cloud.classes[cloud.classes >= 0], return_counts=True)
    frequent = ids[np.argsort(-counts)][:_MOST_NAMES]
    chips = [
        f'<span style="white-space: nowrap; margin-right: 0.8em">'
        f'<span style="color: rgb({r}, {g}, {b})">■</span> {html.escape(names[i][:40])}</span>'
        for i, (r, g, b) in zip(frequent, categorical_colors(frequent), strict=True)
        if i < len(names)
    ]
    return _LEGEND.format(" ".join(chips))

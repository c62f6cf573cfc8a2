"""The Tools tab: measure, screenshot, export."""

from collections.abc import Callable

import viser

from viewer.export import EXPORTS, ExportFormat
from viewer.layers.marks import format_length


class ToolsPanel:
    def __init__(
        self,
        client: viser.ClientHandle,
        *,
        on_measure: Callable[[bool], None],
        on_clear: Callable[[], None],
        on_screenshot: Callable[[], None],
        on_export: Callable[[ExportFormat], None],
    ):
        gui = client.gui
        with gui.add_folder("Measure"):
            self.measuring = gui.add_checkbox(
                "Measure distances", False, hint="Then click two points in the scene (M)"
            )
            self.measuring.on_update(lambda event: on_measure(event.target.value))
            self._distances = gui.add_markdown("")
            gui.add_button("Clear", icon=viser.Icon.ERASER).on_click(lambda _: on_clear())
        with gui.add_folder("Save"):
            screenshot = gui.add_button("Screenshot (PNG)", icon=viser.Icon.CAMERA)
            screenshot.on_click(lambda _: on_screenshot())
            choice = gui.add_dropdown("Export as", EXPORTS)
            export = gui.add_button("Export the scene", icon=viser.Icon.DOWNLOAD)
            export.on_click(lambda _: on_export(choice.value))

    def show_distances(self, distances: tuple[float, ...], waiting: bool) -> None:
        """List what was measured; say what the next click does."""
        lines = [f"{i}. **{format_length(d)}**" for i, d in enumerate(distances, 1)]
        if waiting:
            lines.append("*Click the other end.*")
        self._distances.content = "\n".join(lines)

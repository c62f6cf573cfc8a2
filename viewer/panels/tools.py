"""The Tools tab: measure, screenshot, export."""

import viser

from viewer.actions import Actions
from viewer.export import EXPORTS
from viewer.layers.marks import format_length


class ToolsPanel:
    def __init__(self, client: viser.ClientHandle, actions: Actions):
        gui = client.gui
        with gui.add_folder("Measure"):
            self.measuring = gui.add_checkbox(
                "Measure distances", False, hint="Then click two points in the scene (M)"
            )
            self.measuring.on_update(lambda event: actions.measure(event.target.value))
            self._distances = gui.add_markdown("")
            clear = gui.add_button("Clear", icon=viser.Icon.ERASER)
            clear.on_click(lambda _: actions.clear_ruler())
        with gui.add_folder("Save"):
            screenshot = gui.add_button("Screenshot (PNG)", icon=viser.Icon.CAMERA)
            screenshot.on_click(lambda _: actions.screenshot())
            choice = gui.add_dropdown("Export as", EXPORTS)
            export = gui.add_button("Export the scene", icon=viser.Icon.DOWNLOAD)
            export.on_click(lambda _: actions.export(choice.value))

    def toggle_measuring(self) -> None:
        """As a click on the checkbox does."""
        self.measuring.value = not self.measuring.value

    def show_distances(self, distances: tuple[float, ...], waiting: bool) -> None:
        """List what was measured; say what the next click does."""
        lines = [f"{i}. **{format_length(d)}**" for i, d in enumerate(distances, 1)]
        if waiting:
            lines.append("*Click the other end.*")
        self._distances.content = "\n".join(lines)

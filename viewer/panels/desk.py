"""The panel on the right: what stays there from scene to scene, and where a scene adds its own."""

import viser

from viewer.actions import Actions
from viewer.panels.ask import AskPanel
from viewer.panels.camera import CameraPanel
from viewer.panels.info import SelectionPanel
from viewer.panels.order import THEME
from viewer.panels.progress import ProgressPanel
from viewer.panels.tools import ToolsPanel


class Desk:
    def __init__(self, client: viser.ClientHandle, actions: Actions, *, dark: bool):
        gui = client.gui
        gui.main_panel.dock_right()
        gui.main_panel.set_width(320)
        gui.set_panel_label("Ask3D")
        self.title = gui.add_markdown("")
        self.progress = ProgressPanel(client)
        self.selection = SelectionPanel(client)
        tabs = gui.add_tab_group()
        with tabs.add_tab("Ask", viser.Icon.MESSAGE_QUESTION):
            self.ask = AskPanel(client, actions.asking)
        self.view_tab = tabs.add_tab("View", viser.Icon.EYE)
        with self.view_tab:
            CameraPanel(client, actions)
            self._dark = gui.add_checkbox("Dark mode", dark, order=THEME)
            self._dark.on_update(lambda event: actions.set_dark(event.target.value))
        with tabs.add_tab("Tools", viser.Icon.RULER_MEASURE):
            self.tools = ToolsPanel(client, actions)
        self.info_tab = tabs.add_tab("Info", viser.Icon.INFO_CIRCLE)

    def toggle_dark(self) -> None:
        """As a click on the checkbox does."""
        self._dark.value = not self._dark.value

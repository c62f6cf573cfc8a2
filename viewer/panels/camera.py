"""Camera presets as buttons."""

from typing import cast, get_args

import viser

from viewer.actions import Actions, Preset
from viewer.panels.order import CAMERA


class CameraPanel:
    def __init__(self, client: viser.ClientHandle, actions: Actions):
        gui = client.gui
        with gui.add_folder("Camera", order=CAMERA):
            group = gui.add_button_group("Look from", get_args(Preset))
            group.on_click(lambda event: actions.look_from(cast("Preset", event.target.value)))
            fly = gui.add_button("Fly to selection", icon=viser.Icon.FOCUS_2)
            fly.on_click(lambda _: actions.fly_to_selection())

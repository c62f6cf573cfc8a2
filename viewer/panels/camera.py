"""Camera presets as buttons; the same actions have hotkeys."""

from collections.abc import Callable
from typing import Literal, cast

import viser

from viewer.panels.order import CAMERA

Preset = Literal["Top", "Corner", "Inside"]
PRESETS: tuple[Preset, ...] = ("Corner", "Top", "Inside")


class CameraPanel:
    def __init__(
        self,
        client: viser.ClientHandle,
        *,
        on_preset: Callable[[Preset], None],
        on_selection: Callable[[], None],
    ):
        gui = client.gui
        with gui.add_folder("Camera", order=CAMERA):
            group = gui.add_button_group("Look from", PRESETS)
            group.on_click(lambda event: on_preset(cast("Preset", event.target.value)))
            fly = gui.add_button("Fly to selection", icon=viser.Icon.FOCUS_2)
            fly.on_click(lambda _: on_selection())

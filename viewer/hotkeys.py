"""Hotkeys and the command palette (Ctrl+K): every action by name."""

import viser

from viewer.actions import Actions
from viewer.panels.desk import Desk


def add_hotkeys(client: viser.ClientHandle, actions: Actions, desk: Desk) -> None:
    """W, A, S, D, Q, E and the arrows are the camera's own; these keys are free."""
    add = client.gui.add_command
    commands = (
        (add("Look from the corner", hotkey="C"), lambda: actions.look_from("Corner")),
        (add("Look from the top", hotkey="T"), lambda: actions.look_from("Top")),
        (add("Walk in", hotkey="I"), lambda: actions.look_from("Inside")),
        (add("Fly to the selection", hotkey="F"), actions.fly_to_selection),
        (add("Fly to the answer", hotkey="G"), actions.asking.fly_to_answer),
        (add("Heatmap of the answer", hotkey="H"), desk.ask.toggle_heat),
        (add("Measure distances", hotkey="M"), desk.tools.toggle_measuring),
        (add("Points, splats or mesh", hotkey="V"), actions.next_show_mode),
        (add("Next colouring", hotkey="O"), actions.next_color_mode),
        (add("Show boxes", hotkey="B"), actions.toggle_boxes),
        (add("Next scene", hotkey="N"), actions.next_scene),
        (add("Previous scene", hotkey="P"), actions.previous_scene),
        (add("Screenshot", hotkey="X"), actions.screenshot),
        (add("Dark mode", hotkey="L"), desk.toggle_dark),
    )
    for command, action in commands:
        command.on_trigger(lambda _, action=action: action())

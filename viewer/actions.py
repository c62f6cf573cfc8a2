"""What a person can do: buttons and hotkeys call the same things."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from viewer.export import ExportFormat

Action = Callable[[], None]
Preset = Literal["Corner", "Top", "Inside"]


@dataclass(frozen=True)
class Actions:
    """Each may be called at any time, also while no scene is open."""

    look_from: Callable[[Preset], None]
    fly_to_selection: Action
    measure: Callable[[bool], None]
    clear_ruler: Action
    next_show_mode: Action
    next_color_mode: Action
    toggle_boxes: Action
    next_scene: Action
    previous_scene: Action
    screenshot: Action
    export: Callable[[ExportFormat], None]
    set_dark: Callable[[bool], None]

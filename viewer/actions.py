"""What a person can do: buttons and hotkeys call the same things."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from viewer.export import ExportFormat

Action = Callable[[], None]
Preset = Literal["Corner", "Top", "Inside"]


@dataclass(frozen=True)
class AskActions:
    """What the Ask panel's widgets do."""

    ask: Action
    """Ask what stands in the field."""
    again: Callable[[int], None]
    """Ask the question at this place of the history again, in its own scene."""
    show_alternative: Callable[[int], None]
    """Mark what the answer at this rank speaks of."""
    fly_to_answer: Action
    show_heat: Callable[[bool], None]
    set_threshold: Callable[[float], None]
    save_json: Action
    save_picture: Action


@dataclass(frozen=True)
class Actions:
    """Each may be called at any time, also while no scene is open."""

    asking: AskActions
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

"""What a browser may do to one widget of viser: whether it is on screen, which values it yields."""

import itertools
import math
from typing import Any

import viser

from viewer.guard.wire import Number, Value

MAX_TEXT = 20_000
"""Characters of a text field."""
_ACCEPTS_HIDDEN = "_ask3d_accepts_hidden"


def accept_while_hidden(handle: viser.GuiTextHandle) -> None:
    """Let browsers set a hidden text field: scripts of our own pages write to such fields."""
    object.__setattr__(handle, _ACCEPTS_HIDDEN, True)


def input_problem(handle: Any) -> str | None:
    """Why a browser cannot touch the input `handle` (None if there is no such input)."""
    if handle is None or handle._impl.removed:
        return "no such widget"
    if getattr(handle, _ACCEPTS_HIDDEN, False):
        return None
    if getattr(handle, "disabled", False) or not is_shown(handle):
        return "the widget is disabled or hidden"
    return None


def is_shown(handle: Any) -> bool:
    """Whether a GUI element and everything around it is visible."""
    while True:
        state = handle._impl
        if state.removed or not getattr(state.props, "visible", True):
            return False
        if state.parent_container_id == "root":
            return True
        try:
            parent = state.gui_api._resolve_container_handle(state.parent_container_id)
        except KeyError:  # Removed by another thread just now.
            return False
        if isinstance(parent, viser.GuiTabHandle):
            handle = parent._parent
        elif isinstance(parent, viser.GuiFolderHandle):
            handle = parent
        else:
            # Modals and panels in the scene are at the top, and go with their contents.
            return True


def value_problem(handle: Any, value: Value) -> str | None:
    """Why the stock client cannot have given `value` to the input `handle`, or None."""
    match handle:
        case viser.GuiButtonHandle():
            legal = value is True
        case viser.GuiCheckboxHandle():
            legal = isinstance(value, bool)
        case viser.GuiDropdownHandle() | viser.GuiButtonGroupHandle():
            legal = isinstance(value, str) and value in handle.options
        case viser.GuiTextHandle():
            legal = isinstance(value, str) and len(value) <= MAX_TEXT
        case viser.GuiSliderHandle() | viser.GuiNumberHandle():
            numbers = _numbers([value], 1, whole=isinstance(handle.value, int))
            legal = numbers is not None and _within(numbers[0], handle.min, handle.max)
        case viser.GuiMultiSliderHandle():
            whole = isinstance(handle.value[0], int) if handle.value else False
            numbers = _numbers(value, len(handle.value), whole)
            legal = numbers is not None and (
                all(_within(x, handle.min, handle.max) for x in numbers)
                and all(a <= b or math.isclose(a, b) for a, b in itertools.pairwise(numbers))
            )
        case viser.GuiVector2Handle() | viser.GuiVector3Handle():
            size = len(handle.value)
            low, high = handle.min or (None,) * size, handle.max or (None,) * size
            numbers = _numbers(value, size)
            legal = numbers is not None and all(map(_within, numbers, low, high))
        case viser.GuiRgbHandle() | viser.GuiRgbaHandle():
            numbers = _numbers(value, len(handle.value), whole=True)
            legal = numbers is not None and all(0 <= x <= 255 for x in numbers)
        case _:
            return "browsers do not set the value of this kind of widget"
    return None if legal else "the value is not one that the widget can take"


def _numbers(value: Any, size: int, whole: bool = False) -> list[Number] | None:
    """`value` if it is a list of `size` finite numbers (whole ones, if asked), else None."""
    if not isinstance(value, list) or len(value) != size:
        return None
    for item in value:
        if isinstance(item, bool) or not isinstance(item, int | float) or not math.isfinite(item):
            return None
        # JavaScript has one type of number: a whole float arrives as an integer, and the reverse.
        if whole and not float(item).is_integer():
            return None
    return value


def _within(value: Number, low: Number | None, high: Number | None) -> bool:
    # A browser steps in floating point and may miss the end by a rounding error.
    return (low is None or value >= low or math.isclose(value, low, rel_tol=1e-9)) and (
        high is None or value <= high or math.isclose(value, high, rel_tol=1e-9)
    )

"""Which way is up and how long a unit is: shown plainly, put right with one click."""

from collections.abc import Callable

import viser

from backend.geometry.frames import UP_AXES, up_vector
from backend.types import Frame
from viewer.panels.order import ORIENTATION
from viewer.store import Correction

_UNITS = {"m": 1.0, "cm": 0.01, "mm": 0.001, "ft": 0.3048, "in": 0.0254}


class OrientationPanel:
    """Open when something was guessed, folded when the file says it."""

    def __init__(
        self, client: viser.ClientHandle, frame: Frame, on_correct: Callable[[Correction], None]
    ):
        gui = client.gui
        title = "Orientation (guessed)" if frame.guessed else "Orientation"
        self._folder = gui.add_folder(title, expand_by_default=frame.guessed, order=ORIENTATION)
        with self._folder:
            gui.add_markdown(
                f"Up is **{frame.up_name}** of the file ({frame.up_from}), "
                f"one unit is **{frame.metres_per_unit:g} m** ({frame.scale_from})."
            )
            if frame.guessed:
                keep = gui.add_button("Looks right", icon=viser.Icon.CHECK)
                keep.on_click(lambda _: on_correct(Correction(frame.up, frame.metres_per_unit)))
            up = gui.add_button_group("Up is", UP_AXES)
            up.on_click(
                lambda event: on_correct(
                    Correction(up_vector(event.target.value), frame.metres_per_unit)
                )
            )
            unit = gui.add_button_group("Unit is", tuple(_UNITS))
            unit.on_click(
                lambda event: on_correct(Correction(frame.up, _UNITS[event.target.value]))
            )
            with gui.add_form("Exact scale") as form:
                metres = gui.add_number(
                    "Metres a unit", frame.metres_per_unit, min=1e-6, max=1e6, step=1e-6
                )
            form.on_submit(lambda _: on_correct(Correction(frame.up, float(metres.value))))

    def remove(self) -> None:
        self._folder.remove()

"""The Ask tab: a question, its answer, and what can be done with it."""

from collections.abc import Callable, Sequence
from typing import Literal, get_args

import viser

from backend.engine import Answer
from backend.types import Boxes
from viewer.actions import AskActions
from viewer.history import Past
from viewer.page import let_typing_arrive
from viewer.panels.answer import (
    answer_html,
    boxes_html,
    heat_legend_html,
    message_html,
    thinking_html,
)
from viewer.text import plain

_MOST_SUGGESTED = 4
_MOST_PAST = 6
_MOST_LABEL = 60
FIRST_THRESHOLD = 0.3
_File = Literal["JSON", "Picture"]
_FILES: tuple[_File, ...] = get_args(_File)


class AskPanel:
    """Stays from scene to scene; thread-safe as far as each call is one change."""

    def __init__(self, client: viser.ClientHandle, actions: AskActions):
        self._client = client
        let_typing_arrive(client)
        self._add_form(client.gui, actions)
        self._answer = client.gui.add_html("")
        self._add_evidence(client.gui, actions)
        self._suggestions = _Buttons(client.gui, "Try", _MOST_SUGGESTED, self._ask_suggestion)
        self._history = _Buttons(client.gui, "Asked before", _MOST_PAST, actions.again)
        self._add_saving(client.gui, actions)
        self._ask = actions.ask
        self._suggested: tuple[str, ...] = ()

    def _add_form(self, gui: viser.GuiApi, actions: AskActions) -> None:
        """A text field alone would report every letter; a form waits for Enter."""
        with gui.add_form(None) as form:
            self.question = gui.add_text("Question", "", hint="Enter asks; the latest one wins")
            self.button = gui.add_button("Ask", icon=viser.Icon.MESSAGE_QUESTION)
        form.on_submit(lambda _: actions.ask())
        self.button.on_click(lambda _: actions.ask())

    def _add_evidence(self, gui: viser.GuiApi, actions: AskActions) -> None:
        self.alternatives = gui.add_button_group(
            "Mark", ("answer",), visible=False, hint="Marks in the scene what each answer names"
        )
        self.alternatives.on_click(
            lambda event: actions.show_alternative(event.target.options.index(event.target.value))
        )
        self._boxes = gui.add_html("")
        self.fly = gui.add_button("Fly to the answer", icon=viser.Icon.FOCUS_2, visible=False)
        self.fly.on_click(lambda _: actions.fly_to_answer())
        self.heat = gui.add_checkbox(
            "Heatmap", False, visible=False, hint="How likely the answer rests on each point (H)"
        )
        self.heat.on_update(lambda event: actions.show_heat(event.target.value))
        self.threshold = gui.add_slider(
            "From (%)", 0, 100, 1, round(100 * FIRST_THRESHOLD), visible=False
        )
        self.threshold.on_update(lambda event: actions.set_threshold(event.target.value / 100))
        self._legend = gui.add_html("")

    def _add_saving(self, gui: viser.GuiApi, actions: AskActions) -> None:
        self.save = gui.add_button_group(
            "Save", _FILES, visible=False, hint="All questions and answers so far, or this view"
        )

        def save(event: viser.GuiEvent[viser.GuiButtonGroupHandle]) -> None:
            if event.target.value == "JSON":
                actions.save_json()
            else:
                actions.save_picture()

        self.save.on_click(save)

    def _ask_suggestion(self, i: int) -> None:
        if i < len(self._suggested):
            self.question.value = self._suggested[i]
            self._ask()

    def toggle_heat(self) -> None:
        """As a click on the checkbox does."""
        if self.heat.visible:
            self.heat.value = not self.heat.value

    def clear(self) -> None:
        """No answer is shown; what was asked stays in the list."""
        self._answer.content = self._boxes.content = ""
        self._show_evidence(False)
        self.alternatives.visible = False
        self.suggest(())

    def think(self, question: str) -> None:
        """The question is being answered; what the scene shows stays until it is."""
        self._answer.content = thinking_html(question)

    def tell(self, text: str, *, trouble: bool = False) -> None:
        """A line in place of an answer."""
        with self._client.atomic():
            self._answer.content = message_html(text, trouble=trouble)
            self._boxes.content = ""
            self._show_evidence(False)
            self.alternatives.visible = False

    def show(self, answer: Answer) -> None:
        """An answer with its alternatives and what bears it out."""
        names = _distinct([one.text for one in answer.answers])
        with self._client.atomic():
            self._answer.content = answer_html(answer)
            if names:
                self.alternatives.options = names
            self.alternatives.visible = len(names) > 1 and not answer.not_found
            self.show_boxes(answer.boxes, "Marked in the scene")
            self._show_evidence(not answer.not_found, fly=len(answer.boxes) > 0)
            self.save.visible = True

    def show_boxes(self, boxes: Boxes, title: str) -> None:
        """List what is marked in the scene."""
        self._boxes.content = boxes_html(boxes, title) if len(boxes) else ""
        self.fly.visible = len(boxes) > 0

    def _show_evidence(self, visible: bool, fly: bool = False) -> None:
        self.fly.visible = fly
        self.heat.visible = visible
        self.show_threshold(visible and self.heat.value)

    def show_threshold(self, visible: bool) -> None:
        """The slider and the colour bar, while the heatmap is shown."""
        self.threshold.visible = visible
        self._legend.content = heat_legend_html(self.threshold.value / 100) if visible else ""

    def suggest(self, questions: Sequence[str]) -> None:
        """Questions to try in this scene."""
        self._suggested = tuple(questions[:_MOST_SUGGESTED])
        self._suggestions.show(self._suggested)

    def list_history(self, items: Sequence[Past], scene: str) -> None:
        """What was asked before; questions about other scenes name them."""
        self._history.show([_label(past, scene) for past in items[:_MOST_PAST]])


class _Buttons:
    """A folder of up to so many buttons, with labels that come and go."""

    def __init__(self, gui: viser.GuiApi, title: str, most: int, on_click: Callable[[int], None]):
        self._folder = gui.add_folder(title, visible=False)
        with self._folder:
            self.buttons = [gui.add_button("", color="gray", visible=False) for _ in range(most)]
        for i, button in enumerate(self.buttons):
            button.on_click(lambda _, i=i: on_click(i))

    def show(self, labels: Sequence[str]) -> None:
        for i, button in enumerate(self.buttons):
            if i < len(labels):
                button.label = plain(labels[i], _MOST_LABEL)
            button.visible = i < len(labels)
        self._folder.visible = len(labels) > 0


def _label(past: Past, scene: str) -> str:
    place = "" if past.scene == scene else f"[{plain(past.scene_name, 16)}] "
    return f"{place}{plain(past.question, 40)} – {plain(past.answer, 20)}"


def _distinct(texts: Sequence[str]) -> tuple[str, ...]:
    """Short labels, one for each text, none of them twice."""
    labels: list[str] = []
    for text in texts:
        label = plain(text, 24) or "…"
        while label in labels:
            label += "′"
        labels.append(label)
    return tuple(labels)

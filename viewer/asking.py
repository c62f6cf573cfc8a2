"""One browser's questions: the latest wins, and an answer belongs to the scene it was asked in."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from backend.engine import Answer, CheckpointError, QuestionError
from backend.types import Boxes, SceneError
from viewer.answering import Answering
from viewer.history import History, Past
from viewer.layers.boxes import chosen
from viewer.panels.answer import headline
from viewer.panels.ask import FIRST_THRESHOLD, AskPanel
from viewer.panels.progress import ProgressPanel
from viewer.transcript import Transcript
from viewer.visit import Visit

_LOG = logging.getLogger(__name__)
_SETTLE_SECONDS = 0.12
"""How long the threshold's slider must rest before colours are sent."""

_LIKELY = 0.5
"""The score below which a detection is more likely none."""


@dataclass(frozen=True)
class _Shown:
    """What the panel and the scene show."""

    visit: Visit
    answer: Answer
    marked: Boxes


class Asking:
    """Thread-safe; a browser never keeps more than one thread busy with questions."""

    def __init__(
        self,
        answering: Answering,
        panel: AskPanel,
        progress: ProgressPanel,
        *,
        visit: Callable[[], Visit | None],
        reopen: Callable[[str], bool],
        remember: Callable[[str], None],
    ):
        """
        Args:
            answering: the network.
            panel: where answers are read.
            progress: where people see that they have to wait.
            visit: the scene that is open now.
            reopen: opens a scene by its name in the browser's storage; whether it is open then.
            remember: keeps the history in the browser's storage.
        """
        self.history = History()
        self._transcript = Transcript()
        self._answering = answering
        self._panel = panel
        self._progress = progress
        self._visit = visit
        self._reopen = reopen
        self._remember = remember
        self._lock = threading.Lock()
        self._question: str | None = None
        self._busy = False
        self._shown: _Shown | None = None
        self._scene = ""
        self._hot = False
        self._threshold = FIRST_THRESHOLD

    # Scenes ----------------------------------------------------------------------------------

    def enter(self, visit: Visit, scene: str) -> None:
        """Another scene is open: its answers start anew, suggestions follow when they are known."""
        with self._lock:
            self._shown = None
            self._scene = scene
            self._panel.clear()
            self._panel.list_history(self.history.items, scene)
        threading.Thread(target=self._suggest, args=(visit,), name="suggest", daemon=True).start()

    def _suggest(self, visit: Visit) -> None:
        """Look at the scene, so that its first question is answered sooner, too."""
        try:
            self._look_at(visit)
        except Exception:
            # Suggestions are a courtesy: asking itself will say what is wrong.
            _LOG.exception("could not look at a scene")

    def _look_at(self, visit: Visit) -> None:
        def current() -> bool:
            return self._visit() is visit

        try:
            questions = self._answering.suggest(visit.opened.scene, wanted=current)
        except (SceneError, CheckpointError) as error:
            if current() and self._shown is None:
                self._panel.tell(str(error), trouble=True)
        else:
            if current():
                self._panel.suggest(questions)

    def restore(self, stored: str | None) -> None:
        """Take over what this browser had asked before it was loaded anew."""
        self.history.restore(stored)
        self._panel.list_history(self.history.items, self._scene)

    # Questions -------------------------------------------------------------------------------

    def ask(self) -> None:
        """Answer what stands in the question's field; older questions are dropped unanswered."""
        with self._lock:
            # Read here, because calls may overtake each other.
            self._question = self._panel.question.value
            if self._busy:
                return
            self._busy = True
        try:
            while (latest := self._next()) is not None:
                self._work_on(latest)
        except BaseException:
            with self._lock:
                self._busy = False
            raise

    def _next(self) -> str | None:
        with self._lock:
            question, self._question = self._question, None
            self._busy = question is not None
            return question

    def _work_on(self, question: str) -> None:
        visit = self._visit()
        if visit is None:
            self._panel.tell("Open a scene first, then ask about it.", trouble=True)
            return
        self._panel.think(question)
        try:
            with self._progress.while_long("Answering"):
                answer = self._answering.ask(visit.opened.scene, question)
        except (QuestionError, SceneError, CheckpointError) as error:
            self._refuse(visit, str(error))
        except Exception:
            # A scene that the network stumbles over must not leave the person waiting.
            _LOG.exception("could not answer a question")
            self._refuse(visit, "The question could not be answered; the server's log says why.")
        else:
            self._show(visit, answer)

    def _refuse(self, visit: Visit, why: str) -> None:
        visit.show_evidence(None)
        visit.show_heat(None, self._threshold)
        with self._lock:
            if self._visit() is visit:
                self._shown = None
                self._panel.tell(why, trouble=True)

    def _show(self, visit: Visit, answer: Answer) -> None:
        name = visit.opened.scene.name
        with self._lock:
            if self._question is not None or self._visit() is not visit:
                return  # Nobody waits for it any more.
            self._shown = _Shown(visit, answer, answer.boxes)
            self._transcript.add(name, answer)
            self.history.add(Past(self._scene, name, answer.question, headline(answer)))
            self._panel.show(answer)
            self._panel.list_history(self.history.items, self._scene)
        visit.show_evidence(answer.boxes)
        self._show_heat(visit, answer)
        self._remember(self.history.to_json())

    def again(self, place: int) -> None:
        """Ask a past question once more, in the scene that it was asked in."""
        items = self.history.items
        if place >= len(items):
            return
        past = items[place]
        if past.scene != self._scene and not self._reopen(past.scene):
            self._panel.tell(f"{past.scene_name} is not here any more.", trouble=True)
            return
        self._panel.question.value = past.question
        self.ask()

    # What an answer shows --------------------------------------------------------------------

    def show_alternative(self, rank: int) -> None:
        """Mark the objects that an answer names, or what bears it out where it names none."""
        shown = self._shown
        if shown is None or rank >= len(shown.answer.answers):
            return
        text = shown.answer.answers[rank].text
        boxes = shown.answer.boxes
        if rank > 0:
            named = _named(self._answering.detect(shown.visit.opened.scene), text)
            boxes = named if len(named) else boxes
        with self._lock:
            if self._shown is not shown:
                return
            self._shown = replace(shown, marked=boxes)
        shown.visit.show_evidence(boxes)
        self._panel.show_boxes(boxes, f"Marked for “{text[:40]}”")

    def fly(self) -> None:
        shown = self._shown
        if shown is not None and len(shown.marked):
            shown.visit.fly_to(shown.marked)

    def show_heat(self, hot: bool) -> None:
        self._hot = hot
        shown = self._shown
        if shown is not None:
            self._show_heat(shown.visit, shown.answer)

    def _show_heat(self, visit: Visit, answer: Answer | None) -> None:
        wanted = self._hot and answer is not None and not answer.not_found
        visit.show_heat(answer.heat if wanted and answer is not None else None, self._threshold)
        self._panel.show_threshold(wanted)

    def set_threshold(self, threshold: float) -> None:
        """Follow the slider once it rests."""
        self._threshold = threshold
        time.sleep(_SETTLE_SECONDS)
        shown = self._shown
        if self._threshold == threshold and shown is not None:
            self._show_heat(shown.visit, shown.answer)

    def transcript(self) -> bytes:
        """All questions and answers so far, as JSON."""
        return self._transcript.to_json()


def _named(boxes: Boxes, text: str) -> Boxes:
    """The objects whose label an answer says, in the singular or with an s; at least the best."""
    said = f" {text.lower()} "
    names = [label.lower() for label in boxes.labels]
    rows = np.flatnonzero([f" {name} " in said or f" {name}s " in said for name in names])
    if boxes.scores is not None:
        likely = rows[boxes.scores[rows] >= _LIKELY]
        rows = likely if len(likely) else rows[:1]
    return chosen(boxes, rows)

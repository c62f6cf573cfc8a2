"""An answerer without a network: what it says follows from the scene and the question alone."""

import time
from pathlib import Path

import numpy as np

from backend.engine import Answer, Answerer, QuestionError, Ranked
from backend.progress import report
from backend.types import Boxes, Scene
from viewer.app import App


class Oracle(Answerer):
    """Answers with the question's last word; its evidence is what is called so in the scene."""

    def __init__(self, seconds: float = 0.0):
        self.seconds = seconds
        self.trouble: Exception | None = None
        """What every question meets with."""
        self.asked: list[tuple[str, str]] = []
        self.scenes: set[Path] = set()

    @property
    def available(self) -> bool:
        return True

    def warm(self) -> None:
        return

    def _look(self, scene: Scene) -> None:
        if scene.path not in self.scenes:
            report("Looking at the scene", 0, 3)
            self.scenes.add(scene.path)

    def ask(self, scene: Scene, text: str) -> Answer:
        if self.trouble is not None:
            raise self.trouble
        words = text.strip(" ?").split()
        if not words:
            raise QuestionError("wanted a question, got nothing. Type one, such as: where is it?")
        self._look(scene)
        time.sleep(self.seconds)
        self.asked.append((scene.name, text))
        word = words[-1].lower()
        boxes = self._named(scene, word)
        heat = np.zeros(len(scene.cloud), np.float32)
        if scene.cloud.classes is not None and word in scene.class_names:
            heat[scene.cloud.classes == scene.class_names.index(word)] = 0.9
        return Answer(
            question=text.strip(),
            answers=(Ranked(word, 0.8), Ranked("table", 0.4), Ranked("two", 0.1)),
            sure=word != "perhaps",
            not_found=word == "unicorn",
            boxes=boxes,
            heat=heat,
            unknown=("frobnicate",) if "frobnicate" in words else (),
            notes=("It was cut.",) if len(text) > 1000 else (),
        )

    def detect(self, scene: Scene) -> Boxes:
        return self._named(scene, None)

    def suggest(self, scene: Scene) -> tuple[str, ...]:
        return tuple(f"Where is the {name}?" for name in scene.class_names[:2])

    def _named(self, scene: Scene, name: str | None) -> Boxes:
        """A box around all points of each class."""
        classes = scene.cloud.classes
        found = [] if classes is None else [int(c) for c in np.unique(classes[classes >= 0])]
        found = [c for c in found if name is None or scene.class_names[c] == name]
        lows = [scene.cloud.positions[classes == c].min(axis=0) for c in found]
        highs = [scene.cloud.positions[classes == c].max(axis=0) for c in found]
        low = np.array(lows, np.float32).reshape(-1, 3)
        high = np.array(highs, np.float32).reshape(-1, 3)
        return Boxes(
            centers=(low + high) / 2,
            sizes=high - low,
            yaws=np.zeros(len(found), np.float32),
            labels=tuple(scene.class_names[c] for c in found),
            scores=np.full(len(found), 0.75, np.float32),
        )


def give_oracle(app: App, oracle: Oracle) -> Oracle:
    """Let the viewer ask the oracle instead of a network; before the first browser comes."""
    app._answering._answerer = oracle
    return oracle

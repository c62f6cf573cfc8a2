"""One question about one scene that was looked at before."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

import numpy as np
from jaxtyping import Float32

from backend.engine.answers import Answer
from backend.engine.calibration import Calibration, sigmoid
from backend.engine.evidence import boxes_of, gather_evidence, ranked
from backend.engine.heat import point_heat
from backend.engine.network import Network
from backend.engine.scene_memory import Seen


def answer_question(
    network: Network, positions: Float32[np.ndarray, "points 3"], seen: Seen, question: str
) -> Answer:
    """The answer about the scene with these points (metres), its evidence and its heat map."""
    features, calibration = seen.features, network.calibration
    seconds: dict[str, float] = {}
    with timed(seconds, "words"):
        words = network.words(question)
    with timed(seconds, "answer"):
        reply = network.reply(features, words)
        answers = ranked(reply.answer, network.card.answers, calibration)
        evidence = gather_evidence(
            features, reply.reference, reply.evidence, answers[0].text, calibration
        )
        absent = is_absent(reply.presence, calibration)
        if absent:
            evidence = evidence.none()
    with timed(seconds, "heat"):
        heat = point_heat(
            positions,
            seen.near,
            features.belonging,
            features.boxes,
            evidence.likely,
            evidence.warm,
        )
    return Answer(
        question=question,
        answers=answers,
        sure=answers[0].confidence >= calibration.answer_threshold,
        not_found=absent,
        boxes=boxes_of(features, evidence),
        heat=heat,
        notes=features.notes,
        seconds=seconds,
    )


def is_absent(presence: float | None, calibration: Calibration) -> bool:
    """Whether the network says that nothing like what the question speaks of is there.

    `presence` is its logit; a network that has none never says so.
    """
    if presence is None:
        return False
    there = sigmoid(np.array([presence / calibration.presence_temperature]))
    return bool(there[0] < calibration.presence_threshold)


@contextmanager
def timed(seconds: dict[str, float], name: str) -> Iterator[None]:
    start = perf_counter()
    yield
    seconds[name] = perf_counter() - start

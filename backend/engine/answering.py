"""One question about one scene that was looked at before."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter

import numpy as np
from jaxtyping import Float32

from backend.engine.answers import Answer, Ranked
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
        there = probably_there(reply.presence, calibration)
        absent = there < calibration.presence_threshold
        if absent:
            answers = denied(answers, 1 - there)
        evidence = gather_evidence(
            features, reply.reference, reply.evidence, answers[0].text, calibration
        )
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


def probably_there(presence: float | None, calibration: Calibration) -> float:
    """How likely what the question speaks of is there at all.

    `presence` is the network's logit; what a network without one is asked about counts as there.
    """
    if presence is None:
        return 1.0
    return float(sigmoid(np.array([presence / calibration.presence_temperature]))[0])


def denied(answers: tuple[Ranked, ...], absent: float) -> tuple[Ranked, ...]:
    """A "yes" to something that is not there becomes a "no", as likely as it is absent."""
    if answers[0].text != "yes":
        return answers
    others = [one for one in answers[1:] if one.text != "no"]
    less = replace(answers[0], confidence=min(answers[0].confidence, 1 - absent))
    ordered = sorted([less, *others], key=lambda one: -one.confidence)
    return (Ranked("no", absent), *ordered)


@contextmanager
def timed(seconds: dict[str, float], name: str) -> Iterator[None]:
    start = perf_counter()
    yield
    seconds[name] = perf_counter() - start

"""All figures of a trained network on labelled scenes, and its predictions in official formats."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
from jaxtyping import Float64

from backend.geometry.iou import box_bounds
from backend.models.card import Card
from backend.models.votenet.classes import SCANNET_AND_OTHERS, DetectionClasses
from backend.models.votenet.decode import take
from training.data.examples import Question, Utterance
from training.data.real_scenes import RealConfig, open_real_scenes
from training.metrics.answers import Answered, scanqa_type, score_answers
from training.metrics.detection_file import write_detections
from training.metrics.evaluate_vqa import answer_figures
from training.metrics.grounding import Grounded, score_grounding
from training.metrics.report import Figure, Report, within
from training.metrics.submission import (
    AnswerPrediction,
    BoxPrediction,
    corner_bounds,
    official_corners,
    write_answers,
    write_boxes,
)
from training.questions.calibrate import (
    Calibration,
    balanced,
    error_figures,
    evidence_cases,
    f1,
    presence_cases,
)
from training.questions.corpus import read_corpus
from training.questions.detect import ALL_SIDES, DetectConfig, detection_figures
from training.questions.evaluate_command import EvaluateScenes
from training.questions.items import Item, ItemConfig, asked
from training.questions.measure import MeasureConfig, measure
from training.questions.replies import Reply, SceneReplies
from training.questions.store import RealStore, SceneStore, open_store
from training.questions.trained import load_trained
from training.questions.views import ViewConfig
from training.rooms.language.blind import blind_accuracy


def measure_scenes(config: EvaluateScenes) -> Report:
    """All figures.

    Raises:
        CommandError: the checkpoint or the scenes cannot be read, or predictions not be written.
    """
    trained = load_trained(config.checkpoint)
    store = _store(config, trained.scene.config.detector.classes)
    views = ALL_SIDES if config.tta else ViewConfig()
    detect = DetectConfig(
        config.points or trained.points, config.points is not None, config.seed, views
    )
    settings = MeasureConfig(detect, config.descriptions, clip=config.clip, texts=config.texts)
    scenes = list(measure(trained, store, settings))
    if config.predictions is not None:
        write_predictions(config.predictions, scenes)
    notes: list[str] = []
    figures = list(all_figures(scenes, stored_calibration(trained.card), notes))
    if config.blind is not None:
        figures += blind_figures(config.blind, [reply.item for reply in _answered(scenes)])
    return Report(len(scenes), "scenes", tuple(figures), tuple(notes))


def all_figures(
    scenes: Sequence[SceneReplies], calibration: Calibration, notes: list[str]
) -> Iterator[Figure]:
    """Of everything that there is something of; what is missing goes to the notes."""
    yield from detection_figures([one.found for one in scenes], [one.true for one in scenes])
    if answered := _answered(scenes):
        yield from question_figures(answered, notes)
    if described := _described(scenes):
        replies = [reply for reply, _ in described]
        yield from within("descriptions", [("descriptions", len(replies))])
        yield from within("descriptions", place_figures(replies, notes))
    yield from judgement_figures(scenes, calibration)


def question_figures(replies: Sequence[Reply], notes: list[str]) -> Iterator[Figure]:
    """Matches, captions' scores and places of all questions, and of each kind of question."""
    yield "questions", len(replies)
    yield from answer_figures(_scored(replies), notes)
    yield from place_figures(replies, notes)
    kinds = [_kind(reply) for reply in replies]
    for kind in sorted(set(kinds)):
        own = [reply for reply, other in zip(replies, kinds, strict=True) if other == kind]
        yield from within(kind, [("questions", len(own))])
        yield from within(kind, score_answers(_scored(own)).figures())
        yield from within(kind, place_figures(own, []))


def place_figures(replies: Sequence[Reply], notes: list[str]) -> list[Figure]:
    """Acc@0.25 and Acc@0.5 of the replies whose official target has a box."""
    grounded = [_grounded(reply) for reply in replies if len(reply.targets)]
    if len(grounded) < len(replies):
        left = len(replies) - len(grounded)
        notes.append(f"Acc leaves out {left:,} of {len(replies):,} texts without a known box")
    return list(score_grounding(grounded).figures()) if grounded else []


def judgement_figures(scenes: Sequence[SceneReplies], calibration: Calibration) -> Iterator[Figure]:
    """Of presence and evidence, and how far the confidences hold."""
    presence = presence_cases(scenes)
    if presence.right.any() and not presence.right.all():
        said = presence.confidence(calibration.presence_temperature)
        said = said >= calibration.presence_threshold
        yield "presence, balanced accuracy", 100 * balanced(said, presence.right)
        yield "presence, granted where it is", 100 * float(said[presence.right].mean())
        yield "presence, denied where it is not", 100 * float((~said)[~presence.right].mean())
    shares, proof = evidence_cases(scenes)
    if proof.any():
        yield "evidence, F1", 100 * f1(shares >= calibration.evidence_threshold, proof)
    yield from error_figures("", scenes, calibration)


def blind_figures(rooms: Path, queried: Sequence[Item]) -> list[Figure]:
    """What can be had without looking at any scene.

    Raises:
        CommandError: the rooms cannot be read.
    """
    classes = SCANNET_AND_OTHERS
    known = [
        asked(question, ItemConfig())
        for question in read_corpus(open_store(rooms, classes), classes).questions()
        if question.answers
    ]
    return [("EM@1, words alone", 100 * blind_accuracy(known, queried))] if queried else []


def stored_calibration(card: Card) -> Calibration:
    """What a card says; defaults for what it does not say."""
    known = {name: float(value) for name, value in card.calibration.items()}
    return replace(Calibration(), **known)


def write_predictions(path: Path, scenes: Sequence[SceneReplies]) -> None:
    """Answers in ScanQA's format at the path; descriptions and detections in files beside it.

    Raises:
        CommandError: a file cannot be written.
    """
    answers = [
        AnswerPrediction(reply.scene, reply.item.name, reply.answers, _corners(reply))
        for reply in _all(scenes)
        if isinstance(reply.query.said, Question)
    ]
    boxes = [
        BoxPrediction(reply.scene, str(text.object_id), number, _corners(reply))
        for reply, text, number in _numbered(_described(scenes))
    ]
    if answers:
        write_answers(path, answers)
    if boxes:
        write_boxes(path.with_suffix(".scanrefer.json"), boxes)
    write_detections(path.with_suffix(".detections.json"), {s.scene: s.found for s in scenes})


def _store(config: EvaluateScenes, classes: DetectionClasses) -> SceneStore:
    if config.data_root is None:
        return open_store(config.data, classes, config.count)
    wanted = RealConfig(
        config.data_root,
        config.split,
        config.questions,
        config.descriptions,
        whole=False,
        classes=classes,
    )
    real = open_real_scenes(wanted)
    return RealStore(replace(real, files=dict(islice(real.files.items(), config.count))))


def _all(scenes: Sequence[SceneReplies]) -> list[Reply]:
    return [reply for scene in scenes for reply in scene.replies]


def _answered(scenes: Sequence[SceneReplies]) -> list[Reply]:
    """To questions of which an answer is known."""
    return [reply for reply in _all(scenes) if reply.item.answers]


def _described(scenes: Sequence[SceneReplies]) -> list[tuple[Reply, Utterance]]:
    return [
        (reply, reply.query.said)
        for reply in _all(scenes)
        if isinstance(reply.query.said, Utterance)
    ]


def _numbered(
    described: Sequence[tuple[Reply, Utterance]],
) -> Iterator[tuple[Reply, Utterance, str]]:
    """Each with its own number, or else its place among the descriptions of its object."""
    counts: Counter[tuple[str, int]] = Counter()
    for reply, text in described:
        key = text.scene, text.object_id
        yield reply, text, text.number or str(counts[key])
        counts[key] += 1


def _scored(replies: Sequence[Reply]) -> list[Answered]:
    return [Answered(reply.answers, reply.item.answers) for reply in replies]


def _kind(reply: Reply) -> str:
    said = reply.query.said
    return said.kind if isinstance(said, Question) and said.kind else scanqa_type(reply.item.text)


def _grounded(reply: Reply) -> Grounded:
    return Grounded(
        corner_bounds(_corners(reply)), corner_bounds(official_corners(box_bounds(reply.targets)))
    )


def _corners(reply: Reply) -> Float64[np.ndarray, "8 3"]:
    """Of the object that the network refers to."""
    return official_corners(take(reply.boxes, np.array([reply.pointed])))[0]

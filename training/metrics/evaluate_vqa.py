"""`python -m training evaluate vqa`: score answers in ScanQA's submission format."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import tyro

from training.errors import CommandError
from training.metrics.answers import Answered, score_answers
from training.metrics.captions import NO_SCORERS, has_scorers, score_captions
from training.metrics.grounding import Grounded, score_grounding
from training.metrics.references import Question, ScanBoxes, read_questions
from training.metrics.report import Figure, Report, print_report, within
from training.metrics.submission import AnswerPrediction, corner_bounds, read_answers

Pairs = Sequence[tuple[AnswerPrediction, Question]]


@dataclass(frozen=True)
class EvaluateVqa:
    """Score the answers of a prediction file, overall and by type of question.

    Predictions are in ScanQA's submission format: a list of {"scene_id", "question_id",
    "answer_top10": [best first], "bbox": 8 corners}. The refined figures are those of LEO.
    """

    predictions: Path
    """JSON file in ScanQA's submission format."""
    references: Path
    """ScanQA_v1.0_*.json, or SQA3D's v1_*_sqa_annotations_*.json."""
    questions: Path | None = None
    """SQA3D's v1_*_questions_*.json, for figures by type of question."""
    scans: Path | None = None
    """Folder of prepared or plain ScanNet scans, for Acc@0.25 and Acc@0.5 of the boxes."""
    json: Annotated[bool, tyro.conf.FlagCreatePairsOff] = False
    """Print one JSON object."""


def evaluate_vqa(config: EvaluateVqa) -> None:
    """Print the figures.

    Raises:
        CommandError: a file cannot be read, or a question was not answered.
    """
    print_report(score_vqa(config), as_json=config.json)


def score_vqa(config: EvaluateVqa) -> Report:
    """All figures.

    Raises:
        CommandError: a file cannot be read, or a question was not answered.
    """
    questions = read_questions(config.references, config.questions)
    predictions = read_answers(config.predictions)
    missing = [name for name in questions if name not in predictions]
    if missing:
        raise CommandError(
            f"{config.predictions} answers {len(questions) - len(missing):,} of the "
            f"{len(questions):,} questions of {config.references}; the first that it lacks is "
            f"{missing[0]}"
        )
    notes = []
    if len(predictions) > len(questions):
        extra = len(predictions) - len(questions)
        notes.append(f"{extra:,} predictions without a reference were left out")
    pairs = [(predictions[name], question) for name, question in questions.items()]
    figures: list[Figure] = [
        *answer_figures(_answered(pairs), notes),
        *_box_figures(pairs, config.scans, notes),
    ]
    for kind in sorted({question.kind for question in questions.values() if question.kind}):
        part = [(prediction, question) for prediction, question in pairs if question.kind == kind]
        figures += within(
            kind, [("questions", len(part)), *score_answers(_answered(part)).figures()]
        )
        figures += within(kind, _box_figures(part, config.scans, []))
    return Report(len(pairs), "questions", tuple(figures), tuple(notes))


def answer_figures(answered: Sequence[Answered], notes: list[str]) -> list[Figure]:
    """Matches and captions' scores; what is missing is added to the notes."""
    figures: list[Figure] = list(score_answers(answered).figures())
    if not has_scorers():
        notes.append(NO_SCORERS)
        return figures
    try:
        captions = score_captions(answered)
    except ValueError as error:
        notes.append(f"BLEU, ROUGE-L, METEOR and CIDEr are left out: {error}")
        return figures
    notes += captions.notes
    return figures + list(captions.figures())


def _box_figures(pairs: Pairs, scans: Path | None, notes: list[str]) -> list[Figure]:
    """Of the questions whose first object has a box; nothing where no boxes were predicted."""
    if all(prediction.corners is None for prediction, _ in pairs):
        return []
    boxes = None if scans is None else ScanBoxes(scans)
    grounded = []
    for prediction, question in pairs:
        targets = question.boxes
        if targets is None and boxes is not None:
            targets = boxes.find(question.scene_id, question.objects)
        if targets is not None:
            found = None if prediction.corners is None else corner_bounds(prediction.corners)
            grounded.append(Grounded(found, targets))
    if not grounded:
        notes.append("boxes were predicted, but none are known: give --scans for Acc@0.25")
        return []
    if len(grounded) < len(pairs):
        notes.append(f"Acc leaves out {len(pairs) - len(grounded):,} questions without a known box")
    return list(score_grounding(grounded).figures())


def _answered(pairs: Pairs) -> list[Answered]:
    return [Answered(prediction.answers, question.answers) for prediction, question in pairs]

"""BLEU, ROUGE-L, METEOR and CIDEr of answers, by pycocoevalcap as ScanQA's scripts use it.

All are multiplied by 100, as they are printed everywhere. CIDEr weighs words by the references of
the questions that are scored, so that it changes with their selection, and exceeds 100 easily.
"""

import contextlib
import importlib.util
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from training.metrics.answers import Answered
from training.metrics.tokens import JavaError, has_java, official_tokens, plain_tokens

Captions = dict[int, list[str]]
"""Texts of each question, in words."""

NO_JAVA = "METEOR needs Java, and the words were split by our tokeniser instead of the official one"
NO_SCORERS = (
    "BLEU, ROUGE-L, METEOR and CIDEr need the package pycocoevalcap: pip install pycocoevalcap"
)


@dataclass(frozen=True)
class CaptionScore:
    bleu: tuple[float, float, float, float]
    """BLEU-1 to BLEU-4 of the whole set, closest reference length."""
    rouge_l: float
    cider: float
    meteor: float | None
    """None where Java is missing or failed."""
    notes: tuple[str, ...] = ()
    """What was computed in another way than officially."""

    def figures(self) -> Iterator[tuple[str, float]]:
        for n, value in enumerate(self.bleu, start=1):
            yield f"BLEU-{n}", value
        if self.meteor is not None:
            yield "METEOR", self.meteor
        yield "ROUGE-L", self.rouge_l
        yield "CIDEr", self.cider


def has_scorers() -> bool:
    """Whether pycocoevalcap is installed."""
    return importlib.util.find_spec("pycocoevalcap") is not None


def score_captions(questions: Sequence[Answered], *, java: bool | None = None) -> CaptionScore:
    """Score the first answer to every question.

    Args:
        questions: What was answered, and what people answer.
        java: Whether to use Java; by default if it is there.

    Raises:
        ValueError: there are no questions, or no reference has any word.
    """
    from pycocoevalcap.bleu.bleu import Bleu
    from pycocoevalcap.cider.cider import Cider
    from pycocoevalcap.rouge.rouge import Rouge

    answers, references, notes = _words(questions, has_java() if java is None else java)
    if not any(text for texts in references.values() for text in texts):
        raise ValueError("wanted references with words, got none")
    meteor = None
    if not notes:
        try:
            meteor = 100 * _meteor(references, answers)
        except JavaError as error:
            notes = (f"METEOR is missing: {error}",)
    bleu = [100 * value for value in Bleu(4).compute_score(references, answers, verbose=0)[0]]
    return CaptionScore(
        (bleu[0], bleu[1], bleu[2], bleu[3]),
        100 * float(Rouge().compute_score(references, answers)[0]),
        100 * float(Cider().compute_score(references, answers)[0]),
        meteor,
        notes,
    )


def _words(questions: Sequence[Answered], java: bool) -> tuple[Captions, Captions, tuple[str, ...]]:
    """First answers, references, and a note where the official tokeniser did not run."""
    texts = [text for q in questions for text in (q.answers[0], *q.references)]
    notes: tuple[str, ...] = ()
    try:
        tokens = official_tokens(texts) if java else plain_tokens(texts)
    except JavaError as error:
        java, tokens = False, plain_tokens(texts)
        notes = (f"Java failed: {error}",)
    answers: Captions = {}
    references: Captions = {}
    place = 0
    for i, question in enumerate(questions):
        end = place + 1 + len(question.references)
        answers[i], references[i] = [tokens[place]], tokens[place + 1 : end]
        place = end
    return answers, references, notes if java else (*notes, NO_JAVA)


def _meteor(references: Captions, answers: Captions) -> float:
    """METEOR 1.5 of the whole set; range [0, 1].

    Raises:
        JavaError: the program ended before it had answered.
    """
    with TemporaryDirectory() as folder:
        return _meteor_beside(_plain_jar(Path(folder)), references, answers)


def _plain_jar(folder: Path) -> Path:
    """METEOR's program at a path that it can read: blanks and the like keep it from its tables."""
    from pycocoevalcap.meteor import meteor

    home = Path(meteor.__file__).parent
    if quote(str(home)) != str(home):
        home = Path(shutil.copytree(home, folder / "meteor"))
    return home / "meteor-1.5.jar"


def _meteor_beside(jar: Path, references: Captions, answers: Captions) -> float:
    from pycocoevalcap.meteor import meteor

    # The class takes the path of its program from here.
    meteor.METEOR_JAR = str(jar)
    scorer = meteor.Meteor()
    try:
        return float(scorer.compute_score(references, answers)[0])
    except (OSError, ValueError) as error:
        # Its destructor waits for the lock that a failed call still holds.
        if scorer.lock.locked():
            scorer.lock.release()
        raise JavaError("METEOR's program ended early") from error
    finally:
        scorer.meteor_p.kill()
        scorer.meteor_p.wait()
        for pipe in (scorer.meteor_p.stdin, scorer.meteor_p.stdout, scorer.meteor_p.stderr):
            assert pipe is not None
            with contextlib.suppress(OSError):
                pipe.close()

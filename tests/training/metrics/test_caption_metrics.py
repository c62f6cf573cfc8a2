import json
import math
import shutil
from collections import Counter
from pathlib import Path

import pytest

from training.metrics import tokens
from training.metrics.answers import Answered
from training.metrics.captions import NO_JAVA, has_scorers, score_captions
from training.metrics.tokens import JavaError, has_java, official_tokens, plain_tokens

SCANQA = Path(__file__).parents[4] / "shared/data/scanqa/ScanQA_v1.0_val_part.json"

needs_scorers = pytest.mark.skipif(not has_scorers(), reason="needs pycocoevalcap")
needs_java = pytest.mark.skipif(
    not (has_scorers() and has_java()), reason="needs pycocoevalcap and Java"
)

TEXTS = (
    "The desk's edge, it's a 3D T-shirt (red).",
    "",
    "  two\nlines ",
    "can't cannot gonna o'clock 1/2 2.5 1,000 'quoted' \"x\" a--b ... wait…",
    "left & right; on/off: e.g. the Mr. Smith [x] {y} #3 50% $5",
    "it’s “nice” – ok — no",
    "chairs' legs they're I'll we've he'd don't",
    "tall tv. u.s. yes/no x-y-z wanna gimme",
    "- --",
)
QUESTIONS = (
    Answered(
        ("on the brown wooden table",), ("on the brown table", "on a wooden desk by the wall")
    ),
    Answered(("two chairs",), ("two", "2 chairs near the window")),
    Answered(("to the left of the door",), ("left of the door", "to the left of the white door")),
    Answered(("",), ("by the bed",)),
)


def test_words_worked_by_hand() -> None:
    assert plain_tokens(TEXTS[:3]) == [
        "the desk 's edge it 's a 3d t-shirt -lrb- red -rrb-",
        "",
        "two lines",
    ]


@needs_java
def test_our_tokeniser_splits_as_the_official_one() -> None:
    assert plain_tokens(TEXTS) == official_tokens(TEXTS)


@needs_java
@pytest.mark.data
def test_our_tokeniser_splits_scanqas_answers_as_the_official_one() -> None:
    if not SCANQA.is_file():
        pytest.skip("needs ScanQA's questions")
    answers = sorted(
        {text for entry in json.loads(SCANQA.read_text()) for text in entry["answers"]}
    )
    assert plain_tokens(answers) == official_tokens(answers)


def ngrams(text: str, n: int) -> Counter[tuple[str, ...]]:
    words = text.split()
    return Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))


def slow_bleu(questions: tuple[Answered, ...], order: int) -> float:
    """Corpus BLEU with the closest reference length, from its definition (Papineni et al. 2002)."""
    logs, length, wanted = 0.0, 0, 0
    for n in range(1, order + 1):
        right = total = 0
        for question in questions:
            found = ngrams(question.answers[0], n)
            known: Counter[tuple[str, ...]] = Counter()
            for text in question.references:
                known |= ngrams(text, n)
            right += (found & known).total()
            total += found.total()
        logs += math.log(right / total) / order
    for question in questions:
        own = len(question.answers[0].split())
        length += own
        wanted += min((abs(len(r.split()) - own), len(r.split())) for r in question.references)[1]
    return 100 * math.exp(logs + min(0, 1 - wanted / length))


@needs_scorers
@pytest.mark.parametrize("order", [1, 2, 3, 4])
def test_bleu_equals_its_definition(order: int) -> None:
    score = score_captions(QUESTIONS, java=False)
    assert score.bleu[order - 1] == pytest.approx(slow_bleu(QUESTIONS, order), rel=1e-6)


@needs_scorers
def test_perfect_answers_reach_the_top_and_wrong_ones_nothing() -> None:
    texts = ("on the brown wooden table", "two chairs near the window", "left of the white door")
    score = score_captions([Answered((text,), (text,)) for text in texts], java=False)
    assert score.bleu == pytest.approx((100, 100, 100, 100))
    assert score.rouge_l == pytest.approx(100) and score.cider == pytest.approx(1000)
    wrong = score_captions([Answered(("sink",), (text,)) for text in texts], java=False)
    assert max(wrong.bleu) < 0.1 and wrong.rouge_l == wrong.cider == 0


@needs_scorers
def test_order_does_not_matter() -> None:
    turned = [Answered(q.answers, q.references[::-1]) for q in QUESTIONS[::-1]]
    score, other = (score_captions(questions, java=False) for questions in (QUESTIONS, turned))
    assert dict(score.figures()) == pytest.approx(dict(other.figures()))


@needs_scorers
def test_without_java_a_note_stands_for_meteor(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    score = score_captions(QUESTIONS)
    assert score.meteor is None and score.notes == (NO_JAVA,)
    assert [name for name, _ in score.figures()] == [
        *("BLEU-1", "BLEU-2", "BLEU-3", "BLEU-4", "ROUGE-L", "CIDEr")
    ]
    assert capfd.readouterr().out == ""


@needs_scorers
def test_a_java_that_fails_is_told_and_the_rest_computed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\nexit 1\n")
    java.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(JavaError):
        tokens.official_tokens(["a chair"])
    score = score_captions(QUESTIONS)
    assert score.meteor is None and "failed" in score.notes[0] and score.notes[1] == NO_JAVA
    assert score.bleu == score_captions(QUESTIONS, java=False).bleu


@needs_java
def test_meteor_knows_stems_but_prefers_the_very_words() -> None:
    # One start of Java for all: its table of paraphrases takes long to load.
    same = Answered(("on the brown wooden table",), ("on the brown wooden table",))
    stems = Answered(("two brown chairs",), ("a brown chair",))
    score = score_captions([same, stems])
    assert score.meteor is not None and not score.notes
    assert 50 < score.meteor < 100


@needs_scorers
def test_references_without_a_word_are_refused() -> None:
    with pytest.raises(ValueError, match="words"):
        score_captions([Answered(("chair",), ("?!",))], java=False)

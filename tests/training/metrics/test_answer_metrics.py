import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.metrics.answers import (
    Answered,
    clean_answer,
    refined_match,
    scanqa_type,
    score_answers,
    sqa3d_type,
)

WORDS = (
    "brown",
    "a chair",
    "the TV",
    "tv",
    "2",
    "two",
    "on the left",
    "letf of 2 chairs",
    "Brown.",
)
TEXTS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=12),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=6,
)
"""Answers and references of some questions."""

Texts = list[tuple[list[str], list[str]]]


def test_scores_worked_by_hand() -> None:
    score = score_answers(
        [
            Answered(("brown", "white"), ("dark brown", "brown")),
            Answered(("Brown", "brown"), ("brown",)),  # The case counts.
            Answered(("dark brown",), ("brown",)),
            Answered(("2",), ("the two",)),
        ]
    )
    assert score.questions == 4
    assert (score.em1, score.em10) == (25, 50)
    assert (score.cleaned_em, score.refined_em) == (75, 100)


def test_the_eleventh_answer_does_not_count() -> None:
    wrong = tuple(f"wrong {i}" for i in range(10))
    assert score_answers([Answered((*wrong, "right"), ("right",))]).em10 == 0
    assert score_answers([Answered((*wrong[:9], "right"), ("right",))]).em10 == 100


@given(TEXTS, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_order_of_questions_and_references_does_not_matter(
    texts: Texts, dice: random.Random
) -> None:
    score = score_answers([Answered(tuple(a), tuple(r)) for a, r in texts])
    shuffled = [Answered(tuple(a), tuple(dice.sample(r, len(r)))) for a, r in texts]
    dice.shuffle(shuffled)
    assert score_answers(shuffled) == score
    assert score.em1 <= score.em10 and score.em1 <= score.cleaned_em <= score.refined_em


@given(TEXTS)
@settings(max_examples=20, deadline=None)
def test_perfect_answers_score_100(texts: Texts) -> None:
    perfect = [Answered((references[-1],), tuple(references)) for _, references in texts]
    assert all(value == 100 for _, value in score_answers(perfect).figures())


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  The  TV. ", "TV"),
        ("a 3 seat sofa", "three seat sofa"),
        ("none", "zero"),
        ("23", "twenty-three"),
        ("24", "24"),
        ("12 oclock", "twelve o'clock"),
        ("at o'  clock", "at o'clock"),
        ("no1", "no"),
        ("mat2 and box12", "mat and box12"),
        ("rigth of the chai", "right of chair"),
        ("an apple on a", "apple on a"),
        ("backwards", "backward"),
        ("l-shaped: (corner)!", "l-shaped: corner"),
        ("", ""),
    ],
)
def test_cleaning(text: str, cleaned: str) -> None:
    assert clean_answer(text) == cleaned


@given(st.lists(st.sampled_from([*WORDS, "let", "0", "20", "13", "behine"]), max_size=6))
@settings(max_examples=40, deadline=None)
def test_word_tables_equal_one_replacement_after_another(words: list[str]) -> None:
    from training.metrics.answers import _NUMBER_WORDS, _SPELLINGS, _replace_words

    text = " ".join(words)
    for table in (_SPELLINGS, _NUMBER_WORDS):
        slow = text
        for word, better in table.items():
            slow = re.sub(rf"\b{word}\b", better, slow)
        assert _replace_words(text, table) == slow


def test_a_refined_match_goes_both_ways_and_ignores_blanks() -> None:
    assert refined_match("book shelf", ["bookshelf by door"])
    assert refined_match("brown bookshelf", ["book shelf"])
    assert not refined_match("table", ["chair", "desk"])


@pytest.mark.parametrize(
    ("question", "scanqa", "sqa3d"),
    [
        ("Where is the chair?", "Place", "Other"),
        ("How many chairs are there?", "Number", "How"),
        ("What color is the chair?", "Color", "What"),
        ("What is the color of the chair?", "Color", "What"),
        ("What shape is the table?", "Object nature", "What"),
        ("What kind of table is it?", "Object nature", "What"),
        ("What is on the table?", "Object", "What"),
        ("On what is the lamp?", "Other", "Other"),
        (" which way do I turn?", "Other", "Which"),
        ("Can I see it?", "Other", "Can"),
        ("Is it open?", "Other", "Is"),
    ],
)
def test_kinds_of_questions(question: str, scanqa: str, sqa3d: str) -> None:
    assert scanqa_type(question) == scanqa
    assert sqa3d_type(question) == sqa3d


def test_questions_need_answers() -> None:
    with pytest.raises(ValueError, match="at least one question"):
        score_answers([])
    with pytest.raises(ValueError, match="reference"):
        score_answers([Answered(("brown",), ())])

"""Whatever is typed becomes a question that can be asked, or one line that says why not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.engine.questions import LONGEST, QuestionError, clean_question, unknown_words
from backend.models.words import word_stems

KNOWN = frozenset(word_stems("what how many where is are there the a in of on chair bed room"))


@given(st.text(max_size=400))
def test_any_text_is_a_clean_question_or_one_line(text: str) -> None:
    try:
        question = clean_question(text).text
    except QuestionError as error:
        assert "\n" not in str(error) and str(error)
        return
    assert question.isprintable() and 0 < len(question) <= LONGEST
    assert clean_question(question).text == question


def test_a_plain_question_stays_as_it_is() -> None:
    text = "What is to the left of the bed, 2 m away?"
    question = clean_question(f"  {text}\n")
    assert question.text == text and question.notes == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        (" \n\t", "empty"),
        ("🪑🪑🪑?", "no words"),
        ("<b></b>", "no words"),
        ("???", "no words"),
        ("42", "no words"),
        ("椅子はどこですか", "not in English"),
        ("Где стоит стул?", "not in English"),
        ("أين الكرسي", "not in English"),
    ],
)
def test_what_is_no_question_is_refused(text: str, said: str) -> None:
    with pytest.raises(QuestionError, match=said):
        clean_question(text)


def test_emoji_and_html_are_left_out_and_told() -> None:
    question = clean_question("Where is <b>the</b> chair 🪑<script>alert(1)</script>?")
    assert question.text == "Where is the chair ?"
    assert any("HTML" in note for note in question.notes)
    assert any("emoji" in note for note in question.notes)


def test_comparisons_are_no_html() -> None:
    assert clean_question("Are there < 3 chairs and > 1 beds?").notes == ()


@pytest.mark.parametrize("text", ["How many chairs are there? " * 400, "a" * 10_000])
def test_long_questions_are_cut_and_told(text: str) -> None:
    question = clean_question(text)
    assert len(question.text) <= LONGEST and text.startswith(question.text)
    assert any(f"{len(text):,} characters" in note for note in question.notes)


def test_unknown_words_are_named_once_and_in_order() -> None:
    text = "Is there a harpsichord on the bed, and where is the Harpsichord?"
    assert unknown_words(text, KNOWN) == ("harpsichord", "and")
    assert unknown_words("How many chairs are in the room?", KNOWN) == ()


@pytest.mark.parametrize("text", ["Wo steht der blaue Stuhl?", "Où est la petite chaise ?"])
def test_other_languages_are_refused(text: str) -> None:
    with pytest.raises(QuestionError, match="plain English"):
        unknown_words(clean_question(text).text, KNOWN)

"""Forms of one word share a stem, so that a known word is not called unknown."""

import pytest

from backend.models.words import stem, word_stems


@pytest.mark.parametrize(
    "forms",
    [
        ("chair", "chairs", "chair's"), ("box", "boxes"), ("berry", "berries"),
        ("glass", "glasses"), ("table", "tables"),
        ("store", "stores", "stored", "storing"), ("place", "placed"),
    ],
)  # fmt: skip
def test_forms_of_a_word_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_other_words_have_other_stems() -> None:
    words = "chair table bed lamp desk sofa door window red green left right bus gas".split()
    assert len({stem(word) for word in words}) == len(words)


def test_stems_come_in_the_order_of_the_words_and_numbers_are_none() -> None:
    assert word_stems("How many CHAIRS, 2 or three?") == ("how", "man", "chair", "or", "thre")
    assert word_stems("") == word_stems("42 !? 🙂") == ()
    assert word_stems("Où est l'étagère?")[-1].endswith("étagèr")

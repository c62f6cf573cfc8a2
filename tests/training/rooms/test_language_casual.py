"""Casual texts stay readable and keep the words that matter."""

import numpy as np
import pytest

from training.rooms.language.casual import CasualConfig, casual

TEXTS = (
    "What color is the wooden bookshelf to the left of the second window?",
    "There is a brown chair next to the refrigerator. It is the tallest chair.",
    "How many pillows are on the bed?",
)
ALWAYS = CasualConfig(typo=1.0, second_typo=1.0, hello=0, goodbye=0, british=0, dropped=0)
NEVER = CasualConfig(0, 0, 0, 0, 0, 0, 0, 0, 0)


def distance(a: str, b: str) -> int:
    """Levenshtein's."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


@pytest.mark.parametrize("text", TEXTS)
def test_typos_are_few_and_spare_what_matters(text: str) -> None:
    plain = text.lower().rstrip("?.")
    for seed in range(200):
        typed = casual(text, np.random.default_rng(seed), ALWAYS).lower().rstrip("?.")
        typed = typed.replace("there's", "there is").replace("it's", "it is")
        assert distance(typed, plain) <= 4
        for word in ("left", "second", "brown", "tallest", "color"):
            assert (word in typed) == (word in plain)


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_changes_when_nothing_may(text: str) -> None:
    assert casual(text, np.random.default_rng(0), NEVER) == text


@pytest.mark.parametrize("text", TEXTS)
def test_varied_but_repeatable(text: str) -> None:
    typed = {casual(text, np.random.default_rng(seed)) for seed in range(100)}
    assert len(typed) > 25
    assert casual(text, np.random.default_rng(7)) == casual(text, np.random.default_rng(7))

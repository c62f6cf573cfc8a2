"""Relevancy after LERF and colours by words."""

import numpy as np
import torch

from backend.engine.colour_words import _WORDS, colour_match
from backend.engine.relevancy import relevancy
from backend.models.object_colors import COLORS, color_shares


def unit(count: int, seed: int) -> np.ndarray:
    values = np.random.default_rng(seed).normal(size=(count, 8)).astype(np.float32)
    return values / np.linalg.norm(values, axis=1, keepdims=True)


def test_it_is_what_the_paper_says() -> None:
    items, queries, phrases = unit(6, 0), unit(3, 1), unit(4, 2)
    got = relevancy(items, queries, phrases)
    for q in range(3):
        for i in range(6):
            pairs = [
                np.exp(10 * np.array([items[i] @ queries[q], items[i] @ phrase]))
                for phrase in phrases
            ]
            np.testing.assert_allclose(got[q, i], min(p[0] / p.sum() for p in pairs), rtol=1e-4)


def test_half_is_where_the_query_is_as_close_as_the_closest_phrase() -> None:
    items, phrases = unit(5, 0), unit(4, 1)
    np.testing.assert_allclose(relevancy(items, phrases, phrases).max(axis=0), 0.5, atol=1e-6)


def test_a_thing_has_the_colour_it_has() -> None:
    red, blue = color_shares(torch.tensor([[0.8, 0.1, 0.1], [0.1, 0.2, 0.8]])).numpy()
    shares = np.stack([red, blue, (red + blue) / 2])
    reds, blues = colour_match(shares, ("red",)), colour_match(shares, ("blue",))
    assert reds[0] > 0.5 > reds[1] and blues[1] > 0.5 > blues[0]
    assert colour_match(shares, ("red", "blue")).argmax() == 2


def test_words_mean_colours_that_there_are() -> None:
    assert all(0 <= i < COLORS for rows in _WORDS.values() for i in rows)

"""How people really type: augmentation that keeps the meaning.

Colours, numbers, sides and names of things are never changed beyond one mistyped letter.
"""

import re
from dataclasses import dataclass

from training.rooms.colors import Random

_NEIGHBOURS = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj",
    "i": "uo", "j": "hk", "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o",
    "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc",
    "y": "tu", "z": "x",
}  # fmt: skip
"""Letters beside each other on a keyboard."""

_KEPT = frozenset(
    "left right above below under front behind white black brown beige cream green blue gray grey "
    "purple yellow orange silver color shape first second third fourth fifth closest nearest "
    "farthest furthest tallest shortest widest biggest largest smallest which where there those "
    "these taller shorter lower wider longer narrower bigger larger smaller closer".split()
)
"""Words in which a wrong letter might change what is asked."""

_SHORT = (
    (r"\bWhat is\b", "What's"), (r"\bWhere is\b", "Where's"), (r"\bI am\b", "I'm"),
    (r"\bIt is\b", "It's"), (r"\bThere is\b", "There's"), (r"\bdo not\b", "don't"),
    (r"\bcan not\b", "can't"), (r"\bit is\b", "it's"),
)  # fmt: skip
_DROPPED = ("the", "a", "an", "located", "placed", "there")
_HELLO = ("hey, ", "hi, ", "ok so ", "um, ", "quick question: ", "please tell me, ", "tell me: ",
          "so ", "hmm, ")  # fmt: skip
_GOODBYE = (" please", " pls", " thanks", " thx", " can you tell", " any idea")
_BRITISH = (("color", "colour"), ("gray", "grey"), ("center", "centre"), ("meter", "metre"))


@dataclass(frozen=True)
class CasualConfig:
    """How often each thing happens to a text."""

    lower: float = 0.5
    no_mark: float = 0.4
    """The question mark or full stop at the end left out."""
    contraction: float = 0.4
    dropped: float = 0.25
    """An article or another word that is not needed left out."""
    hello: float = 0.12
    goodbye: float = 0.08
    british: float = 0.1
    typo: float = 0.25
    second_typo: float = 0.25
    """Another typo after the first."""


def casual(text: str, rng: Random, config: CasualConfig = CasualConfig()) -> str:
    """The text as somebody might have typed it in a hurry."""
    if rng.random() < config.contraction:
        for pattern, short in _SHORT:
            text = re.sub(pattern, short, text, count=1)
    if rng.random() < config.british:
        for american, british in _BRITISH:
            text = text.replace(american, british)
    if rng.random() < config.dropped:
        text = _without_a_word(text, rng)
    if rng.random() < config.typo:
        text = _mistyped(text, rng)
        if rng.random() < config.second_typo:
            text = _mistyped(text, rng)
    if rng.random() < config.goodbye:
        text = text[:-1] + _pick(rng, _GOODBYE) + text[-1:]
    if rng.random() < config.no_mark:
        text = text.rstrip("?.")
    if rng.random() < config.hello:
        text = _pick(rng, _HELLO) + text[:1].lower() + text[1:]
    return text.lower() if rng.random() < config.lower else text


def _without_a_word(text: str, rng: Random) -> str:
    words = text.split(" ")
    spare = [i for i, word in enumerate(words[1:], 1) if word in _DROPPED]
    if not spare:
        return text
    if rng.random() < 0.3:
        return " ".join(word for i, word in enumerate(words) if i not in spare)
    gone = spare[int(rng.integers(len(spare)))]
    return " ".join(words[:gone] + words[gone + 1 :])


def _mistyped(text: str, rng: Random) -> str:
    """One letter swapped, left out, doubled or hit beside the key, in a long word."""
    words = [m for m in re.finditer(r"[a-z]{5,}", text) if m.group() not in _KEPT]
    if not words:
        return text
    word = words[int(rng.integers(len(words)))]
    at = word.start() + 1 + int(rng.integers(len(word.group()) - 2))
    letter, after = text[at], text[at + 1]
    kind = int(rng.integers(4))
    if kind == 0:
        new = after + letter
    elif kind == 1:
        new = after
    elif kind == 2:
        new = letter + letter + after
    else:
        near = _NEIGHBOURS[letter]
        new = near[int(rng.integers(len(near)))] + after
    return text[:at] + new + text[at + 2 :]


def _pick(rng: Random, options: tuple[str, ...]) -> str:
    return options[int(rng.integers(len(options)))]

"""Questions as people type them, made fit for the network."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from backend.models.words import stem

LONGEST = 300
"""Characters of a question that are read."""
_READ = 20_000
"""Characters that are looked at at all, whatever was pasted."""
_FOREIGN = 0.6
"""The share of unknown words above which a question is taken to be in another language."""

_CODE = re.compile(r"<(script|style)\b.*?(</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[/!]?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


class QuestionError(ValueError):
    """A question that cannot be asked: one line saying why and what to do."""


@dataclass(frozen=True)
class Question:
    text: str
    notes: tuple[str, ...]
    """What was done to it, one sentence each."""


def clean_question(text: str) -> Question:
    """Without markup and signs, on one line, not too long.

    Raises:
        QuestionError: nothing is left that could be English.
    """
    if not text.strip():
        raise QuestionError("The question is empty. Ask something like: How many chairs are there?")
    notes = []
    whole, text = len(text), text[:_READ]
    plain = _TAG.sub(" ", _CODE.sub(" ", text))
    if plain != text:
        notes.append("HTML in the question was left out.")
    spoken = "".join(c if _spoken(c) else " " for c in unicodedata.normalize("NFC", plain))
    if any(unicodedata.category(c) == "So" for c in plain):
        notes.append("Signs such as emoji were left out of the question.")
    short = " ".join(spoken.replace("’", "'").split())
    if len(short) > LONGEST:
        short = _cut(short)
        notes.append(f"Only the first {len(short)} of {whole:,} characters were read.")
    _require_english_letters(short)
    return Question(short, tuple(notes))


def unknown_words(question: str, known: Collection[str]) -> tuple[str, ...]:
    """The words, in lower case and each once, that the network met in no form.

    `known` holds the stems of those that it met.

    Raises:
        QuestionError: they are so many that the question must be in another language.
    """
    words = [word.lower() for word in _WORD.findall(question)]
    unknown = [word for word in words if stem(word) not in known]
    if len(words) >= 3 and len(unknown) > _FOREIGN * len(words):
        raise QuestionError(
            f"Hardly any word of “{question}” is known. Ask in plain English, such as: "
            "What is next to the bed?"
        )
    return tuple(dict.fromkeys(unknown))


def _spoken(character: str) -> bool:
    """Whether it may be part of a question: no sign, no control character, no half of a pair."""
    category = unicodedata.category(character)
    return category[0] not in "CS" or character in "+<>=$€°"


def _cut(text: str) -> str:
    """Behind the last whole word that fits."""
    words = text[: LONGEST + 1].rsplit(" ", maxsplit=1)
    return words[0] if len(words) == 2 else text[:LONGEST]


def _require_english_letters(text: str) -> None:
    letters = [c for c in text if c.isalpha()]
    if not letters:
        raise QuestionError(
            "The question has no words. Ask something like: What color is the sofa?"
        )
    latin = sum(unicodedata.name(c, "").startswith("LATIN") for c in letters)
    if latin < len(letters) / 2:
        raise QuestionError(
            "The question is not in English, the only language that is understood. Ask something "
            "like: Where is the table?"
        )

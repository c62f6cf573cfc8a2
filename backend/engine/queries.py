"""What to find, as people type it: "chair; table", "something to sit on", "the red things"."""

import re
from dataclasses import dataclass

from backend.engine.colour_words import colour_words, without_colours
from backend.engine.questions import QuestionError, clean_question

MOST = 12
"""Queries at once."""
_COMMAND = re.compile(
    r"^(?:please\s+)?(?:(?:can|could|would)\s+you\s+)?(?:please\s+)?"
    r"(?:find|show|locate|highlight|search(?:\s+for)?|look\s+for|point\s+(?:out|to|at)|mark|select)"
    r"\s+(?:me\s+)?(?:(?:all|every|each|any)\s+)?(?:of\s+)?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|a|an|some|all|any|every|my|these|those)\s+", re.IGNORECASE)
_ANYTHING = frozenset(
    "thing things something anything everything object objects stuff item items one ones".split()
)


@dataclass(frozen=True)
class Query:
    text: str
    """As it was typed, cleaned: what it is called."""
    name: str
    """What to look for in CLIP space; empty where only the colour counts."""
    colours: tuple[str, ...] = ()
    """What colour it must have, all of them."""


@dataclass(frozen=True)
class Queries:
    queries: tuple[Query, ...]
    notes: tuple[str, ...]
    """What was done to them, one sentence each."""


def parse_queries(text: str) -> Queries:
    """One query or several with semicolons or lines between them, each once.

    Raises:
        QuestionError: nothing is left that could be English.
    """
    parts = [part for part in re.split(r"[;\n]", text) if any(c.isalnum() for c in part)]
    if not parts:
        clean_question(text)
        raise QuestionError("There is nothing to find. Name something, such as: chair; table")
    cleaned = [clean_question(part) for part in parts[:MOST]]
    found: dict[str, Query] = {}
    for query in (_query(one.text) for one in cleaned):
        found.setdefault(query.text.lower(), query)
    notes = [note for one in cleaned for note in one.notes]
    if len(parts) > MOST:
        notes.append(f"Only the first {MOST} of {len(parts)} queries were read.")
    return Queries(tuple(found.values()), tuple(dict.fromkeys(notes)))


def _query(text: str) -> Query:
    plain = without_articles(_COMMAND.sub("", text).strip(" .,!?:")) or text
    colours = colour_words(plain)
    name = without_articles(without_colours(plain)) if colours else plain
    words = name.lower().replace(" and ", " ").split()
    if colours and all(word in _ANYTHING or word == "and" for word in words):
        name = ""
    return Query(plain, name, colours)


def without_articles(text: str) -> str:
    """Without what stands before the name."""
    while _ARTICLE.match(text):
        text = _ARTICLE.sub("", text)
    return text

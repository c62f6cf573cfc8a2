"""Whether a text asks a question or says what to find; by rules, so that people can foresee it."""

import re
from typing import Literal

Kind = Literal["answer", "matches"]
"""What a text is understood to want."""

_QUESTION = re.compile(
    r"^(?:and\s+|so\s+|then\s+|please\s+)*"
    r"(?:what|which|where|who|whose|whom|when|why|how|is|are|was|were|am|do|does|did|has|have|had|"
    r"can|could|will|would|should|may|might|must|isn't|aren't|doesn't|don't|what's|where's|who's|"
    r"how's|tell\s+me|describe|count|name\s+the|explain|i(?:'m|'ve|\s))\b",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"\b(?:how\s+(?:many|much)|(?:what|which|where)\s+(?:is|are|color|colour|kind|do|does|can))\b",
    re.IGNORECASE,
)
_COMMAND = re.compile(
    r"^(?:please\s+)?(?:(?:can|could|would)\s+you\s+)?(?:please\s+)?(?:find|show|locate|highlight|"
    r"search|look\s+for|point|mark|select)\b",
    re.IGNORECASE,
)


def understand(text: str) -> Kind:
    """A command to find something is a query, also where it is put as a question ("can you find
    a chair?"); else a question mark, question words and auxiliary verbs make a question. A text
    that speaks of the asker ("I am facing the window; ...") describes a situation for a question.
    All the rest names something.
    """
    plain = " ".join(text.replace("’", "'").split())
    if _COMMAND.match(plain):
        return "matches"
    if plain.rstrip("!\"' )").endswith("?") or _QUESTION.match(plain) or _INSIDE.search(plain):
        return "answer"
    return "matches"

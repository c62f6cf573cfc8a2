"""A question about a room, with its answers and the claim that proves them."""

from dataclasses import dataclass

from training.rooms.language.asking.claims import Claim
from training.rooms.language.asking.reply import reply
from training.rooms.language.facts.facts import Facts
from training.rooms.language.naming.verify import Witness


@dataclass(frozen=True)
class Question:
    text: str
    """All that is asked; it begins with the situation if there is one."""
    answers: tuple[str, ...]
    """Acceptable answers, the best one first: lower case, digits, no articles."""
    kind: str
    object_ids: tuple[int, ...]
    """What it is about, the objects of the answer first."""
    object_names: tuple[str, ...]
    situation: str | None
    """Where somebody says to be, as in SQA3D, if left and right depend on it."""
    template: str
    claim: Claim


def verify(question: Question, facts: Facts, witness: Witness | None = None) -> bool:
    """Whether all its answers follow from the facts, by a slow and separate computation."""
    right = reply(question.claim, witness or Witness(facts))
    return bool(question.answers) and set(question.answers) <= set(right)

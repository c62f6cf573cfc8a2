"""Questions that fit a scene, so that nobody stares at an empty line."""

from collections import Counter

from backend.types import Boxes

_SURE = 0.5
"""Objectness from which on an object is spoken of."""
_MOST = 6
_NAMELESS = "object"
_ALWAYS = (
    "What kind of room is this?",
    "Is there a chair in the room?",
    "How many chairs are there?",
    "Where is the door?",
)


def suggested(detections: Boxes, *, colored: bool) -> tuple[str, ...]:
    """Questions of different kinds about what was detected, at most six.

    Things of which there is only one are asked for by "the"; what there are several of is counted.
    `colored` says whether the scene has colours to ask for.
    """
    assert detections.scores is not None
    sure = zip(detections.labels, detections.scores, strict=True)
    counts = Counter(label for label, score in sure if score >= _SURE and label != _NAMELESS)
    single = [label for label in counts if counts[label] == 1]
    several = [label for label, count in counts.most_common() if count > 1]
    asked = [f"How many {plural(label)} are there?" for label in several[:1]]
    kinds = ["Where is the {}?", "What is next to the {}?"]
    if colored:
        kinds.insert(0, "What color is the {}?")
    asked += [kind.format(label) for kind, label in zip(kinds, _cycled(single, 3), strict=False)]
    seen = [*several[1:], *several[:1], *single[::-1]]
    asked += [f"Is there {_a(label)} in the room?" for label in seen[:1]]
    return tuple(dict.fromkeys([*asked, *_ALWAYS]))[:_MOST]


def plural(label: str) -> str:
    if label.endswith("shelf"):
        return label[:-1] + "ves"
    if label.endswith(("s", "x", "ch", "sh")):
        return label + "es"
    if label.endswith("y") and label[-2] not in "aeiou":
        return label[:-1] + "ies"
    return label + "s"


def _a(label: str) -> str:
    return f"{'an' if label[0] in 'aeiou' else 'a'} {label}"


def _cycled(labels: list[str], count: int) -> list[str]:
    """So many of them, from the first on again where there are fewer."""
    return [labels[i % len(labels)] for i in range(count)] if labels else []

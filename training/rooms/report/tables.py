"""Tables of the report: by type of room, by category, by kind of question."""

from collections import Counter
from collections.abc import Sequence

from backend.types import SCENE_TYPES
from training.rooms.language.asking.question import Question
from training.rooms.statistics.aggregate import CategoryStatistics
from training.rooms.statistics.files import Measured

Table = tuple[Sequence[str], Sequence[Sequence[str]]]
"""Heads of the columns, and rows."""


def by_type(real: Measured, generated: Measured) -> Table:
    rows = []
    for kind in SCENE_TYPES:
        own = (real.by_type.get(kind), generated.by_type.get(kind))
        layouts = [str(one.layouts) if one else "0" for one in own]
        objects = [f"{one.objects.mean:.1f} ± {one.objects.std:.1f}" if one else "" for one in own]
        floors = [
            f"{one.floor_long.mean:.1f} × {one.floor_short.mean:.1f} m" if one else ""
            for one in own
        ]
        rows.append((kind, *layouts, *objects, *floors))
    return (
        "type",
        "real rooms",
        "generated",
        "objects, real",
        "generated",
        "floor, real",
        "generated",
    ), rows


def by_category(real: Measured, generated: Measured, names: Sequence[str]) -> Table:
    rows = []
    for name in names:
        per_room, sizes = [], []
        for own in (real.all, generated.all):
            category = own.categories.get(name)
            per_room.append(f"{category.count / own.layouts:.2f}" if category else "0")
            sizes.append(_edges(category) if category else "")
        rows.append((name, *per_room, *sizes))
    return (
        "category",
        "per room, real",
        "generated",
        "long × short × height in m (mean ± std), real",
        "generated",
    ), rows


def by_kind(questions: Sequence[Question]) -> Table:
    """Each kind of question with its share, its most common answer and an example."""
    rows = []
    for kind, count in Counter(question.kind for question in questions).most_common():
        own = [question for question in questions if question.kind == kind]
        firsts = Counter(question.answers[0] for question in own)
        answer, times = firsts.most_common(1)[0]
        share, common = f"{count / len(questions):.1%}", f"{answer} ({times / count:.0%})"
        example = f"{own[0].text} {' / '.join(own[0].answers)}"
        rows.append((kind, share, str(len(firsts)), common, example))
    return ("kind", "share", "first answers", "the most common", "example"), rows


def by_answer(questions: Sequence[Question], count: int = 25) -> Table:
    """The most common answers."""
    found = Counter(answer for question in questions for answer in question.answers)
    rows = [(answer, f"{times / len(questions):.2%}") for answer, times in found.most_common(count)]
    return ("answer", "accepted for"), rows


def _edges(own: CategoryStatistics) -> str:
    edges = (own.long, own.short, own.height)
    return " × ".join(f"{edge.mean:.2f} ± {edge.std:.2f}" for edge in edges)

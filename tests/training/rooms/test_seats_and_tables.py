"""What makes a thing fit to sit on, to sit at or to lie on."""

import numpy as np
import pytest

from training.rooms.furniture.beds.beds import BED
from training.rooms.furniture.seating.seats import SEATS
from training.rooms.furniture.tables.desks import DESK
from training.rooms.furniture.tables.tables import TABLE
from training.rooms.types import Category, Model, Style

CATEGORIES = {category.name: category for category in SEATS}
SITTING = [(c, s) for c in SEATS for s in c.styles if s.name not in ("bar", "beanbag", "stacked")]
AT = [
    (category, style)
    for category in (TABLE, DESK)
    for style in category.styles
    if style.name not in ("work table with shelf", "foosball", "bar-height", "small side")
    and "corner" not in style.name
]


def named(pairs: list[tuple[Category, Style]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("category", "style"), pairs, ids=[f"{c.name}: {s.name}" for c, s in pairs]
    )


def models(category: Category, style: Style, count: int = 5) -> list[Model]:
    return [category.make(np.random.default_rng(i), style=style.name) for i in range(count)]


def boxes(model: Model) -> np.ndarray:
    return np.array([part.solid.bounds for part in model.parts])


@named(SITTING)
def test_seat_is_at_the_height_of_a_seat(category: Category, style: Style) -> None:
    tall = 0.75 if category.name == "stool" else 0.6
    for model in models(category, style):
        seats = [rest for rest in model.rests if rest.name == "seat"]
        assert seats and all(0.27 < rest.z < tall for rest in seats)
        assert all(rest.x[1] - rest.x[0] > 0.12 for rest in seats)


@named([(CATEGORIES["chair"], s) for s in CATEGORIES["chair"].styles if s.name != "tulip"])
def test_only_the_back_rises_above_a_table(category: Category, style: Style) -> None:
    for model in models(category, style):
        high = boxes(model)[:, 1, 2] > 0.82
        assert (boxes(model)[high][:, 0, 1] > -0.12 * model.size[1]).all()


@named(AT)
def test_there_is_room_for_knees(category: Category, style: Style) -> None:
    """Somewhere along the front, 35 cm wide and 25 cm deep, nothing is between shin and lap."""
    for model in models(category, style):
        w, d, _ = model.size
        low, high = boxes(model)[:, 0], boxes(model)[:, 1]
        band = (low[:, 2] < 0.52) & (high[:, 2] > 0.14) & (low[:, 1] < 0.25 - d / 2)
        starts = np.arange(-w / 2 - 0.05, w / 2 - 0.3, 0.01)
        blocked = (low[band, 0] < starts[:, None] + 0.35) & (high[band, 0] > starts[:, None])
        assert (~blocked.any(axis=1)).any()


@named([(BED, style) for style in BED.styles])
def test_one_can_lie_on_it(category: Category, style: Style) -> None:
    for model in models(category, style):
        for rest in model.rests:
            edges = sorted((rest.x[1] - rest.x[0], rest.y[1] - rest.y[0]))
            assert edges[0] > 0.65 and edges[1] > 1.6
            # Nothing but bedclothes lies on the mattress.
            inside = [
                part.name
                for part in model.parts
                if (part.solid.bounds[0] < (rest.x[1] - 0.15, rest.y[1] - 0.15, rest.z + 0.3)).all()
                and (
                    part.solid.bounds[1] > (rest.x[0] + 0.15, rest.y[0] + 0.15, rest.z + 0.06)
                ).all()
            ]
            assert set(inside) <= {"blanket", "throw", "mattress"}

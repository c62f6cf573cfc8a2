"""Colours and shapes are those that people see."""

import numpy as np
import pytest
from handmade import chair, handmade_room, table

from training.rooms.colors import Color
from training.rooms.furniture.catalogue import CATALOGUE
from training.rooms.language.facts.facts import facts_of
from training.rooms.language.facts.looks import visible_materials
from training.rooms.language.facts.shapes import shape_of
from training.rooms.materials import Material
from training.rooms.solids import box, cylinder
from training.rooms.types import Model, Part

RED = Material("wood", Color("red", (0.7, 0.2, 0.2)))
BLUE = Material("fabric", Color("blue", (0.2, 0.4, 0.7)))


def model(category: str, *parts: Part) -> Model:
    low = np.min([p.solid.bounds[0] for p in parts], axis=0)
    w, d, h = (np.max([p.solid.bounds[1] for p in parts], axis=0) - low).tolist()
    return Model(category, "test", (w, d, h), parts)


def test_what_is_inside_does_not_show() -> None:
    outside, inside = Part("case", box(1, 1, 1), RED), Part("core", box(0.9, 0.9, 0.9), BLUE)
    (shares,) = visible_materials([model("box", inside, outside)])
    assert dict(shares)[RED] > 0.93


def test_shares_are_those_of_the_views() -> None:
    lower = Part("lower", box(1, 1, 0.5), RED)
    upper = Part("upper", box(1, 1, 0.5).moved(z=0.5), BLUE)
    (shares,) = visible_materials([model("box", lower, upper)])
    # From above all is blue, from the front and the sides one half of it.
    assert dict(shares)[BLUE] == pytest.approx(2.5 / 4, abs=0.05)
    assert sum(share for _, share in shares) == pytest.approx(1, abs=1e-3)


def test_models_do_not_disturb_each_other() -> None:
    alone = [visible_materials([one])[0] for one in (chair(), table())]
    assert visible_materials([chair(), table()]) == alone
    assert visible_materials([]) == []


def test_a_chair_is_as_blue_as_its_cloth() -> None:
    facts = facts_of(handmade_room())
    assert {t.colors[0][0] for t in facts.things if t.category == "chair"} == {"dark blue"}
    assert facts.by_id[6].colors == ()  # A painting has no colour of its own.


@pytest.mark.parametrize(
    ("top", "shape"),
    [(box(1.4, 0.8, 0.04), "rectangular"), (box(1, 1, 0.04), "square"), (box(1, 0.85, 0.04), None),
     (cylinder(0.5, 0.04), "round"), (cylinder(0.5, 0.04).scaled(1.4, 1, 1), "oval")],
)  # fmt: skip
def test_shapes_of_table_tops(top, shape: str | None) -> None:
    legs = Part("leg", box(0.1, 0.1, 0.7), RED)
    assert shape_of(model("table", Part("top", top.moved(z=0.7), RED), legs)) == shape
    assert shape_of(model("chair", Part("top", top, RED))) is None


def test_every_category_can_be_looked_at() -> None:
    rng = np.random.default_rng(0)
    for shares in visible_materials([category.make(rng) for category in CATALOGUE.values()]):
        assert sum(share for _, share in shares) == pytest.approx(1, abs=2e-3)

"""Rolls of paper and what holds them."""

from training.rooms.colors import Random
from training.rooms.furniture.shapes.pieces import Built
from training.rooms.materials import Material, metal, paper, plastic
from training.rooms.solids import Ring, Solid, box, cylinder, joined, lofted, tube, turned
from training.rooms.types import Category, Part, Size, Style


def roll(radius: float, length: float, core: float) -> Solid:
    """A hollow roll along z."""
    return turned(
        [(core, 0), (radius, 0), (radius, length), (core, length), (core, 0)],
        sides=18,
        smooth=False,
    )


def white_paper(rng: Random) -> Material:
    return paper(rng, "white", "white", "white", "cream")


def _on_holder(rng: Random, size: Size) -> Built:
    """A roll on a bar that sticks out from the wall, a sheet hanging down."""
    w, d, h = size
    chrome = metal(rng, "silver", "silver", "white", "black")
    white = white_paper(rng)
    r = min(0.44 * d, 0.44 * h) * rng.uniform(0.75, 1)
    y, z = -d / 2 + r, h - r - 0.01
    length = 0.72 * w
    lying = roll(r, length, 0.02).tilted(90, axis=1).moved(-length / 2, y, z)
    bar = tube([(-w / 2, y, z), (w / 2, y, z)], 0.012, sides=6)
    arms = [tube([(x, y, z), (x, d / 2, z)], 0.008, sides=6) for x in (0.01 - w / 2, w / 2 - 0.01)]
    plate = box(w, 0.008, 0.04).moved(0, d / 2 - 0.004, z - 0.02)
    tail = box(length, 0.002, z).moved(0, y - r, 0)
    return [
        Part("roll", lying, white),
        Part("sheet", tail, white),
        Part("holder", joined(bar, plate, *arms), chrome),
    ], []


def _standing_roll(rng: Random, size: Size) -> Built:
    w, d, h = size
    r = min(w, d) / 2
    white = white_paper(rng)
    inside = turned([(0, 0), (0.02, 0), (0.02, 0.96 * h), (0, 0.96 * h)], smooth=False)
    return [
        Part("roll", roll(r, h, 0.021).scaled(w / 2 / r, d / 2 / r), white),
        Part("core", inside.scaled(z=0.5), paper(rng, "light brown")),
    ], []


def _jumbo(rng: Random, size: Size) -> Built:
    """The round plastic box of public toilets."""
    w, d, h = size
    shell = plastic(rng, "white", "light gray", "black", "dark gray")
    drum = lofted(
        [Ring(0, 0, 0), Ring(w, h, 0, power=3), Ring(w, h, 0.85 * d, power=3),
         Ring(0.9 * w, 0.9 * h, d, power=3), Ring(0, 0, d)]
    ).tilted(90).moved(0, d / 2, h / 2)  # fmt: skip
    sheet = box(0.3 * w, 0.01, 0.06).moved(0, 0, 0.0)
    pane = cylinder(0.2 * w, 0.005, sides=14).tilted(90).moved(0, -d / 2, 0.55 * h)
    return [
        Part("case", drum, shell),
        Part("sheet", sheet, white_paper(rng)),
        Part("window", pane, plastic(rng, "dark gray", "black")),
    ], []


def _stand(rng: Random, size: Size) -> Built:
    """Spare rolls on an upright rod, or a pack of them."""
    w, d, h = size
    white, chrome = white_paper(rng), metal(rng, "silver", "black")
    count = max(1, round((h - 0.1) / 0.11))
    each = (h - 0.08) / count
    r = 0.46 * min(w, d)
    return [
        Part("foot", cylinder(min(w, d) / 2, 0.015).scaled(w / min(w, d), d / min(w, d)), chrome),
        Part("rod", cylinder(0.01, h, sides=8), chrome),
        *(
            Part("roll", roll(r, 0.98 * each, 0.021).moved(z=0.018 + i * each), white)
            for i in range(count)
        ),
    ], []


TOILET_PAPER = Category(
    "toilet paper",
    "wall",
    (
        Style("on a holder", (0.16, 0.13, 0.14), (0.12, 0.1, 0.12), _on_holder, 3),
        Style(
            "loose roll",
            (0.115, 0.11, 0.1),
            (0.08, 0.08, 0.06),
            _standing_roll,
            1,
            stands="surface",
        ),
        Style("jumbo dispenser", (0.28, 0.13, 0.28), (0.12, 0.1, 0.1), _jumbo, 0.6),
        Style(
            "on a stand",
            (0.15, 0.14, 0.42),
            (0.1, 0.1, 0.25),
            _stand,
            held_out=True,
            stands="floor",
        ),
    ),
)

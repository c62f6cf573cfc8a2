"""Projectors: hung from the ceiling or set on a table."""

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.pieces import Built, moved, pad
from training.rooms.materials import Material, metal, plastic, textured
from training.rooms.solids import box, cylinder, joined, tube, turned
from training.rooms.types import Category, Part, Size, Style


def _beamer(rng: Random, w: float, d: float, h: float, shell: Material) -> list[Part]:
    """A flat case with a lens in front and slits at the side."""
    r = 0.3 * h
    x = float(rng.choice([-0.25, 0.0, 0.28])) * w
    lens = turned([(r, 0), (r, 0.03), (0.8 * r, 0.03), (0.7 * r, 0.01), (0, 0.018)], sides=16)
    slits = textured(plastic(rng, "dark gray"), "stripes", shell.color, 0.01)
    deep = d - 0.025
    return [
        Part("case", pad(w, deep, h, bevel=0.02).moved(0, 0.0125), shell),
        Part("lens", lens.tilted(90).moved(x, 0.028 - d / 2, 0.5 * h), _dark_glass(rng)),
        Part("grille", box(0.25 * w, 0.004, 0.5 * h).moved(-x, 0.012 - d / 2, 0.25 * h), slits),
    ]


def _dark_glass(rng: Random) -> Material:
    return Material("glass", color(rng, "black"), shine=0.8)


def _hung(rng: Random, size: Size, *, pole: bool) -> Built:
    w, d, h = size
    shell = plastic(rng, "white", "white", "light gray", "black", "dark gray")
    tall = rng.uniform(0.1, 0.14)
    steel = metal(rng, "white", "silver", "black")
    claws = [
        tube([(sx * 0.35 * w, sy * 0.3 * d, tall - 0.01), (0, 0, tall + 0.05)], 0.008, sides=6)
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    if pole:
        mount = joined(
            cylinder(0.022, h - tall - 0.04, sides=10).moved(z=tall + 0.04),
            box(0.16, 0.16, 0.012).moved(z=h - 0.012),
        )
    else:
        mount = joined(
            cylinder(0.05, h - tall - 0.04, sides=12).moved(z=tall + 0.04),
            box(0.22, 0.18, 0.015).moved(z=h - 0.015),
        )
    return [*_beamer(rng, w, d, tall, shell), Part("mount", joined(mount, *claws), steel)], []


def _on_pole(rng: Random, size: Size) -> Built:
    return _hung(rng, size, pole=True)


def _close(rng: Random, size: Size) -> Built:
    return _hung(rng, size, pole=False)


def _in_cage(rng: Random, size: Size) -> Built:
    """A big one in a cage of bars, as in lecture halls."""
    w, d, h = size
    shell = plastic(rng, "white", "light gray", "black")
    tall = 0.5 * h
    steel = metal(rng, "silver", "black", "dark gray")
    x, y = w / 2 - 0.012, d / 2 - 0.012
    posts = [cylinder(0.012, h, sides=6).moved(a, b) for a in (-x, x) for b in (-y, y)]
    rails = [box(w, 0.02, 0.02).moved(0, b, z) for b in (-y, y) for z in (0.0, h - 0.02)]
    sides = [box(0.02, d, 0.02).moved(a, 0, z) for a in (-x, x) for z in (0.0, h - 0.02)]
    return [
        *moved(_beamer(rng, 0.85 * w, 0.85 * d, tall, shell), z=0.03),
        Part("cage", joined(*posts, *rails, *sides), steel),
    ], []


def _portable(rng: Random, size: Size) -> Built:
    """Set on a table, on three short feet."""
    w, d, h = size
    shell = plastic(rng, "white", "black", "light gray")
    foot = cylinder(0.012, 0.02, sides=8)
    feet = [foot.moved(x * w, y * d) for x, y in ((0, -0.4), (-0.4, 0.35), (0.4, 0.35))]
    return [
        *moved(_beamer(rng, w, d, h - 0.018, shell), z=0.018),
        Part("foot", joined(*feet), plastic(rng, "black")),
    ], []


PROJECTOR = Category(
    "projector",
    "ceiling",
    (
        Style("on a pole", (0.4, 0.35, 0.43), (0.12, 0.12, 0.3), _on_pole, 1.5),
        Style("close to the ceiling", (0.4, 0.35, 0.22), (0.12, 0.12, 0.12), _close, 1.2),
        Style("in a cage", (0.6, 0.54, 0.42), (0.1, 0.1, 0.12), _in_cage, 0.5),
        Style(
            "portable",
            (0.32, 0.26, 0.11),
            (0.12, 0.12, 0.12),
            _portable,
            held_out=True,
            stands="surface",
        ),
    ),
)

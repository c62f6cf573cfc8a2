"""Televisions, flat and deep."""

from training.rooms.colors import Random, color
from training.rooms.furniture.electronics.screens import flat_panel, screen, tube_set
from training.rooms.furniture.shapes.pieces import Built, moved
from training.rooms.materials import Material, fabric, metal, plastic, textured, wood
from training.rooms.solids import Ring, box, cylinder, joined, lofted, tube
from training.rooms.types import Category, Part, Rest, Size, Style


def _black(rng: Random) -> Material:
    return plastic(rng, "black", "black", "black", "dark gray")


def _on_foot(rng: Random, size: Size) -> Built:
    """A flat panel on a neck and a plate."""
    w, d, h = size
    shell = _black(rng)
    low, thick = rng.uniform(0.06, 0.1) * h, min(rng.uniform(0.04, 0.09), 0.4 * d)
    neck = box(rng.uniform(0.08, 0.25) * w, 0.5 * thick, low + 0.15 * h)
    foot = rng.uniform(0.35, 0.6) * w
    base = box(foot, d, 0.015)
    if rng.random() < 0.5:
        base = cylinder(0.5, 0.02, top=0.47, sides=20).scaled(foot, d)
    return [
        *moved(flat_panel(rng, w, h - low, thick, shell, lit=0.2), z=low),
        Part("neck", neck.moved(0, 0.5 * thick, 0.01), shell),
        Part("base", base, shell),
    ], []


def _on_legs(rng: Random, size: Size) -> Built:
    """A thin panel on two feet near its ends."""
    w, d, h = size
    shell = _black(rng)
    low, thick = rng.uniform(0.05, 0.08) * h, min(0.05, 0.3 * d)
    x = rng.uniform(0.3, 0.42) * w
    legs = [
        joined(
            tube([(s * x, -d / 2, 0.008), (s * x, 0, low + 0.02)], 0.008, sides=6),
            tube([(s * x, d / 2, 0.008), (s * x, 0, low + 0.02)], 0.008, sides=6),
        )
        for s in (-1, 1)
    ]
    return [
        *moved(flat_panel(rng, w, h - low, thick, shell, lit=0.2), z=low),
        *(Part("foot", leg, shell) for leg in legs),
    ], []


def _on_wall(rng: Random, size: Size) -> Built:
    """A flat panel on a bracket, its back to the wall."""
    w, d, h = size
    shell = _black(rng)
    thick = 0.6 * d
    bracket = box(0.4 * w, 0.4 * d, 0.35 * h).moved(0, 0.3 * d, 0.3 * h)
    return [
        *moved(flat_panel(rng, w, h, thick, shell, lit=0.2), y=-0.2 * d),
        Part("bracket", bracket, metal(rng, "black", "dark gray")),
    ], []


def _picture_tube(rng: Random, size: Size) -> Built:
    w, d, h = size
    shell = plastic(rng, "black", "black", "dark gray", "silver", "gray")
    share = rng.uniform(0.82, 1.0)
    wide = share * w if share < 0.9 else w
    parts = tube_set(rng, wide, d, h - 0.02, shell, z=0.02)
    if share < 0.9:
        boxes = [
            box(0.5 * (w - wide) + 0.01, 0.3 * d, 0.85 * h).moved(
                s * (w + wide) / 4, -0.3 * d, 0.05 * h
            )
            for s in (-1, 1)
        ]
        grey = textured(plastic(rng, "dark gray", "gray"), "mesh", shell.color, 0.01)
        parts.append(Part("loudspeaker", joined(*boxes), grey))
    foot = box(0.7 * w, 0.6 * d, 0.03).moved(0, -0.1 * d)
    return [*parts, Part("base", foot, shell)], [
        Rest("top", (-0.4 * w, 0.4 * w), (-0.45 * d, -0.1 * d), h, 0.5)
    ]


def _console(rng: Random, size: Size) -> Built:
    """An old set in a wooden case on legs, knobs beside the tube."""
    w, d, h = size
    timber = wood(rng, "brown", "light brown", "dark brown")
    low = 0.25 * h
    tall = h - low
    pane = lofted([Ring(0.6 * w, 0.72 * tall, 0, power=6), Ring(0.5 * w, 0.6 * tall, 0.02, power=6),
                   Ring(0, 0, 0.03)])  # fmt: skip
    y = -d / 2 + 0.02
    knobs = [
        cylinder(0.028, 0.025, sides=12).tilted(90).moved(0.37 * w, y, low + q * tall)
        for q in (0.75, 0.58)
    ]
    cloth = textured(fabric(rng, "beige", "brown"), "mesh", color(rng, "dark brown"), 0.01)
    grille = box(0.2 * w, 0.01, 0.3 * tall)
    legs = [
        tube([(sx * 0.42 * w, sy * 0.4 * d, 0.0), (sx * 0.36 * w, sy * 0.32 * d, low)], 0.016)
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    return [
        Part("case", box(w, d - 0.02, tall).moved(0, 0.01, low), timber),
        Part("screen", pane.tilted(90).moved(-0.12 * w, y, low + 0.52 * tall), screen(rng, 0.1)),
        Part("knob", joined(*knobs), metal(rng, "gold", "silver")),
        Part("loudspeaker", grille.moved(0.36 * w, y, low + 0.1 * tall), cloth),
        *(Part("leg", leg, timber) for leg in legs),
    ], [Rest("top", (-0.45 * w, 0.45 * w), (-0.4 * d, 0.4 * d), h, 0.6)]  # fmt: skip


TV = Category(
    "tv",
    "surface",
    (
        Style("flat on a foot", (0.95, 0.22, 0.63), (0.22, 0.2, 0.2), _on_foot, 2),
        Style("flat on two feet", (1.05, 0.22, 0.65), (0.2, 0.15, 0.18), _on_legs, 1),
        Style("wall-mounted", (1.0, 0.07, 0.6), (0.22, 0.3, 0.22), _on_wall, 2, stands="wall"),
        Style("tube", (0.64, 0.5, 0.54), (0.15, 0.12, 0.14), _picture_tube, 0.45),
        Style(
            "wooden console",
            (0.75, 0.45, 0.8),
            (0.12, 0.1, 0.12),
            _console,
            held_out=True,
            stands="floor",
        ),
    ),
    sunrgbd="television",
)

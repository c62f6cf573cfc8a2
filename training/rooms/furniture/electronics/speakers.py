"""Loudspeakers."""

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.pieces import Built, moved, pad, profile
from training.rooms.materials import Material, fabric, metal, plastic, textured, wood
from training.rooms.solids import box, cylinder, joined, tube, turned
from training.rooms.types import Category, Part, Rest, Size, Style


def _cones(rng: Random, w: float, y: float, zs: list[tuple[float, float]]) -> list[Part]:
    """Round membranes in a front at y, hollow towards it: (height, radius) of each."""
    cone = plastic(rng, "black", "dark gray", "gray", "yellow")
    parts = []
    for z, r in zs:
        dish = turned([(r, 0), (r, 0.008), (0.85 * r, 0.008), (0.3 * r, -0.02), (0, 0.0)], sides=16)
        parts.append(Part("membrane", dish.tilted(90).moved(0, y, z), cone))
    return parts


def _cabinet_material(rng: Random) -> Material:
    if rng.random() < 0.45:
        return wood(rng, "brown", "dark brown", "light brown")
    return plastic(rng, "black", "black", "white", "dark gray")


def _cover(rng: Random) -> Material:
    return textured(fabric(rng, "black", "dark gray", "gray"), "mesh", color(rng, "black"), 0.008)


def _boxed(rng: Random, w: float, d: float, h: float, ways: int) -> list[Part]:
    """A cabinet that shows its membranes or a cloth front."""
    shell = _cabinet_material(rng)
    deep = d - 0.015
    case = Part("case", box(w, deep, h).moved(0, 0.0075), shell)
    y = 0.0075 - deep / 2
    if rng.random() < 0.45:
        return [
            case,
            Part("cover", box(0.94 * w, 0.015, 0.94 * h).moved(0, y, 0.03 * h), _cover(rng)),
        ]
    r = min(0.42 * w, 0.45 * h / ways)
    zs = [(h - 0.3 * w, 0.5 * r)] + [
        ((i + 0.5) * (h - 0.55 * w) / (ways - 1) if ways > 1 else 0.4 * h, r)
        for i in range(ways - 1)
    ]
    front = box(0.96 * w, 0.008, 0.98 * h).moved(0, y, 0.01 * h)
    return [case, Part("front", front, plastic(rng, "black")), *_cones(rng, w, y - 0.006, zs)]


def _shelf_speaker(rng: Random, size: Size) -> Built:
    w, d, h = size
    return _boxed(rng, w, d, h, 2), [Rest("top", (-0.4 * w, 0.4 * w), (-0.4 * d, 0.4 * d), h, 0.4)]


def _tall_speaker(rng: Random, size: Size) -> Built:
    w, d, h = size
    plinth = box(w, d, 0.03)
    core = _boxed(rng, 0.88 * w, 0.95 * d, h - 0.03, int(rng.integers(3, 5)))
    return [*moved(core, z=0.03), Part("plinth", plinth, plastic(rng, "black"))], [
        Rest("top", (-0.38 * w, 0.38 * w), (-0.4 * d, 0.4 * d), h, 0.4)
    ]


def _subwoofer(rng: Random, size: Size) -> Built:
    """A cube with one big membrane, on feet."""
    w, d, h = size
    core = _boxed(rng, w, d, h - 0.03, 1)
    foot = cylinder(0.02, 0.03, sides=8)
    feet = [foot.moved(sx * 0.4 * w, sy * 0.4 * d) for sx in (-1, 1) for sy in (-1, 1)]
    return [*moved(core, z=0.03), Part("foot", joined(*feet), plastic(rng, "black"))], [
        Rest("top", (-0.45 * w, 0.45 * w), (-0.4 * d, 0.4 * d), h, 0.5)
    ]


def _on_tripod(rng: Random, size: Size) -> Built:
    """A stage loudspeaker on a pole."""
    w, d, h = size
    tall = 0.36 * h
    wide = 0.62 * w
    shell = plastic(rng, "black", "dark gray")
    case = profile([(-0.28 * d, 0), (0.28 * d, 0.02), (0.22 * d, tall), (-0.3 * d, tall)], wide)
    grille = box(0.92 * wide, 0.012, 0.92 * tall).moved(0, -0.3 * d, 0.04 * tall)
    legs = [
        tube([(0.47 * w * float(np.cos(a)), 0.47 * d * float(np.sin(a)), 0.012), (0, 0, 0.35 * h)],
             0.012, sides=6)
        for a in np.radians([-90, 30, 150])
    ]  # fmt: skip
    return [
        Part("case", case.moved(z=h - tall), shell),
        Part("cover", grille.moved(z=h - tall), _cover(rng)),
        Part("stand", joined(*legs, cylinder(0.018, h - tall, sides=8).moved(z=0.02)),
             metal(rng, "black", "silver")),
    ], []  # fmt: skip


def _desktop_speaker(rng: Random, size: Size) -> Built:
    """One of a pair beside a monitor."""
    w, d, h = size
    shell = plastic(rng, "black", "black", "white", "dark gray", "silver")
    side = [(-d / 2, 0), (d / 2, 0), (0.42 * d, h), (-0.3 * d, h)]
    r = 0.32 * w
    lean = -float(np.degrees(np.arctan2(0.2 * d, h)))
    dishes = [
        turned([(q, 0), (q, 0.004), (0.3 * q, -0.006), (0, 0)], sides=14).tilted(90 + lean)
        .moved(0, -0.5 * d + 0.2 * d * z, z * h)
        for z, q in ((0.35, r), (0.75, 0.6 * r))
    ]  # fmt: skip
    return [
        Part("case", profile(side, w), shell),
        Part("membrane", joined(*dishes), plastic(rng, "gray", "dark gray")),
    ], []


def _sound_bar(rng: Random, size: Size) -> Built:
    """Long and low, for under a television."""
    w, d, h = size
    shell = plastic(rng, "black", "black", "dark gray")
    return [
        Part("case", pad(w, d, h, bevel=0.02), shell),
        Part("cover", box(0.94 * w, 0.006, 0.8 * h).moved(0, -d / 2, 0.1 * h), _cover(rng)),
    ], []


SPEAKER = Category(
    "speaker",
    "floor",
    (
        Style(
            "bookshelf",
            (0.24, 0.25, 0.4),
            (0.18, 0.15, 0.18),
            _shelf_speaker,
            1.5,
            stands="surface",
        ),
        Style("floor-standing", (0.27, 0.34, 0.98), (0.12, 0.12, 0.1), _tall_speaker, 1.2),
        Style("subwoofer", (0.36, 0.38, 0.4), (0.12, 0.12, 0.1), _subwoofer, 0.7),
        Style(
            "desktop",
            (0.1, 0.12, 0.21),
            (0.15, 0.15, 0.15),
            _desktop_speaker,
            0.5,
            stands="surface",
        ),
        Style("stage", (0.75, 0.7, 1.65), (0.08, 0.08, 0.06), _on_tripod, 0.08),
        Style(
            "sound bar",
            (0.9, 0.1, 0.075),
            (0.12, 0.12, 0.1),
            _sound_bar,
            held_out=True,
            stands="surface",
        ),
    ),
)

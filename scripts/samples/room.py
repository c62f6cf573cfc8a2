"""A furnished room, 5 × 4 × 2.6 m, built from painted shapes. Metres, Z up."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import count

import numpy as np

from scripts.samples.furniture import (
    armchair,
    book_rows,
    bookshelf,
    bowl,
    coffee_table,
    desk,
    floor_lamp,
    keyboard,
    magazines,
    monitor,
    mug,
    office_chair,
    picture,
    pillow,
    plant,
    sofa,
    waste_bin,
)
from scripts.samples.paints import (
    plain,
    planks,
    rug,
    sky,
    wood,
    woven,
)
from scripts.samples.surfaces import Surface, box, cushion, sheet, turned

WIDTH, DEPTH, HEIGHT = 5.0, 4.0, 2.6
WINDOW = (1.35, 3.05, 0.95, 2.25)
"""Least and greatest x, least and greatest z of the opening in the wall at y = DEPTH."""

LAMP = np.array([3.62, 3.62, 1.52])
"""Where the floor lamp's bulb is."""

CLASSES = (
    "floor", "wall", "window", "door", "curtain", "rug", "sofa", "armchair", "cushion",
    "coffee table", "bookshelf", "books", "lamp", "desk", "chair", "monitor", "plant", "picture",
    "bin", "decoration",
)  # fmt: skip


def furnished_room(seed: int = 0) -> list[Surface]:
    """Every surface with its class and object; the walls on the viewer's side are not scanned."""
    rng = np.random.default_rng(seed)
    objects: list[tuple[str, Iterable[Surface]]] = [
        ("floor", [box((WIDTH, DEPTH, 0.06), planks()).moved(WIDTH / 2, DEPTH / 2, -0.06)]),
        ("wall", _walls()),
        ("window", _window()),
        ("curtain", [_curtain().moved(1.12, 3.86, 0.12)]),
        ("curtain", [_curtain().moved(3.28, 3.86, 0.12)]),
        ("door", _placed(_door(), 0.58, 3.97)),
        (
            "rug",
            [cushion((2.5, 1.7, 0.02), rug(2.5, 1.7), radius=0.008, step=0.045).moved(2.2, 2.15)],
        ),
        ("sofa", _placed(sofa(2.0), 2.2, 3.36)),
        ("cushion", [pillow("c8643c").moved(1.55, 3.32, 0.44, yaw=14)]),
        ("cushion", [pillow("e0b252").moved(2.86, 3.32, 0.44, yaw=-12)]),
        ("cushion", [pillow("3d6e73").moved(2.52, 3.3, 0.44, yaw=6)]),
        ("coffee table", _placed(coffee_table(), 2.2, 2.12)),
        ("decoration", [bowl().moved(2.45, 2.18, 0.43)]),
        ("books", _placed(magazines(), 1.85, 2.06, 0.43)),
        ("armchair", _placed(armchair(), 0.62, 1.75, yaw=104)),
        ("bookshelf", _placed(bookshelf(), 4.83, 2.72, yaw=-90)),
        ("books", _placed(book_rows(rng), 4.83, 2.72, yaw=-90)),
        ("lamp", _placed(floor_lamp(), 3.62, 3.62)),
        ("desk", _placed(desk(), 4.64, 1.05, yaw=-90)),
        ("monitor", _placed(monitor(), 4.76, 1.05, 0.75, yaw=-90)),
        ("decoration", _placed(keyboard(), 4.5, 1.05, 0.75, yaw=-90)),
        ("decoration", [mug().moved(4.52, 0.62, 0.75)]),
        ("chair", _placed(office_chair(), 3.95, 0.98, yaw=-72)),
        ("plant", _placed(plant(rng), 4.52, 3.58)),
        ("picture", _placed(picture(), 4.22, 3.965, 1.28)),
        ("bin", [waste_bin().moved(4.72, 0.2)]),
    ]
    ids = count()
    return [
        replace(surface, label=label, instance=i)
        for (label, surfaces), i in zip(objects, ids, strict=False)
        for surface in surfaces
    ]


def _placed(
    surfaces: Iterable[Surface], x: float, y: float, z: float = 0, *, yaw: float = 0
) -> list[Surface]:
    return [surface.moved(x, y, z, yaw=yaw) for surface in surfaces]


def _walls() -> list[Surface]:
    """The two walls at the back, a skirting board, and what only holds the light in."""
    paint, accent = plain("e9e3d6", scale=0.8, seed=1), plain("7f9a92", scale=0.8, seed=2)
    skirting = plain("f4f1ea")
    x0, x1, z0, z1 = WINDOW
    parts = [
        (0.0, x0, 0.0, HEIGHT),
        (x1, WIDTH, 0.0, HEIGHT),
        (x0, x1, 0.0, z0),
        (x0, x1, z1, HEIGHT),
    ]
    north = [
        box((b - a, 0.12, d - c), paint).moved((a + b) / 2, DEPTH + 0.06, c) for a, b, c, d in parts
    ]
    east = box((0.12, DEPTH + 0.12, HEIGHT), accent).moved(WIDTH + 0.06, DEPTH / 2 + 0.06)
    boards = [
        box((WIDTH - 1.05, 0.015, 0.09), skirting).moved(1.05 + (WIDTH - 1.05) / 2, DEPTH - 0.008),
        box((0.015, DEPTH, 0.09), skirting).moved(WIDTH - 0.008, DEPTH / 2),
    ]
    unseen = [
        box((0.1, DEPTH, HEIGHT), paint).moved(-0.05, DEPTH / 2),
        box((WIDTH, 0.1, HEIGHT), paint).moved(WIDTH / 2, -0.05),
        box((WIDTH + 0.24, DEPTH + 0.24, 0.1), paint).moved(WIDTH / 2, DEPTH / 2, HEIGHT),
    ]
    return [*north, east, *boards, *(replace(surface, scanned=False) for surface in unseen)]


def _window() -> list[Surface]:
    x0, x1, z0, z1 = WINDOW
    width, height, middle = x1 - x0, z1 - z0, (x0 + x1) / 2
    white = plain("f7f5f0", variation=0.01)
    pane = sheet(width, height, sky(height), step=0.05).moved(middle, DEPTH + 0.09, z0)
    bars = [
        box((width, 0.06, 0.06), white).moved(middle, DEPTH + 0.05, z0),
        box((width, 0.06, 0.06), white).moved(middle, DEPTH + 0.05, z1 - 0.06),
        *(box((0.06, 0.06, height), white).moved(x, DEPTH + 0.05, z0) for x in (x0, middle, x1)),
        box((width + 0.16, 0.2, 0.035), white).moved(middle, DEPTH - 0.02, z0 - 0.035),
    ]
    rail = turned([(0.014, -1.35), (0.014, 1.35)], plain("4a4038")).tilted(90, axis=1)
    return [replace(pane, glow=1.0, blocks_light=False), *bars, rail.moved(middle, 3.86, 2.38)]


def _curtain() -> Surface:
    return sheet(0.46, 2.26, woven("d7b48a", seed=4), waves=0.03, step=0.035)


def _door() -> list[Surface]:
    leaf_paint, frame, metal = wood("a77a4e", along=2, seed=6), plain("efeae0"), plain("8d8f93")
    panel = wood("976c43", along=2, seed=8)
    return [
        box((0.82, 0.05, 2.03), leaf_paint),
        *(box((0.56, 0.02, h), panel).moved(0, -0.03, z) for z, h in ((0.2, 0.7), (1.05, 0.8))),
        *(box((0.07, 0.08, 2.1), frame).moved(x, 0, 0) for x in (-0.445, 0.445)),
        box((0.96, 0.08, 0.07), frame).moved(0, 0, 2.05),
        cushion((0.13, 0.03, 0.025), metal, radius=0.01).moved(0.31, -0.07, 1.02),
    ]

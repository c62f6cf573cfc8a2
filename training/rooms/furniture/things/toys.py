"""Balls, dumbbells and stuffed animals."""

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.fittings import blob, pick
from training.rooms.furniture.shapes.pieces import Built, moved
from training.rooms.materials import Material, metal, plastic
from training.rooms.solids import Solid, box, cylinder, ellipsoid, joined, tube, turned
from training.rooms.types import Category, Part, Size, Style


def _rubber(rng: Random, *names: str) -> Material:
    return Material("rubber", color(rng, *names), shine=0.15)


def _bands(size: Size, count: int, width: float) -> Solid:
    """Narrow rings around a ball through its poles."""
    ring = turned([(0.503, -width), (0.506, 0.0), (0.503, width)], sides=20).tilted(90)
    return joined(
        *(ring.moved(yaw=180 * i / count) for i in range(count))
    ).moved(z=0.503).scaled(*size)  # fmt: skip


def _sports(rng: Random, size: Size) -> Built:
    """A basketball, football or volleyball with seams."""
    coat, seam = pick(rng, (("orange", "black"), ("white", "black"), ("brown", "dark brown"),
                            ("yellow", "blue"), ("white", "red")))  # fmt: skip
    return [
        Part("ball", ellipsoid(*size), _rubber(rng, coat)),
        Part("seam", _bands(size, int(rng.integers(2, 4)), 0.012), _rubber(rng, seam)),
    ], []


def _beach(rng: Random, size: Size) -> Built:
    """Coloured segments like an orange."""
    count = 6
    angles = np.linspace(-np.pi / 2, np.pi / 2, 9)
    arc = [(float(np.cos(a)) / 2, float(np.sin(a)) / 2 + 0.5) for a in angles]
    whole = turned(arc, sides=3 * count).scaled(*size)
    corners = whole.vertices[whole.faces].mean(1)
    sector = np.floor((np.arctan2(corners[:, 1], corners[:, 0]) / (2 * np.pi) + 0.5) * count)
    names = ("red", "yellow", "blue") if rng.random() < 0.5 else ("white", "pink", "light blue")
    return [
        Part("segment", Solid(whole.vertices, whole.faces[sector % 3 == i], smooth=True),
             plastic(rng, name))
        for i, name in enumerate(names)
    ], []  # fmt: skip


def _exercise(rng: Random, size: Size) -> Built:
    """A large ball to sit on, a little flattened, with rings."""
    w, d, h = size
    coat = _rubber(rng, "blue", "gray", "red", "purple", "green", "pink", "light blue")
    ring = turned([(0.5, -0.008), (0.506, 0), (0.5, 0.008)], sides=20)
    rings = [ring.scaled(f, f).moved(z=z) for z, f in ((0.35, 0.955), (0.5, 1.0), (0.65, 0.955))]
    return [
        Part("ball", ellipsoid(w, d, h), coat), Part("ring", joined(*rings).scaled(w, d, h), coat),
    ], []  # fmt: skip


def _rugby(rng: Random, size: Size) -> Built:
    """Pointed at both ends, with laces."""
    w, d, h = size
    angles = np.linspace(0, np.pi, 11)
    profile = [(float(np.sin(a)) ** 1.15 / 2 if 0 < a < 3.1 else 0.0, float(-np.cos(a)) / 2)
               for a in angles]  # fmt: skip
    egg = turned(profile, sides=16).tilted(90, axis=1).scaled(w, d, h).moved(z=h / 2)
    lace = box(0.25 * w, 0.01, 0.004)
    ties = [box(0.008, 0.14 * d, 0.004).moved((i - 1.5) * 0.06 * w) for i in range(4)]
    return [
        Part("ball", egg, _rubber(rng, "brown", "dark brown", "red", "white")),
        Part("lace", joined(lace, *ties).moved(z=h - 0.002), plastic(rng, "white")),
    ], []


def _weight(sides: int, radius: float, width: float, x: float) -> Solid:
    """A disc or a six-sided head on the bar that runs along x through the origin."""
    head = cylinder(radius, width, sides=sides).moved(yaw=30 if sides == 6 else 0)
    return head.tilted(90, axis=1).moved(x - width / 2)


def _hex_dumbbell(rng: Random, size: Size) -> Built:
    """Rubber heads with six sides on a steel bar."""
    w, d, h = size
    head = rng.uniform(0.26, 0.34) * w
    solids = joined(*(_weight(6, 0.5, head, s * (w - head) / 2) for s in (-1, 1)))
    solids = solids.scaled(1, d, h / 3**0.5 * 2).moved(z=h / 2)
    bar = cylinder(0.016, 0.6 * w, sides=8).tilted(90, axis=1).moved(-0.3 * w, 0, h / 2)
    coat = _rubber(rng, "black", "dark gray", "black", "blue", "red")
    return [Part("weight", solids, coat), Part("bar", bar, metal(rng, "silver"))], []


def _plate_dumbbell(rng: Random, size: Size) -> Built:
    """Round plates of falling size, held by collars."""
    w, d, h = size
    iron = metal(rng, "black", "silver", "dark gray")
    solids = []
    for s in (-1, 1):
        for i, share in enumerate((1.0, 0.9, 0.7)):
            solids.append(_weight(18, 0.5 * share, 0.07 * w, s * (0.2 + 0.08 * i) * w))
    discs = joined(*solids).scaled(1, d, h).moved(z=h / 2)
    bar = cylinder(0.014, w, sides=8).tilted(90, axis=1).moved(-w / 2, 0, h / 2)
    nut = joined(*(_weight(6, 0.03, 0.03, s * 0.43 * w) for s in (-1, 1))).moved(z=h / 2)
    return [
        Part("weight", discs, iron), Part("bar", bar, metal(rng, "silver")),
        Part("nut", nut, metal(rng, "silver", "black")),
    ], []  # fmt: skip


def _vinyl_dumbbell(rng: Random, size: Size) -> Built:
    """Light and colourful, in one piece with round heads."""
    w, d, h = size
    coat = plastic(rng, "pink", "purple", "blue", "green", "yellow", "red", "light blue")
    profile = [(0, 0), (0.4, 0.0), (0.5, 0.1), (0.5, 0.22), (0.4, 0.3), (0.2, 0.34), (0.2, 0.66),
               (0.4, 0.7), (0.5, 0.78), (0.5, 0.9), (0.4, 1.0), (0, 1.0)]  # fmt: skip
    solid = turned(profile, sides=14).moved(z=-0.5).tilted(90, axis=1).scaled(w, d, h)
    return [Part("weight", solid.moved(z=h / 2), coat)], []


def _kettlebell(rng: Random, size: Size) -> Built:
    """A ball with a flat foot and a handle above."""
    w, d, h = size
    coat = pick(rng, (metal(rng, "black", "dark gray"), plastic(rng, "red", "blue", "green")))
    body = turned([(0, 0), (0.32, 0), (0.48, 0.3), (0.5, 0.5), (0.42, 0.8), (0.2, 0.98), (0, 1)])
    r = 0.07 * w
    out, top = 0.34 * w, h - r
    grip = tube([(-0.22 * w, 0, 0.5 * h), (-out, 0, 0.75 * h), (-0.7 * out, 0, top),
                 (0.7 * out, 0, top), (out, 0, 0.75 * h), (0.22 * w, 0, 0.5 * h)], r)  # fmt: skip
    return [
        Part("weight", body.scaled(w, d, 0.66 * h), coat), Part("handle", grip, coat),
    ], []  # fmt: skip


def _fur(rng: Random) -> Material:
    c = color(rng, "brown", "light brown", "white", "gray", "pink", "beige", "dark brown", "cream")
    return Material("fabric", c, "speckle", c, scale=0.012, shine=0.02)


def _face(
    rng: Random, wide: float, high: float, front: float, z: float, fur: Material
) -> list[Part]:
    """A snout, a nose and eyes on the front of a head whose middle is at `z`."""
    dark = plastic(rng, "black")
    eye = 0.1 * wide
    eyes = joined(*(
        blob(eye, eye, eye).moved(s * 0.2 * wide, 0.82 * front, z + 0.1 * high) for s in (-1, 1)
    ))  # fmt: skip
    snout = blob(0.42 * wide, 0.4 * wide, 0.34 * high).moved(0, 0.85 * front, z - 0.3 * high)
    nose = blob(0.14 * wide, 0.1 * wide, 0.1 * high).moved(
        0, 0.85 * front - 0.18 * wide, z - 0.12 * high
    )
    return [
        Part("snout", snout, _fur(rng) if rng.random() < 0.4 else fur),
        Part("eye", eyes, dark), Part("nose", nose, dark),
    ]  # fmt: skip


def _sitting(rng: Random, size: Size, ears: Solid) -> list[Part]:
    """A soft animal that sits with its arms and legs forward; `ears` stand on a head 1 m wide."""
    w, d, h = size
    fur = _fur(rng)
    head_h = 0.4 * h
    reach = float(ears.bounds[1, 2])
    head_z = h - max(head_h, reach * head_h)
    head_w, head_d = 0.62 * w, 0.5 * d
    back = 0.14 * d
    limbs = [blob(0.26 * w, 0.62 * d, 0.22 * h).moved(s * 0.27 * w, -0.19 * d) for s in (-1, 1)]
    limbs += [
        blob(0.2 * w, 0.45 * d, 0.18 * h).tilted(20).moved(s * 0.36 * w, -0.05 * d, 0.3 * h)
        for s in (-1, 1)
    ]
    return [
        Part("body", ellipsoid(0.68 * w, 0.62 * d, 0.66 * h).moved(y=back), fur),
        Part("limb", joined(*limbs), fur),
        Part("head", ellipsoid(head_w, head_d, head_h).moved(0, 0.08 * d, head_z), fur),
        Part("ear", ears.scaled(head_w, head_d, head_h).moved(0, 0.1 * d, head_z), fur),
        *moved(_face(rng, head_w, head_h, -head_d / 2, head_z + head_h / 2, fur), y=0.08 * d),
    ]


def _bear(rng: Random, size: Size) -> Built:
    ears = joined(*(blob(0.34, 0.2, 0.34).moved(s * 0.36, 0, 0.72) for s in (-1, 1)))
    parts = _sitting(rng, size, ears)
    if rng.random() < 0.5:
        w, d, h = size
        bow = joined(*(blob(0.2 * w, 0.08 * d, 0.1 * h).moved(s * 0.1 * w) for s in (-1, 1)))
        silk = Material("fabric", color(rng, "red", "blue", "pink", "yellow"))
        parts.append(Part("bow", bow.moved(0, -0.18 * d, 0.52 * h), silk))
    return parts, []


def _rabbit(rng: Random, size: Size) -> Built:
    tilt = rng.uniform(4, 14)
    ear = blob(0.22, 0.12, 0.85)
    ears = joined(*(ear.tilted(s * tilt, axis=1).moved(s * 0.18, 0, 0.85) for s in (-1, 1)))
    return _sitting(rng, size, ears), []


def _lying(rng: Random, size: Size) -> Built:
    """A dog on its belly, head up in front, legs stretched out."""
    w, d, h = size
    fur = _fur(rng)
    legs = [blob(0.26 * w, 0.45 * d, 0.26 * h).moved(s * 0.36 * w, y) for s in (-1, 1)
            for y in (-0.27 * d, 0.2 * d)]  # fmt: skip
    head_w, head_h = 0.62 * w, 0.58 * h
    head_z, at = h - head_h, -0.24 * d
    ears = joined(*(
        blob(0.14 * w, 0.1 * d, 0.42 * h).moved(s * 0.32 * w, at, head_z + 0.05 * h)
        for s in (-1, 1)
    ))  # fmt: skip
    tail = tube([(0, 0.35 * d, 0.3 * h), (0, 0.46 * d, 0.4 * h)], 0.04 * w)
    return [
        Part("body", ellipsoid(0.72 * w, 0.8 * d, 0.62 * h).moved(y=0.1 * d), fur),
        Part("limb", joined(*legs), fur),
        Part("head", ellipsoid(head_w, 0.4 * d, head_h).moved(0, at, head_z), fur),
        Part("ear", ears, _fur(rng) if rng.random() < 0.5 else fur),
        Part("tail", tail, fur),
        *moved(_face(rng, head_w, head_h, -0.2 * d, head_z + head_h / 2, fur), y=at),
    ], []


def _elephant(rng: Random, size: Size) -> Built:
    """Standing on four legs, with flap ears and a trunk."""
    w, d, h = size
    fur = Material("fabric", color(rng, "gray", "light blue", "pink", "light gray"), "woven")
    leg = blob(0.28 * w, 0.22 * d, 0.5 * h)
    legs = [leg.moved(s * 0.24 * w, y) for s in (-1, 1) for y in (-0.05 * d, 0.3 * d)]
    ear = blob(0.36 * w, 0.06 * d, 0.5 * h)
    ears = [ear.moved(s * 0.33 * w, -0.14 * d, 0.42 * h) for s in (-1, 1)]
    trunk = tube([(0, -0.28 * d, 0.62 * h), (0, -0.42 * d, 0.5 * h), (0, -0.44 * d, 0.22 * h),
                  (0, -0.45 * d, 0.16 * h)], 0.05 * d)  # fmt: skip
    eyes = [blob(0.05 * w, 0.05 * w, 0.05 * w).moved(s * 0.15 * w, -0.36 * d, 0.72 * h)
            for s in (-1, 1)]  # fmt: skip
    return [
        Part("body", ellipsoid(0.75 * w, 0.72 * d, 0.6 * h).moved(0, 0.14 * d, 0.28 * h), fur),
        Part("limb", joined(*legs), fur),
        Part("head", ellipsoid(0.5 * w, 0.36 * d, 0.5 * h).moved(0, -0.22 * d, 0.5 * h), fur),
        Part("ear", joined(*ears), fur), Part("trunk", trunk, fur),
        Part("eye", joined(*eyes), plastic(rng, "black")),
    ], []  # fmt: skip


BALL = Category(
    "ball",
    "floor",
    (
        Style("sports", (0.23, 0.23, 0.23), (0.06, 0.06, 0.06), _sports, 1.6, round=True),
        Style("beach", (0.3, 0.3, 0.3), (0.08, 0.08, 0.08), _beach, 0.8, round=True),
        Style("exercise", (0.62, 0.62, 0.58), (0.06, 0.06, 0.06), _exercise, 0.6, round=True),
        Style("rugby", (0.29, 0.19, 0.19), (0.05, 0.05, 0.05), _rugby, held_out=True),
    ),
)

DUMBBELL = Category(
    "dumbbell",
    "floor",
    (
        Style("hexagonal", (0.3, 0.15, 0.14), (0.15, 0.2, 0.2), _hex_dumbbell, 1.4),
        Style("plated", (0.38, 0.18, 0.18), (0.12, 0.15, 0.15), _plate_dumbbell),
        Style("vinyl", (0.22, 0.1, 0.1), (0.12, 0.15, 0.15), _vinyl_dumbbell, 0.8),
        Style("kettlebell", (0.2, 0.17, 0.26), (0.12, 0.12, 0.12), _kettlebell, held_out=True),
    ),
)

STUFFED_ANIMAL = Category(
    "stuffed animal",
    "surface",
    (
        Style("bear", (0.42, 0.4, 0.42), (0.25, 0.25, 0.25), _bear, 1.5),
        Style("rabbit", (0.28, 0.32, 0.44), (0.2, 0.2, 0.2), _rabbit),
        Style("dog", (0.34, 0.58, 0.28), (0.2, 0.2, 0.2), _lying),
        Style("elephant", (0.32, 0.45, 0.33), (0.2, 0.2, 0.2), _elephant, held_out=True),
    ),
)

TOYS = (BALL, DUMBBELL, STUFFED_ANIMAL)

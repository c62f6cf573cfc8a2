"""Small things of bathrooms: towels, toilet paper, dispensers."""

import numpy as np

from training.rooms.colors import Random
from training.rooms.materials import Material, fabric, metal, paper, plastic, textured, wood
from training.rooms.solids import (
    Ring,
    Solid,
    box,
    cushion,
    cylinder,
    ellipsoid,
    joined,
    lofted,
    profiled,
    skin,
    tube,
    turned,
)
from training.rooms.types import Category, Part, Rest, Size, Style

Built = tuple[list[Part], list[Rest]]


def _terry(rng: Random) -> Material:
    plain = fabric(
        rng, "white", "white", "white", "cream", "beige", "light blue", "blue", "dark blue",
        "gray", "green", "teal", "pink", "dark red", "brown", "light gray",
    )  # fmt: skip
    return textured(plain, "woven") if rng.random() < 0.8 else plain


def _draped(rng: Random, width: float, depth: float, front: float, back: float) -> Solid:
    """Cloth over a bar at z = 0: rows run down behind it, over it and down in front."""
    x = np.linspace(-width / 2, width / 2, 9)
    ripple = 0.12 * depth * np.sin(np.linspace(0, 2 * np.pi * rng.uniform(1, 2.5), 9))
    half = 0.42 * depth
    path = [(half, -back), (half, -0.5 * back), (half, -half), (0.7 * half, -0.3 * half), (0, 0),
            (-0.7 * half, -0.3 * half), (-half, -half), (-half, -0.5 * front),
            (-half, -front)]  # fmt: skip
    skew = rng.uniform(-0.03, 0.03)
    rows = []
    for y, z in path:
        low = min(1.0, -z / max(front, 1e-3))
        rows.append(np.column_stack([x * (1 - 0.04 * low), y + low * ripple, z + low * skew * x]))
    return skin(np.stack(rows))


def _over_bar(rng: Random, size: Size) -> Built:
    w, d, h = size
    drop = h - 0.01
    thick = 0.55 * d
    cloth = _draped(rng, 0.85 * w, thick, drop, drop * rng.uniform(0.6, 0.95))
    chrome = metal(rng, "silver", "silver", "black", "white")
    z, y = h - 0.014, -0.2 * d
    bar = tube([(-w / 2, y, z), (w / 2, y, z)], 0.009, sides=6)
    ends = [
        joined(
            tube([(x, y, z), (x, d / 2, z)], 0.008, sides=6),
            cylinder(0.02, 0.01, sides=8).tilted(90).moved(x, d / 2, z),
        )
        for x in (0.01 - w / 2, w / 2 - 0.01)
    ]
    return [
        Part("cloth", cloth.moved(0, y, h), _terry(rng)),
        Part("bar", joined(bar, *ends), chrome),
    ], []


def _on_hook(rng: Random, size: Size) -> Built:
    """Hung by one point: narrow on top, falling into deep folds."""
    w, d, h = size
    columns = 17
    phase = np.linspace(0, 1, columns)
    count = rng.uniform(2, 3.5)
    swell = rng.uniform(0.6, 1, size=columns)
    skew = rng.uniform(-0.1, 0.1, size=columns)
    rows = []
    for z in (0.0, 0.3, 0.6, 0.85, 0.97, 1.0):
        open_ = (1 - z) ** 0.55
        x = (phase - 0.5) * w * (0.18 + 0.82 * open_)
        y = d / 2 * np.sin(2 * np.pi * count * phase) * swell * (0.3 + 0.7 * open_)
        lift = h * (z + (skew + 0.15 * np.abs(phase - 0.5)) * (1 - z) ** 2)
        rows.append(np.column_stack([x, y, np.maximum(lift, 0)]))
    hook = tube([(0, d / 2, h - 0.04), (0, 0, h - 0.045), (0, -0.02, h - 0.01)], 0.008, sides=6)
    return [
        Part("cloth", skin(np.stack(rows)), _terry(rng)),
        Part("hook", hook, metal(rng, "silver")),
    ], []


def _folded(rng: Random, size: Size) -> Built:
    """One towel or a pile, the folded edges in front."""
    w, d, h = size
    count = max(1, round(h / rng.uniform(0.045, 0.07)))
    each = h / count
    same = _terry(rng)
    parts = []
    for i in range(count):
        cloth = same if rng.random() < 0.7 else _terry(rng)
        wide, deep = w * rng.uniform(0.93, 1), d * rng.uniform(0.93, 1)
        layers = joined(
            *(
                cushion(wide, deep, 0.48 * each, radius=0.02).moved(0, 0, k * 0.5 * each)
                for k in range(2)
            )
        )
        shift = rng.uniform(-0.03, 0.03) * w
        parts.append(Part("cloth", layers.moved(shift, 0, i * each), cloth))
    return parts, [Rest("top", (-0.4 * w, 0.4 * w), (-0.4 * d, 0.4 * d), 0.99 * h, 0.3)]


def _rolled(rng: Random, size: Size) -> Built:
    """A roll, the end of its spiral seen at both sides."""
    w, d, h = size
    cloth = _terry(rng)
    turns = np.linspace(0, 2 * np.pi * 2.6, 34)
    r = 0.16 + 0.34 * turns / turns[-1]
    y, z = r * d * np.cos(turns), r * h * np.sin(turns) + 0.5 * h
    rows = [np.column_stack([np.full(len(turns), x), y, z]) for x in (w / 2, -w / 2)]
    core = ellipsoid(0.9 * w, 0.3 * d, 0.3 * h).moved(0, 0, 0.35 * h)
    return [Part("cloth", skin(np.stack(rows)), cloth), Part("core", core, cloth)], []


def _crumpled(rng: Random, size: Size) -> Built:
    """Thrown down or over something: a lumpy heap."""
    w, d, h = size
    n = 13
    u = np.linspace(-1, 1, n)
    x, y = np.meshgrid(u, u, indexing="ij")
    height = np.clip(1 - 0.75 * (x**2 + y**2), 0, 1)
    for _ in range(5):
        a, b, c = rng.uniform(1.5, 4), rng.uniform(1.5, 4), rng.uniform(0, 6.28)
        height *= 1 + 0.3 * np.sin(a * x + b * y + c)
    height = h * height / height.max()
    edge = 1 + 0.12 * np.sin(3 * np.arctan2(y, x) + rng.uniform(0, 6))
    points = np.stack([x * edge * w / 2, y * edge * d / 2, height], axis=-1)
    return [Part("cloth", skin(points[:, ::-1]), _terry(rng))], []


TOWEL = Category(
    "towel",
    "wall",
    (
        Style("over a bar", (0.45, 0.13, 0.5), (0.25, 0.2, 0.3), _over_bar, 2),
        Style("on a hook", (0.28, 0.15, 0.62), (0.25, 0.25, 0.3), _on_hook, 1.2),
        Style("folded", (0.33, 0.24, 0.12), (0.2, 0.2, 0.45), _folded, 1.6, stands="surface"),
        Style("rolled", (0.32, 0.13, 0.13), (0.2, 0.15, 0.15), _rolled, 0.4, stands="surface"),
        Style(
            "crumpled", (0.42, 0.32, 0.14), (0.25, 0.25, 0.3), _crumpled,
            held_out=True, stands="surface",
        ),
    ),
    sunrgbd="towel",
)  # fmt: skip


def roll(radius: float, length: float, core: float) -> Solid:
    """A hollow roll along z."""
    return turned(
        [(core, 0), (radius, 0), (radius, length), (core, length), (core, 0)],
        sides=18,
        smooth=False,
    )


def _white_paper(rng: Random) -> Material:
    return paper(rng, "white", "white", "white", "cream")


def _on_holder(rng: Random, size: Size) -> Built:
    """A roll on a bar that sticks out from the wall, a sheet hanging down."""
    w, d, h = size
    chrome = metal(rng, "silver", "silver", "white", "black")
    white = _white_paper(rng)
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
    white = _white_paper(rng)
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
        Part("sheet", sheet, _white_paper(rng)),
        Part("window", pane, plastic(rng, "dark gray", "black")),
    ], []


def _stand(rng: Random, size: Size) -> Built:
    """Spare rolls on an upright rod, or a pack of them."""
    w, d, h = size
    white, chrome = _white_paper(rng), metal(rng, "silver", "black")
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
        Style("loose roll", (0.115, 0.11, 0.1), (0.08, 0.08, 0.06), _standing_roll, 1,
              stands="surface"),
        Style("jumbo dispenser", (0.28, 0.13, 0.28), (0.12, 0.1, 0.1), _jumbo, 0.6),
        Style("on a stand", (0.15, 0.14, 0.42), (0.1, 0.1, 0.25), _stand, held_out=True,
              stands="floor"),
    ),
)  # fmt: skip


def _wall_soap(rng: Random, size: Size) -> Built:
    """A rounded box with a lever underneath and a window for the level."""
    w, d, h = size
    shell = plastic(rng, "white", "white", "light gray", "black", "dark gray")
    dark = plastic(rng, "black", "dark gray", "blue")
    body = cushion(w, 0.85 * d, 0.85 * h, radius=0.03).moved(0, 0.075 * d, 0.15 * h)
    lever = box(0.7 * w, 0.9 * d, 0.14 * h).moved(0, -0.05 * d, 0.04 * h)
    spout = cylinder(0.015, 0.08 * h, sides=8).moved(0, -0.2 * d)
    pane = box(0.25 * w, 0.004, 0.25 * h).moved(0, -0.35 * d, 0.5 * h)
    return [
        Part("case", body, shell), Part("lever", lever, dark if rng.random() < 0.5 else shell),
        Part("spout", spout, shell), Part("window", pane, dark),
    ], []  # fmt: skip


def _pump_bottle(rng: Random, size: Size) -> Built:
    w, d, h = size
    round_ = rng.random() < 0.6
    power = 2 if round_ else 5
    soap = plastic(rng, "white", "light blue", "green", "pink", "orange", "yellow", "teal", "black")
    pump = plastic(rng, "white", "black") if rng.random() < 0.7 else metal(rng, "silver")
    shoulder = h * rng.uniform(0.6, 0.7)
    body = lofted(
        [Ring(0, 0, 0), Ring(0.95 * w, 0.8 * d, 0, power=power),
         Ring(w, 0.8 * d, 0.8 * shoulder, power=power), Ring(0.4 * w, 0.35 * d, shoulder),
         Ring(0.4 * w, 0.35 * d, shoulder + 0.03), Ring(0, 0, shoulder + 0.03)], sides=16,
    ).moved(0, 0.1 * d)  # fmt: skip
    y, z = 0.1 * d, h - 0.012
    neck = joined(
        tube([(0, y, shoulder), (0, y, z), (0, -d / 2, z - 0.004)], 0.006, sides=6),
        cylinder(0.013, 0.015, sides=8).moved(0, y, h - 0.015),
    )
    return [Part("bottle", body, soap), Part("pump", neck, pump)], []


def _sensor_soap(rng: Random, size: Size) -> Built:
    """Slim, with a sloping front that ends in a nose."""
    w, d, h = size
    side = [(d / 2, 0), (d / 2, h), (-0.1 * d, h), (-0.42 * d, 0.35 * h), (-d / 2, 0.12 * h),
            (-0.42 * d, 0), (-0.1 * d, 0.1 * h)]  # fmt: skip
    body = profiled(side, w)
    shell = metal(rng, "silver") if rng.random() < 0.4 else plastic(rng, "white", "black", "gray")
    eye = box(0.3 * w, 0.01, 0.1 * h).moved(0, -0.3 * d, 0.6 * h)
    return [Part("case", body, shell), Part("sensor", eye, plastic(rng, "black"))], []


SOAP_DISPENSER = Category(
    "soap dispenser",
    "wall",
    (
        Style("wall box", (0.13, 0.12, 0.27), (0.2, 0.12, 0.12), _wall_soap, 2.5),
        Style("pump bottle", (0.085, 0.1, 0.19), (0.12, 0.12, 0.12), _pump_bottle, 0.5,
              stands="surface"),
        Style("with sensor", (0.14, 0.13, 0.29), (0.12, 0.12, 0.1), _sensor_soap, 1.2),
    ),
)  # fmt: skip


def _case(rng: Random) -> Material:
    if rng.random() < 0.35:
        return metal(rng, "silver")
    return plastic(rng, "white", "white", "light gray", "dark gray", "black")


def _folded_towels(rng: Random, size: Size) -> Built:
    """A flat cabinet, a slot in its bottom and a towel in the slot."""
    w, d, h = size
    low = 0.05
    wedge = [(-d / 2, 0.15 * h), (d / 2, 0), (d / 2, h - low), (-0.42 * d, h - low),
             (-d / 2, 0.9 * h - low)]  # fmt: skip
    return [
        Part("case", profiled(wedge, w).moved(z=low), _case(rng)),
        Part("towel", box(0.6 * w, 0.02, 0.11).moved(0, -0.15 * d), _white_paper(rng)),
        Part("lock", cylinder(0.012, 0.006, sides=8).tilted(90).moved(0, -d / 2, 0.85 * h),
             metal(rng, "silver", "black")),
    ], []  # fmt: skip


def _roll_towels(rng: Random, size: Size) -> Built:
    """A case with a round belly for a big roll."""
    w, d, h = size
    low = 0.04
    angles = np.radians(np.linspace(100, 265, 10))
    tall = h - low
    belly = [
        (-0.05 * d + 0.45 * d * float(np.cos(a)), 0.55 * tall + 0.45 * tall * float(np.sin(a)))
        for a in angles
    ]
    side = [*belly, (d / 2, 0), (d / 2, tall)]
    dark = plastic(rng, "black", "dark gray", "gray")
    return [
        Part("case", profiled(side, w).moved(z=low), _case(rng)),
        Part("window", box(0.5 * w, 0.01, 0.2 * h).moved(0, -0.49 * d, 0.55 * h), dark),
        Part("towel", box(0.65 * w, 0.015, 0.08).moved(0, -0.1 * d), _white_paper(rng)),
    ], []


def _with_bin(rng: Random, size: Size) -> Built:
    """A tall steel unit: towels above, an open bin below."""
    w, d, h = size
    steel = metal(rng, "silver")
    thick = 0.015
    upper = 0.42 * h
    return [
        Part("dispenser", box(w, d, upper).moved(z=h - upper), steel),
        Part("towel", box(0.6 * w, 0.03, 0.08).moved(0, -0.3 * d, h - upper - 0.06),
             _white_paper(rng)),
        Part("back", box(w, thick, h - upper).moved(0, d / 2 - thick / 2), steel),
        *(
            Part("side", box(thick, d, h - upper).moved(s * (w - thick) / 2), steel)
            for s in (-1, 1)
        ),
        Part("bin", box(w, thick, 0.4 * h).moved(0, thick / 2 - d / 2), steel),
        Part("bottom", box(w, d, thick), steel),
    ], []  # fmt: skip


def _counter_roll(rng: Random, size: Size) -> Built:
    """A kitchen roll on an upright stick."""
    w, d, h = size
    r = 0.47 * min(w, d)
    foot = metal(rng, "silver", "black") if rng.random() < 0.6 else wood(rng)
    return [
        Part("foot", cylinder(min(w, d) / 2, 0.015).scaled(w / min(w, d), d / min(w, d)), foot),
        Part("roll", roll(r, 0.8 * h, 0.02).moved(z=0.016), _white_paper(rng)),
        Part("stick", cylinder(0.01, h, sides=8), foot),
    ], []


PAPER_TOWEL_DISPENSER = Category(
    "paper towel dispenser",
    "wall",
    (
        Style("folded towel", (0.31, 0.17, 0.4), (0.12, 0.2, 0.12), _folded_towels, 1.3),
        Style("roll", (0.33, 0.23, 0.4), (0.1, 0.1, 0.1), _roll_towels, 1.6),
        Style("with bin", (0.38, 0.17, 0.68), (0.08, 0.12, 0.12), _with_bin, 0.25),
        Style("kitchen roll", (0.16, 0.16, 0.32), (0.08, 0.08, 0.06), _counter_roll,
              held_out=True, stands="surface"),
    ),
)  # fmt: skip

WASHROOM = (TOWEL, TOILET_PAPER, SOAP_DISPENSER, PAPER_TOWEL_DISPENSER)

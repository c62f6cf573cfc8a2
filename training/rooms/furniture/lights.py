"""Lamps that stand, lamps that hang, fans."""

from dataclasses import replace

import numpy as np

from training.rooms.colors import Random
from training.rooms.materials import (
    Material,
    ceramic,
    fabric,
    glass,
    metal,
    paper,
    plastic,
    stone,
    textured,
    wood,
)
from training.rooms.solids import (
    Ring,
    Solid,
    box,
    cylinder,
    ellipsoid,
    frame,
    joined,
    lofted,
    skin,
    tube,
    turned,
)
from training.rooms.types import Category, Part, Rest, Size, Style

Built = tuple[list[Part], list[Rest]]


def _shining(rng: Random, material: Material, chance: float = 0.4) -> Material:
    """At times switched on."""
    on = rng.random() < chance
    return replace(material, glow=round(float(rng.uniform(0.3, 0.9)), 2)) if on else material


def _shade_material(rng: Random) -> Material:
    kind = rng.random()
    if kind < 0.75:
        cloth = fabric(rng, "white", "cream", "cream", "beige", "white", "gray", "black", "red",
                       "brown", "light blue", "dark blue")  # fmt: skip
        return _shining(rng, textured(cloth, "woven"))
    return _shining(rng, paper(rng) if kind < 0.9 else glass(rng, "white", "cream"))


def _opal(rng: Random) -> Material:
    """White glass that lets no depth through."""
    return _shining(rng, ceramic(rng, "white", "white", "cream"))


def _stand(rng: Random) -> Material:
    return metal(rng, "silver", "black", "black", "gold", "dark gray", "white")


def _shade(bottom: float, top: float, height: float, *, sides: int = 20) -> Solid:
    """A thin cone or drum, open above and below."""
    thin = 0.003
    return turned(
        [(bottom - thin, 0), (bottom, 0), (top, height), (top - thin, height), (bottom - thin, 0)],
        sides=sides,
    )


def _any_shade(rng: Random, radius: float, height: float) -> Solid:
    """An empire cone, a drum, a square cone or a bell."""
    kind = int(rng.integers(4))
    if kind == 0:
        return _shade(radius, rng.uniform(0.45, 0.7) * radius, height)
    if kind == 1:
        return _shade(radius, rng.uniform(0.88, 1.0) * radius, height)
    if kind == 2:
        square = _shade(radius * 1.41, rng.uniform(0.6, 0.95) * radius * 1.41, height, sides=4)
        return Solid(square.moved(yaw=45).vertices, square.faces)
    upper = 0.4 * radius
    curve = [
        (upper + (radius - upper) * (1 - t) ** 1.8, t * height) for t in (0, 0.25, 0.5, 0.75, 1)
    ]
    inner = [(r - 0.003, z) for r, z in reversed(curve)]
    return turned([*curve, *inner, curve[0]], sides=20)


def _bulb(rng: Random, z: float) -> Part:
    bulb = ellipsoid(0.06, 0.06, 0.09).moved(z=z)
    return Part("bulb", bulb, _opal(rng))


def _vase(rng: Random, radius: float, height: float) -> Solid:
    """A turned lamp foot: a jug, a column, stacked balls or a bottle."""
    r, h = radius, height
    kind = int(rng.integers(5))
    if kind == 0:
        curve = [(0.6, 0), (0.65, 0.03), (0.95, 0.3), (1.0, 0.45), (0.75, 0.7), (0.25, 0.88)]
    elif kind == 1:
        curve = [(1.0, 0), (1.0, 0.05), (0.35, 0.1), (0.28, 0.5), (0.35, 0.9), (0.15, 0.95)]
    elif kind == 2:
        curve = [(0.9, 0), (0.9, 0.05), (0.3, 0.08), (0.8, 0.22), (0.3, 0.36), (0.7, 0.5),
                 (0.3, 0.62), (0.55, 0.75), (0.2, 0.88)]  # fmt: skip
    elif kind == 3:
        curve = [(0.8, 0), (0.85, 0.5), (0.7, 0.62), (0.2, 0.72), (0.18, 0.9)]
    else:
        curve = [(0.75, 0), (1.0, 0.35), (1.0, 0.4), (0.1, 0.9)]
    return turned([(0, 0), *((a * r, b * h) for a, b in curve), (0.01, h), (0, h)])


def _foot_material(rng: Random) -> Material:
    kind = int(rng.integers(4))
    if kind == 0:
        return ceramic(rng, "white", "blue", "green", "teal", "beige", "black", "gray", "dark red")
    if kind == 1:
        return wood(rng)
    return _stand(rng) if kind == 2 else stone(rng)


def _table_lamp(rng: Random, size: Size) -> Built:
    """A turned foot under a shade."""
    w, d, h = size
    tall = h * rng.uniform(0.38, 0.5)
    radius = min(w, d) / 2
    low = h - tall
    shade = _any_shade(rng, radius, tall).scaled(w / min(w, d), d / min(w, d)).moved(z=low)
    return [
        Part("foot", _vase(rng, radius * rng.uniform(0.4, 0.65), low + 0.03), _foot_material(rng)),
        Part("shade", shade, _shade_material(rng)),
        _bulb(rng, low + 0.3 * tall),
        Part("stem", cylinder(0.006, 0.9 * h, sides=6), _stand(rng)),
    ], []


def _plate(rng: Random, radius: float) -> Solid:
    if rng.random() < 0.25:
        return box(1.8 * radius, 1.8 * radius, 0.02)
    return turned(
        [(0, 0), (radius, 0), (radius, 0.012), (0.3 * radius, 0.03), (0.015, 0.04), (0, 0.04)]
    )


def _floor_lamp(rng: Random, size: Size) -> Built:
    """A pole on a plate under a shade."""
    w, d, h = size
    tall = rng.uniform(0.16, 0.22) * h
    radius = min(w, d) / 2
    steel = _stand(rng)
    shade = _any_shade(rng, radius, tall).scaled(w / min(w, d), d / min(w, d))
    return [
        Part("base", _plate(rng, radius * rng.uniform(0.65, 0.85)), steel),
        Part("pole", cylinder(0.012, h - 0.05, sides=8), steel),
        Part("shade", shade.moved(z=h - tall), _shade_material(rng)),
        _bulb(rng, h - 0.7 * tall),
    ], []


def _torchiere(rng: Random, size: Size) -> Built:
    """Light thrown at the ceiling from a bowl on a tall pole."""
    w, d, h = size
    r = w / 2
    steel = _stand(rng)
    curve = [(0.02, 0), (0.5 * r, 0.03), (r, 0.11)]
    bowl = turned([*curve, (0.97 * r, 0.11), (0.45 * r, 0.035), (0, 0.02)]).moved(z=h - 0.11)
    parts = [
        Part("base", _plate(rng, 0.8 * r), steel),
        Part("pole", cylinder(0.013, h - 0.1, sides=8), steel),
        Part("bowl", bowl, steel if rng.random() < 0.5 else _opal(rng)),
    ]
    if rng.random() < 0.35:
        z = 0.65 * h
        neck = [(0, 0, z), (0, -0.2 * d, z + 0.05), (0, -0.4 * d, z)]
        arm = tube([(float(a), float(b), float(c)) for a, b, c in neck], 0.008, sides=6)
        head = cylinder(0.055, 0.1, top=0.03).moved(0, -0.5 * d + 0.055, z - 0.08)
        parts.append(Part("reading arm", joined(arm, head), steel))
    return parts, []


def _tripod(rng: Random, size: Size) -> Built:
    """Three spread legs under a drum."""
    w, d, h = size
    timber = wood(rng) if rng.random() < 0.7 else _stand(rng)
    tall = rng.uniform(0.18, 0.25) * h
    top, r = h - tall - 0.02, 0.46
    legs = [
        tube([(r * w * float(np.cos(a)), r * d * float(np.sin(a)), 0.012),
              (0.02 * float(np.cos(a)), 0.02 * float(np.sin(a)), top)], 0.014, sides=6)
        for a in np.radians([-90, 30, 150])
    ]  # fmt: skip
    hub = cylinder(0.04, 0.05, sides=10).moved(z=top - 0.03)
    shade = _shade(0.47, rng.uniform(0.38, 0.47), tall).scaled(w, d).moved(z=h - tall)
    return [
        *(Part("leg", leg, timber) for leg in legs),
        Part("hub", hub, _stand(rng)),
        Part("shade", shade, _shade_material(rng)),
        _bulb(rng, top + 0.05),
    ], []


def _arc(rng: Random, size: Size) -> Built:
    """A heavy foot on the right, a long bow, a dome that hangs on the left."""
    w, d, h = size
    steel = metal(rng, "silver", "silver", "black", "gold")
    r = d / 2
    foot = w / 2 - r * 0.8
    head = r - w / 2
    angles = np.linspace(0, np.pi, 9)
    middle, reach = (foot + head) / 2, (foot - head) / 2
    bow = [(middle + reach * float(np.cos(a)), 0.0, 0.45 * h + (0.54 * h) * float(np.sin(a)))
           for a in angles[:-1]]  # fmt: skip
    drop = 0.72 * h
    bow = [(foot, 0.0, 0.04), *bow, (head, 0.0, drop)]
    outside = [(r, 0), (0.95 * r, 0.05), (0.6 * r, 0.13), (0.03, 0.16)]
    inside = [(0.03, 0.155), (0.57 * r, 0.12), (0.9 * r, 0.045), (0.97 * r, 0)]
    shell = turned([*outside, *inside, outside[0]])
    return [
        Part("base", cylinder(0.8 * r, 0.05, sides=18).moved(foot), stone(rng, "white", "black")),
        Part("arm", tube(bow, 0.014), steel),
        Part("dome", shell.moved(head, 0, drop - 0.15), steel),
        _bulb_at(rng, head, drop - 0.12),
    ], []


def _bulb_at(rng: Random, x: float, z: float) -> Part:
    bulb = _bulb(rng, 0)
    return Part(bulb.name, bulb.solid.moved(x, 0, z), bulb.material)


def _desk_lamp(rng: Random, size: Size) -> Built:
    """Two bars with joints and a conical or flat head that leans forward."""
    w, d, h = size
    paint = metal(rng, "black", "white", "silver", "red", "blue", "green", "dark gray", "yellow")
    y = d / 2 - 0.45 * w
    elbow = (0.0, d / 2 - 0.015, rng.uniform(0.5, 0.62) * h)
    tip = (0.0, -0.25 * d, h - 0.02)
    bars = [(-0.012, 0.012), (0.0,)][int(rng.integers(2))]
    arm = joined(
        *(tube([(x, y, 0.02), (x, elbow[1], elbow[2]), (x, tip[1], tip[2])], 0.006, sides=6)
          for x in bars),
        cylinder(0.016, 0.03, sides=8).tilted(90, axis=1).moved(-0.015, elbow[1], elbow[2]),
        cylinder(0.016, 0.03, sides=8).tilted(90, axis=1).moved(-0.015, tip[1], tip[2] - 0.01),
    )  # fmt: skip
    if rng.random() < 0.65:
        r = 0.45 * w
        cone = turned([(r, 0), (0.45 * r, 0.11), (0.4 * r, 0.15), (0, 0.15), (0, 0.145),
                       (0.36 * r, 0.14), (0.94 * r, 0), (r, 0)]).moved(z=-0.15)  # fmt: skip
        head = cone.tilted(-rng.uniform(10, 35)).moved(0, tip[1], tip[2])
    else:
        head = box(0.4 * w, 0.3 * d, 0.02).moved(0, tip[1] - 0.12 * d, tip[2] - 0.03)
    base = cylinder(0.5 * w, 0.025, top=0.45 * w, sides=18).moved(0, y - 0.05 * w)
    return [
        Part("base", base, paint),
        Part("arm", arm, paint if rng.random() < 0.6 else metal(rng, "silver")),
        Part("head", head, paint),
    ], []


def _globe(rng: Random, size: Size) -> Built:
    """A glowing ball on a ring, a disc or a short stem."""
    w, d, h = size
    low = rng.uniform(0.02, 0.3) * h
    return [
        Part("base", cylinder(0.3, 0.02, sides=16).scaled(w, d), _stand(rng)),
        Part("stem", cylinder(0.02, low + 0.02, sides=10), _stand(rng)),
        Part("globe", ellipsoid(w, d, h - low).moved(z=low), _opal(rng)),
    ], []


LAMP = Category(
    "lamp",
    "floor",
    (
        Style("table", (0.33, 0.32, 0.56), (0.2, 0.2, 0.2), _table_lamp, 4, round=True, stands="surface"),
        Style("desk", (0.19, 0.38, 0.44), (0.15, 0.18, 0.18), _desk_lamp, 1.6, stands="surface"),
        Style("floor", (0.42, 0.41, 1.52), (0.15, 0.15, 0.07), _floor_lamp, 0.8, round=True),
        Style("torchiere", (0.32, 0.32, 1.75), (0.12, 0.12, 0.06), _torchiere, 0.3, round=True),
        Style("tripod", (0.52, 0.5, 1.45), (0.12, 0.12, 0.08), _tripod, 0.35, round=True),
        Style("globe", (0.26, 0.26, 0.32), (0.2, 0.2, 0.2), _globe, 0.7, round=True,
              stands="surface"),
        Style("arc", (1.1, 0.4, 1.9), (0.12, 0.1, 0.07), _arc, held_out=True),
    ),
    sunrgbd="lamp",
)  # fmt: skip


def _cord(h: float, low: float) -> Solid:
    """From a rose at the ceiling down to `low`."""
    rose = cylinder(0.04, 0.025, top=0.055, sides=12).moved(z=h - 0.025)
    return joined(rose, cylinder(0.005, h - low, sides=6).moved(z=low))


def _pendant(rng: Random, size: Size) -> Built:
    """A shade, dome or ball on a cord."""
    w, d, h = size
    tall = min(0.75 * h, rng.uniform(0.5, 0.9) * w)
    r = w / 2
    kind = int(rng.integers(4))
    if kind == 0:
        body = Part("shade", _any_shade(rng, r, tall), _shade_material(rng))
    elif kind == 1:
        dome = [(r, 0), (0.9 * r, 0.5 * tall), (0.5 * r, 0.85 * tall), (0.06, tall)]
        inner = [(max(a - 0.006, 0.0), b) for a, b in reversed(dome)]
        paint = metal(rng, "black", "white", "silver", "red", "gold", "dark green", "teal")
        body = Part("dome", turned([*dome, *inner, dome[0]]), paint)
    elif kind == 2:
        body = Part("globe", ellipsoid(w, w, tall), _opal(rng))
    else:
        slats = textured(paper(rng, "white", "cream"), "stripes", scale=0.03)
        body = Part("lantern", ellipsoid(w, w, tall), _shining(rng, slats))
    scaled = body.solid.scaled(1, d / w)
    return [
        Part(body.name, scaled, body.material),
        Part("cord", _cord(h, 0.95 * tall), _stand(rng)),
        _bulb(rng, 0.35 * tall),
    ], []


def _flush(rng: Random, size: Size) -> Built:
    """A shallow bowl close to the ceiling, round or square."""
    w, d, h = size
    power = float(rng.choice([2, 2, 12]))
    bowl = lofted(
        [
            Ring(0, 0, 0),
            Ring(0.55 * w, 0.55 * d, 0.08 * h, power=power),
            Ring(0.88 * w, 0.88 * d, 0.4 * h, power=power),
            Ring(0.96 * w, 0.96 * d, 0.75 * h, power=power),
            Ring(0, 0, 0.75 * h),
        ]
    )
    rim = lofted(
        [Ring(0, 0, 0.7 * h), Ring(w, d, 0.7 * h, power=power), Ring(w, d, h, power=power),
         Ring(0, 0, h)],
        smooth=False,
    )  # fmt: skip
    return [Part("bowl", bowl, _opal(rng)), Part("rim", rim, _stand(rng))], []


def _tube_light(rng: Random, size: Size) -> Built:
    """One or two long tubes under a sheet-metal tray, bare or behind a cover."""
    w, d, h = size
    white = metal(rng, "white", "white", "light gray")
    tray = box(w, d, 0.45 * h).moved(z=0.55 * h)
    if rng.random() < 0.4:
        cover = lofted(
            [Ring(0, 0, 0), Ring(0.96 * w, 0.6 * d, 0, power=20),
             Ring(0.98 * w, 0.95 * d, 0.56 * h, power=20), Ring(0, 0, 0.56 * h)], smooth=False,
        )  # fmt: skip
        return [Part("tray", tray, white), Part("cover", cover, _opal(rng))], []
    count = int(rng.integers(1, 3))
    r = min(0.25 * h, 0.2 * d)
    ys = [0.0] if count == 1 else [-0.25 * d, 0.25 * d]
    lit = _opal(rng)
    tubes = [tube([(-0.48 * w, y, r), (0.48 * w, y, r)], r) for y in ys]
    ends = [box(0.02, d, 0.6 * h).moved(s * (w / 2 - 0.01)) for s in (-1, 1)]
    return [
        Part("tray", joined(tray, *ends), white),
        *(Part("tube", solid, lit) for solid in tubes),
    ], []


def _panel(rng: Random, size: Size) -> Built:
    """A flat square of light in a frame, as in offices."""
    w, d, h = size
    rim = frame(w, d, h, 0.03).tilted(-90).moved(0, -d / 2, h / 2)
    return [
        Part("frame", rim, metal(rng, "white", "silver")),
        Part("diffuser", box(w - 0.06, d - 0.06, 0.6 * h).moved(z=0.2 * h), _opal(rng)),
    ], []


def _chandelier(rng: Random, size: Size) -> Built:
    """Curved arms around a turned stem, a candle or a cup at the end of each."""
    w, d, h = size
    brass = metal(rng, "gold", "silver", "black")
    count = int(rng.integers(5, 9))
    cups = rng.random() < 0.5
    low = 0.62 * h
    arms, lights = [], []
    reach = 0.43
    lit = _opal(rng)
    for i in range(count):
        a = 2 * np.pi * i / count
        c, s = float(np.cos(a)), float(np.sin(a))
        curve = [(0.04, 0.22), (0.3, 0.06), (0.75, 0.08), (1.0, 0.26)]
        arms.append(
            tube(
                [(reach * w * t * c, reach * d * t * s, z * low) for t, z in curve], 0.008, sides=6
            )
        )
        at = (reach * w * c, reach * d * s, 0.26 * low)
        if cups:
            cup = turned(
                [(0.015, 0), (0.05, 0.05), (0.06, 0.1), (0.055, 0.1), (0.0, 0.02)], sides=10
            )
            lights.append(cup.moved(*at))
        else:
            candle = turned([(0.03, 0), (0.03, 0.01), (0.012, 0.015), (0.012, 0.1), (0.016, 0.115),
                             (0, 0.15)], sides=8)  # fmt: skip
            lights.append(candle.moved(*at))
    stem = turned([(0, 0), (0.02, 0.02), (0.05, 0.1), (0.02, 0.25), (0.04, 0.45), (0.012, 0.6),
                   (0.012, 1), (0, 1)], sides=12).scaled(z=low)  # fmt: skip
    return [
        Part("stem", joined(stem, _cord(h, 0.95 * low)), brass),
        *(Part("arm", arm, brass) for arm in arms),
        *(Part("light", solid, lit) for solid in lights),
    ], []


def _spots(rng: Random, size: Size) -> Built:
    """Small turned heads on a rail."""
    w, d, h = size
    paint = metal(rng, "silver", "white", "black")
    count = max(2, round(w / 0.28))
    parts = [Part("rail", box(w, 0.35 * d, 0.03).moved(z=h - 0.03), paint)]
    for i in range(count):
        x = ((i + 0.5) / count - 0.5) * w
        head = cylinder(0.42 * d, 0.6 * h, top=0.28 * d, sides=10).moved(z=-0.6 * h)
        turned_ = head.tilted(rng.uniform(-8, 8)).tilted(rng.uniform(-30, 30), axis=1)
        parts += [
            Part("head", turned_.moved(x, 0, 0.7 * h), paint),
            Part("joint", cylinder(0.008, 0.35 * h, sides=6).moved(x, 0, 0.62 * h), paint),
        ]
    return parts, []


CEILING_LAMP = Category(
    "ceiling lamp",
    "ceiling",
    (
        Style("pendant", (0.34, 0.34, 0.55), (0.25, 0.25, 0.3), _pendant, 1.2, round=True),
        Style("flush", (0.34, 0.34, 0.11), (0.15, 0.15, 0.2), _flush, 2, round=True),
        Style("tube", (1.2, 0.17, 0.09), (0.12, 0.2, 0.15), _tube_light, 1),
        Style("panel", (0.6, 0.6, 0.05), (0.05, 0.05, 0.2), _panel, 0.6),
        Style("chandelier", (0.62, 0.62, 0.65), (0.15, 0.15, 0.2), _chandelier, 0.4, round=True),
        Style("spot rail", (0.75, 0.12, 0.18), (0.25, 0.12, 0.12), _spots, held_out=True),
    ),
)


def _cage(r: float, depth: float) -> Solid:
    """The wire guard around the blades of a fan that blows towards -y, its middle at the origin."""
    angles = np.linspace(0, 2 * np.pi, 19)
    rings = [
        tube([(q * float(np.cos(a)), y, q * float(np.sin(a))) for a in angles], 0.004, sides=5)
        for q, y in ((r - 0.004, 0.0), (0.7 * r, -depth / 2), (0.3 * r, -depth / 2),
                     (0.7 * r, depth / 2))
    ]  # fmt: skip
    near, far = 0.15 * r, 0.75 * r
    edge = r - 0.004
    spokes = [
        tube([(near * c, s * depth / 2, near * z), (far * c, s * depth / 2, far * z),
              (edge * c, 0.0, edge * z)], 0.0025, sides=4)
        for s in (-1, 1)
        for c, z in ((float(np.cos(a)), float(np.sin(a))) for a in angles[:-1])
    ]  # fmt: skip
    hub = cylinder(0.18 * r, 0.012, sides=12).tilted(90).moved(0, -depth / 2 + 0.006)
    return joined(*rings, *spokes, hub)


def _blades(r: float, count: int, pitch: float) -> Solid:
    """Twisted blades in the x-z plane."""
    t = np.linspace(0.12, 1, 4)
    out = []
    for i in range(count):
        a = 2 * np.pi * i / count
        rows = []
        for side in (-1, 1):
            spread = side * 0.6 * np.sin(np.pi * (0.25 + 0.6 * t)) / (1 + t)
            x, z = r * t * np.cos(a + spread), r * t * np.sin(a + spread)
            rows.append(np.column_stack([x, np.full(4, side * pitch), z]))
        out.append(skin(np.stack(rows)))
    return joined(*out)


def _fan_head(rng: Random, r: float, depth: float, y: float, z: float) -> list[Part]:
    wire = metal(rng, "silver", "white", "black")
    vane = plastic(rng, "white", "black", "light gray", "light blue")
    motor = turned([(0, 0), (0.25 * r, 0), (0.3 * r, 0.4 * depth), (0.2 * r, 0.9 * depth),
                    (0, 0.95 * depth)]).tilted(-90)  # fmt: skip
    cage = _cage(r, 0.55 * depth)
    return [
        Part("cage", cage.moved(0, y, z), wire),
        Part(
            "blades", _blades(0.88 * r, int(rng.integers(3, 6)), 0.1 * depth).moved(0, y, z), vane
        ),
        Part("motor", motor.moved(0, y + 0.1 * depth, z), vane),
    ]


def _pedestal_fan(rng: Random, size: Size) -> Built:
    w, d, h = size
    paint = plastic(rng, "white", "black", "gray")
    r = 0.46 * w
    foot = cylinder(0.48 * min(w, d), 0.04, top=0.4 * min(w, d), sides=18)
    return [
        Part("base", foot.moved(0, 0.02), paint),
        Part("pole", cylinder(0.015, h - r, sides=8).moved(0, 0.06), metal(rng, "silver", "white")),
        *_fan_head(rng, r, 0.6 * d, -0.1 * d, h - r),
    ], []


def _desk_fan(rng: Random, size: Size) -> Built:
    w, d, h = size
    paint = plastic(rng, "white", "black", "gray", "blue", "light green")
    r = 0.5 * w
    foot = lofted(
        [Ring(0, 0, 0), Ring(0.7 * w, 0.85 * d, 0, power=3), Ring(0.3 * w, 0.3 * d, 0.04, 0.1 * d),
         Ring(0.12 * w, 0.15 * d, h - r, 0.15 * d), Ring(0, 0, h - r, 0.15 * d)]
    )  # fmt: skip
    return [Part("base", foot, paint), *_fan_head(rng, r, 0.7 * d, -0.15 * d, h - r)], []


def _box_fan(rng: Random, size: Size) -> Built:
    """A square case with a grille on both sides."""
    w, d, h = size
    paint = plastic(rng, "white", "white", "light gray", "black")
    grille = joined(
        *(
            box(w - 0.06, 0.004, 0.005).moved(0, s * (d / 2 - 0.005), z)
            for z in np.linspace(0.06, h - 0.06, 14)
            for s in (-1, 1)
        )
    )
    r = 0.44 * min(w, h)
    feet = [box(0.03, d, 0.03).moved(s * 0.4 * w) for s in (-1, 1)]
    return [
        Part("case", joined(frame(w, h - 0.02, d, 0.035).moved(z=0.02), *feet), paint),
        Part("grille", grille, paint),
        Part("blades", _blades(r, 5, 0.2 * d).moved(0, 0, h / 2), plastic(rng, "white", "gray")),
    ], []


def _tower_fan(rng: Random, size: Size) -> Built:
    """A slim column on a disc."""
    w, d, h = size
    paint = plastic(rng, "black", "white", "dark gray")
    net = textured(paint, "stripes", plastic(rng, "gray", "dark gray").color, 0.012)
    column = lofted([Ring(0, 0, 0.05), Ring(0.7 * w, 0.68 * d, 0.05, power=3),
                     Ring(0.62 * w, 0.6 * d, h, power=3), Ring(0, 0, h)])  # fmt: skip
    grille = box(0.4 * w, 0.01, 0.65 * h).moved(0, -0.32 * d, 0.2 * h)
    return [
        Part("base", cylinder(0.5, 0.05, top=0.45, sides=18).scaled(w, d), paint),
        Part("column", column, paint),
        Part("grille", grille, net),
    ], []


def _ceiling_fan(rng: Random, size: Size) -> Built:
    """Broad blades around a motor, mostly with a light below."""
    w, d, h = size
    count = int(rng.integers(3, 6))
    timber = wood(rng) if rng.random() < 0.6 else plastic(rng, "white", "black")
    brass = metal(rng, "silver", "gold", "white", "black")
    z = 0.45 * h
    blade = box(0.36 * w, 0.13, 0.008).tilted(8).moved(0.3 * w, 0, z)
    blades = [blade.moved(yaw=360 * i / count).scaled(1, d / w) for i in range(count)]
    motor = turned([(0, 0), (0.07, 0), (0.11, 0.04), (0.11, 0.09), (0.04, 0.12), (0, 0.12)])
    pole = joined(
        cylinder(0.015, 0.9 * h - z, sides=8).moved(z=z),
        cylinder(0.03, 0.1 * h, top=0.07, sides=12).moved(z=0.9 * h),
    )
    bowl = ellipsoid(0.24, 0.24, 0.9 * z).moved(z=0)
    return [
        *(Part("blade", solid, timber) for solid in blades),
        Part("motor", motor.moved(z=z - 0.05), brass),
        Part("pole", pole, brass),
        Part("light", bowl, _opal(rng)),
    ], []


FAN = Category(
    "fan",
    "floor",
    (
        Style("pedestal", (0.43, 0.36, 1.15), (0.1, 0.1, 0.1), _pedestal_fan, 1),
        Style("desk", (0.33, 0.24, 0.42), (0.15, 0.12, 0.15), _desk_fan, 1.2, stands="surface"),
        Style("box", (0.52, 0.14, 0.54), (0.06, 0.15, 0.06), _box_fan, 1),
        Style("tower", (0.28, 0.28, 0.85), (0.1, 0.1, 0.15), _tower_fan, 0.5, round=True),
        Style("ceiling", (1.15, 1.15, 0.4), (0.1, 0.1, 0.15), _ceiling_fan, 0.3, round=True,
              stands="ceiling"),
    ),
    held_out=True,
)  # fmt: skip

LIGHTS = (LAMP, CEILING_LAMP, FAN)
"""Categories of lights, and fans."""

"""Pianos and guitars."""

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.fittings import pick, top_rest
from training.rooms.furniture.shapes.pieces import Built, moved
from training.rooms.materials import Material, metal, plastic, wood
from training.rooms.solids import Solid, box, cylinder, extruded, joined, tube
from training.rooms.types import Category, Part, Rest, Size, Style


def _lacquer(rng: Random) -> Material:
    """Polished black, white or brown."""
    if rng.random() < 0.35:
        return wood(rng, "brown", "dark brown", "light brown")
    return Material("wood", color(rng, "black", "black", "white", "dark brown"), shine=0.5)


def _keys(rng: Random, width: float, depth: float) -> list[Part]:
    """White keys with black ones raised on their far half, around x = y = 0."""
    white = Material("plastic", color(rng, "white"), "keys", color(rng, "black"), 0.0235, shine=0.3)
    count = max(20, round(width / 0.0235))
    sharp = box(0.012, 0.6 * depth, 0.012)
    # Of every seven white keys, the third and the seventh have no black one after them.
    black = joined(
        *(
            sharp.moved((i + 1 - count / 2) * width / count, 0.2 * depth, 0.02)
            for i in range(count - 1)
            if i % 7 not in (2, 6)
        )
    )
    return [
        Part("keys", box(width, depth, 0.02), white),
        Part("black keys", black, plastic(rng, "black")),
    ]


def _upright(rng: Random, size: Size) -> Built:
    """A tall case behind the keys."""
    w, d, h = size
    coat = _lacquer(rng)
    back = rng.uniform(0.52, 0.62) * d
    shelf = 0.6 if h < 1.1 else 0.64
    front = d - back
    cheek = box(0.05, front + 0.02, 0.22)
    lid = box(w + 0.02, back + 0.03, 0.03)
    parts = [
        Part("case", box(w, back, h - 0.03).moved(y=(d - back) / 2), coat),
        Part("lid", lid.moved(0, (d - back) / 2 - 0.015, h - 0.03), coat),
        Part("key bed", box(w, front, 0.07).moved(0, (front - d) / 2, shelf), coat),
        *(
            Part("cheek", cheek.moved(s * (w / 2 - 0.025), (front - d) / 2, shelf), coat)
            for s in (-1, 1)
        ),
        *(
            Part("leg", box(0.06, 0.06, shelf).moved(s * (w / 2 - 0.05), 0.05 - d / 2), coat)
            for s in (-1, 1)
        ),
        *moved(_keys(rng, w - 0.12, 0.15), 0, 0.1 - d / 2, shelf + 0.07),
        Part("music desk", box(0.55 * w, 0.012, 0.2).tilted(-15).moved(
            0, d / 2 - back - 0.06, shelf + 0.22), coat),
        Part("pedals", joined(*(box(0.03, 0.1, 0.015).moved(
            x, d / 2 - back - 0.05, 0.05) for x in (-0.07, 0, 0.07))), metal(rng, "gold")),
    ]  # fmt: skip
    if rng.random() < 0.35:
        fold = box(w - 0.1, 0.02, 0.17).tilted(-12).moved(0, d / 2 - back - 0.02, shelf + 0.08)
        parts.append(Part("key cover", fold, coat))
    return parts, [Rest("top", (-w / 2, w / 2), (d / 2 - back, d / 2), h)]


def _wing_outline(w: float, d: float) -> list[tuple[float, float]]:
    """A grand piano from above: straight on the left, curved on the right, keys in front."""
    bend = [(0.5, 0.0), (0.5, 0.3), (0.46, 0.42), (0.34, 0.54), (0.2, 0.66), (0.13, 0.8),
            (0.06, 0.93), (-0.08, 1.0), (-0.3, 1.0), (-0.44, 0.94), (-0.5, 0.84),
            (-0.5, 0.0)]  # fmt: skip
    return [(x * w, y * d - d / 2) for x, y in bend]


def _grand(rng: Random, size: Size) -> Built:
    """A wing on three legs, its lid closed or propped open."""
    w, d, h = size
    coat = _lacquer(rng)
    open_lid = h > 1.25
    rim = 1.0 if open_lid else h - 0.025
    case, low = 0.28, rim - 0.28
    keys = 0.26
    cheek = box(0.06, keys, 0.18)
    inner = [(0.96 * x, y + keys / 2 if y < 0 else y - 0.02) for x, y in _wing_outline(w, d - keys)]
    outline = [(x, y + keys / 2) for x, y in _wing_outline(w, d - keys)]
    parts = [
        Part("case", extruded(outline, case).moved(z=low), coat),
        Part("key bed", box(w, keys, 0.1).moved(0, (keys - d) / 2, low), coat),
        *(
            Part("cheek", cheek.moved(s * (w / 2 - 0.03), (keys - d) / 2, low), coat)
            for s in (-1, 1)
        ),
        *moved(_keys(rng, w - 0.14, 0.15), 0, 0.1 - d / 2, low + 0.1),
        Part("music desk", box(0.5 * w, 0.015, 0.2).tilted(-15).moved(0, keys - d / 2, rim), coat),
    ]  # fmt: skip
    for x, y in ((-0.42 * w, keys - 0.42 * d), (0.42 * w, keys - 0.42 * d), (-0.2 * w, 0.38 * d)):
        leg = cylinder(0.045, low - 0.06, top=0.06, sides=10).moved(x, y, 0.06)
        caster = cylinder(0.03, 0.06, sides=8).moved(x, y)
        parts += [Part("leg", leg, coat), Part("castor", caster, metal(rng, "gold"))]
    lyre = box(0.2, 0.06, low - 0.08).moved(0, -0.2 * d, 0.08)
    parts.append(Part("pedals", lyre, coat))
    if not open_lid:
        lid = extruded(outline, 0.025).moved(z=rim)
        return [*parts, Part("lid", lid, coat)], []
    rise = float(np.degrees(np.arcsin(min((h - rim) / w, 0.7))))
    lid = extruded(outline, 0.02).moved(w / 2).tilted(-rise, axis=1).moved(-w / 2, 0, rim)
    tip = (0.42 * w, -0.1 * d, rim + 0.9 * (h - rim) * 0.92)
    prop = tube([(0.44 * w, -0.1 * d, rim - 0.02), tip], 0.01, sides=6)
    strings = Part("soundboard", extruded(inner, 0.012).moved(z=rim - 0.008),
                   Material("wood", color(rng, "gold", "light brown")))  # fmt: skip
    return [*parts, strings, Part("lid", lid, coat), Part("prop", prop, coat)], []


def _digital(rng: Random, size: Size) -> Built:
    """A slim keyboard on a stand: two side boards, or crossed legs."""
    w, d, h = size
    coat = pick(rng, (_lacquer(rng), plastic(rng, "black", "white", "dark gray")))
    body, top = 0.12, h - 0.12
    music = 0.0 if rng.random() < 0.4 else 0.16
    body_z = top - music
    parts = [
        Part("case", box(w, d, body - 0.02).moved(z=body_z), coat),
        Part("panel", box(w, 0.4 * d, 0.05).moved(0, 0.3 * d, body_z + body - 0.03), coat),
        *moved(_keys(rng, w - 0.1, 0.5 * d), 0, -0.22 * d, body_z + body - 0.02),
    ]
    if music:
        desk = box(0.5 * w, 0.012, music + 0.05).tilted(-10)
        parts.append(Part("music desk", desk.moved(0, 0.4 * d, body_z + body - 0.03), coat))
    if rng.random() < 0.5:
        side = box(0.025, 0.8 * d, body_z)
        foot = box(0.04, d, 0.03)
        for s in (-1, 1):
            parts += [
                Part("leg", side.moved(s * (w / 2 - 0.05)), coat),
                Part("foot", foot.moved(s * (w / 2 - 0.05)), coat),
            ]
        parts.append(Part("rail", box(w - 0.1, 0.02, 0.2).moved(0, 0.3 * d, 0.3 * body_z), coat))
        return parts, []
    steel, x, y = metal(rng, "black"), 0.32 * w, 0.42 * d
    cross = [
        tube([(-s * x, y * f, 0.02), (s * x, y * f, body_z)], 0.016, sides=6)
        for f, s in ((-0.8, 1), (0.8, -1))
    ]
    feet = [box(0.03, 0.9 * d, 0.03).moved(s * x, 0, z) for s in (-1, 1)
            for z in (0.0, body_z - 0.03)]  # fmt: skip
    return [*parts, Part("leg", joined(*cross), steel), Part("foot", joined(*feet), steel)], []


def _organ(rng: Random, size: Size) -> Built:
    """A cabinet with two rows of keys, stops beside them and a board of pedals."""
    w, d, h = size
    timber = wood(rng)
    top = 0.62
    parts = [
        Part("case", box(w, 0.45 * d, h).moved(y=0.275 * d), timber),
        *(
            Part("side", box(0.05, d, 0.95).moved(s * (w / 2 - 0.025)), timber) for s in (-1, 1)
        ),
        Part("key bed", box(w - 0.1, 0.5 * d, 0.06).moved(0, -0.2 * d, top), timber),
        *moved(_keys(rng, 0.75 * w, 0.14), 0, -0.36 * d, top + 0.06),
        Part("step", box(w - 0.1, 0.2 * d, 0.1).moved(0, -0.06 * d, top + 0.06), timber),
        *moved(_keys(rng, 0.75 * w, 0.13), 0, -0.1 * d, top + 0.16),
        Part("pedals", joined(*(box(0.04, 0.4 * d, 0.04).moved((i - 6) * 0.065, -0.25 * d, 0.02)
                                for i in range(13))), wood(rng, "light brown", "brown")),
    ]  # fmt: skip
    return parts, [Rest("top", (-w / 2, w / 2), (0.05 * d, d / 2), h)]


def _bouts(width: float, height: float, waist: float, upper: float) -> list[tuple[float, float]]:
    """A guitar's body from the front: a wide and a narrower bout around a waist."""
    right = [(0.0, 0.0), (0.3, 0.01), (0.46, 0.1), (0.5, 0.25), (0.44, 0.42), (waist / 2, 0.58),
             (upper / 2, 0.78), (0.9 * upper / 2, 0.9), (0.28, 0.985), (0.08, 1.0)]  # fmt: skip
    points = [*right, *((-x, z) for x, z in reversed(right[1:]))]
    return [(x * width, z * height) for x, z in points]


def _neck(rng: Random, low: float, high: float, head: float, y: float) -> list[Part]:
    """The fingerboard, the head with its pegs, and the strings."""
    dark = wood(rng, "dark brown", "brown")
    pegs = joined(*(box(0.1, 0.012, 0.015).moved(0, y, high + f * head) for f in (0.2, 0.5, 0.8)))
    return [
        Part("neck", box(0.055, 0.025, high - low).moved(0, y, low), dark),
        Part("head", box(0.075, 0.02, head).moved(0, y + 0.005, high), dark),
        Part("pegs", pegs, metal(rng, "silver", "gold")),
    ]


def _lean(parts: list[Part], degrees: float, y: float) -> list[Part]:
    """Tipped backwards about its lower end."""
    return [Part(p.name, p.solid.tilted(-degrees).moved(y=y), p.material) for p in parts]


def _body(outline: list[tuple[float, float]], depth: float) -> Solid:
    """An outline in the x-z plane, around y = 0."""
    return extruded(outline, depth).tilted(90).moved(y=depth / 2)


def _stand(rng: Random, width: float, depth: float, height: float) -> list[Part]:
    """Two legs, a back leg and a yoke."""
    front, back = 0.02 - depth / 2, depth / 2 - 0.02
    top = (0.0, 0.2 * depth, height)
    legs = [
        tube([(s * 0.4 * width, front, 0.012), (s * 0.06 * width, 0.0, 0.6 * height), top], 0.011,
             sides=6)
        for s in (-1, 1)
    ]  # fmt: skip
    legs.append(tube([(0.0, back, 0.012), top], 0.011, sides=6))
    legs.append(tube([(-0.3 * width, front + 0.04, 0.12), (0.3 * width, front + 0.04, 0.12)], 0.011,
                     sides=6))  # fmt: skip
    return [Part("stand", joined(*legs), metal(rng, "black"))]


def _on_stand(rng: Random, guitar: list[Part], size: Size) -> Built:
    w, d, h = size
    return [*_lean(moved(guitar, z=0.12), 8, -0.16 * d), *_stand(rng, w, d, 0.55 * h)], []


def _acoustic(rng: Random, size: Size) -> Built:
    """A hollow wooden body with a round hole, on a stand."""
    w, _, h = size
    tall = (h - 0.12) / float(np.cos(np.radians(8)))
    body, head = 0.47 * tall, 0.17 * tall
    thick = 0.1
    hole = cylinder(0.12 * w, 0.004, sides=18).tilted(90).moved(0, -thick / 2, 0.62 * body)
    bridge = box(0.4 * w, 0.012, 0.03).moved(0, -thick / 2, 0.27 * body)
    guitar = [
        Part("body", _body(_bouts(w, body, 0.6, 0.76), thick),
             wood(rng, "light brown", "brown", "dark brown")),
        Part("sound hole", hole, wood(rng, "dark brown")),
        Part("bridge", bridge, wood(rng, "dark brown")),
        *_neck(rng, 0.75 * body, tall - head, head, -thick / 2 - 0.005),
    ]  # fmt: skip
    return _on_stand(rng, guitar, size)


def _electric(rng: Random, size: Size) -> Built:
    """A thin painted body with two horns, on a stand."""
    w, _, h = size
    tall = (h - 0.12) / float(np.cos(np.radians(8)))
    body, head = 0.42 * tall, 0.17 * tall
    right = [(0.0, 0.0), (0.35, 0.04), (0.5, 0.2), (0.42, 0.42), (0.36, 0.56), (0.44, 0.75),
             (0.36, 0.88), (0.22, 0.8), (0.1, 0.76)]  # fmt: skip
    left = [(-x, z + (0.12 if 0.7 < z < 0.9 and x > 0.2 else 0.0)) for x, z in right[1:]]
    outline = [(x * w, z * body) for x, z in [*right, *reversed(left)]]
    coat = Material("wood", color(rng, "red", "black", "white", "blue", "orange"), shine=0.5)
    pickup = box(0.25 * w, 0.012, 0.035)
    guitar = [
        Part("body", _body(outline, 0.045), coat),
        Part("pickup", joined(*(pickup.moved(0, -0.025, f * body) for f in (0.3, 0.46, 0.62))),
             plastic(rng, "black", "white")),
        Part("pick guard", box(0.3 * w, 0.006, 0.4 * body).moved(0.14 * w, -0.023, 0.2 * body),
             plastic(rng, "white", "black")),
        *_neck(rng, 0.62 * body, tall - head, head, -0.026),
    ]  # fmt: skip
    return _on_stand(rng, guitar, size)


def _leaning(rng: Random, size: Size) -> Built:
    """An acoustic guitar that leans back without a stand."""
    w, d, h = size
    thick = 0.1
    angle = float(np.degrees(np.arcsin(np.clip((d - 0.03) / h, 0.02, 0.5))))
    tall = (h - 0.05) / float(np.cos(np.radians(angle)))
    body, head = 0.48 * tall, 0.17 * tall
    hole = cylinder(0.12 * w, 0.004, sides=18).tilted(90).moved(0, -thick / 2, 0.62 * body)
    guitar = [
        Part("body", _body(_bouts(w, body, 0.62, 0.8), thick), wood(rng)),
        Part("sound hole", hole, wood(rng, "dark brown")),
        *_neck(rng, 0.75 * body, tall - head, head, -thick / 2 - 0.005),
    ]
    return _lean(guitar, angle, 0), []


def _cased(rng: Random, size: Size) -> Built:
    """A guitar in its case, leaning or standing."""
    w, d, h = size
    cloth = Material("fabric", color(rng, "black", "dark gray", "dark brown"), "woven")
    body = _body(_bouts(w, 0.52 * h, 0.74, 0.84), 0.85 * d)
    neck = box(0.34 * w, 0.7 * d, 0.5 * h).moved(0, 0, 0.5 * h)
    head = box(0.4 * w, 0.75 * d, 0.2 * h).moved(0, 0, 0.8 * h)
    grip = tube([(0.22 * w, -0.3 * d, 0.5 * h), (0.22 * w, -d / 2 + 0.012, 0.53 * h),
                 (0.22 * w, -d / 2 + 0.012, 0.63 * h), (0.22 * w, -0.3 * d, 0.66 * h)], 0.012,
                sides=6)  # fmt: skip
    pocket = box(0.55 * w, 0.1 * d, 0.25 * h).moved(0, -0.45 * d, 0.06 * h)
    return [
        Part("case", body, cloth), Part("case", neck, cloth), Part("case", head, cloth),
        Part("pocket", pocket, cloth), Part("handle", grip, plastic(rng, "black")),
    ], [top_rest(0.3 * w, 0.6 * d, h)]  # fmt: skip


PIANO = Category(
    "piano",
    "floor",
    (
        Style("upright", (1.52, 0.64, 1.22), (0.06, 0.1, 0.08), _upright, 2.0),
        Style("grand", (1.55, 1.7, 1.01), (0.04, 0.12, 0.04), _grand, 0.8),
        Style("open grand", (1.55, 1.8, 1.62), (0.04, 0.1, 0.04), _grand, 0.3),
        Style("digital", (1.36, 0.4, 0.92), (0.07, 0.12, 0.1), _digital, 0.9),
        Style("organ", (1.3, 0.75, 1.15), (0.08, 0.1, 0.06), _organ, held_out=True),
    ),
    scannet="garbage bin",
)

GUITAR = Category(
    "guitar",
    "floor",
    (
        Style("acoustic", (0.4, 0.36, 1.12), (0.06, 0.1, 0.05), _acoustic, 1.0),
        Style("electric", (0.36, 0.34, 1.08), (0.08, 0.1, 0.05), _electric, 0.8),
        Style("leaning acoustic", (0.4, 0.28, 1.0), (0.06, 0.15, 0.05), _leaning, 1.0),
        Style("cased", (0.42, 0.17, 1.05), (0.08, 0.12, 0.06), _cased, 0.8),
    ),
    held_out=True,
)

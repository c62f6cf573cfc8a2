"""Monitors, keyboards, mice, laptops, computer towers."""

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.materials import Material, glass, metal, plastic, textured
from training.rooms.solids import (
    Ring,
    Solid,
    box,
    cushion,
    cylinder,
    extruded,
    joined,
    lofted,
    profiled,
    skin,
    tube,
)
from training.rooms.types import Category, Part, Rest, Size, Style

Built = tuple[list[Part], list[Rest]]


def screen(rng: Random, lit: float = 0.35) -> Material:
    """Dark glass, lit with the given probability."""
    seed = int(rng.integers(1 << 16))
    if rng.random() < lit:
        ground = color(rng, "dark blue", "light blue", "white", "light gray", "black")
        return Material("glass", ground, "screen", shine=0.3, glow=0.6, seed=seed)
    return Material("glass", color(rng, "black", "black", "dark gray"), shine=0.6, seed=seed)


def _shell(rng: Random) -> Material:
    return plastic(rng, "black", "black", "black", "dark gray", "light gray", "white")


def flat_panel(
    rng: Random, w: float, h: float, thick: float, shell: Material, *, lit: float = 0.35
) -> list[Part]:
    """An upright screen on z = 0 around y = 0, thicker in its middle behind."""
    border = rng.uniform(0.008, 0.022)
    chin = border * rng.uniform(1, 2)
    front = -thick / 2
    pane = box(w - 2 * border, 0.004, h - border - chin).moved(0, front, chin)
    back = box(w, 0.5 * thick, h).moved(0, front + 0.25 * thick)
    bulge = box(0.7 * w, 0.5 * thick, 0.7 * h).moved(0, 0.25 * thick, 0.15 * h)
    return [Part("case", joined(back, bulge), shell), Part("screen", pane, screen(rng, lit))]


def _foot(rng: Random, w: float, d: float, shell: Material) -> Part:
    """What stands on the desk: a slab, an ellipse or a V."""
    kind = int(rng.integers(3))
    if kind == 0:
        return Part("base", box(w, d, 0.012), shell)
    if kind == 1:
        return Part("base", cylinder(0.5, 0.014, sides=18).scaled(w, d), shell)
    legs = [
        tube([(0, 0.3 * d, 0.012), (s * w / 2, -d / 2, 0.012)], 0.012, sides=6) for s in (-1, 1)
    ]
    back = tube([(0, 0.3 * d, 0.012), (0, d / 2, 0.012)], 0.012, sides=6)
    return Part("base", joined(*legs, back), shell)


def _on_stand(rng: Random, size: Size, *, tall: float, share: float) -> Built:
    """A panel that covers the upper `tall` of the height, on a neck and a base."""
    w, d, h = size
    shell = _shell(rng)
    high = tall * h
    thick = min(0.045, 0.3 * d)
    y = -0.15 * d
    neck = box(rng.uniform(0.05, 0.1), 0.03, h - 0.35 * high).moved(0, y + thick / 2 + 0.02)
    panel = [
        Part(p.name, p.solid.moved(0, y, h - high), p.material)
        for p in flat_panel(rng, w, high, thick, shell)
    ]
    base_shell = metal(rng, "silver") if rng.random() < 0.3 else shell
    return [
        *panel,
        Part("neck", neck.moved(z=0.005), base_shell),
        _foot(rng, share * w, d, base_shell),
    ], []


def _flat(rng: Random, size: Size) -> Built:
    tall = rng.uniform(0.68, 0.8)
    return _on_stand(rng, size, tall=tall, share=rng.uniform(0.4, 0.55))


def _square(rng: Random, size: Size) -> Built:
    tall = rng.uniform(0.72, 0.85)
    return _on_stand(rng, size, tall=tall, share=rng.uniform(0.5, 0.7))


def _curved(rng: Random, size: Size) -> Built:
    """Wide and bent around its viewer, on two spread legs."""
    w, d, h = size
    shell = plastic(rng, "black", "black", "white", "dark gray")
    high = h * rng.uniform(0.66, 0.76)
    bow = min(0.08, 0.4 * d)
    t = np.linspace(-1, 1, 9)
    line = [(float(v) * w / 2, bow * float(1 - v**2) - 0.35 * d) for v in t]
    back = [(x, y + 0.03) for x, y in reversed(line)]
    face = [np.array([(x, y - 0.002, z) for x, y in line]) for z in (0.015, high - 0.015)]
    y = bow - 0.35 * d + 0.05
    return [
        Part("case", extruded([*line, *back], high).moved(z=h - high), shell),
        Part("screen", skin(np.stack(face)).moved(z=h - high).scaled(0.98), screen(rng)),
        Part("neck", box(0.05, 0.05, h - 0.4 * high).moved(0, y), shell),
        Part("base", joined(
            *(tube([(0, y, 0.03), (s * 0.3 * w, -d / 2, 0.012)], 0.012, sides=6) for s in (-1, 1)),
            tube([(0, y, 0.03), (0, d / 2, 0.012)], 0.012, sides=6),
        ), shell),
    ], []  # fmt: skip


def _all_in_one(rng: Random, size: Size) -> Built:
    """A computer in the screen: a broad chin and a bent metal foot."""
    w, d, h = size
    silver = (
        metal(rng, "silver", "silver") if rng.random() < 0.7 else plastic(rng, "white", "black")
    )
    low, thick = 0.2 * h, 0.03
    y = -0.2 * d
    high = h - low
    chin = 0.14 * high
    pane = box(w - 0.03, 0.004, high - chin - 0.015).moved(0, y - thick / 2, low + chin)
    bend = y + thick / 2
    foot = profiled(
        [(-d / 2, 0), (d / 2, 0), (d / 2, 0.01), (bend + 0.02, 0.5 * h), (bend, 0.5 * h),
         (d / 2 - 0.03, 0.01), (-d / 2, 0.01)],
        0.32 * w,
    )  # fmt: skip
    return [
        Part("case", box(w, thick, high).moved(0, y, low), silver),
        Part("screen", pane, screen(rng)),
        Part("foot", foot, silver),
    ], []


def _tube_screen(rng: Random, size: Size) -> Built:
    """The deep kind with a picture tube, on a swivel."""
    w, d, h = size
    shell = plastic(rng, "beige", "light gray", "white", "black", "dark gray")
    return [
        *tube_set(rng, w, d, h - 0.05, shell, z=0.05),
        Part("base", cylinder(0.32 * w, 0.05, top=0.26 * w, sides=16), shell),
    ], []


def tube_set(
    rng: Random, w: float, d: float, h: float, shell: Material, z: float = 0.0
) -> list[Part]:
    """A picture tube's case: a deep front frame and a hump behind that grows narrower."""
    front = 0.38 * d
    border = rng.uniform(0.06, 0.1) * w
    rim = lofted(
        [
            Ring(0.8 * w, 0.8 * h, -0.04 * d, power=20),
            Ring(w - 2 * border, h - 2 * border, 0, power=12),
            Ring(w, h, 0, power=30),
            Ring(w, h, -front, power=30),
            Ring(0.86 * w, 0.84 * h, -front - 0.03, -0.02 * h, 12),
            Ring(0.55 * w, 0.5 * h, -0.97 * d, -0.08 * h, 6),
            Ring(0.5 * w, 0.45 * h, -d, -0.08 * h, 6),
            Ring(0, 0, -d, -0.08 * h),
        ][::-1],
        smooth=False,
    )
    pane = lofted(
        [Ring(w - 2 * border, h - 2 * border, -0.01, power=10),
         Ring(0.6 * w, 0.6 * h, 0.0, power=6), Ring(0, 0, 0.004)]
    )  # fmt: skip

    def upright(solid: Solid) -> Solid:
        return solid.tilted(90).moved(0, -d / 2, z + h / 2)

    return [Part("case", upright(rim), shell), Part("screen", upright(pane), screen(rng, 0.1))]


MONITOR = Category(
    "monitor",
    "surface",
    (
        Style("widescreen", (0.56, 0.19, 0.46), (0.13, 0.2, 0.1), _flat, 3.5),
        Style("square", (0.42, 0.2, 0.44), (0.08, 0.15, 0.08), _square, 0.8),
        Style("curved", (0.76, 0.24, 0.48), (0.1, 0.1, 0.08), _curved, 0.4),
        Style("all-in-one", (0.56, 0.18, 0.47), (0.1, 0.1, 0.08), _all_in_one, 0.6),
        Style("tube", (0.42, 0.42, 0.42), (0.1, 0.1, 0.08), _tube_screen, held_out=True),
    ),
)


def _key_tops(rng: Random, shell: Material) -> Material:
    other = color(rng, "light gray", "white", "gray") if shell.color.name in (
        "black", "dark gray") else color(rng, "dark gray", "light gray", "gray")  # fmt: skip
    return textured(shell, "keys", other, 0.019)


def _slab(w: float, d: float, front: float, back: float) -> Solid:
    """A wedge that rises towards its back."""
    return profiled([(-d / 2, 0), (d / 2, 0), (d / 2, back), (-d / 2, front)], w)


def _blocks(rng: Random, w: float, d: float, z: float, slope: float, shell: Material) -> list[Part]:
    """Raised fields of keys: letters, arrows and digits on a wide board, else letters only."""
    wide = w > 0.39
    fields = [(-0.5, 0.2), (0.22, 0.33), (0.35, 0.5)] if wide else [(-0.5, 0.5)]
    keys = _key_tops(rng, shell)
    parts = []
    for a, b in fields:
        wide = (b - a) * (w - 0.02)
        block = box(wide - 0.004, d - 0.025, 0.007).tilted(float(np.degrees(slope)))
        parts.append(Part("keys", block.moved((a + b) / 2 * (w - 0.02), 0, z), keys))
    return parts


def _standard(rng: Random, size: Size) -> Built:
    w, d, h = size
    shell = _shell(rng)
    front, back = 0.4 * h, h - 0.007
    slope = float(np.arctan2(back - front, d))
    return [
        Part("case", _slab(w, d, front, back), shell),
        *_blocks(rng, w, d, (front + back) / 2 - 0.001, slope, shell),
    ], []


def _slim(rng: Random, size: Size) -> Built:
    """Flat metal with low keys, a bar under its back edge."""
    w, d, h = size
    shell = metal(rng, "silver") if rng.random() < 0.6 else plastic(rng, "white", "black")
    caps = plastic(rng, "white", "black", "light gray")
    bar = tube([(-w / 2, d / 2 - 0.01, 0.5 * h), (w / 2, d / 2 - 0.01, 0.5 * h)], 0.48 * h, sides=8)
    return [
        Part("case", _slab(w, d, 0.3 * h, 0.7 * h), shell),
        Part("bar", bar, shell),
        *_blocks(rng, w, d - 0.02, 0.5 * h, 0.4 * h / d, caps),
    ], []


def _compact(rng: Random, size: Size) -> Built:
    """High keys on a thick case, without a field of digits."""
    w, d, h = size
    shell = _shell(rng)
    caps = plastic(rng, "black", "white", "gray", "light blue", "dark gray", "beige")
    return [
        Part("case", cushion(w, d, 0.62 * h, radius=0.008), shell),
        Part("keys", box(w - 0.02, d - 0.02, 0.42 * h).moved(z=0.58 * h), _key_tops(rng, caps)),
    ], []


def _split(rng: Random, size: Size) -> Built:
    """Two halves, turned and raised in the middle, and a rest for the hands."""
    w, d, h = size
    shell = plastic(rng, "black", "dark gray", "black")
    parts = []
    for s in (-1, 1):
        half = box(0.46 * w, 0.62 * d, 0.45 * h).tilted(s * 8, axis=1).moved(yaw=-s * 10)
        x = s * 0.25 * w
        parts.append(Part("case", half.moved(x, 0.12 * d, 0.25 * h), shell))
        keys = box(0.42 * w, 0.52 * d, 0.1 * h).moved(z=0.45 * h).tilted(s * 8, axis=1)
        turned_ = keys.moved(yaw=-s * 10).moved(x, 0.12 * d, 0.25 * h)
        parts.append(Part("keys", turned_, _key_tops(rng, shell)))
    rest = cushion(w, 0.3 * d, 0.4 * h, radius=0.01).moved(0, -0.35 * d)
    return [*parts, Part("hand rest", rest, shell)], []


KEYBOARD = Category(
    "keyboard",
    "surface",
    (
        Style("standard", (0.445, 0.15, 0.032), (0.04, 0.12, 0.15), _standard, 3),
        Style("slim", (0.41, 0.13, 0.02), (0.1, 0.1, 0.12), _slim, 1.2),
        Style("compact", (0.36, 0.14, 0.04), (0.08, 0.08, 0.1), _compact, 0.6),
        Style("split", (0.46, 0.23, 0.06), (0.05, 0.08, 0.12), _split, held_out=True),
    ),
)


def _hump(w: float, d: float, h: float, *, crest: float, power: float = 2.6) -> Solid:
    """A shell that is highest `crest` of the depth behind its middle."""
    y = crest * d
    return lofted(
        [
            Ring(0, 0, 0),
            Ring(0.94 * w, d, 0, power=power),
            Ring(w, 0.99 * d, 0.3 * h, power=power),
            Ring(0.86 * w, 0.86 * d, 0.7 * h, 0.3 * y, power),
            Ring(0.55 * w, 0.55 * d, 0.95 * h, 0.8 * y, power),
            Ring(0, 0, h, y),
        ],
        sides=16,
    )


def _two_button(rng: Random, size: Size) -> Built:
    w, d, h = size
    shell = _shell(rng)
    body = _hump(w, d, 0.96 * h, crest=rng.uniform(0.05, 0.15))
    wheel = cylinder(0.011, 0.007, sides=12).tilted(90, axis=1).moved(-0.0035, -0.22 * d, 0.72 * h)
    parts = [Part("case", body, shell), Part("wheel", wheel, plastic(rng, "black", "gray"))]
    return parts, []


def _corded(rng: Random, size: Size) -> Built:
    """The cable runs off behind; only its first centimetres belong to it."""
    w, d, h = size
    shell = _shell(rng)
    long = 0.72 * d
    y = long / 2 - d / 2
    body = _hump(w, long, h, crest=0.1).moved(0, y)
    cable = [(0, long - d / 2 - 0.01, 0.006), (0.1 * w, 0.42 * d, 0.004), (0.3 * w, 0.5 * d, 0.004)]
    line = tube([(float(a), float(b), float(c)) for a, b, c in cable], 0.0035, sides=5)
    wheel = cylinder(0.011, 0.007, sides=12).tilted(90, axis=1)
    return [
        Part("case", body, shell),
        Part("cable", line, plastic(rng, "black", "gray")),
        Part("wheel", wheel.moved(-0.0035, y - 0.2 * long, 0.68 * h), plastic(rng, "black")),
    ], []


def _low_mouse(rng: Random, size: Size) -> Built:
    """A smooth flat shell without visible buttons."""
    w, d, h = size
    white = plastic(rng, "white", "white", "light gray", "black")
    return [
        Part("base", _hump(0.97 * w, 0.98 * d, 0.4 * h, crest=0.0), metal(rng, "silver")),
        Part("case", _hump(w, d, h, crest=0.02, power=3.2), white),
    ], []


def _upright_mouse(rng: Random, size: Size) -> Built:
    """Held like a hand in greeting: a steep ridge."""
    w, d, h = size
    shell = plastic(rng, "black", "dark gray")
    body = _hump(w, d, h, crest=0.08)
    v = body.vertices.copy()
    v[:, 0] += 0.3 * w * np.clip(v[:, 2] / h, 0, 1) - 0.12 * w * np.sin(np.pi * v[:, 2] / h)
    return [Part("case", Solid(v, body.faces, smooth=True), shell)], []


MOUSE = Category(
    "mouse",
    "surface",
    (
        Style("wireless", (0.064, 0.11, 0.038), (0.08, 0.08, 0.08), _two_button, 2),
        Style("corded", (0.063, 0.15, 0.037), (0.08, 0.08, 0.08), _corded, 1.2),
        Style("flat", (0.058, 0.113, 0.025), (0.06, 0.05, 0.12), _low_mouse, 0.6),
        Style("upright", (0.075, 0.115, 0.07), (0.06, 0.06, 0.08), _upright_mouse, held_out=True),
    ),
)


def _deck(rng: Random, w: float, d: float, thick: float, shell: Material) -> list[Part]:
    """The lower half: case, keys, touch pad."""
    caps = plastic(rng, "black", "black", "dark gray", "light gray")
    keys = box(0.88 * w, 0.45 * d, 0.003).moved(0, 0.14 * d, thick)
    pad = box(0.32 * w, 0.26 * d, 0.001).moved(0, -0.28 * d, thick)
    return [
        Part("case", box(w, d, thick), shell),
        Part("keys", keys, _key_tops(rng, caps)),
        Part("touch pad", pad, plastic(rng, "dark gray", "gray", "black")),
    ]


def _laptop_shell(rng: Random) -> Material:
    if rng.random() < 0.5:
        return metal(rng, "silver", "silver", "dark gray")
    return plastic(rng, "black", "black", "dark gray", "gray", "white")


def _laptop(rng: Random, size: Size) -> Built:
    """Open: the lid leans back."""
    w, d, h = size
    shell = _laptop_shell(rng)
    thick, lid = rng.uniform(0.014, 0.022), 0.008
    rise = h - thick
    lean = float(np.degrees(np.arccos(np.clip(rise / (rise + 0.06), 0.7, 0.995))))
    back = rise * float(np.tan(np.radians(lean)))
    long = d - back
    hinge = (long - d / 2, thick)
    tall = rise / float(np.cos(np.radians(lean)))
    upper = joined(box(w, lid, tall).moved(0, lid / 2))
    border = 0.012
    pane = box(w - 2 * border, 0.002, tall - 3 * border).moved(0, -0.001, 2 * border)
    return [
        *(
            Part(p.name, p.solid.moved(0, long / 2 - d / 2), p.material)
            for p in _deck(rng, w, long, thick, shell)
        ),
        Part("lid", upper.tilted(-lean).moved(0, *hinge), shell),
        Part("screen", pane.tilted(-lean).moved(0, *hinge), screen(rng, 0.5)),
    ], []


def _closed_laptop(rng: Random, size: Size) -> Built:
    w, d, h = size
    shell = _laptop_shell(rng)
    logo = box(0.1 * w, 0.1 * w, 0.001).moved(z=h - 0.001)
    return [
        Part("case", cushion(w, d, 0.55 * h, radius=0.006), shell),
        Part(
            "lid", cushion(0.995 * w, 0.995 * d, 0.44 * h, radius=0.005).moved(z=0.555 * h), shell
        ),
        Part("logo", logo, metal(rng, "silver", "dark gray")),
    ], []


def _tablet(rng: Random, size: Size) -> Built:
    """A tablet held up by a flap, a thin keyboard in front of it."""
    w, d, h = size
    shell = plastic(rng, "black", "dark gray", "light gray")
    cloth = plastic(rng, "black", "dark gray", "red", "blue", "light gray")
    lean, hinge = 22.0, -0.05 * d
    tall = h / float(np.cos(np.radians(lean)))
    slab = box(w, 0.009, tall).tilted(-lean).moved(0, hinge)
    pane = box(w - 0.024, 0.002, tall - 0.024).moved(0, -0.005, 0.012).tilted(-lean).moved(0, hinge)
    flap = box(0.95 * w, 0.004, 0.62 * h).moved(z=0).tilted(35).moved(0, d / 2 - 0.004)
    deep = 0.5 * d + hinge
    keys = box(0.92 * w, 0.62 * deep, 0.002).moved(0, hinge - 0.42 * deep, 0.006)
    return [
        Part("tablet", slab, shell),
        Part("screen", pane, screen(rng, 0.5)),
        Part("stand", flap, shell),
        Part("keyboard", box(w, deep, 0.006).moved(0, hinge - deep / 2), cloth),
        Part("keys", keys, _key_tops(rng, cloth)),
    ], []


def _tent(rng: Random, size: Size) -> Built:
    """Folded over and stood up like a tent, the screen outside."""
    w, d, h = size
    shell = _laptop_shell(rng)
    lean = float(np.degrees(np.arctan2(d / 2, h)))
    tall = h / float(np.cos(np.radians(lean)))
    left = box(w, 0.008, tall).tilted(-lean).moved(0, -d / 2)
    pane = box(w - 0.024, 0.002, tall - 0.03).moved(0, -0.005, 0.015).tilted(-lean)
    right = box(w, 0.014, tall).tilted(lean).moved(0, d / 2)
    keys = box(0.88 * w, 0.003, 0.45 * tall).moved(0, 0.008, 0.35 * tall).tilted(lean)
    return [
        Part("lid", left, shell),
        Part("screen", pane.moved(0, -d / 2), screen(rng, 0.6)),
        Part("case", right, shell),
        Part("keys", keys.moved(0, d / 2), _key_tops(rng, plastic(rng, "black"))),
    ], []


LAPTOP = Category(
    "laptop",
    "surface",
    (
        Style("open", (0.345, 0.3, 0.22), (0.08, 0.1, 0.1), _laptop, 4),
        Style("closed", (0.345, 0.24, 0.025), (0.08, 0.06, 0.15), _closed_laptop, 0.7),
        Style("tablet", (0.29, 0.3, 0.19), (0.08, 0.08, 0.08), _tablet, 0.5),
        Style("tent", (0.32, 0.2, 0.2), (0.07, 0.12, 0.08), _tent, held_out=True),
    ),
)


def _bays(rng: Random, w: float, d: float, h: float, shell: Material) -> list[Part]:
    """A front with drives, a button and a grille."""
    y = -d / 2
    dark = plastic(rng, "black", "dark gray")
    slots = [
        Part("drive", box(0.82 * w, 0.006, 0.035).moved(0, y, h - 0.07 - 0.05 * i), dark)
        for i in range(int(rng.integers(1, 4)))
    ]
    net = textured(dark, "mesh", shell.color, 0.01)
    grille = box(0.7 * w, 0.006, 0.3 * h).moved(0, y, 0.08 * h)
    button = cylinder(0.012, 0.008, sides=10).tilted(90).moved(0.25 * w, y, 0.55 * h)
    return [
        *slots, Part("grille", grille, net), Part("button", button, metal(rng, "silver")),
    ]  # fmt: skip


def _office_tower(rng: Random, size: Size) -> Built:
    w, d, h = size
    shell = plastic(rng, "black", "black", "black", "dark gray", "beige", "light gray")
    front = plastic(rng, "black", "dark gray", "gray") if rng.random() < 0.5 else shell
    return [
        Part("case", box(w, d - 0.035, h).moved(0, 0.014), shell),
        Part("front", cushion(w, 0.035, h, radius=0.012).moved(0, 0.02 - d / 2), front),
        *_bays(rng, w, d - 0.006, h, shell),
    ], [Rest("top", (-0.45 * w, 0.45 * w), (-0.4 * d, 0.45 * d), h, 0.5)]


def _gaming_tower(rng: Random, size: Size) -> Built:
    """A window in its side shows boards and lit fans; feet and a meshed front."""
    w, d, h = size
    shell = metal(rng, "black", "black", "white")
    glow = color(rng, "blue", "purple", "red", "teal", "green")
    lit = Material("plastic", glow, glow=0.8)
    low = 0.03
    case = joined(
        box(w, d, 0.02).moved(z=low), box(w, d, 0.02).moved(z=h - 0.02),
        box(0.012, d, h - low).moved(w / 2 - 0.006, 0, low),
        box(w, 0.012, h - low).moved(0, d / 2 - 0.006, low),
        box(w, 0.03, h - low).moved(0, 0.015 - d / 2, low),
    )  # fmt: skip
    fans = [
        Part("fan", cylinder(0.055, 0.004, sides=14).tilted(90).moved(0, 0.0 - d / 2, z), lit)
        for z in (0.25 * h, 0.52 * h, 0.79 * h)
    ]
    board = box(0.01, 0.75 * d, 0.7 * h).moved(0.35 * w, 0.05 * d, 0.15 * h)
    pane = box(0.005, d - 0.04, h - low - 0.04)
    card = box(0.6 * w, 0.55 * d, 0.04).moved(0, 0.1 * d, 0.4 * h)
    return [
        Part("case", case, shell),
        Part("side window", pane.moved(0.003 - w / 2, 0, low + 0.02), glass(rng, "dark gray")),
        Part("board", board, plastic(rng, "dark green", "black")),
        Part("graphics card", card, plastic(rng, "black", "dark gray")),
        *fans,
        *(Part("foot", box(0.03, 0.9 * d, low).moved(s * 0.4 * w), shell) for s in (-1, 1)),
    ], []  # fmt: skip


def _small(rng: Random, size: Size) -> Built:
    """Narrow, standing on edge."""
    w, d, h = size
    shell = plastic(rng, "black", "black", "dark gray")
    y = -d / 2
    slot = box(0.12 * w, 0.004, 0.4 * h).moved(0.2 * w, y, 0.5 * h)
    net = textured(shell, "mesh", color(rng, "dark gray", "gray"), 0.008)
    return [
        Part("case", box(w, d, h), shell),
        Part("drive", slot, plastic(rng, "dark gray", "light gray")),
        Part("grille", box(0.5 * w, 0.004, 0.35 * h).moved(-0.1 * w, y, 0.06 * h), net),
    ], []


def _lying(rng: Random, size: Size) -> Built:
    """A flat desktop case on its side."""
    w, d, h = size
    shell = plastic(rng, "black", "beige", "light gray", "dark gray")
    dark = plastic(rng, "black", "dark gray", "gray")
    return [
        Part("case", box(w, d - 0.02, h).moved(0, 0.01), shell),
        Part("front", box(w, 0.02, h).moved(0, 0.01 - d / 2), dark),
        Part("drive", box(0.4 * w, 0.004, 0.3 * h).moved(0.22 * w, -d / 2, 0.55 * h), shell),
    ], [Rest("top", (-0.45 * w, 0.45 * w), (-0.45 * d, 0.45 * d), h, 0.6)]


COMPUTER_TOWER = Category(
    "computer tower",
    "floor",
    (
        Style("office", (0.19, 0.45, 0.43), (0.1, 0.1, 0.1), _office_tower, 3),
        Style("gaming", (0.22, 0.47, 0.49), (0.06, 0.06, 0.06), _gaming_tower, 0.6),
        Style("slim", (0.11, 0.36, 0.35), (0.1, 0.1, 0.1), _small, 0.8),
        Style("lying desktop", (0.4, 0.41, 0.13), (0.08, 0.08, 0.12), _lying, held_out=True),
    ),
)

COMPUTERS = (MONITOR, KEYBOARD, MOUSE, LAPTOP, COMPUTER_TOWER)

"""Headphones: a face would look towards -y, or up where they are laid down."""

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.pieces import (
    SIDES,
    Built,
    bar,
    moved,
    pad,
    ribbon,
)
from training.rooms.materials import Material, fabric, leather, metal, plastic
from training.rooms.solids import (
    Solid,
    cylinder,
    ellipsoid,
    joined,
    tube,
    turned,
)
from training.rooms.types import Category, Part, Size, Style


def _cup(rng: Random, wide: float, high: float, thick: float, shell: Material) -> list[Part]:
    """An ear cup whose soft side looks towards -x, around the origin."""
    hard = turned([(0, 0), (1.0, 0), (1.0, 0.3), (0.9, 0.5), (0.6, 0.58), (0, 0.6)])
    soft = turned([(0.55, 0), (0.6, -0.32), (0.8, -0.4), (1.0, -0.3), (1.05, -0.1), (0.95, 0.02)])
    liner = turned([(0, -0.06), (0.6, -0.06)])
    foam = leather(rng, "black", "black", "dark brown", "gray")
    back = turned([(0, 0.61), (0.45, 0.61), (0.55, 0.57)])

    def on_edge(solid: Solid) -> Solid:
        return solid.scaled(high / 2, wide / 2, thick).tilted(90, axis=1)

    return [
        Part("cup", on_edge(hard), shell),
        Part("pad", on_edge(soft), foam),
        Part("lining", on_edge(Solid(liner.vertices, liner.faces[:, ::-1])), fabric(rng, "black")),
        Part("badge", on_edge(back), plastic(rng, "black", "silver", "dark gray", "white", "red")),
    ]


def _arch(w: float, bottom: float, top: float, *, power: float = 2.4) -> list[tuple[float, float]]:
    """A headband's line seen from the front, from one side over to the other."""
    turns = np.linspace(0, np.pi, 19)
    reach = 2 / power
    return [
        (
            w / 2 * float(np.sign(np.cos(t)) * np.abs(np.round(np.cos(t), 12)) ** reach),
            bottom + (top - bottom) * float(np.abs(np.round(np.sin(t), 12)) ** reach),
        )
        for t in turns
    ]


def _worn(
    rng: Random, size: Size, cup: tuple[float, float, float], band: float, shell: Material
) -> list[Part]:
    """Two cups under a band as they sit on a head: cups (wide, high, thick) along x."""
    w, _, h = size
    wide, high, thick = cup
    # A cup reaches out to 0.6 of its thickness from where it is held.
    x = w / 2 - 0.6 * thick
    middle = high / 2
    hoop = ribbon(_arch(2 * x + 0.5 * thick, middle + 0.3 * high, h), 0.018 * h, band).moved(yaw=90)
    soft = [(0.94 * a, b - 0.035 * h) for a, b in _arch(2 * x, middle + 0.3 * high, h)[5:14]]
    lean = float(rng.uniform(0, 5))
    ears = [
        Part(p.name, p.solid.tilted(lean, axis=1), p.material)
        for p in _cup(rng, wide, high, thick, shell)
    ]
    arms = [
        bar(
            (s * (x + 0.25 * thick), 0, middle + 0.55 * high),
            (s * (x + 0.3 * thick), 0, middle),
            0.012 * h,
            sides=6,
        )
        for s in SIDES
    ]
    cushion = ribbon(soft, 0.04 * h, 0.9 * band).moved(yaw=90)
    steel = metal(rng, "silver", "black", "dark gray")
    return [
        *moved(ears, x, 0, middle),
        *moved(ears, -x, 0, middle, yaw=180),
        Part("headband", hoop, shell),
        Part("cushion", cushion, leather(rng, "black", "gray")),
        Part("arm", joined(*arms), steel),
    ]


def _laid(parts: list[Part], height: float) -> list[Part]:
    """Put down on the rims of the cups, the band towards +y."""
    return [Part(p.name, p.solid.tilted(-90).moved(0, 0, height / 2), p.material) for p in parts]


def _over_ear(rng: Random, size: Size) -> Built:
    """Large cups on a broad band, laid on the table."""
    w, d, h = size
    shell = plastic(rng, "black", "black", "white", "silver", "dark blue", "red", "beige")
    thick = float(rng.uniform(0.24, 0.3)) * w
    cup = (0.97 * h, float(rng.uniform(0.46, 0.56)) * d, thick)
    return _laid(_worn(rng, (w, h, d), cup, 0.4 * h, shell), h), []


def _on_ear(rng: Random, size: Size) -> Built:
    """Small flat cups on a thin band of wire, laid on the table; a cord hangs from one."""
    w, d, h = size
    shell = plastic(rng, "black", "silver", "white", "red", "blue", "pink", "orange")
    steel = metal(rng, "silver", "black")
    thick = float(rng.uniform(0.17, 0.22)) * w
    cup = float(rng.uniform(0.9, 0.98)) * h
    x = w / 2 - 0.6 * thick
    line = [(a, 0.0, z) for a, z in _arch(2 * x + 0.4 * thick, cup / 2, d, power=2.1)]
    ears = _cup(rng, cup, cup, thick, shell)
    parts = [
        *moved(ears, x, 0, cup / 2),
        *moved(ears, -x, 0, cup / 2, yaw=180),
        Part("headband", tube(line, 0.05 * h, sides=6), steel),
    ]
    knuckles = [
        pad(0.07 * w, 0.14 * h, 0.1 * d, bevel=0.004).moved(s * (x + 0.2 * thick), 0, cup * 0.9)
        for s in SIDES
    ]
    parts.append(Part("joint", joined(*knuckles), shell))
    return _laid(parts, h), []


def _headset(rng: Random, size: Size) -> Built:
    """Standing on its cups: a microphone on a boom in front of the mouth."""
    w, d, h = size
    shell = plastic(rng, "black", "black", "dark gray", "white", "red", "green")
    dark = plastic(rng, "black")
    wide = float(rng.uniform(0.52, 0.6)) * d
    thick = float(rng.uniform(0.22, 0.27)) * w
    cup = (wide, float(rng.uniform(0.44, 0.5)) * h, thick)
    back = (d - wide) / 2
    parts = moved(_worn(rng, size, cup, 0.34 * wide, shell), y=back)
    side = float(SIDES[int(rng.integers(2))])
    x, middle = side * (w / 2 - 0.2 * thick), cup[1] / 2
    tip = (side * 0.2 * w, -0.46 * d, 0.35 * middle)
    path = [(x, back - 0.2 * wide, middle), (x, back - 0.62 * wide, 0.7 * middle),
            (0.75 * x, -0.4 * d, 0.45 * middle), tip]  # fmt: skip
    return [
        *parts,
        Part("boom", tube(path, 0.014 * h, sides=6), dark),
        Part("microphone", ellipsoid(0.14 * w, 0.08 * d, 0.12 * h).moved(
            tip[0], tip[1], tip[2] - 0.06 * h), Material("fabric", color(rng, "black"), shine=0.0)),
    ], []  # fmt: skip


def _hung(rng: Random, size: Size) -> Built:
    """Over a stand: a foot, a post and a hook under the band."""
    w, d, h = size
    low = 0.2 * h
    shell = plastic(rng, "black", "white", "silver", "dark gray", "red")
    steel = metal(rng, "silver", "black", "white")
    thick = float(rng.uniform(0.24, 0.3)) * w
    wide = 0.68 * d
    cup = (wide, float(rng.uniform(0.42, 0.5)) * (h - low), thick)
    pair = moved(_worn(rng, (w, d, h - low), cup, 0.42 * wide, shell), z=low)
    foot = cylinder(0.5, 0.05 * h, sides=24).scaled(0.62 * w, d)
    top = h - 0.09 * h
    hook = pad(0.3 * w, 0.5 * wide, 0.05 * h, bevel=0.01).moved(z=top - 0.03 * h)
    return [
        *pair,
        Part("foot", foot, steel),
        Part("post", cylinder(0.03 * w, top, sides=10), steel),
        Part("hook", hook, steel),
    ], []


HEADPHONES = Category(
    "headphones",
    "surface",
    (
        Style("over-ear", (0.185, 0.195, 0.08), (0.06, 0.06, 0.08), _over_ear, 1.5),
        Style("on-ear", (0.165, 0.17, 0.062), (0.06, 0.06, 0.1), _on_ear),
        Style("headset", (0.185, 0.155, 0.2), (0.06, 0.08, 0.06), _headset, 0.7),
        Style("on a stand", (0.185, 0.115, 0.27), (0.06, 0.08, 0.06), _hung, 0.5),
    ),
)

"""Game consoles: flat and upright ones, handhelds, and a console with its controller."""

from typing import Literal

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.fittings import blob, pick, top_rest
from training.rooms.furniture.shapes.pieces import Built, bar, chance, moved, oval, pad, rounded
from training.rooms.materials import Material, plastic
from training.rooms.solids import Solid, box, cylinder, extruded, joined
from training.rooms.types import Category, Part, Rest, Size, Style

SHELLS = ("black", "black", "white", "white", "gray", "light gray", "dark gray")
BUTTONS: tuple[tuple[str, int, int], ...] = (
    ("green", 0, -1), ("red", 1, 0), ("blue", -1, 0), ("yellow", 0, 1),
)  # fmt: skip


def _light(rng: Random) -> Material:
    return Material("plastic", color(rng, "white", "light blue", "light green"), glow=0.8)


def _case(rng: Random, size: Size) -> list[Part]:
    """Two halves with a dark gap between them, a slot and a light; it may lean forwards."""
    w, d, h = size
    shell = plastic(rng, *SHELLS)
    lower = rng.uniform(0.35, 0.6) * h
    gap = 0.12 * h
    lean = rng.uniform(0.0, 0.12) * d
    upper = h - lower - gap
    deep = d - lean
    bevel = rng.uniform(0.002, 0.012)
    front = -d / 2
    slot = box(0.42 * w, 0.004, 0.05 * h).moved(-0.18 * w, front - 0.001, lower + gap + 0.4 * upper)
    light = box(0.06 * w, 0.004, 0.06 * h).moved(0.36 * w, front - 0.001, lower + gap + 0.4 * upper)
    return [
        Part("base", pad(w, deep, lower, bevel=bevel).moved(0, lean / 2), shell),
        Part("gap", box(0.97 * w, deep - 0.012, gap).moved(0, 0, lower), plastic(rng, "black")),
        Part("cover", pad(w, deep, upper, bevel=bevel).moved(0, -lean / 2, lower + gap), shell),
        Part("slot", slot, plastic(rng, "black", "dark gray")),
        Part("light", light, _light(rng)),
    ]


def _top(w: float, d: float, h: float) -> Rest:
    return top_rest(0.8 * w, 0.7 * d, h, clearance=0.3)


def _flat(rng: Random, size: Size) -> Built:
    """A low box for under a television."""
    return _case(rng, size), [_top(*size)]


def _cartridge(rng: Random, size: Size) -> Built:
    """An older kind: a raised back that takes a cartridge, sockets in front."""
    w, d, h = size
    shell, dark = plastic(rng, "light gray", "gray", "black", "cream"), plastic(rng, "dark gray")
    low, high = rng.uniform(0.34, 0.48) * h, rng.uniform(0.64, 0.74) * h
    back = rng.uniform(0.5, 0.62) * d
    wide = rng.uniform(0.45, 0.62) * w
    cover = pad(0.94 * w, back, high, bevel=0.012)
    game = box(0.85 * wide, 0.12 * d, h - 0.8 * high).moved(0, (d - back) / 2, 0.8 * high)
    keys = [box(0.12 * w, 0.1 * d, 0.012).moved(s * 0.34 * w, 0.12 * d - d / 2) for s in (-1, 1)]
    sockets = [box(0.14 * w, 0.006, 0.4 * low).moved(s * 0.2 * w) for s in (-1, 1)]
    return [
        Part("base", pad(w, d, low, bevel=0.008), shell),
        Part("cover", cover.moved(0, (d - back) / 2 - 0.005), shell),
        Part("slot", box(wide, 0.2 * d, 0.004).moved(0, (d - back) / 2, high), dark),
        Part("cartridge", game, plastic(rng, "gray", "yellow", "blue", "red", "black")),
        Part("button", joined(*keys).moved(z=low), plastic(rng, "purple", "red", "dark gray")),
        Part("socket", joined(*sockets).moved(0, -d / 2, 0.3 * low), dark),
    ], []  # fmt: skip


def _tower(rng: Random, size: Size) -> Built:
    """Upright: a square column with a grille on top, or a core between two curved leaves."""
    w, d, h = size
    if chance(rng, 0.4):
        shell = plastic(rng, "black", "white", "dark gray")
        hole = cylinder(0.02 * w, 0.003, sides=6)
        side = min(w, d)
        grid = [hole.moved((i - 3) * 0.12 * side, (j - 3) * 0.12 * side)
                for i in range(7) for j in range(7)]  # fmt: skip
        slot = box(0.006, 0.004, 0.4 * h).moved(-0.25 * w, -d / 2, 0.25 * h)
        return [
            Part("case", pad(w, d, h - 0.012, bevel=0.008).moved(z=0.01), shell),
            Part("foot", cylinder(0.42, 0.011, sides=20).scaled(w, d), plastic(rng, "black")),
            Part("grille", joined(*grid).moved(z=h - 0.003), plastic(rng, "green", "dark gray")),
            Part("slot", slot, plastic(rng, "gray")),
        ], []
    foot = 0.025
    thin, tall = 0.14 * w, h - foot
    swing = rng.uniform(0.12, 0.3) * w
    outer = [(0.0, -d / 2), (thin, -d / 2), (thin + 0.5 * swing, -0.1 * d), (thin, d / 2),
             (0.0, d / 2), (0.4 * swing, -0.1 * d)]  # fmt: skip
    leaf = extruded(outer, tall).moved(w / 2 - thin - 0.5 * swing, 0, foot)
    leaves = joined(leaf, leaf.mirrored())
    core = pad(0.9 * w - thin - swing, 0.94 * d, 0.95 * tall, bevel=0.01).moved(z=foot)
    line = [box(0.004, 0.004, 0.5 * tall).moved(s * 0.2 * w) for s in (-1, 1)]
    stand = cylinder(0.5, foot, top=0.46, sides=24).scaled(0.95 * w, 0.5 * d)
    return [
        Part("core", core, plastic(rng, "black", "dark gray")),
        Part("cover", leaves, plastic(rng, "white", "white", "black", "red")),
        Part("light", joined(*line).moved(0, -0.47 * d, foot + 0.3 * tall), _light(rng)),
        Part("stand", stand, plastic(rng, "black", "dark gray")),
    ], []  # fmt: skip


def _stick(radius: float, height: float) -> Solid:
    return joined(
        cylinder(0.5 * radius, 0.6 * height, sides=8),
        cylinder(radius, 0.4 * height, sides=12).moved(z=0.6 * height),
    )


def _cross(reach: float, height: float) -> Solid:
    return joined(box(2 * reach, 0.6 * reach, height), box(0.6 * reach, 2 * reach, height))


def _diamond(rng: Random, reach: float, height: float, x: float, y: float, z: float) -> list[Part]:
    """Four round buttons, coloured or all alike."""
    one = cylinder(0.42 * reach, height, sides=10)
    alike = plastic(rng, "black", "gray", "white") if chance(rng, 0.5) else None
    return [
        Part("button", one.moved(x + i * reach, y + j * reach, z), alike or plastic(rng, name))
        for name, i, j in BUTTONS
    ]


def _handheld(rng: Random, size: Size) -> Built:
    """Lying on its back: a screen between two grips with sticks and buttons."""
    w, d, h = size
    flat = 0.62 * h
    side = rng.uniform(0.15, 0.21) * w
    body = plastic(rng, "black", "white", "dark gray")
    names = pick(rng, (("red", "blue"), ("gray", "gray"), ("white", "white"), ("pink", "teal")))
    ends: tuple[Literal[-1, 1], ...] = (-1, 1)
    grip = extruded(rounded(2 * side, 0.985 * d, radius=rng.uniform(0.5, 1.0) * side), flat)
    screen = Material("glass", color(rng, "black", "dark gray"), "screen",
                      color(rng, "blue", "teal", "orange"), shine=0.5, glow=0.3)  # fmt: skip
    x, reach, up = (w - side) / 2, 0.16 * side, h - flat
    dark = plastic(rng, "black", "dark gray")
    return [
        *(Part("grip", grip.moved(s * (w / 2 - side)), plastic(rng, name))
          for s, name in zip(ends, names, strict=True)),
        Part("body", box(w - 2 * side, d, 1.02 * flat), body),
        Part("screen", box(0.9 * (w - 2 * side), 0.84 * d, 0.002).moved(z=1.02 * flat), screen),
        Part("stick", _stick(0.24 * side, up).moved(-x, 0.22 * d, flat), dark),
        Part("stick", _stick(0.24 * side, up).moved(x, -0.2 * d, flat), dark),
        Part("cross", _cross(0.3 * side, 0.3 * up).moved(-x, -0.16 * d, flat), dark),
        *_diamond(rng, 1.5 * reach, 0.3 * up, x, 0.22 * d, flat),
    ], []  # fmt: skip


def _controller(rng: Random, size: Size) -> list[Part]:
    """A game pad: a body between two grips that point towards -y."""
    w, d, h = size
    shell, dark = plastic(rng, *SHELLS, "blue", "red"), plastic(rng, "black", "dark gray")
    flat, middle = 0.7 * h, 0.16 * d
    body = extruded(oval(0.9 * w, 0.66 * d, power=3.5), flat).moved(0, middle)
    ends = [bar((s * 0.32 * w, 0.15 * d, 0.36 * h), (s * 0.41 * w, -0.38 * d, 0.3 * h), 0.28 * h)
            for s in (-1, 1)]  # fmt: skip
    tips = [blob(0.18 * w, 0.24 * d, 0.58 * h).moved(s * 0.41 * w, -0.38 * d) for s in (-1, 1)]
    stick = _stick(0.065 * w, h - flat)
    sticks = [stick.moved(s * 0.15 * w, 0.03 * d, flat) for s in (-1, 1)]
    cross = _cross(0.07 * w, 0.12 * h).moved(-0.3 * w, 0.22 * d, flat)
    return [
        Part("controller", joined(body, *ends, *tips), shell),
        Part("stick", joined(*sticks), dark),
        Part("cross", cross, dark),
        *_diamond(rng, 0.055 * w, 0.12 * h, 0.3 * w, 0.22 * d, flat),
    ]


def _with_controller(rng: Random, size: Size) -> Built:
    """A console whose controller lies in front of it, or one on either side of its middle."""
    w, d, h = size
    deep = d - 0.14
    case = moved(_case(rng, (w, deep, h)), y=(d - deep) / 2)
    pads = (-0.24, 0.24) if w > 0.33 and chance(rng, 0.4) else (rng.uniform(-0.2, 0.2),)
    wide = min(0.165, 0.44 * w)
    parts = list(case)
    for x in pads:
        held = _controller(rng, (wide, 0.11, min(0.06, 0.9 * h)))
        parts += moved(held, x * w, 0.062 - d / 2, yaw=rng.uniform(-12, 12))
    return parts, []


GAME_CONSOLE = Category(
    "game console",
    "surface",
    (
        Style("flat", (0.31, 0.26, 0.062), (0.14, 0.12, 0.15), _flat, 1.2),
        Style("cartridge", (0.27, 0.24, 0.15), (0.1, 0.1, 0.1), _cartridge, 0.6),
        Style("tower", (0.13, 0.24, 0.35), (0.12, 0.12, 0.12), _tower, 0.9),
        Style("handheld", (0.25, 0.11, 0.026), (0.12, 0.1, 0.1), _handheld, 0.9),
        Style("with controller", (0.33, 0.38, 0.07), (0.1, 0.08, 0.12), _with_controller, 1.2),
    ),
)

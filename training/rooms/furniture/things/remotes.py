"""Remote controls: the end that one points is at +y."""

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.fittings import blob
from training.rooms.furniture.shapes.pieces import SIDES, Built, chance, pad, rounded
from training.rooms.materials import Material, metal, plastic
from training.rooms.solids import Ring, Solid, box, cylinder, extruded, joined, lofted, turned
from training.rooms.types import Category, Part, Size, Style

SHELLS = ("black", "black", "black", "dark gray", "silver", "white")


def _keys(rng: Random, shell: Material) -> Material:
    """Buttons that stand out against the case."""
    dark = shell.color.name in ("black", "dark gray", "dark blue")
    return plastic(
        rng, *(("light gray", "gray", "white") if dark else ("dark gray", "gray", "black"))
    )


def _pads(
    w: float, y: tuple[float, float], z: float, columns: int, rows: int, size: tuple[float, float]
) -> Solid:
    """Rows of rubber buttons, `size` wide and deep, between two ends of the case."""
    xs, ys = np.linspace(-w / 2, w / 2, columns), np.linspace(y[0], y[1], rows)
    key = pad(size[0], size[1], 0.003, bevel=0.0012)
    return joined(*(key.moved(float(a), float(b), z - 0.001) for b in ys for a in xs))


def _wheel(radius: float, z: float, y: float) -> tuple[Solid, Solid]:
    """A ring to press in four directions, and the button in its middle."""
    ring = turned([(0.5, 0), (0.55, 0.0025), (0.95, 0.0025), (1.0, 0), (0.5, 0)], sides=18)
    ring = ring.scaled(radius, radius).moved(0, y, z - 0.001)
    return ring, cylinder(0.42 * radius, 0.0025, sides=14).moved(0, y, z - 0.001)


def _television(rng: Random, size: Size) -> Built:
    """Long, full of buttons: power at the far end, digits, a wheel, rockers, coloured keys."""
    w, d, h = size
    shell = plastic(rng, *SHELLS)
    keys = _keys(rng, shell)
    waist = float(rng.uniform(0.84, 1.0))
    z = 0.9 * h
    rings = [
        Ring(0, 0, 0),
        Ring(0.8 * waist * w, 0.97 * d, 0, power=9),
        Ring(w, d, 0.45 * h, power=9),
        Ring(0.96 * w, 0.985 * d, z, power=9),
        Ring(0, 0, z),
    ]
    case = lofted(rings, sides=32, smooth=False)
    wide = 0.62 * w
    key = (0.2 * w, 0.03 * d)
    ring, middle = _wheel(0.28 * w, z, -0.02 * d)
    low = _pads(wide, (-0.42 * d, -0.18 * d), z, 3, int(rng.integers(3, 6)), key)
    digits = _pads(wide, (0.13 * d, 0.36 * d), z, 3, 4, key)
    power = cylinder(0.09 * w, 0.0035, sides=12).moved(-0.3 * w, 0.44 * d, z - 0.001)
    bright = [
        Part("button", pad(0.15 * w, 0.022 * d, 0.003, bevel=0.001).moved(
            (i - 1.5) * 0.21 * w, -0.14 * d, z - 0.001), plastic(rng, name))
        for i, name in enumerate(("red", "green", "yellow", "blue"))
    ]  # fmt: skip
    return [
        Part("case", case, shell),
        Part("keys", joined(low, digits), keys),
        Part("wheel", joined(ring, middle), _keys(rng, shell)),
        Part("power button", power, plastic(rng, "red", "red", "green")),
        *(bright if chance(rng, 0.5) else []),
    ], []


def _short(rng: Random, size: Size) -> Built:
    """A smooth slip of a thing with a wheel and a handful of buttons."""
    w, d, h = size
    shell = (
        plastic(rng, "black", "white", "dark gray") if chance(rng, 0.6) else metal(rng, "silver")
    )
    z = 0.9 * h
    outline = rounded(w, d, radius=float(rng.uniform(0.3, 0.5)) * w, steps=5)
    inner = [(0.95 * x, 0.985 * y) for x, y in outline]
    case = joined(extruded(outline, 0.75 * h), extruded(inner, 0.15 * h).moved(z=0.75 * h))
    ring, middle = _wheel(0.38 * w, z, 0.24 * d)
    rows = int(rng.integers(2, 5))
    dots = joined(
        *(cylinder(0.11 * w, 0.0025, sides=12).moved(s * 0.22 * w, float(y), z - 0.001)
          for y in np.linspace(0.02 * d, -0.3 * d, rows) for s in SIDES)
    )  # fmt: skip
    mic = cylinder(0.05 * w, 0.003, sides=8).moved(0, 0.44 * d, z - 0.001)
    return [
        Part("case", case, shell),
        Part("wheel", ring, _keys(rng, shell)),
        Part("button", joined(middle, dots), plastic(rng, "black", "gray", "white", "purple")),
        Part("power button", mic, plastic(rng, "red", "black")),
    ], []


def _climate(rng: Random, size: Size) -> Built:
    """An air conditioner's: a display above a few large buttons, light in colour."""
    w, d, h = size
    shell = plastic(rng, "white", "white", "cream", "light gray")
    z = 0.92 * h
    case = pad(w, d, z, bevel=0.25 * h)
    start = float(rng.uniform(-0.02, 0.1)) * d
    pane = box(0.76 * w, 0.44 * d - start, 0.002).moved(0, (0.44 * d + start) / 2, z - 0.0005)
    lcd = Material("glass", color(rng, "light green", "light gray", "gray"), shine=0.5)
    big = pad(0.34 * w, 0.08 * d, 0.003, bevel=0.001)
    rows = int(rng.integers(2, 4))
    keys = _pads(0.5 * w, (-0.4 * d, -0.22 * d), z, 3, rows, (0.18 * w, 0.035 * d))
    rim = plastic(rng, "gray", "dark gray", "light blue", "black")
    return [
        Part("case", case, shell),
        Part("frame", box(0.84 * w, 0.48 * d - start, 0.0015).moved(
            0, (0.44 * d + start) / 2, z - 0.0008), rim),
        Part("screen", pane, lcd),
        Part("power button", big.moved(0, start - 0.1 * d, z - 0.001),
             plastic(rng, "orange", "red", "green", "blue")),
        Part("keys", keys, plastic(rng, "gray", "light gray", "light blue")),
    ], []  # fmt: skip


def _grip(w: float, d: float, h: float, side: int) -> Solid:
    """A rounded handle that runs from the body's end towards -y and outwards."""
    rings = [Ring(0, 0, 0), Ring(0.55, 0.6, 0.04), Ring(0.8, 0.9, 0.25), Ring(1, 1, 0.6),
             Ring(0.9, 0.95, 0.85), Ring(0, 0, 1.0)]  # fmt: skip
    lobe = lofted(rings, sides=14).moved(z=-1).scaled(0.34 * w, 0.8 * h, 0.92 * d)
    lobe = lobe.tilted(-90).moved(yaw=side * 12)
    return lobe.moved(side * 0.31 * w, 0.42 * d, 0.42 * h)


def _game(rng: Random, size: Size) -> Built:
    """For games: two grips, two sticks, a cross on the left, four buttons on the right."""
    w, d, h = size
    shell = plastic(rng, "black", "white", "dark gray", "blue", "red", "gray")
    dark = plastic(rng, "black", "dark gray")
    z = 0.72 * h
    body = extruded(rounded(0.72 * w, 0.56 * d, radius=0.16 * d), 0.56 * h).moved(
        0, 0.2 * d, 0.16 * h
    )
    stick = turned([(0.4, 0), (0.35, 0.5), (0.9, 0.7), (1, 0.85), (0.8, 1.0), (0, 0.9)], sides=14)
    stick = stick.scaled(0.065 * w, 0.065 * w, 0.24 * h).moved(z=z - 0.02 * h)
    uneven = chance(rng, 0.5)
    low = 0.04 * d
    left = (-0.29 * w, 0.26 * d) if uneven else (-0.13 * w, low)
    arms = (-0.13 * w, low) if uneven else (-0.29 * w, 0.26 * d)
    cross = joined(box(0.1 * w, 0.034 * w, 0.15 * h), box(0.034 * w, 0.1 * w, 0.15 * h))
    spots = ((0.0, -1.0), (1.0, 0.0), (-1.0, 0.0), (0.0, 1.0))
    hues = ("green", "red", "blue", "yellow") if chance(rng, 0.6) else ("gray",) * 4
    button = blob(0.045 * w, 0.045 * w, 0.12 * h)
    lifted = 0.73 * h
    return [
        Part("case", joined(body, *(_grip(w, d, h, s) for s in SIDES)), shell),
        Part("stick", joined(stick.moved(*left), stick.moved(0.13 * w, low)), dark),
        Part("cross", cross.moved(*arms, 0.7 * h), dark),
        *(Part("button", button.moved(0.29 * w + 0.045 * w * x, 0.26 * d + 0.045 * w * y, lifted),
               plastic(rng, hue)) for (x, y), hue in zip(spots, hues, strict=True)),
        Part("trigger", joined(*(pad(0.16 * w, 0.08 * d, 0.3 * h, bevel=0.05 * h).moved(
            s * 0.26 * w, 0.46 * d, 0.4 * h) for s in SIDES)), dark),
    ], []  # fmt: skip


REMOTE_CONTROL = Category(
    "remote control",
    "surface",
    (
        Style("long", (0.048, 0.195, 0.022), (0.08, 0.12, 0.12), _television, 2.0),
        Style("short", (0.037, 0.135, 0.015), (0.1, 0.12, 0.12), _short),
        Style("display", (0.056, 0.15, 0.02), (0.08, 0.12, 0.12), _climate, 0.6),
        Style("game", (0.155, 0.105, 0.06), (0.06, 0.08, 0.1), _game, 0.7),
    ),
)

"""Cases of computers."""

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.pieces import Built, pad
from training.rooms.materials import Material, glass, metal, plastic, textured
from training.rooms.solids import box, cylinder, joined
from training.rooms.types import Category, Part, Rest, Size, Style


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
        Part("front", pad(w, 0.035, h, bevel=0.012).moved(0, 0.02 - d / 2), front),
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
        Style("office", (0.2, 0.49, 0.45), (0.1, 0.1, 0.1), _office_tower, 3),
        Style("gaming", (0.22, 0.47, 0.49), (0.06, 0.06, 0.06), _gaming_tower, 0.6),
        Style("slim", (0.13, 0.38, 0.37), (0.12, 0.1, 0.1), _small, 0.5),
        Style("lying desktop", (0.4, 0.41, 0.13), (0.08, 0.08, 0.12), _lying, held_out=True),
    ),
)

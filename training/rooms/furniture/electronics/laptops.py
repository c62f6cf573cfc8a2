"""Laptops and tablets."""

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.electronics.keyboards import key_tops
from training.rooms.furniture.electronics.screens import screen
from training.rooms.furniture.shapes.pieces import Built, pad
from training.rooms.materials import Material, metal, plastic
from training.rooms.solids import box, joined
from training.rooms.types import Category, Part, Size, Style


def _deck(rng: Random, w: float, d: float, thick: float, shell: Material) -> list[Part]:
    """The lower half: case, keys, touch pad."""
    caps = plastic(rng, "black", "black", "dark gray", "light gray")
    keys = box(0.88 * w, 0.45 * d, 0.003).moved(0, 0.14 * d, thick)
    pad = box(0.32 * w, 0.26 * d, 0.001).moved(0, -0.28 * d, thick)
    return [
        Part("case", box(w, d, thick), shell),
        Part("keys", keys, key_tops(rng, caps)),
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
        Part("case", pad(w, d, 0.55 * h, bevel=0.006), shell),
        Part("lid", pad(0.995 * w, 0.995 * d, 0.44 * h, bevel=0.005).moved(z=0.555 * h), shell),
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
        Part("keys", keys, key_tops(rng, cloth)),
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
        Part("keys", keys.moved(0, d / 2), key_tops(rng, plastic(rng, "black"))),
    ], []


LAPTOP = Category(
    "laptop",
    "surface",
    (
        Style("open", (0.345, 0.3, 0.22), (0.08, 0.1, 0.1), _laptop, 6),
        Style("closed", (0.345, 0.24, 0.025), (0.08, 0.06, 0.15), _closed_laptop, 0.7),
        Style("tablet", (0.29, 0.3, 0.19), (0.08, 0.08, 0.08), _tablet, 0.5),
        Style("tent", (0.32, 0.2, 0.2), (0.07, 0.12, 0.08), _tent, held_out=True),
    ),
)

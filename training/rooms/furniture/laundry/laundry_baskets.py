"""Laundry baskets, empty or full."""

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.pieces import Built, pad
from training.rooms.materials import Material, fabric, metal, plastic, textured, wood
from training.rooms.solids import Ring, Solid, joined, lofted, skin, tube, turned
from training.rooms.types import Category, Part, Rest, Size, Style


def _wicker(rng: Random) -> Material:
    return textured(wood(rng, "light brown", "beige", "brown", "dark brown", "white"), "woven",
                    scale=0.02)  # fmt: skip


def _tub(width: float, depth: float, height: float, *, foot: float, power: float) -> Solid:
    """A hollow bin that widens upwards."""
    thin = 0.012
    return lofted(
        [
            Ring(0, 0, 0),
            Ring(foot * width, foot * depth, 0, power=power),
            Ring(width - 0.02, depth - 0.02, height - 0.03, power=power),
            Ring(width, depth, height - 0.03, power=power),
            Ring(width, depth, height, power=power),
            Ring(width - 0.03, depth - 0.03, height, power=power),
            Ring(foot * width - 2 * thin, foot * depth - 2 * thin, thin, power=power),
            Ring(0, 0, thin),
        ],
        sides=24,
    )


def _heap(rng: Random, width: float, depth: float, height: float) -> Solid:
    """Clothes thrown together: a lumpy dome."""
    u = np.linspace(-1, 1, 10)
    x, y = np.meshgrid(u, u, indexing="ij")
    # The square grid is drawn onto a disc.
    across, along = x * np.sqrt(1 - y**2 / 2), y * np.sqrt(1 - x**2 / 2)
    z = np.clip(1 - 0.8 * (across**2 + along**2), 0, 1) + 0.1 * rng.normal(size=x.shape)
    z = np.where(np.maximum(np.abs(x), np.abs(y)) == 1, 0, np.clip(z, 0, 1.1))
    points = np.stack([across * width / 2, along * depth / 2, z * height], axis=-1)
    return skin(points[:, ::-1])


def _maybe_full(rng: Random, w: float, d: float, h: float, *, round_: bool) -> list[Part]:
    """Nothing, or washing up to somewhere below the edge."""
    if rng.random() < 0.4:
        return []
    level = rng.uniform(0.5, 0.75) * h
    share = 0.86 if round_ else 0.95
    heap = _heap(rng, share * w, share * d, 1.05 * h - level)
    return [Part("clothes", heap.moved(z=level), fabric(rng))]


def _hamper(rng: Random, size: Size) -> Built:
    """A tall perforated plastic bin, with a lid or open."""
    w, d, h = size
    shell = plastic(rng, "white", "white", "gray", "light blue", "beige", "black")
    net = textured(shell, "mesh", plastic(rng, "dark gray").color, 0.02)
    lid = rng.random() < 0.4
    tall = h - 0.04 if lid else h
    parts = [Part("basket", _tub(w, d, tall, foot=0.82, power=6), net)]
    if lid:
        cover = pad(w, d, 0.05, bevel=0.02).moved(z=tall - 0.01)
        return [*parts, Part("lid", cover, shell)], [
            Rest("top", (-0.4 * w, 0.4 * w), (-0.4 * d, 0.4 * d), tall + 0.035)
        ]
    return [*parts, *_maybe_full(rng, 0.9 * w, 0.9 * d, h, round_=False)], []


def _low(rng: Random, size: Size) -> Built:
    """A wide carrying basket with grips at both ends."""
    w, d, h = size
    shell = plastic(rng, "white", "light blue", "blue", "gray", "pink", "light green")
    net = textured(shell, "mesh", plastic(rng, "gray").color, 0.03)
    grips = [
        tube([(s * (w / 2 - 0.02), -0.08, h - 0.02), (s * w / 2, -0.06, h), (s * w / 2, 0.06, h),
              (s * (w / 2 - 0.02), 0.08, h - 0.02)], 0.012, sides=6)
        for s in (-1, 1)
    ]  # fmt: skip
    return [
        Part("basket", _tub(0.96 * w, d, h - 0.01, foot=0.75, power=5), net),
        Part("handle", joined(*grips), shell),
        *_maybe_full(rng, 0.9 * w, 0.9 * d, 1.2 * h, round_=False),
    ], []


def _wicker_round(rng: Random, size: Size) -> Built:
    """A round woven basket, at times with a lid."""
    w, d, h = size
    cane = _wicker(rng)
    belly = rng.uniform(0.9, 1.0)
    lid = rng.random() < 0.5
    tall = h - 0.05 if lid else h
    body = lofted(
        [
            Ring(0, 0, 0),
            Ring(0.8 * w, 0.8 * d, 0),
            Ring(w, d, 0.55 * tall),
            Ring(belly * w, belly * d, tall),
            Ring(belly * w - 0.03, belly * d - 0.03, tall),
            Ring(w - 0.03, d - 0.03, 0.55 * tall),
            Ring(0.8 * w - 0.03, 0.8 * d - 0.03, 0.015),
            Ring(0, 0, 0.015),
        ],
        sides=20,
    )
    parts = [Part("basket", body, cane)]
    if lid:
        top = turned([(0, 0), (0.5, 0), (0.5, 0.02), (0.1, 0.045), (0.04, 0.05), (0, 0.05)])
        return [*parts, Part("lid", top.scaled(belly * w, belly * d).moved(z=tall), cane)], []
    a, b = belly * w, belly * d
    liner = lofted(
        [
            Ring(a, b, tall - 0.08),
            Ring(a + 0.015, b + 0.015, tall - 0.02),
            Ring(a - 0.035, b - 0.035, tall + 0.005),
        ],
        sides=20,
    )
    if rng.random() < 0.5:
        parts.append(Part("liner", liner, fabric(rng, "white", "cream", "beige")))
    return [*parts, *_maybe_full(rng, 0.9 * w, 0.9 * d, h, round_=True)], []


def _bag_in_frame(rng: Random, size: Size) -> Built:
    """A cloth bag that hangs in crossed legs."""
    w, d, h = size
    steel = metal(rng, "silver", "white", "black") if rng.random() < 0.6 else wood(rng)
    cloth = fabric(rng, "cream", "white", "beige", "gray", "dark blue", "black")
    bars = [
        tube(
            [(x, -s * (d / 2 - 0.012), 0.012), (x, s * (d / 2 - 0.012), h - 0.012)], 0.011, sides=6
        )
        for x in (0.012 - w / 2, w / 2 - 0.012)
        for s in (-1, 1)
    ]
    rails = [
        tube([(-w / 2, y, h - 0.012), (w / 2, y, h - 0.012)], 0.012, sides=6)
        for y in (0.012 - d / 2, d / 2 - 0.012)
    ]
    low = 0.14 * h
    bag = lofted(
        [
            Ring(0, 0, low),
            Ring(0.8 * w, 0.55 * d, low + 0.02, power=5),
            Ring(0.9 * w, 0.75 * d, 0.5 * h, power=5),
            Ring(0.92 * w, 0.96 * d, h - 0.02, power=8),
            Ring(0.9 * w, 0.94 * d, h - 0.02, power=8),
            Ring(0.86 * w, 0.7 * d, 0.45 * h, power=5),
            Ring(0.74 * w, 0.5 * d, low + 0.03, power=5),
            Ring(0, 0, low + 0.03),
        ]
    )
    return [
        Part("bag", bag, cloth),
        Part("frame", joined(*bars, *rails), steel),
        *_maybe_full(rng, 0.85 * w, 0.7 * d, 0.95 * h, round_=False),
    ], []


LAUNDRY_BASKET = Category(
    "laundry basket",
    "floor",
    (
        Style("hamper", (0.46, 0.38, 0.58), (0.15, 0.14, 0.12), _hamper, 2),
        Style("carrying basket", (0.6, 0.42, 0.31), (0.1, 0.1, 0.12), _low, 1.3),
        Style("round wicker", (0.44, 0.44, 0.55), (0.12, 0.12, 0.14), _wicker_round, 1, round=True),
        Style("bag in a frame", (0.52, 0.42, 0.7), (0.12, 0.12, 0.1), _bag_in_frame, held_out=True),
    ),
)

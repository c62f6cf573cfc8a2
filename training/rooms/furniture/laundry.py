"""Washing machines, dryers, laundry baskets, ironing boards."""

import numpy as np

from training.rooms.colors import Random
from training.rooms.materials import Material, fabric, glass, metal, plastic, textured, wood
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
    turned,
)
from training.rooms.types import Category, Part, Rest, Size, Style

Built = tuple[list[Part], list[Rest]]


def _enamel(rng: Random) -> Material:
    names = ("white", "white", "white", "white", "silver", "dark gray")
    return metal(rng, names[int(rng.integers(len(names)))])


def _porthole(rng: Random, radius: float, y: float, z: float, *, clear: bool) -> list[Part]:
    """A round door in a front at y: a ring and the pane in it."""
    ring = turned([(0.7 * radius, 0), (radius, 0), (0.95 * radius, 0.035), (0.72 * radius, 0.045),
                   (0.7 * radius, 0)], sides=20).tilted(90).moved(0, y, z)  # fmt: skip
    pane = turned([(0.72 * radius, 0.02), (0.45 * radius, 0.05), (0, 0.055)], sides=16)
    dark = glass(rng, "dark gray", "black") if clear else plastic(rng, "white", "light gray")
    return [
        Part("door", ring, metal(rng, "silver", "white", "dark gray")),
        Part("door", pane.tilted(90).moved(0, y, z), textured(dark, "plain")),
    ]


def _knobs(rng: Random, xs: list[float], y: float, z: float) -> Part:
    dials = [cylinder(0.028, 0.03, sides=12).tilted(90).moved(x, y, z) for x in xs]
    return Part("dial", joined(*dials), plastic(rng, "white", "black", "light gray"))


def _top(w: float, d: float, h: float, back: float = 0.0) -> list[Rest]:
    return [Rest("top", (0.02 - w / 2, w / 2 - 0.02), (0.02 - d / 2, d / 2 - 0.02 - back), h, 1.2)]


def _front_loader(rng: Random, w: float, d: float, h: float, *, clear: bool) -> list[Part]:
    """A cube with a round door in front, its controls above the door."""
    shell, deep = _enamel(rng), d - 0.05
    y = d / 2 - deep
    band = rng.uniform(0.13, 0.16)
    radius = min(0.4 * w, 0.36 * (h - band))
    z = 0.46 * (h - band) + 0.05
    display = box(0.2 * w, 0.006, 0.45 * band).moved(0.1 * w, y - 0.012, h - 0.75 * band)
    return [
        Part("body", box(w, deep, h - 0.02).moved(0, 0.025, 0.02), shell),
        Part("foot", box(0.9 * w, 0.85 * deep, 0.02).moved(0, 0.025), plastic(rng, "black")),
        Part("panel", box(w, 0.012, band).moved(0, y - 0.006, h - band), shell),
        Part("display", display, plastic(rng, "black", "dark gray")),
        Part(
            "drawer", box(0.28 * w, 0.016, 0.7 * band).moved(-0.34 * w, y - 0.012, h - 0.85 * band),
            shell,
        ),
        _knobs(rng, [0.34 * w], y - 0.012, h - band / 2),
        *_porthole(rng, radius, y, z, clear=clear),
    ]  # fmt: skip


def _front(rng: Random, size: Size) -> Built:
    return _front_loader(rng, *size, clear=True), _top(*size)


def _dryer_front(rng: Random, size: Size) -> Built:
    return _front_loader(rng, *size, clear=rng.random() < 0.5), _top(*size)


def _console(rng: Random, w: float, d: float, h: float, low: float, shell: Material) -> list[Part]:
    """The raised panel with dials along the back of a top."""
    deep = 0.16
    tall = h - low
    side = [(d / 2 - deep, 0), (d / 2, 0), (d / 2, tall), (d / 2 - 0.4 * deep, tall)]
    dark = plastic(rng, "black", "dark gray", "light gray", "white")
    slope = np.degrees(np.arctan2(0.6 * deep, tall))
    face = box(0.9 * w, 0.006, 0.7 * tall).tilted(-float(slope))
    dials = _knobs(rng, [-0.3 * w, 0.05 * w, 0.3 * w][: int(rng.integers(1, 4))], 0, 0)
    y = d / 2 - 0.74 * deep
    return [
        Part("console", profiled(side, w).moved(z=low), shell),
        Part("panel", face.moved(0, d / 2 - 0.93 * deep, low + 0.12 * tall), dark),
        Part(dials.name, dials.solid.moved(0, y, low + 0.5 * tall), dials.material),
    ]


def _cube(w: float, d: float, low: float, shell: Material) -> Part:
    return Part("body", box(w, d, low), shell)


def _top_loader(rng: Random, size: Size) -> Built:
    """A lid on top, the controls on a raised console behind it."""
    w, d, h = size
    shell = _enamel(rng)
    low = h - rng.uniform(0.12, 0.17)
    lid = box(0.78 * w, 0.62 * d, 0.018).moved(0, -0.1 * d, low)
    pane = glass(rng, "dark gray") if rng.random() < 0.3 else shell
    parts = [
        _cube(w, d, low, shell),
        Part("lid", lid, pane),
        Part("handle", box(0.2 * w, 0.03, 0.01).moved(0, -0.42 * d, low + 0.012), shell),
        *_console(rng, w, d, h, low, shell),
    ]
    return parts, _top(w, d, low + 0.018, 0.17)


def _open_top(rng: Random, size: Size) -> Built:
    """A top loader whose lid stands open above its hollow drum."""
    w, d, h = size
    shell = _enamel(rng)
    low = 0.66 * h
    drum = lofted(
        [
            Ring(w, d, 0, power=60),
            Ring(w, d, low, power=60),
            Ring(0.68 * w, 0.6 * d, low, -0.07 * d),
            Ring(0.66 * w, 0.58 * d, 0.2, -0.07 * d),
            Ring(0, 0, 0.2, -0.07 * d),
        ],
        sides=32,
        smooth=False,
    )
    hinge = 0.26 * d
    lid = box(0.78 * w, 0.02, h - low).tilted(-8).moved(0, hinge, low)
    return [
        Part("body", drum, shell),
        Part("lid", lid, shell),
        *_console(rng, w, d, low + 0.15, low, shell),
    ], []


def _on_pedestal(rng: Random, size: Size) -> Built:
    """A front loader raised by a drawer."""
    w, d, h = size
    low = 0.26 * h
    shell = _enamel(rng)
    upper = _front_loader(rng, w, d, h - low, clear=True)
    drawer, grip = box(0.94 * w, 0.02, 0.75 * low), box(0.3 * w, 0.02, 0.02)
    return [
        Part("pedestal", box(w, d - 0.05, low - 0.01).moved(0, 0.025), shell),
        Part("drawer front", drawer.moved(0, 0.04 - d / 2, 0.15 * low), shell),
        Part("handle", grip.moved(0, 0.02 - d / 2, 0.75 * low), metal(rng, "silver")),
        *(Part(p.name, p.solid.moved(z=low), p.material) for p in upper),
    ], _top(w, d, h)


def _square_door(rng: Random, size: Size) -> Built:
    """A console behind the top and a square door in front."""
    w, d, h = size
    shell = _enamel(rng)
    low = h - rng.uniform(0.12, 0.17)
    deep = d - 0.03
    y = d / 2 - deep
    wide, tall = rng.uniform(0.6, 0.72) * w, rng.uniform(0.42, 0.5) * low
    door = cushion(wide, 0.025, tall, radius=0.012).moved(0, y - 0.012, 0.9 * low - tall)
    grip = box(0.02, 0.02, 0.25 * tall).moved(0.42 * wide, y - 0.02, 0.9 * low - 0.6 * tall)
    return [
        Part("body", box(w, deep, low).moved(0, 0.015), shell),
        Part("door", door, shell),
        Part("handle", grip, plastic(rng, "light gray", "white", "dark gray")),
        *_console(rng, w, d, h, low, shell),
    ], _top(w, d, low, 0.17)


def _stacked(rng: Random, size: Size) -> Built:
    """Two drums above each other, coin-laundry fashion."""
    w, d, h = size
    shell = _enamel(rng)
    half = h / 2
    y = 0.03 - d / 2
    parts = [Part("body", box(w, d - 0.03, h).moved(0, 0.015), shell)]
    for z in (0.0, half):
        parts += _porthole(rng, 0.36 * min(w, half), y, z + 0.45 * half, clear=True)
        band = box(0.94 * w, 0.012, 0.1 * half).moved(0, y, z + 0.86 * half)
        parts.append(Part("panel", band, plastic(rng, "black", "dark gray", "blue")))
    return parts, []


WASHING_MACHINE = Category(
    "washing machine",
    "floor",
    (
        Style("top-loading", (0.69, 0.68, 1.07), (0.05, 0.04, 0.04), _top_loader, 3),
        Style("front-loading", (0.64, 0.64, 0.9), (0.06, 0.06, 0.05), _front, 1.6),
        Style("on a pedestal", (0.69, 0.74, 1.25), (0.03, 0.05, 0.05), _on_pedestal, 0.8),
        Style("with open lid", (0.69, 0.68, 1.4), (0.05, 0.04, 0.04), _open_top, held_out=True),
    ),
)
DRYER = Category(
    "clothes dryer",
    "floor",
    (
        Style("square door", (0.69, 0.68, 1.05), (0.05, 0.04, 0.04), _square_door, 3),
        Style("round door", (0.65, 0.65, 0.92), (0.06, 0.05, 0.05), _dryer_front, 1.5),
        Style("stacked", (0.7, 0.72, 1.85), (0.06, 0.06, 0.05), _stacked, 0.25),
    ),
)


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
        cover = cushion(w, d, 0.05, radius=0.02).moved(z=tall - 0.01)
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
        Style("round wicker", (0.44, 0.44, 0.55), (0.12, 0.12, 0.14), _wicker_round, 1,
              round=True),
        Style("bag in a frame", (0.52, 0.42, 0.7), (0.12, 0.12, 0.1), _bag_in_frame,
              held_out=True),
    ),
)  # fmt: skip


def _board(length: float, width: float, thick: float) -> Solid:
    """Flat, along x, pointed at the right end."""
    tip = [(0.5, 0.0), (0.485, 0.12), (0.42, 0.3), (0.3, 0.44), (0.12, 0.5)]
    half = [(x * length, y * width) for x, y in tip]
    outline = [*half, (-length / 2, width / 2), (-length / 2, -width / 2),
               *((x, -y) for x, y in reversed(half[1:]))]  # fmt: skip
    return extruded(outline, thick)


def _cover(rng: Random) -> Material:
    return fabric(rng, "blue", "light blue", "gray", "beige", "red", "green", "white", "purple")


def _legs(w: float, d: float, height: float) -> Solid:
    """Two crossed frames, each with a foot across."""
    feet = []
    for s, y in ((-1, 0.1), (1, 0.07)):
        for side in (-1, 1):
            bar = [(s * 0.33 * w, side * y, 0.015), (-s * 0.28 * w, side * y * 0.6, height)]
            feet.append(tube([(float(a), float(b), float(c)) for a, b, c in bar], 0.011, sides=6))
        x = s * 0.33 * w
        feet.append(tube([(x, -d / 2, 0.013), (x, d / 2, 0.013)], 0.013, sides=6))
    return joined(*feet)


def _open_board(rng: Random, size: Size) -> Built:
    w, d, h = size
    rest = tube([(-w / 2, -0.1, h - 0.03), (-w / 2, 0.1, h - 0.03)], 0.01, sides=6)
    return [
        Part("board", _board(w, d, 0.03).moved(z=h - 0.03), _cover(rng)),
        Part("legs", joined(_legs(w, d, h - 0.03), rest), metal(rng, "silver", "white", "black")),
    ], [Rest("top", (-0.45 * w, 0.25 * w), (-0.4 * d, 0.4 * d), h)]


def _upright_board(w: float, d: float, h: float) -> tuple[Solid, Solid]:
    """Folded: the board on end, its tip up, the legs flat behind it."""
    board = _board(h, w, 0.03).tilted(-90, axis=1).moved(0.0, 0, h / 2)
    flat = Solid(board.vertices[:, [1, 0, 2]] * (1, -1, 1), board.faces, board.smooth)
    bars = [
        tube([(x, 0.3 * d, 0.02), (0.6 * x, 0.1 * d, 0.85 * h)], 0.011, sides=6)
        for x in (-0.3 * w, 0.3 * w, -0.15 * w, 0.15 * w)
    ]
    foot = tube([(-0.45 * w, 0.4 * d, 0.1), (0.45 * w, 0.4 * d, 0.1)], 0.012, sides=6)
    return flat, joined(*bars, foot)


def _folded_board(rng: Random, size: Size) -> Built:
    """Leaning: its foot stands away from the wall."""
    w, d, h = size
    board, legs = _upright_board(w, 0.12, h)
    lean = -float(np.degrees(np.arctan2(max(d - 0.06, 0.03), h)))
    return [
        Part("board", board.tilted(lean), _cover(rng)),
        Part("legs", legs.moved(0, 0.02).tilted(lean), metal(rng, "silver", "white")),
    ], []


def _hung_board(rng: Random, size: Size) -> Built:
    """On a hook at a wall, with an iron in a holder above it."""
    w, d, h = size
    board, legs = _upright_board(w, d - 0.04, 0.94 * h)
    hook = box(0.25 * w, d, 0.1 * h).moved(z=0.9 * h)
    steel = metal(rng, "silver", "white")
    return [
        Part("board", board.moved(0, -0.35 * d), _cover(rng)),
        Part("legs", legs, steel),
        Part("hook", hook, steel),
    ], []


IRONING_BOARD = Category(
    "ironing board",
    "floor",
    (
        Style("open", (1.3, 0.38, 0.9), (0.08, 0.08, 0.06), _open_board),
        Style("folded", (0.38, 0.28, 1.4), (0.08, 0.2, 0.06), _folded_board),
        Style("hung up", (0.36, 0.14, 1.42), (0.08, 0.15, 0.06), _hung_board, stands="wall"),
    ),
    held_out=True,
)

LAUNDRY = (WASHING_MACHINE, DRYER, LAUNDRY_BASKET, IRONING_BOARD)
"""Categories of laundry rooms."""

"""What televisions stand on."""

from dataclasses import replace

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.cabinetry import Base, Cell, Column, choice, cupboard
from training.rooms.furniture.shapes.fronts import THICKNESS, blank, door, look
from training.rooms.furniture.shapes.pieces import Built, moved
from training.rooms.furniture.storage.storage import upright
from training.rooms.materials import metal, painted_wood
from training.rooms.solids import box, cylinder, extruded
from training.rooms.types import Category, Part, Rest, Size, Style


def _media_bench(rng: Random, size: Size) -> Built:
    """Low and long: doors or drawers beside open niches for the players."""
    niche = Column((Cell("open", boards=int(rng.integers(2))),), float(rng.uniform(0.8, 1.6)))
    two = Column((Cell("open"), Cell("drawer")))
    flap = Column((Cell("flap"),))
    leaf = Column((Cell("door"),))
    grid = choice(
        rng,
        (leaf, niche, leaf),
        (two, two),
        (flap, niche),
        (leaf, niche, niche, leaf),
        (two, niche),
    )
    base: Base = choice(rng, "plinth", "legs", "sled", "feet", "none")
    lift = 0.06 if base == "plinth" else float(rng.uniform(0.08, 0.16))
    return cupboard(
        rng, look(rng), size, grid, base=base, lift=lift, overhang=choice(rng, 0.0, 0.012)
    )


def _glass_stand(rng: Random, size: Size) -> Built:
    """Glass or black boards on metal tubes: no sides, no back."""
    w, d, h = size
    pane = look(rng).pane if rng.random() < 0.6 else painted_wood(rng, "black")
    steel = metal(rng, "silver", "black")
    count = int(rng.integers(2, 4))
    levels = np.linspace(0.12 * h, h - 0.012, count)
    parts = [Part("board", box(w, d, 0.012).moved(z=float(z)), pane) for z in levels]
    post = cylinder(0.02, h - 0.012, sides=10)
    spots = [(s * (w / 2 - 0.08), t * (d / 2 - 0.07)) for s in (-1, 1) for t in (-1, 1)]
    parts += [Part("post", post.moved(*spot), steel) for spot in spots]
    gap = float(levels[1] - levels[0]) - 0.012
    area = (0.1 - w / 2, w / 2 - 0.1), (-d / 2, d / 2)
    rests = [Rest("shelf", *area, float(z) + 0.012, gap) for z in levels[:-1]]
    return parts, [*rests, Rest("top", (-w / 2, w / 2), (-d / 2, d / 2), h)]


def _media_chest(rng: Random, size: Size) -> Built:
    """As high as a dresser: a row of niches under the top, doors or drawers below."""
    below = choice(rng, Cell("pair", 2.2, boards=1), Cell("drawer", 1.2), Cell("glass pair", 2.2))
    cells = (below, below, Cell("open", 1)) if below.kind == "drawer" else (below, Cell("open", 1))
    grid = (Column(cells),) * choice(rng, 1, 2)
    return cupboard(rng, look(rng), size, grid, base=choice(rng, "plinth", "feet"), overhang=0.015)


def _corner_bench(rng: Random, size: Size) -> Built:
    """The back corners are cut off, so that it stands across a corner; open in front."""
    w, d, h = size
    cut = 0.28 * w
    plan = [(-w / 2, -d / 2), (w / 2, -d / 2), (w / 2, -0.05 * d), (w / 2 - cut, d / 2)]
    plan += [(cut - w / 2, d / 2), (-w / 2, -0.05 * d)]
    timber = look(rng).body
    levels = [0.05, 0.5 * h, h - 0.025] if rng.random() < 0.6 else [0.05, h - 0.025]
    parts = [Part("board", extruded(plan, 0.025).moved(z=z), timber) for z in levels]
    for a, b in ((2, 3), (4, 5), (3, 4), (1, 2), (5, 0)):
        parts.append(Part("side", upright(plan[a], plan[b], h - 0.01), timber))
    if rng.random() < 0.5:
        parts.append(
            Part("divider", box(0.02, 0.6 * d, h - 0.08).moved(0, -0.15 * d, 0.05), timber)
        )
    else:
        made = look(rng, body=timber)
        leaf = door(made, 0.3 * w, levels[1] - 0.07, hinge=1, grip_at=0.5)
        parts += [p for s in (-1, 1) for p in moved(leaf, s * 0.34 * w, 0.02 - d / 2, 0.06)]
    deep, gap = (-d / 2 + 0.03, 0.4 * d), levels[1] - 0.075
    halves = ((cut - w / 2, -0.01), (0.01, w / 2 - cut))
    rests = [Rest("shelf", x, deep, z + 0.025, gap) for z in levels[:-1] for x in halves]
    return parts, [*rests, Rest("top", (cut - w / 2, w / 2 - cut), deep, h)]


def _bridge(rng: Random, size: Size) -> Built:
    """Two towers with a bridge of boards between them, the screen's place in the middle."""
    made = look(rng)
    tower = Column((Cell("door", 2, boards=1), Cell("open", 4, boards=2)))
    middle = Column((Cell("drawer", 1), Cell("open", 5), Cell("open", 1)), 3)
    parts, rests = cupboard(rng, made, size, (tower, middle, tower))
    wide = max(rests[:-1], key=lambda r: r.clearance * (r.x[1] - r.x[0]))
    return parts, [replace(r, name="top") if r is wide else r for r in rests[:-1]]


def _open_rack(rng: Random, size: Size) -> Built:
    """A frame of wood with boards, no doors at all."""
    w, d, h = size
    made = look(rng)
    levels = np.linspace(0.1, h - 0.03, int(rng.integers(2, 4)))
    parts = [Part("board", box(w, d, 0.03).moved(z=float(z)), made.body) for z in levels]
    for s in (-1, 1):
        for t in (-1, 1):
            leg = box(0.04, 0.04, h - 0.03).moved(s * (w / 2 - 0.03), t * (d / 2 - 0.03))
            parts.append(Part("leg", leg, made.fittings if made.grip == "bar" else made.body))
    if rng.random() < 0.5:
        back = moved(blank(made, 0.4 * w, h - 0.05, made.body), 0, d / 2 - 0.01 + THICKNESS)
        parts += [replace(p, name="back panel") for p in back]
    gap = float(levels[1] - levels[0]) - 0.03
    area = (0.06 - w / 2, w / 2 - 0.06), (-d / 2, d / 2 - 0.03)
    rests = [Rest("shelf", *area, float(z) + 0.03, gap) for z in levels[:-1]]
    return parts, [*rests, Rest("top", (-w / 2, w / 2), (-d / 2, d / 2), h)]


TV_STAND = Category(
    "tv stand",
    "floor",
    (
        Style("media bench", (1.35, 0.43, 0.54), (0.16, 0.1, 0.12), _media_bench, 2.0),
        Style("glass and metal", (1.1, 0.46, 0.54), (0.1, 0.1, 0.1), _glass_stand, 0.7),
        Style("high", (1.2, 0.5, 0.95), (0.15, 0.1, 0.08), _media_chest, 1.3),
        Style("corner", (1.15, 0.52, 0.6), (0.1, 0.1, 0.12), _corner_bench, 0.6),
        Style("open frame", (1.15, 0.42, 0.56), (0.12, 0.1, 0.12), _open_rack, 0.7),
        Style("wall of boards", (2.0, 0.45, 1.75), (0.12, 0.08, 0.08), _bridge, 1, held_out=True),
    ),
    sunrgbd="cabinet",
    scannet="garbage bin",
)

TV_STANDS = (TV_STAND,)

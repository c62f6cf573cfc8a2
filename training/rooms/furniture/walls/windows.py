"""Windows: frames, sashes and panes. The frame's back is at the greatest y."""

from functools import partial

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.shapes.fittings import lattice, mirrored, pick
from training.rooms.furniture.shapes.pieces import Built, moved
from training.rooms.materials import Material, glass, metal, painted_wood, plastic, wood
from training.rooms.solids import Solid, box, extruded, frame, joined
from training.rooms.types import Category, Part, Size, Style


def _stuff(rng: Random) -> Material:
    """What window frames are made of."""
    return pick(
        rng,
        (
            plastic(rng, "white"),
            painted_wood(rng, "white", "cream"),
            wood(rng),
            metal(rng, "dark gray", "black", "white", "silver"),
        ),
    )


def _sash(
    width: float, height: float, thick: float, stuff: Material, pane: Material,
    columns: int = 1, rows: int = 1, border: float = 0.055,
) -> list[Part]:  # fmt: skip
    """A pane in its own frame around x = y = 0, at times divided by glazing bars."""
    bars = lattice(width, height, thick, border, columns, rows, 0.025)
    clear = box(width - 1.9 * border, 0.008, height - 1.9 * border).moved(z=0.95 * border)
    return [Part("sash", bars, stuff), Part("pane", clear, pane)]


def _casing(size: Size, depth: float, border: float, stuff: Material) -> Part:
    """The fixed frame at the back, with a sill board that runs to the front.

    A deep one has boards along the sides of its recess; only the sill stands out from the wall.
    """
    w, d, h = size
    ring = frame(w, h, depth, border).moved(0, (d - depth) / 2)
    boards = [box(w, d, 0.03)]
    if d - depth > 0.12:
        reach = min(d - depth - 0.04, 0.12)
        y = (d - reach) / 2 - depth
        side = box(0.015, reach, h - 0.03)
        boards += [side.moved(s * (w / 2 - 0.008), y, 0.03) for s in (-1, 1)]
        boards.append(box(w, reach, 0.015).moved(0, y, h - 0.015))
    return Part("frame", joined(ring, *boards), stuff)


def _grip(x: float, y: float, z: float, rng: Random) -> Part:
    return Part("handle", box(0.025, 0.045, 0.12).moved(x, y, z), metal(rng, "silver", "white"))


def _row(rng: Random, size: Size, *, panes: tuple[int, int], bars: tuple[int, int]) -> Built:
    """Sashes side by side, a number of them between the limits, each divided into bars."""
    w, d, h = size
    stuff, pane = _stuff(rng), glass(rng)
    thick = min(0.07, 0.6 * d)
    border = rng.uniform(0.035, 0.06)
    count = int(rng.integers(panes[0], panes[1] + 1))
    pitch = (w - 2 * border) / count
    columns, rows = bars if sum(bars) > 2 else (1, 1)
    parts = [_casing(size, thick, border, stuff)]
    for i in range(count):
        x = (i + 0.5 - count / 2) * pitch
        sash = _sash(pitch - 0.004, h - 2 * border, 0.7 * thick, stuff, pane, columns, rows)
        parts += moved(sash, x, d / 2 - 0.6 * thick, border)
        if rng.random() < 0.6:
            edge = x + (0.5 if i % 2 == 0 else -0.5) * (pitch - 0.06)
            parts.append(_grip(edge, d / 2 - thick, 0.45 * h, rng))
    return parts, []


def _hung(rng: Random, size: Size) -> Built:
    """An upper sash behind a lower one that slides up."""
    w, d, h = size
    stuff, pane = _stuff(rng), glass(rng)
    thick, border = min(0.08, 0.7 * d), 0.04
    high = 0.53 * h
    columns, rows = pick(rng, ((1, 1), (2, 1), (2, 2), (3, 2)))
    raised = 0.0 if rng.random() < 0.7 else rng.uniform(0.1, 0.5) * (h - high - 2 * border)
    upper = _sash(w - 2 * border, high - border, 0.4 * thick, stuff, pane, columns, rows)
    lower = _sash(w - 2 * border, high - border, 0.4 * thick, stuff, pane, columns, rows)
    return [
        _casing(size, thick, border, stuff),
        *moved(upper, 0, d / 2 - 0.25 * thick, h - high),
        *moved(lower, 0, d / 2 - 0.7 * thick, border + raised),
    ], []


def _sliding(rng: Random, size: Size) -> Built:
    """Two panes side by side in two tracks, one pushed somewhat open at times."""
    w, d, h = size
    stuff, pane = _stuff(rng), glass(rng)
    thick, border = min(0.09, 0.7 * d), 0.04
    half = (w - 2 * border) * 0.52
    shift = 0.0 if rng.random() < 0.6 else rng.uniform(0.1, 0.8) * half
    room = (w - 2 * border - half) / 2
    sash = _sash(half, h - 2 * border, 0.4 * thick, stuff, pane, border=0.045)
    parts = [
        _casing(size, thick, border, stuff),
        *moved(sash, -room, d / 2 - 0.25 * thick, border),
        *moved(sash, max(room - shift, -room), d / 2 - 0.7 * thick, border),
    ]
    return (mirrored(parts) if rng.random() < 0.5 else parts), []


def _glazing(rng: Random, size: Size) -> Built:
    """Panes from the floor to the ceiling between mullions and transoms."""
    w, d, h = size
    stuff = metal(rng, "dark gray", "black", "silver", "white")
    columns = max(2, round(w / rng.uniform(0.7, 1.2)))
    rows = int(rng.integers(1, 4))
    return [
        Part("frame", lattice(w, h, d, 0.06, columns, rows, 0.05), stuff),
        Part("pane", box(w - 0.1, 0.012, h - 0.1).moved(z=0.05), glass(rng)),
    ], []


def _open_casement(rng: Random, size: Size) -> Built:
    """Two sashes of which one, or both, stand open into the room."""
    w, d, h = size
    stuff, pane = _stuff(rng), glass(rng)
    thick, border = 0.07, 0.05
    length = w / 2 - border
    back = d / 2 - thick
    angle = float(np.degrees(np.arcsin(min((d - thick) / length, 1))))
    other = angle if rng.random() < 0.3 else 0.0
    sash = moved(_sash(length, h - 2 * border, 0.05, stuff, pane), x=length / 2)
    right = mirrored(moved(sash, yaw=-other))
    ring = frame(w, h, thick, border).moved(0, (d - thick) / 2)
    parts = [
        Part("frame", ring, stuff),
        *moved(moved(sash, yaw=-angle), -length, back, border),
        *moved(right, length, back + (0 if other else thick / 2), border),
    ]
    return (mirrored(parts) if rng.random() < 0.5 else parts), []


def _tilted(rng: Random, size: Size) -> Built:
    """A sash that is hinged below and leans into the room."""
    w, d, h = size
    stuff, pane = _stuff(rng), glass(rng)
    thick, border = 0.07, 0.05
    high = h - 2 * border
    angle = float(np.degrees(np.arcsin(np.clip((d - thick - 0.03) / high, 0, 0.6))))
    sash = [
        Part(p.name, p.solid.tilted(angle).moved(0, d / 2 - thick, border + 0.02), p.material)
        for p in _sash(w - 2 * border, high, 0.05, stuff, pane)
    ]
    ring = frame(w, h, thick, border).moved(0, (d - thick) / 2)
    return [Part("frame", ring, stuff), *sash], []


def _deep_set(rng: Random, size: Size) -> Built:
    """A window at the back of a lined recess, with trim around it and a deep sill."""
    w, d, h = size
    stuff, pane = painted_wood(rng, "white", "cream"), glass(rng)
    lining, trim = 0.02, rng.uniform(0.05, 0.09)
    inner_w, inner_h = w - 2 * trim, h - 2 * trim
    columns = int(rng.integers(1, 4))
    tunnel = frame(inner_w + 2 * lining, inner_h + 2 * lining, d - 0.03, lining)
    sash = lattice(inner_w, inner_h, 0.05, 0.05, columns, int(rng.integers(1, 3)), 0.04)
    clear = box(inner_w - 0.08, 0.008, inner_h - 0.08)
    return [
        Part("trim", frame(w, h, 0.02, trim).moved(0, 0.03 - d / 2), stuff),
        Part("lining", tunnel.moved(0, 0.015, trim - lining), stuff),
        Part("sash", sash.moved(0, d / 2 - 0.03, trim), stuff),
        Part("pane", clear.moved(0, d / 2 - 0.03, trim + 0.04), pane),
        Part("sill", box(w, 0.08, 0.03).moved(0, 0.04 - d / 2, trim - 0.03), stuff),
    ], []


def _arch(width: float, height: float, depth: float) -> tuple[list[tuple[float, float]], Solid]:
    """The outline of a round-headed opening and a solid of that outline."""
    radius = width / 2
    angles = np.linspace(0, np.pi, 11)
    head = [
        (round(radius * float(np.cos(a)), 5), height - radius + round(radius * float(np.sin(a)), 5))
        for a in angles
    ]
    outline = [(-radius, 0.0), (radius, 0.0), *head]
    return outline, extruded(outline, depth).tilted(90).moved(y=depth / 2)


def _arched(rng: Random, size: Size) -> Built:
    """A round head over upright sides."""
    w, d, h = size
    stuff, pane = _stuff(rng), glass(rng)
    border = 0.06
    outer, _ = _arch(w, h, d)
    inner, _ = _arch(w - 2 * border, h - 2 * border, d)
    inner = [(x, z + border) for x, z in inner]
    # The ring between two outlines of equally many corners is a chain of blocks.
    ring = joined(
        *(
            extruded([outer[i], outer[j], inner[j], inner[i]], d).tilted(90).moved(y=d / 2)
            for i, j in ((i, (i + 1) % len(outer)) for i in range(len(outer)))
        )
    )
    _, clear = _arch(w - border, h - border, 0.01)
    bars = joined(
        box(0.03, 0.6 * d, h - border).moved(z=border / 2),
        *(box(w - border, 0.6 * d, 0.03).moved(z=f * (h - w / 2)) for f in (0.5, 0.98)),
    )
    return [
        Part("frame", ring, stuff),
        Part("glazing bar", bars, stuff),
        Part("pane", clear.moved(z=border / 2), pane),
    ], []


WINDOW = Category(
    "window",
    "wall",
    (
        Style("double-hung", (0.85, 0.2, 1.2), (0.2, 0.25, 0.22), _hung, 1.6),
        Style("single sash", (0.75, 0.22, 0.95), (0.3, 0.3, 0.3),
              partial(_row, panes=(1, 1), bars=(1, 1)), 1.4),
        Style("double casement", (1.25, 0.24, 1.15), (0.2, 0.3, 0.22),
              partial(_row, panes=(2, 2), bars=(1, 1)), 1.4),
        Style("mullioned", (1.6, 0.24, 1.25), (0.3, 0.25, 0.2),
              partial(_row, panes=(1, 3), bars=(2, 3)), 1.0),
        Style("wide strip", (3.2, 0.3, 1.1), (0.25, 0.25, 0.25),
              partial(_row, panes=(3, 6), bars=(1, 1)), 1.5),
        Style("sliding", (1.5, 0.2, 1.0), (0.2, 0.25, 0.25), _sliding, 1.0),
        Style("floor-to-ceiling", (2.9, 0.16, 2.1), (0.3, 0.25, 0.08), _glazing, 0.8),
        Style("deep-set", (1.4, 0.32, 1.15), (0.3, 0.2, 0.2), _deep_set, 1.4),
        Style("open casement", (1.25, 0.45, 1.2), (0.15, 0.2, 0.2), _open_casement, 0.6),
        Style("tilted", (0.85, 0.26, 1.1), (0.2, 0.15, 0.2), _tilted, 0.5),
        Style("arched", (0.95, 0.16, 1.6), (0.15, 0.25, 0.15), _arched, held_out=True),
    ),
    scannet="window",
    sunrgbd="window",
)  # fmt: skip

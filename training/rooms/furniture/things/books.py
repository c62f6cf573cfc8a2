"""Books: in rows, in piles, open, leaning."""

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.fittings import pick, top_rest
from training.rooms.furniture.shapes.pieces import Built, moved
from training.rooms.materials import Material, fabric, metal, paper, plastic
from training.rooms.solids import Solid, box, cylinder, joined, skin
from training.rooms.types import Category, Part, Size, Style


def _covers(rng: Random, count: int) -> list[Material]:
    return [Material("paper", color(rng), shine=0.15) for _ in range(count)]


def _pages() -> Material:
    return Material("paper", color(np.random.default_rng(0), "cream"), shine=0.02)


def _by_cover(rng: Random, books: list[Solid]) -> list[Part]:
    """The books as a few parts, each of one colour."""
    covers = _covers(rng, min(6, len(books)))
    owner = rng.integers(len(covers), size=len(books))
    owner[: len(covers)] = np.arange(len(covers))
    return [
        Part("books", joined(*(b for b, o in zip(books, owner, strict=True) if o == i)), cover)
        for i, cover in enumerate(covers)
    ]


def _widths(rng: Random, total: float, mean: float, spread: float = 0.45) -> list[float]:
    """Random thicknesses that fill a length."""
    count = max(2, round(total / mean))
    widths = np.exp(spread * rng.normal(size=count))
    return (widths / widths.sum() * total).tolist()


def _spines(rng: Random, size: Size) -> list[Solid]:
    """Upright books side by side, their spines in front, one as tall as the space."""
    w, d, h = size
    books, x = [], -w / 2
    likeness = rng.uniform(0.6, 0.95)
    for i, wide in enumerate(_widths(rng, w, rng.uniform(0.024, 0.038))):
        high = h if i == 0 else h * rng.uniform(likeness, 1.0)
        deep = d if i == 1 else d * rng.uniform(0.75, 1.0)
        solid = box(0.97 * wide, deep, high)
        books.append(solid.moved(x + wide / 2, (deep - d) / 2 + rng.uniform(0, 0.08) * d * (i > 1)))
        x += wide
    return books


def _row(rng: Random, size: Size) -> Built:
    return _by_cover(rng, _spines(rng, size)), []


def _pile(rng: Random, size: Size) -> list[Solid]:
    """Books lying on each other, each a little turned."""
    w, d, h = size
    books, z = [], 0.0
    for i, thick in enumerate(_widths(rng, h, rng.uniform(0.022, 0.035))):
        grow = 1.0 if i == 0 else rng.uniform(0.72, 0.95)
        turn = 0.0 if i == 0 else float(np.clip(rng.normal(0, 6), -10, 10))
        solid = box(w * grow, d * grow, thick)
        books.append(solid.moved(rng.uniform(-0.02, 0.02) * w * (i > 0), 0, z, yaw=turn))
        z += thick
    return books


def _stack(rng: Random, size: Size) -> Built:
    w, d, h = size
    return _by_cover(rng, _pile(rng, size)), [top_rest(0.65 * w, 0.65 * d, h)]


def _single(rng: Random, size: Size) -> Built:
    """A closed book lying: covers around pages, spine on the left."""
    w, d, h = size
    board = min(0.004, 0.2 * h)
    cover = _covers(rng, 1)[0]
    covers = joined(
        box(w, d, board), box(w, d, board).moved(z=h - board),
        box(board, d, h).moved((board - w) / 2),
    )  # fmt: skip
    pages = box(0.97 * w, 0.97 * d, h - 2 * board).moved(0, 0, board)
    return [Part("cover", covers, cover), Part("pages", pages, _pages())], [top_rest(w, d, h)]


def _open(rng: Random, size: Size) -> Built:
    """Two arched halves over the covers."""
    w, d, h = size
    t = np.linspace(0, 1, 7)
    arch = h * (0.2 + 0.8 * np.sin(np.pi * np.clip(1 - t, 0, 0.93)) ** 0.7)
    x = np.concatenate([-(1 - t) * w / 2, t[1:] * w / 2]) * 0.97
    z = np.concatenate([arch, arch[::-1][1:]])
    z[6] = 0.3 * h
    rows = np.stack([np.stack([x, np.full_like(x, y), z], axis=1) for y in (-d / 2, d / 2)])
    sides = [skin(np.stack([row * (1, 1, 0.02), row])) for row in (rows[0], rows[1][::-1])]
    sheet = Material("paper", color(rng, "white", "cream"), "poster", color(rng, "black"))
    return [
        Part("pages", joined(skin(rows), *sides), sheet),
        Part("cover", box(w, d, min(0.004, 0.2 * h)), _covers(rng, 1)[0]),
    ], []


def _leaning(rng: Random, size: Size) -> Built:
    """A row whose last books have slid to a slant against the others."""
    w, d, h = size
    part = rng.uniform(0.45, 0.65)
    upright = [b.moved((part - 1) * w / 2) for b in _spines(rng, (part * w, d, h))]
    x, books = (part - 0.5) * w, []
    end, high = w / 2, 0.94 * h
    # One slant for all: they lie on each other.
    lean = float(np.degrees(np.arctan2(0.55 * (end - x), high)))
    run = high * float(np.sin(np.radians(lean)))
    for thick in _widths(rng, max(0.95 * (end - x) - run, 0.03), 0.03):
        tall = high * rng.uniform(0.85, 1.0)
        tipped = box(0.9 * thick, d * rng.uniform(0.8, 1.0), tall).moved(thick / 2)
        books.append(tipped.tilted(-lean, axis=1).moved(x + run * 0.98))
        x += thick
    return _by_cover(rng, [*upright, *books]), []


def _mixed(rng: Random, size: Size) -> Built:
    """A row with a pile beside it, and something on the pile."""
    w, d, h = size
    part = rng.uniform(0.5, 0.7)
    row = [b.moved((part - 1) * w / 2) for b in _spines(rng, (part * w, d, h))]
    rest = (1 - part) * w - 0.02
    pile = [b.moved((w - rest) / 2) for b in _pile(rng, (rest, d, h * rng.uniform(0.4, 0.8)))]
    return _by_cover(rng, [*row, *pile]), []


def _binders(rng: Random, size: Size) -> Built:
    """Thick ring binders with a label and a ring in each spine."""
    w, d, h = size
    count = max(2, round(w / rng.uniform(0.055, 0.085)))
    wide = w / count
    binders, front = [], -d / 2
    label = box(0.6 * wide, 0.002, 0.4 * h).moved(0, front - 0.001, 0.42 * h)
    ring = cylinder(0.16 * wide, 0.003, sides=10).tilted(90).moved(0, front, 0.2 * h)
    labels, rings = [], []
    for i in range(count):
        x = (i + 0.5 - count / 2) * wide
        binders.append(box(0.96 * wide, d, h * (1 if i == 0 else rng.uniform(0.97, 1))).moved(x))
        labels.append(label.moved(x))
        rings.append(ring.moved(x))
    covers = [plastic(rng, "black", "gray", "dark blue", "red", "white", "green", "blue")
              for _ in range(min(3, count))]  # fmt: skip
    parts = [
        Part("binders", joined(*binders[i :: len(covers)]), cover) for i, cover in enumerate(covers)
    ]
    return [
        *parts, Part("label", joined(*labels), paper(rng, "white")),
        Part("ring", joined(*rings), metal(rng, "silver")),
    ], []  # fmt: skip


def _held(rng: Random, size: Size) -> Built:
    """A short row between two bookends."""
    w, d, h = size
    end = 0.1 * w
    row = moved(_by_cover(rng, _spines(rng, (w - 2 * end, d, h))))
    stuff = pick(rng, (metal(rng), fabric(rng, "black")))
    plate = joined(box(end, 0.8 * d, 0.012), box(0.012, 0.8 * d, 0.6 * h).moved(0.5 * end - 0.006))
    left = plate.moved((end - w) / 2)
    return [*row, Part("bookend", joined(left, left.mirrored()), stuff)], []


BOOKS = Category(
    "books",
    "surface",
    (
        Style("upright row", (0.76, 0.23, 0.3), (0.45, 0.22, 0.2), _row, 4.0),
        Style("leaning row", (0.72, 0.23, 0.3), (0.3, 0.18, 0.15), _leaning, 2.0),
        Style("row and pile", (0.85, 0.24, 0.32), (0.25, 0.12, 0.12), _mixed, 1.2),
        Style("pile", (0.3, 0.23, 0.17), (0.15, 0.12, 0.35), _stack, 0.7),
        Style("between bookends", (0.45, 0.19, 0.26), (0.2, 0.12, 0.1), _held, 0.4),
        Style("closed", (0.27, 0.2, 0.035), (0.15, 0.12, 0.3), _single, 0.35),
        Style("open", (0.4, 0.28, 0.04), (0.12, 0.12, 0.2), _open, 0.2),
        Style("binders", (0.65, 0.28, 0.32), (0.3, 0.08, 0.06), _binders, held_out=True),
    ),
    sunrgbd="books",
)

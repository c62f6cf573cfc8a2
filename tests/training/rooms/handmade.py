"""A small room put together by hand: tests of what comes after the layout need no layout."""

from training.rooms.colors import Color
from training.rooms.materials import Material
from training.rooms.solids import box, cylinder, ellipsoid
from training.rooms.types import Floor, Model, Part, Placed, Rest, Room, Support, Wall

WIDTH, DEPTH, HEIGHT = 4.0, 3.6, 2.5
"""Of the room, whose corner is at the origin, metres."""

OAK = Material("wood", Color("brown", (0.5, 0.33, 0.2)), "grain", seed=1)
CLOTH = Material("fabric", Color("dark blue", (0.14, 0.21, 0.36)), "woven", seed=2)
STEEL = Material("metal", Color("silver", (0.7, 0.72, 0.73)), "brushed", shine=0.6, seed=3)
CLAY = Material("ceramic", Color("white", (0.94, 0.93, 0.9)), shine=0.45, seed=4)
GLASS = Material("glass", Color("light blue", (0.6, 0.75, 0.84)), shine=0.8, transparency=0.8)
CANVAS = Material("paper", Color("beige", (0.8, 0.72, 0.58)), "painting", seed=5)
PLASTER = Material("plaster", Color("cream", (0.91, 0.87, 0.77)), seed=6)
BOARDS = Material("wood", Color("light brown", (0.7, 0.54, 0.35)), "planks", scale=0.12, seed=7)


def chair() -> Model:
    """0.45 x 0.5 x 0.9 m; its back is at the greatest y."""
    legs = (Part("leg", cylinder(0.02, 0.42).moved(x, y), OAK) for x, y in _corners(0.4, 0.45))
    parts = (
        Part("seat", box(0.45, 0.5, 0.05).moved(z=0.42), CLOTH),
        Part("back", box(0.45, 0.05, 0.43).moved(y=0.225, z=0.47), CLOTH),
        *legs,
    )
    return Model("chair", "handmade", (0.45, 0.5, 0.9), parts)


def table() -> Model:
    """1.4 x 0.8 x 0.74 m."""
    legs = (Part("leg", box(0.06, 0.06, 0.7).moved(x, y), STEEL) for x, y in _corners(1.3, 0.7))
    parts = (Part("top", box(1.4, 0.8, 0.04).moved(z=0.7), OAK), *legs)
    return Model(
        "table", "handmade", (1.4, 0.8, 0.74), parts, (Rest("top", (-0.7, 0.7), (-0.4, 0.4), 0.74),)
    )


def bowl() -> Model:
    """An egg of 0.2 m, as a smooth thing."""
    return Model(
        "bowl", "handmade", (0.2, 0.2, 0.15), (Part("body", ellipsoid(0.2, 0.2, 0.15), CLAY),)
    )


def picture() -> Model:
    """0.9 x 0.03 x 0.6 m, flat against a wall."""
    canvas = Part("canvas", box(0.84, 0.005, 0.54).moved(y=-0.0125, z=0.03), CANVAS)
    border = Part("frame", box(0.9, 0.025, 0.6).moved(y=0.0025), OAK)
    return Model("picture", "handmade", (0.9, 0.03, 0.6), (canvas, border))


def window() -> Model:
    """One pane of clear glass, 1.2 x 0.02 x 1.0 m."""
    return Model(
        "window", "handmade", (1.2, 0.02, 1.0), (Part("pane", box(1.2, 0.02, 1.0), GLASS),)
    )


def handmade_room() -> Room:
    """A table for four with a bowl on it, a chair in a corner, a picture, a window."""
    floor = Support("floor")
    placed = (
        (table(), 2.2, 1.6, 0.0, 0.0, floor),
        (chair(), 1.9, 2.2, 0.0, 0.0, floor),
        (chair(), 2.5, 2.25, 0.0, 0.1, floor),
        (chair(), 1.9, 1.0, 0.0, 3.1416, floor),
        (chair(), 0.6, 3.0, 0.0, 0.7854, floor),
        (bowl(), 2.4, 1.7, 0.74, 0.0, Support("object", 0)),
        (picture(), 1.5, DEPTH - 0.015, 1.3, 0.0, Support("wall", 2)),
        (window(), WIDTH - 0.01, 1.8, 0.9, -1.5708, Support("wall", 1)),
    )
    objects = tuple(Placed(i, *rest) for i, rest in enumerate(placed))
    corners = ((0.0, 0.0), (WIDTH, 0.0), (WIDTH, DEPTH), (0.0, DEPTH))
    walls = tuple(Wall(0, a, b) for a, b in zip(corners, corners[1:] + corners[:1], strict=True))
    return Room(
        0, "dining room", (Floor("dining room", corners, HEIGHT),), walls, _shell(), objects
    )


def _shell() -> tuple[Part, ...]:
    """Slabs 0.1 m thick around the room."""
    x, y = WIDTH / 2, DEPTH / 2
    flat, upright = box(WIDTH, DEPTH, 0.1), box(0.1, DEPTH, HEIGHT)
    across = box(WIDTH + 0.2, 0.1, HEIGHT)
    return (
        Part("floor", flat.moved(x, y, -0.1), BOARDS),
        Part("ceiling", flat.moved(x, y, HEIGHT), CLAY),
        Part("wall", across.moved(x, -0.05), PLASTER),
        Part("wall", upright.moved(WIDTH + 0.05, y), PLASTER),
        Part("wall", across.moved(x, DEPTH + 0.05), PLASTER),
        Part("wall", upright.moved(-0.05, y), PLASTER),
    )


def _corners(width: float, depth: float) -> tuple[tuple[float, float], ...]:
    return tuple((sx * width / 2, sy * depth / 2) for sx in (-1, 1) for sy in (-1, 1))

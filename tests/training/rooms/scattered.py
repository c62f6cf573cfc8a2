"""Rooms filled at random: enough like furnished ones to try language on, made without a layout."""

import numpy as np

from training.rooms.furniture.catalogue import CATALOGUE
from training.rooms.types import Floor, Model, Placed, Room, Support, Wall

SURFACES = ("desk", "table", "night stand", "coffee table", "bed", "cabinet", "dresser", "tv stand")
ON_FLOORS = (
    "chair", "chair", "chair", "stool", "table", "coffee table", "plant", "trash can", "box",
    "armchair", "ottoman", "lamp", "bucket", "ball",
)  # fmt: skip
AT_WALLS = (
    "desk", "bed", "night stand", "night stand", "cabinet", "bookshelf", "dresser", "sofa",
    "wardrobe", "refrigerator", "tv stand", "sink", "toilet", "armchair", "piano",
)  # fmt: skip
ON_WALLS = (
    "picture",
    "picture",
    "window",
    "mirror",
    "whiteboard",
    "clock",
    "tv",
    "door",
    "curtain",
)
ON_TOP = ("monitor", "keyboard", "lamp", "books", "mug", "vase", "laptop", "pillow", "box", "bowl")


def scattered_room(seed: int, count: int = 22) -> Room:
    """A rectangular room with about that many things, none of them inside another."""
    rng = np.random.default_rng(seed)
    width, depth = (round(float(v), 2) for v in rng.uniform(3.5, 6.0, 2))
    corners = ((0.0, 0.0), (width, 0.0), (width, depth), (0.0, depth))
    walls = tuple(Wall(0, a, b) for a, b in zip(corners, corners[1:] + corners[:1], strict=True))
    objects: list[Placed] = []
    for _ in range(count):
        kind = rng.random()
        if kind < 0.35:
            _at_wall(objects, rng, walls, _model(rng, AT_WALLS), on_wall=False)
        elif kind < 0.55:
            _at_wall(objects, rng, walls, _model(rng, ON_WALLS), on_wall=True)
        elif kind < 0.75:
            model = _model(rng, ON_FLOORS)
            x, y, yaw = (
                round(float(v), 4)
                for v in rng.uniform((0.4, 0.4, -3.1), (width - 0.4, depth - 0.4, 3.1))
            )
            _add(objects, model, x, y, 0.0, yaw, Support("floor"))
        else:
            _on_top(objects, rng, _model(rng, ON_TOP))
    return Room(seed, "bedroom", (Floor("bedroom", corners, 2.6),), walls, (), tuple(objects))


def _model(rng: np.random.Generator, names: tuple[str, ...]) -> Model:
    known = [name for name in names if name in CATALOGUE]
    return CATALOGUE[known[int(rng.integers(len(known)))]].make(rng)


def _at_wall(
    objects: list[Placed],
    rng: np.random.Generator,
    walls: tuple[Wall, ...],
    model: Model,
    *,
    on_wall: bool,
) -> None:
    number = int(rng.integers(len(walls)))
    start, end = np.array(walls[number].start), np.array(walls[number].end)
    length = float(np.linalg.norm(end - start))
    along = (end - start) / length
    inward = np.array([-along[1], along[0]])
    w, d, h = model.size
    if w > length - 0.2:
        return
    at = start + along * rng.uniform(w / 2, length - w / 2) + inward * (d / 2 + 0.01)
    yaw = round(float(np.arctan2(inward[0], -inward[1])), 4)
    x, y = (round(float(v), 4) for v in at)
    floor_standing = not on_wall or model.category == "door"
    z = 0.0 if floor_standing else round(float(rng.uniform(0.9, max(0.95, 2.5 - h))), 3)
    support = Support("wall", number) if on_wall else Support("floor")
    _add(objects, model, x, y, z, yaw, support)


def _on_top(objects: list[Placed], rng: np.random.Generator, model: Model) -> None:
    carriers = [o for o in objects if o.category in SURFACES and o.model.rests]
    if not carriers:
        return
    carrier = carriers[int(rng.integers(len(carriers)))]
    rest = next((r for r in carrier.model.rests if r.name == "top"), None)
    if rest is None:
        return
    u, v = rng.uniform((rest.x[0], rest.y[0]), (rest.x[1], rest.y[1]))
    c, s = np.cos(carrier.yaw), np.sin(carrier.yaw)
    x = round(float(carrier.x + c * u - s * v), 4)
    y = round(float(carrier.y + s * u + c * v), 4)
    z = round(carrier.z + rest.z, 4)
    _add(objects, model, x, y, z, carrier.yaw, Support("object", carrier.id))


def _add(
    objects: list[Placed], model: Model, x: float, y: float, z: float, yaw: float, support: Support
) -> None:
    """Unless it would touch another thing's bounding circle and height."""
    radius = max(model.size[:2]) / 2
    for other in objects:
        if other.id == support.id and support.kind == "object":
            continue
        apart = float(np.hypot(other.x - x, other.y - y)) > 0.8 * (
            radius + max(other.model.size[:2]) / 2
        )
        over = z >= other.z + other.model.size[2] - 1e-3 or other.z >= z + model.size[2] - 1e-3
        if not apart and not over:
            return
    objects.append(Placed(len(objects), model, x, y, z, yaw, support))

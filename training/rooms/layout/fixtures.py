"""Doors and windows hung into the openings of a plan, and the space that they need."""

from math import cos, sin

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.walls.openings import DOOR, doorway
from training.rooms.furniture.walls.windows import WINDOW
from training.rooms.layout.collision import Poses, rectangles
from training.rooms.layout.frames import WallFrame
from training.rooms.layout.plan import FloorPlan, Opening
from training.rooms.layout.site import DOOR as DOORWAY
from training.rooms.layout.site import GLASS, SIGHT, SOLID, Site, rounded
from training.rooms.types import Category, Model, Placed, Style, Support

LINING = 0.02
"""Thickness of the frame that lines the hole of a door, metres."""
CASING = 0.08
"""Width of the boards around a door, metres."""
_CASING_DEPTH = 0.02
"""How far these reach into the room at most, metres."""
_OUTSIDE = -1
"""Owner of what belongs to no object."""
_WIDE = 1.25
"""Doors that are wider have two leaves or slide, metres."""
_BROAD = ("double", "double glass", "sliding", "folding")
_SINGLE = ("flush", "panelled", "half-glazed", "glass", "louvred")
_HUNG_BEFORE = ("barn",)
"""Styles whose leaf slides along the wall's face beside the opening."""


def hang(rng: Random, site: Site, held_out: float = 0.0) -> list[tuple[Placed, Opening]]:
    """A door or window in each opening that wants one; keeps the floor before them free.

    `held_out` is the probability of a held-out style where one can hang.
    """
    found = []
    for opening in site.plan.openings:
        _keep_free(site, opening)
        if opening.kind == "door":
            found.append((_door(rng, site, opening, held_out), opening))
        elif opening.kind == "window":
            found.append((_window(rng, site, opening, held_out), opening))
    return found


def _door(rng: Random, site: Site, opening: Opening, held_out: float) -> Placed:
    if held_out and rng.random() < held_out:
        placed = _before_wall(rng, site, opening)
        if placed is not None:
            return placed
    frame = site.plan.frame(opening.wall)
    width = round(opening.width - 2 * LINING, 3)
    height = round(opening.height - LINING, 3)
    middle, angle = opening.at + opening.width / 2, abs(opening.swing)
    if angle and width < _WIDE:
        size = (round(width * cos(angle) + 0.05, 3), round(width * sin(angle), 3), height)
        model = _hinged(rng, size, opening.swing > 0)
        left, right = doorway(model)
        pose = _pose(model, frame, middle + (left + right) / 2, 0.0, 0.0)
        # Two leaves in one corner cannot both stand open.
        if _is_free(site, model, pose, opening):
            return _commit(site, model, pose, opening)
    if angle and width >= _WIDE and rng.random() < 0.6:
        depth = round(max(width / 2 * sin(angle), 0.25), 3)
        model = DOOR.make(rng, style="open double", size=(width, depth, height))
        pose = _pose(model, frame, middle, 0.0, 0.0)
        if _is_free(site, model, pose, opening):
            return _commit(site, model, pose, opening)
    names = _BROAD if width >= _WIDE else _SINGLE
    styles = [DOOR.style(name) for name in names]
    style = _weighted(rng, styles, [style.weight for style in styles])
    depth = float(np.clip(style.sample_size(rng)[1], 0.07, 0.13))
    model = DOOR.make(rng, style=style.name, size=(width, depth, height))
    return _commit(site, model, _pose(model, frame, middle, -0.05, 0.0), opening)


def _before_wall(rng: Random, site: Site, opening: Opening) -> Placed | None:
    """A held-out door on a rail before the wall, its leaf over the opening; None if the wall has
    no room for its rail.
    """
    frame = site.plan.frame(opening.wall)
    height = opening.height + 0.08
    if height > site.plan.height(opening.wall) - 0.02:
        return None
    width = (opening.width + 0.04) / 0.62
    for name in _HUNG_BEFORE:
        for _ in range(4):
            model = DOOR.make(rng, style=name, size=(round(width, 3), 0.12, round(height, 3)))
            # The leaf covers one end of the rail.
            leaf = np.mean([p.solid.bounds[:, 0].mean() for p in model.parts if p.name == "hanger"])
            along = opening.at + opening.width / 2 + float(leaf)
            if not width / 2 < along < frame.length - width / 2:
                continue
            pose = _pose(model, frame, along, _CASING_DEPTH, 0.0)
            if _is_free(site, model, pose, opening):
                return _commit(site, model, pose, opening)
    return None


def _hinged(rng: Random, size: tuple[float, float, float], left: bool) -> Model:
    """An open door whose hinge is on the wanted side; makers choose the side by chance."""
    kind = "ajar" if size[1] < size[0] else "open"
    styles = [s for s in DOOR.styles if s.name.startswith(kind) and "double" not in s.name]
    style = _weighted(rng, styles, [style.weight for style in styles])
    model = DOOR.make(rng, style=style.name, size=size)
    for _ in range(12):
        if (doorway(model)[0] == -size[0] / 2) == left:
            break
        model = DOOR.make(rng, style=style.name, size=size)
    return model


def _window(rng: Random, site: Site, opening: Opening, held_out: float) -> Placed:
    """In its hole, in the usual depth of its style, or less where it would hit another one."""
    frame = site.plan.frame(opening.wall)
    novel = held_out > 0 and rng.random() < held_out
    style = _window_style(rng, WINDOW, opening, novel)
    depth = min(style.sample_size(rng)[1], 0.5)
    size = (opening.width, depth, opening.height)
    model = WINDOW.make(rng, style=style.name, size=size)
    pose = _window_pose(site, model, frame, opening)
    if not _is_free(site, model, pose, opening):
        model = WINDOW.make(rng, style="single sash", size=(opening.width, 0.12, opening.height))
        pose = _window_pose(site, model, frame, opening)
    return _commit(site, model, pose, opening)


def _window_pose(site: Site, model: Model, frame: WallFrame, opening: Opening) -> Poses:
    back = -min(0.8 * site.plan.thickness, max(model.size[1] - 0.02, 0.08))
    return _pose(model, frame, opening.at + opening.width / 2, back, opening.sill)


def _window_style(rng: Random, category: Category, opening: Opening, novel: bool) -> Style:
    """One that is usual for the proportions of the opening, of the held-out ones if novel."""
    styles = [style for style in category.styles if style.held_out == novel]
    wanted = np.log([opening.width, opening.height])
    off = [np.abs(np.log([s.size[0], s.size[2]]) - wanted).max() for s in styles]
    return _weighted(
        rng,
        styles,
        [s.weight * float(np.exp(-10 * o**2)) for s, o in zip(styles, off, strict=True)],
    )


def _pose(model: Model, frame: WallFrame, along: float, back: float, z: float) -> Poses:
    """With its back so far into the room from the wall's face."""
    x, y = frame.point(along, back + model.size[1] / 2)
    return rounded(np.array([[x, y, z, frame.yaw]]))


def _is_free(site: Site, model: Model, pose: Poses, opening: Opening) -> bool:
    """Whether no other door or window is in its way."""
    floor = site.plan.walls[opening.wall].floor
    boxes = site.boxes(model)
    found = site.find(
        boxes, pose, floor, layers=SOLID, ignored=[_OUTSIDE], walks=False, inside=False
    )
    return found == 0


def _commit(site: Site, model: Model, pose: Poses, opening: Opening) -> Placed:
    floor = site.plan.walls[opening.wall].floor
    # Whoever walks through a door opens it first.
    return site.commit(model, pose[0], Support("wall", opening.wall), floor, blocks=False)


def _keep_free(site: Site, opening: Opening) -> None:
    plan = site.plan
    if opening.kind == "window":
        _zone(site, plan, opening.wall, opening, GLASS, 0.02, 0.06, opening.sill - 0.03)
        _zone(site, plan, opening.wall, opening, SIGHT, -0.05, 0.3, opening.sill + 0.35)
        return
    reach = 0.95 * min(opening.width, 1.0) if opening.kind == "door" else 0.6
    _zone(site, plan, opening.wall, opening, DOORWAY, CASING + 0.01, reach, 0.04)
    if opening.twin >= 0:
        _zone(site, plan, opening.twin, opening, DOORWAY, CASING + 0.01, 0.6, 0.04)


def _zone(
    site: Site,
    plan: FloorPlan,
    wall: int,
    opening: Opening,
    layer: int,
    margin: float,
    depth: float,
    low: float,
) -> None:
    """Space in front of an opening, `margin` wider on both sides, from `low` upwards."""
    begin, end, _ = next(hole for hole in plan.holes(wall) if hole[2] is opening)
    high = opening.top + max(margin, 0.0)
    if high - low < 0.05:
        return
    half = (end - begin) / 2 + margin
    x, y = plan.frame(wall).point((begin + end) / 2, 0.0)
    box = np.array([[-half, -depth, low, half, -0.0, high]])
    found = rectangles(box, np.array([x, y, 0.0, plan.frame(wall).yaw]))
    site.crowd.add(found, _OUTSIDE, layer)


def _weighted(rng: Random, styles: list[Style], weights: list[float]) -> Style:
    ends = np.cumsum(weights)
    return styles[int(np.searchsorted(ends, rng.random() * ends[-1], side="right"))]

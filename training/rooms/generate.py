"""A furnished room from a seed."""

from typing import get_args

import numpy as np

from training.rooms.colors import Random
from training.rooms.layout.arrangement import Arrangement
from training.rooms.layout.floor_plan import Space, draw_plan
from training.rooms.programs.furnish import furnish
from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.styles import HELD_OUT_SHARE
from training.rooms.programs.wishes import Novel, Wishes, draw_extent, draw_wishes, fitting_extent
from training.rooms.statistics.files import real
from training.rooms.types import Room, SceneType

_JOINED: dict[SceneType, tuple[tuple[SceneType, float], ...]] = {
    "living room": (("kitchen", 0.05), ("dining room", 0.04), ("hallway", 0.03)),
    "kitchen": (("dining room", 0.05), ("hallway", 0.03)),
    "dining room": (("kitchen", 0.08),),
    "office": (("storage room", 0.03), ("office", 0.04)),
    "conference room": (("hallway", 0.03),),
    "classroom": (("storage room", 0.05),),
    "library": (("office", 0.05),),
    "hallway": (("storage room", 0.08), ("bathroom", 0.05), ("office", 0.05)),
    "lobby": (("hallway", 0.12),),
    "studio apartment": (("bathroom", 0.15),),
}
"""Which rooms lead on into which others, and how often."""

_PRIVATE = ("toilet", "bathtub", "shower", "shower curtain")
"""What stands in a bathroom of its own where a scan of another room shows it too."""
_WITH_BATHROOM: tuple[SceneType, ...] = ("bedroom", "studio apartment", "hallway", "laundry room")
_REGULAR: tuple[SceneType, ...] = (
    "bathroom", "office", "conference room", "classroom", "laundry room", "storage room", "hallway",
)  # fmt: skip
"""Rooms that are more often rectangles than others."""
_ESSENTIAL: dict[SceneType, set[str]] = {
    "bedroom": {"bed"},
    "bathroom": {"toilet", "sink"},
    "kitchen": {"sink", "counter"},
    "studio apartment": {"bed"},
    "laundry room": {"washing machine"},
}
"""Without these a room is drawn again: what was wished for did not fit."""

_ATTEMPTS = 6

_LEAST_SHARE = 0.02
"""Scene types are drawn as often as they are scanned, but none more seldom than this."""


def room_from_seed(
    seed: int, *, scene_type: SceneType | None = None, novel: Novel = "nothing"
) -> Room:
    """The same seed and arguments give the same room, bit by bit, on any machine.

    A scene type is drawn by its real share unless it is given; `novel` rooms show what training
    rooms never do.
    """
    rng = np.random.default_rng(seed)
    kind = scene_type or draw_scene_type(rng)
    best: Room | None = None
    for _ in range(_ATTEMPTS):
        room = _attempt(seed, rng, kind, novel)
        if room is not None and _is_complete(room):
            return room
        best = best or room
    assert best is not None, f"no floor plan for room {seed}"
    return best


def _attempt(seed: int, rng: Random, kind: SceneType, novel: Novel) -> Room | None:
    """A furnished room, or None where its joined rooms find no common wall."""
    briefs = _briefs(rng, kind, novel)
    try:
        plan = draw_plan(rng, *(space for space, _ in briefs))
    except ValueError:
        return None
    room = Arrangement(seed, rng, plan, held_out=HELD_OUT_SHARE if novel == "styles" else 0.0)
    for floor, (space, wishes) in enumerate(briefs):
        furnish(Furnisher(room, wishes, floor=floor, novel=novel), space.scene_type)
    return room.finish()


def _is_complete(room: Room) -> bool:
    """Whether the first room has what makes it one of its kind."""
    held = {placed.category for placed in room.objects if placed.floor == 0}
    return held >= _ESSENTIAL.get(room.scene_type, set())


def draw_scene_type(rng: Random) -> SceneType:
    """By the shares of the real scans."""
    kinds: tuple[SceneType, ...] = get_args(SceneType)
    shares = np.array([real().by_type[kind].layouts for kind in kinds], float)
    shares = np.maximum(shares / shares.sum(), _LEAST_SHARE)
    ends = np.cumsum(shares / shares.sum())
    return kinds[min(int(np.searchsorted(ends, rng.random(), side="right")), len(kinds) - 1)]


def _briefs(rng: Random, kind: SceneType, novel: Novel) -> list[tuple[Space, Wishes]]:
    """How large the rooms are and what each shall hold; the first is of the wanted kind."""
    first = _brief(rng, kind, first=True, novel=novel)
    joined: list[SceneType] = [
        other for other, share in _JOINED.get(kind, ()) if rng.random() < share
    ]
    private = 0
    if kind != "bathroom":
        private = sum(first[1].pop(name, 0) for name in _PRIVATE)
    if private and kind in _WITH_BATHROOM and "bathroom" not in joined:
        joined.append("bathroom")
    return [first, *(_brief(rng, other, first=False, novel=novel) for other in joined)]


def _brief(rng: Random, kind: SceneType, *, first: bool, novel: Novel) -> tuple[Space, Wishes]:
    """How large a room is and what it shall hold."""
    long, short = draw_extent(rng, kind)
    if not first:
        long, short = round(0.8 * long, 2), round(0.8 * short, 2)
    wishes = draw_wishes(rng, kind, richness=_richness(rng, kind, long * short), novel=novel)
    long, short = fitting_extent(kind, (long, short), wishes)
    covered = bool(wishes["curtain"] or wishes["blinds"])
    windows = max(wishes.pop("window", 0), int(covered))
    # Each room has a door, though not each scan shows it.
    doors = max(1 if first else 0, wishes.pop("door", 0) - int(rng.random() < 0.5))
    shape = "rectangle" if kind in _REGULAR and rng.random() < 0.6 else None
    return Space(kind, long, short, shape=shape, doors=doors, windows=windows), wishes


def _richness(rng: Random, kind: SceneType, area: float) -> float:
    """Larger rooms hold more; and some are fuller than others."""
    own = real().by_type[kind]
    usual = own.floor_long.mean * own.floor_short.mean
    fullness = float(np.exp(np.clip(rng.normal(-0.02, 0.38), -0.45, 0.9)))
    return round(fullness * float(np.clip(area / usual, 0.3, 2.0)) ** 0.35, 4)

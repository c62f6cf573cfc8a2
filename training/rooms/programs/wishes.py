"""What a room shall hold: numbers per category, drawn from what real rooms of its kind hold."""

from collections import Counter
from typing import Literal

import numpy as np

from training.rooms.colors import Random
from training.rooms.furniture.catalogue import CATALOGUE
from training.rooms.splits import Split
from training.rooms.statistics.files import real
from training.rooms.statistics.presence import presence
from training.rooms.types import SceneType

Novel = Literal["nothing", "categories", "styles"]
"""Which of what is held out a room may show: the training data show nothing of it."""

Wishes = Counter[str]

_CLUSTERING = 1.5
"""Shape of the gamma that spreads the numbers: the smaller, the more some rooms have many."""
_NOVELTY = 4.0
"""How much oftener than in life the novel split shows held-out categories."""

_MORE: dict[str, float] = {
    "armchair": 1.25, "bed": 1.15, "bench": 1.4, "blanket": 1.6, "books": 1.1, "bottle": 0.65,
    "cabinet": 1.15, "ceiling lamp": 0.65, "coffee maker": 1.5, "coffee table": 1.2, "curtain": 1.5,
    "dish rack": 1.5, "file cabinet": 0.75, "kettle": 1.5, "microwave": 1.3, "mouse": 0.75,
    "night stand": 1.1, "ottoman": 1.3, "pillow": 1.25, "plant": 1.1, "rug": 0.7, "stove": 1.2,
    "suitcase": 1.4, "table": 1.1, "tissue box": 1.3, "toilet paper": 0.8, "tv stand": 1.4,
}  # fmt: skip
"""How much oftener a category must be wished for than it is met, since not all find a place."""
_ODD = 0.02, 0.05
"""What a smaller share of the rooms of a kind hold is an oddity, such as a fridge in a bathroom;
the second number is for kinds of which few were scanned."""
_LEAST_SIDE: dict[SceneType, float] = {
    "bedroom": 2.6, "living room": 2.8, "kitchen": 2.2, "dining room": 2.7, "bathroom": 1.7,
    "office": 2.3, "conference room": 2.8, "classroom": 4.0, "library": 2.6, "laundry room": 1.6,
    "storage room": 1.6, "hallway": 1.4, "lobby": 3.0, "studio apartment": 3.4,
}  # fmt: skip
"""Shortest side of a room that can hold what makes it one, metres."""
_WITH_TUB = 2.3
"""Longer side of a bathroom that has a tub or a shower, metres."""
_AIRY = 1.75
"""A room is at most so much larger than is usual for its number of things."""
_SLOPE = 0.5
"""Of the logarithm of the area over that of the number of things, within real scene types."""


def novelty(split: Split) -> Novel:
    """What the rooms of a split show that the training split's do not."""
    match split:
        case "novel-categories":
            return "categories"
        case "novel-styles":
            return "styles"
        case _:
            return "nothing"


def draw_wishes(
    rng: Random, scene_type: SceneType, *, richness: float = 1.0, novel: Novel = "nothing"
) -> Wishes:
    """Numbers per category, doors and windows among them.

    `richness` multiplies what speaks for the presence of each and the numbers.
    """
    own = real().by_type[scene_type].categories
    odd = _ODD[0] if real().by_type[scene_type].layouts > 60 else _ODD[1]
    factors = {
        name: richness * _factor(name, novel) if one.share > odd else 0.0
        for name, one in own.items()
    }
    wishes: Wishes = Counter()
    for name in presence(scene_type).draw(rng, factors):
        spread = float(rng.standard_gamma(_CLUSTERING)) / _CLUSTERING
        extra = spread * factors[name] * (own[name].when_present - 1)
        wishes[name] = 1 + int(rng.poisson(extra))
    return wishes


def _factor(name: str, novel: Novel) -> float:
    """How much oftener than in life a category is wished for."""
    if name not in CATALOGUE:
        return 0.0
    if CATALOGUE[name].held_out:
        return _NOVELTY if novel == "categories" else 0.0
    return _MORE.get(name, 1.0)


def draw_extent(rng: Random, scene_type: SceneType) -> tuple[float, float]:
    """The longer and the shorter side of a floor, metres."""
    own = real().by_type[scene_type]
    common = rng.normal()
    sides = [
        side.mean * np.exp(side.std / side.mean * np.clip(0.7 * common + 0.7 * rng.normal(), -2, 2))
        for side in (own.floor_long, own.floor_short)
    ]
    least = _LEAST_SIDE[scene_type]
    long, short = max(sides), min(sides)
    if scene_type == "hallway":
        long, short = 1.05 * long, 0.6 * short
    return (
        round(float(np.clip(long, 1.15 * least, 11.0)), 2),
        round(float(np.clip(short, least, 8.0)), 2),
    )


def fitting_extent(
    scene_type: SceneType, extent: tuple[float, float], wishes: Wishes
) -> tuple[float, float]:
    """An extent without the emptiness of a large floor for few things; wide enough for a tub."""
    own = real().by_type[scene_type]
    long, short = extent
    usual = own.floor_long.mean * own.floor_short.mean
    most = _AIRY * usual * (wishes.total() / own.objects.mean) ** _SLOPE
    if long * short > most:
        share = max((most / (long * short)) ** 0.5, 0.5)
        short = max(share * short, _LEAST_SIDE[scene_type])
        long = max(share * long, short)
    if scene_type == "bathroom" and (wishes["bathtub"] or wishes["shower"]):
        long = max(long, _WITH_TUB)
    return round(long, 2), round(short, 2)

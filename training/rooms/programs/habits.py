"""Where things of each category usually end up, when no group has claimed them.

The shares follow what stands on what in real scans (`statistics/real.json`).
"""

from dataclasses import dataclass
from typing import Literal

from training.rooms.programs.styles import Where

Way = Literal[
    "wall", "corner", "floor", "middle", "beside", "near", "under", "on", "seat", "shelf", "inside",
    "hang", "above", "end", "ceiling", "lean", "rug", "over window", "below window",
]  # fmt: skip


@dataclass(frozen=True)
class Habit:
    way: Way
    of: tuple[str, ...] = ()
    """The pieces that it is placed at, on or in, one of them."""
    weight: float = 1.0
    middle: float = 1.5
    """Height of the middle of what hangs, metres."""
    where: Where = "floor"
    """Which styles can be placed so, where a category has several."""


_WHERE: dict[Way, Where] = {
    "floor": "ground", "near": "ground", "lean": "ground",
    "hang": "wall", "above": "wall", "end": "wall", "over window": "wall", "below window": "floor",
    "on": "surface", "seat": "surface", "shelf": "surface", "inside": "surface",
    "ceiling": "ceiling",
}  # fmt: skip


def _habit(way: Way, of: str = "", weight: float = 1.0, middle: float = 1.5) -> Habit:
    anchors = tuple(of.split(", ")) if of else ()
    return Habit(way, anchors, weight, middle, _WHERE.get(way, "floor"))


_DESKS = "desk, table"
_TOPS = "desk, table, cabinet, dresser, counter, end table, coffee table, night stand, tv stand"
_STORES = "cabinet, dresser, file cabinet, bookshelf, shelf, tv stand"
_SEATS = "chair, sofa, armchair, bed, bench"
_WORKTOP = "counter, kitchen cabinet, cabinet, table"
_ALONG = (_habit("wall"), _habit("corner", weight=0.3))
_LITTER = (_habit("floor"), _habit("wall"), _habit("near", "desk, bed, table"))

HABITS: dict[str, tuple[Habit, ...]] = {
    "chair": (
        _habit("wall", weight=2),
        _habit("near", "desk, table"),
        _habit("corner", weight=0.5),
        _habit("floor", weight=0.3),
    ),
    "armchair": (_habit("corner", weight=2), _habit("wall"), _habit("near", "coffee table")),
    "sofa": (_habit("wall"),),
    "stool": (_habit("near", "counter, table, desk, piano"), _habit("floor"), _habit("wall")),
    "bench": (_habit("wall", weight=3), _habit("middle")),
    "ottoman": (_habit("near", "sofa, armchair, bed"), _habit("floor"), _habit("wall")),
    "table": (_habit("wall", weight=2), _habit("middle"), _habit("corner")),
    "coffee table": (_habit("near", "sofa, armchair"), _habit("wall"), _habit("middle")),
    "end table": (_habit("beside", "sofa, armchair, bed", 3), _habit("wall"), _habit("corner")),
    "desk": (_habit("wall", weight=3), _habit("corner")),
    "bed": (_habit("wall"), _habit("corner")),
    "pillow": (
        _habit("on", "bed", 3),
        _habit("seat", "sofa", 2),
        _habit("seat", "armchair, chair"),
    ),
    "blanket": (
        _habit("on", "bed", 2),
        _habit("seat", "sofa, armchair, chair", 1.5),
        _habit("floor", weight=0.7),
        _habit("shelf", "shelf", 0.5),
    ),
    "bag": (
        _habit("floor", weight=1.5),
        _habit("near", "desk, bed, chair, door"),
        _habit("seat", "chair, sofa, bench"),
        _habit("on", _TOPS),
    ),
    "backpack": (
        _habit("near", "desk, chair, table, bed, sofa", 3),
        _habit("floor"),
        _habit("seat", "chair, sofa, armchair"),
        _habit("on", "table, desk", 0.5),
    ),
    "suitcase": (_habit("wall", weight=2), _habit("corner"), _habit("near", "bed, wardrobe")),
    "shoes": (_habit("floor"), _habit("near", "bed, door, wardrobe, sofa", 2), _habit("wall")),
    "clothes": (
        _habit("on", "bed, dresser, table, desk, clothes dryer"),
        _habit("seat", _SEATS, 1.5),
        _habit("hang", middle=1.4, weight=1.2),
        _habit("floor"),
        _habit("shelf", "shelf, wardrobe", 0.8),
    ),
    "hat": (_habit("on", _STORES), _habit("hang", middle=1.6)),
    "umbrella": (_habit("lean"), _habit("corner")),
    "cabinet": _ALONG,
    "bookshelf": _ALONG,
    "shelf": (
        _habit("wall", weight=2),
        _habit("hang", middle=1.5, weight=1.2),
        _habit("corner", weight=0.4),
    ),
    "dresser": _ALONG,
    "wardrobe": _ALONG,
    "tv stand": _ALONG,
    "file cabinet": (_habit("beside", "desk", 2), *_ALONG, _habit("under", "desk", 0.5)),
    "night stand": (_habit("beside", "bed", 3), _habit("wall")),
    "kitchen cabinet": _ALONG,
    "wall cabinet": (
        _habit("above", "counter, stove, refrigerator, sink"),
        _habit("hang", middle=1.8),
    ),
    "counter": (),
    "refrigerator": _ALONG,
    "stove": _ALONG,
    "range hood": (_habit("above", "stove"),),
    "microwave": (
        _habit("on", "counter, kitchen cabinet", 3),
        _habit("on", "refrigerator, table, cabinet, dresser"),
        _habit("shelf", "shelf"),
    ),
    "dishwasher": _ALONG,
    "coffee maker": (_habit("on", _WORKTOP),),
    "kettle": (_habit("on", _WORKTOP), _habit("shelf", "shelf", 0.5)),
    "toaster": (_habit("on", _WORKTOP), _habit("on", "refrigerator", 0.1)),
    "dish rack": (_habit("on", "counter, kitchen cabinet"),),
    "sink": (_habit("wall"), _habit("hang", middle=0.72)),
    "toilet": (_habit("wall"),),
    "bathtub": (_habit("corner"), _habit("wall")),
    "shower": (_habit("corner"),),
    "shower curtain": (_habit("end", "bathtub, shower"),),
    "towel": (
        _habit("hang", middle=1.05, weight=2),
        _habit("on", "cabinet, counter, sink, toilet, dresser"),
        _habit("shelf", "shelf", 1.0),
        _habit("seat", "chair", 0.4),
    ),
    "toilet paper": (
        _habit("hang", middle=0.65, weight=2),
        _habit("on", "toilet, cabinet, counter"),
        _habit("shelf", "shelf"),
    ),
    "soap dispenser": (
        _habit("hang", middle=1.15, weight=1.5),
        _habit("on", "counter, sink, cabinet"),
    ),
    "paper towel dispenser": (_habit("hang", middle=1.3), _habit("on", "counter, table")),
    "washing machine": _ALONG,
    "clothes dryer": (_habit("beside", "washing machine", 4), _habit("wall")),
    "laundry basket": (_habit("corner"), _habit("wall"), _habit("near", "washing machine, bed")),
    "ironing board": (_habit("floor"), _habit("lean"), _habit("wall")),
    "monitor": (_habit("on", "desk", 3), _habit("on", "table")),
    "keyboard": (_habit("on", "desk", 3), _habit("on", "table")),
    "mouse": (_habit("on", _DESKS),),
    "laptop": (
        _habit("on", "desk", 4),
        _habit("on", "table, bed, coffee table"),
        _habit("seat", "sofa"),
    ),
    "tv": (
        _habit("on", "tv stand", 3),
        _habit("on", "cabinet, dresser", 1.5),
        _habit("hang", middle=1.45),
    ),
    "printer": (
        _habit("on", "table, cabinet, file cabinet, desk", 4),
        _habit("shelf", "shelf"),
        _habit("floor", weight=0.2),
    ),
    "copier": _ALONG,
    "telephone": (
        _habit("on", "desk, night stand, table, file cabinet", 3),
        _habit("hang", middle=1.3),
    ),
    "speaker": (
        _habit("on", "tv stand, desk, cabinet"),
        _habit("floor"),
        _habit("beside", "tv stand"),
    ),
    "computer tower": (
        _habit("under", "desk, table", 3),
        _habit("beside", "desk"),
        _habit("on", "desk", 0.3),
    ),
    "projector": (_habit("ceiling"), _habit("on", "table, cart, cabinet")),
    "lamp": (
        _habit("on", "night stand, end table", 3),
        _habit("on", "desk, table, dresser, cabinet"),
        _habit("corner", weight=0.5),
        _habit("beside", "sofa, armchair, desk", 0.3),
    ),
    "ceiling lamp": (_habit("ceiling"), _habit("hang", middle=2.0)),
    "fan": (_habit("floor"), _habit("corner"), _habit("on", _TOPS), _habit("ceiling", weight=0.4)),
    "curtain": (_habit("over window"),),
    "blinds": (_habit("over window"),),
    "picture": (
        _habit("above", "sofa, bed, desk, dresser, cabinet, table"),
        _habit("hang", middle=1.55, weight=2),
    ),
    "mirror": (
        _habit("above", "dresser, sink"),
        _habit("hang", middle=1.35),
        _habit("lean", weight=0.3),
    ),
    "whiteboard": (_habit("hang", middle=1.35),),
    "blackboard": (_habit("hang", middle=1.4),),
    "bulletin board": (_habit("above", "desk", 0.7), _habit("hang", middle=1.48)),
    "clock": (_habit("hang", middle=1.9), _habit("on", "night stand", 0.8)),
    "radiator": (_habit("below window", weight=3), _habit("wall")),
    "fireplace": _ALONG,
    "plant": (
        _habit("corner"),
        _habit("on", _TOPS, 1.5),
        _habit("on", "toilet, sink, refrigerator", 0.5),
        _habit("beside", "sofa, tv stand, desk"),
        _habit("on", "radiator, file cabinet", 0.5),
        _habit("shelf", "shelf, bookshelf", 0.4),
    ),
    "vase": (_habit("on", _TOPS), _habit("shelf", "shelf", 0.3)),
    "rug": (_habit("rug"),),
    "piano": (_habit("wall"),),
    "guitar": (_habit("lean"), _habit("corner")),
    "partition": (_habit("wall"), _habit("middle")),
    "candle": (_habit("on", "coffee table, end table, dresser, cabinet"),),
    "books": (
        _habit("shelf", "bookshelf", 4),
        _habit("shelf", "shelf", 2),
        _habit("on", "desk, table, night stand, coffee table, file cabinet"),
        _habit("floor", weight=0.3),
    ),
    "box": (
        _habit("floor", weight=1.2),
        _habit("wall", weight=1.2),
        _habit("on", "cabinet, file cabinet, wardrobe, desk, refrigerator"),
        _habit("shelf", "shelf", 1.2),
        _habit("under", "desk, table", 0.4),
        _habit("on", "box", 0.3),
    ),
    "trash can": (
        _habit("beside", "desk, sink, toilet, kitchen cabinet, copier, cabinet", 1.5),
        _habit("corner", weight=1.2),
        _habit("wall", weight=1.2),
        _habit("beside", "trash can", 0.8),
        _habit("under", "desk", 0.5),
    ),
    "bottle": (
        _habit("on", _TOPS),
        _habit("shelf", "shelf"),
        _habit("inside", "bathtub"),
        _habit("floor", weight=0.3),
        _habit("on", "washing machine, clothes dryer", 1.5),
    ),
    "mug": (_habit("on", "desk, counter, table, coffee table, kitchen cabinet, cabinet"),),
    "bowl": (_habit("on", "counter, table, coffee table, kitchen cabinet, desk"),),
    "plate": (_habit("on", "counter, table, kitchen cabinet"),),
    "tissue box": (
        _habit("on", "cabinet, desk, coffee table, counter, night stand, toilet, dresser"),
    ),
    "basket": (
        _habit("floor"),
        _habit("shelf", "shelf"),
        _habit("on", "refrigerator, washing machine, cabinet, dresser"),
    ),
    "ball": (_habit("floor"), _habit("corner"), _habit("shelf", "shelf, bookshelf", 0.3)),
    "dumbbell": (_habit("floor", weight=2), _habit("near", "bed, desk"), _habit("shelf", "shelf")),
    "stuffed animal": (
        _habit("on", "bed, dresser, desk, file cabinet"),
        _habit("seat", "sofa, chair"),
    ),
    "bucket": (_habit("floor"), _habit("corner"), _habit("wall")),
    "coat rack": (_habit("corner", weight=2), _habit("wall"), _habit("hang", middle=1.6)),
    "cart": (_habit("wall", weight=2), _habit("floor")),
    "fire extinguisher": (_habit("hang", middle=0.95, weight=2), _habit("wall")),
    "ladder": (_habit("lean", weight=2), _habit("wall")),
    "vacuum cleaner": (_habit("corner"), _habit("wall"), _habit("floor")),
    "bicycle": (_habit("wall", weight=2), _habit("lean"), _habit("floor")),
    "water cooler": (_habit("wall"), _habit("corner")),
    "camera": (_habit("on", "desk, table, dresser, shelf"), _habit("shelf", "shelf, bookshelf")),
    "can": (_habit("on", _WORKTOP), _habit("shelf", "shelf")),
    "jar": (_habit("on", _WORKTOP), _habit("shelf", "shelf")),
    "knife": (_habit("on", _WORKTOP),),
    "paper": (_habit("on", "desk, table, file cabinet, cabinet, coffee table"),),
    "remote control": (
        _habit("on", "coffee table, tv stand, night stand, end table", 2),
        _habit("seat", "sofa, armchair"),
    ),
    "helmet": (_habit("on", _STORES), _habit("shelf", "shelf"), _habit("floor", weight=0.5)),
    "headphones": (_habit("on", "desk, night stand, table, bed"),),
    "radio": (_habit("on", _TOPS), _habit("shelf", "shelf, bookshelf")),
    "game console": (_habit("on", "tv stand", 3), _habit("on", "coffee table, desk, cabinet")),
    "microphone": (_habit("on", _DESKS), _habit("corner", weight=0.3)),
    # Sinks and bathtubs have their own faucets: lone ones are only for pictures of single things.
    "faucet": (),
    "flower pot": (_habit("on", _TOPS), _habit("floor", weight=0.5), _habit("shelf", "shelf")),
    "glass box": (_habit("on", _TOPS), _habit("shelf", "shelf, bookshelf", 0.4)),
    "stairs": (_habit("wall", weight=2), _habit("near", "bookshelf, shelf")),
}
"""In no order: `ways.py` tries them in a random one that favours the heavy ones."""

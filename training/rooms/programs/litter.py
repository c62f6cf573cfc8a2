"""What lies about together, and on what: tables for `clutter.py`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from training.rooms.types import Size


@dataclass(frozen=True)
class Litter:
    """A kind of small thing."""

    category: str
    styles: tuple[str, ...] = ()
    """Any that may lie about unless named."""
    size: tuple[Size, Size] | None = None
    """From the least to the greatest, metres; the usual size of its style if None."""
    weight: float = 1.0


@dataclass(frozen=True)
class Theme:
    """Things that are found together."""

    things: tuple[Litter, ...]
    weight: float = 1.0

    def __mul__(self, factor: float) -> "Theme":
        return replace(self, weight=factor * self.weight)


_PAPER = Litter("paper", weight=1.5)
_BOOKLET = Litter("books", ("closed",), ((0.2, 0.28, 0.004), (0.22, 0.3, 0.025)))
_BOOK = Litter("books", ("closed",), ((0.12, 0.17, 0.015), (0.25, 0.3, 0.05)), 2)
_PILE = Litter("books", ("pile",), ((0.2, 0.22, 0.06), (0.3, 0.3, 0.3)), 1)
_CARTON = Litter("box", ("closed carton",), ((0.1, 0.08, 0.05), (0.3, 0.25, 0.22)))
_PACKET = Litter("box", ("closed carton",), ((0.06, 0.05, 0.1), (0.2, 0.09, 0.3)))
_CUP = Litter("mug")
_CAN = Litter("can", ("drinks", "food"))
_TIN = Litter("can", ("paint", "oil"))
_JAR = Litter("jar")
_KNIFE = Litter("knife", weight=0.6)
_REMOTE = Litter("remote control")
_CONSOLE = Litter("game console", weight=0.8)
_RADIO = Litter("radio", weight=0.8)
_HELMET = Litter("helmet", weight=0.25)
_MICROPHONE = Litter("microphone", ("studio", "handheld", "bent-necked"), weight=0.15)
_BOTTLE = Litter("bottle")
_FLACON = Litter("bottle", ("pump", "flask"), ((0.05, 0.04, 0.1), (0.09, 0.07, 0.22)), 3)
_TISSUES = Litter("tissue box", weight=0.6)
_FOLDED = Litter("clothes", ("folded",), ((0.25, 0.2, 0.04), (0.4, 0.32, 0.18)))
_HEAP = Litter("clothes", ("heap of",), ((0.3, 0.25, 0.08), (0.55, 0.45, 0.24)))
_SPREAD = Litter("clothes", ("spread",), ((0.45, 0.35, 0.03), (0.75, 0.58, 0.07)))
_TOWEL = Litter("towel", ("folded", "rolled"))
_TOY = Litter("stuffed animal", size=((0.14, 0.14, 0.16), (0.32, 0.34, 0.38)))
_BALL = Litter("ball", ("sports",), ((0.07, 0.07, 0.07), (0.24, 0.24, 0.24)))
_BAG = Litter("bag", ("hand", "paper", "plastic", "tote"))
_PURSE = Litter("bag", ("hand", "paper", "plastic"), ((0.16, 0.09, 0.13), (0.3, 0.16, 0.28)))
_VASE = Litter(
    "vase", ("bellied", "straight", "long-necked"), ((0.08, 0.08, 0.14), (0.2, 0.2, 0.4))
)
_POT = Litter("plant", ("small pot", "cactus"), ((0.1, 0.1, 0.12), (0.25, 0.25, 0.3)), 0.6)
_FLOWER_POT = Litter("flower pot", ("terracotta", "glazed"), weight=0.4)
_CANDLE = Litter("candle")

PAPERS = Theme((_PAPER, _BOOKLET, _BOOK, _PILE, Litter("books", ("open",), weight=0.7)))
DRINKS = Theme((_CUP, _CAN, _BOTTLE, _TISSUES))
MEAL = Theme((_CUP, Litter("bowl"), Litter("plate"), _KNIFE, _BOTTLE, _CAN))
GROCERIES = Theme((_PACKET, _BOTTLE, _CAN, _JAR, _CARTON, Litter("bowl", weight=0.5)))
CARE = Theme((_FLACON, _TOWEL, _CUP, _TISSUES, Litter("toilet paper", ("loose roll",))))
LINEN = Theme((_FOLDED, _HEAP, _SPREAD, _TOWEL))
TOYS = Theme((_TOY, _BALL, _CARTON))
BAGS = Theme((_BAG, _PURSE, Litter("backpack", weight=0.7), _HELMET))
PARCELS = Theme((_CARTON, _PACKET, Litter("box", ("shoe box",))))
CARTONS = Theme((Litter("box", ("closed carton", "open carton", "plastic storage")), _CARTON))
BINS = Theme((Litter("basket"), Litter("bucket", weight=0.5), Litter("box", ("fabric",))))
SHOES = Theme((Litter("shoes"), _HELMET))
DECOR = Theme((_VASE, _POT, _FLOWER_POT, _CANDLE, _PILE))
MEDIA = Theme((_REMOTE, _CONSOLE, _RADIO))
REMOTES = Theme((_REMOTE,))
TINS = Theme((_TIN, _FLOWER_POT))
GADGETS = Theme((Litter("camera"), Litter("headphones"), _RADIO, _MICROPHONE))

_STORE = PARCELS, DECOR, PAPERS, DRINKS * 0.7, BINS * 0.3, GADGETS * 0.3
_SEAT = LINEN * 2, PAPERS, BAGS, TOYS * 0.4
_WORKTOP = GROCERIES * 2, MEAL, DRINKS

LITTER: dict[str, Sequence[Theme]] = {
    "floor": (
        SHOES,
        BAGS,
        CARTONS * 1.5,
        LINEN,
        PAPERS,
        TOYS * 0.6,
        BINS,
        GROCERIES * 0.3,
        TINS * 0.2,
    ),
    "bathroom": (CARE,),
    "desk": (PAPERS * 3, DRINKS * 1.5, PARCELS, GADGETS * 0.6, DECOR * 0.3),
    "table": (PAPERS * 1.5, DRINKS * 1.5, MEAL, DECOR * 0.6, PARCELS * 0.6, BAGS * 0.3),
    "coffee table": (PAPERS * 1.5, DRINKS, MEAL * 0.5, DECOR, MEDIA * 0.6, TOYS * 0.3),
    "end table": (PAPERS, DRINKS, DECOR, REMOTES * 0.4),
    "night stand": (PAPERS, DRINKS, CARE, DECOR, GADGETS * 0.4),
    "counter": _WORKTOP,
    "kitchen cabinet": _WORKTOP,
    "cabinet": _STORE,
    "file cabinet": (PAPERS * 2, PARCELS, DRINKS, DECOR * 0.5),
    "dresser": (CARE, LINEN, DECOR, PARCELS, TOYS * 0.5),
    "wardrobe": (PARCELS, LINEN, BINS),
    "tv stand": (PAPERS, DECOR, PARCELS, MEDIA, DRINKS * 0.4),
    "bookshelf": (PAPERS * 2, PARCELS, DECOR, TOYS * 0.4, GADGETS * 0.2),
    "shelf": (PARCELS * 2, BINS, LINEN * 0.6, GROCERIES, DECOR * 0.5, GADGETS * 0.3, TINS * 0.3),
    "chair": _SEAT,
    "armchair": _SEAT,
    "sofa": (*_SEAT, REMOTES * 0.8),
    "bench": (BAGS * 2, LINEN, SHOES * 0.5),
    "ottoman": _SEAT,
    "bed": (LINEN * 2.5, PAPERS, TOYS, BAGS, GADGETS * 0.4),
    "sink": (CARE,),
    "toilet": (CARE,),
    "washing machine": (CARE, LINEN, BINS),
    "clothes dryer": (CARE, LINEN, BINS),
    "refrigerator": (GROCERIES, PARCELS, BINS * 0.4),
    "microwave": (GROCERIES,),
    "printer": (PAPERS,),
    "piano": (PAPERS, DECOR),
    "fireplace": (DECOR,),
    "radiator": (PAPERS, DECOR),
    "cart": (PARCELS, CARE),
}
"""By the category of what carries it; "floor" and what stands in a "bathroom" apart."""

"""Furnishing a floor plan: one method for every usual way in which things are placed.

Every method returns what it placed, or None (or fewer pieces) where no tried place was free. All
keep the laws: nothing interpenetrates by more than a centimetre, everything is supported, doors
can be opened and reached, and a person can walk to nearly all of the free floor.

Sides are those of a piece seen by somebody who stands in front of it: its left is its own -x.
"""

from training.rooms.layout.furnishing import Maker
from training.rooms.layout.hung import Hung
from training.rooms.layout.in_rows import InRows
from training.rooms.layout.on_floor import OnFloor, Side
from training.rooms.layout.on_rests import Spot
from training.rooms.layout.on_things import Filler, OnThings

__all__ = ["Arrangement", "Filler", "Maker", "Side", "Spot"]


class Arrangement(OnFloor, InRows, OnThings, Hung):
    """A room while it is furnished. The plan's doors and windows are in it from the start."""

"""Where a viewer is and where they look: left and right mean nothing without it."""

from dataclasses import dataclass
from typing import Literal

from training.rooms.language.facts.facts import Xy


@dataclass(frozen=True)
class Stance:
    """A viewer in the room. Metres; `toward` is a unit vector."""

    kind: Literal["door", "middle", "sitting", "facing", "back"]
    """In a doorway looking in, in the middle facing a thing, sitting on one, standing before one
    and facing it, or standing with the back against one."""
    thing: int
    """Id of the door, or of the thing."""
    at: Xy
    toward: Xy

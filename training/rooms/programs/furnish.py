"""Which program furnishes which kind of room."""

from collections.abc import Callable

from training.rooms.furniture.catalogue import CATALOGUE
from training.rooms.programs.bathroom import furnish_bathroom
from training.rooms.programs.bedroom import furnish_bedroom
from training.rooms.programs.classroom import furnish_classroom
from training.rooms.programs.clutter import strew
from training.rooms.programs.conference_room import furnish_conference_room
from training.rooms.programs.dining_room import furnish_dining_room
from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.groups.windows import dress_windows
from training.rooms.programs.hallway import furnish_hallway
from training.rooms.programs.kitchen import furnish_kitchen
from training.rooms.programs.laundry_room import furnish_laundry_room
from training.rooms.programs.library import furnish_library
from training.rooms.programs.living_room import furnish_living_room
from training.rooms.programs.lobby import furnish_lobby
from training.rooms.programs.office import furnish_office
from training.rooms.programs.storage_room import furnish_storage_room
from training.rooms.programs.studio_apartment import furnish_studio_apartment
from training.rooms.programs.ways import place_by_habit
from training.rooms.types import SceneType

Program = Callable[[Furnisher], None]
"""Places the groups that make a room what it is; what is left of the wishes follows by habit."""

PROGRAMS: dict[SceneType, Program] = {
    "bedroom": furnish_bedroom,
    "living room": furnish_living_room,
    "kitchen": furnish_kitchen,
    "dining room": furnish_dining_room,
    "bathroom": furnish_bathroom,
    "office": furnish_office,
    "conference room": furnish_conference_room,
    "classroom": furnish_classroom,
    "library": furnish_library,
    "laundry room": furnish_laundry_room,
    "storage room": furnish_storage_room,
    "hallway": furnish_hallway,
    "lobby": furnish_lobby,
    "studio apartment": furnish_studio_apartment,
}


def furnish(f: Furnisher, scene_type: SceneType) -> None:
    """Windows and the program first, then all that is still wished for, large things first; at
    last what lies about.
    """
    dress_windows(f)
    PROGRAMS[scene_type](f)
    for category in _large_first(f):
        for _ in range(f.wishes[category]):
            if place_by_habit(f, category) is None:
                break
        f.wishes[category] = 0
    strew(f, scene_type)


def _large_first(f: Furnisher) -> list[str]:
    order = {"floor": 0, "wall": 1, "ceiling": 2, "surface": 3}
    categories = sorted(name for name, number in f.wishes.items() if number > 0)
    return sorted(categories, key=lambda name: (order[CATALOGUE[name].stands], -_footprint(name)))


def _footprint(category: str) -> float:
    width, depth, _ = CATALOGUE[category].styles[0].size
    return width * depth

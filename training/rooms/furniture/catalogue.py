"""Every category there is."""

from training.rooms.furniture.appliances import APPLIANCES
from training.rooms.furniture.bathroom import BATHROOM
from training.rooms.furniture.beds import BEDS
from training.rooms.furniture.bookshelves import BOOKSHELVES
from training.rooms.furniture.chests import CHESTS
from training.rooms.furniture.cooking import COOKING
from training.rooms.furniture.counters import COUNTERS
from training.rooms.furniture.decor import DECOR
from training.rooms.furniture.dish_racks import DISH_RACKS
from training.rooms.furniture.electronics import ELECTRONICS
from training.rooms.furniture.kitchen import KITCHEN
from training.rooms.furniture.laundry import LAUNDRY
from training.rooms.furniture.lights import LIGHTS
from training.rooms.furniture.openings import OPENINGS
from training.rooms.furniture.refrigerators import REFRIGERATORS
from training.rooms.furniture.seats import SEATS
from training.rooms.furniture.shelves import SHELVES
from training.rooms.furniture.small_appliances import SMALL_APPLIANCES
from training.rooms.furniture.storage import STORAGE
from training.rooms.furniture.tables import TABLES
from training.rooms.furniture.tv_stands import TV_STANDS
from training.rooms.furniture.walls import WALLS
from training.rooms.furniture.wardrobes import WARDROBES
from training.rooms.furniture.wear import WEAR
from training.rooms.furniture.things import THINGS
from training.rooms.types import Category

CATALOGUE: dict[str, Category] = {
    category.name: category
    for category in (
        *SEATS,
        *BEDS,
        *TABLES,
        *WEAR,
        *STORAGE,
        *CHESTS,
        *WARDROBES,
        *TV_STANDS,
        *BOOKSHELVES,
        *SHELVES,
        *KITCHEN,
        *COUNTERS,
        *REFRIGERATORS,
        *COOKING,
        *APPLIANCES,
        *SMALL_APPLIANCES,
        *DISH_RACKS,
        *BATHROOM,
        *ELECTRONICS,
        *LAUNDRY,
        *LIGHTS,
        *OPENINGS,
        *WALLS,
        *DECOR,
        *THINGS,
    )
}

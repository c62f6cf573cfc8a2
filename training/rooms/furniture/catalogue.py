"""Every category there is."""

from training.rooms.furniture.bathroom import BATHROOM
from training.rooms.furniture.beds import BEDS
from training.rooms.furniture.chests import CHESTS
from training.rooms.furniture.computers import COMPUTERS
from training.rooms.furniture.decor import DECOR
from training.rooms.furniture.kitchen import KITCHEN
from training.rooms.furniture.laundry import LAUNDRY
from training.rooms.furniture.lights import LIGHTS
from training.rooms.furniture.openings import OPENINGS
from training.rooms.furniture.seats import SEATS
from training.rooms.furniture.shelving import SHELVING
from training.rooms.furniture.storage import STORAGE
from training.rooms.furniture.tables import TABLES
from training.rooms.furniture.walls import WALLS
from training.rooms.types import Category

CATALOGUE: dict[str, Category] = {
    category.name: category
    for category in (
        *SEATS,
        *BEDS,
        *TABLES,
        *STORAGE,
        *CHESTS,
        *SHELVING,
        *KITCHEN,
        *BATHROOM,
        *COMPUTERS,
        *LAUNDRY,
        *LIGHTS,
        *OPENINGS,
        *WALLS,
        *DECOR,
    )
}

"""Every category there is."""

from training.rooms.furniture.bathroom.bathroom import BATHROOM
from training.rooms.furniture.bathroom.faucet import FAUCET
from training.rooms.furniture.beds.beds import BEDS
from training.rooms.furniture.decor.decor import DECOR
from training.rooms.furniture.decor.flower_pots import FLOWER_POT
from training.rooms.furniture.decor.glass_boxes import GLASS_BOX
from training.rooms.furniture.electronics.electronics import ELECTRONICS
from training.rooms.furniture.electronics.game_consoles import GAME_CONSOLE
from training.rooms.furniture.electronics.microphones import MICROPHONE
from training.rooms.furniture.electronics.radios import RADIO
from training.rooms.furniture.kitchen.appliances import APPLIANCES
from training.rooms.furniture.kitchen.cooking import COOKING
from training.rooms.furniture.kitchen.counters import COUNTERS
from training.rooms.furniture.kitchen.dish_racks import DISH_RACKS
from training.rooms.furniture.kitchen.kitchen import KITCHEN
from training.rooms.furniture.kitchen.refrigerators import REFRIGERATORS
from training.rooms.furniture.kitchen.small_appliances import SMALL_APPLIANCES
from training.rooms.furniture.laundry.laundry import LAUNDRY
from training.rooms.furniture.lights.lights import LIGHTS
from training.rooms.furniture.seating.seats import SEATS
from training.rooms.furniture.storage.bookshelves import BOOKSHELVES
from training.rooms.furniture.storage.chests import CHESTS
from training.rooms.furniture.storage.shelves import SHELVES
from training.rooms.furniture.storage.storage import STORAGE
from training.rooms.furniture.storage.tv_stands import TV_STANDS
from training.rooms.furniture.storage.wardrobes import WARDROBES
from training.rooms.furniture.tables.tables import TABLES
from training.rooms.furniture.things.handheld import HANDHELD
from training.rooms.furniture.things.stairs import STAIRS
from training.rooms.furniture.things.things import THINGS
from training.rooms.furniture.walls.openings import OPENINGS
from training.rooms.furniture.walls.walls import WALLS
from training.rooms.furniture.wear.wear import WEAR
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
        *(RADIO, GAME_CONSOLE, MICROPHONE, FAUCET, FLOWER_POT, GLASS_BOX, STAIRS),
        *HANDHELD,
    )
}

"""Small and loose things: one tuple out of the files in which they are built."""

from training.rooms.furniture.things.bicycles import BICYCLE
from training.rooms.furniture.things.bins import TRASH_CAN
from training.rooms.furniture.things.books import BOOKS
from training.rooms.furniture.things.boxes import BOX
from training.rooms.furniture.things.carts import CART
from training.rooms.furniture.things.coat_racks import COAT_RACK
from training.rooms.furniture.things.corridor import FIRE_EXTINGUISHER, WATER_COOLER
from training.rooms.furniture.things.crockery import CROCKERY
from training.rooms.furniture.things.household import HOUSEHOLD
from training.rooms.furniture.things.tools import LADDER, VACUUM_CLEANER
from training.rooms.furniture.things.toys import TOYS

THINGS = (
    *(BOOKS, BOX, TRASH_CAN, *CROCKERY, *HOUSEHOLD, *TOYS),
    *(COAT_RACK, CART, FIRE_EXTINGUISHER, LADDER, VACUUM_CLEANER, BICYCLE, WATER_COOLER),
)

"""Small and loose things: one tuple out of the files in which they are built."""

from training.rooms.furniture.bicycles import BICYCLE
from training.rooms.furniture.bins import TRASH_CAN
from training.rooms.furniture.books import BOOKS
from training.rooms.furniture.boxes import BOX
from training.rooms.furniture.carts import CART
from training.rooms.furniture.coat_racks import COAT_RACK
from training.rooms.furniture.corridor import FIRE_EXTINGUISHER, WATER_COOLER
from training.rooms.furniture.crockery import CROCKERY
from training.rooms.furniture.household import HOUSEHOLD
from training.rooms.furniture.tools import LADDER, VACUUM_CLEANER
from training.rooms.furniture.toys import TOYS

THINGS = (
    *(BOOKS, BOX, TRASH_CAN, *CROCKERY, *HOUSEHOLD, *TOYS),
    *(COAT_RACK, CART, FIRE_EXTINGUISHER, LADDER, VACUUM_CLEANER, BICYCLE, WATER_COOLER),
)

"""Small and loose things: one tuple out of the files in which they are built."""

from training.rooms.furniture.bins import TRASH_CAN
from training.rooms.furniture.books import BOOKS
from training.rooms.furniture.boxes import BOX
from training.rooms.furniture.crockery import CROCKERY
from training.rooms.furniture.household import HOUSEHOLD
from training.rooms.furniture.toys import TOYS
from training.rooms.furniture.vehicles import VEHICLES

THINGS = (BOOKS, BOX, TRASH_CAN, *CROCKERY, *TOYS, *HOUSEHOLD, *VEHICLES)

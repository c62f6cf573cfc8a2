"""Every category there is."""

from training.rooms.furniture.openings import OPENINGS
from training.rooms.furniture.seats import SEATS
from training.rooms.types import Category

CATALOGUE: dict[str, Category] = {category.name: category for category in (*SEATS, *OPENINGS)}

"""Every category of laundry rooms."""

from training.rooms.furniture.laundry.ironing_boards import IRONING_BOARD
from training.rooms.furniture.laundry.laundry_baskets import LAUNDRY_BASKET
from training.rooms.furniture.laundry.washing_machines import DRYER, WASHING_MACHINE

LAUNDRY = (WASHING_MACHINE, DRYER, LAUNDRY_BASKET, IRONING_BOARD)
"""Categories of laundry rooms."""

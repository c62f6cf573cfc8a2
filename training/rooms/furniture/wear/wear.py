"""What people carry and wear: bags, cases, shoes, clothes, hats, umbrellas."""

from training.rooms.furniture.wear.bags import BACKPACK, BAG, SUITCASE
from training.rooms.furniture.wear.clothes import CLOTHES, HAT, UMBRELLA
from training.rooms.furniture.wear.shoes import SHOES

WEAR = (BAG, BACKPACK, SUITCASE, SHOES, CLOTHES, HAT, UMBRELLA)

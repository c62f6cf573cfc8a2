"""What people carry and wear: bags, cases, shoes, clothes, hats, umbrellas."""

from training.rooms.furniture.bags import BACKPACK, BAG, SUITCASE
from training.rooms.furniture.clothes import CLOTHES, HAT, SHOES, UMBRELLA

WEAR = (BAG, BACKPACK, SUITCASE, SHOES, CLOTHES, HAT, UMBRELLA)

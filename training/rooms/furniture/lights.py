"""Every category of lights, and fans."""

from training.rooms.furniture.ceiling_lamps import CEILING_LAMP
from training.rooms.furniture.fans import FAN
from training.rooms.furniture.lamps import LAMP

LIGHTS = (LAMP, CEILING_LAMP, FAN)
"""Categories of lights, and fans."""

"""Every category of lights, and fans."""

from training.rooms.furniture.lights.ceiling_lamps import CEILING_LAMP
from training.rooms.furniture.lights.fans import FAN
from training.rooms.furniture.lights.lamps import LAMP

LIGHTS = (LAMP, CEILING_LAMP, FAN)
"""Categories of lights, and fans."""

"""Every category of bathrooms."""

from training.rooms.furniture.bathtubs import BATHTUB
from training.rooms.furniture.dispensers import PAPER_TOWEL_DISPENSER, SOAP_DISPENSER
from training.rooms.furniture.shower_curtains import SHOWER_CURTAIN
from training.rooms.furniture.showers import SHOWER
from training.rooms.furniture.sinks import SINK
from training.rooms.furniture.toilet_paper import TOILET_PAPER
from training.rooms.furniture.toilets import TOILET
from training.rooms.furniture.towels import TOWEL

BATHROOM = (
    SINK,
    TOILET,
    BATHTUB,
    SHOWER,
    SHOWER_CURTAIN,
    TOWEL,
    TOILET_PAPER,
    SOAP_DISPENSER,
    PAPER_TOWEL_DISPENSER,
)
"""Categories of bathrooms."""

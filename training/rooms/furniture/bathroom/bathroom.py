"""Every category of bathrooms."""

from training.rooms.furniture.bathroom.bathtubs import BATHTUB
from training.rooms.furniture.bathroom.dispensers import PAPER_TOWEL_DISPENSER, SOAP_DISPENSER
from training.rooms.furniture.bathroom.shower_curtains import SHOWER_CURTAIN
from training.rooms.furniture.bathroom.showers import SHOWER
from training.rooms.furniture.bathroom.sinks import SINK
from training.rooms.furniture.bathroom.toilet_paper import TOILET_PAPER
from training.rooms.furniture.bathroom.toilets import TOILET
from training.rooms.furniture.bathroom.towels import TOWEL

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

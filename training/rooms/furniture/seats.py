"""Chairs, sofas and what else people sit on."""

from training.rooms.furniture.chairs import CHAIR_STYLES
from training.rooms.furniture.office_chairs import OFFICE_CHAIR_STYLES
from training.rooms.types import Category

SEATS = (
    Category(
        "chair", "floor", (*CHAIR_STYLES, *OFFICE_CHAIR_STYLES), scannet="chair", sunrgbd="chair"
    ),
)

"""Every category of computers and other electronic things."""

from training.rooms.furniture.computer_towers import COMPUTER_TOWER
from training.rooms.furniture.copiers import COPIER
from training.rooms.furniture.keyboards import KEYBOARD, MOUSE
from training.rooms.furniture.laptops import LAPTOP
from training.rooms.furniture.monitors import MONITOR
from training.rooms.furniture.printers import PRINTER
from training.rooms.furniture.projectors import PROJECTOR
from training.rooms.furniture.speakers import SPEAKER
from training.rooms.furniture.telephones import TELEPHONE
from training.rooms.furniture.televisions import TV

ELECTRONICS = (
    MONITOR,
    KEYBOARD,
    MOUSE,
    LAPTOP,
    COMPUTER_TOWER,
    TV,
    PRINTER,
    COPIER,
    TELEPHONE,
    SPEAKER,
    PROJECTOR,
)
"""Categories of computers and other electronic things."""

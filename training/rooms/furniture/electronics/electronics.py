"""Every category of computers and other electronic things."""

from training.rooms.furniture.electronics.computer_towers import COMPUTER_TOWER
from training.rooms.furniture.electronics.copiers import COPIER
from training.rooms.furniture.electronics.keyboards import KEYBOARD, MOUSE
from training.rooms.furniture.electronics.laptops import LAPTOP
from training.rooms.furniture.electronics.monitors import MONITOR
from training.rooms.furniture.electronics.printers import PRINTER
from training.rooms.furniture.electronics.projectors import PROJECTOR
from training.rooms.furniture.electronics.speakers import SPEAKER
from training.rooms.furniture.electronics.telephones import TELEPHONE
from training.rooms.furniture.electronics.televisions import TV

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

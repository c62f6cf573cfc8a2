"""What a hand holds or a head wears: one tuple out of the files in which they are built."""

from training.rooms.furniture.things.cameras import CAMERA
from training.rooms.furniture.things.cans import CAN, JAR
from training.rooms.furniture.things.headphones import HEADPHONES
from training.rooms.furniture.things.helmets import HELMET
from training.rooms.furniture.things.knives import KNIFE
from training.rooms.furniture.things.papers import PAPER
from training.rooms.furniture.things.remotes import REMOTE_CONTROL

HANDHELD = (CAMERA, CAN, JAR, KNIFE, PAPER, REMOTE_CONTROL, HELMET, HEADPHONES)

"""The names of all categories of rooms, as CLIP reads them."""

from backend.models.clip.model import Clip
from training.questions.pretrain import CategoryNames
from training.rooms.furniture.catalogue import CATALOGUE


def category_names(clip: Clip) -> CategoryNames:
    names = tuple(sorted(CATALOGUE))
    return CategoryNames(names, clip.encode_names(names).cpu().numpy())

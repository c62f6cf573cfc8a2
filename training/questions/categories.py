"""The names of all categories of rooms, as the embedded CLIP reads them."""

from backend.models.card import ClipIdentity
from backend.models.clip.loading import load_clip
from training.questions.pretrain import CategoryNames
from training.rooms.furniture.catalogue import CATALOGUE


def category_names() -> tuple[ClipIdentity, CategoryNames]:
    clip = load_clip("embedded")
    names = tuple(sorted(CATALOGUE))
    return clip.identity, CategoryNames(names, clip.encode_names(names).cpu().numpy())

"""Many rooms on one page, each with its type and number."""

from collections.abc import Sequence
from functools import partial

import numpy as np
from jaxtyping import UInt8
from PIL import Image, ImageDraw

from backend.types import SceneType
from training.rooms.render.cutaway import cut_away
from training.rooms.render.images import top_down
from training.rooms.report.png import font
from training.rooms.report.rooms import room_of
from training.rooms.splits import Split
from training.rooms.stream import in_order

_COLUMNS = 4
_TILE = (560, 420)
_CAPTION = 30
_ENOUGH = 0.7
"""A corner's view is taken if it shows this share of the objects seen from straight above."""


def chosen_rooms(types: Sequence[SceneType], count: int) -> list[int]:
    """The first room of each type, then the first rooms not yet among them; in order.

    Args:
        types: Of the rooms, which count from 0 here.
        count: How many at most.
    """
    firsts = {kind: i for i, kind in reversed(list(enumerate(types)))}
    order = [*sorted(firsts.values()), *range(len(types))]
    return sorted(list(dict.fromkeys(order))[:count])


def contact_sheet(split: Split, indices: Sequence[int], *, workers: int | None) -> Image.Image:
    """A page of the split's rooms with these numbers."""
    rows = -(-len(indices) // _COLUMNS)
    wide, high = _TILE[0], _TILE[1] + _CAPTION
    page = Image.new("RGB", (_COLUMNS * wide, rows * high), "white")
    pen = ImageDraw.Draw(page)
    tiles = in_order(partial(_tile, split), indices, workers=workers)
    for number, (image, caption) in enumerate(tiles):
        row, column = divmod(number, _COLUMNS)
        page.paste(Image.fromarray(image), (column * wide, row * high + _CAPTION))
        pen.text((column * wide + 10, row * high + 6), caption, fill=(30, 30, 35), font=font(16))
    return page


def _tile(split: Split, index: int) -> tuple[UInt8[np.ndarray, "height width 3"], str]:
    """In a process of its own: the room from where it is seen best, and what is written above."""
    room = room_of(split, index)
    width, height = _TILE
    picture = cut_away(room, width=width, height=height)
    flat = top_down(room, width=width, height=height)
    if len(picture.boxes) < _ENOUGH * len(flat.boxes):
        picture = flat
    kinds = " + ".join(floor.scene_type for floor in room.floors)
    return picture.image, f"{kinds} · {split} {index} · {len(room.objects)} objects"

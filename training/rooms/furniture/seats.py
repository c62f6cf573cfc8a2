"""Chairs, sofas and what else people sit on."""

from training.rooms.colors import Random
from training.rooms.materials import wood
from training.rooms.solids import box, cylinder
from training.rooms.types import Category, Part, Rest, Size, Style

Built = tuple[list[Part], list[Rest]]


def _kitchen_chair(rng: Random, size: Size) -> Built:
    """Four round legs, a flat seat, two posts and slats between them."""
    w, d, h = size
    timber = wood(rng)
    seat = h * rng.uniform(0.48, 0.54)
    slats = int(rng.integers(2, 5))
    pitch = (h - seat) / (slats + 1)
    board = box(w - 0.06, 0.015, 0.45 * pitch)
    parts = [
        Part("seat", box(w, d, 0.03).moved(z=seat - 0.03), timber),
        *(
            Part("leg", cylinder(0.018, seat - 0.03).moved(x, y), timber)
            for x in (0.03 - w / 2, w / 2 - 0.03)
            for y in (0.03 - d / 2, d / 2 - 0.03)
        ),
        *(
            Part("back post", box(0.03, 0.03, h - seat).moved(x, d / 2 - 0.015, seat), timber)
            for x in (0.015 - w / 2, w / 2 - 0.015)
        ),
        *(
            Part("back slat", board.moved(0, d / 2 - 0.02, seat + (i + 0.8) * pitch), timber)
            for i in range(slats)
        ),
    ]
    return parts, [Rest("seat", (0.03 - w / 2, w / 2 - 0.03), (-d / 2, d / 2 - 0.05), seat)]


CHAIR = Category(
    "chair",
    "floor",
    (Style("wooden kitchen", (0.43, 0.47, 0.88), (0.08, 0.08, 0.07), _kitchen_chair),),
    scannet="chair",
    sunrgbd="chair",
)

SEATS = (CHAIR,)

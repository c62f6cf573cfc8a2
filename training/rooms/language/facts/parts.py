"""Parts that people count on furniture, and what they are called in the models."""

from training.rooms.language.facts.facts import Thing

_LEGGED = (
    "chair", "armchair", "stool", "bench", "table", "coffee table", "end table", "desk", "ottoman",
    "night stand", "sofa", "bed",
)  # fmt: skip
_CHESTS = (
    "dresser", "night stand", "desk", "file cabinet", "cabinet", "kitchen cabinet", "tv stand",
    "end table", "coffee table",
)  # fmt: skip
_CLOSED = ("cabinet", "wardrobe", "kitchen cabinet", "wall cabinet", "tv stand", "bookshelf")

COUNTED: dict[str, tuple[tuple[str, ...], tuple[str, ...], int]] = {
    "legs": (("leg",), _LEGGED, 1),
    "drawers": (("drawer",), _CHESTS, 0),
    "doors": (("door",), _CLOSED, 0),
    "armrests": (("armrest",), ("chair", "armchair", "sofa", "bench"), 0),
    "seat cushions": (("seat cushion",), ("sofa", "armchair"), 1),
    "back cushions": (("back cushion",), ("sofa",), 1),
    "burners": (("burner",), ("stove",), 1),
    "knobs": (("knob",), ("stove",), 1),
    "wheels": (("wheel", "castor"), ("suitcase", "cart", "bicycle"), 1),
    "rungs": (("rung",), ("ladder",), 1),
    "shelves": (("shelf",), ("cart", "coffee table", "end table", "table"), 1),
}
"""What is asked for: names of the parts, categories that are asked, least number worth asking."""

_MOST = 16


def count_parts(thing: Thing, asked: str) -> int | None:
    """How many there are, None where nobody would ask or count."""
    names, categories, least = COUNTED[asked]
    if thing.category not in categories:
        return None
    number = sum(count for name, count in thing.parts if name in names)
    return number if least <= number <= _MOST else None

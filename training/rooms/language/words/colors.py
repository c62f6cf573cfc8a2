"""Colour words: of which paints they are true, and of which perhaps."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ColorWord:
    sure: tuple[str, ...]
    perhaps: tuple[str, ...] = ()


def _word(sure: str, perhaps: str = "") -> ColorWord:
    return ColorWord(_split(sure), _split(perhaps))


def _split(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


COLOR_WORDS: dict[str, ColorWord] = {
    "white": _word("white", "cream, light gray, silver"),
    "cream": _word("cream", "white, beige"),
    "off-white": _word("cream", "white, beige"),
    "beige": _word("beige", "cream, light brown"),
    "tan": _word("beige, light brown", "cream, brown, gold"),
    "light gray": _word("light gray", "gray, silver, white"),
    "gray": _word("gray, light gray, dark gray", "silver, black"),
    "grey": _word("gray, light gray, dark gray", "silver, black"),
    "dark gray": _word("dark gray", "gray, black"),
    "dark grey": _word("dark gray", "gray, black"),
    "light grey": _word("light gray", "gray, silver, white"),
    "black": _word("black", "dark gray, dark brown, dark blue"),
    "light brown": _word("light brown", "beige, brown, gold, orange"),
    "brown": _word("brown, light brown, dark brown", "beige, gold, dark red, orange"),
    "dark brown": _word("dark brown", "brown, black, dark red"),
    "red": _word("red, dark red", "orange, pink, brown"),
    "dark red": _word("dark red", "red, brown, purple, dark brown"),
    "maroon": _word("dark red", "red, brown, purple, dark brown"),
    "orange": _word("orange", "red, yellow, light brown"),
    "yellow": _word("yellow", "gold, orange, cream, beige"),
    "light green": _word("light green", "green"),
    "green": _word("green, light green, dark green", "teal"),
    "dark green": _word("dark green", "green, teal, black"),
    "teal": _word("teal", "blue, green, dark green, light blue"),
    "turquoise": _word("teal", "blue, green, light blue, light green"),
    "light blue": _word("light blue", "blue, teal, light gray"),
    "blue": _word("blue, light blue, dark blue", "teal, purple"),
    "dark blue": _word("dark blue", "blue, black, purple"),
    "navy": _word("dark blue", "blue, black, purple"),
    "navy blue": _word("dark blue", "blue, black, purple"),
    "purple": _word("purple", "dark blue, dark red, pink, blue"),
    "violet": _word("purple", "dark blue, dark red, pink, blue"),
    "pink": _word("pink", "red, purple, beige, orange"),
    "silver": _word("silver", "gray, light gray"),
    "gold": _word("gold", "yellow, light brown, beige, brown"),
    "dark": _word("black, dark gray, dark brown, dark blue, dark green, dark red",
                  "brown, purple, gray, teal"),
    "light-colored": _word("white, cream, light gray, light blue, light green, beige",
                           "light brown, silver, pink, gray, yellow, gold"),
}  # fmt: skip
"""Words, with the names in `training.rooms.colors` that they fit."""

SYNONYMS: dict[str, tuple[str, ...]] = {
    "gray": ("grey",),
    "light gray": ("light grey", "gray", "grey"),
    "dark gray": ("dark grey", "gray", "grey"),
    "light brown": ("brown", "tan"),
    "dark brown": ("brown",),
    "beige": ("tan",),
    "cream": ("off-white", "beige"),
    "dark red": ("maroon", "red"),
    "dark blue": ("navy", "blue"),
    "light blue": ("blue",),
    "dark green": ("green",),
    "light green": ("green",),
    "teal": ("turquoise",),
    "purple": ("violet",),
}
"""Other answers that people accept for a colour, beside its own name."""

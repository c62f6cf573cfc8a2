"""Styles in words: the type that people would name."""

from training.rooms.language.words.types_table import TYPES

VAGUE = (
    "low ",
    "tall ",
    "wide ",
    "small ",
    "large ",
    "high ",
    "long ",
    "short ",
    "plain ",
    "single ",
)
"""Types that begin so may be true of other styles too: they identify nothing."""

_AFTER = ("with ", "on ", "in ", "over ", "lid ", "between ", "under ", "hung ", "of ", "full of ")
"""Styles that begin so stand after the noun."""


def types_of(category: str, style: str) -> tuple[str, ...]:
    """What people may answer to "what type of … is it", the usual answer first."""
    if (category, style) in TYPES:
        return TYPES[category, style]
    if style.startswith(_AFTER):
        return (f"{category} {style}".replace(" a ", " "),)
    if category in style:
        return (style,)
    return (f"{style} {category}",)

"""English nouns: number, articles and agreement."""

from dataclasses import dataclass

_IRREGULAR = {
    "shelf": "shelves", "bookshelf": "bookshelves", "mouse": "mice", "man": "men",
    "chaise": "chaises", "knife": "knives", "leaf": "leaves", "loaf": "loaves",
    "piano": "pianos", "photo": "photos", "radio": "radios", "stereo": "stereos",
    "foot": "feet", "bookcase": "bookcases", "equipment": "pieces of equipment",
    "luggage": "pieces of luggage", "artwork": "artworks", "canvas": "canvases",
    "bedding": "pieces of bedding", "furniture": "pieces of furniture",
}  # fmt: skip


@dataclass(frozen=True)
class Noun:
    """A name in both numbers."""

    one: str
    many: str
    are: bool = False
    """Whether it is plural even of a single thing: "the blinds are"."""

    @property
    def verb(self) -> str:
        return "are" if self.are else "is"


def noun(text: str) -> Noun:
    """A noun from its singular; "blinds~" marks one that has only a plural."""
    if text.endswith("~"):
        return Noun(text[:-1], text[:-1], are=True)
    return Noun(text, plural(text))


def nouns(text: str) -> tuple[Noun, ...]:
    """Nouns separated by commas."""
    return tuple(noun(word.strip()) for word in text.split(",") if word.strip())


def plural(text: str) -> str:
    """Of the head: the last word, or the one before the first preposition."""
    for split in (" of ", " for ", " with ", " to ", " on ", " in "):
        if split in text:
            head, tail = text.split(split, 1)
            return f"{plural(head)}{split}{tail}"
    start, space, last = text.rpartition(" ")
    return f"{start}{space}{_plural_word(last)}"


def _plural_word(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def a(text: str) -> str:
    """With the indefinite article that its sound asks for."""
    first = text.split(" ", maxsplit=1)[0].lower()
    silent = first.startswith(("hour", "honest", "l-shaped", "x-", "8", "11", "18"))
    sounded = first.startswith(("uni", "use", "u-shaped", "one", "eu"))
    vowel = (first[:1] in "aeiou" or silent) and not sounded
    return f"{'an' if vowel else 'a'} {text}"


def listed(texts: list[str] | tuple[str, ...]) -> str:
    """Joined by commas and a last "and"."""
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} and {texts[-1]}"

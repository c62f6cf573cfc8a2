"""Phrases as English."""

from training.rooms.colors import Random
from training.rooms.language.facts.stance import Stance
from training.rooms.language.naming.filters import (
    Around,
    At,
    Between,
    Colored,
    Extreme,
    Filter,
    Made,
    Nearest,
    Ordinal,
    Patterned,
    Phrase,
    Related,
    Seen,
    Shaped,
    Styled,
)  # fmt: skip
from training.rooms.language.naming.matching import ADJECTIVES
from training.rooms.language.words.nouns import a, plural

RELATIONS: dict[str, tuple[str, ...]] = {
    "on": ("on", "on top of", "upon"),
    "near": ("near", "close to", "in the vicinity of"),
    "next to": ("next to", "beside", "right by", "alongside", "adjacent to"),
    "above": ("above", "over", "right above"),
    "under": ("under", "below", "beneath", "underneath"),
    "left of": ("to the left of", "left of", "on the left side of", "just left of"),
    "right of": ("to the right of", "right of", "on the right side of", "just right of"),
    "anywhere left of": ("to the left of", "left of", "on the left of"),
    "anywhere right of": ("to the right of", "right of", "on the right of"),
    "in front of": ("in front of", "right in front of", "directly in front of"),
    "behind": ("behind", "right behind", "directly behind"),
    "facing": ("facing", "turned towards"),
    "opposite": ("opposite", "across from", "facing"),
}
"""The first is the one for answers; the last of four or more is kept for the novel split."""

SPOTS: dict[str, tuple[str, ...]] = {
    "against wall": ("against the wall", "along the wall", "by the wall"),
    "in corner": ("in the corner", "in the corner of the room", "in a corner"),
    "in middle": ("in the middle of the room", "in the center of the room"),
    "on wall": ("on the wall", "up on the wall"),
}

EXTREMES: dict[tuple[str, bool], tuple[str, ...]] = {
    ("height", True): ("tallest",),
    ("height", False): ("shortest", "lowest"),
    ("width", True): ("widest", "longest"),
    ("width", False): ("narrowest",),
    ("volume", True): ("biggest", "largest"),
    ("volume", False): ("smallest",),
    ("top", True): ("highest",),
    ("top", False): ("lowest",),
}
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


class Speaker:
    """Puts phrases into words; `rng` chooses among ways to say the same, None takes the first."""

    def __init__(self, rng: Random | None, *, novel: bool = False) -> None:
        self._rng = rng
        self._novel = novel

    def pick(self, options: tuple[str, ...]) -> str:
        """One of several ways to say the same, the first twice as often."""
        if len(options) == 1 or self._rng is None:
            return options[0]
        if len(options) >= 4:
            options = options if self._novel else options[:-1]
        at = int(self._rng.integers(len(options) + 1))
        return options[max(at - 1, 0)]

    def the(self, phrase: Phrase, *, many: bool = False) -> str:
        """As "the brown chair next to the desk"."""
        return f"the {self.bare(phrase, many=many)}"

    def some(self, phrase: Phrase) -> str:
        """As "a brown chair", "some books"."""
        bare = self.bare(phrase)
        return f"some {bare}" if phrase.noun.are else a(bare)

    def bare(self, phrase: Phrase, *, many: bool = False) -> str:
        """Without an article: "brown chair next to the desk"."""
        noun = phrase.noun.many if many else phrase.noun.one
        front = [w for f in phrase.filters if (w := self._adjective(f))]
        front.sort(key=lambda word: word[0])
        back = [w for f in phrase.filters if (w := self.complement(f, many=many))]
        styled = [f for f in phrase.filters if isinstance(f, Styled)]
        if styled:
            noun = plural(styled[0].word) if many else styled[0].word
        return " ".join([*(word for _, word in front), noun, *back])

    def _adjective(self, f: Filter) -> tuple[int, str] | None:
        """With its place in the row of adjectives."""
        match f:
            case Extreme(measure, most):
                return 0, self.pick(EXTREMES[measure, most])
            case Ordinal(number, _, _, _):
                return 0, ORDINALS[number - 1]
            case Shaped(shape):
                return 1, shape
            case Colored(word):
                return 2, word
            case Patterned(pattern):
                return 3, pattern
            case Made(substance):
                return 4, ADJECTIVES[substance]
        return None

    def complement(self, f: Filter, *, many: bool = False) -> str | None:
        """What follows the noun, or "is": "next to the desk"."""
        match f:
            case At(spot):
                return self.pick(SPOTS[spot])
            case Related(relation, anchor, negated):
                words = f"{self.pick(RELATIONS[relation])} {self.the(anchor)}"
                that = "that are" if many else "that is"
                return f"{that} not {words}" if negated else words
            case Between(first, second):
                return f"between {self.the(first)} and {self.the(second)}"
            case Seen(relation, anchor, stance, where):
                side = "left" if relation == "left of" else "right"
                seen = self.pick(("as seen from", "seen from", "looking from"))
                return f"to the {side} of {self.the(anchor)} {seen} {self.spot(stance, where)}"
            case Around(direction, _, _):
                return self.pick(DIRECTIONS[direction])
            case Nearest(anchor, farthest):
                words = (
                    ("farthest from", "furthest from") if farthest else ("closest to", "nearest to")
                )
                return f"{self.pick(words)} {self.the(anchor)}"
            case Ordinal(_, side, stance, where):
                seen = self.pick(("as seen from", "seen from"))
                return f"from the {side} {seen} {self.spot(stance, where)}"
        return None

    def spot(self, stance: Stance, where: Phrase) -> str:
        """Where the viewer is, after "from": "the door"."""
        if stance.kind == "middle":
            return f"the middle of the room facing {self.the(where)}"
        if stance.kind == "facing":
            return f"in front of {self.the(where)}"
        return self.the(where)

    def situation(self, stance: Stance, where: Phrase) -> str:
        """What the viewer does: "standing in the doorway of the white door and looking in"."""
        the = self.the(where)
        return self.pick(tuple(text.format(x=the) for text in SITUATIONS[stance.kind]))


DIRECTIONS: dict[str, tuple[str, ...]] = {
    "ahead": ("in front of me", "straight ahead of me", "ahead of me"),
    "left": ("on my left", "to my left", "on my left side"),
    "right": ("on my right", "to my right", "on my right side"),
    "behind": ("behind me", "at my back"),
}

SITUATIONS: dict[str, tuple[str, ...]] = {
    "door": (
        "standing in the doorway of {x} and looking into the room",
        "coming into the room through {x}",
        "entering through {x}",
        "walking in at {x}",
        "stepping in through {x}",
    ),
    "middle": (
        "standing in the middle of the room and facing {x}",
        "looking at {x} from the center of the room",
        "turned towards {x} in the middle of the room",
    ),
    "sitting": (
        "sitting on {x}",
        "sitting on {x} and looking straight ahead",
        "seated on {x}",
        "resting on {x} with my back against it",
        "having just sat down on {x}",
    ),
    "facing": (
        "standing in front of {x} and facing it",
        "standing before {x} and looking at it",
        "facing {x} from one step away",
        "right in front of {x}, looking at it",
    ),
    "back": (
        "standing with my back to {x}",
        "turning my back to {x}",
        "standing before {x} and looking away from it",
        "with {x} right behind me",
    ),
}
"""What the viewer does, for each kind of stance; the last is kept for the novel split."""

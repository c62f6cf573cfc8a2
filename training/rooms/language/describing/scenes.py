"""Descriptions of whole rooms: their type, contents, layout, size."""

from collections import Counter

import numpy as np

from training.rooms.colors import Random
from training.rooms.language.describing.describe import choose, fill
from training.rooms.language.describing.templates_describe import SCENES
from training.rooms.language.facts.places import middle_of
from training.rooms.language.naming.filters import At, Related
from training.rooms.language.naming.refer import Namer
from training.rooms.language.naming.resolve import Resolver
from training.rooms.language.naming.wording import Speaker
from training.rooms.language.words.lexicon import ENTRIES, kinds_of
from training.rooms.language.words.nouns import a, listed

_OPENINGS = ("door", "window")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def describe_scene(resolver: Resolver, rng: Random, *, novel: bool = False) -> str:
    """Two to six sentences about the whole room; other sentences each time."""
    writer = _Writer(resolver, rng, novel=novel)
    first, rest = writer.contents()
    sentences = [writer.opening(first)]
    extras = [writer.size, writer.openings, writer.colors]
    if rest and rng.random() < 0.5:
        sentences.append(writer.say("contents", {"things": rest}))
    sentences += writer.layout(int(rng.integers(0, 4)))
    for i in rng.permutation(len(extras))[: int(rng.integers(0, 3))]:
        sentences += extras[i]()
    return " ".join(sentences)


class _Writer:
    def __init__(self, resolver: Resolver, rng: Random, *, novel: bool) -> None:
        self._rng = rng
        self._novel = novel
        self._facts = resolver.survey.facts
        self._namer = Namer(resolver, rng, novel=novel)
        self._speaker = Speaker(rng, novel=novel)

    def say(self, kind: str, slots: dict[str, str]) -> str:
        text = fill(choose(self._rng, SCENES[kind], novel=self._novel), slots)
        single = next((t for k, t in slots.items() if k in ("things", "openings")), "")
        return (
            text.replace("here are", "here is")
            if single.startswith(("a ", "an ", "one "))
            else text
        )

    def opening(self, things: str) -> str:
        kinds = list(dict.fromkeys(floor.scene_type for floor in self._facts.floors))
        slots = {
            "room": listed(kinds),
            "a_room": listed([a(kind) for kind in kinds]),
            "things": things or "little in it",
        }
        return self.say("type and contents", slots)

    def contents(self) -> tuple[str, str]:
        """What there is most of, and the rest, as lists of at most five kinds."""
        counts = Counter(t.category for t in self._facts.things if t.category not in _OPENINGS)
        order = sorted(counts, key=lambda name: (-self._weight(name), name))
        cut = int(self._rng.integers(2, 6))
        named = [self._counted(name, counts[name]) for name in order]
        return listed(named[:cut]), listed(named[cut : cut + 4])

    def _weight(self, category: str) -> float:
        """Furniture before small things, in an order that varies."""
        large = max((t.volume for t in self._facts.things if t.category == category), default=0.0)
        return round(float(np.log(large + 1e-3)) + float(self._rng.normal(0, 0.7)), 6)

    def _counted(self, category: str, count: int) -> str:
        noun = ENTRIES[category].names[0]
        if noun.are:
            return f"some {noun.many}"
        if count == 1:
            return a(noun.one)
        vague = count > 3 and self._rng.random() < 0.3
        number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
        return f"{'several' if vague else number} {noun.many}"

    def layout(self, count: int) -> list[str]:
        """Where some of the furniture is."""
        large = [
            i
            for i, t in enumerate(self._facts.things)
            if any("furniture" in n.one for kind in kinds_of(t.category) for n in kind.phrases)
        ]
        result = []
        for i in self._rng.permutation(len(large))[:count]:
            index = large[i]
            phrase = self._namer.short(index)
            filters = [f for f in self._namer.relations(index, 3) if isinstance(f, At | Related)]
            if phrase is None or not filters or phrase.noun.are:
                continue
            words = self._speaker.complement(filters[0]) or ""
            slots = {"the_x": self._speaker.the(phrase), "rel": words}
            result.append(self.say("layout", slots))
        return result

    def size(self) -> list[str]:
        outline, *others = (floor.outline for floor in self._facts.floors)
        if others:
            return []
        _, area = middle_of(outline)
        corners = np.array(outline)
        short, long = sorted(np.ptp(corners, axis=0).tolist())
        size = "small" if area < 8 else "large" if area > 28 else "medium-sized"
        return [self.say("size", {
            "long": f"{long:.0f}", "short": f"{short:.0f}", "size": size, "area": f"{area:.0f}",
        })]  # fmt: skip

    def openings(self) -> list[str]:
        counts = Counter(t.category for t in self._facts.things if t.category in _OPENINGS)
        named = [self._exact(name, counts[name]) for name in _OPENINGS if counts[name]]
        return [self.say("openings", {"openings": listed(named)})] if named else []

    def _exact(self, category: str, count: int) -> str:
        noun = ENTRIES[category].names[0]
        number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
        return f"{number} {noun.many if count > 1 else noun.one}"

    def colors(self) -> list[str]:
        """The colour that covers most of the furniture, if one covers half of it."""
        areas: Counter[str] = Counter()
        for thing in self._facts.things:
            w, d, h = thing.size
            for name, share in thing.colors:
                areas[name] += round(1e6 * share * (w * d + w * h + d * h))
        if not areas:
            return []
        name, most = max(areas.items(), key=lambda item: (item[1], item[0]))
        if most < 0.5 * sum(areas.values()):
            return []
        return [self.say("colors", {"color": name})]

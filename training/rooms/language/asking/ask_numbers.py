"""Questions that count, check and compare."""

from training.rooms.language.asking.ask_places import anchors_of
from training.rooms.language.asking.ask_things import one_there, some_place
from training.rooms.language.asking.asker import Asker
from training.rooms.language.asking.claims import Closer, Compare, Count, Exists, Holds, More, Same
from training.rooms.language.asking.question import Question
from training.rooms.language.facts.ranks import measure_of
from training.rooms.language.naming.filters import Colored, Filter, Named, Phrase, Related
from training.rooms.language.words.lexicon import ENTRIES

_FLAT = frozenset({
    "rug", "curtain", "blinds", "picture", "mirror", "window", "door", "whiteboard", "blackboard",
    "bulletin board", "towel", "blanket", "partition", "shower curtain", "clothes", "toilet paper",
    "ceiling lamp",
})  # fmt: skip
"""Things whose size nobody would compare with that of furniture."""

_MORE = {
    ("height", True): ("taller",), ("height", False): ("shorter", "lower"),
    ("volume", True): ("bigger", "larger"), ("volume", False): ("smaller",),
    ("width", True): ("wider", "longer"), ("width", False): ("narrower",),
}  # fmt: skip

_COMPARABLE = 3.0
"""What exceeds the other by more than this factor is no question."""

_TYPICAL = (
    "chair", "table", "desk", "bed", "sofa", "armchair", "stool", "bench", "cabinet", "bookshelf",
    "dresser", "night stand", "wardrobe", "tv", "monitor", "lamp", "plant", "picture", "mirror",
    "curtain", "window", "door", "trash can", "box", "books", "bag", "backpack", "pillow", "rug",
    "refrigerator", "stove", "microwave", "sink", "toilet", "bathtub", "printer", "laptop",
    "keyboard", "whiteboard", "radiator", "clock", "coffee table", "end table", "piano", "towel",
)  # fmt: skip


def count(asker: Asker) -> Question | None:
    named = _countable(asker, asker.index())
    if named is None:
        return None
    adjectives = asker.namer.adjectives(asker.index()) if asker.chance(0.45) else []
    phrase = named.with_(adjectives[0]) if adjectives else named
    found = asker.found(phrase)
    if not found:
        return None
    slots = {"xs": asker.speaker.bare(phrase, many=True)}
    return asker.ask("count", Count(phrase), slots, found)


def count_by_place(asker: Asker) -> Question | None:
    place = some_place(asker)
    there = one_there(asker, place)
    named = None if there is None else _countable(asker, there)
    if named is None or place is None:
        return None
    f, anchors = place
    phrase = named.with_(f)
    found = asker.found(phrase)
    if not found:
        return None
    slots = {
        "xs": asker.speaker.bare(named, many=True), "rel": asker.speaker.complement(f) or "",
    }  # fmt: skip
    return asker.ask("count, by place", Count(phrase), slots, [*found, *anchors])


def _countable(asker: Asker, index: int, *, kinds: float = 0.3) -> Phrase | None:
    """A name of the thing, or its kind with a probability of `kinds`, with a plural."""
    noun = asker.namer.hypernym(index) if asker.chance(kinds) else asker.namer.noun(index)
    return None if noun is None or noun.are else Phrase((Named(noun),))


def exists(asker: Asker) -> Question | None:
    """Is there a red chair? As often yes as no; what is not there is near to what is."""
    yes = asker.chance(0.5)
    phrase = _present(asker) if yes else _absent(asker)
    return _exists(asker, phrase, yes=yes)


def _present(asker: Asker) -> Phrase:
    index = asker.index()
    phrase = asker.noun_phrase(index)
    color = _color_of(asker, index)
    return phrase.with_(color) if color and asker.chance(0.65) else phrase


def _color_of(asker: Asker, index: int) -> Colored | None:
    colors = [f for f in asker.namer.adjectives(index) if isinstance(f, Colored)]
    return colors[0] if colors else None


def _some_color(asker: Asker) -> Colored | None:
    """A colour that something in the room has."""
    return _color_of(asker, asker.index())


def _absent(asker: Asker) -> Phrase:
    color = _some_color(asker)
    if color and asker.chance(0.65):
        return asker.noun_phrase(asker.index()).with_(color)
    return Phrase((Named(asker.pick(ENTRIES[asker.pick(_TYPICAL)].names)),))


def _exists(asker: Asker, phrase: Phrase, *, yes: bool) -> Question | None:
    marks = asker.resolver.marks(phrase)
    if bool(marks.sure) != yes or phrase.noun.are:
        return None
    slots = {
        "a_x": asker.speaker.some(phrase), "x": asker.speaker.bare(phrase),
        "xs": asker.speaker.bare(phrase, many=True),
    }  # fmt: skip
    return asker.ask("exists", Exists(phrase), slots, asker.surely(phrase))


def exists_by_place(asker: Asker) -> Question | None:
    """Is there a chair next to the desk? There is something there in any case."""
    yes = asker.chance(0.5)
    place = some_place(asker)
    there = one_there(asker, place) if yes else asker.index()
    if place is None or there is None:
        return None
    named = asker.noun_phrase(there)
    if named.noun.are:
        return None
    f, anchors = place
    if isinstance(f, Related) and f.relation in ("left of", "right of"):
        f = Related(f"anywhere {f.relation}", f.anchor)
    phrase = named.with_(f)
    marks = asker.resolver.marks(phrase)
    if bool(marks.sure) != yes or set(anchors) & set(asker.found(named)):
        return None
    slots = {
        "a_x": asker.speaker.some(named), "x": named.noun.one, "xs": named.noun.many,
        "rel": asker.speaker.complement(f) or "",
    }  # fmt: skip
    about = [*asker.surely(phrase), *anchors]
    return asker.ask("exists, by place", Exists(phrase), slots, about)


def seen(asker: Asker) -> Question | None:
    """Counting, or checking, on one side of a viewer."""
    view = asker.view()
    if view is None:
        return None
    f, at = view
    there = one_there(asker, (f, []))
    counting = there is not None and asker.chance(0.6)
    yes = counting or asker.chance(0.5)
    picked = there if yes else asker.index()
    kinds = 0.3 if counting else 0.0
    named = None if picked is None else _countable(asker, picked, kinds=kinds)
    if named is None or bool(asker.surely(named.with_(f))) != yes:
        return None
    phrase = named.with_(f)
    slots = {
        "xs": named.noun.many, "a_x": asker.speaker.some(named),
        "side": asker.speaker.complement(f) or "",
    }  # fmt: skip
    return asker.ask(
        "count, for a viewer" if counting else "exists, for a viewer",
        Count(phrase) if counting else Exists(phrase),
        slots,
        [*asker.surely(phrase), at],
        situation=asker.speaker.situation(f.stance, f.where),
    )


def is_it(asker: Asker) -> Question | None:
    """Is the lamp on the desk? Is the sofa blue?"""
    yes = asker.chance(0.5)
    index = asker.index()
    phrase = asker.namer.phrase(index)
    if phrase is None or phrase.noun.are:
        return None
    f = _colored(asker, index, yes=yes) if asker.chance(0.4) else _placed(asker, index, yes=yes)
    if f is None or f in phrase.filters or type(f) in [type(known) for known in phrase.filters]:
        return None
    slots = {"x": asker.speaker.bare(phrase)}
    if isinstance(f, Colored):
        return asker.ask("has the color", Holds(phrase, f), slots | {"word": f.word}, [index])
    slots["rel"] = asker.speaker.complement(f) or ""
    return asker.ask("is it", Holds(phrase, f), slots, [index, *anchors_of(asker, ((f,),))])


def _colored(asker: Asker, index: int, *, yes: bool) -> Filter | None:
    f = _color_of(asker, index) if yes else _some_color(asker)
    return f if f and _truly(asker, f, index, yes=yes) else None


def _placed(asker: Asker, index: int, *, yes: bool) -> Filter | None:
    """A place of the thing, or one where another thing is."""
    whose = index if yes else asker.index()
    places = list(asker.namer.relations(whose, 3))
    if not places:
        return None
    f = asker.pick(places)
    if isinstance(f, Related) and asker.resolver.only(f.anchor) == index:
        return None
    return f if _truly(asker, f, index, yes=yes) else None


def _truly(asker: Asker, f: Filter, index: int, *, yes: bool) -> bool:
    """Whether it is as wanted without doubt."""
    marks = asker.resolver.filter(f)
    return bool(marks.sure >> index & 1) if yes else not marks.open >> index & 1


def compare(asker: Asker) -> Question | None:
    i, j = asker.index(), asker.index()
    first, second = asker.namer.plain(i), asker.namer.plain(j)
    flat = {asker.thing(i).category, asker.thing(j).category} & _FLAT
    if first is None or second is None or flat or i == j:
        return None
    measure, most = asker.pick(tuple(_MORE))
    x, y = (measure_of(asker.thing(k), measure) for k in (i, j))
    if max(x, y) > _COMPARABLE * min(x, y):
        return None
    claim = Compare(first, second, measure, most)  # pyright: ignore[reportArgumentType]
    slots = {
        "x": asker.speaker.bare(first), "y": asker.speaker.bare(second),
        "more": asker.speaker.pick(_MORE[measure, most]),
    }  # fmt: skip
    return asker.ask("compare", claim, slots, [i, j])


def closer(asker: Asker) -> Question | None:
    i, j, k = asker.index(), asker.index(), asker.index()
    first, second, third = asker.namer.plain(i), asker.namer.plain(j), asker.namer.short(k)
    if first is None or second is None or third is None or len({i, j, k}) < 3:
        return None
    slots = {
        "x": asker.speaker.bare(first), "y": asker.speaker.bare(second),
        "z": asker.speaker.bare(third),
    }  # fmt: skip
    return asker.ask("closer", Closer(first, second, third), slots, [i, j, k])


def same(asker: Asker) -> Question | None:
    i, j = asker.index(), asker.index()
    first, second = asker.namer.short(i), asker.namer.short(j)
    if first is None or second is None or i == j or first.noun.are or second.noun.are:
        return None
    if any(isinstance(f, Colored) for p in (first, second) for f in p.filters):
        return None
    attribute = "color" if asker.chance(0.6) else "material"
    slots = {
        "x": asker.speaker.bare(first), "y": asker.speaker.bare(second), "attribute": attribute,
    }  # fmt: skip
    question = asker.ask("same", Same(first, second, attribute), slots, [i, j])
    if question and question.answers[0] == "no" and asker.chance(0.5):
        return None  # Two things seldom match: keep yes and no in balance.
    return question


def more(asker: Asker) -> Question | None:
    first, second = (_countable(asker, asker.index()) for _ in range(2))
    if first is None or second is None or first == second:
        return None
    found = [*asker.found(first), *asker.found(second)]
    slots = {"xs": first.noun.many, "ys": second.noun.many}
    return asker.ask("more", More(first, second), slots, found)

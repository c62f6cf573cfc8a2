"""Questions for things: what is there, which one, what kind, what for."""

from training.rooms.language.asking.ask_places import anchors_of
from training.rooms.language.asking.asker import Asker
from training.rooms.language.asking.claims import Anchors, RoomType, Which
from training.rooms.language.asking.question import Question
from training.rooms.language.naming.filters import (
    RANKS,
    At,
    Between,
    Extreme,
    Filter,
    Named,
    Nearest,
    Phrase,
    Related,
)  # fmt: skip
from training.rooms.language.naming.survey import members
from training.rooms.language.naming.wording import EXTREMES
from training.rooms.language.words.lexicon import uses_of
from training.rooms.language.words.nouns import noun

_THING = Phrase((Named(noun("thing")),))
_USUAL = ("on", "on", "on", "next to", "next to", "next to", "left of", "left of", "right of",
          "right of", "under", "above", "in front of", "in front of", "behind", "opposite",
          "near", "facing")  # fmt: skip
"""Relations as often as they are tried."""


def some_place(asker: Asker, *, clear: bool = False) -> tuple[Filter, list[int]] | None:
    """A place where there surely is something, and what it is named after."""
    places = asker.clear_places if clear else asker.places
    if asker.chance(0.08):
        return related_filter(asker)
    if asker.chance(0.06):
        return At(asker.pick(("in corner", "in middle", "on wall", "against wall"))), []
    if clear and asker.chance(0.12):
        anchor = asker.index()
        short = asker.namer.short(anchor)
        return None if short is None else (Nearest(short, asker.chance(0.25)), [anchor])
    for _ in range(3):
        known = places.get(asker.pick(_USUAL))
        if known:
            f, anchor = asker.pick(known)
            return f, [anchor]
    return None


def related_filter(asker: Asker) -> tuple[Filter, list[int]] | None:
    """A place beside something that can be named, and the things that name it."""
    anchor = asker.index()
    short = asker.namer.short(anchor)
    if short is None:
        return None
    if asker.chance(0.1):
        return _between(asker, anchor, short)
    return Related(asker.pick(_USUAL), short), [anchor]


def _between(asker: Asker, anchor: int, short: Phrase) -> tuple[Filter, list[int]] | None:
    near = members(asker.survey.related("near", anchor).sure)
    if not near:
        return None
    other = asker.pick(near)
    second = asker.namer.short(other)
    return None if second is None else (Between(short, second), [anchor, other])


def one_there(asker: Asker, place: tuple[Filter, list[int]] | None) -> int | None:
    """Any of the things that surely are at a place."""
    if place is None or isinstance(place[0], RANKS):
        return None
    there = members(asker.resolver.filter(place[0]).sure)
    return asker.pick(there) if there else None


def what_is(asker: Asker) -> Question | None:
    """What is next to the bed?"""
    place = some_place(asker, clear=True)
    if place is None:
        return None
    f, anchors = place
    phrase = _THING.with_(f)
    found = asker.found(phrase)
    if not found:
        return None
    kind = "what is" if len(found) == 1 else "what are"
    slots = {"rel": asker.speaker.complement(f) or ""}
    return asker.ask(kind, Which(phrase), slots, [*found, *anchors], spread=len(found) == 1)


def what_on(asker: Asker) -> Question | None:
    known = asker.clear_places.get("on")
    if not known:
        return None
    f, anchor = asker.pick(known)
    phrase = _THING.with_(f)
    found = asker.found(phrase)
    slots = {"y": asker.speaker.bare(f.anchor)}
    return asker.ask("what on", Which(phrase), slots, [*found, anchor], spread=len(found) == 1)


def what_anchor(asker: Asker) -> Question | None:
    """What is the lamp standing on, next to, facing?"""
    picked = asker.index()
    phrase = asker.namer.phrase(picked, details=0.3)
    if phrase is None:
        return None
    kind, name = asker.pick((
        ("what carries", "on"), ("what carries", "on"), ("what is it next to", "next to"),
        ("what does it face", "facing"),
    ))  # fmt: skip
    if any(isinstance(f, Related) and f.relation == name for f in phrase.filters):
        return None
    claim = Anchors(name, phrase, _THING)
    found = asker.survey.anchors[picked].get(name, [])
    slots = {"x": asker.speaker.bare(phrase)}
    about = [*found, picked]
    return asker.ask(kind, claim, slots, about, plural=phrase.noun.are, spread=True)


def what_kind(asker: Asker) -> Question | None:
    """What piece of furniture is next to the bed?"""
    place = some_place(asker)
    there = one_there(asker, place)
    hypernym = None if there is None else asker.namer.hypernym(there, broad=True)
    if place is None or hypernym is None:
        return None
    f, anchors = place
    phrase = Phrase((Named(hypernym), f))
    found = asker.found(phrase)
    if len(found) != 1:
        return None
    slots = {"kind": hypernym.one, "rel": asker.speaker.complement(f) or ""}
    return asker.ask("what kind is", Which(phrase), slots, [*found, *anchors], spread=True)


def nearest(asker: Asker) -> Question | None:
    """What piece of furniture is closest to the door?"""
    anchor = asker.index()
    short = asker.namer.short(anchor)
    hypernym = asker.namer.hypernym(asker.index(), broad=True)
    if short is None or hypernym is None:
        return None
    farthest = asker.chance(0.35)
    phrase = Phrase((Named(hypernym), Nearest(short, farthest)))
    found = asker.found(phrase)
    near = ("farthest from", "furthest from") if farthest else ("closest to", "nearest to")
    slots = {
        "kind": hypernym.one, "near": asker.speaker.pick(near), "y": asker.speaker.bare(short),
    }  # fmt: skip
    return asker.ask("nearest", Which(phrase), slots, [*found, anchor], spread=True)


def what_to_use(asker: Asker) -> Question | None:
    """What next to the window can I sit on?"""
    place = some_place(asker)
    there = one_there(asker, place)
    if place is None or there is None:
        return None
    f, anchors = place
    use = asker.pick(uses_of(asker.thing(there).category))
    if len(use.sure) < 2 and asker.chance(0.8):
        return None
    phrase = Phrase((Named(use.phrases[0]), f))
    found = asker.found(phrase)
    verb = asker.pick(use.verbs).replace("yourself", "myself").replace("your ", "my ")
    slots = {"use": verb, "rel": asker.speaker.complement(f) or ""}
    return asker.ask("what to use", Which(phrase), slots, [*found, *anchors], spread=True)


def which(asker: Asker) -> Question | None:
    """Which chair is closest to the door? The answer tells it apart from the others."""
    index = asker.index()
    among = asker.noun_phrase(index)
    if len(asker.found(among)) < 2 or among.noun.are:
        return None
    if asker.chance(0.25):
        return _which_extreme(asker, among)
    f, anchors = _telling(asker, index)
    if f is None:
        return None
    phrase = among.with_(f)
    found = asker.found(phrase)
    slots = {
        "x": among.noun.one, "xs": among.noun.many, "rel": asker.speaker.complement(f) or "",
    }  # fmt: skip
    return asker.ask("which", Which(phrase, among), slots, [*found, *anchors], spread=True)


def _telling(asker: Asker, index: int) -> tuple[Filter | None, list[int]]:
    filters = list(asker.namer.relations(index, 4))
    filters += [f for f in asker.namer.ranks(index, 4) if isinstance(f, Nearest)]
    if not filters:
        return None, []
    f = asker.pick(filters)
    if isinstance(f, Nearest):
        anchor = asker.resolver.only(f.anchor)
        return f, [] if anchor is None else [anchor]
    return f, anchors_of(asker, ((f,),)) if not isinstance(f, At) else []


def _which_extreme(asker: Asker, among: Phrase) -> Question | None:
    f = Extreme(asker.pick(("height", "width", "volume")), asker.chance(0.6))
    found = asker.found(among.with_(f))
    most = asker.speaker.pick(EXTREMES[f.measure, f.most])
    slots = {"x": among.noun.one, "xs": among.noun.many, "most": most}
    return asker.ask("which is extreme", Which(among.with_(f), among), slots, found, spread=True)


def what_seen(asker: Asker) -> Question | None:
    """I am sitting on the sofa. What is on my left?"""
    view = asker.view()
    if view is None:
        return None
    f, at = view
    there = one_there(asker, (f, []))
    hypernym = None
    if there is not None and asker.chance(0.7):
        hypernym = asker.namer.hypernym(there, broad=True)
    base = Phrase((Named(hypernym),)) if hypernym else _THING
    found = asker.found(base.with_(f))
    if not found or (len(found) > 1 and hypernym):
        return None
    slots = {
        "side": asker.speaker.complement(f) or "", "kind": hypernym.one if hypernym else "",
    }  # fmt: skip
    return asker.ask(
        "which kind for a viewer" if hypernym else "what for a viewer",
        Which(base.with_(f)),
        slots,
        [*found, at],
        situation=asker.speaker.situation(f.stance, f.where),
        spread=len(found) == 1,
    )


def room(asker: Asker) -> Question | None:
    return asker.ask("room", RoomType(), {}, [])

"""Questions for places: where, on which side, in which direction."""

from training.rooms.language.asking.asker import Asker
from training.rooms.language.asking.claims import Side, Turn, Where
from training.rooms.language.asking.question import Question
from training.rooms.language.naming.filters import Around, At, Filter, Named, Phrase, Related, Seen
from training.rooms.language.naming.refer import WALL_PARTS
from training.rooms.language.naming.survey import SPOTS
from training.rooms.language.words.lexicon import uses_of
from training.rooms.language.words.nouns import Noun, a

_RELATIONS = ("on", "under", "above", "left of", "right of", "next to", "in front of", "behind",
              "opposite", "near")  # fmt: skip


def where(asker: Asker) -> Question | None:
    index = asker.index()
    phrase = asker.namer.phrase(index)
    if phrase is None:
        return None
    places = places_of(asker, index, phrase)
    return asker.ask(
        "where",
        Where(phrase, places),
        {"x": asker.speaker.bare(phrase)},
        [index, *anchors_of(asker, places)],
        plural=phrase.noun.are,
    )


def where_are(asker: Asker) -> Question | None:
    """Of a few like things that share a place."""
    phrase = asker.noun_phrase(asker.index())
    adjectives = asker.namer.adjectives(asker.index())
    if asker.chance(0.5) and adjectives:
        phrase = phrase.with_(adjectives[0])
    found = asker.found(phrase)
    if not 2 <= len(found) <= 5:
        return None
    places = places_of(asker, found[0], phrase)
    shared = tuple(p for p in places if all(_holds(asker, i, p) for i in found))
    return asker.ask(
        "where, of many",
        Where(phrase, shared),
        {"x": asker.speaker.bare(phrase, many=True)},
        [*found, *anchors_of(asker, shared)],
    )


def where_to(asker: Asker) -> Question | None:
    """Where something is that is good for a purpose."""
    index = asker.index()
    uses = uses_of(asker.thing(index).category)
    if not uses:
        return None
    use = asker.pick(uses)
    noun = asker.pick(use.phrases[:-1] if len(use.phrases) > 1 and not asker.novel else use.phrases)
    phrase = Phrase((Named(noun),))
    if asker.resolver.only(phrase) != index:
        return None
    places = places_of(asker, index, phrase)
    about = [index, *anchors_of(asker, places)]
    return asker.ask("where to", Where(phrase, places), {"use": wanted(noun)}, about)


def wanted(noun: Noun) -> str:
    """With an article where one fits, and seen by the speaker: "a place to wash my hands"."""
    text = noun.one.replace("yourself", "myself").replace("your ", "my ").replace(" you ", " I ")
    free = noun.are or text.startswith(("some", "furniture", "storage", "reading"))
    return text if free else a(text)


def side(asker: Asker) -> Question | None:
    """Left or right of something with its back to a wall."""
    anchor = asker.index()
    around = asker.survey.related("anywhere left of", anchor).sure
    around |= asker.survey.related("anywhere right of", anchor).sure
    picked = asker.index()
    if not around >> picked & 1:
        return None
    phrase, where = asker.namer.phrase(picked), asker.namer.short(anchor)
    if phrase is None or where is None:
        return None
    left, right = (Related(f"anywhere {s} of", where) for s in ("left", "right"))
    slots = {"x": asker.speaker.bare(phrase), "y": asker.speaker.bare(where)}
    return asker.ask(
        "side", Side(phrase, left, right), slots, [picked, anchor], plural=phrase.noun.are
    )


def side_seen(asker: Asker) -> Question | None:
    """Left or right of a thing for somebody in a door or before something."""
    picked = asker.index()
    seen = asker.namer.seen(picked)
    phrase = asker.namer.short(picked)
    if seen is None or phrase is None:
        return None
    left, right = (Seen(s, seen.anchor, seen.stance, seen.where) for s in ("left of", "right of"))
    anchor = asker.resolver.only(seen.anchor)
    viewer = asker.resolver.only(seen.where)
    if anchor is None or viewer is None:
        return None
    situation = asker.speaker.situation(seen.stance, seen.where)
    slots = {"x": asker.speaker.bare(phrase), "y": asker.speaker.bare(seen.anchor)}
    return asker.ask(
        "side between two",
        Side(phrase, left, right),
        slots,
        [picked, anchor, viewer],
        situation=situation,
        plural=phrase.noun.are,
    )


def turn(asker: Asker) -> Question | None:
    """On which side of a viewer something is."""
    view, picked = asker.view(), asker.index()
    phrase = asker.namer.phrase(picked, details=0.2)
    if view is None or phrase is None or view[1] == picked:
        return None
    f, at = view
    sides = tuple(Around(d, f.stance, f.where) for d in ("left", "right", "ahead", "behind"))
    return asker.ask(
        "side for a viewer",
        Turn(phrase, sides, f.stance),
        {"x": asker.speaker.bare(phrase)},
        [picked, at],
        situation=asker.speaker.situation(f.stance, f.where),
        plural=phrase.noun.are,
    )


def relation(asker: Asker) -> Question | None:
    """How one thing lies to another."""
    anchor, picked = asker.index(), asker.index()
    names = [r for r in _RELATIONS if asker.survey.related(r, anchor).sure >> picked & 1]
    phrase, where = asker.namer.short(picked), asker.namer.plain(anchor)
    if not names or phrase is None or where is None or anchor == picked:
        return None
    places = tuple((Related(name, where),) for name in names if name != "near" or len(names) == 1)
    slots = {"x": asker.speaker.bare(phrase), "y": asker.speaker.bare(where)}
    return asker.ask(
        "relation", Where(phrase, places), slots, [picked, anchor], plural=phrase.noun.are
    )


def places_of(asker: Asker, index: int, phrase: Phrase) -> tuple[tuple[Filter, ...], ...]:
    """Up to three places of a thing that its phrase does not give away."""
    said = {asker.resolver.only(f.anchor) for f in phrase.filters if isinstance(f, Related)}
    found: list[tuple[Filter, ...]] = []
    spots = [At(s) for s in SPOTS if asker.survey.at(s).sure >> index & 1]
    spots = [s for s in spots if s not in phrase.filters]
    if asker.thing(index).category in WALL_PARTS:
        spots.clear()  # Where else than in a wall?
    for name in _ordered(asker):
        if name == "near" and found:
            break
        anchors = [j for j in asker.survey.anchors[index].get(name, ()) if j not in said]
        if not anchors:
            continue
        plain = asker.namer.plain(asker.pick(anchors))
        if plain is not None:
            related = Related(name, plain)
            spot = spots.pop() if spots and asker.chance(0.35) else None
            found.append((spot, related) if spot else (related,))
        if len(found) == 3 or (found and name in ("on", "under") and asker.chance(0.5)):
            break
    if spots and (not found or asker.chance(0.15)):
        found.insert(int(asker.chance(0.6)) * len(found), (spots[0],))
    return tuple(found[:3])


def _ordered(asker: Asker) -> list[str]:
    """Relations in random order, but carriers first and mere nearness last."""
    middle = [_RELATIONS[i] for i in 3 + asker.rng.permutation(len(_RELATIONS) - 4)]
    return ["on", "under", "above", *middle, "near"]


def _holds(asker: Asker, index: int, place: tuple[Filter, ...]) -> bool:
    return all(asker.resolver.filter(f).sure >> index & 1 for f in place)


def anchors_of(asker: Asker, places: tuple[tuple[Filter, ...], ...]) -> list[int]:
    """The things that the places name."""
    found = [
        asker.resolver.only(f.anchor) for place in places for f in place if isinstance(f, Related)
    ]
    return [index for index in found if index is not None]

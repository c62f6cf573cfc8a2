"""The dictionary covers the catalogue and does not contradict itself."""

import pytest

from training.rooms.colors import NAMES
from training.rooms.furniture.catalogue import CATALOGUE
from training.rooms.language.facts.fronts import FRONTED
from training.rooms.language.facts.truth import YES
from training.rooms.language.words.colors import COLOR_WORDS, SYNONYMS
from training.rooms.language.words.groups import KINDS, USES
from training.rooms.language.words.lexicon import ENTRIES, denotes, has_color, uses_of
from training.rooms.language.words.nouns import a, noun, plural
from training.rooms.language.words.styles import types_of
from training.rooms.language.words.types_table import STATES, TYPES

CATEGORIES = sorted(set(CATALOGUE) | set(ENTRIES))


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_has_names_and_a_use(category: str) -> None:
    entry = ENTRIES[category]
    names = [n.one for n in (*entry.names, *entry.rare)]
    assert (
        len(set(names)) == len(names) >= 8
        or len(set(names) | {phrase.one for use in uses_of(category) for phrase in use.phrases})
        >= 8
    )
    assert len(entry.rare) >= 1 and uses_of(category)
    assert all(denotes(name, category) == YES for name in names)
    assert not set(entry.loose) & set(names)


def test_groups_and_styles_speak_of_known_categories() -> None:
    for group in (*KINDS, *USES):
        assert set(group.sure) | set(group.perhaps) <= set(ENTRIES)
        assert not set(group.sure) & set(group.perhaps)
        assert len(group.phrases) >= 2 or group in USES
    assert {category for category, _ in TYPES} | {category for category, _ in STATES} <= set(
        ENTRIES
    )
    assert set(ENTRIES) >= FRONTED


@pytest.mark.parametrize("category", CATALOGUE)
def test_styles_with_words_exist(category: str) -> None:
    styles = {style.name for style in CATALOGUE[category].styles}
    for known in (TYPES, STATES):
        assert {style for name, style in known if name == category} <= styles
    for style in styles:
        assert all(text == text.lower() for text in types_of(category, style))


def test_every_paint_has_a_word_of_its_own() -> None:
    for name in NAMES:
        assert has_color(name, name) == YES
    for word, entry in COLOR_WORDS.items():
        assert set(entry.sure) | set(entry.perhaps) <= set(NAMES), word
        assert not set(entry.sure) & set(entry.perhaps), word


@pytest.mark.parametrize(("name", "others"), SYNONYMS.items())
def test_synonyms_of_colors_are_not_wrong(name: str, others: tuple[str, ...]) -> None:
    assert all(has_color(other, name) >= 1 for other in others)


def test_english() -> None:
    assert plural("chest of drawers") == "chests of drawers"
    assert plural("bookshelf") == "bookshelves" and plural("couch") == "couches"
    assert noun("blinds~").many == "blinds" and noun("blinds~").verb == "are"
    assert a("armchair") == "an armchair" and a("umbrella") == "an umbrella"
    assert a("u-shaped sofa") == "a u-shaped sofa" and a("l-shaped desk") == "an l-shaped desk"

"""Captioned pictures: true, told by the seed alone, and kept whole."""

from pathlib import Path

import numpy as np
import pytest

from training.clip.captions import CAPTION_KINDS
from training.clip.corpus import CorpusConfig, joined, make_corpus, read_part
from training.clip.pictures import PICTURE_KINDS, Captioned, lone_picture, room_pictures
from training.errors import CommandError
from training.rooms.furniture.catalogue import CATALOGUE
from training.rooms.language.words.lexicon import ENTRIES
from training.rooms.splits import Split

SMALL = CorpusConfig(things=3, rooms=1)


@pytest.fixture(scope="module")
def pictures() -> list[Captioned]:
    return [*(lone_picture("train", i) for i in range(6)), *room_pictures("train", 3)]


def test_all_kinds_of_pictures_come(pictures: list[Captioned]) -> None:
    assert {p.kind for p in pictures} == set(PICTURE_KINDS)
    assert {c.kind for p in pictures for c in p.captions} == set(CAPTION_KINDS)
    assert all(p.captions for p in pictures)
    assert all((p.category is not None) == (p.kind in ("alone", "in room")) for p in pictures)


def test_pictures_show_something(pictures: list[Captioned]) -> None:
    assert all(p.image.shape == (128, 128, 3) and p.image.std() > 1 for p in pictures)


def test_names_are_those_of_the_category(pictures: list[Captioned]) -> None:
    for picture in pictures:
        if picture.category is not None:
            names = [noun.one for noun in ENTRIES[picture.category].names]
            named = [c.text for c in picture.captions if c.kind in ("name", "attributes")]
            assert all(any(name in text for name in names) for text in named), named


def test_the_same_seed_draws_the_same_picture() -> None:
    one, other = (lone_picture("train", 5) for _ in range(2))
    assert np.array_equal(one.image, other.image) and one.captions == other.captions
    assert not np.array_equal(one.image, lone_picture("train", 6).image)
    assert not np.array_equal(one.image, lone_picture("val", 5).image)


@pytest.mark.parametrize("split", ["train", "test", "novel-categories", "novel-phrasings"])
def test_held_out_categories_are_those_of_their_split(split: Split) -> None:
    categories = [lone_picture(split, i).category for i in range(8)]
    held_out = {CATALOGUE[c].held_out for c in categories if c is not None}
    assert held_out == {split == "novel-categories"}


def test_novel_phrasings_use_names_kept_from_training() -> None:
    rare = {noun.one for entry in ENTRIES.values() for noun in entry.rare}
    usual = {noun.one for entry in ENTRIES.values() for noun in entry.names}
    texts = [c.text for i in range(12) for c in lone_picture("novel-phrasings", i).captions]
    assert any(any(name in text for name in rare - usual) for text in texts)


def test_parts_keep_what_was_drawn(pictures: list[Captioned]) -> None:
    part = joined(pictures)
    for i, picture in enumerate(pictures):
        own = np.flatnonzero(part.owners == i)
        assert tuple(part.texts[j] for j in own) == tuple(c.text for c in picture.captions)
        assert np.array_equal(part.images[i], picture.image)


def test_a_corpus_goes_on_where_it_was(tmp_path: Path) -> None:
    paths = make_corpus(tmp_path, "val", SMALL, workers=0)
    first = [path.read_bytes() for path in paths]
    paths[0].unlink()
    assert make_corpus(tmp_path, "val", SMALL, workers=0) == paths
    assert [path.read_bytes() for path in paths] == first
    assert not list(tmp_path.rglob(".*"))


def test_a_corpus_of_another_make_is_refused(tmp_path: Path) -> None:
    make_corpus(tmp_path, "val", CorpusConfig(things=1, rooms=0), workers=0)
    other = CorpusConfig(things=1, rooms=0, pictures=type(SMALL.pictures)(edge=64))
    with pytest.raises(CommandError, match="other options"):
        make_corpus(tmp_path, "val", other, workers=0)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.95])
def test_damaged_parts_are_named(tmp_path: Path, share: float) -> None:
    (path,) = make_corpus(tmp_path, "val", CorpusConfig(things=1, rooms=0), workers=0)
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    with pytest.raises(CommandError, match=path.name):
        read_part(path)

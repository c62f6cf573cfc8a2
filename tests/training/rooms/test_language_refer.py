"""Referring phrases fit exactly one thing, as a slow second opinion sees it."""

import numpy as np
import pytest
from scattered import scattered_room

from training.rooms.language.facts.facts import facts_of
from training.rooms.language.naming.refer import Namer
from training.rooms.language.naming.resolve import Resolver
from training.rooms.language.naming.survey import PAIRS, members, survey_of
from training.rooms.language.naming.verify import Witness
from training.rooms.language.naming.wording import Speaker


@pytest.mark.parametrize("novel", [False, True])
@pytest.mark.parametrize("seed", range(8))
def test_phrases_are_unique(seed: int, novel: bool) -> None:
    facts = facts_of(scattered_room(seed, 30))
    namer = Namer(Resolver(survey_of(facts)), np.random.default_rng(seed), novel=novel)
    witness = Witness(facts)
    found = 0
    for i, thing in enumerate(facts.things):
        for _ in range(3):
            phrase = namer.phrase(i)
            if phrase is not None:
                found += 1
                assert witness.one(phrase) is thing, phrase
    assert found > 2 * len(facts.things)


@pytest.mark.parametrize("seed", range(4))
def test_tables_agree_with_single_pairs(seed: int) -> None:
    facts = facts_of(scattered_room(seed, 25))
    survey, witness = survey_of(facts), Witness(facts)
    for relation in PAIRS:
        for j, anchor in enumerate(facts.things):
            marks = survey.related(relation, j)
            for i, thing in enumerate(facts.things):
                truth = (marks.sure >> i & 1) + (marks.open >> i & 1)
                assert truth == witness.relation(relation, thing, anchor), relation


def test_the_same_seed_says_the_same() -> None:
    def texts() -> list[str]:
        facts = facts_of(scattered_room(1, 30))
        rng = np.random.default_rng(5)
        namer, speaker = Namer(Resolver(survey_of(facts)), rng), Speaker(rng)
        phrases = [namer.phrase(i) for i in range(len(facts.things))]
        return [speaker.the(phrase) for phrase in phrases if phrase]

    assert texts() == texts()


def test_unseen_things_do_not_count() -> None:
    room = scattered_room(2, 30)
    chosen = room.objects[0]
    alone = facts_of(room, {chosen.id})
    namer = Namer(Resolver(survey_of(alone)), np.random.default_rng(0))
    phrase = namer.phrase(0, details=0.0)
    assert phrase is not None and len(phrase.filters) == 1


def test_members_lists_bits() -> None:
    assert members(0b10110) == [1, 2, 4]

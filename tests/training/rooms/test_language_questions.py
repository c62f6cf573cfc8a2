"""Questions: every answer is recomputed by a slow second opinion, none is ambiguous."""

import os
import pickle
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from handmade import handmade_room
from scattered import scattered_room

from training.rooms.language.asking import asker
from training.rooms.language.asking.answers import without_articles
from training.rooms.language.asking.asker import TEMPLATES
from training.rooms.language.asking.claims import Count, Exists, Has, Which
from training.rooms.language.asking.question import Question, verify
from training.rooms.language.asking.questions import KINDS, QuestionConfig, ask
from training.rooms.language.asking.reply import reply
from training.rooms.language.blind import blind_accuracy
from training.rooms.language.describing import describe
from training.rooms.language.facts.facts import facts_of
from training.rooms.language.figures import language_figures, official_type
from training.rooms.language.naming.filters import Colored, Named, Phrase, Related
from training.rooms.language.naming.resolve import Resolver
from training.rooms.language.naming.survey import survey_of
from training.rooms.language.naming.verify import Witness
from training.rooms.language.room_language import LanguageConfig, RoomLanguage, speak
from training.rooms.language.words.nouns import noun

ROOT = Path(__file__).parents[3]
NOVEL = LanguageConfig(questions=QuestionConfig(novel=True))


@pytest.fixture(scope="module", params=range(10))
def spoken(request: pytest.FixtureRequest) -> RoomLanguage:
    seed = request.param
    config = NOVEL if seed % 3 == 2 else LanguageConfig()
    return speak(scattered_room(seed, 30), np.random.default_rng(seed), config=config)


@pytest.fixture(scope="module")
def many() -> list[Question]:
    found: list[Question] = []
    for seed in range(40):
        resolver = Resolver(survey_of(facts_of(scattered_room(100 + seed, 25))))
        found += ask(resolver, np.random.default_rng(seed))
    return found


def test_every_answer_is_recomputed(spoken: RoomLanguage) -> None:
    witness = Witness(spoken.facts)
    assert len(spoken.questions) > 20
    for question in spoken.questions:
        assert verify(question, spoken.facts, witness), question


def test_every_description_fits_one_object(spoken: RoomLanguage) -> None:
    witness = Witness(spoken.facts)
    assert len(spoken.descriptions) > len(spoken.facts.things)
    for description in spoken.descriptions:
        thing = witness.one(description.phrase)
        assert thing is not None and thing.id == description.object_id, description


def test_texts_are_clean(spoken: RoomLanguage) -> None:
    texts = [*(q.text for q in spoken.questions), *(d.text for d in spoken.descriptions)]
    for text in (*texts, *spoken.scenes):
        assert not re.search(r"[{}]|  | \.|the the|\ba a\b|None", text), text
        assert text[0].isupper() and text[-1] in "?.", text
    assert len({q.text for q in spoken.questions}) == len(spoken.questions)


def test_answers_are_lower_case_without_articles(spoken: RoomLanguage) -> None:
    for question in spoken.questions:
        assert question.answers and len(set(question.answers)) == len(question.answers)
        for answer in question.answers:
            assert answer == answer.strip().lower() == without_articles(answer)
            assert answer and answer[-1] not in ".?!"


def test_questions_name_their_objects(spoken: RoomLanguage) -> None:
    for question in spoken.questions:
        names = tuple(spoken.facts.by_id[i].category for i in question.object_ids)
        assert question.object_names == names
        negative = question.answers[0] == "no" or question.kind == "room"
        assert question.object_ids or negative, question


def test_a_situation_is_part_of_the_text(spoken: RoomLanguage) -> None:
    for question in spoken.questions:
        if question.situation is not None and not question.text.startswith("Picture me"):
            assert question.text.startswith(question.situation)


def test_the_same_seed_asks_the_same() -> None:
    first, again, other = (
        speak(scattered_room(4, 30), np.random.default_rng(seed)) for seed in (0, 0, 1)
    )
    assert first == again and first.questions != other.questions


def test_other_processes_say_the_same() -> None:
    code = (
        "import hashlib, numpy as np\n"
        "from scattered import scattered_room\n"
        "from training.rooms.language.room_language import speak\n"
        "words = speak(scattered_room(4, 30), np.random.default_rng(0))\n"
        "print(hashlib.sha256(repr(words).encode()).hexdigest())\n"
    )
    paths = f"{ROOT}{os.pathsep}{Path(__file__).parent}"
    digests = [
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": paths},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert digests[0] == digests[1] and len(digests[0]) == 65


def test_a_phrase_keeps_its_meaning_when_pickled() -> None:
    phrase = Phrase((Named(noun("chair")), Colored("blue")))
    assert {phrase: 1}[pickle.loads(pickle.dumps(phrase))] == 1
    assert "_hash" not in pickle.loads(pickle.dumps(phrase)).__dict__


def test_held_out_templates_wait_for_the_novel_split(many: list[Question]) -> None:
    held_out = {t.id for known in TEMPLATES.values() for t in known if t.held_out}
    assert not {q.template for q in many} & held_out
    resolver = Resolver(survey_of(facts_of(scattered_room(3, 30))))
    novel = ask(resolver, np.random.default_rng(0), QuestionConfig(novel=True))
    assert len({q.template for q in novel} & held_out) > 5


def test_there_are_templates_enough() -> None:
    assert asker.template_count() + describe.template_count() >= 250
    ids = [t.id for known in TEMPLATES.values() for t in known]
    texts = [t.text for known in TEMPLATES.values() for t in known]
    assert len(set(ids)) == len(ids) and len(set(texts)) > 0.97 * len(texts)


def test_no_answer_is_too_common_and_kinds_are_mixed(many: list[Question]) -> None:
    counts = Counter(answer for q in many for answer in q.answers)
    assert counts.most_common(1)[0][1] < 0.06 * len(many)
    assert len(counts) > 500
    assert len({q.kind for q in many}) > len(KINDS)


def test_guessing_from_the_question_fails(many: list[Question]) -> None:
    half = len(many) // 2
    assert blind_accuracy(many[:half], many[half:]) < 0.35


def test_a_blind_model_learns_what_the_question_gives_away() -> None:
    def asked(text: str, answer: str) -> Question:
        claim = Exists(Phrase(()))
        return Question(text, (answer,), "exists", (), (), None, "x/0", claim)

    known = [
        asked(f"What is as {w} as snow, number {i}?", a)
        for i in range(20)
        for w, a in (("white", "milk"), ("cold", "ice"))
    ]
    assert blind_accuracy(known[:30], known[30:]) == 1.0


def test_claims_about_the_handmade_room() -> None:
    facts = facts_of(handmade_room())
    chair, table = Named(noun("chair")), Phrase((Named(noun("table")),))
    thing = Phrase((Named(noun("thing")), Related("on", table)))
    for view in (Resolver(survey_of(facts)), Witness(facts)):
        assert reply(Count(Phrase((chair,))), view) == ("4",)
        assert reply(Count(Phrase((chair, Colored("blue")))), view) == ("4",)
        assert reply(Exists(Phrase((chair, Colored("red")))), view) == ("no",)
        assert "bowl" in reply(Which(thing), view)
        assert reply(Has(table, "color"), view)[0] == "brown"
        assert reply(Has(Phrase((chair,)), "color"), view) == ()  # There are four.
        assert reply(Count(Phrase((chair, Colored("navy blue")))), view) == ("4",)


def test_nothing_is_asked_about_an_empty_room() -> None:
    room = scattered_room(0, 20)
    silent = speak(room, np.random.default_rng(0), visible=())
    assert silent.questions == () and silent.descriptions == ()


def test_figures_count_what_is_there(many: list[Question]) -> None:
    figures = language_figures(many[: len(many) // 2], many[len(many) // 2 :])
    assert figures.templates >= 250 and figures.distinct_answers > 400
    assert figures.most_common_share < 0.06 and figures.blind_em1 < 0.35
    assert sum(figures.official_types.values()) == pytest.approx(1, abs=1e-3)
    assert official_type("What is the color of the bed?") == "color"
    assert official_type("What is on the bed?") == "object"

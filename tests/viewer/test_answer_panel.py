"""What the Ask panel makes of answers, histories and colours."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.engine import Answer, Ranked
from backend.geometry.colors import ramp
from backend.types import Boxes
from tests.viewer import scans
from viewer.asking import _named
from viewer.history import History, Past
from viewer.layers.heat import faded, heat_colors
from viewer.overview import visible_from
from viewer.panels.answer import answer_html, boxes_html, heat_legend_html, message_html
from viewer.panels.ask import _distinct
from viewer.sight import clear_view
from viewer.transcript import Transcript


def boxes(*labels: str, scores: tuple[float, ...] | None = None) -> Boxes:
    n = len(labels)
    return Boxes(
        centers=np.arange(3 * n, dtype=np.float32).reshape(n, 3),
        sizes=np.ones((n, 3), np.float32),
        yaws=np.zeros(n, np.float32),
        labels=labels,
        scores=np.array((0.9,) * n if scores is None else scores, np.float32),
    )


def answer(text: str = "chair", **fields: object) -> Answer:
    given = {
        "question": text,
        "answers": (Ranked(text, 0.7), Ranked("two", 0.2)),
        "sure": True,
        "not_found": False,
        "boxes": boxes(text),
        "heat": np.zeros(5, np.float32),
        "unknown": (text,),
        "notes": (text,),
    }
    return Answer(**(given | fields))  # pyright: ignore[reportArgumentType]


def test_nothing_that_people_or_scans_say_becomes_markup() -> None:
    hostile = answer(scans.HOSTILE)
    title = f"Marked for “{scans.HOSTILE}”"
    for shown in (
        answer_html(hostile),
        boxes_html(hostile.boxes, title),
        message_html(scans.HOSTILE),
    ):
        assert "<script" not in shown and "<img" not in shown and "&lt;script&gt;" in shown


@given(st.text())
def test_any_text_can_be_shown(text: str) -> None:
    shown = answer_html(answer(text))
    shown.encode()
    assert shown.count("<div") == shown.count("</div>")


def test_the_three_outcomes_are_told_apart() -> None:
    assert ">chair</div>" in answer_html(answer())
    assert "Not sure." in answer_html(answer(sure=False))
    assert "best guesses" in answer_html(answer(sure=False))
    assert "Nothing like that here." in answer_html(answer(not_found=True))
    assert "Nothing like that here." in answer_html(answer(not_found=True, sure=False))
    assert "Not sure." in answer_html(answer(answers=(), sure=False))


def test_heat_is_coloured_from_the_threshold_on() -> None:
    heat = np.linspace(0, 1, 11, dtype=np.float32)
    context = np.full((11, 3), 200, np.uint8)
    colors = heat_colors(heat, 0.45, context)
    np.testing.assert_array_equal(colors[:5], context[:5])
    np.testing.assert_array_equal(colors[5:], ramp(heat[5:]))


def test_faded_colours_are_light_greys_in_the_order_of_their_brightness() -> None:
    colors = np.random.default_rng(0).integers(0, 256, (500, 3)).astype(np.uint8)
    grey = faded(colors)
    assert (grey == grey[:, :1]).all() and grey.min() >= 120 and grey.max() <= 228
    brightness = colors @ np.array([0.299, 0.587, 0.114])
    assert (np.diff(grey[np.argsort(brightness), 0].astype(int)) >= 0).all()


@pytest.mark.parametrize("threshold", [0.0, 0.37, 1.0])
def test_the_colour_bar_is_grey_up_to_the_threshold(threshold: float) -> None:
    assert f"rgb(190, 190, 190) {threshold:.0%}" in heat_legend_html(threshold)


def test_labels_of_alternatives_are_short_and_distinct() -> None:
    texts = ["a" * 50, "a" * 60, "", "", "b"]
    labels = _distinct(texts)
    assert len(set(labels)) == 5 and max(map(len, labels)) <= 26 and all(labels)


def test_an_answer_names_objects_as_whole_words() -> None:
    found = boxes("chair", "armchair", "arm", "chair", scores=(0.9, 0.8, 0.7, 0.2))
    assert _named(found, "chairs").labels == ("chair",)
    assert _named(found, "the armchair").labels == ("armchair",)
    assert _named(found, "two").labels == ()
    faint = boxes("lamp", "lamp", scores=(0.3, 0.2))
    assert len(_named(faint, "lamp")) == 1


def past(i: int, scene: str = "scene:a") -> Past:
    return Past(scene, "room", f"question {i}", "answer")


def test_history_comes_back_from_the_browser() -> None:
    history, again = History(), History()
    for i in range(40):
        history.add(past(i))
    history.add(past(20))
    assert [p.question for p in history.items[:2]] == ["question 20", "question 39"]
    assert len(history.items) == len({p.question for p in history.items}) == 30
    again.restore(history.to_json())
    assert again.items == history.items


@pytest.mark.parametrize(
    "stored", [None, "", "{", "[1]", '[{"scene": 3}]', "null", "[" * 5000, '"<script>"', "\ud800"]
)
def test_what_is_no_history_is_left_out(stored: str | None) -> None:
    history = History()
    history.add(past(1))
    history.restore(stored)
    assert history.items == (past(1),)


def test_a_transcript_holds_no_heat() -> None:
    transcript = Transcript()
    transcript.add("room", answer(heat=np.zeros(1_000_000, np.float32)))
    assert transcript._given[0].answer.heat.nbytes == 0
    assert b'"scene": "room"' in transcript.to_json()


def wall_and_thing() -> tuple[np.ndarray, np.ndarray]:
    """A ball on the ground behind a wall to its south, and the ball's bounds."""
    rng = np.random.default_rng(0)
    ball = rng.normal(size=(2000, 3))
    ball = 0.3 * ball / np.linalg.norm(ball, axis=1)[:, None] + [0, 0, 0.3]
    x, z = rng.uniform(-3, 3, 20_000), rng.uniform(0, 2.5, 20_000)
    wall = np.stack([x, np.full_like(x, -0.6), z], axis=1)
    bounds = np.array([[-0.3, -0.3, 0.0], [0.3, 0.3, 0.6]])
    return np.concatenate([ball, wall]).astype(np.float32), bounds


def test_a_thing_behind_a_wall_is_seen_from_the_other_side() -> None:
    positions, bounds = wall_and_thing()
    view = clear_view(positions, bounds, np.array([0.0, -5.0, 2.0]))
    # In front of the wall, or above it.
    assert view.position[1] > -0.6 or view.position[2] > 2.5
    thing = np.arange(len(positions)) < 2000
    near = (positions - view.position) @ (view.position - view.look_at) < 0
    seen = visible_from(positions[near].astype(np.float64), view)
    assert seen[thing[near]].mean() > 0.3


def test_nothing_in_the_way_leaves_the_camera_on_its_side() -> None:
    positions, bounds = wall_and_thing()
    eye = np.array([1.0, 5.0, 2.0])
    view = clear_view(positions, bounds, eye)
    center = bounds.mean(axis=0)
    toward, was = view.position - center, eye - center
    np.testing.assert_allclose(
        toward / np.linalg.norm(toward), was / np.linalg.norm(was), atol=1e-6
    )

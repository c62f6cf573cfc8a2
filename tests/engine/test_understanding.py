"""What a text wants, and what it names."""

import pytest

from backend.engine import QuestionError
from backend.engine.queries import MOST, Query, parse_queries
from backend.engine.understanding import understand


@pytest.mark.parametrize(
    "text",
    [
        "What is left of the bed?", "what color is the bed", "Is there a chair", "how many chairs",
        "chairs?", "Are the windows open", "Tell me what is on the desk", "where's the lamp",
        "I am facing the window; what is behind me", "Does the room have a door",
        "How tall is the shelf", "Which chair is nearest to the door", "Can I sit here?",
        "Behind me, how many chairs are there",
    ],
)  # fmt: skip
def test_questions(text: str) -> None:
    assert understand(text) == "answer"


@pytest.mark.parametrize(
    "text",
    [
        "chair", "chair; table", "something to sit on", "find the red chairs", "show me tables",
        "red things", "a bathtub", "Can you find a chair?",
        "office chair next to the door", "please highlight all windows", "",
    ],
)  # fmt: skip
def test_queries(text: str) -> None:
    assert understand(text) == "matches"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("chair", [Query("chair", "chair")]),
        ("find the red chairs", [Query("red chairs", "chairs", ("red",))]),
        ("chair; table\nchair;;", [Query("chair", "chair"), Query("table", "table")]),
        ("show me all tables.", [Query("tables", "tables")]),
        ("something to sit on", [Query("something to sit on", "something to sit on")]),
        ("the red things", [Query("red things", "", ("red",))]),
        ("Red", [Query("Red", "", ("red",))]),
        ("black and white things", [Query("black and white things", "", ("black", "white"))]),
        ("blue-coloured sofa", [Query("blue-coloured sofa", "sofa", ("blue",))]),
        ("orangery", [Query("orangery", "orangery")]),
    ],
)
def test_what_is_to_be_found(text: str, wanted: list[Query]) -> None:
    assert list(parse_queries(text).queries) == wanted


def test_too_many_are_cut_and_told() -> None:
    parsed = parse_queries(";".join(f"thing {i} x" for i in range(MOST + 5)))
    assert len(parsed.queries) == MOST and "first" in parsed.notes[-1]


@pytest.mark.parametrize("text", ["", " ; ", "🪑", "стул"])
def test_what_names_nothing_is_refused(text: str) -> None:
    with pytest.raises(QuestionError):
        parse_queries(text)

"""Questions over the wire: what each browser gets, and what is sent for it."""

import asyncio
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.engine import Answer, CheckpointError, QuestionError
from backend.types import Scene, SceneError
from tests.viewer import scans
from tests.viewer.client import Client, connect, update
from tests.viewer.oracle import Oracle, give_oracle
from tests.viewer.test_session import eventually, shown
from viewer.app import App, ViewerConfig
from viewer.guard.config import ServerConfig
from viewer.history import Past
from viewer.session import Session


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    folder = tmp_path / "scans"
    folder.mkdir()
    scans.write_points(folder / "points.ply", step=0.1)
    scans.write_points(folder / "second.ply", step=0.15)
    server = ServerConfig(port=0, max_clients=32)
    app = App(ViewerConfig(scenes=(folder,), server=server, cache=tmp_path / "cache"))
    app._store._idle_seconds = 0.05
    yield app
    app.close()


async def ask(client: Client, session: Session, question: str) -> None:
    """As the page does: the text field changes, then the form is submitted."""
    panel = session._desk.ask
    await client.send(update(panel.question, question))
    await client.send(update(panel.button, True))


def told(session: Session) -> str:
    return session._desk.ask._answer.content


def count(client: Client, kind: str, node: str) -> int:
    return sum(m["type"] == kind and m["name"].startswith(node) for m in client.received)


def recolored(client: Client, node: str) -> int:
    """Point clouds that got other colours, and nothing else."""
    updates = [m for m in client.received if m["type"] == "SceneNodeUpdateMessage"]
    return sum(m["name"].startswith(node) and set(m["updates"]) == {"colors"} for m in updates)


def test_an_answer_comes_with_its_boxes(app: App) -> None:
    give_oracle(app, Oracle())

    async def visit() -> None:
        async with connect(app.server) as client:
            session = await shown(client, app)
            await ask(client, session, "where is the table?")
            await client.message("LineSegmentsMessage", name="/answer/edges")
            label = await client.message("LabelMessage", name="/answer/labels/0")
            assert label["props"]["text"] == "table 75%"
            await client.until(lambda: ">table</div>" in told(session))
            assert "80 %" in told(session) and "where is the table?" in told(session)
            await ask(client, session, "is there a unicorn?")
            await client.message("RemoveSceneNodeMessage", name="/answer/edges")
            await client.until(lambda: "Nothing like that here." in told(session))
            await ask(client, session, "who knows, perhaps?")
            await client.until(lambda: "Not sure." in told(session))

    asyncio.run(visit())


class Slow(Oracle):
    """Answers when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()

    def ask(self, scene: Scene, text: str) -> Answer:
        answer = super().ask(scene, text)
        assert self.gate.wait(20)
        return answer


def test_the_latest_question_wins(app: App) -> None:
    oracle = Slow()
    give_oracle(app, oracle)

    async def visit() -> None:
        async with connect(app.server) as client:
            session = await shown(client, app)
            await ask(client, session, "where is the floor?")
            await client.until(lambda: oracle.asked)
            for word in ("pillar", "unicorn", "table"):
                await ask(client, session, f"where is the {word}?")
            await client.until(lambda: session._asking._question == "where is the table?")
            oracle.gate.set()
            await client.until(lambda: ">table</div>" in told(session))
            assert [q for _, q in oracle.asked] == ["where is the floor?", "where is the table?"]
            assert [p.answer for p in session._asking.history.items] == ["table"]
            await client.message("LabelMessage", name="/answer/labels/0")
            assert count(client, "LabelMessage", "/answer/") == 1

    asyncio.run(visit())


def test_another_scene_clears_the_answer_and_drops_what_is_asked(app: App) -> None:
    oracle = Slow()
    oracle.gate.set()
    give_oracle(app, oracle)

    async def visit() -> None:
        async with connect(app.server) as client:
            session = await shown(client, app)
            first, second = app._catalog.entries
            await ask(client, session, "where is the table?")
            await client.message("LineSegmentsMessage", name="/answer/edges")
            await asyncio.to_thread(session.open, second)
            await client.message("RemoveSceneNodeMessage", name="/answer/edges")
            assert told(session) == ""
            oracle.gate.clear()
            await ask(client, session, "where is the pillar?")
            await client.until(lambda: len(oracle.asked) == 2)
            await asyncio.to_thread(session.open, first)
            oracle.gate.set()
            await client.until(lambda: not session._asking._busy)
            assert told(session) == "" and session._asking._shown is None
            assert count(client, "LabelMessage", "/answer/") == 1

    asyncio.run(visit())


def test_a_past_question_opens_its_scene_again(app: App) -> None:
    give_oracle(app, Oracle())

    async def visit() -> None:
        async with connect(app.server) as client:
            session = await shown(client, app)
            first, second = app._catalog.entries
            await ask(client, session, "where is the table?")
            await client.until(lambda: ">table</div>" in told(session))
            await asyncio.to_thread(session.open, second)
            await ask(client, session, "where is the pillar?")
            await client.until(lambda: ">pillar</div>" in told(session))
            buttons = session._desk.ask._history.buttons
            await client.until(lambda: buttons[0].label == "where is the pillar? – pillar")
            await client.until(lambda: buttons[1].visible)
            assert buttons[1].label == "[points] where is the table? – table"
            await client.send(update(buttons[1], True))
            await client.until(lambda: ">table</div>" in told(session))
            assert session.visit is not None and session.visit.entry == first
            assert [p.scene_name for p in session._asking.history.items] == ["points", "second"]

    asyncio.run(visit())


def test_a_past_question_of_a_scene_that_is_gone_says_so(app: App) -> None:
    give_oracle(app, Oracle())

    async def visit() -> None:
        async with connect(app.server) as client:
            session = await shown(client, app)
            session._asking.history.add(Past("upload:gone", "my <b>scan</b>", "what?", "that"))
            session._asking.again(0)
            assert "my &lt;b&gt;scan&lt;/b&gt; is not here any more" in told(session)

    asyncio.run(visit())


def test_the_heatmap_is_sent_once_and_goes_without_a_word(app: App) -> None:
    give_oracle(app, Oracle())

    async def visit() -> None:
        async with connect(app.server) as client:
            session = await shown(client, app)
            panel = session._desk.ask
            await ask(client, session, "where is the table?")
            await client.until(lambda: panel.heat.visible)
            assert count(client, "PointCloudMessage", "/heat/") == 0
            await client.send(update(panel.heat, True))
            await client.message("PointCloudMessage", name="/heat/points/0")
            await client.message("SetSceneNodeVisibilityMessage", name="/scene", visible=False)
            await client.until(lambda: panel.threshold.visible)
            await settled(client)
            clouds = count(client, "PointCloudMessage", "/")
            client.received.clear()
            await client.send(update(panel.heat, False))
            await client.message("SetSceneNodeVisibilityMessage", name="/scene", visible=True)
            await client.message("SetSceneNodeVisibilityMessage", name="/heat", visible=False)
            await client.send(update(panel.heat, True))
            await client.message("SetSceneNodeVisibilityMessage", name="/scene", visible=False)
            await settled(client)
            assert clouds and count(client, "PointCloudMessage", "/") == 0
            assert recolored(client, "/heat/") == recolored(client, "/scene/") == 0
            await client.send(update(panel.threshold, 95))
            await client.until(lambda: recolored(client, "/heat/") == 1)
            await client.send(update(panel.threshold, 40))
            await client.until(lambda: recolored(client, "/heat/") == 2)
            await ask(client, session, "where is the pillar?")
            await client.until(lambda: recolored(client, "/heat/") == 3)
            assert count(client, "PointCloudMessage", "/") == 0

    asyncio.run(visit())


async def settled(client: Client) -> None:
    """Wait until nothing is sent any more for half a second."""
    before = -1
    while before != len(client.received):
        before = len(client.received)
        await asyncio.sleep(0.5)


def test_an_alternative_is_marked(app: App) -> None:
    give_oracle(app, Oracle())

    async def visit() -> None:
        async with connect(app.server) as client:
            session = await shown(client, app)
            panel = session._desk.ask
            await ask(client, session, "where is the pillar?")
            await client.until(lambda: panel.alternatives.visible)
            assert panel.alternatives.options == ("pillar", "table", "two")
            for name, marked in (("table", "table"), ("two", "pillar"), ("pillar", "pillar")):
                await client.send(update(panel.alternatives, name))
                await client.until(lambda n=name: f"Marked for “{n}”" in panel._boxes.content)
                await client.until(lambda m=marked: f"<b>{m}</b>" in panel._boxes.content)
                shown_now = session._asking._shown
                assert shown_now is not None and shown_now.marked.labels == (marked,)

    asyncio.run(visit())


@pytest.mark.parametrize(
    "error",
    [
        QuestionError("The question is empty. <b>Ask</b> something."),
        CheckpointError("weights are damaged. Fetch them again"),
        SceneError("x", "only 50 points", "Scan more"),
    ],
)
def test_what_cannot_be_answered_is_told_in_one_line(app: App, error: Exception) -> None:
    oracle = give_oracle(app, Oracle())

    async def visit() -> None:
        async with connect(app.server) as client:
            session = await shown(client, app)
            await ask(client, session, "where is the table?")
            await client.message("LineSegmentsMessage", name="/answer/edges")
            oracle.trouble = error
            await ask(client, session, "")
            await client.message("RemoveSceneNodeMessage", name="/answer/edges")
            words = str(error).split(".")[0].replace("<b>", "&lt;b&gt;")
            await client.until(lambda: words in told(session))
            assert "<b>" not in told(session)
            # The rest of the viewer keeps working.
            oracle.trouble = None
            await ask(client, session, "where is the table?")
            await client.until(lambda: ">table</div>" in told(session))

    asyncio.run(visit())


def test_an_unexpected_error_is_told_and_logged(app: App, caplog: pytest.LogCaptureFixture) -> None:
    give_oracle(app, Oracle()).trouble = RuntimeError("a bug")

    async def visit() -> None:
        async with connect(app.server) as client:
            session = await shown(client, app)
            await ask(client, session, "where is the table?")
            await client.until(lambda: "could not be answered" in told(session))
            await client.until(lambda: not session._asking._busy)

    asyncio.run(visit())
    assert "a bug" in caplog.text


def test_without_a_network_the_panel_says_so(tmp_path: Path) -> None:
    scan = scans.write_points(tmp_path / "points.ply", step=0.1)
    config = ViewerConfig((scan,), ServerConfig(port=0), cache=tmp_path, checkpoint=tmp_path / "x")
    app = App(config)

    async def visit() -> None:
        async with connect(app.server) as client:
            session = await shown(client, app)
            await client.until(lambda: "no trained network" in told(session))
            await ask(client, session, "where is the table?")
            await client.until(lambda: not session._asking._busy)
            assert "no trained network" in told(session)

    try:
        asyncio.run(visit())
    finally:
        app.close()


def test_suggestions_are_asked_with_a_click(app: App) -> None:
    give_oracle(app, Oracle())

    async def visit() -> None:
        async with connect(app.server) as client:
            session = await shown(client, app)
            panel = session._desk.ask
            await client.until(lambda: panel._suggestions.buttons[1].visible)
            assert panel._suggestions.buttons[1].label == "Where is the table?"
            await client.send(update(panel._suggestions.buttons[1], True))
            await client.until(lambda: ">table</div>" in told(session))
            assert panel.question.value == "Where is the table?"

    asyncio.run(visit())


def test_the_session_is_saved_as_json(app: App) -> None:
    give_oracle(app, Oracle())

    async def visit() -> None:
        async with connect(app.server) as client:
            session = await shown(client, app)
            for word in ("table", "pillar"):
                await ask(client, session, f"where is the {word}?")
                await client.until(lambda w=word: f">{w}</div>" in told(session))
            saved = json.loads(session._asking.transcript())["questions"]
            assert [one["question"] for one in saved] == [
                "where is the table?",
                "where is the pillar?",
            ]
            assert saved[0]["scene"] == "points" and saved[0]["boxes"][0]["label"] == "table"
            await client.send(update(session._desk.ask.save, "JSON"))
            await client.message("FileTransferStartDownload", filename="answers.json")

    asyncio.run(visit())


def test_sixteen_browsers_get_their_own_answers(app: App) -> None:
    oracle = give_oracle(app, Oracle(seconds=0.02))
    words = ("table", "pillar", "floor", "unicorn")
    arriving, all_here = asyncio.Semaphore(2), asyncio.Barrier(16)

    async def one(i: int) -> None:
        async with connect(app.server) as client:
            entry = app._catalog.entries[i % 2]
            async with arriving:
                session = await shown(client, app)
                if session.visit is None or session.visit.entry != entry:
                    await asyncio.to_thread(session.open, entry)
            await all_here.wait()
            for n in range(2):
                word = words[(i + n) % 4]
                headline = "Nothing like that here." if word == "unicorn" else word
                question = f"{i} {n} where is the {word}?"
                await ask(client, session, question)
                await eventually(lambda q=question: f">{q}</div>" in told(session))
                await eventually(lambda h=headline: f">{h}</div>" in told(session))
                now = session._asking._shown
                assert now is not None and now.answer.question == question
                # The oracle knows no box of a unicorn.
                assert now.marked.labels == (() if word == "unicorn" else (word,))
            saved = json.loads(session._asking.transcript())["questions"]
            assert [q["question"].split()[:2] for q in saved] == [[str(i), "0"], [str(i), "1"]]
            assert {q["scene"] for q in saved} == {entry.name}

    async def all_at_once() -> None:
        await asyncio.gather(*(one(i) for i in range(16)))

    asyncio.run(all_at_once())
    assert len(oracle.asked) == 32

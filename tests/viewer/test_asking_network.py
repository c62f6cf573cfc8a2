"""Questions to a real, though untrained, network: what it says reaches the browser that asked."""

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.engine import Answerer
from tests.checkpoints import write_questions
from tests.viewer import scans
from tests.viewer.client import connect
from tests.viewer.test_asking import ask, told
from tests.viewer.test_session import eventually, shown
from viewer.app import App, ViewerConfig
from viewer.guard.config import ServerConfig


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_questions(tmp_path_factory.mktemp("network") / "vqa")


@contextlib.contextmanager
def running(folder: Path, checkpoint: Path) -> Iterator[App]:
    """A viewer of a few scans that asks this network."""
    (folder / "scans").mkdir()
    scans.write_points(folder / "scans" / "points.ply", step=0.1)
    scans.write_points(folder / "scans" / "second.ply", step=0.15)
    server = ServerConfig(port=0, max_clients=32)
    app = App(ViewerConfig((folder / "scans",), server, cache=folder, checkpoint=checkpoint))
    try:
        yield app
    finally:
        app.close()


QUESTIONS = ("how many chairs are there?", "what color is the bed?", "where is the lamp?")


def test_sixteen_browsers_get_what_the_network_says(tmp_path: Path, checkpoint: Path) -> None:
    with running(tmp_path, checkpoint) as app:
        alone = Answerer(checkpoint, cache=tmp_path / "alone")
        arriving, all_here = asyncio.Semaphore(2), asyncio.Barrier(16)

        async def one(i: int) -> None:
            async with connect(app.server) as client:
                entry = app._catalog.entries[i % 2]
                async with arriving:
                    session = await shown(client, app)
                    if session.visit is None or session.visit.entry != entry:
                        await asyncio.to_thread(session.open, entry)
                    visit = session.visit
                    assert visit is not None
                    scene = visit.opened.scene
                    await asyncio.to_thread(app._answering.detect, scene)
                await all_here.wait()
                question = QUESTIONS[i % 3]
                await ask(client, session, question)
                await eventually(lambda: session._asking._shown is not None)
                got = session._asking._shown
                assert got is not None
                wanted = await asyncio.to_thread(alone.ask, scene, question)
                assert got.answer.question == question
                assert got.answer.answers == wanted.answers
                assert got.answer.boxes.labels == wanted.boxes.labels
                assert (got.answer.boxes.centers == wanted.boxes.centers).all()
                await client.until(lambda: f">{question}</div>" in told(session))

        async def all_at_once() -> None:
            await asyncio.gather(*(one(i) for i in range(16)))

        asyncio.run(all_at_once())


LINES = {
    "": "The question is empty.",
    "🪑🪑🪑": "The question has no words.",
    "Где находится кровать в этой комнате?": "not in English",
}


def test_questions_that_nobody_can_answer_get_their_line(tmp_path: Path, checkpoint: Path) -> None:
    async def visit(app: App) -> None:
        async with connect(app.server) as client:
            session = await shown(client, app)
            for question, line in LINES.items():
                await ask(client, session, question)
                await eventually(lambda said=line: said in told(session))
            await ask(client, session, "how many chairs are there? " * 400)
            await eventually(lambda: "Only the first" in told(session))
            await ask(client, session, f"{scans.HOSTILE} what is the frobnicator?")
            await eventually(lambda: "HTML in the question was left out" in told(session))
            assert "frobnicator</b>" in told(session) and "<script" not in told(session)

    with running(tmp_path, checkpoint) as app:
        asyncio.run(visit(app))


def test_a_damaged_network_is_told_and_the_viewer_goes_on(
    tmp_path: Path, checkpoint: Path, caplog: pytest.LogCaptureFixture
) -> None:
    damaged = write_questions(tmp_path / "damaged")
    weights = damaged / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])

    async def visit(app: App) -> None:
        async with connect(app.server) as client:
            session = await shown(client, app)
            await eventually(lambda: "color: #e03131" in told(session))
            first = told(session)
            await ask(client, session, "how many chairs are there?")
            await eventually(lambda: not session._asking._busy)
            assert told(session) == first
            session._actions().next_color_mode()
            assert session.visit is not None
            assert session.visit.stage.display.color != "Colour"

    with running(tmp_path, damaged) as app:
        asyncio.run(visit(app))
    assert "cannot answer questions" in caplog.text

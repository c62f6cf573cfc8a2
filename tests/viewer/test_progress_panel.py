"""What a browser sees of long work, and that the latest wish wins. Readers stop where tests say."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from backend import engine
from backend.library.catalog import Catalog, Entry
from backend.progress import Progress, report
from backend.types import Scene, SceneError
from tests.viewer import scans
from tests.viewer.client import TIMEOUT, Client, connect
from viewer.answering import Answering
from viewer.corrections import Corrections
from viewer.guard.server import GuardedServer
from viewer.panels.progress import ProgressPanel
from viewer.session import Session
from viewer.store import SceneStore
from viewer.uploads import Uploads


class SlowReader:
    """Opens scenes whose name begins with "slow" only when it is told to."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.go_on = threading.Event()
        self.steps: list[tuple[str, int, int]] = []
        self.openings = 0
        self._open_now = engine.open_scene

    def __call__(self, path: Path) -> Scene:
        if path.name.startswith("slow"):
            self.openings += 1
            for step in self.steps:
                report(*step)
            self.entered.set()
            assert self.go_on.wait(TIMEOUT)
            report("Too late for some", 1, 4)
        return self._open_now(path)


class Viewer:
    """What the sessions of several browsers share, without the app around them."""

    def __init__(self, folder: Path):
        for name in ("slow.ply", "quick.ply"):
            scans.write_points(folder / name, step=0.3)
        scans.write_broken(folder / "slow and broken.ply")
        self.catalog = Catalog([folder], None)
        self.store = SceneStore(0.0)

    def entry(self, name: str) -> Entry:
        return next(entry for entry in self.catalog.entries if entry.path.name == name)

    def waiting(self) -> int:
        """Sessions that wait for a scene."""
        return sum(len(slot.waiting) for slot in self.store._slots.values())

    def session(self, client: Client) -> Session:
        return Session(
            client.handle,
            catalog=self.catalog,
            store=self.store,
            uploads=Uploads(),
            corrections=Corrections(None),
            answering=Answering(Path("no network"), "embedded", None),
            budget=100_000,
            upload_mib=1,
            dark=False,
        )


@pytest.fixture
def viewer(tmp_path: Path) -> Viewer:
    return Viewer(tmp_path)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowReader]:
    reader = SlowReader()
    monkeypatch.setattr(engine, "open_scene", reader)
    yield reader
    reader.go_on.set()


@contextmanager
def opening(session: Session, entry: Entry) -> Iterator[threading.Thread]:
    """Open in a thread of its own, as viser's callbacks do."""
    thread = threading.Thread(target=session.open, args=(entry,))
    thread.start()
    try:
        yield thread
    finally:
        thread.join(TIMEOUT)
        assert not thread.is_alive()


def bar(session: Session):
    return session._desk.progress._bar


def bar_on_page(client: Client, session: Session) -> dict[str, object]:
    """What the browser was told of the bar since it was made."""
    told: dict[str, object] = {}
    for message in client.received:
        if message.get("uuid") == bar(session)._impl.uuid and "updates" in message:
            told |= message["updates"]
    return told


def notices(client: Client) -> dict[str, tuple[str, str]]:
    """Title and body of the notifications that the browser shows now, by their id."""
    shown = {}
    for message in client.received:
        match message:
            case {"type": "NotificationShowMessage" | "NotificationUpdateMessage"}:
                shown[message["uuid"]] = (message["props"]["title"], message["props"]["body"])
            case {"type": "RemoveNotificationMessage"}:
                shown.pop(message["uuid"], None)
    return shown


def shows(client: Client, title: str, body: str):
    return lambda: (title, body) in notices(client).values()


def is_open(session: Session, name: str):
    return lambda: session.visit is not None and session.visit.entry.path.name == name


async def entered(reader: SlowReader) -> None:
    assert await asyncio.to_thread(reader.entered.wait, TIMEOUT)


def test_an_opening_is_followed_on_the_page(
    server: GuardedServer, viewer: Viewer, reader: SlowReader
) -> None:
    reader.steps = [("Fusing frames", 34, 71)]

    async def run() -> None:
        async with connect(server) as client:
            session = viewer.session(client)
            assert not bar(session).visible
            with opening(session, viewer.entry("slow.ply")):
                await client.until(shows(client, "Opening slow", "Fusing frames: 34 of 71"))
                wanted = {"visible": True, "animated": False, "value": 100 * 34 / 71}
                await client.until(lambda: bar_on_page(client, session) == wanted)
                reader.go_on.set()
            await client.until(lambda: not notices(client))
            await client.until(lambda: not bar_on_page(client, session)["visible"])
            assert is_open(session, "slow.ply")()
            session.close()

    asyncio.run(run())


def test_an_unknown_amount_is_a_full_bar_that_moves(
    server: GuardedServer, viewer: Viewer, reader: SlowReader
) -> None:
    reader.steps = [("Fusing frames", 71, 71), ("Extracting the surface", 0, 0)]

    async def run() -> None:
        async with connect(server) as client:
            session = viewer.session(client)
            with opening(session, viewer.entry("slow.ply")):
                await client.until(shows(client, "Opening slow", "Extracting the surface"))
                assert bar(session).visible and bar(session).animated
                assert bar(session).value == 100
                reader.go_on.set()
            session.close()

    asyncio.run(run())


@pytest.mark.parametrize("slow", ["slow.ply", "slow and broken.ply"])
def test_the_latest_wish_wins_and_has_the_bar(
    slow: str, server: GuardedServer, viewer: Viewer, reader: SlowReader
) -> None:
    reader.steps = [("Fusing frames", 34, 71)]

    async def run() -> None:
        async with connect(server) as client:
            session = viewer.session(client)
            with opening(session, viewer.entry(slow)):
                await entered(reader)
                with opening(session, viewer.entry("quick.ply")):
                    await client.until(is_open(session, "quick.ply"))
                # The first reader still reads, but nobody waits for it.
                await client.until(lambda: not notices(client) and not bar(session).visible)
                reader.go_on.set()
            await client.settled()
            assert is_open(session, "quick.ply")() and not bar(session).visible
            bodies = [body for _, body in notices(client).values()]
            assert not any("Too late" in body for body in bodies)
            await client.until(
                lambda: [key.path.name for key in viewer.store.open_keys()] == ["quick.ply"]
            )
            session.close()

    asyncio.run(run())


def test_a_scene_that_is_wished_for_again_is_followed_again(
    server: GuardedServer, viewer: Viewer, reader: SlowReader
) -> None:
    async def run() -> None:
        async with connect(server) as client:
            session, slow = viewer.session(client), viewer.entry("slow.ply")
            with opening(session, slow) as first:
                await entered(reader)
                with opening(session, slow):
                    await client.until(lambda: viewer.waiting() == 2)
                    assert len(session._desk.progress._running) == 1
                    reader.go_on.set()
                first.join(TIMEOUT)
            await client.until(lambda: not notices(client))
            assert is_open(session, "slow.ply")() and reader.openings == 1
            session.close()

    asyncio.run(run())


def test_who_waits_for_anothers_opening_sees_it_too(
    server: GuardedServer, viewer: Viewer, reader: SlowReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined = threading.Event()

    def reads(path: Path) -> Scene:
        reader.entered.set()
        assert joined.wait(TIMEOUT)
        report("Fusing frames", 34, 71)
        assert reader.go_on.wait(TIMEOUT)
        return reader._open_now(path)

    monkeypatch.setattr(engine, "open_scene", reads)

    async def run() -> None:
        async with connect(server) as one, connect(server) as other:
            sessions = [viewer.session(client) for client in (one, other)]
            slow = viewer.entry("slow.ply")
            with opening(sessions[0], slow):
                await entered(reader)
                with opening(sessions[1], slow):
                    await one.until(lambda: viewer.waiting() == 2)
                    joined.set()
                    for client in (one, other):
                        await client.until(shows(client, "Opening slow", "Fusing frames: 34 of 71"))
                    reader.go_on.set()
            assert sessions[0].visit and sessions[1].visit
            assert sessions[0].visit.opened is sessions[1].visit.opened
            for session in sessions:
                session.close()

    asyncio.run(run())


def test_a_browser_that_leaves_meanwhile_is_told_nothing(
    server: GuardedServer, viewer: Viewer, reader: SlowReader
) -> None:
    reader.steps = [("Fusing frames", 34, 71)]

    async def run() -> None:
        async with connect(server) as client:
            session = viewer.session(client)
            with opening(session, viewer.entry("slow.ply")):
                await client.until(shows(client, "Opening slow", "Fusing frames: 34 of 71"))
                session.close()
                before = len(client.received)
                reader.go_on.set()
            await client.settled()
            assert client.received[before:] == []
            await client.until(lambda: not viewer.store.open_keys())

    asyncio.run(run())


def test_a_failure_ends_the_bar(server: GuardedServer, viewer: Viewer) -> None:
    async def run() -> None:
        async with connect(server) as client:
            session = viewer.session(client)
            with opening(session, viewer.entry("slow and broken.ply")):
                pass
            assert not bar(session).visible
            failed = "Could not open slow and broken"
            await client.until(lambda: [t for t, _ in notices(client).values()] == [failed])
            session.close()

    asyncio.run(run())


def test_an_export_has_the_bar_until_something_else_runs(server: GuardedServer) -> None:
    async def run() -> None:
        async with connect(server) as client:
            panel = ProgressPanel(client.handle)
            with panel.begin("Exporting PLY") as export:
                assert panel._bar.visible and panel._bar.animated
                export.follow(Progress("Writing", 1, 4))
                opening = panel.begin("Opening a")
                assert panel._bar.animated
                opening.follow(Progress("Reading", 1, 2))
                export.follow(Progress("Writing", 3, 4))
                assert panel._bar.value == 50
                opening.end()
                opening.end()
                assert panel._bar.value == 75
                opening.follow(Progress("Reading", 2, 2))
                assert panel._bar.value == 75 and panel._bar.visible
            assert not panel._bar.visible
            await client.until(lambda: not notices(client))

    asyncio.run(run())


def test_short_work_shows_nothing(server: GuardedServer) -> None:
    async def run() -> None:
        async with connect(server) as client:
            panel = ProgressPanel(client.handle)
            with panel.while_long("Drawing"):
                report("Estimating normals", 5, 5)
                assert not panel._bar.visible
            with pytest.raises(SceneError), panel.while_long("Drawing"):
                report("Estimating normals", 1, 5)
                assert panel._bar.visible and panel._bar.value == 20
                raise SceneError("a", "b", "c")
            assert not panel._bar.visible

    asyncio.run(run())

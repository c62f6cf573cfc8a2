"""Sessions of the whole viewer over the wire, without a browser."""

import asyncio
import gc
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backend import engine
from backend.types import Scene
from tests.viewer import scans
from tests.viewer.client import Client, connect, scene_click, update
from viewer.app import App, ViewerConfig
from viewer.guard.config import ServerConfig
from viewer.new_room import RoomError
from viewer.session import Session


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    folder = tmp_path / "scans"
    folder.mkdir()
    scans.write_points(folder / "points.ply", step=0.1)
    scans.write_splats(folder / "splats.ply")
    server = ServerConfig(port=0, max_clients=32)
    cache, none = tmp_path / "cache", tmp_path / "no network"
    app = App(ViewerConfig(scenes=(folder,), server=server, cache=cache, checkpoint=none))
    app._store._idle_seconds = 0.05
    yield app
    app.close()


async def shown(client: Client, app: App) -> Session:
    """Answer what the viewer asks of a browser's storage until a scene is there; the session."""
    id, answered = client.handle.client_id, set()

    def ready() -> bool:
        session = app._sessions.get(id)
        return session is not None and session.visit is not None

    deadline = time.monotonic() + 20
    while not ready():
        assert time.monotonic() < deadline, "no scene came"
        for message in list(client.received):
            if message["type"] != "LocalStorageGetItemRequestMessage":
                continue
            asked = message["request_uuid"]
            if asked not in answered:
                answered.add(asked)
                answer = {"value": None, "error": None, "request_uuid": asked}
                await client.send({"type": "LocalStorageGetItemResponseMessage"} | answer)
        await asyncio.sleep(0.01)
    return app._sessions[id]


async def eventually(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        await asyncio.sleep(0.01)


def selection(session: Session) -> str:
    return session._desk.selection._text.content


def test_a_click_comes_back_as_a_selection(app: App) -> None:
    async def visit() -> None:
        async with connect(app.server) as client:
            session = await shown(client, app)
            await client.message("PointCloudMessage", name="/scene/points/0")
            await client.send(scene_click((0.0, 0.0, 4.0), (0.0, 0.0, -1.0)))
            await client.message("IcosphereMessage", name="/selection")
            await client.until(lambda: "table" in selection(session))
            assert f"0.000, 0.000, {scans.TABLE_TOP:.3f}" in selection(session)
            await client.send(scene_click((0.0, 0.0, 4.0), (0.0, 0.0, 1.0)))
            await client.message("RemoveSceneNodeMessage", name="/selection")
            await client.until(lambda: "Click a point" in selection(session))

    asyncio.run(visit())


def test_two_clicks_measure_and_clear_takes_them_away(app: App) -> None:
    async def visit() -> None:
        async with connect(app.server) as client:
            session = await shown(client, app)
            await client.send(update(session._desk.tools.measuring, True))
            await client.until(lambda: session._measuring)
            ruler = session.visit.stage.ruler  # pyright: ignore[reportOptionalMemberAccess]
            for n, x in ((1, -1.5), (2, 1.0)):
                await client.send(scene_click((x, -1.0, 4.0), (0.0, 0.0, -1.0)))
                await client.message("IcosphereMessage", name=f"/ruler/ends/{n}")
            assert ruler.distances == pytest.approx((2.5,), abs=1e-5)
            label = await client.message("LabelMessage", name="/ruler/labels/2")
            assert label["props"]["text"] == "2.50 m"
            session._actions().clear_ruler()
            await client.message("RemoveSceneNodeMessage", name="/ruler/lines/2")
            assert ruler.distances == ()

    asyncio.run(visit())


def test_each_client_has_its_own_scene_and_display(app: App) -> None:
    async def visit() -> None:
        async with connect(app.server) as one, connect(app.server) as two:
            first, second = await shown(one, app), await shown(two, app)
            splats = next(e for e in app._catalog.entries if e.name == "splats")
            await asyncio.to_thread(second.open, splats)
            await two.message("GaussianSplatsMessage", name="/scene/splats")
            await one.settled()
            assert not any(m["type"] == "GaussianSplatsMessage" for m in one.received)
            assert first.visit is not None and second.visit is not None
            view = first.visit.view
            await one.send(update(view.color, "Height"))
            await one.until(lambda: first.visit.stage.display.color == "Height")  # pyright: ignore[reportOptionalMemberAccess]
            assert second.visit.stage.display.color == "Colour"
        await eventually(lambda: not app._sessions)

    asyncio.run(visit())


def users(app: App) -> dict[str, int]:
    with app._store._lock:
        return {key.path.name: slot.users for key, slot in app._store._slots.items()}


def test_the_latest_wish_wins(app: App) -> None:
    async def visit() -> None:
        async with connect(app.server) as client:
            session = await shown(client, app)
            points, splats = app._catalog.entries
            wishes = [
                asyncio.to_thread(session.open, entry)
                for entry in (splats, points, splats, points, splats)
            ]
            await asyncio.gather(*wishes)
            assert session.visit is not None
            assert session.visit.opened.scene.name == session.visit.entry.name
            # The library's pictures may hold a scene for a moment.
            await eventually(lambda: users(app).get(session.visit.entry.path.name) == 1)  # pyright: ignore[reportOptionalMemberAccess]
            await eventually(lambda: sum(users(app).values()) == 1)
        await eventually(lambda: not app._store.open_keys())

    asyncio.run(visit())


def test_twenty_clients_come_and_go_and_leave_nothing(app: App) -> None:
    async def round_trip() -> None:
        async with connect(app.server) as client:
            await shown(client, app)

    async def visits(count: int) -> None:
        for _ in range(count):
            await round_trip()
        await eventually(lambda: not app._sessions and not app._store.open_keys())

    asyncio.run(visits(3))
    gc.collect()
    listeners = len(app._catalog._listeners)
    before = set(threading.enumerate())
    asyncio.run(visits(20))
    gc.collect()
    # viser's pool of 32 threads grows as it is used; nothing else may.
    new = [t.name for t in set(threading.enumerate()) - before if "ThreadPool" not in t.name]
    assert new == []
    assert len(app._catalog._listeners) == listeners == 0
    sessions = [thing for thing in gc.get_objects() if type(thing) is Session]
    assert sum(session._store is app._store for session in sessions) <= 2


def test_a_client_that_leaves_while_its_scene_opens_frees_it(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, open_now = threading.Event(), engine.open_scene

    def slowly(path: Path) -> Scene:
        gate.wait(20)
        return open_now(path)

    async def visit() -> None:
        async with connect(app.server) as client:
            id = client.handle.client_id
            await eventually(lambda: id in app._sessions)
            monkeypatch.setattr(engine, "open_scene", slowly)
            session = app._sessions[id]
            opening = asyncio.create_task(asyncio.to_thread(session.open, app._catalog.entries[1]))
            await eventually(lambda: any("splats" in k.path.name for k in app._store.open_keys()))
        await eventually(lambda: not app._sessions)
        gate.set()
        await opening
        await eventually(lambda: not app._store.open_keys())

    asyncio.run(visit())


def test_a_new_room_is_made_listed_and_opened(app: App) -> None:
    async def visit() -> None:
        async with connect(app.server) as client:
            session = await shown(client, app)
            asked: list[tuple[int, str | None]] = []

            def make(folder: Path, seed: int, scene_type: str | None) -> Path:
                asked.append((seed, scene_type))
                scans.write_points(folder / "room.ply", step=0.1)
                return folder / "room.ply"

            session._make_room = make
            before = len(session._library.entries)
            await asyncio.to_thread(session._on_new_room, 7, "kitchen")
            assert asked == [(7, "kitchen")]
            assert len(session._library.entries) == before + 1
            visit = session.visit
            assert visit is not None and visit.entry == session._library.entries[0]

    asyncio.run(visit())


def test_a_room_that_cannot_be_made_changes_nothing(app: App) -> None:
    async def visit() -> None:
        async with connect(app.server) as client:
            session = await shown(client, app)
            before = (session.visit, session._library.entries)

            def fail(folder: Path, seed: int, scene_type: str | None) -> Path:
                raise RoomError("no space left")

            session._make_room = fail
            await asyncio.to_thread(session._on_new_room, 7, None)
            await client.message("NotificationShowMessage")
            assert (session.visit, session._library.entries) == before

    asyncio.run(visit())

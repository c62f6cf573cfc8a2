import asyncio
import contextlib
import logging
import random
import socket
from dataclasses import dataclass

import msgspec
import numpy as np
import pytest
import viser
import websockets
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.viewer.client import camera, connect, cookie, open_websocket, update
from viewer.guard.connection import MALFORMED_LIMIT, Pace
from viewer.guard.logs import LINES, RateLimit, quiet_logger
from viewer.guard.server import ServerConfig, start_server
from viewer.guard.watchdog import SLOWEST, Watchdog
from viewer.guard.wire import MalformedError, decode


def random_frame(random_: random.Random) -> bytes | str:
    """Noise, damaged messages, and messages that do not exist."""
    sound = msgspec.msgpack.encode(camera())
    deep = b"\x91" * 100_000
    inner = {"type": "GuiUpdateMessage", "uuid": "x", "updates": {"value": 1}}
    return random_.choice(
        [
            random_.randbytes(random_.randrange(200)),
            sound[: random_.randrange(len(sound))],
            bytes(b ^ (random_.random() < 0.05) for b in sound),
            msgspec.msgpack.encode(
                {"type": random_.choice(["Message", "RunJavascriptMessage", ""])}
            ),
            msgspec.msgpack.encode(inner | {"type": "SceneNodeUpdateMessage", "name": "/"}),
            msgspec.msgpack.encode(random_.choice([None, 5, [], {}, {"type": None}, "x"])),
            deep,
            b"",
            "text",
        ]
    )


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=50))
def test_noise_is_malformed_whatever_it_is(frame):
    with pytest.raises(MalformedError) as caught:
        decode(frame)
    assert len(str(caught.value)) < 130 and str(caught.value).isprintable()


def test_deep_nesting_is_malformed():
    for head in (b"", b"\x82\xa4type\xb0GuiUpdateMessage\xa7updates\x81\xa5value"):
        with pytest.raises(MalformedError):
            decode(head + b"\x91" * 500_000)


def test_a_thousand_random_messages_leave_a_few_lines_and_nobody(server, caplog, capfd):
    random_ = random.Random(7)

    async def run():
        for _ in range(100):
            async with connect(server, camera=False) as client:
                with contextlib.suppress(websockets.ConnectionClosed):
                    for _ in range(10):
                        await client.send(random_frame(random_))
        async with connect(server) as client:  # Still alive, and nobody else is left.
            await client.until(lambda: len(server.get_clients()) == 1)
            await client.until(lambda: len(server._websock_server._client_state_from_id) == 1)
            assert len(server.door._seated) == 1

    asyncio.run(run())
    written = capfd.readouterr()
    assert len(caplog.records) <= 4 * LINES
    assert len(written.err.splitlines()) + len(written.out.splitlines()) <= 4 * LINES
    assert "Traceback" not in written.err + caplog.text


def test_who_sends_only_garbage_is_disconnected(server):
    async def run():
        async with connect(server) as client:
            for _ in range(MALFORMED_LIMIT + 1):
                await client.send(b"garbage")
            assert await client.closed() == 1008

    asyncio.run(run())


def test_garbage_instead_of_http_leaves_no_traceback(server, caplog, capfd):
    lines = (b"\x16\x03\x01" + b"\0" * 100, b"POST / HTTP/1.1\r\n\r\n", b"x" * 20_000, b"\n\n")
    address = ("127.0.0.1", server.get_port())
    for line in lines * 10:
        with socket.create_connection(address, 5) as connection, contextlib.suppress(OSError):
            connection.sendall(line)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(1000):
                pass
    assert len(caplog.records) <= 2 * LINES
    assert "Traceback" not in capfd.readouterr().err + caplog.text


def test_a_huge_frame_ends_its_connection_only(server):
    async def run():
        async with connect(server) as good, connect(server) as bad:
            with contextlib.suppress(websockets.ConnectionClosed):
                await bad.send(b"\0" * (50 * 2**20))
            assert await bad.closed() == 1009
            await good.settled()

    asyncio.run(run())


def test_a_page_of_another_version_is_told_why(server):
    async def run():
        async with open_websocket(server, subprotocols=["viser-v0.0.1"]) as connection:
            await asyncio.wait_for(connection.wait_closed(), 5)
            assert connection.close_code == 1002
            assert connection.close_reason is not None
            assert connection.close_reason.startswith("Version mismatch. Client: 0.0.1, Server: ")

    asyncio.run(run())


def test_an_error_in_a_callback_does_not_end_the_connection(server):
    async def run():
        async with connect(server) as client:
            box = client.handle.gui.add_checkbox("a", False)

            @box.on_update
            async def _(_):
                raise RuntimeError("ours")

            await client.send(update(box, True))
            await client.settled()
            assert box.value

    asyncio.run(run())


def test_a_flood_waits_for_its_turn():
    pace = Pace(rate=100.0, burst=10.0)
    start = pace._time
    assert [pace.delay(start) for _ in range(10)] == [0.0] * 10
    assert pace.delay(start) == pytest.approx(0.01)
    assert pace.delay(start) == pytest.approx(0.02)
    assert pace.delay(start + 1000) == 0.0


# --- stalled clients ------------------------------------------------------------------------------


@dataclass
class Line:
    """A connection as the watchdog sees it."""

    backlog: int = 10**6
    drained: int = 0

    def abort(self) -> None:
        raise NotImplementedError


def test_only_who_takes_nothing_is_late():
    dead, slow, idle, pinging = Line(), Line(), Line(backlog=0), Line()
    lines, watchdog, late = [dead, slow, idle, pinging], Watchdog(20.0), []
    for second in range(0, 60, 2):
        slow.drained += int(2.5 * SLOWEST)
        pinging.backlog += 1000  # Fills the line, and takes nothing from it.
        late += watchdog.stalled(lines, float(second))
        lines = [line for line in lines if not any(line is other for other in late)]
        if second <= 20:
            assert late == []
    assert late == [dead, pinging] and all(
        a is b for a, b in zip(late, (dead, pinging), strict=True)
    )


def test_a_trickle_is_late_too():
    line, watchdog = Line(), Watchdog(20.0)
    for second in range(0, 60, 2):
        line.drained += 10
        if watchdog.stalled([line], float(second)):
            return
    raise AssertionError("kept")


def test_a_browser_that_stops_reading_is_dropped_and_others_are_not():
    server = start_server(ServerConfig(port=0, stall_seconds=0.6, token="a-token-of-the-tests"))
    try:
        server.scene.add_point_cloud(
            "/points", np.zeros((1_000_000, 3), np.float32), (1, 2, 3), precision="float32"
        )

        async def run():
            async with connect(server) as good:
                with stalled_client(server):
                    await good.until(lambda: len(server._websock_server._live_connections) == 2)
                    await good.until(lambda: len(server._websock_server._live_connections) == 1)
                await good.settled()
                await good.message("PointCloudMessage")

        asyncio.run(run())
    finally:
        server.stop()


@contextlib.contextmanager
def stalled_client(server):
    """A viewer that connects and then never reads."""
    port = server.get_port()
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", port))
        connection.sendall(
            (
                f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
                f"Cookie: {cookie(server)}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                f"Sec-WebSocket-Protocol: viser-v{viser.__version__}\r\n\r\n"
            ).encode()
        )
        yield


# --- logs -----------------------------------------------------------------------------------------


def test_a_rate_limit_counts_what_it_keeps_back():
    now, written = [0.0], []
    logger = logging.Logger("test")  # Not in the tree of loggers: nothing else hears it.
    logger.addFilter(RateLimit(lines=2, period=10.0, clock=lambda: now[0]))
    handler = logging.Handler()
    handler.emit = lambda record: written.append(record.getMessage())
    logger.addHandler(handler)
    for index in range(50):
        logger.warning("bad %d", index)
    logger.warning("other")
    now[0] = 11.0
    logger.warning("bad %d", 50)
    assert written == [
        "bad 0",
        "bad 1 (no more of these for 10 s)",
        "other",
        "bad 50 (48 more like this in between)",
    ]


def test_a_quiet_logger_has_one_limit():
    first, second = quiet_logger("viewer.guard.test"), quiet_logger("viewer.guard.test")
    assert first is second and len(first.filters) == 1


def test_errors_outside_our_code_are_one_line(caplog):
    logger = quiet_logger("viewer.guard.test2")
    try:
        raise ValueError("line one")
    except ValueError:
        logger.error("opening handshake failed", exc_info=True)
        logger.error("connection handler failed", exc_info=True)
    assert caplog.records[0].getMessage() == "opening handshake failed: ValueError: line one"
    assert caplog.records[0].exc_info is None and caplog.records[1].exc_info is not None

"""A browser's side of the connection, without a browser.

    async with connect(server) as client:              # one viewer, known to the server
        await client.send(update(slider, 0.5))         # any message, as a dictionary
        await client.until(lambda: slider.value == 0.5)  # wait for an effect, here or there
        await client.settled()                         # all that was sent has been dealt with
        await client.message("GuiUpdateMessage")       # wait for a message of the server

Use it inside `asyncio.run`. `client.handle` is the server's `viser.ClientHandle` of this viewer;
`client.received` holds all messages that came so far as dictionaries, in which arrays are
placeholders. `connect(server, camera=False)` stays silent, so viser never calls
`on_client_connect`.
"""

import asyncio
import contextlib
import itertools
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

import msgspec
import viser
import websockets
import zstandard

from viewer.guard.server import GuardedServer

TIMEOUT = 60.0
"""Seconds after which waiting fails. A test that passes waits milliseconds."""
_MARKS = itertools.count(1)


class Client:
    """One connected viewer."""

    def __init__(self, server: GuardedServer, connection: websockets.ClientConnection):
        self.connection = connection
        self.received: list[dict[str, Any]] = []
        self._server = server
        self._handle: viser.ClientHandle | None = None
        self._reader = asyncio.create_task(self._read())

    @property
    def handle(self) -> viser.ClientHandle:
        """The server's side of this viewer."""
        assert self._handle is not None, "a silent client is unknown to the server"
        return self._handle

    async def send(self, message: dict[str, Any] | bytes | str) -> None:
        """Send a message, or a raw frame."""
        raw = msgspec.msgpack.encode(message) if isinstance(message, dict) else message
        await self.connection.send(raw)

    async def message(self, kind: str, **fields: Any) -> dict[str, Any]:
        """The first message of this kind with these fields, which may have come before."""
        found: list[dict[str, Any]] = []

        def arrived() -> bool:
            found[:] = (
                message
                for message in self.received
                if message["type"] == kind
                and all(message.get(name) == value for name, value in fields.items())
            )
            return bool(found)

        await self.until(arrived)
        return found[0]

    async def until(self, condition: Callable[[], Any]) -> None:
        """Wait until `condition` holds."""
        deadline = time.monotonic() + TIMEOUT
        while not condition():
            assert time.monotonic() < deadline, "waited in vain"
            await asyncio.sleep(0.002)

    async def settled(self) -> None:
        """Wait until the server has dealt with all that was sent before.

        Messages are handled in order, so a camera that arrives is the sign that all others did.
        """
        mark = 0.5 + next(_MARKS) * 1e-6
        await self.send(camera(fov=mark))
        if self._handle is None:
            await self.until(lambda: self._find(mark))
            self._handle = self._find(mark)
        await self.until(lambda: self.handle.camera.fov == mark)

    async def closed(self) -> int:
        """Wait until the connection has ended; its close code."""
        await asyncio.wait_for(self.connection.wait_closed(), TIMEOUT)
        return self.connection.close_code or 0

    def _find(self, mark: float) -> viser.ClientHandle | None:
        handles = self._server.get_clients().values()
        return next((handle for handle in handles if handle.camera.fov == mark), None)

    async def _read(self) -> None:
        with contextlib.suppress(websockets.ConnectionClosed):
            async for frame in self.connection:
                assert isinstance(frame, bytes)
                self.received += decode(frame)

    async def _stop(self) -> None:
        if self.connection.close_code is None:
            await self.connection.close()
        await self._reader


@contextlib.asynccontextmanager
async def connect(
    server: GuardedServer, *, camera: bool = True, **overrides: Any
) -> AsyncIterator[Client]:
    """A viewer of `server`, with the right headers unless `overrides` says otherwise."""
    client = Client(server, await open_websocket(server, **overrides))
    try:
        if camera:
            await client.settled()
        yield client
    finally:
        await client._stop()


def open_websocket(server: GuardedServer, **overrides: Any) -> websockets.connect:
    """`websockets.connect` as viser's page would call it.

    Args:
        server: whose page it is.
        overrides: arguments of `websockets.connect`, such as `origin` or `additional_headers`.
    """
    port = server.get_port()
    headers = {} if server.token is None else {"Cookie": cookie(server)}
    arguments: dict[str, Any] = {
        "origin": f"http://127.0.0.1:{port}",
        "additional_headers": headers,
        "subprotocols": [f"viser-v{viser.__version__}"],
        "max_size": None,
        "compression": None,
        "proxy": None,
    }
    return websockets.connect(f"ws://127.0.0.1:{port}", **(arguments | overrides))


def cookie(server: GuardedServer) -> str:
    """The Cookie header of a browser that has opened the link of `server`."""
    return f"{server.door.policy.cookie_name}={server.token}"


def decode(frame: bytes) -> list[dict[str, Any]]:
    """The messages of one frame of the server (layout: viser's `_message_producer`)."""
    compressed = int.from_bytes(frame[8:16], "little")
    inner = zstandard.ZstdDecompressor().decompress(frame[16 : 16 + compressed])
    return msgspec.msgpack.decode(inner)["messages"]


def camera(**fields: Any) -> dict[str, Any]:
    """A legal ViewerCameraMessage, with `fields` in place of its own."""
    return {
        "type": "ViewerCameraMessage",
        "wxyz": [1.0, 0.0, 0.0, 0.0],
        "position": [0.0, -3.0, 1.5],
        "fov": 1.3,
        "near": 0.01,
        "far": 1000.0,
        "image_height": 720,
        "image_width": 1280,
        "look_at": [0.0, 0.0, 1.0],
        "up_direction": [0.0, 0.0, 1.0],
    } | fields


def update(handle: Any, value: Any) -> dict[str, Any]:
    """The message with which the page sets the value of a widget, or clicks a button (True)."""
    return {
        "type": "GuiUpdateMessage",
        "uuid": handle._impl.uuid,
        "updates": {"value": value},
    }


def node_click(index: int | None = None) -> dict[str, Any]:
    """A click on an instance of the node /marks."""
    return {
        "type": "SceneNodeClickMessage",
        "name": "/marks",
        "instance_index": index,
        "ray_origin": [0, 0, 5],
        "ray_direction": [0, 0, -1],
        "screen_pos": [0.5, 0.5],
        "modifier": None,
        "owner": "",
    }


def scene_click(origin: Any, direction: Any, modifier: str | None = None) -> dict[str, Any]:
    """A click into the scene, as a ray in world coordinates."""
    return {
        "type": "ScenePointerMessage",
        "event_type": "click",
        "ray_origin": [float(x) for x in origin],
        "ray_direction": [float(x) for x in direction],
        "screen_pos": [[0.5, 0.5]],
        "modifier": modifier,
    }


def upload(button: Any, name: str, content: bytes) -> list[dict[str, Any]]:
    """The messages with which the page uploads a file."""
    transfer = f"transfer-{next(_MARKS)}"
    size = 512 * 1024
    parts = [content[start : start + size] for start in range(0, len(content), size)]
    start = {
        "type": "FileTransferStartUpload",
        "source_component_uuid": button._impl.uuid,
        "transfer_uuid": transfer,
        "filename": name,
        "mime_type": "",
        "part_count": len(parts),
        "size_bytes": len(content),
    }
    return [start] + [
        {
            "type": "FileTransferPart",
            "source_component_uuid": button._impl.uuid,
            "transfer_uuid": transfer,
            "part_index": index,
            "content": part,
        }
        for index, part in enumerate(parts)
    ]

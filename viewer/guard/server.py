"""Starts viser with the guard in its path.

viser looks up `websockets.asyncio.server.serve` when its server starts and has no other place at
which requests can be seen first, so that one name is replaced for the moment of the start.
"""

import asyncio
import contextlib
import functools
import ipaddress
import logging
import socket
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from typing import Any

import rich
import viser
import websockets.asyncio.server
from viser import _messages

from viewer.guard.access import make_policy
from viewer.guard.config import ServerConfig, ServerError, is_loopback
from viewer.guard.connection import GuardedConnection
from viewer.guard.door import Door
from viewer.guard.logs import quiet_logger, quiet_loop
from viewer.guard.ports import listen
from viewer.guard.probe import check_guarded
from viewer.guard.watchdog import watch

__all__ = ["GuardedServer", "ServerConfig", "ServerError", "start_server"]

TESTED_VISER = "1.1"
"""The minor version whose private parts this package knows."""
_STARTING = threading.Lock()


class GuardedServer(viser.ViserServer):
    """viser's server behind the guard."""

    config: ServerConfig
    url: str
    """The link that people open, with the token if there is one."""
    token: str | None
    door: Door

    def __init__(self, config: ServerConfig, listener: socket.socket):
        self.door = door = Door(config, make_policy(config), quiet_logger("viewer.guard"))
        # viser prints a frame with an address that lacks the token.
        with _serving_through(door, listener), rich.get_console().capture():
            super().__init__(config.bind_host, listener.getsockname()[1], "Ask3D", verbose=False)
        for message in (_messages.ShareUrlRequest, _messages.ShareUrlDisconnect):
            self._websock_server.unregister_handler(message)
        self.gui.configure_theme(show_share_button=False)
        self.config = config
        self.token = door.policy.token
        self.url = self.link(_shown_host(config.bind_host))
        door.open(self)

    def link(self, host: str) -> str:
        """The link to this server under another of its names, such as an address in a network."""
        query = "" if self.token is None else f"?token={self.token}"
        return f"http://{f'[{host}]' if ':' in host else host}:{self.get_port()}/{query}"

    def request_share_url(self, verbose: bool = True) -> str | None:
        """Refused: viser's tunnel would show the scenes to a third party.

        Raises:
            ServerError: always.
        """
        raise ServerError("Scenes are not shared through viser's tunnel. Use --public.")


def start_server(config: ServerConfig, *, announce: bool = True) -> GuardedServer:
    """Start to serve, print where (unless told not to), and return once the page can be opened.

    Raises:
        ServerError: not possible as configured; the message is one line for the user.
    """
    if viser.__version__.split(".")[:2] != TESTED_VISER.split("."):
        raise ServerError(
            f"viser {viser.__version__} is installed, the viewer is made for {TESTED_VISER}. "
            "Install it as pinned in pyproject.toml."
        )
    make_policy(config)  # Complain about the options before anything is opened.
    with contextlib.ExitStack() as undo:
        listener = listen(config.bind_host, config.port, config.port_taken)
        undo.callback(listener.close)
        server = GuardedServer(config, listener)
        undo.callback(server.stop)
        # Where viser listens, which is elsewhere if it did not take our listener.
        check_guarded((_peer_host(listener), server.get_port()))
        undo.pop_all()
    if announce:
        _announce(server)
    return server


@contextlib.contextmanager
def _serving_through(door: Door, listener: socket.socket) -> Iterator[None]:
    original = websockets.asyncio.server.serve

    @contextlib.asynccontextmanager
    async def serve(
        handler: Any, host: str, port: int, *, process_request: Any, **settings: Any
    ) -> AsyncIterator[Any]:
        del host, port  # The listener is bound already.
        logger = quiet_logger("viewer.guard.websocket")
        quiet_loop(asyncio.get_running_loop(), logger)
        settings |= {
            "sock": listener,
            "process_request": door.checked(process_request),
            "create_connection": functools.partial(GuardedConnection, door),
            "max_size": int(door.config.max_message_mib * 2**20),
            "max_queue": 4,  # Times the largest message is what one client may keep waiting.
            "server_header": None,
            "logger": logger,
        }
        async with original(_refuse_other_versions(handler, logger), **settings) as serving:
            watching = asyncio.create_task(
                watch(door.connections, door.config.stall_seconds, logger)
            )
            try:
                yield serving
            finally:
                watching.cancel()
                # The last thing that this thread does is to print that the server has stopped,
                # also after an export's short-lived server. What is captured is per thread.
                rich.get_console().begin_capture()

    with _STARTING:
        websockets.asyncio.server.serve = serve  # pyright: ignore[reportAttributeAccessIssue]
        try:
            yield  # viser's constructor returns when its server listens.
        finally:
            websockets.asyncio.server.serve = original


def _refuse_other_versions(handler: Any, logger: logging.Logger) -> Any:
    """`handler` for clients of our version; viser would print a line for each other one."""
    wanted = f"viser-v{viser.__version__}"

    async def handle(connection: websockets.asyncio.server.ServerConnection) -> None:
        if connection.subprotocol == wanted:
            await handler(connection)
            return
        logger.warning("turned away a page of another viser version; it must be reloaded")
        client = (connection.subprotocol or "").removeprefix("viser-v")[:20] or "unknown"
        reason = f"Version mismatch. Client: {client}, Server: {viser.__version__}"
        await connection.close(1002, reason)

    return handle


def _announce(server: GuardedServer) -> None:
    config, port = server.config, server.get_port()
    if config.port not in (0, port):
        print(f"Port {config.port} is taken, using {port}.", file=sys.stderr, flush=True)
    print(f"Ask3D is open at {server.url}", flush=True)
    if is_loopback(config.bind_host):
        return
    print(
        "Whoever has this link sees the scenes opened here and can use everything in the viewer.\n"
        f"On this machine: {server.link('127.0.0.1')}\n"
        "The link travels unencrypted. Across networks that you do not trust, leave --public out\n"
        f"and use a tunnel (ssh -L {port}:localhost:{port} this-machine) or a reverse proxy with\n"
        "TLS and --origins https://its-address.",
        flush=True,
    )


def _peer_host(listener: socket.socket) -> str:
    host = str(listener.getsockname()[0])
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)


def _shown_host(bind_host: str) -> str:
    """A name for `bind_host` that others can open: wildcards become this machine's address."""
    try:
        if not ipaddress.ip_address(bind_host).is_unspecified:
            return bind_host
    except ValueError:
        return bind_host
    # Connecting a datagram socket sends nothing, it only asks which address would be used.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as question:
        try:
            question.connect(("192.0.2.1", 9))  # TEST-NET-1 (RFC 5737).
            return question.getsockname()[0]
        except OSError:
            return "127.0.0.1"

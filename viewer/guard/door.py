import http
import logging
from collections.abc import Callable
from typing import Any

import viser
from websockets.asyncio.server import ServerConnection
from websockets.datastructures import Headers
from websockets.http11 import Request, Response

from viewer.guard.access import Denial, Policy, check_request, security_headers
from viewer.guard.config import ServerConfig
from viewer.guard.messages import Inbox

MAX_SOCKETS = 256
"""Open TCP connections, page requests included. Far above what the largest audience needs."""

ProcessRequest = Callable[[ServerConnection, Request], Response | None]


class Door:
    """What all connections of one server share: the rules, the seats and who sits on them."""

    def __init__(self, config: ServerConfig, policy: Policy, logger: logging.Logger):
        self.config = config
        self.policy = policy
        self.logger = logger
        self.connections: set[Any] = set()
        self._seated: set[ServerConnection] = set()
        self._server: viser.ViserServer | None = None

    def open(self, server: viser.ViserServer) -> None:
        """Serve `server` from now on; until then every request is turned away."""
        self._server = server

    def enter(self, connection: ServerConnection) -> bool:
        """Note a new TCP connection; False if there are too many."""
        self.connections.add(connection)
        return len(self.connections) <= MAX_SOCKETS

    def leave(self, connection: ServerConnection) -> None:
        """Forget a connection that has ended."""
        self.connections.discard(connection)
        self._seated.discard(connection)

    def checked(self, serve_file: ProcessRequest) -> ProcessRequest:
        """`serve_file`, which answers all but websocket requests, behind the checks."""

        def process_request(connection: ServerConnection, request: Request) -> Response | None:
            verdict = check_request(request.path, request.headers, self.policy)
            if isinstance(verdict, Denial):
                return _deny(verdict)
            if self._server is None:
                return _deny(Denial(http.HTTPStatus.SERVICE_UNAVAILABLE, "Starting."))
            if verdict.websocket:
                if len(self._seated) >= self.config.max_clients:
                    full = f"All {self.config.max_clients} places are taken. Try again later."
                    return _deny(Denial(http.HTTPStatus.SERVICE_UNAVAILABLE, full))
                self._seated.add(connection)
                return None
            response = serve_file(connection, request)
            if response is None:
                # viser takes it for a websocket request and the checks above do not: no answer.
                return _deny(Denial(http.HTTPStatus.BAD_REQUEST, "Unclear Upgrade header."))
            for name, value in security_headers(verdict.host).items():
                response.headers[name] = value
            if verdict.set_cookie is not None:
                response.headers["Set-Cookie"] = verdict.set_cookie
            return response

        return process_request

    def inbox(self, connection: ServerConnection) -> Inbox:
        """The rules for what the browser behind `connection` may say."""
        assert self._server is not None
        server = self._server
        live = server._websock_server._live_connections
        client_id = next(key for key, value in live.items() if value is connection)

        def scopes() -> list[Any]:
            # viser knows the client from its first camera message on.
            client = server._connected_clients.get(client_id)
            return [server] if client is None else [client, server]

        return Inbox(scopes, int(self.config.max_upload_mib * 2**20))


def _deny(denial: Denial) -> Response:
    body = (denial.message + "\n").encode()
    headers = Headers(
        {
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Length": str(len(body)),
            "Content-Security-Policy": "default-src 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
            "Connection": "close",
        }
    )
    return Response(denial.status.value, denial.status.phrase, headers, body)

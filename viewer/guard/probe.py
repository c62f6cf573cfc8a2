import socket

from viewer.guard.config import ServerError

TIMEOUT = 2.0
"""Seconds that the server has for its answer to itself."""
# Names under .invalid never resolve (RFC 2606), so nobody means this host.
_PAGE = "GET / HTTP/1.1\r\nHost: probe.invalid\r\nConnection: close\r\n\r\n"
_WEBSOCKET = (
    "GET / HTTP/1.1\r\nHost: localhost\r\nOrigin: http://probe.invalid\r\n"
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)


def check_guarded(address: tuple[str, int]) -> None:
    """Knock at our own door as a stranger would, and refuse to serve if it opens.

    Args:
        address: where the server listens, as a peer connects to it.

    Raises:
        ServerError: a request that must be refused was answered.
    """
    for request in (_PAGE, _WEBSOCKET):
        status = _status(address, request)
        if not 400 <= status < 500:
            raise ServerError(
                f"A stranger's request was answered with {status}: the viewer's guard is not in "
                "place. Install viser as pinned in pyproject.toml."
            )


def _status(address: tuple[str, int], request: str) -> int:
    try:
        with socket.create_connection(address, TIMEOUT) as connection:
            connection.sendall(request.encode())
            line = connection.makefile("rb").readline(256).split()
        return int(line[1])
    except (OSError, IndexError, ValueError) as error:
        raise ServerError(f"The viewer does not answer on port {address[1]}: {error}") from None

import errno
import socket
import sys
from typing import Literal

from viewer.guard.config import ServerError

ATTEMPTS = 20
"""Ports that are tried in turn when the first one is taken."""


def listen(host: str, port: int, taken: Literal["next", "exit"]) -> socket.socket:
    """A socket that listens on `host` and `port`, or on the next free port if that is allowed.

    viser would try a thousand ports without a word; binding before it does keeps the choice here.

    Raises:
        ServerError: the port is taken (and may not be replaced), or the address is not usable.
    """
    if not 0 <= port <= 65535:
        raise ServerError(f"Port {port} does not exist. Choose one from 1024 to 65535.")
    last = port if taken == "exit" or port == 0 else min(port + ATTEMPTS - 1, 65535)
    for candidate in range(port, last + 1):
        try:
            return _listen_once(host, candidate)
        except PermissionError:
            raise ServerError(
                f"Port {candidate} needs administrator rights. Choose one from 1024 to 65535."
            ) from None
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                reason = error.strerror or str(error)
                raise ServerError(f"Cannot listen on {host!r}: {reason}. Check --host.") from None
    tried = f"Port {port} is" if last == port else f"Ports {port} to {last} are"
    raise ServerError(f"{tried} taken on {host}. Choose another one with --port.")


def _listen_once(host: str, port: int) -> socket.socket:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    # "localhost" names two addresses; browsers that are sent to 127.0.0.1 want the IPv4 one.
    family, kind, protocol, _, address = min(found, key=lambda entry: entry[0] != socket.AF_INET)
    listener = socket.socket(family, kind, protocol)
    try:
        # On Windows the same option would let two programs share the port.
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        # Two sockets may bind the same port, only one may listen on it.
        listener.listen(128)
        listener.setblocking(False)
    except OSError:
        listener.close()
        raise
    return listener

from collections.abc import Iterator

import pytest

from viewer.guard.server import GuardedServer, ServerConfig, start_server

TOKEN = "a-token-of-the-tests"


@pytest.fixture(scope="module")
def server() -> Iterator[GuardedServer]:
    """An open server on a free port, shared by the tests of a module."""
    server = start_server(ServerConfig(port=0))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def token_server() -> Iterator[GuardedServer]:
    """A server that wants the token, with two places and one proxy."""
    config = ServerConfig(
        port=0, token=TOKEN, max_clients=2, origins=("https://demo.example",), max_message_mib=1.0
    )
    server = start_server(config)
    yield server
    server.stop()

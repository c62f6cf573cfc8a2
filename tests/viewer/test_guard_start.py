import contextlib
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
import viser
import websockets.asyncio.server

from viewer.guard import ports
from viewer.guard.config import ServerConfig, ServerError
from viewer.guard.ports import listen
from viewer.guard.server import start_server


@pytest.fixture
def taken():
    """A port on which something else listens."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


@contextlib.contextmanager
def running(config):
    server = start_server(config)
    try:
        yield server
    finally:
        server.stop()


def test_the_next_port_is_taken_and_named(taken, capfd):
    with running(ServerConfig(port=taken)) as server:
        assert taken < server.get_port() < taken + ports.ATTEMPTS
        assert server.url == f"http://127.0.0.1:{server.get_port()}/"
    written = capfd.readouterr()
    assert f"Port {taken} is taken, using {server.get_port()}." in written.err
    assert f"Ask3D is open at {server.url}" in written.out


def test_a_taken_port_ends_the_start_in_one_line(taken):
    with pytest.raises(ServerError) as caught:
        start_server(ServerConfig(port=taken, port_taken="exit"))
    assert str(caught.value) == (
        f"Port {taken} is taken on 127.0.0.1. Choose another one with --port."
    )


def test_not_more_ports_are_tried_than_said(monkeypatch, taken):
    monkeypatch.setattr(ports, "ATTEMPTS", 1)
    with pytest.raises(ServerError, match=f"{taken} is taken"):
        listen("127.0.0.1", taken, "next")


@pytest.mark.parametrize(
    ("config", "problem"),
    [
        (ServerConfig(port=70_000), "does not exist"),
        (ServerConfig(port=-1), "does not exist"),
        (ServerConfig(host="203.0.113.7", port=0), "Cannot listen"),
        (ServerConfig(host="no such host", port=0), "Cannot listen"),
        (ServerConfig(port=0, token="short"), "token"),
        (ServerConfig(port=0, origins=("x",)), "origin"),
    ],
    ids=["large port", "negative port", "address", "host", "token", "origin"],
)
def test_wrong_options_end_in_one_line(config, problem):
    with pytest.raises(ServerError, match=problem) as caught:
        start_server(config)
    assert "\n" not in str(caught.value)


def test_an_address_in_the_network_needs_the_token_and_says_so(capfd):
    with running(ServerConfig(port=0, public=True)) as server:
        assert server.get_host() == "0.0.0.0"
        assert server.token is not None and len(server.token) >= 32
        local = server.link("127.0.0.1")
        assert urllib.request.urlopen(local, timeout=5).status == 200
        with pytest.raises(urllib.error.HTTPError, match="401"):
            urllib.request.urlopen(local.partition("?")[0], timeout=5)
    written = capfd.readouterr().out
    assert server.url in written and local in written and "unencrypted" in written


def test_two_servers_have_two_tokens():
    with (
        running(ServerConfig(port=0, public=True)) as a,
        running(ServerConfig(port=0, public=True)) as b,
    ):
        assert a.token != b.token and a.door.policy.cookie_name != b.door.policy.cookie_name


def test_another_viser_is_not_served(monkeypatch):
    for version in ("1.2.0", "1.10.0", "2.1.1", "0.9"):
        monkeypatch.setattr(viser, "__version__", version)
        with pytest.raises(ServerError, match=f"viser {version} is installed"):
            start_server(ServerConfig(port=0))


def test_without_the_guard_in_its_path_nothing_is_served(monkeypatch):
    # As if viser had begun to import `serve` by name: our replacement is never called.
    original = websockets.asyncio.server.serve

    class Deaf:
        def __setattr__(self, name, value):
            pass

    deaf = Deaf()
    deaf.__dict__.update(vars(websockets.asyncio.server) | {"serve": original})
    monkeypatch.setattr("viewer.guard.server.websockets.asyncio.server", deaf)
    monkeypatch.setattr("viser.infra._infra.websockets.asyncio.server", deaf)
    with pytest.raises(ServerError, match="guard is not in place"):
        start_server(ServerConfig(port=0))


def test_the_name_is_replaced_only_while_starting(server):
    assert websockets.asyncio.server.serve.__module__ == "websockets.asyncio.server"


def test_the_guard_loads_little():
    heavy = ["torch", "scipy", "open3d", "numba", "trimesh", "PIL", "plotly", "imageio"]
    program = f"import sys, viewer.guard.server; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "[]", done.stderr

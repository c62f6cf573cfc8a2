import asyncio
import contextlib
import socket

import pytest
import websockets
from hypothesis import given, settings
from hypothesis import strategies as st
from websockets.datastructures import Headers

from tests.viewer.client import cookie, open_websocket
from viewer.guard.access import Admission, Denial, check_request, make_policy
from viewer.guard.config import ServerConfig, ServerError, is_loopback

TOKEN = "a-token-of-the-tests"


def get(server, path="/", host=None, **headers):
    """Status and header block of a raw HTTP request."""
    port = server.get_port()
    lines = [f"GET {path} HTTP/1.1", f"Host: {host or f'127.0.0.1:{port}'}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    with socket.create_connection(("127.0.0.1", port), 5) as connection:
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
    head = answer.partition(b"\r\n\r\n")[0].decode()
    return int(head.split()[1]), head, answer


def websocket_status(server, **overrides):
    """101 if a websocket opens, else the status of the refusal."""

    async def run():
        try:
            async with open_websocket(server, **overrides):
                return 101
        except websockets.InvalidStatus as refusal:
            return refusal.response.status_code

    return asyncio.run(run())


def request(policy, path="/", **headers):
    return check_request(path, Headers(headers), policy)


def refusal(policy, path="/", **headers):
    """The status with which a request is refused."""
    verdict = request(policy, path, **headers)
    assert isinstance(verdict, Denial)
    return verdict.status


# --- decided without a server ---------------------------------------------------------------------

OPEN = make_policy(ServerConfig())
LOCKED = make_policy(ServerConfig(token=TOKEN))
PUBLIC = make_policy(ServerConfig(public=True, token=TOKEN))
PROXIED = make_policy(ServerConfig(origins=("https://demo.example",)))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1:8080", "localhost:9000", "LOCALHOST", "localhost.:1", "[::1]:8080", "127.1.2.3"],
)
def test_loopback_names_are_served_on_any_port(host):
    assert isinstance(request(OPEN, Host=host), Admission)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example:8080",
        "localhost.evil.example",
        "192.168.1.5",
        "[::2]",
    ],
)
def test_a_rebound_name_is_refused_without_and_with_token(host):
    assert isinstance(request(OPEN, Host=host), Denial)
    assert isinstance(request(LOCKED, "/?token=" + TOKEN, Host=host), Denial)


@pytest.mark.parametrize(
    "host", ["", "a b", "localhost;script-src *", "x\ty", "[::1", "a:b", "a/b"]
)
def test_a_host_cannot_write_into_the_policy(host):
    assert refusal(PUBLIC, Host=host) == 400


def test_two_hosts_or_none_are_refused():
    for headers in ([], [("Host", "localhost"), ("Host", "localhost")]):
        verdict = check_request("/", Headers(headers), OPEN)
        assert isinstance(verdict, Denial) and verdict.status == 400


@pytest.mark.parametrize("host", ["lab-pc.university.edu:8080", "192.168.1.5:8080", "lab-pc"])
def test_public_serves_every_name_but_only_with_the_token(host):
    assert refusal(PUBLIC, Host=host) == 401
    admission = request(PUBLIC, "/?token=" + TOKEN, Host=host)
    assert isinstance(admission, Admission)
    assert admission.set_cookie == (
        f"{PUBLIC.cookie_name}={TOKEN}; HttpOnly; SameSite=Strict; Path=/"
    )


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://localhost:8080", 101),
        ("http://localhost:3000", 403),
        ("https://localhost:8080", 403),
        ("http://127.0.0.1:8080", 403),
        ("http://evil.example", 403),
        ("null", 403),
        ("", 403),
        (None, 403),
    ],
)
def test_only_the_own_page_may_open_a_websocket(origin, status):
    headers = {} if origin is None else {"Origin": origin}
    verdict = request(OPEN, Host="localhost:8080", Upgrade="WebSocket", **headers)
    assert (101 if isinstance(verdict, Admission) else verdict.status) == status


def test_a_proxy_is_served_under_its_origin_whether_it_keeps_the_host_or_not():
    for host in ("demo.example", "127.0.0.1:8080"):
        headers = {"Host": host, "Upgrade": "websocket", "Origin": "https://demo.example"}
        assert isinstance(request(PROXIED, **headers), Admission)
    headers = {"Host": "127.0.0.1", "Upgrade": "websocket", "Origin": "https://x.example"}
    assert refusal(PROXIED, **headers) == 403


def test_the_link_does_not_open_a_websocket():
    headers = {"Host": "localhost", "Upgrade": "websocket", "Origin": "http://localhost"}
    assert refusal(LOCKED, "/?token=" + TOKEN, **headers) == 401
    headers["Cookie"] = f"other=1; {LOCKED.cookie_name}={TOKEN}"
    assert isinstance(request(LOCKED, **headers), Admission)


@pytest.mark.parametrize(
    "query",
    [
        "websocket=ws://evil.example",
        "a=1&playbackPath=data:,x",
        "%77ebsocket=ws%3A%2F%2Fevil",
        "playbackPath",
        "&".join(f"a{i}=1" for i in range(80)) + "&websocket=ws://evil.example",
    ],
)
def test_links_that_load_foreign_scenes_are_refused(query):
    assert refusal(OPEN, "/?" + query, Host="localhost") == 400
    assert refusal(LOCKED, f"/?token={TOKEN}&{query}", Host="localhost") == 400


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["Host", "Origin", "Cookie", "Upgrade"]),
        st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30),
    ),
    st.text(max_size=30),
)
def test_whatever_arrives_is_refused_without_the_token(headers, path):
    assert isinstance(check_request("/" + path, Headers(headers), LOCKED), Denial)


@pytest.mark.parametrize("origin", ["demo.example", "ftp://x", "https://x/path", "https://", "*"])
def test_a_wrong_origin_option_is_named(origin):
    with pytest.raises(ServerError, match=r"https://demo\.example|Origins end"):
        make_policy(ServerConfig(origins=(origin,)))


@pytest.mark.parametrize("token", ["", "short", "a" * 15, "with space in the text", "ä" * 20])
def test_a_weak_token_is_refused(token):
    with pytest.raises(ServerError, match="16 to 256"):
        make_policy(ServerConfig(token=token))


def test_a_token_is_made_up_exactly_where_it_is_needed():
    assert make_policy(ServerConfig()).token is None
    tokens = {
        make_policy(ServerConfig(host=h)).token for h in ("0.0.0.0", "::", "192.168.1.5", "pc")
    }
    assert None not in tokens and len(tokens) == 4
    assert make_policy(ServerConfig(public=True)).token is not None
    assert [is_loopback(h) for h in ("localhost", "::1", "[::1]", "127.9.9.9")] == [True] * 4


# --- over a real connection ----------------------------------------------------------------------


def test_pages_and_their_headers(server):
    status, head, _ = get(server)
    assert status == 200
    port = server.get_port()
    assert f"connect-src 'self' ws://127.0.0.1:{port} " in head
    for header in ("X-Frame-Options: DENY", "nosniff", "no-referrer", "no-store"):
        assert header in head
    assert "Server:" not in head and "Set-Cookie" not in head
    assert get(server, host="evil.example")[0] == 421
    assert get(server, "/", Upgrade="h2c")[0] == 200


def test_the_token_over_http(token_server):
    server, name = token_server, cookie(token_server)
    assert get(server)[0] == 401
    assert get(server, "/?token=wrong")[0] == 401
    assert get(server, Cookie="a=b; \x80\xff")[0] == 401
    status, head, _ = get(server, f"/?token={server.token}")
    assert status == 200 and f"Set-Cookie: {name}; HttpOnly; SameSite=Strict; Path=/" in head
    status, head, _ = get(server, Cookie=name)
    assert status == 200 and "Set-Cookie" not in head
    assert get(server, f"/?token={server.token}", host="evil.example")[0] == 421
    assert server.token not in get(server)[1]
    assert server.url == f"http://127.0.0.1:{server.get_port()}/?token={server.token}"


def test_websockets_need_cookie_origin_and_host(token_server):
    server, port = token_server, token_server.get_port()
    assert websocket_status(server) == 101
    assert websocket_status(server, additional_headers={}) == 401
    assert websocket_status(server, additional_headers={"Cookie": "ask3d=x"}) == 401
    assert websocket_status(server, origin="http://evil.example") == 403
    assert websocket_status(server, origin=None) == 403
    assert websocket_status(server, origin="https://demo.example") == 101
    assert websocket_status(server, origin=f"http://localhost:{port}") == 403


def test_only_so_many_viewers_at_once(token_server):
    async def run():
        async with contextlib.AsyncExitStack() as stack:
            for _ in range(token_server.config.max_clients):
                await stack.enter_async_context(open_websocket(token_server))
            with pytest.raises(websockets.InvalidStatus, match="503"):
                await stack.enter_async_context(open_websocket(token_server))
        # The places are free again once the others have gone.
        for _ in range(200):
            with contextlib.suppress(websockets.InvalidStatus):
                async with open_websocket(token_server):
                    return
            await asyncio.sleep(0.01)
        raise AssertionError("no place became free")

    asyncio.run(run())


def test_a_crowd_that_knocks_at_once_gets_no_more_places(token_server):
    async def knock():
        try:
            async with open_websocket(token_server) as connection:
                await asyncio.sleep(0.3)
                return connection.close_code is None
        except websockets.InvalidStatus:
            return False

    async def run():
        await asyncio.sleep(0.1)
        return sum(await asyncio.gather(*(knock() for _ in range(12))))

    assert asyncio.run(run()) <= token_server.config.max_clients


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/..%2f..%2f..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/_viser.py",
        "/%252e%252e/_viser.py",
        "/..\\..\\_viser.py",
        "/..%5c..%5c_viser.py",
        "//etc/passwd",
        "/etc/passwd",
        "/....//....//_viser.py",
        "/%c0%ae%c0%ae/_viser.py",
        "/.%00./_viser.py",
        "/index.html%00.png",
        "/~root/.bashrc",
        "/file:///etc/passwd",
        "/.",
        "/" + "a" * 5000,
    ],
)
def test_no_file_outside_the_page_is_served(server, path):
    status, _, answer = get(server, path)
    assert status in (200, 400, 404, 414, 500)
    if status == 200:
        assert b"<!doctype html>" in answer[:5000].lower()
    assert b"root:" not in answer and b"import" not in answer[:2000]

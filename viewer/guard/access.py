"""Who may connect: Host, Origin and token of one HTTP request, decided without any server.

Host: a web page that the user visits can point its own name at this machine (DNS rebinding) and
then read the viewer as its own origin. The browser still sends the page's name as Host. Without a
token only loopback names are therefore accepted. With a token any name is: its cookie belongs to
the name under which the link was opened, so a rebound name arrives without one. That lets people
use whatever name the machine has in their network.

Origin: a page may open a websocket to any server (cross-site hijack), and the browser says from
which page. Only the server's own pages and those of the named proxies may.
"""

import hashlib
import hmac
import http
import re
import secrets
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Protocol, runtime_checkable
from urllib.parse import parse_qsl, urlsplit

from viewer.guard.config import ServerConfig, ServerError, is_loopback

# A host that passes is copied into the Content-Security-Policy, so it must not end a directive.
HOST_PATTERN = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?")
TOKEN_PATTERN = re.compile(r"[A-Za-z0-9_-]{16,256}")
# These make the page load a scene, with its scripts, from any address that the link names.
FOREIGN_CONTENT = ("websocket", "playbackPath")


@runtime_checkable
class Headers(Protocol):
    """Headers of a request, of which each name may occur several times."""

    def get_all(self, key: str) -> list[str]: ...


@dataclass(frozen=True)
class Policy:
    """What a request must show."""

    token: str | None
    any_host: bool
    origins: frozenset[str]
    origin_hosts: frozenset[str]

    @property
    def cookie_name(self) -> str:
        # Cookies are shared by all ports of a host: several viewers must not overwrite theirs.
        assert self.token is not None
        return "ask3d_" + hashlib.sha256(self.token.encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Admission:
    """The request may pass."""

    host: str
    """Host and port as the browser names them."""
    websocket: bool
    set_cookie: str | None
    """Set-Cookie header that spares the browser the token from now on."""


@dataclass(frozen=True)
class Denial:
    """The request is refused."""

    status: http.HTTPStatus
    message: str


def make_policy(config: ServerConfig) -> Policy:
    """What requests must show under `config`, with a new token where one is needed.

    Raises:
        ServerError: the token is too weak or an origin is none.
    """
    exposed = not is_loopback(config.bind_host)
    token = config.token
    if token is None and exposed:
        token = secrets.token_urlsafe(32)
    if token is not None and not TOKEN_PATTERN.fullmatch(token):
        raise ServerError(
            "The token must be 16 to 256 characters of A-Z a-z 0-9 _ -. "
            "Leave --token out to have one made up."
        )
    origins = frozenset(_origin(text) for text in config.origins)
    return Policy(
        token=token,
        any_host=exposed,
        origins=origins,
        origin_hosts=frozenset(urlsplit(origin).netloc for origin in origins),
    )


def _origin(text: str) -> str:
    parts = urlsplit(text.rstrip("/"))
    if parts.scheme not in ("http", "https") or not HOST_PATTERN.fullmatch(parts.netloc):
        raise ServerError(f"{text!r} is no origin. Write it like https://demo.example.")
    if parts.path or parts.query or parts.fragment:
        raise ServerError(f"{text!r} has a path. Origins end after the host and port.")
    return f"{parts.scheme}://{parts.netloc}".lower()


def check_request(path: str, headers: Headers, policy: Policy) -> Admission | Denial:
    """Whether one request may pass.

    Args:
        path: request target with its query, as sent.
        headers: all headers of the request.
        policy: what it must show.
    """
    host = _single(headers, "Host")
    if host is None or not HOST_PATTERN.fullmatch(host):
        return Denial(http.HTTPStatus.BAD_REQUEST, "One valid Host header is required.")
    host = host.lower()
    if not _host_allowed(host, policy):
        return Denial(
            http.HTTPStatus.MISDIRECTED_REQUEST,
            f"This viewer does not serve {host}. Open it under localhost, or start it with "
            f"--origins http://{host} or --public.",
        )
    websocket = (_single(headers, "Upgrade") or "").lower() == "websocket"
    if websocket and not _origin_allowed(_single(headers, "Origin"), host, policy):
        return Denial(
            http.HTTPStatus.FORBIDDEN,
            "This page may not connect. Behind a proxy, name its address with --origins.",
        )
    query = _query(path)
    if query is None or any(name in query for name in FOREIGN_CONTENT):
        return Denial(http.HTTPStatus.BAD_REQUEST, "Links to foreign content are not served.")
    set_cookie = None
    token = policy.token
    if token is not None and not _same(_cookie(headers, policy.cookie_name), token):
        if websocket or not _same(query.get("token"), token):
            return Denial(
                http.HTTPStatus.UNAUTHORIZED,
                "Open the link that was printed at the start, with its token.",
            )
        set_cookie = f"{policy.cookie_name}={token}; HttpOnly; SameSite=Strict; Path=/"
    return Admission(host, websocket, set_cookie)


def security_headers(host: str) -> dict[str, str]:
    """Headers of every page and file that is served under `host`.

    viser's client is one file of inline scripts and plotly compiles code, hence the two unsafe
    words. What the policy does stop: foreign scripts, frames, and data sent to other addresses.
    """
    policy = (
        "default-src 'self' blob: data:; "
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
        "style-src 'self' 'unsafe-inline'; "
        "img-src 'self' blob: data:; font-src 'self' data:; worker-src blob:; "
        # Not every browser counts the page's own websocket as 'self'.
        f"connect-src 'self' ws://{host} wss://{host} blob: data:; "
        "frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cache-Control": "no-store",
    }


def _host_allowed(host: str, policy: Policy) -> bool:
    # The port is no secret and differs behind tunnels; only the name tells a rebound page apart.
    name = host.rsplit(":", 1)[0] if host[-1] != "]" and ":" in host else host
    return policy.any_host or is_loopback(name) or host in policy.origin_hosts


def _origin_allowed(origin: str | None, host: str, policy: Policy) -> bool:
    if origin is None:
        return False
    return origin.lower() == f"http://{host}" or origin.lower() in policy.origins


def _single(headers: Headers, name: str) -> str | None:
    values = headers.get_all(name)
    return values[0].strip() if len(values) == 1 else None


def _query(path: str) -> dict[str, str] | None:
    try:
        pairs = parse_qsl(path.partition("?")[2], keep_blank_values=True, max_num_fields=64)
    except ValueError:
        return None
    return dict(pairs)


def _cookie(headers: Headers, name: str) -> str | None:
    try:
        jar = SimpleCookie("; ".join(headers.get_all("Cookie")))
    except CookieError:
        return None
    return jar[name].value if name in jar else None


def _same(given: str | None, token: str) -> bool:
    # Surrogates stand for bytes outside ASCII, which a header may hold.
    return given is not None and hmac.compare_digest(
        given.encode(errors="surrogateescape"), token.encode()
    )

from dataclasses import dataclass
from typing import Literal


class ServerError(Exception):
    """The server cannot start as asked. The message is one line that says why and what to do."""


@dataclass(frozen=True)
class ServerConfig:
    """Where the viewer listens and whom it lets in."""

    host: str = "127.0.0.1"
    """Address to listen on. Anything but a loopback address requires the token."""
    port: int = 8080
    """Port to listen on; 0 lets the system choose one."""
    port_taken: Literal["next", "exit"] = "next"
    """What to do when the port is taken: use the next free one, or stop."""
    public: bool = False
    """Listen on every address of this machine, for people who have the link with the token."""
    token: str | None = None
    """Secret that the link carries, at least 16 of A-Z a-z 0-9 _ -. Made up where it is needed
    and not given."""
    origins: tuple[str, ...] = ()
    """Addresses of reverse proxies as the browser shows them, such as https://demo.example."""
    max_clients: int = 16
    """Browsers connected at the same time."""
    max_message_mib: float = 8.0
    """Largest single message of a browser, in MiB. Uploads arrive in parts of 0.5 MiB."""
    max_upload_mib: float = 1024.0
    """Largest uploaded file, in MiB."""
    stall_seconds: float = 20.0
    """A browser that takes nothing of what is sent to it for this long is disconnected."""

    @property
    def bind_host(self) -> str:
        """The address to listen on, with `public` taken into account."""
        return "0.0.0.0" if self.public and is_loopback(self.host) else self.host


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`, a name or an address without a port."""
    import ipaddress

    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False

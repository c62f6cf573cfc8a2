"""Short messages in a corner of the page."""

import viser

_SECONDS = 12.0


def complain(client: viser.ClientHandle, title: str, body: str) -> None:
    """Say what did not work; the page shows both as plain text."""
    client.add_notification(title, body[:400], color="red", auto_close_seconds=_SECONDS)

"""What the browser shows, as a PNG."""

import io

import viser
from PIL import Image

_SECONDS = 60
"""Software rendering of a large scene takes long."""


def screenshot(client: viser.ClientHandle, *, dark: bool) -> bytes:
    """The current view at its own resolution, on the background that the person sees.

    Raises:
        RuntimeError: the browser left meanwhile.
        TimeoutError: the browser did not answer.
    """
    camera = client.camera
    pixels = client.get_render(
        height=camera.image_height,
        width=camera.image_width,
        transport_format="png",
        timeout=_SECONDS,
    )
    seen = Image.fromarray(pixels).convert("RGBA")
    ground = Image.new("RGBA", seen.size, (26, 27, 30, 255) if dark else (255, 255, 255, 255))
    ground.alpha_composite(seen)
    out = io.BytesIO()
    ground.convert("RGB").save(out, format="PNG")
    return out.getvalue()

"""What a person does with viser's page: open it, wait, fill, click, choose, upload.

Widgets are found by their label, as people find them. Each act is followed by a pause: viser's page
sends one message in 50 ms and keeps only the newest of those that come sooner, so that acts faster
than a person's would be lost.
"""

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Locator, Page, expect


def open_viser(page: Page, url: str) -> None:
    """Open the viewer and wait until it is connected.

    `fixedDpr` switches viser's adaptive resolution off, so that pixels do not depend on speed.
    """
    page.goto(f"{url}{'&' if '?' in url else '?'}fixedDpr=1")
    page.wait_for_function(
        "() => window.__viserMutable && !document.body.innerText.includes('Connecting...')"
    )
    dismiss_notifications(page)


def wait_node(page: Page, name: str) -> None:
    """Wait until the scene node `name` is in the page's scene."""
    page.wait_for_function("name => !!window.__viserMutable.nodeRefFromName[name]", arg=name)


def wait_no_node(page: Page, name: str) -> None:
    """Wait until the scene node `name` is gone."""
    page.wait_for_function("name => !window.__viserMutable.nodeRefFromName[name]", arg=name)


def dismiss_notifications(page: Page) -> None:
    """Close what covers the scene, such as the note that there is no graphics card."""
    for button in page.locator(".mantine-Notification-closeButton").all():
        with contextlib.suppress(Error):  # It may close by itself.
            button.click(timeout=2_000)


def row(page: Page, label: str) -> Locator:
    """The row of the widget with this label."""
    exact = page.locator("label", has_text=label)
    return exact.locator("xpath=ancestor::div[contains(@class,'Flex-root')][1]").first


def fill(page: Page, label: str, text: str, *, enter: bool = False) -> None:
    """Type into the text or number field with this label, and press Enter if asked."""
    field = row(page, label).locator("input:not([type=hidden]), textarea").first
    field.fill(text)
    _pause(page)
    if enter:
        field.press("Enter")
        _pause(page)


def click(page: Page, name: str) -> None:
    """Click the button with this text."""
    page.get_by_role("button", name=name, exact=True).click()
    _pause(page)


def check(page: Page, label: str, *, on: bool = True) -> None:
    """Set the checkbox with this label."""
    row(page, label).locator("input[type=checkbox]").set_checked(on)
    _pause(page)


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of the dropdown with this label."""
    row(page, label).locator("input").first.click()
    page.get_by_role("option", name=option, exact=True).click()
    _pause(page)


def upload(page: Page, file: Path | dict[str, Any], index: int = 0) -> None:
    """Give a file, or a dictionary of name, mimeType and buffer, to an upload button."""
    page.locator("input[type=file]").nth(index).set_input_files(file)  # pyright: ignore[reportArgumentType]


def _pause(page: Page) -> None:
    page.wait_for_timeout(120)


def expect_text(page: Page, text: str) -> None:
    """Wait until the page shows `text` anywhere."""
    expect(page.get_by_text(text).first).to_be_visible()


def pixel(page: Page, x: float, y: float) -> tuple[int, int, int]:
    """Colour of the 3D view, x and y from 0 to 1 from the top left."""
    red, green, blue = page.evaluate(
        """([x, y]) => {
            const canvas = window.__viserMutable.canvas, gl = canvas.getContext('webgl2');
            const out = new Uint8Array(4);
            gl.readPixels(Math.floor(x * canvas.width), Math.floor((1 - y) * canvas.height), 1, 1,
                          gl.RGBA, gl.UNSIGNED_BYTE, out);
            return [out[0], out[1], out[2]];
        }""",
        [x, y],
    )
    return red, green, blue


def wait_pixel(
    page: Page, x: float, y: float, wanted: Callable[[tuple[int, int, int]], bool]
) -> tuple[int, int, int]:
    """Wait until the colour at a place of the 3D view is `wanted`; that colour, or the last one."""
    color = pixel(page, x, y)
    for _ in range(300):
        if wanted(color):
            break
        page.wait_for_timeout(100)
        color = pixel(page, x, y)
    return color

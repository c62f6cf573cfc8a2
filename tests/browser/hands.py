"""What a person does with viser's page: open it, wait, fill, click, choose, upload.

Widgets are found by their label, as people find them. Each act is followed by a pause: viser's page
sends one message in 50 ms and keeps only the newest of those that come sooner, so that acts faster
than a person's would be lost.
"""

import contextlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Locator, Page, expect

WAIT_SECONDS = 30
"""Bound on every wait. Frames are drawn by the processor, and tests may share it."""


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
    expect(page.get_by_text(text).first).to_be_visible(timeout=WAIT_SECONDS * 1000)


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


def until(page: Page, condition: Callable[[], Any], what: str = "the condition") -> None:
    """Wait until something holds, in the page or in the server."""
    deadline = time.monotonic() + WAIT_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        page.wait_for_timeout(50)


def open_scan(page: Page, name: str, *, title: str | None = None) -> None:
    """Find a scan in the library by its name and open it."""
    fill(page, "Filter", name)
    click(page, name)
    wait_title(page, title or name)


def wait_title(page: Page, name: str) -> None:
    """Wait until this is the open scan."""
    bold = page.locator("strong").get_by_text(name, exact=True)
    expect(bold.first).to_be_visible(timeout=WAIT_SECONDS * 1000)


def nodes(page: Page) -> set[str]:
    """The scene's nodes that are there now."""
    return set(
        page.evaluate(
            "() => Object.entries(window.__viserMutable.nodeRefFromName)"
            ".filter(([name, node]) => node && name).map(([name]) => name)"
        )
    )


def drawn_points(page: Page) -> int:
    """How many points the page's own geometry holds."""
    return page.evaluate(
        """() => {
            let total = 0;
            const root = window.__viserMutable.nodeRefFromName['/scene/points'];
            if (root) root.traverse(part => {
                if (part.isPoints) total += part.geometry.attributes.position.count; });
            return total;
        }"""
    )


def highest_point(page: Page) -> float:
    """Metres; of the points that the page's own geometry holds."""
    return page.evaluate(
        """() => {
            let top = -Infinity;
            window.__viserMutable.nodeRefFromName['/scene/points'].traverse(part => {
                if (!part.isPoints) return;
                const { array, count } = part.geometry.attributes.position;
                for (let i = 0; i < count; i++) top = Math.max(top, array[3 * i + 2]);
            });
            return top;
        }"""
    )


def color_shares(page: Page) -> dict[str, float]:
    """Which part of the 3D view's pixels is plainly red, green or blue."""
    return page.evaluate(
        """() => {
            const canvas = window.__viserMutable.canvas, gl = canvas.getContext('webgl2');
            const pixels = new Uint8Array(4 * canvas.width * canvas.height);
            gl.readPixels(0, 0, canvas.width, canvas.height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
            const counts = [0, 0, 0];
            for (let i = 0; i < pixels.length; i += 4)
                for (let c = 0; c < 3; c++)
                    if (pixels[i + c] > 80 && pixels[i + c] > pixels[i + (c + 1) % 3] + 50
                        && pixels[i + c] > pixels[i + (c + 2) % 3] + 50) counts[c]++;
            const [red, green, blue] = counts.map(n => n / (canvas.width * canvas.height));
            return { red, green, blue };
        }"""
    )


def wait_color(page: Page, color: str, *, least: float = 0.01) -> None:
    """Wait until this part of the view shows red, green or blue."""
    until(page, lambda: color_shares(page)[color] >= least, f"{color} pixels")


def wait_no_color(page: Page, color: str, *, most: float = 0.0005) -> None:
    """Wait until next to nothing of the view is red, green or blue."""
    until(page, lambda: color_shares(page)[color] <= most, f"no {color} pixels")


def eye(page: Page) -> tuple[float, float, float]:
    """Where the page's camera is, metres, in the scene's axes."""
    return tuple(
        page.evaluate(
            """() => {
                const { camera, nodeRefFromName } = window.__viserMutable;
                camera.updateMatrixWorld();
                return nodeRefFromName[''].worldToLocal(camera.position.clone()).toArray();
            }"""
        )
    )


def wait_still(page: Page) -> None:
    """Wait until the camera has come to rest."""
    before: list[Any] = []

    def still() -> bool:
        before.append(eye(page))
        return len(before) > 4 and len(set(before[-4:])) == 1

    until(page, still, "the camera to rest")


def on_screen(page: Page, point: tuple[float, float, float]) -> tuple[float, float]:
    """Where on the page a point of the scene (metres) is seen, pixels."""
    x, y = page.evaluate(
        """point => {
            const { camera, canvas, nodeRefFromName } = window.__viserMutable;
            camera.updateMatrixWorld();
            const seen = camera.position.clone().fromArray(point);
            nodeRefFromName[''].localToWorld(seen);
            seen.project(camera);
            const place = canvas.getBoundingClientRect();
            return [place.x + (seen.x + 1) / 2 * place.width,
                    place.y + (1 - seen.y) / 2 * place.height];
        }""",
        list(point),
    )
    return x, y


def click_scene(page: Page, point: tuple[float, float, float]) -> None:
    """Click where a point of the scene is seen."""
    wait_still(page)
    page.mouse.click(*on_screen(page, point))
    _pause(page)


def press(page: Page, key: str) -> None:
    """Press a key while no text field has the focus."""
    page.evaluate("() => document.activeElement?.blur()")
    page.keyboard.press(key)
    _pause(page)


def tab(page: Page, name: str) -> None:
    """Open a tab of the panel."""
    page.get_by_role("tab", name=name, exact=True).click()
    _pause(page)


def download(page: Page) -> Path:
    """Take the file that the viewer offers."""
    link = page.locator("a[download]").last
    with page.expect_download() as waiting:
        link.click()
    return waiting.value.path()

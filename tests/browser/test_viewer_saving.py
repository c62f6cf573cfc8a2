"""Pictures and exports leave the viewer as files that open elsewhere."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from backend import engine
from tests.browser.conftest import newest_scene
from tests.browser.hands import (
    choose,
    click,
    color_shares,
    download,
    expect_text,
    open_scan,
    tab,
    until,
    wait_color,
    wait_node,
)
from viewer.app import App

pytestmark = pytest.mark.browser


def test_a_screenshot_has_the_views_size_and_colours(viewer: Page) -> None:
    open_scan(viewer, "points")
    wait_color(viewer, "red", least=0.03)
    seen = color_shares(viewer)
    size = viewer.evaluate(
        "() => { const { width, height } = window.__viserMutable.canvas; return [width, height]; }"
    )
    tab(viewer, "Tools")
    click(viewer, "Screenshot (PNG)")
    picture = Image.open(io.BytesIO(download(viewer).read_bytes()))
    assert picture.format == "PNG" and list(picture.size) == size
    pixels = np.asarray(picture.convert("RGB")).astype(int)
    for c, name in enumerate(("red", "green", "blue")):
        others = np.delete(pixels, c, axis=2).max(axis=2)
        share = float(((pixels[..., c] > 80) & (pixels[..., c] > others + 50)).mean())
        assert share == pytest.approx(seen[name], rel=0.3, abs=0.003)


def test_points_export_as_ply_and_open_again(app: App, viewer: Page, tmp_path: Path) -> None:
    open_scan(viewer, "points")
    export(viewer, "PLY")
    copy = tmp_path / "copy.ply"
    copy.write_bytes(download(viewer).read_bytes())
    before, after = newest_scene(viewer, app).cloud, engine.open_scene(copy).cloud
    np.testing.assert_array_equal(after.positions, before.positions)
    assert after.colors is not None and after.classes is not None
    np.testing.assert_array_equal(after.colors, before.colors)
    np.testing.assert_array_equal(after.classes, before.classes)


def test_a_page_exported_to_a_file_shows_the_scene(
    viewer: Page, browser: Browser, tmp_path: Path
) -> None:
    open_scan(viewer, "points")
    export(viewer, "HTML page")
    file = tmp_path / "points.html"
    file.write_bytes(download(viewer).read_bytes())
    context = browser.new_context(offline=True, viewport={"width": 500, "height": 400})
    try:
        page, errors = context.new_page(), []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(file.as_uri())
        page.wait_for_function("() => window.__viserMutable?.canvas")
        wait_node(page, "/scene/points/0")
        wait_color(page, "red", least=0.01)
        assert errors == []
    finally:
        context.close()


def test_a_viser_file_and_splats_are_exported(app: App, viewer: Page, tmp_path: Path) -> None:
    open_scan(viewer, "splats")
    export(viewer, ".viser")
    assert len(download(viewer).read_bytes()) > 300 * 16  # Compressed.
    for ending in (".splat", ".spz"):
        export(viewer, ending, again=True)
        until(viewer, lambda e=ending: offered(viewer).endswith(e), "the file")
        copy = tmp_path / f"copy{ending}"
        copy.write_bytes(download(viewer).read_bytes())
        assert len(engine.open_scene(copy).cloud) == 300


def test_a_format_that_cannot_hold_the_scene_says_so(viewer: Page) -> None:
    open_scan(viewer, "mesh")
    export(viewer, ".splat")
    expect_text(viewer, "This scene has no splats")


def export(page: Page, to: str, *, again: bool = False) -> None:
    if not again:
        tab(page, "Tools")
    choose(page, "Export as", to)
    click(page, "Export the scene")


def offered(page: Page) -> str:
    links = page.locator("a[download]")
    return links.last.get_attribute("download") or "" if links.count() else ""

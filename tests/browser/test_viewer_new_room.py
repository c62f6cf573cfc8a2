"""The library makes a room from a number: the real generator, clicked as people click it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import newest_scene
from tests.browser.hands import choose, click, fill, row, wait_node, wait_title
from viewer.app import App

pytestmark = pytest.mark.browser

_PATIENCE = 180_000
"""Milliseconds; the first room on a machine waits until the generator is compiled."""


def test_a_new_room_appears_with_its_boxes_and_photos(app: App, viewer: Page) -> None:
    viewer.get_by_text("New room", exact=True).first.click()
    choose(viewer, "Type", "bathroom")
    fill(viewer, "Number", "3")
    click(viewer, "New room")
    working = viewer.locator(".mantine-Notification-root", has_text="Making bathroom 3")
    expect(working).to_be_visible()
    expect(working).to_be_hidden(timeout=_PATIENCE)
    wait_title(viewer, "bathroom 3")
    for node in ("/scene/points/0", "/boxes/edges", "/cameras/0"):
        wait_node(viewer, node)
    scene = newest_scene(viewer, app)
    assert scene.format == "Ask3D scene" and len(scene.cloud) > 5_000
    assert scene.boxes is not None and "toilet" in scene.boxes.labels
    # The next click makes the next room, and this one stays in this person's library.
    assert row(viewer, "Number").locator("input").first.input_value() == "4"
    expect(viewer.get_by_role("button", name="bathroom 3", exact=True)).to_be_visible()

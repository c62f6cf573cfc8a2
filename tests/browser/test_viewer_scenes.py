"""Scans of every kind open from the library and are seen."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import (
    color_shares,
    expect_text,
    fill,
    open_scan,
    until,
    wait_color,
    wait_no_node,
    wait_node,
    wait_title,
)

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("name", "node", "color", "told"),
    [
        ("points", "/scene/points/0", "red", "points"),
        ("splats", "/scene/splats", "green", "300 splats"),
        ("mesh", "/scene/mesh", "blue", "900 points"),
    ],
)
def test_a_scan_opens_and_shows_its_colours(viewer: Page, name, node, color, told) -> None:
    open_scan(viewer, name)
    wait_node(viewer, node)
    wait_color(viewer, color, least=0.04)
    expect_text(viewer, told)


def test_a_data_sets_scan_opens_with_its_boxes(viewer: Page) -> None:
    open_scan(viewer, "scene0000_00")
    wait_node(viewer, "/scene/points/0")
    wait_node(viewer, "/boxes/edges")
    expect_text(viewer, "ScanNet arrays (VoteNet)")


def test_a_posed_photo_is_drawn_where_it_was_taken(viewer: Page) -> None:
    open_scan(viewer, "frames")
    wait_node(viewer, "/cameras/0")
    wait_color(viewer, "red", least=0.05)  # The hall's walls are orange.


def test_the_scan_before_leaves_nothing_behind(viewer: Page) -> None:
    open_scan(viewer, "scene0000_00")
    wait_node(viewer, "/boxes/edges")
    open_scan(viewer, "splats")
    wait_node(viewer, "/scene/splats")
    for name in ("/boxes", "/boxes/edges", "/scene/points/0"):
        wait_no_node(viewer, name)
    until(viewer, lambda: color_shares(viewer)["red"] < 0.001, "the red points to go")


def test_a_damaged_scan_is_refused_in_one_line_and_the_scene_stays(viewer: Page) -> None:
    open_scan(viewer, "points")
    fill(viewer, "Filter", "broken")
    viewer.get_by_role("button", name="broken", exact=True).click()
    notice = viewer.locator(".mantine-Notification-root", has_text="Could not open broken")
    expect(notice).to_contain_text("header promises 1,000 rows", timeout=60_000)
    assert "\n" not in (notice.locator(".mantine-Notification-description").text_content() or "\n")
    wait_title(viewer, "points")
    wait_node(viewer, "/scene/points/0")
    wait_color(viewer, "red")


def test_the_library_filters_by_name(viewer: Page) -> None:
    fill(viewer, "Filter", "SPL")
    expect(viewer.get_by_role("button", name="splats", exact=True)).to_be_visible(timeout=60_000)
    expect(viewer.get_by_role("button", name="mesh", exact=True)).to_be_hidden(timeout=60_000)
    fill(viewer, "Filter", "no such scan")
    expect_text(viewer, "Nothing fits the filter.")
    fill(viewer, "Filter", "")
    expect(viewer.get_by_role("button", name="mesh", exact=True)).to_be_visible(timeout=60_000)

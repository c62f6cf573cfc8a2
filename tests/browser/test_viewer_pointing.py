"""Clicks into the scene: what is under them, and how far apart they are."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import (
    check,
    click,
    click_scene,
    expect_text,
    eye,
    open_scan,
    press,
    tab,
    until,
    wait_color,
    wait_no_node,
    wait_node,
    wait_still,
)
from tests.viewer import scans

pytestmark = pytest.mark.browser

TABLE = (0.0, 0.0, scans.TABLE_TOP)
CORNER = (-1.5, 1.0, 0.0)


@pytest.fixture
def over(viewer: Page) -> Page:
    """The table and the pillar, seen from the top."""
    open_scan(viewer, "points")
    wait_color(viewer, "green", least=0.01)
    before = eye(viewer)
    click(viewer, "Top")
    until(viewer, lambda: eye(viewer) != before, "the camera to start")
    wait_still(viewer)
    return viewer


def selected(page: Page) -> tuple[float, float, float]:
    text = page.get_by_text("Position").first.inner_text()
    x, y, z = (float(part) for part in text.split("Position")[1].split(" m")[0].split(","))
    return x, y, z


def test_a_click_tells_place_class_and_object(over: Page) -> None:
    click_scene(over, TABLE)
    expect_text(over, "Position")
    assert selected(over) == pytest.approx(TABLE, abs=0.11)
    expect_text(over, "table")
    expect_text(over, "rgb(20, 200, 20)")
    expect_text(over, "table: 0.80 × 0.60 × 0.00 m")
    wait_node(over, "/selection")
    wait_node(over, "/selected_object/edges")
    click_scene(over, CORNER)
    expect_text(over, "floor")
    until(over, lambda: selected(over) == pytest.approx(CORNER, abs=0.11), "the second place")
    wait_no_node(over, "/selected_object/edges")
    click_scene(over, (0.0, -2.2, 0.0))
    expect_text(over, "Click a point in the scene.")
    wait_no_node(over, "/selection")


def test_the_camera_flies_to_the_selection(over: Page) -> None:
    click_scene(over, TABLE)
    wait_node(over, "/selection")
    assert eye(over)[2] > 4.0
    click(over, "Fly to selection")
    until(over, lambda: eye(over)[2] < 3.0, "the camera to come near")


def test_flying_without_a_selection_says_what_to_do(over: Page) -> None:
    click(over, "Fly to selection")
    expect_text(over, "Nothing is selected")


def test_two_clicks_measure_the_true_distance(over: Page) -> None:
    tab(over, "Tools")
    check(over, "Measure distances")
    click_scene(over, CORNER)
    expect_text(over, "Click the other end.")
    click_scene(over, (1.0, -1.0, 0.0))
    wait_node(over, "/ruler/lines/2")
    shown = over.locator("li strong").first
    expect(shown).to_be_visible(timeout=30_000)
    metres = float(shown.inner_text().removesuffix(" m"))
    assert metres == pytest.approx((2.5**2 + 2.0**2) ** 0.5, abs=0.1)
    click(over, "Clear")
    wait_no_node(over, "/ruler/lines/2")
    wait_no_node(over, "/ruler/ends/1")
    expect(shown).to_be_hidden(timeout=30_000)


def test_measuring_by_hotkey(over: Page) -> None:
    press(over, "m")
    click_scene(over, TABLE)
    wait_node(over, "/ruler/ends/1")
    wait_no_node(over, "/selection")
    press(over, "m")
    click_scene(over, TABLE)
    wait_node(over, "/selection")

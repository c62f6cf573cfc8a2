"""Where the page looks from, by buttons, keys and the palette; and which way is up."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import newest_scene, running, visit
from tests.browser.hands import (
    click,
    expect_text,
    eye,
    open_scan,
    open_viser,
    press,
    until,
    wait_no_node,
    wait_node,
    wait_still,
    wait_title,
)
from tests.viewer import scans
from viewer.app import App

pytestmark = pytest.mark.browser


def is_above(page: Page) -> bool:
    x, y, z = eye(page)
    return abs(x) < 0.3 and abs(y) < 0.3 and z > 3


def test_buttons_keys_and_the_palette_move_the_camera(viewer: Page) -> None:
    open_scan(viewer, "points")
    wait_still(viewer)
    click(viewer, "Top")
    until(viewer, lambda: is_above(viewer), "the view from the top")
    click(viewer, "Inside")
    until(viewer, lambda: eye(viewer)[2] == pytest.approx(1.25, abs=0.4), "the view from inside")
    wait_still(viewer)
    x, y, _ = eye(viewer)
    assert abs(x) <= 2.2 and abs(y) <= 1.7
    press(viewer, "t")
    until(viewer, lambda: is_above(viewer), "the view from the top by key")
    wait_still(viewer)
    viewer.keyboard.press("Control+k")
    field = viewer.get_by_placeholder("Search").first
    expect(field).to_be_visible(timeout=30_000)
    field.fill("Look from the corner")
    viewer.keyboard.press("Enter")
    until(viewer, lambda: eye(viewer)[0] < -1 and eye(viewer)[1] < -1, "the corner by the palette")


def test_keys_change_what_is_drawn(viewer: Page) -> None:
    open_scan(viewer, "scene0000_00")
    wait_node(viewer, "/boxes/edges")
    press(viewer, "b")
    wait_no_node(viewer, "/boxes/edges")
    press(viewer, "b")
    wait_node(viewer, "/boxes/edges")
    open_scan(viewer, "mesh")
    wait_node(viewer, "/scene/mesh")
    press(viewer, "v")
    wait_node(viewer, "/scene/points/0")
    press(viewer, "o")
    coloring = viewer.get_by_role("combobox", name="Colour by")
    expect(coloring).to_have_value("Height", timeout=30_000)


def test_one_click_puts_up_right_and_it_is_remembered(page: Page, tmp_path: Path) -> None:
    facade = scans.write_unsaid_y_up(tmp_path / "facade.ply")
    with running(facade, tmp_path / "cache") as app:
        visit(page, app)
        expect_text(page, "Orientation (guessed)")
        assert extent(page, app) == pytest.approx((6.0, 2.0, 0.0), abs=1e-4)
        click(page, "+y")
        upright = pytest.approx((6.0, 0.0, 2.0), abs=1e-4)
        until(page, lambda: extent(page, app) == upright, "the turn")
        expect(page.get_by_text("Orientation (guessed)")).to_be_hidden(timeout=30_000)
        open_viser(page, app.server.url)
        wait_title(page, "facade")
        assert extent(page, app) == upright
    with running(facade, tmp_path / "cache") as app:
        visit(page, app)
        assert extent(page, app) == upright


def extent(page: Page, app: App) -> tuple[float, float, float]:
    low, high = newest_scene(page, app).bounds
    x, y, z = (float(side) for side in high - low)
    return x, y, z

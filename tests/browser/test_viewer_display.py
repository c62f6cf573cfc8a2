"""The View panel changes what the page draws, in this page alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import newest_scene, running, visit
from tests.browser.hands import (
    check,
    choose,
    color_shares,
    drawn_points,
    fill,
    highest_point,
    open_scan,
    until,
    wait_color,
    wait_no_color,
    wait_no_node,
    wait_node,
    wait_title,
)
from tests.viewer import scans
from viewer.app import App

pytestmark = pytest.mark.browser


def test_a_mesh_is_shown_as_points_and_as_a_mesh_again(viewer: Page) -> None:
    open_scan(viewer, "mesh")
    wait_node(viewer, "/scene/mesh")
    choose(viewer, "Show", "Points")
    wait_node(viewer, "/scene/points/0")
    wait_no_node(viewer, "/scene/mesh")
    until(viewer, lambda: drawn_points(viewer) == 900)
    choose(viewer, "Show", "Mesh")
    wait_node(viewer, "/scene/mesh")
    wait_no_node(viewer, "/scene/points/0")


def test_splats_are_shown_as_points(viewer: Page) -> None:
    open_scan(viewer, "splats")
    wait_node(viewer, "/scene/splats")
    choose(viewer, "Show", "Points")
    until(viewer, lambda: drawn_points(viewer) == 300)
    wait_no_node(viewer, "/scene/splats")


def test_a_scene_of_points_and_splats_shows_either(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("both")
    scans.write_scene(folder / "room")
    with running(folder, tmp_path_factory.mktemp("cache")) as app:
        visit(page, app)
        wait_node(page, "/scene/splats")
        wait_color(page, "green")
        assert color_shares(page)["red"] < 0.001
        choose(page, "Show", "Points")
        wait_node(page, "/scene/points/0")
        wait_no_node(page, "/scene/splats")
        wait_color(page, "red")
        choose(page, "Show", "Splats")
        wait_node(page, "/scene/splats")
        wait_no_node(page, "/scene/points/0")


def test_colouring_by_height_and_back(viewer: Page) -> None:
    open_scan(viewer, "points")
    wait_color(viewer, "red", least=0.03)
    choose(viewer, "Colour by", "Height")
    until(viewer, lambda: color_shares(viewer)["red"] < 0.01, "other colours")
    choose(viewer, "Colour by", "Colour")
    wait_color(viewer, "red", least=0.03)


def test_larger_points_cover_more(viewer: Page) -> None:
    open_scan(viewer, "points")
    fill(viewer, "Point size", "0.2")
    until(viewer, lambda: color_shares(viewer)["red"] > 0)
    viewer.wait_for_timeout(200)
    small = color_shares(viewer)["red"]
    fill(viewer, "Point size", "2")
    until(viewer, lambda: color_shares(viewer)["red"] > 2 * small, "larger points")


def test_the_cut_hides_what_is_above_it(viewer: Page) -> None:
    open_scan(viewer, "points")
    wait_color(viewer, "blue", least=0.002)
    assert highest_point(viewer) == pytest.approx(scans.PILLAR_TOP)
    fill(viewer, "Cut at (m)", "0.45")
    until(viewer, lambda: highest_point(viewer) < 0.45, "the cut")
    wait_no_color(viewer, "green")
    fill(viewer, "Cut at (m)", "2.02")  # The slider ends a little above the scan.
    until(viewer, lambda: highest_point(viewer) == pytest.approx(scans.PILLAR_TOP), "everything")


def test_boxes_grid_axes_and_cameras_come_and_go(viewer: Page) -> None:
    open_scan(viewer, "scene0000_00")
    for label, node in (("Boxes", "/boxes/edges"), ("Grid", "/grid")):
        wait_node(viewer, node)
        check(viewer, label, on=False)
        wait_no_node(viewer, node)
        check(viewer, label, on=True)
        wait_node(viewer, node)
    check(viewer, "Axes", on=True)
    wait_node(viewer, "/axes")
    check(viewer, "Axes", on=False)
    wait_no_node(viewer, "/axes")
    open_scan(viewer, "frames")
    wait_node(viewer, "/cameras/0")
    check(viewer, "Cameras", on=False)
    wait_no_node(viewer, "/cameras/0")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A scan of more points than the least budget that can be chosen."""
    folder = tmp_path_factory.mktemp("large")
    scans.write_points(folder / "large.ply", step=0.0095)
    with running(folder, folder / "cache") as app:
        yield app


def test_the_page_never_holds_more_points_than_its_budget(large: App, page: Page) -> None:
    visit(page, large)
    total = len(newest_scene(page, large).cloud)
    assert total > 130_000
    until(page, lambda: drawn_points(page) == total, "all points")
    fill(page, "Budget (M)", "0.1")
    until(page, lambda: drawn_points(page) <= 100_000, "fewer points")
    for preset in ("Inside", "Top"):
        page.get_by_role("button", name=preset, exact=True).click()
        for _ in range(10):
            assert 50_000 < drawn_points(page) <= 100_000
            page.wait_for_timeout(100)


def test_two_browsers_do_not_disturb_each_other(app: App, viewer: Page, browser: Browser) -> None:
    other = browser.new_context()
    try:
        second = visit(other.new_page(), app)
        open_scan(viewer, "points")
        open_scan(second, "splats")
        wait_node(second, "/scene/splats")
        fill(second, "Filter", "points")
        second.get_by_role("button", name="points", exact=True).click()
        wait_title(second, "points")
        choose(second, "Colour by", "Height")
        check(second, "Grid", on=False)
        until(second, lambda: color_shares(second)["red"] < 0.01, "other colours there")
        wait_no_node(second, "/grid")
        wait_color(viewer, "red", least=0.03)
        wait_node(viewer, "/grid")
        wait_no_node(viewer, "/scene/splats")
    finally:
        other.close()
    until(viewer, lambda: len(app._sessions) == 1, "the second session to end")
    wait_color(viewer, "red", least=0.03)

"""A question is typed, its answer read, and its evidence found in the scene."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from backend.geometry.colors import ramp
from tests.browser.conftest import running
from tests.browser.hands import (
    check,
    click,
    download,
    expect_text,
    eye,
    fill,
    open_scan,
    open_viser,
    press,
    row,
    tab,
    until,
    wait_color,
    wait_no_node,
    wait_node,
    wait_still,
    wait_title,
)
from tests.viewer import scans
from tests.viewer.oracle import Oracle, give_oracle
from viewer.app import App

pytestmark = pytest.mark.browser

WAIT = 30_000


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """Two scans that can be asked about."""
    folder = tmp_path_factory.mktemp("asked")
    scans.write_points(folder / "hall.ply")
    scans.write_points(folder / "loft.ply", step=0.1)
    with running(folder, tmp_path_factory.mktemp("cache")) as app:
        give_oracle(app, Oracle())
        yield app


@pytest.fixture
def asked(app: App, page: Page) -> Page:
    """The hall, and a question about its table that was answered."""
    page.set_viewport_size({"width": 1280, "height": 720})
    open_viser(page, app.server.url)
    wait_title(page, "hall")
    wait_color(page, "green", least=0.002)
    fill(page, "Question", "Where is the table?", enter=True)
    wait_node(page, "/answer/edges")
    return page


def test_a_question_is_answered_with_its_boxes(asked: Page) -> None:
    expect_text(asked, "80 %")
    expect_text(asked, "table 0.80 × 0.60 × 0.00 m · 75 %")
    low, high = edge_bounds(asked)
    assert low == pytest.approx((-0.4, -0.3, scans.TABLE_TOP), abs=1e-3)
    assert high == pytest.approx((0.4, 0.3, scans.TABLE_TOP), abs=1e-3)
    label = "() => window.__viserSceneTree.getState()['/answer/labels/0']?.message.props.text"
    assert asked.evaluate(label) == "table 75%"
    fill(asked, "Question", "Is there a unicorn?", enter=True)
    expect_text(asked, "Nothing like that here.")
    wait_no_node(asked, "/answer/edges")


def test_nothing_is_lost_of_what_is_typed_fast(asked: Page) -> None:
    field = row(asked, "Question").locator("input").first
    field.fill("")
    field.press_sequentially("Where is the pillar?")
    field.press("Enter")
    expect_text(asked, "pillar 0.30 × 0.30 × 2.00 m · 75 %")


def test_boxes_shine_through_walls(asked: Page) -> None:
    wait_node(asked, "/answer/through")
    depth_tests = """() => {
        const found = [];
        window.__viserMutable.nodeRefFromName['/answer/through'].traverse(part => {
            if (part.material) found.push(part.material.depthTest); });
        return found;
    }"""
    until(asked, lambda: asked.evaluate(depth_tests) == [False], "lines without a depth test")


def edge_bounds(page: Page) -> tuple[list[float], list[float]]:
    """Least and greatest corner of the answer's boxes in the page's own geometry, metres."""
    low, high = page.evaluate(
        """() => {
            const low = [Infinity, Infinity, Infinity], high = low.map(x => -x);
            window.__viserMutable.nodeRefFromName['/answer/edges'].traverse(part => {
                const ends = part.geometry?.attributes.instanceStart;
                if (!ends) return;
                for (const name of ['instanceStart', 'instanceEnd']) {
                    const at = part.geometry.attributes[name];
                    for (let i = 0; i < at.count; i++)
                        [at.getX(i), at.getY(i), at.getZ(i)].forEach((x, c) => {
                            low[c] = Math.min(low[c], x); high[c] = Math.max(high[c], x); });
                }
            });
            return [low, high];
        }"""
    )
    return low, high


def near_share(page: Page, color: tuple[int, int, int]) -> float:
    """Which part of the 3D view's pixels has about this colour."""
    return page.evaluate(
        """color => {
            const canvas = window.__viserMutable.canvas, gl = canvas.getContext('webgl2');
            const pixels = new Uint8Array(4 * canvas.width * canvas.height);
            gl.readPixels(0, 0, canvas.width, canvas.height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
            let count = 0;
            for (let i = 0; i < pixels.length; i += 4)
                if (color.every((c, k) => Math.abs(c - pixels[i + k]) < 30)) count++;
            return count / (canvas.width * canvas.height);
        }""",
        list(color),
    )


def test_the_heatmap_comes_and_goes(asked: Page) -> None:
    red, green, blue = (int(c) for c in ramp(np.array([0.9]))[0])
    hot = (red, green, blue)
    assert near_share(asked, hot) < 0.001
    check(asked, "Heatmap")
    wait_node(asked, "/heat/points/0")
    until(asked, lambda: near_share(asked, hot) > 0.005, "the table's heat")
    # All but the table is grey, so that the red floor is gone.
    until(asked, lambda: near_share(asked, scans.RED) < 0.001, "a grey floor")
    fill(asked, "From (%)", "95")
    until(asked, lambda: near_share(asked, hot) < 0.001, "nothing above the threshold")
    fill(asked, "From (%)", "40")
    until(asked, lambda: near_share(asked, hot) > 0.005, "the table's heat again")
    press(asked, "h")
    wait_color(asked, "red", least=0.03)
    assert near_share(asked, hot) < 0.001


def test_history_alternatives_and_the_flight(asked: Page) -> None:
    fill(asked, "Question", "Where is the pillar?", enter=True)
    expect_text(asked, "pillar 0.30 × 0.30 × 2.00 m · 75 %")
    until(asked, lambda: edge_bounds(asked)[1][2] > 1.9, "the pillar's box")
    click(asked, "table")
    until(asked, lambda: edge_bounds(asked)[1][2] < 1.0, "the alternative's box")
    click(asked, "pillar")
    until(asked, lambda: edge_bounds(asked)[1][2] > 1.9, "the pillar's box again")
    before = eye(asked)
    click(asked, "Fly to the answer")
    until(asked, lambda: eye(asked) != before, "the camera to start")
    wait_still(asked)
    past = asked.get_by_role("button", name="Where is the table? – table")
    past.click()
    until(asked, lambda: edge_bounds(asked)[1][2] < 1.0, "the table's box")
    open_scan(asked, "loft")
    wait_no_node(asked, "/answer/edges")
    asked.get_by_role("button", name="[hall] Where is the pillar? – pillar").click()
    wait_node(asked, "/answer/edges")
    expect(asked.locator("strong").get_by_text("hall", exact=True).first).to_be_visible(
        timeout=WAIT
    )


def test_the_history_survives_a_reload(app: App, asked: Page) -> None:
    past = asked.get_by_role("button", name="Where is the table? – table")
    expect(past).to_be_visible(timeout=WAIT)
    open_viser(asked, app.server.url)
    past.click(timeout=WAIT)
    wait_node(asked, "/answer/edges")


def test_a_suggestion_is_asked_with_a_click(app: App, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    open_viser(page, app.server.url)
    click(page, "Where is the floor?")
    wait_node(page, "/answer/edges")
    expect_text(page, "floor 4.00 × 3.00 × 0.00 m")


def test_the_session_is_saved(asked: Page, tmp_path: Path) -> None:
    click(asked, "JSON")
    (question,) = json.loads(download(asked).read_text("utf-8"))["questions"]
    assert question["question"] == "Where is the table?" and question["scene"] == "hall"
    assert question["boxes"][0]["size"] == pytest.approx([0.8, 0.6, 0.0], abs=1e-3)
    click(asked, "Picture")
    picture = asked.locator('a[download="hall.png"]')
    with asked.expect_download() as waiting:
        picture.click(timeout=WAIT)
    assert waiting.value.path().read_bytes().startswith(b"\x89PNG")


def test_a_hostile_question_is_shown_letter_by_letter(asked: Page) -> None:
    fill(asked, "Question", f"{scans.HOSTILE} unicorn", enter=True)
    expect_text(asked, "Nothing like that here.")
    expect_text(asked, scans.HOSTILE)
    assert asked.evaluate("() => window.hacked") is None


def test_no_question_is_told_and_the_rest_goes_on(asked: Page) -> None:
    fill(asked, "Question", "  ", enter=True)
    expect_text(asked, "wanted a question, got nothing")
    wait_no_node(asked, "/answer/edges")
    tab(asked, "View")
    check(asked, "Axes", on=True)
    wait_node(asked, "/axes")

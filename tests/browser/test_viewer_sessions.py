"""What is one browser's own: uploads, the open scan, the theme; and what ends with it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser.conftest import running, visit
from tests.browser.hands import (
    check,
    expect_text,
    nodes,
    open_scan,
    open_viser,
    press,
    until,
    upload,
    wait_color,
    wait_node,
    wait_title,
)
from tests.viewer import scans
from viewer.app import App

pytestmark = pytest.mark.browser


def rows(page: Page) -> list[str]:
    """The names of the library's scans in the order of the page."""
    buttons = page.locator("button.mantine-Button-root")
    names = [name.strip() for name in buttons.all_inner_texts()]
    names = names[names.index("Upload a scan") + 1 :]
    return [name for name in names if name not in ("◀", "▶", "New room")]


def test_an_upload_opens_first_and_only_here(
    app: App, viewer: Page, browser: Browser, tmp_path: Path
) -> None:
    upload(viewer, scans.write_mesh(tmp_path / "own heap.ply"))
    wait_title(viewer, "own heap")
    wait_node(viewer, "/scene/mesh")
    until(viewer, lambda: rows(viewer)[0] == "own heap", "the upload to stand first")
    with browser.new_context() as other:
        second = visit(other.new_page(), app)
        assert "own heap" not in rows(second)
    open_viser(viewer, app.server.url)
    wait_title(viewer, "own heap")
    until(viewer, lambda: rows(viewer)[0] == "own heap", "the upload after a reload")


def test_a_broken_upload_leaves_the_scene(viewer: Page, tmp_path: Path) -> None:
    open_scan(viewer, "points")
    upload(viewer, scans.write_broken(tmp_path / "torn.ply"))
    notice = viewer.locator(".mantine-Notification-root", has_text="Could not open torn")
    expect(notice).to_contain_text("cut: copy it again", timeout=30_000)
    wait_title(viewer, "points")
    wait_color(viewer, "red")


def test_too_large_an_upload_is_refused(library: Path, tmp_path: Path, page: Page) -> None:
    with running(library / "points.ply", tmp_path, max_upload_mib=1.0) as small:
        visit(page, small)
        upload(page, {"name": "vast.ply", "mimeType": "", "buffer": bytes(1_200_000)})
        expect_text(page, "vast.ply")
        page.wait_for_timeout(200)
        wait_title(page, "points")
        assert small._uploads._folder is None


def test_a_reload_comes_back_to_the_scan_and_the_theme(app: App, viewer: Page) -> None:
    open_scan(viewer, "mesh")
    check(viewer, "Dark mode")
    dark = viewer.locator('[data-mantine-color-scheme="dark"]').first
    expect(dark).to_be_attached(timeout=30_000)
    open_viser(viewer, app.server.url)
    wait_title(viewer, "mesh")
    wait_node(viewer, "/scene/mesh")
    expect(dark).to_be_attached(timeout=30_000)
    press(viewer, "l")
    expect(dark).not_to_be_attached(timeout=30_000)


def test_a_lost_connection_brings_the_scan_back(
    app: App, viewer: Page, allowed_errors: list[str]
) -> None:
    allowed_errors.append("WebSocket|ERR_CONNECTION")
    open_scan(viewer, "splats")
    wait_node(viewer, "/scene/splats")
    before = set(app._sessions)
    app.server._websock_server.disconnect_all_clients()
    until(viewer, lambda: app._sessions and not before & set(app._sessions), "a new session")
    wait_title(viewer, "splats")
    wait_node(viewer, "/scene/splats")
    wait_color(viewer, "green", least=0.04)


def test_the_last_browser_that_leaves_frees_its_scan(app: App, browser: Browser) -> None:
    idle, app._store._idle_seconds = app._store._idle_seconds, 0.1
    try:
        context = browser.new_context()
        page = visit(context.new_page(), app)
        open_scan(page, "points")
        assert any(key.path.name == "points.ply" for key in app._store.open_keys())
        context.close()
        other = browser.new_context()
        page = other.new_page()
        until(page, lambda: not app._sessions, "the session to end")
        until(page, lambda: not app._store.open_keys(), "the scan to be freed")
        other.close()
    finally:
        app._store._idle_seconds = idle


def test_names_are_shown_letter_by_letter(page: Page, tmp_path: Path) -> None:
    dialogs: list[str] = []

    def on_dialog(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", on_dialog)
    name = "<img src=x onerror=window.hacked=1> **a** [b](c)"
    folder = tmp_path / "scans"
    scans.write_hostile_scan(folder)
    classes = ("<script>window.hacked=1</script>", "<iframe srcdoc='<script>1</script>'>", "`x`")
    scans.write_points(folder / f"{name}.ply", names=classes)
    with running(folder, tmp_path / "cache") as app:
        visit(page, app)
        page.get_by_role("button", name=name[:60], exact=True).click()
        wait_title(page, name)
        for label in ("Info", "View"):
            page.get_by_role("tab", name=label, exact=True).click()
            if label == "Info":
                expect_text(page, classes[0])
        page.get_by_role("button", name="scene0000_00", exact=True).click()
        wait_title(page, "scene0000_00")
        page.get_by_role("tab", name="Info", exact=True).click()
        expect_text(page, "window.hacked=1")
        wait_node(page, "/boxes/edges")
    assert page.evaluate("window.hacked") is None and not dialogs
    assert "/grid" in nodes(page)

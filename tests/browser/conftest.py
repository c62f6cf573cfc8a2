"""A headless Chromium for tests, and hands to use viser's page with.

    @pytest.mark.browser
    def test_it(page, server):
        open_viser(page, server.url)
        wait_node(page, "/scene/points")
        fill(page, "Query", "chairs", enter=True)

`page` is fresh for each test (own cookies and storage) and fails the test if the page reports an
error that is neither known noise nor matched by a pattern in `allowed_errors`, a list that the
test fills. After a failure a picture and the page's HTML lie in the test's tmp_path.

Without a graphics card the processor draws the frames: keep scenes to a few thousand points and a
few hundred splats, and the tests few.
"""

import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from backend.types import Scene
from tests.browser.hands import WAIT_SECONDS, open_viser, tab, until
from tests.viewer import scans
from viewer.app import App, ViewerConfig
from viewer.guard.config import ServerConfig

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",  # Chromium's own sandbox does not start for root, as in most containers.
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
]
NOISE = re.compile(
    r"THREE\.Clock"
    r"|computeBoundingSphere\(\): Computed radius is NaN"  # Splats, harmless.
    r"|_redrawFromAutoMarginCount"  # Plotly, when it is resized while it is drawn.
    r"|GPU stall due to ReadPixels"
    r"|ERR_FILE_NOT_FOUND"  # viser frees a picture's blob when a newer one replaces it.
    r"|GroupMarkerNotSet|SwiftShader|software WebGL",
    re.IGNORECASE,
)
FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; skips where there is none."""
    executable = Path(os.environ.get("CHROMIUM", CHROMIUM))
    if not executable.exists():
        pytest.skip(f"no browser at {executable}; name one in the variable CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def allowed_errors() -> list[str]:
    """Patterns of errors that the page may report in this test."""
    return []


@pytest.fixture
def page(
    browser: Browser,
    allowed_errors: list[str],
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> Iterator[Page]:
    """A page in a fresh context. What it complains about fails the test."""
    context = browser.new_context(viewport={"width": 800, "height": 500}, accept_downloads=True)
    context.set_default_timeout(WAIT_SECONDS * 1000)
    page, reported = context.new_page(), []

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            reported.append(message.text)

    page.on("pageerror", lambda error: reported.append(str(error)))
    page.on("console", on_console)
    yield page
    known = [NOISE, *(re.compile(pattern) for pattern in allowed_errors)]
    errors = [text for text in reported if not any(pattern.search(text) for pattern in known)]
    if errors or request.node.stash.get(FAILED, False):
        page.screenshot(path=tmp_path / "failure.png")
        (tmp_path / "failure.html").write_text(page.content(), encoding="utf-8")
    context.close()
    assert errors == [], f"the page reported errors; see {tmp_path / 'failure.png'}"


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one scan of every kind."""
    folder = tmp_path_factory.mktemp("library")
    scans.write_points(folder / "points.ply")
    scans.write_splats(folder / "splats.ply")
    scans.write_mesh(folder / "mesh.ply")
    scans.write_boxes(folder / "a data set")
    scans.write_frames(folder / "frames")
    scans.write_broken(folder / "broken.ply")
    return folder


@pytest.fixture(scope="module")
def app(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The viewer, shared by the tests of a module."""
    with running(library, tmp_path_factory.mktemp("cache")) as app:
        yield app


@pytest.fixture
def viewer(app: App, page: Page) -> Page:
    """The one page that looks at the viewer's first scan."""
    return visit(page, app)


@contextlib.contextmanager
def running(scenes: Path, cache: Path, **server: Any) -> Iterator[App]:
    """A viewer of these scans on a free port; it cannot answer questions."""
    config = ServerConfig(port=0, **server)
    none = cache / "no network"
    app = App(ViewerConfig(scenes=(scenes,), server=config, cache=cache, checkpoint=none))
    try:
        yield app
    finally:
        app.close()


def visit(page: Page, app: App) -> Page:
    """Open the viewer at its View tab, and wait until its first scan is drawn."""
    page.set_viewport_size({"width": 1000, "height": 640})
    open_viser(page, app.server.url)
    page.wait_for_function(
        "() => Object.entries(window.__viserMutable.nodeRefFromName)"
        ".some(([name, node]) => node && name.startsWith('/scene/'))"
    )
    tab(page, "View")
    return page


def newest_scene(page: Page, app: App) -> Scene:
    """What the browser that came last looks at, once it looks at something."""
    found: list[Scene] = []

    def there() -> bool:
        session = app._sessions.get(max(app._sessions, default=-1))
        visit = None if session is None else session.visit
        found[:] = [] if visit is None else [visit.opened.scene]
        return bool(found)

    until(page, there, "a scene")
    return found[0]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """Let the page fixture know that its test failed."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: Playwright keeps an event loop running, beside which no other starts."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)

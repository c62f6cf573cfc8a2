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

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

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
    r"|GroupMarkerNotSet|SwiftShader|software WebGL",
    re.IGNORECASE,
)
FAILED = pytest.StashKey[bool]()
TIMEOUT_MS = 60_000
"""Bound on every wait. Frames are drawn by the processor, and tests may share it."""


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
    context.set_default_timeout(TIMEOUT_MS)
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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """Let the page fixture know that its test failed."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report

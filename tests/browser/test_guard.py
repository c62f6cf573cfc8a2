import http.server
import threading
from collections.abc import Iterator

import numpy as np
import plotly.graph_objects as go
import pytest
import viser
from playwright.sync_api import Page

from tests.browser.hands import (
    check,
    choose,
    click,
    expect_text,
    fill,
    open_viser,
    upload,
    wait_no_node,
    wait_node,
    wait_pixel,
)
from viewer.guard.server import GuardedServer, ServerConfig, start_server
from viewer.text import md

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server() -> Iterator[GuardedServer]:
    """A small scene behind the token."""
    server = start_server(ServerConfig(port=0, token="a-token-of-the-tests"))
    # A wall of red points before the camera, so that one pixel tells whether they are drawn.
    x, z = np.meshgrid(np.linspace(-2, 2, 30), np.linspace(-2, 2, 30))
    wall = np.stack([x.ravel(), np.zeros(900), z.ravel()], 1).astype(np.float32)
    server.scene.add_point_cloud("/points", wall, (255, 0, 0), point_size=0.2, point_shading="flat")
    server.initial_camera.position = (0.0, -2.0, 0.0)
    server.initial_camera.look_at = (0.0, 0.0, 0.0)
    yield server
    server.stop()


@pytest.fixture
def client(server: GuardedServer, page: Page) -> viser.ClientHandle:
    """The server's handle of the one page that is open."""
    open_viser(page, server.url)
    wait_node(page, "/points")
    return max(server.get_clients().values(), key=lambda client: client.client_id)


def test_points_splats_and_charts_load_under_the_policy(server, client, page):
    page.evaluate(
        """() => { window.violations = []; document.addEventListener('securitypolicyviolation',
            event => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`)); }"""
    )
    client.scene.add_gaussian_splats(
        "/splats",
        np.random.default_rng(0).uniform((-1, 2, -1), (1, 4, 1), (100, 3)),
        np.tile(np.eye(3) * 1e-3, (100, 1, 1)),
        np.tile((0.0, 1.0, 0.0), (100, 1)),
        np.ones((100, 1)),
    )
    client.gui.add_plotly(go.Figure(go.Scatter(x=[1, 2, 3], y=[3, 1, 2])))
    wait_node(page, "/splats")
    page.wait_for_selector(".js-plotly-plot .main-svg")
    red, green, blue = wait_pixel(page, 0.5, 0.5, lambda color: color[0] > 150)
    assert red > 150 and green < 100 and blue < 100
    assert page.evaluate("window.violations") == []


def test_the_link_is_needed_once(server, page, allowed_errors):
    allowed_errors.append("401")
    address = server.url.partition("?")[0]
    assert page.goto(address).status == 401
    open_viser(page, server.url)
    open_viser(page, address)
    wait_node(page, "/points")


def test_every_widget_reaches_the_server(client, page):
    gui, events = client.gui, []
    with gui.add_form("Ask") as form:
        text = gui.add_text("Query", "")
    form.on_submit(lambda _: events.append(text.value))
    number = gui.add_number("Count", 1, min=0, max=20, step=1)
    box = gui.add_checkbox("Boxes", False)
    menu = gui.add_dropdown("Colors", ("rgb", "height"))
    vector = gui.add_vector3("Origin", (0.0, 0.0, 0.0), step=0.1)
    slider = gui.add_slider("Size", 0.0, 1.0, 0.01, 0.5)
    gui.add_button("Go").on_click(lambda _: events.append("go"))
    gui.add_button_group("Side", ("left", "right")).on_click(
        lambda event: events.append(event.target.value)
    )
    gui.add_upload_button("Open").on_upload(lambda event: events.append(event.target.value))
    with gui.add_tab_group().add_tab("First"):
        gui.add_button("Inside").on_click(lambda _: events.append("inside"))
    fill(page, "Query", "where are the chairs?", enter=True)
    fill(page, "Count", "12")
    check(page, "Boxes")
    choose(page, "Colors", "height")
    fill(page, "Origin", "2.5")
    fill(page, "Size", "0.25")
    for name in ("Go", "right", "Inside"):
        click(page, name)
    upload(page, {"name": "a.ply", "mimeType": "", "buffer": bytes(700_000)})
    for _ in range(200):
        if len(events) == 5 and slider.value == 0.25 and vector.value[0] == 2.5:
            break
        page.wait_for_timeout(50)
    assert {e for e in events if isinstance(e, str)} == {
        "where are the chairs?", "go", "right", "inside",
    }  # fmt: skip
    assert [len(e.content) for e in events if isinstance(e, viser.UploadedFile)] == [700_000]
    assert (number.value, box.value, menu.value) == (12, True, "height")
    assert vector.value == (2.5, 0.0, 0.0) and slider.value == 0.25


def test_markdown_shows_hostile_text_and_runs_none_of_it(client, page):
    hostile = "<script>window.bad=1</script><img src=x onerror=window.bad=2> **a** `b` [c](d) & | #"
    client.gui.add_markdown("Found " + md(hostile))
    expect_text(page, "Found " + hostile)
    assert page.evaluate("window.bad") is None


def test_nodes_come_and_go(client, page):
    box = client.scene.add_box("/box", (1, 2, 3), (1, 1, 1))
    wait_node(page, "/box")
    box.remove()
    wait_no_node(page, "/box")


def test_another_site_reaches_neither_page_nor_socket(server, page, allowed_errors):
    allowed_errors += ["403", "frame-ancestors|X-Frame-Options|blocked"]
    open_viser(page, server.url)  # The browser now has the cookie.
    with foreign_site() as site:
        page.goto(site)
        target = server.url.removeprefix("http://").partition("?")[0]
        outcome = page.evaluate(
            """([url, protocol]) => new Promise(done => {
                const socket = new WebSocket(url, protocol);
                socket.onopen = () => done('open'); socket.onerror = () => done('refused');
            })""",
            [f"ws://{target}", f"viser-v{viser.__version__}"],
        )
        assert outcome == "refused"
        page.evaluate(
            """url => new Promise(done => {
                const frame = document.createElement('iframe');
                frame.onload = done; frame.src = url; document.body.append(frame);
            })""",
            server.url,
        )
        assert page.frames[1].url.startswith("chrome-error:")


class foreign_site:  # noqa: N801
    """A page of another origin, on this machine."""

    def __enter__(self) -> str:
        class Page(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(b"<!doctype html><title>elsewhere</title>")

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = http.server.HTTPServer(("127.0.0.1", 0), Page)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_port}/"

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

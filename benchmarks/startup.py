"""How long until the page is there: `python -m benchmarks.startup`.

Each repetition starts the viewer and a bare viser server in turn, each in a process of its own, and
measures from the process's start to the first answer over HTTP and, in headless Chromium, to the
scene's node in the page. Medians over the repetitions are printed as one JSON object.
"""

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tyro
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
_BARE = """
import sys, threading, numpy, viser
server = viser.ViserServer(host="127.0.0.1", port=int(sys.argv[1]), verbose=False)
server.scene.add_point_cloud("/scene/points", numpy.random.rand(1000, 3), (90, 90, 90))
threading.Event().wait()
"""
_FLAGS = (
    "--no-sandbox --disable-dev-shm-usage --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update "
    "--use-angle=swiftshader --enable-unsafe-swiftshader --ignore-gpu-blocklist"
).split()
_ON_SCREEN = """() => window.__viserMutable && Object.keys(
    window.__viserMutable.nodeRefFromName).some(name => name.startsWith('/scene/'))"""
_PATIENCE = 120.0


@dataclass(frozen=True)
class Config:
    repetitions: int = 5
    scene: Path = ROOT / "assets" / "samples" / "bedroom"
    chromium: Path = Path("/usr/bin/chromium")


@dataclass(frozen=True)
class Times:
    """Seconds since the process was started."""

    page_served: float
    scene_on_screen: float


def measure(config: Config) -> dict[str, list[Times]]:
    """The viewer and the bare server in turn, so that both meet the same load."""
    results: dict[str, list[Times]] = {"viewer": [], "bare viser": []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=config.chromium, args=_FLAGS)
        for _ in range(config.repetitions):
            for name, times in results.items():
                times.append(_once(name, config.scene, browser))
        browser.close()
    return results


def _once(name: str, scene: Path, browser: Browser) -> Times:
    port = free_port()
    command = ["-c", _BARE, str(port)] if name == "bare viser" else viewer_arguments(scene, port)
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    start = time.perf_counter()
    with running(command):
        wait_until_served(port)
        served = time.perf_counter() - start
        page.goto(f"http://127.0.0.1:{port}/?fixedDpr=1")
        page.wait_for_function(_ON_SCREEN, timeout=_PATIENCE * 1000)
        times = Times(served, time.perf_counter() - start)
        page.close()
    return times


def viewer_arguments(scene: Path, port: int) -> list[str]:
    return [str(ROOT / "run_viewer.py"), str(scene), "--port", str(port), "--port-taken", "exit"]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def running(arguments: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """A Python process with a cache of its own, which ends with the block."""
    with tempfile.TemporaryDirectory() as cache:
        environment = os.environ | {"XDG_CACHE_HOME": cache}
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait()


def wait_until_served(port: int) -> None:
    """Until the page answers with 200.

    Raises:
        TimeoutError: it did not within two minutes.
    """
    end = time.perf_counter() + _PATIENCE
    while time.perf_counter() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.005)
    raise TimeoutError(f"wanted a page at port {port}, got none for {_PATIENCE:.0f} s")


def main() -> None:
    results = measure(tyro.cli(Config, description=__doc__))
    medians = {
        name: {
            field: round(statistics.median(getattr(t, field) for t in times), 3)
            for field in ("page_served", "scene_on_screen")
        }
        for name, times in results.items()
    }
    print(json.dumps({"unit": "s", "repetitions": len(results["viewer"]), "median": medians}))


if __name__ == "__main__":
    main()

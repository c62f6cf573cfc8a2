"""The viewer as a whole: what is shared by all browsers, and the life of their sessions."""

import contextlib
import logging
import os
import sys
import tempfile
import threading
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import tyro
import viser

from backend.library.catalog import Catalog
from backend.library.files import usable_folder
from backend.types import Scene, SceneError
from viewer.answering import Answering
from viewer.corrections import Corrections
from viewer.guard.config import ServerConfig, ServerError
from viewer.guard.server import GuardedServer, start_server
from viewer.memory import tidy
from viewer.session import Session
from viewer.store import SceneKey, SceneStore
from viewer.uploads import Uploads

SAMPLES = Path(__file__).resolve().parent.parent / "assets" / "samples"
LEAST_BUDGET = 10_000
_REFINE_PERIOD = 0.1
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class ViewerConfig:
    """Open 3D scans in the browser."""

    scenes: tyro.conf.Positional[tuple[Path, ...]] = ()
    """Scans, or folders of them; the shipped samples when nothing is named."""
    server: Annotated[ServerConfig, tyro.conf.arg(name="")] = field(default_factory=ServerConfig)
    budget: int = 1_500_000
    """Most points or splats that one browser is ever sent at once; a heatmap comes on top, with
    half a million points at most."""
    dark: bool = False
    """Start in dark mode."""
    cache: Path | None = None
    """Where thumbnails, corrections and encoded scenes are kept; by default the user's cache
    folder."""
    checkpoint: Path | None = None
    """Folder of the network that answers questions; the shipped one when none is named."""
    clip: str = "embedded"
    """The CLIP whose words the network reads, by the name under which it was trained."""
    open_browser: bool = False
    """Open the page in this machine's browser."""


def default_cache() -> Path:
    """`$XDG_CACHE_HOME/ask3d`, else `~/.cache/ask3d`, else a folder for temporary files."""
    given = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(given) if given else Path.home() / ".cache") / "ask3d"
    except RuntimeError:  # A user without a home.
        return Path(tempfile.gettempdir()) / f"ask3d-{os.getuid()}"


class App:
    """One per process; `close` ends everything that it started."""

    def __init__(self, config: ViewerConfig):
        """List the scenes and serve the page; nothing is opened before somebody looks.

        Raises:
            ServerError: the server cannot start as asked, or the budget is too small.
            SceneError: a given path does not exist or holds no scene.
        """
        if config.budget < LEAST_BUDGET:
            problem = f"wanted a budget of at least {LEAST_BUDGET:,} points, got {config.budget:,}"
            raise ServerError(f"{problem}. Give a larger --budget.")
        # A browser may leave at any moment, also while its panels are being built.
        warnings.filterwarnings("ignore", message="Queued a .* on a closed connection")
        cache = usable_folder(config.cache or default_cache())
        self._config = config
        self._untidy = threading.Event()
        self._store = SceneStore(on_drop=self._untidy.set)
        self._uploads = Uploads()
        self._corrections = Corrections(cache)
        self._answering = Answering(config.checkpoint, config.clip, cache)
        self._sessions: dict[int, Session] = {}
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._indexing = threading.Event()
        self._catalog = Catalog(config.scenes or (SAMPLES,), cache)
        self.server: GuardedServer = start_server(config.server)
        self.server.on_client_connect(self._connect)
        self.server.on_client_disconnect(self._disconnect)
        threading.Thread(target=self._refine, name="detail", daemon=True).start()

    def _connect(self, client: viser.ClientHandle) -> None:
        session = Session(
            client,
            catalog=self._catalog,
            store=self._store,
            uploads=self._uploads,
            corrections=self._corrections,
            answering=self._answering,
            budget=self._config.budget,
            upload_mib=round(self._config.server.max_upload_mib),
            dark=self._config.dark,
        )
        with self._lock:
            self._sessions[client.client_id] = session
        if client.client_id not in self.server.get_clients():
            self._disconnect(client)  # It left while its panels were being built.
            return
        session.start()
        self._answering.start()
        # The pictures of the library wait until the first person sees the first scene.
        if not self._indexing.is_set():
            self._indexing.set()
            self._catalog.start_indexing(self._shared)

    @contextlib.contextmanager
    def _shared(self, path: Path) -> Iterator[Scene]:
        """For the library's pictures: a scene that a session has open is not read again."""
        key = SceneKey(path, self._corrections.get(path))
        scene = self._store.acquire(key).scene
        try:
            yield scene
        finally:
            self._store.release(key, keep=False)

    def _disconnect(self, client: viser.ClientHandle) -> None:
        with self._lock:
            session = self._sessions.pop(client.client_id, None)
        if session is not None:
            session.close()
            self._untidy.set()

    def _refine(self) -> None:
        while not self._stop.wait(_REFINE_PERIOD):
            self._refine_sessions()
            if self._untidy.is_set():
                self._untidy.clear()
                tidy()

    def _refine_sessions(self) -> None:
        """Its own frame, so that the thread holds no session while it waits."""
        with self._lock:
            sessions = list(self._sessions.values())
        for session in sessions:
            try:
                session.refine_if_resting()
            except Exception:
                # One browser's trouble must not take the detail from all others.
                _LOG.exception("could not sharpen a scene")

    def close(self) -> None:
        self._stop.set()
        self._catalog.close()
        self._answering.close()
        self.server.stop()
        self._uploads.close()


def main() -> None:
    """Run until Ctrl+C."""
    config = tyro.cli(ViewerConfig, prog="run_viewer.py")
    try:
        with contextlib.closing(App(config)) as app:
            if config.open_browser:
                import webbrowser

                webbrowser.open(app.server.url)
            threading.Event().wait()
    except (ServerError, SceneError) as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("\nBye.")

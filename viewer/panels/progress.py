"""What a person waits for: a notification for each task, one bar for the latest of them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import viser

from backend.progress import Progress, reporting


class Task:
    """Something that runs; `with task:` ends it, and it may be ended before that."""

    def __init__(self, panel: "ProgressPanel", notification: viser.NotificationHandle):
        self.notification = notification
        self.share: float | None = None
        """From 0 to 1; None while nobody knows."""
        self._panel = panel

    def follow(self, progress: Progress) -> None:
        """Show how far it has come; from any thread, also when it is long over."""
        self._panel.show(self, progress)

    def end(self) -> None:
        self._panel.end(self)

    def __enter__(self) -> "Task":
        return self

    def __exit__(self, *_: object) -> None:
        self.end()


class ProgressPanel:
    """Thread-safe: tasks report from the threads that work on them, which may be another's."""

    def __init__(self, client: viser.ClientHandle):
        self._client = client
        self._bar = client.gui.add_progress_bar(100.0, visible=False, animated=True)
        self._lock = threading.Lock()
        self._running: list[Task] = []

    def begin(self, title: str) -> Task:
        """Say that something runs; the bar is its own until something else begins."""
        notification = self._client.add_notification(
            title, "One moment …", loading=True, with_close_button=False
        )
        task = Task(self, notification)
        with self._lock:
            self._running.append(task)
            self._draw()
        return task

    @contextmanager
    def while_long(self, title: str) -> Iterator[None]:
        """A task only if the block reports that there is more to come."""
        begun: list[Task] = []

        def follow(progress: Progress) -> None:
            if not begun and progress.share != 1:
                begun.append(self.begin(title))
            for task in begun:
                task.follow(progress)

        try:
            with reporting(follow):
                yield
        finally:
            for task in begun:
                task.end()

    def show(self, task: Task, progress: Progress) -> None:
        with self._lock:
            if task in self._running:
                task.share = progress.share
                task.notification.body = progress.text[:200]
                self._draw()

    def end(self, task: Task) -> None:
        with self._lock:
            if task in self._running:
                self._running.remove(task)
                task.notification.remove()
                self._draw()

    def close(self) -> None:
        """The browser has left: nobody is to be told anything."""
        with self._lock:
            self._running.clear()

    def _draw(self) -> None:
        """A full bar whose stripes move says that it runs, but not how far it has come."""
        self._bar.visible = bool(self._running)
        if self._running:
            share = self._running[-1].share
            self._bar.animated = share is None
            self._bar.value = 100.0 if share is None else 100.0 * share

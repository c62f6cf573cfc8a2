"""Figures for TensorBoard, written at once and by the calling thread.

The writer of `torch.utils.tensorboard` has a thread of its own, which prints a traceback on a
full disk; here that is the caller's OSError, as for every other file of a run.
"""

import time
from collections.abc import Mapping
from pathlib import Path

from google.protobuf.message import Message
from tensorboard.compat.proto import event_pb2, summary_pb2
from tensorboard.summary.writer.record_writer import RecordWriter

# The classes are made when these modules are loaded, so a type checker does not see them.
Event, SessionLog = event_pb2.Event, event_pb2.SessionLog  # pyright: ignore[reportAttributeAccessIssue]
Summary = summary_pb2.Summary  # pyright: ignore[reportAttributeAccessIssue]


class TensorBoardFile:
    """One event file; a run has one for each time it was started.

    Raises:
        OSError: from every method, where the disk does not take it.
    """

    def __init__(self, folder: Path, step: int) -> None:
        """Tell TensorBoard to forget what earlier files say of steps after `step`."""
        folder.mkdir(exist_ok=True)
        now = time.time()
        # TensorBoard reads files in the order of their names.
        self._file = (folder / f"events.out.tfevents.{time.time_ns():020d}.run").open("xb")
        self._records = RecordWriter(self._file)
        self._write(Event(wall_time=now, step=step + 1, file_version="brain.Event:2"))
        start = SessionLog(status=SessionLog.START)
        self._write(Event(wall_time=now, step=step + 1, session_log=start))

    def add(self, step: int, values: Mapping[str, float]) -> None:
        figures = [Summary.Value(tag=tag, simple_value=value) for tag, value in values.items()]
        self._write(Event(wall_time=time.time(), step=step, summary=Summary(value=figures)))

    def close(self) -> None:
        self._file.close()

    def _write(self, event: Message) -> None:
        self._records.write(event.SerializeToString())
        self._file.flush()

"""The folder of one run: what lies where, who may write, and what it was started with.

config.json              the task's and the loop's options
git.txt                  the commit and what differed from it
log.jsonl                one JSON object per logged step
tensorboard/             the same for TensorBoard
embeddings/epoch_0003.npz   scenes, embeddings (float16), labels after three epochs
checkpoints/epoch_0003/  weights and card after three epochs
best/                    weights and card of the best epoch
last/                    weights, card and all that is needed to go on
"""

import fcntl
import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backend.models.atomic import sweep, write_file
from training.errors import CommandError

_MOST_NAMED = 6


@dataclass(frozen=True)
class RunFolder:
    path: Path

    @property
    def config(self) -> Path:
        return self.path / "config.json"

    @property
    def git(self) -> Path:
        return self.path / "git.txt"

    @property
    def log(self) -> Path:
        return self.path / "log.jsonl"

    @property
    def tensorboard(self) -> Path:
        return self.path / "tensorboard"

    @property
    def best(self) -> Path:
        return self.path / "best"

    @property
    def last(self) -> Path:
        return self.path / "last"

    def embeddings(self, epochs: int) -> Path:
        """After so many epochs; 0 is before training."""
        return self.path / "embeddings" / f"epoch_{epochs:04d}.npz"

    def checkpoint(self, epochs: int) -> Path:
        """After so many epochs."""
        return self.path / "checkpoints" / f"epoch_{epochs:04d}"


@contextmanager
def claimed(run: RunFolder, configuration: Mapping[str, Any]) -> Iterator[None]:
    """Be the only one who writes to a run folder, which is made or continued.

    Raises:
        CommandError: another process trains there, or it holds a run with other options.
        OSError: it cannot be written.
    """
    run.path.mkdir(parents=True, exist_ok=True)
    with (run.path / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CommandError(f"another process is training in {run.path}") from error
        for folder in (run.path, run.embeddings(0).parent, run.checkpoint(0).parent):
            folder.mkdir(exist_ok=True)
            sweep(folder)
        _require_same(run, configuration)
        _note_commit(run)
        yield


def commit() -> str:
    """The commit of the program; empty where git or the repository is absent."""
    return _git("rev-parse", "HEAD").strip()


def _require_same(run: RunFolder, configuration: Mapping[str, Any]) -> None:
    text = json.dumps(configuration, indent=1, ensure_ascii=False) + "\n"
    if not run.config.exists():
        if run.log.exists() or run.last.exists():
            raise CommandError(f"{run.path} holds a run without config.json. Choose another --out")
        write_file(run.config, text.encode())
        return
    try:
        there = _flat(json.loads(run.config.read_text("utf-8")))
    except ValueError as error:
        raise CommandError(f"{run.config} is not JSON ({error}). Choose another --out") from error
    here = _flat(json.loads(text))
    differing = [
        f"{name} {_shown(there, name)} there, {_shown(here, name)} here"
        for name in dict.fromkeys((*there, *here))
        if name not in there or name not in here or there[name] != here[name]
    ]
    if differing:
        more = len(differing) - _MOST_NAMED
        told = "; ".join(differing[:_MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")
        problem = f"{run.path} holds a run with other options ({told})"
        raise CommandError(f"{problem}. Choose another --out, or delete that run")


def _flat(value: Any, name: str = "") -> dict[str, Any]:
    """Nested mappings as one, with dotted names."""
    if not isinstance(value, dict) or not value:
        return {name: value}
    parts = (_flat(part, f"{name}.{key}" if name else key) for key, part in value.items())
    return {key: part for flat in parts for key, part in flat.items()}


def _shown(values: Mapping[str, Any], name: str) -> str:
    return json.dumps(values[name], ensure_ascii=False) if name in values else "absent"


def _note_commit(run: RunFolder) -> None:
    """A run that goes on with another state of the program says so."""
    now = _git_state()
    before = run.git.read_text("utf-8") if run.git.exists() else ""
    if not before:
        write_file(run.git, now.encode())
    elif not before.endswith(now):
        write_file(run.git, f"{before}\nContinued with:\n{now}".encode())


def _git_state() -> str:
    if not (head := commit()):
        return "no git\n"
    changes = _git("diff", "--stat", "HEAD").rstrip()
    new = _git("ls-files", "--others", "--exclude-standard").rstrip()
    told = [head, changes or "no changes"]
    if new:
        told += ["not in git:", new]
    return "\n".join(told) + "\n"


def _git(*arguments: str) -> str:
    """What git says about the program's folder; nothing where there is none."""
    root = Path(__file__).parents[2]
    try:
        command = ["git", "-C", str(root), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""

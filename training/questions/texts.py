"""What the text encoder makes of all questions and descriptions, computed once and kept on disk.

Training then needs no text tower. A folder holds parts, each written whole or not at all:

    part_0000/texts.json   which texts, and the CLIP that read them
    part_0000/states.npy   states of all tokens, one text after the other [tokens, width], float16
    part_0000/starts.npy   where each text starts, and after the last where it ends
    part_0000/pooled.npy   features of unit length in CLIP space [texts, dim], float16

An interrupted run goes on with what is missing; more texts make more parts.
"""

import fcntl
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float16, Int64, Shaped
from tqdm import tqdm

from backend.models.atomic import sweep, write_folder
from backend.models.card import ClipIdentity
from backend.models.clip.model import Clip
from backend.models.clip.text import TextTokens
from training.errors import CommandError

_PART = 4096
"""Texts of a part; about 60 MB."""
_BATCH = 128


@dataclass(frozen=True)
class TextPart:
    texts: tuple[str, ...]
    states: Float16[np.ndarray, "tokens width"]
    """Mapped from the disk."""
    starts: Int64[np.ndarray, " texts_and_1"]
    pooled: Float16[np.ndarray, "texts dim"]


@dataclass(frozen=True)
class TextStore:
    clip: ClipIdentity
    """Whose states these are."""
    parts: tuple[TextPart, ...]

    def __len__(self) -> int:
        return len(self.index)

    @cached_property
    def index(self) -> dict[str, tuple[int, int]]:
        """Part and row of each text."""
        return {
            text: (number, row)
            for number, part in enumerate(self.parts)
            for row, text in enumerate(part.texts)
        }

    @property
    def width(self) -> int:
        """Of the tokens' states."""
        return self.parts[0].states.shape[1]

    def tokens(self, texts: Sequence[str]) -> TextTokens:
        """States of the tokens of texts, padded with zeros to the longest; at least one column.

        Raises:
            CommandError: a text that is not here.
        """
        places = self._places(texts)
        lengths = [self.parts[p].starts[r + 1] - self.parts[p].starts[r] for p, r in places]
        states = np.zeros((len(places), max([1, *lengths]), self.width), np.float32)
        for row, ((number, place), length) in enumerate(zip(places, lengths, strict=True)):
            part = self.parts[number]
            states[row, :length] = part.states[part.starts[place] : part.starts[place + 1]]
        mask = torch.arange(states.shape[1]) < torch.tensor(lengths, dtype=torch.int64)[:, None]
        pooled = torch.from_numpy(self.pooled(texts)).float()
        return TextTokens(torch.from_numpy(states), mask, pooled)

    def pooled(self, texts: Sequence[str]) -> Float16[np.ndarray, "texts dim"]:
        """Features of texts, of unit length.

        Raises:
            CommandError: a text that is not here.
        """
        rows = [self.parts[number].pooled[row] for number, row in self._places(texts)]
        return np.stack(rows) if rows else self.parts[0].pooled[:0]

    def _places(self, texts: Sequence[str]) -> list[tuple[int, int]]:
        try:
            return [self.index[text] for text in texts]
        except KeyError as error:
            text = str(error.args[0])[:60]
            problem = f"the text {text!a} was not encoded"
            raise CommandError(f"{problem}. Start the same command again") from error


def add_texts(folder: Path, texts: Iterable[str], clip: Clip) -> TextStore:
    """Encode what is not there yet.

    Raises:
        CommandError: the folder was written with another CLIP, is damaged, or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ".lock").open("w") as lock:
            # Several trainings may want the same texts at once: one encodes them, the others wait.
            fcntl.flock(lock, fcntl.LOCK_EX)
            sweep(folder)
            _add(folder, texts, clip)
    except OSError as error:
        raise CommandError(f"cannot write to {folder} ({error.strerror})") from error
    return open_texts(folder, clip.identity)


def open_texts(folder: Path, clip: ClipIdentity) -> TextStore:
    """What was encoded with this CLIP.

    Raises:
        CommandError: there is nothing, it is damaged, or it is another CLIP's.
    """
    parts = _read_parts(folder, clip)
    if not parts:
        raise CommandError(f"{folder}: there are no encoded texts")
    return TextStore(clip, parts)


def _add(folder: Path, texts: Iterable[str], clip: Clip) -> None:
    parts = _read_parts(folder, clip.identity)
    known = {text for part in parts for text in part.texts}
    # Texts of like length side by side need hardly any padding.
    missing = sorted(set(texts) - known, key=lambda text: (len(text), text))
    with tqdm(total=len(missing), desc="Text features", disable=not missing) as bar:
        for number, chunk in enumerate(_chunks(missing, _PART), start=len(parts)):
            write_folder(folder / f"part_{number:04d}", _encoded(chunk, clip, bar))


def _encoded(texts: Sequence[str], clip: Clip, bar: "tqdm[Any]") -> dict[str, bytes]:
    """The files of a part."""
    states, pooled, lengths = [], [], []
    for some in _chunks(texts, _BATCH):
        tokens = clip.text_tokens(some)
        states.append(tokens.states[tokens.mask].half().cpu().numpy())
        pooled.append(tokens.pooled.half().cpu().numpy())
        lengths += tokens.mask.sum(dim=1).tolist()
        bar.update(len(some))
    return {
        "texts.json": json.dumps({"clip": asdict(clip.identity), "texts": texts}).encode(),
        "states.npy": _file(np.concatenate(states)),
        "starts.npy": _file(np.array([0, *accumulate(lengths)], np.int64)),
        "pooled.npy": _file(np.concatenate(pooled)),
    }


def _chunks(texts: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (texts[start : start + size] for start in range(0, len(texts), size))


def _file(array: Shaped[np.ndarray, "*shape"]) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array)
    return buffer.getvalue()


def _read_parts(folder: Path, clip: ClipIdentity) -> tuple[TextPart, ...]:
    return tuple(_read_part(part, clip) for part in sorted(folder.glob("part_*")))


def _read_part(folder: Path, clip: ClipIdentity) -> TextPart:
    try:
        content = json.loads((folder / "texts.json").read_text("utf-8"))
        owner, texts = ClipIdentity(**content["clip"]), tuple(content["texts"])
        states = np.load(folder / "states.npy", mmap_mode="r")
        starts, pooled = np.load(folder / "starts.npy"), np.load(folder / "pooled.npy")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{folder} is damaged ({error}). Delete it; it is made anew") from error
    if owner != clip:
        raise CommandError(
            f"{folder.parent} holds texts as the CLIP {owner} reads them, wanted {clip}. Choose "
            "another folder or delete it"
        )
    if not len(texts) == len(starts) - 1 == len(pooled) or starts[-1] != len(states):
        raise CommandError(f"{folder} is damaged (its files differ). Delete it; it is made anew")
    return TextPart(texts, states, starts, pooled)

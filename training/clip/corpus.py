"""Captioned pictures on disk: parts of equal make, written whole or not at all.

corpus/train/
  things_000003_512.npz     512 lone things, or
  rooms_000017_32.npz       the pictures of 32 rooms:
                            images (pictures, edge, edge, 3) uint8; kinds, categories (pictures,);
                            texts (texts,), owners (texts,) = picture, text_kinds (texts,)
  rooms_000017_32.feat.npy  features of the texts before the projection, (texts, width) float16
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Literal
from zipfile import BadZipFile

import numpy as np
from jaxtyping import Float16, Int64, UInt8
from tqdm import tqdm

from training.clip.captions import CAPTION_KINDS
from training.clip.pictures import (
    PICTURE_KINDS,
    Captioned,
    PictureConfig,
    lone_picture,
    room_pictures,
)
from training.errors import CommandError
from training.rooms.splits import Split
from training.rooms.stream import in_order

Source = Literal["things", "rooms"]

_PER_PART: dict[Source, int] = {"things": 512, "rooms": 32}


@dataclass(frozen=True)
class CorpusConfig:
    things: int = 40_960
    """Pictures of lone things."""
    rooms: int = 1_280
    """Rooms of which pictures are taken."""
    pictures: PictureConfig = field(default_factory=PictureConfig)


@dataclass(frozen=True)
class Part:
    """Pictures and what is written under them."""

    images: UInt8[np.ndarray, "pictures edge edge 3"]
    kinds: Int64[np.ndarray, " pictures"]
    """Index into `PICTURE_KINDS`."""
    categories: tuple[str, ...]
    """Of what is shown; empty for views and rooms from above."""
    texts: tuple[str, ...]
    owners: Int64[np.ndarray, " texts"]
    """Index of the picture; texts of one picture follow each other."""
    text_kinds: Int64[np.ndarray, " texts"]
    """Index into `CAPTION_KINDS`."""

    def __len__(self) -> int:
        return len(self.images)


@dataclass(frozen=True)
class _Job:
    folder: Path
    split: Split
    source: Source
    number: int
    count: int
    """How many things or rooms it holds."""
    pictures: PictureConfig

    @property
    def path(self) -> Path:
        return self.folder / f"{self.source}_{self.number:06d}_{self.count}.npz"


def make_corpus(
    folder: Path, split: Split, config: CorpusConfig, *, workers: int | None = None
) -> list[Path]:
    """Draw what is not there yet; the paths of all parts, in order.

    Raises:
        CommandError: the folder holds pictures of another make.
        OSError: it cannot be written.
    """
    folder = folder / split
    folder.mkdir(parents=True, exist_ok=True)
    _keep_options(folder, config.pictures)
    jobs = list(_jobs(folder, split, config))
    wanted = [job for job in jobs if not job.path.exists()]
    pictures = tqdm(
        in_order(_write, wanted, workers=workers),
        desc=f"Pictures, {split}",
        total=len(jobs),
        initial=len(jobs) - len(wanted),
        unit="part",
        disable=not wanted,
    )
    for _ in pictures:
        pass
    return [job.path for job in jobs]


def read_part(path: Path) -> Part:
    """A part as it was written.

    Raises:
        CommandError: it is not there or is damaged.
    """
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            return Part(
                file["images"],
                file["kinds"],
                tuple(file["categories"].tolist()),
                tuple(file["texts"].tolist()),
                file["owners"],
                file["text_kinds"],
            )
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        problem = f"wanted a part of a picture corpus, {path} cannot be read ({error})"
        raise CommandError(f"{problem}. Delete it, and it is drawn again") from error


def features_path(part: Path) -> Path:
    return part.with_suffix(".feat.npy")


def write_features(part: Path, features: Float16[np.ndarray, "texts width"]) -> None:
    half = part.with_name(f".{part.name}.half")
    with half.open("wb") as file:
        np.save(file, features)
    half.replace(features_path(part))


def joined(pictures: Iterable[Captioned]) -> Part:
    """Pictures one after the other."""
    pictures = list(pictures)
    captions = [(i, caption) for i, p in enumerate(pictures) for caption in p.captions]
    return Part(
        np.stack([p.image for p in pictures]),
        np.array([PICTURE_KINDS.index(p.kind) for p in pictures], np.int64),
        tuple(p.category or "" for p in pictures),
        tuple(caption.text for _, caption in captions),
        np.array([i for i, _ in captions], np.int64),
        np.array([CAPTION_KINDS.index(caption.kind) for _, caption in captions], np.int64),
    )


def _jobs(folder: Path, split: Split, config: CorpusConfig) -> Iterator[_Job]:
    """Things and rooms by turns, so that a corpus that is not whole yet is of use."""
    totals: dict[Source, int] = {"things": config.things, "rooms": config.rooms}
    by_source = [
        [
            _Job(folder, split, source, number, min(size, totals[source] - start), config.pictures)
            for number, start in enumerate(range(0, totals[source], size))
        ]
        for source, size in _PER_PART.items()
    ]
    yield from sorted(chain(*by_source), key=lambda job: job.number)


def _write(job: _Job) -> None:
    """In a process of its own."""
    part = joined(_drawn(job))
    half = job.path.with_name(f".{job.path.name}.half")
    with half.open("wb") as file:
        np.savez(
            file,
            images=part.images,
            kinds=part.kinds,
            categories=np.array(part.categories),
            texts=np.array(part.texts),
            owners=part.owners,
            text_kinds=part.text_kinds,
        )
    half.replace(job.path)


def _drawn(job: _Job) -> Iterator[Captioned]:
    start = job.number * _PER_PART[job.source]
    indices = range(start, start + job.count)
    if job.source == "things":
        return map(partial(lone_picture, job.split, config=job.pictures), indices)
    return chain.from_iterable(room_pictures(job.split, index, job.pictures) for index in indices)


def _keep_options(folder: Path, pictures: PictureConfig) -> None:
    path = folder / "options.json"
    options = json.dumps(asdict(pictures), indent=1) + "\n"
    if not path.exists():
        path.write_text(options, encoding="utf-8")
    elif path.read_text(encoding="utf-8", errors="replace") != options:
        problem = f"the pictures in {folder} were drawn with other options ({path.name} has them)"
        raise CommandError(f"{problem}. Choose another folder")

"""`python -m training evaluate language`: what a trained CLIP can do on rooms it has not seen."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import tyro

from training.clip.corpus import CorpusConfig, make_corpus
from training.clip.features import add_features
from training.errors import CommandError
from training.rooms.splits import Split

SPLITS: tuple[Split, ...] = ("test", "novel-categories", "novel-styles", "novel-phrasings")


@dataclass(frozen=True)
class EvaluateLanguage:
    """Retrieval and zero-shot accuracy of the embedded CLIP, on the test and novel splits."""

    checkpoint: Path = Path("assets/clip")
    """Folder of a checkpoint; the shipped one by default."""
    corpus: Path = Path("runs/pictures")
    """Folder for the pictures, which are drawn if they are not there."""
    things: int = 2_048
    """Pictures of lone things of each split."""
    rooms: int = 128
    """Rooms of each split."""
    workers: int | None = None
    """Processes that draw; one for each core by default, 0 for none beside this one."""
    json: Annotated[bool, tyro.conf.FlagCreatePairsOff] = False
    """Print one JSON object."""


@dataclass(frozen=True)
class Figure:
    split: Split
    name: str
    value: float


def evaluate_language(config: EvaluateLanguage) -> None:
    """Print the figures.

    Raises:
        CommandError: the checkpoint or the pictures cannot be read or written.
    """
    figures = measure(config)
    if config.json:
        print(json.dumps({f"{figure.split}/{figure.name}": figure.value for figure in figures}))
        return
    for figure in figures:
        print(f"{100 * figure.value:6.1f} %  {figure.split}/{figure.name}")


def measure(config: EvaluateLanguage) -> list[Figure]:
    """All figures, rounded to four places.

    Raises:
        CommandError: the checkpoint or the pictures cannot be read or written.
    """
    return [
        Figure(split, name, round(value, 4))
        for split in SPLITS
        for name, value in _figures(config, split)
    ]


def _figures(config: EvaluateLanguage, split: Split) -> Iterator[tuple[str, float]]:
    corpus = CorpusConfig(things=config.things, rooms=config.rooms)
    words = config.corpus / "words.npz"
    try:
        parts = make_corpus(config.corpus, split, corpus, workers=config.workers)
        add_features(parts, words)
    except OSError as error:
        raise CommandError(f"cannot write to {config.corpus} ({error.strerror})") from error

    import torch

    from training.clip.data import read_pairs
    from training.clip.evaluate import all_metrics, novel_metrics
    from training.clip.model import load_trained
    from training.clip.words import read_words

    model = load_trained(config.checkpoint)
    measure = novel_metrics if split == "novel-categories" else all_metrics
    with torch.inference_mode():
        yield from measure(model, read_pairs(parts), read_words(words))

"""`python -m training clip`: draw pictures, compute text features, train the embedded CLIP."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

import tyro

from training.clip.corpus import CorpusConfig, make_corpus
from training.clip.features import add_features
from training.errors import CommandError
from training.loop.config import LoopConfig
from training.loop.schedule import ScheduleConfig
from training.rooms.splits import Split

Preset = Literal["tiny", "small"]


@dataclass(frozen=True)
class ClipCommand:
    """Train the small CLIP that needs no network.

    Pictures are drawn and their texts encoded first; a run that was interrupted goes on where it
    was.
    """

    loop: Annotated[LoopConfig, tyro.conf.arg(name="")] = field(
        default_factory=lambda: LoopConfig(
            out=Path("runs/clip"),
            epochs=12,
            lr=1e-3,
            weight_decay=0.05,
            schedule=ScheduleConfig(warmup=1.0),
            clip_norm=1.0,
            precision="bf16-mixed",
            best="zero-shot/alone/top-1",
            checkpoint_every=0,
            eval_every=3,
        )
    )
    preset: Preset = "small"
    """How large the network and the corpus are: "small" is what is shipped, "tiny" overfits a few
    rooms within a minute."""
    corpus: Path = Path("runs/pictures")
    """Folder for the pictures."""
    prepare: Annotated[bool, tyro.conf.FlagCreatePairsOff] = False
    """Only draw the pictures and compute the features of their texts."""
    workers: int | None = None
    """Processes that draw; one for each core by default, 0 for none beside this one."""


def corpus_config(preset: Preset, split: Split) -> CorpusConfig:
    """How many pictures of a split are drawn."""
    if preset == "tiny":
        return CorpusConfig(things=48, rooms=2)
    return CorpusConfig() if split == "train" else CorpusConfig(things=2_048, rooms=96)


def run_clip(command: ClipCommand) -> None:
    """Do what the command line asks for.

    Raises:
        CommandError: the arguments make no sense, or data cannot be read or written.
    """
    if command.workers is not None and command.workers < 0:
        raise CommandError(f"wanted a number of processes, got --workers {command.workers}")
    splits: tuple[Split, ...] = ("train", "val")
    try:
        parts = {
            split: make_corpus(
                command.corpus, split, corpus_config(command.preset, split), workers=command.workers
            )
            for split in splits
        }
        words = command.corpus / "words.npz"
        add_features([path for paths in parts.values() for path in paths], words)
    except OSError as error:
        raise CommandError(f"cannot write to {command.corpus} ({error.strerror})") from error
    if command.prepare:
        print(f"The pictures and the features of their texts are in {command.corpus}")
        return

    # PyTorch takes seconds to load: `--help` and bad arguments need not wait for it.
    from training.clip.data import read_pairs
    from training.clip.presets import preset_config
    from training.clip.task import ClipTask
    from training.clip.words import read_words
    from training.loop.loop import train
    from training.loop.seeds import seed_all

    config = preset_config(command.preset)
    seed_all(command.loop.seed)
    task = ClipTask(
        read_pairs(parts["train"]),
        read_pairs(parts["val"]),
        read_words(words),
        config,
        corpus_config(command.preset, "train"),
    )
    train(task, command.loop)

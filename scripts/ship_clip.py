"""Put a trained CLIP into assets, with its figures: `python -m scripts.ship_clip runs/clip/best`.

Weights are stored in half precision, and the figures are those of what is stored.
"""

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import tyro

from backend.models.checkpoint import Metric, load_checkpoint, save_checkpoint
from training.clip.report import EvaluateLanguage, measure
from training.errors import CommandError

COMMAND = "python -m training evaluate language"


@dataclass(frozen=True)
class Config:
    checkpoint: Annotated[Path, tyro.conf.Positional] = Path("runs/clip/best")
    out: Path = Path("assets/clip")
    corpus: Path = Path("runs/pictures")


def ship(config: Config) -> None:
    """Store the weights, measure them, and write the figures into the card."""
    trained = load_checkpoint(config.checkpoint)
    tensors = {
        name: tensor.half() if tensor.is_floating_point() else tensor
        for name, tensor in trained.tensors.items()
    }
    save_checkpoint(config.out, tensors, trained.card)
    figures = measure(EvaluateLanguage(checkpoint=config.out, corpus=config.corpus))
    metrics = tuple(Metric(f.name, f.value, f"rooms {f.split}", COMMAND) for f in figures)
    save_checkpoint(config.out, tensors, replace(trained.card, metrics=metrics))
    for figure in figures:
        print(f"{100 * figure.value:6.1f} %  {figure.split}  {figure.name}")


if __name__ == "__main__":
    try:
        ship(tyro.cli(Config))
    except (CommandError, ValueError) as error:
        sys.exit(f"{str(error).rstrip('.')}.")

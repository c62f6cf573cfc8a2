"""What is trained of the embedded CLIP: its image tower and the projection of its texts."""

from dataclasses import dataclass
from math import log
from pathlib import Path

import torch
from jaxtyping import Float
from torch import Tensor, nn
from torch.nn.functional import normalize

from backend.models.checkpoint import CheckpointError, fill, load_checkpoint
from backend.models.clip.image_tower import ImageTower, ImageTowerConfig
from training.errors import CommandError

_MOST = log(100)
"""Greatest logarithm of the scale of the logits, as CLIP's."""


@dataclass(frozen=True)
class Towers:
    """Both halves in the common space; unit length."""

    images: Float[Tensor, "batch dim"]
    texts: Float[Tensor, "batch dim"]
    scale: Float[Tensor, ""]
    """1 / temperature."""


class TrainedClip(nn.Module):
    """The parts of CLIP that learn; the text tower's features come from outside.

    The projection starts as the identity, so that words that no room shows keep the places which
    the text tower gave them.
    """

    def __init__(self, config: ImageTowerConfig, text_width: int) -> None:
        super().__init__()
        self.visual = ImageTower(config, text_width)
        self.text_projection = nn.Linear(text_width, text_width, bias=False)
        nn.init.eye_(self.text_projection.weight)
        self.logit_scale = nn.Parameter(torch.tensor(log(1 / 0.07)))

    def forward(
        self, images: Float[Tensor, "batch 3 h w"], texts: Float[Tensor, "batch width"]
    ) -> Towers:
        return Towers(
            normalize(self.visual(images).float(), dim=-1),
            self.project(texts),
            self.logit_scale.clamp(max=_MOST).exp(),
        )

    def project(self, texts: Float[Tensor, "texts width"]) -> Float[Tensor, "texts dim"]:
        return normalize(self.text_projection(texts.float()), dim=-1)


def load_trained(folder: Path) -> TrainedClip:
    """The trained parts from a checkpoint, ready to be measured; on a GPU if there is one.

    Raises:
        CommandError: it is not there or of another kind.
    """
    try:
        checkpoint = load_checkpoint(folder)
        if checkpoint.card.task != "clip":
            raise CheckpointError(f"{folder} is a checkpoint of {checkpoint.card.task!r}, not CLIP")
        width = checkpoint.tensors["text_projection.weight"].shape[1]
        model = TrainedClip(ImageTowerConfig(**checkpoint.card.config), width)
        fill(model, {name: tensor.float() for name, tensor in checkpoint.tensors.items()})
    except (CheckpointError, KeyError, TypeError) as error:
        raise CommandError(f"cannot use the checkpoint {folder}: {error}") from error
    return model.eval().to("cuda" if torch.cuda.is_available() else "cpu")

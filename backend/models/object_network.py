"""A trained encoder of single objects: from a cloud in metres to a unit vector in CLIP space."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, assert_never, get_args

import msgspec
import torch
from jaxtyping import Float, UInt8
from torch import Tensor, nn
from torch.nn.functional import normalize

from backend.models.checkpoint import Card, CheckpointError, fill, load_checkpoint
from backend.models.object_encoder import ObjectEncoder, unit_sphere
from backend.models.point_transformer import PointTransformer, PointTransformerConfig
from backend.models.pointmlp import PointMLP, PointMLPConfig
from backend.models.pointnet2.encoder import PointNet2, PointNet2Config

EncoderConfig = PointTransformerConfig | PointMLPConfig | PointNet2Config
EncoderName = Literal["point transformer", "pointmlp", "pointnet2"]

GRAY = 0.4
"""The colour of points without colours, as Uni3D's."""
POINTS = 1024
"""Of an object, where a card does not say."""
PROMPTS = "prompts."
"""Names of tensors that belong to the CLIP's learnt tokens and not to the encoder."""


class ObjectNetwork(nn.Module):
    """An encoder and the scale of its cosines with texts and pictures."""

    def __init__(self, encoder: ObjectEncoder, scale: float = 1 / 0.07) -> None:
        super().__init__()
        self.encoder = encoder
        self.logit_scale = nn.Parameter(torch.tensor(scale).log())

    def forward(
        self,
        points: Float[Tensor, "batch points 3"],
        colors: UInt8[Tensor, "batch points 3"] | Float[Tensor, "batch points 3"] | None = None,
    ) -> Float[Tensor, "batch dim"]:
        """Unit vectors.

        Args:
            points: upright (Z up), of any unit and place.
            colors: sRGB, in [0, 255] as bytes or in [0, 1]; without them objects are grey.
        """
        points = unit_sphere(points.float()).points
        features = self._features(points, colors) if self.encoder.channels else None
        return normalize(self.encoder(points, features).embedding.float(), dim=-1)

    def _features(
        self, points: Float[Tensor, "batch points 3"], colors: Tensor | None
    ) -> Float[Tensor, "batch points 3"]:
        if colors is None:
            return torch.full_like(points, GRAY)
        return colors / 255 if colors.dtype == torch.uint8 else colors


@dataclass(frozen=True)
class LoadedObjects:
    card: Card
    network: ObjectNetwork
    """In evaluation mode, on the CPU."""

    @property
    def points(self) -> int:
        """How many points of an object the network was trained with."""
        return self.card.points or POINTS


def build_encoder(config: EncoderConfig) -> ObjectEncoder:
    match config:
        case PointTransformerConfig():
            return PointTransformer(config)
        case PointMLPConfig():
            return PointMLP(config)
        case PointNet2Config():
            return PointNet2(config)
        case _:
            assert_never(config)


def encoder_name(config: EncoderConfig) -> EncoderName:
    """What a card calls the encoder."""
    match config:
        case PointTransformerConfig():
            return "point transformer"
        case PointMLPConfig():
            return "pointmlp"
        case PointNet2Config():
            return "pointnet2"
        case _:
            assert_never(config)


def load_object_network(folder: Path) -> LoadedObjects:
    """The encoder of an `objects` checkpoint.

    Raises:
        CheckpointError: it is not there, damaged, or for another task.
    """
    checkpoint = load_checkpoint(folder)
    card = checkpoint.card
    if card.task != "objects":
        raise CheckpointError(f"{folder} was trained for {card.task!r}, wanted 'objects'")
    try:
        network = ObjectNetwork(build_encoder(_config(card)))
    except ValueError as error:
        problem = f"{folder}: the card's configuration is unusable ({error})"
        raise CheckpointError(problem) from error
    tensors = checkpoint.tensors.items()
    fill(network, {name: value for name, value in tensors if not name.startswith(PROMPTS)})
    return LoadedObjects(card, network.eval())


def _config(card: Card) -> EncoderConfig:
    match card.model:
        case "point transformer":
            return msgspec.convert(card.config, PointTransformerConfig)
        case "pointmlp":
            return msgspec.convert(card.config, PointMLPConfig)
        case "pointnet2":
            return msgspec.convert(card.config, PointNet2Config)
        case _:
            raise ValueError(f"wanted {', '.join(get_args(EncoderName))}, got {card.model!r}")

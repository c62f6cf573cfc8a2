"""The scene encoder of CLIP-guided 3D-VQA (section 3.1): objects and a CLS token in a transformer.

The released code builds its transformer without `batch_first`, so that attention runs across the
batch: CLS never sees an object and every scene gets the same embedding. We build what the text
describes.
"""

from dataclasses import dataclass

import torch
from jaxtyping import Bool, Float, Int64
from torch import Tensor, nn

from backend.models.layers import MLP


@dataclass(frozen=True)
class SceneEncoderConfig:
    """Defaults are the "paper" preset; the text and the code agree on the sizes."""

    objects: int = 128
    """Channels of a proposal's features."""
    dim: int = 256
    layers: int = 1
    heads: int = 8
    feedforward: int = 2048
    dropout: float = 0.1
    clip_dim: int = 512
    facts: int = 0
    """How many numbers each object's token is told beside its features, such as its box. In the
    paper none, and so its tokens know positions only through what the backbone saw of them."""


@dataclass(frozen=True)
class SceneTokens:
    cls: Float[Tensor, "batch dim"]
    objects: Float[Tensor, "batch objects dim"]
    mask: Bool[Tensor, "batch objects"]
    """Which objects count; the tokens of the others mean nothing."""
    embedding: Float[Tensor, "batch clip_dim"]
    """In CLIP space; not of unit length."""

    def of_questions(self, scenes: Int64[Tensor, " questions"]) -> "SceneTokens":
        """One row per question, where several questions share one scene's forward pass."""
        return SceneTokens(
            self.cls[scenes], self.objects[scenes], self.mask[scenes], self.embedding[scenes]
        )


class SceneEncoder(nn.Module):
    def __init__(self, config: SceneEncoderConfig = SceneEncoderConfig()):
        super().__init__()
        self.config = config
        self.lift = nn.Sequential(nn.Linear(config.objects, config.dim), nn.GELU())
        self.tell = MLP((config.facts, config.dim, config.dim)) if config.facts else None
        self.cls = nn.Parameter(torch.randn(1, 1, config.dim))
        self.transformer = make_transformer(
            config.dim, config.layers, config.heads, config.feedforward, config.dropout, "relu"
        )
        self.head = nn.Sequential(nn.LayerNorm(config.dim), nn.Linear(config.dim, config.clip_dim))

    def forward(
        self,
        objects: Float[Tensor, "batch objects channels"],
        mask: Bool[Tensor, "batch objects"] | None = None,
        facts: Float[Tensor, "batch objects facts"] | None = None,
    ) -> SceneTokens:
        """Encode the objects of each scene together.

        Args:
            objects: Features of the proposals, `Proposals.features`.
            mask: Which objects count; all where it is not given.
            facts: As many for each object as the configuration says.

        Raises:
            ValueError: more or fewer facts than the configuration says.
        """
        given = 0 if facts is None else facts.shape[-1]
        if given != self.config.facts:
            raise ValueError(
                f"this scene encoder wants {self.config.facts} facts about each object, got "
                f"{given}; see its `facts`"
            )
        if mask is None:
            mask = torch.ones(objects.shape[:2], dtype=torch.bool, device=objects.device)
        tokens = self.lift(objects)
        if self.tell is not None and facts is not None:
            tokens = tokens + self.tell(facts)
        cls = self.cls.expand(len(tokens), -1, -1).to(tokens.dtype)
        seen = torch.cat([mask.new_ones(len(mask), 1), mask], dim=1)
        mixed = self.transformer(torch.cat([cls, tokens], dim=1), src_key_padding_mask=~seen)
        return SceneTokens(mixed[:, 0], mixed[:, 1:], mask, self.head(mixed[:, 0]))


def make_transformer(
    dim: int, layers: int, heads: int, feedforward: int, dropout: float, activation: str
) -> nn.TransformerEncoder:
    """Post-norm layers after "Attention is all you need"; batch first."""
    layer = nn.TransformerEncoderLayer(
        dim, heads, feedforward, dropout, activation, batch_first=True
    )
    # Copies of one layer would start with equal weights: each gets its own.
    encoder = nn.TransformerEncoder(layer, layers, enable_nested_tensor=False)
    for parameter in encoder.parameters():
        if parameter.dim() > 1:
            nn.init.xavier_uniform_(parameter)
    return encoder

"""Gaussian-aware fusion of GS-CLIP (section 4.2, equation 11): 3D Gaussians as an object's input.

A backbone that sees positions gives the global feature f_g. A transformer over groups of Gaussians
sees everything that a Gaussian has and gives the feature of shape and texture f_s. f_s is added to
f_g as a residual, and a perceptron makes the embedding: f = MLP(f_g + f_s).

The paper leaves the sizes open. Here f_g and f_s are the embeddings of two `ObjectEncoder`s, so
that any backbone fits; the transformer is Point-BERT's with half of its blocks.
"""

from dataclasses import dataclass, replace

import torch
from jaxtyping import Float
from torch import Tensor
from torch.nn import functional

from backend.models.layers import MLP
from backend.models.object_encoder import ObjectEncoder, ObjectEncoding, check_features
from backend.models.point_transformer import PointTransformer, PointTransformerConfig

COLOR_CHANNELS = 3
GAUSSIAN_CHANNELS = 11
"""Colour 3, opacity 1, scale 3, rotation 4; with the position these are CLIP-GS's 14 channels."""

SHAPE_BRANCH = PointTransformerConfig(depth=6)
SMALLEST_SCALE = 1e-4
"""Of a Gaussian, relative to the object's radius; flat Gaussians have an axis of almost 0."""


@dataclass(frozen=True)
class GaussianEncoding(ObjectEncoding):
    """`feature` is the fused feature that the perceptron takes."""

    global_feature: Float[Tensor, "batch dim"]
    """f_g, of the backbone."""
    shape_feature: Float[Tensor, "batch dim"] | None
    """f_s, of the transformer over Gaussians; None for points."""


class GaussianFusion(ObjectEncoder):
    """Any backbone, made aware of Gaussians.

    Without a shape branch this is the points-only baseline (CLIP²) with the same backbone and head.
    With one it still takes plain points: f_s is then left out.

    Args:
        backbone: Gives f_g. It sees the first `backbone.channels` of a Gaussian's features: none,
            the colour, or all.
        shape: The branch that gives f_s, or None for the baseline. Its `channels` and `dim` follow
            from the Gaussians and the backbone.
    """

    def __init__(
        self, backbone: ObjectEncoder, shape: PointTransformerConfig | None = SHAPE_BRANCH
    ):
        super().__init__()
        self.channels, self.dim = GAUSSIAN_CHANNELS, backbone.dim
        if backbone.channels not in (0, COLOR_CHANNELS, GAUSSIAN_CHANNELS):
            raise ValueError(
                f"the backbone must take no features, {COLOR_CHANNELS} (colour) or "
                f"{GAUSSIAN_CHANNELS} (all of a Gaussian), it takes {backbone.channels}"
            )
        self.backbone = backbone
        self.shape = None
        if shape is not None:
            self.shape = PointTransformer(replace(shape, channels=self.channels, dim=self.dim))
        self.head = MLP((self.dim, self.dim, self.dim))

    def forward(
        self,
        points: Float[Tensor, "batch points 3"],
        features: Float[Tensor, "batch points channels"] | None = None,
    ) -> GaussianEncoding:
        """Features as `gaussian_features` makes them, or None for points without Gaussians."""
        if features is None:
            return self._fused(self.backbone(points), None)
        features = check_features(points, features, self.channels)
        seen = features[..., : self.backbone.channels]
        base = self.backbone(points, seen if self.backbone.channels else None)
        return self._fused(base, None if self.shape is None else self.shape(points, features))

    def _fused(self, base: ObjectEncoding, shape: ObjectEncoding | None) -> GaussianEncoding:
        fused = base.embedding if shape is None else base.embedding + shape.embedding
        last = base if shape is None else shape
        return GaussianEncoding(
            embedding=self.head(fused),
            feature=fused,
            centers=last.centers,
            tokens=last.tokens,
            global_feature=base.embedding,
            shape_feature=None if shape is None else shape.embedding,
        )


def gaussian_features(
    colors: Float[Tensor, "*batch splats 3"],
    opacities: Float[Tensor, "*batch splats"],
    scales: Float[Tensor, "*batch splats 3"],
    rotations: Float[Tensor, "*batch splats 4"],
    radii: Float[Tensor, "*batch"],
) -> Float[Tensor, "*batch splats 11"]:
    """What the networks take of a Gaussian besides its position.

    Args:
        colors: The colour that does not depend on the view, range [0, 1].
        opacities: Range [0, 1].
        scales: Standard deviations, in the unit of the scene.
        rotations: Quaternions wxyz of any length but 0.
        radii: What the positions of each object were divided by (`UnitSphere.radii`).

    Returns:
        Colour and opacity in [0, 1], logarithms of the scales relative to the object, and unit
        quaternions with w ≥ 0 (q and -q are the same rotation).
    """
    relative = (scales / radii[..., None, None]).clamp(SMALLEST_SCALE, 1)
    rotations = functional.normalize(rotations, dim=-1)
    rotations = torch.where(rotations[..., :1] < 0, -rotations, rotations)
    return torch.cat([colors, opacities[..., None], relative.log(), rotations], dim=-1)

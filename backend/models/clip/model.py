"""`Clip`: what the rest of the program needs of a loaded CLIP model, whatever its kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import exp
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, UInt8
from open_clip import CLIP, CustomTextCLIP
from PIL import Image
from torch import Tensor
from torch.nn.functional import normalize

from backend.models.clip import images as image_features
from backend.models.clip import preprocess
from backend.models.clip.identity import ClipIdentity
from backend.models.clip.templates import SHORT
from backend.models.clip.text import TextTokens, TextTower, encode


@dataclass(frozen=True, eq=False)
class Clip:
    """Frozen: nothing here leaves a gradient. All features have unit length.

    Cosines of texts with images are dot products; times `logit_scale` they are CLIP's logits.
    """

    model: CLIP | CustomTextCLIP
    """As open_clip made it, in evaluation mode."""
    text: TextTower
    identity: ClipIdentity
    dim: int
    """Of the space that texts and images share."""

    @property
    def device(self) -> torch.device:
        return self.model.logit_scale.device

    @property
    def image_size(self) -> tuple[int, int]:
        """Height and width in pixels of what the image tower sees."""
        size: Any = self.model.visual.image_size
        height, width = (size, size) if isinstance(size, int) else size
        return height, width

    @property
    def logit_scale(self) -> float:
        """1 / temperature."""
        return exp(self.model.logit_scale.item())

    def to(self, device: torch.device | str) -> "Clip":
        """Moves the model itself, as PyTorch does."""
        self.model.to(device)
        return self

    @torch.no_grad()
    def encode_text(self, texts: Sequence[str]) -> Float[Tensor, "texts dim"]:
        return normalize(encode(self.text, texts), dim=-1)

    @torch.no_grad()
    def encode_names(
        self, names: Sequence[str], templates: Sequence[str] = SHORT
    ) -> Float[Tensor, "names dim"]:
        """Prompt ensemble (Radford et al. 2021, section 3.1.4).

        Every name in every template, the unit vectors averaged.
        """
        texts = [template.format(name) for name in names for template in templates]
        features = self.encode_text(texts).unflatten(0, (len(names), len(templates)))
        return normalize(features.mean(1), dim=-1)

    @torch.no_grad()
    def text_tokens(self, texts: Sequence[str]) -> TextTokens:
        """States of all tokens; as many as the longest text has."""
        tokens = self.text(self.text.words(texts))
        return replace(tokens, pooled=normalize(tokens.pooled, dim=-1))

    @torch.no_grad()
    def encode_images(self, images: Float[Tensor, "batch 3 h w"]) -> Float[Tensor, "batch dim"]:
        """Of preprocessed images."""
        return normalize(self.model.encode_image(images.to(self.device)), dim=-1)

    @torch.no_grad()
    def image_patches(
        self, images: Float[Tensor, "batch 3 h w"]
    ) -> Float[Tensor, "batch gh gw dim"]:
        """A feature for every patch of preprocessed images; see `images.patch_features`."""
        return normalize(
            image_features.patch_features(self.model.visual, images.to(self.device)), dim=-1
        )

    def preprocess(
        self, picture: Image.Image | UInt8[np.ndarray, "h w 3"]
    ) -> Float[Tensor, "3 out_h out_w"]:
        """One picture of any size, as the model's authors do it."""
        return self._transform(preprocess.opened(picture))

    def normalized(
        self, pictures: UInt8[Tensor, "batch h w 3"]
    ) -> Float[Tensor, "batch 3 out_h out_w"]:
        """Many pictures of one size at once, squeezed into the model's size."""
        return preprocess.normalized(pictures.to(self.device), self.model.visual)

    @cached_property
    def _transform(self) -> Callable[[Image.Image], Float[Tensor, "3 out_h out_w"]]:
        return preprocess.picture_transform(self.model.visual)

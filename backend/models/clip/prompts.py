"""Prompt tuning after CG3D: learnt tokens around frozen towers.

Visual prompts are deep (VPT; Jia et al. 2022, section 3.2): every layer of the image tower sees
its own tokens behind the class token, and what it makes of them is dropped. CG3D puts 5 into each.
Text context is CoOp's (Zhou et al. 2022, section 3.1): tokens between the beginning of the text
and its words, the same for all texts. CG3D describes learnt text tokens, and its released code
leaves them out; both are optional here.

Everything else is frozen and stays in evaluation mode. `PromptedClip.prompts` holds all that is
learnt: its state is what a checkpoint needs besides the CLIP's identity.
"""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import chain
from math import sqrt
from typing import Any

import torch
from jaxtyping import Float
from open_clip.timm_model import TimmModel
from open_clip.transformer import VisionTransformer
from timm.models.vision_transformer import VisionTransformer as TimmVisionTransformer
from torch import Tensor, nn
from torch.nn.functional import normalize

from backend.models.clip.image_tower import ImageTower
from backend.models.clip.model import Clip
from backend.models.clip.text import TextTower


@dataclass(frozen=True)
class PromptConfig:
    visual: int = 5
    """Tokens in every layer of the image tower; 0 leaves the tower as it is."""
    text: int = 0
    """Tokens before the words of every text; 0 leaves texts as they are."""


class Prompts(nn.Module):
    """What is learnt."""

    visual: nn.Parameter | None
    """(layers, tokens, width)."""
    text: nn.Parameter | None
    """(tokens, width)."""

    def __init__(
        self,
        visual: Float[Tensor, "layers tokens width"] | None,
        text: Float[Tensor, "text_tokens text_width"] | None,
    ) -> None:
        super().__init__()
        self.visual = None if visual is None else nn.Parameter(visual)
        self.text = None if text is None else nn.Parameter(text)


class PromptedClip(nn.Module):
    """A frozen CLIP with learnt tokens; without any it gives the CLIP's own features.

    The CLIP may still be used by itself: it shares its weights with this and knows nothing of it.

    Raises:
        ValueError: Tokens are wanted for a tower that has no place for them.
    """

    def __init__(self, clip: Clip, config: PromptConfig = PromptConfig()) -> None:
        super().__init__()
        self.model = clip.model.requires_grad_(False)
        self.text_tower = clip.text
        self.prompts = Prompts(
            _visual_tokens(_place(clip.model.visual), config.visual) if config.visual else None,
            _context_tokens(clip.text, config.text) if config.text else None,
        ).to(clip.device)
        self.visual: nn.Module = clip.model.visual
        if self.prompts.visual is not None:
            self.visual = _with_tokens(clip.model.visual, self.prompts.visual)
        self.train(False)

    def train(self, mode: bool = True) -> "PromptedClip":
        """Only the learnt tokens know training: frozen norms and dropouts stay as they are."""
        super().train(mode)
        self.model.eval()
        self.visual.eval()
        return self

    def encode_images(self, images: Float[Tensor, "batch 3 h w"]) -> Float[Tensor, "batch dim"]:
        """Unit length, differentiable in the tokens."""
        return normalize(self.visual(images), dim=-1)

    def encode_text(self, texts: Sequence[str]) -> Float[Tensor, "texts dim"]:
        """Unit length, differentiable in the tokens."""
        tower, context = self.text_tower, self.prompts.text
        if context is None:
            return normalize(tower(tower.words(texts)).pooled, dim=-1)
        words = tower.words(texts, room=len(context)).cut()
        ids, mask = words.ids.to(tower.device), words.mask.to(tower.device)
        begin, rest = tower.embed(ids).split([1, ids.shape[1] - 1], 1)
        # The mask begins with a token that is always there, as the learnt ones are.
        mask = torch.cat([mask[:, :1].expand(-1, len(context)), mask], 1)
        embeddings = torch.cat([begin, context.expand(len(ids), -1, -1), rest], 1)
        return normalize(tower.forward(embeddings, mask).pooled, dim=-1)


class PromptedBlock(nn.Module):
    """A layer of a transformer that sees tokens of its own, which nothing behind it does.

    To drop what becomes of the tokens and to give the next layer fresh ones is the same as to
    replace them, which is how VPT is usually told.
    """

    def __init__(self, block: nn.Module, tokens: nn.Parameter, layer: int, before: int) -> None:
        super().__init__()
        self.block = block
        self.tokens = tokens
        self.layer = layer
        self.before = before

    def forward(
        self, states: Float[Tensor, "batch tokens width"], **options: Any
    ) -> Float[Tensor, "batch tokens width"]:
        own = self.tokens[self.layer].expand(len(states), -1, -1)
        first, rest = states[:, : self.before], states[:, self.before :]
        after = self.block(torch.cat([first, own, rest], 1), **options)
        return torch.cat([after[:, : self.before], after[:, self.before + own.shape[1] :]], 1)


@dataclass(frozen=True)
class _Place:
    """Where an image tower takes tokens."""

    layers: nn.ModuleList | nn.Sequential
    before: int
    """Tokens before the patches, such as the class token: learnt ones come behind them."""
    width: int
    patch: int
    """Edge of a patch in pixels."""


def _place(visual: Any) -> _Place:
    if isinstance(visual, VisionTransformer):
        tower: Any = visual
        return _Place(tower.transformer.resblocks, 1, tower.transformer.width, tower.patch_size[0])
    trunk = visual.trunk if isinstance(visual, TimmModel | ImageTower) else None
    if isinstance(trunk, TimmVisionTransformer):
        layers: Any = trunk.blocks
        patch: Any = trunk.patch_embed.patch_size
        return _Place(layers, trunk.num_prefix_tokens, trunk.embed_dim, patch[0])
    raise ValueError(
        f"visual prompts need an image tower of tokens (a ViT of open_clip or timm), this is a "
        f"{type(visual if trunk is None else trunk).__name__}: set visual=0 or choose another CLIP"
    )


def _visual_tokens(place: _Place, count: int) -> Float[Tensor, "layers tokens width"]:
    """Uniform within ±sqrt(6 / (3·patch + width)), as in CG3D's code."""
    bound = sqrt(6 / (3 * place.patch + place.width))
    return torch.empty(len(place.layers), count, place.width).uniform_(-bound, bound)


def _context_tokens(tower: TextTower, count: int) -> Float[Tensor, "tokens width"]:
    """Normal with deviation 0.02, as CoOp's."""
    if not tower.ignores_padding:
        raise ValueError(
            "text prompts need a text tower that ignores padding, this one reads all of its "
            "context, as SigLIP's does: set text=0 or choose another CLIP"
        )
    return torch.randn(count, tower.width) * 0.02


def _with_tokens(visual: nn.Module, tokens: nn.Parameter) -> nn.Module:
    """The same tower with the same weights, not copies of them, and tokens in every layer."""
    shared = {id(tensor): tensor for tensor in chain(visual.parameters(), visual.buffers())}
    prompted = deepcopy(visual, shared)
    place = _place(prompted)
    for layer, block in enumerate(place.layers):
        place.layers[layer] = PromptedBlock(block, tokens, layer, place.before)
    return prompted

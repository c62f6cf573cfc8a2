"""Prompt tuning: only the tokens learn, and they are where the papers put them."""

from math import sqrt
from typing import Any

import pytest
import torch
from open_clip.transformer import VisionTransformer
from torch import nn
from torch.nn.functional import normalize

from backend.models.clip.embedded import build_embedded
from backend.models.clip.image_tower import ImageTowerConfig
from backend.models.clip.images import patch_features
from backend.models.clip.model import Clip
from backend.models.clip.prompts import PromptConfig, PromptedClip
from tests.models.clip.tiny_clips import BPE, CONVNET, PATCH, TIMM_VIT, VIT, tiny

TEXTS = ["chair", "a chair next to the tall lamp"]


@pytest.fixture(scope="module", params=["vit", "timm", "embedded"])
def clip(request: pytest.FixtureRequest) -> Clip:
    """One of each kind of tower that takes prompts."""
    torch.manual_seed(0)
    if request.param == "embedded":
        return build_embedded(ImageTowerConfig(32, 32, 2, 2))
    return tiny(VIT if request.param == "vit" else TIMM_VIT)


def images_for(clip: Clip) -> torch.Tensor:
    return torch.randn(2, 3, *clip.image_size, generator=torch.Generator().manual_seed(0))


def weights(module: nn.Module) -> dict[str, torch.Tensor]:
    return {name: tensor.clone() for name, tensor in module.state_dict().items()}


def test_only_the_tokens_change_in_a_step(clip: Clip) -> None:
    images, before = images_for(clip), weights(clip.model)
    features = clip.encode_images(images), clip.encode_text(TEXTS)
    prompted = PromptedClip(clip, PromptConfig(visual=3, text=2)).train()
    tokens, start = dict(prompted.prompts.named_parameters()), weights(prompted.prompts)
    optimizer = torch.optim.SGD([p for p in prompted.parameters() if p.requires_grad], 0.1)
    cosines = prompted.encode_images(images) @ prompted.encode_text(TEXTS).T
    cosines.diagonal().sum().neg().backward()
    optimizer.step()
    assert {name for name, p in prompted.named_parameters() if p.grad is not None} == {
        "prompts.visual",
        "prompts.text",
    }
    for name, token in tokens.items():
        assert token.grad is not None and token.grad.flatten(0, -2).norm(dim=-1).all()
        assert not torch.equal(token, start[name])
    after = weights(clip.model)
    assert all(torch.equal(after[name], before[name]) for name in before)
    torch.testing.assert_close(clip.encode_images(images), features[0], rtol=0, atol=0)
    torch.testing.assert_close(clip.encode_text(TEXTS), features[1], rtol=0, atol=0)


def test_without_tokens_the_features_are_the_clips(clip: Clip) -> None:
    prompted = PromptedClip(clip, PromptConfig(visual=0, text=0))
    images = images_for(clip)
    assert not list(prompted.prompts.parameters())
    torch.testing.assert_close(prompted.encode_images(images), clip.encode_images(images))
    torch.testing.assert_close(
        prompted.encode_text(TEXTS), clip.encode_text(TEXTS), rtol=1e-4, atol=1e-5
    )


def test_words_as_tokens_are_the_same_as_the_words(clip: Clip) -> None:
    prompted = PromptedClip(clip, PromptConfig(visual=0, text=3))
    ids = clip.text.words(["a photo of"]).cut().ids[:, 1:-1]
    assert prompted.prompts.text is not None
    prompted.prompts.text.data.copy_(clip.text.embed(ids)[0])
    expected = clip.encode_text([f"a photo of {text}" for text in TEXTS])
    torch.testing.assert_close(prompted.encode_text(TEXTS), expected, rtol=1e-4, atol=1e-5)


def test_a_text_that_fills_the_context_makes_room(clip: Clip) -> None:
    prompted = PromptedClip(clip, PromptConfig(visual=0, text=5))
    features = prompted.encode_text(["a " + "long " * 300 + "text"])
    assert features.isfinite().all()


@torch.no_grad()
def test_every_layer_sees_its_own_tokens_behind_the_class_token() -> None:
    clip = tiny(VIT)
    prompted, images = PromptedClip(clip, PromptConfig(visual=5)), images_for(clip)
    tower, tokens = clip.model.visual, prompted.prompts.visual
    assert isinstance(tower, VisionTransformer) and tokens is not None
    states = tower._embeds(images)
    own = tokens[0].expand(2, -1, -1)
    states = torch.cat([states[:, :1], own, states[:, 1:]], 1)
    for layer, block in enumerate(tower.transformer.resblocks):
        states[:, 1:6] = tokens[layer]
        states = block(states)
    expected = normalize(tower.ln_post(states[:, 0]) @ tower.proj, dim=-1)
    torch.testing.assert_close(prompted.encode_images(images), expected)


def test_tokens_start_within_the_bound_of_vpt() -> None:
    clip = tiny(VIT)
    tokens = PromptedClip(clip, PromptConfig(visual=50)).prompts.visual
    bound = sqrt(6 / (3 * PATCH + 32))
    assert tokens is not None and tokens.shape == (3, 50, 32)
    assert 0.95 * bound < tokens.abs().max() <= bound


def test_weights_are_shared_and_patches_still_found(clip: Clip) -> None:
    prompted = PromptedClip(clip, PromptConfig(visual=2))
    places = {p.data_ptr() for p in prompted.parameters()}
    assert places == {
        p.data_ptr() for p in (*clip.model.parameters(), *prompted.prompts.parameters())
    }
    images = images_for(clip)
    patches = patch_features(prompted.visual, images)
    assert patches.shape == clip.image_patches(images).shape


def test_frozen_parts_never_train(clip: Clip) -> None:
    prompted = PromptedClip(clip, PromptConfig(visual=2, text=2)).train()
    assert prompted.training and prompted.prompts.training
    assert not any(module.training for module in prompted.model.modules())
    assert not any(module.training for module in prompted.visual.modules())


@pytest.mark.parametrize(
    ("vision", "text", "wanted", "message"),
    [
        (CONVNET, {}, PromptConfig(visual=5), "ResNet: set visual=0"),
        (VIT, {"no_causal_mask": True}, PromptConfig(0, text=4), "ignores padding.*set text=0"),
    ],
)
def test_towers_that_have_no_place_are_refused(
    vision: dict[str, Any],
    text: dict[str, Any],
    wanted: PromptConfig,
    message: str,
) -> None:
    with pytest.raises(ValueError, match=message):
        PromptedClip(tiny(vision, {**BPE, **text}), wanted)

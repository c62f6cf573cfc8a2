"""Features of patches: each belongs to its place, and together they are the image."""

from collections.abc import Callable
from typing import Any, cast

import numpy as np
import pytest
import torch
from open_clip.timm_model import TimmModel
from open_clip.transformer import VisionTransformer
from PIL import Image
from timm.models.vision_transformer import VisionTransformer as TimmVisionTransformer
from torch import Tensor, nn
from torch.nn.functional import normalize

from backend.models.clip.image_tower import ImageTower, ImageTowerConfig
from backend.models.clip.images import patch_features
from tests.models.clip.tiny_clips import CONVNET, TIMM_VIT, VIT, tiny

RESNET = {"layers": [1, 1, 1, 1], "width": 8, "head_width": 16, "image_size": 64}


def own_tower() -> nn.Module:
    torch.manual_seed(0)
    return ImageTower(ImageTowerConfig(64, 32, 2, 2), 24).eval()


def attending_tower() -> nn.Module:
    """Pools by attention, as SigLIP's."""
    torch.manual_seed(0)
    tower = TimmModel("test_vit", 24, pool="avg", proj="none", image_size=32)
    tower.trunk = TimmVisionTransformer(
        32, 8, embed_dim=24, depth=2, num_heads=2, num_classes=0, class_token=False,
        global_pool="map",
    )  # fmt: skip
    return tower.eval()


TOWERS: dict[str, tuple[Callable[[], nn.Module], int, int]] = {
    "vit": (lambda: tiny(VIT).model.visual, 32, 8),
    "mean vit": (lambda: tiny({**VIT, "pool_type": "avg"}).model.visual, 32, 8),
    "timm vit": (lambda: tiny(TIMM_VIT).model.visual, 160, 16),
    "attention": (attending_tower, 32, 8),
    "convnet": (lambda: tiny(CONVNET).model.visual, 64, 32),
    "resnet": (lambda: tiny(RESNET).model.visual, 64, 32),
    "embedded": (own_tower, 64, 16),
}
"""A builder, the edge of its images and of its patches."""


@pytest.mark.parametrize("kind", TOWERS)
@torch.no_grad()
def test_a_spot_changes_the_feature_of_its_own_patch_most(kind: str) -> None:
    build, size, patch = TOWERS[kind]
    visual, cells = build(), size // patch
    torch.manual_seed(1)
    image = torch.randn(3, size, size) * 0.1
    before = patch_features(visual, image[None])
    assert before.shape == (1, cells, cells, 24)
    for row, column in ((0, 0), (cells - 1, 0), (0, cells - 1), (cells // 2, cells // 2)):
        spotted = image.clone()
        spotted[:, row * patch : (row + 1) * patch, column * patch : (column + 1) * patch] += 2
        change = (patch_features(visual, spotted[None]) - before)[0].norm(dim=-1)
        most = divmod(int(change.argmax()), cells)
        # The stem of the embedded tower looks over the edges of its patches.
        reach = 1 if kind == "embedded" else 0
        assert abs(most[0] - row) <= reach and abs(most[1] - column) <= reach


@pytest.mark.parametrize("kind", ["timm vit", "convnet", "embedded"])
@torch.no_grad()
def test_the_mean_of_patches_is_the_feature_of_the_image(kind: str) -> None:
    build, size, _ = TOWERS[kind]
    visual = build()
    images = torch.randn(2, 3, size, size)
    patches = patch_features(visual, images)
    torch.testing.assert_close(patches.mean((1, 2)), visual(images), rtol=1e-4, atol=1e-5)


@torch.no_grad()
def test_patches_of_a_vit_are_projected_tokens() -> None:
    visual = tiny(VIT).model.visual
    assert isinstance(visual, VisionTransformer)
    images = torch.randn(2, 3, 32, 32)
    tokens = visual.forward_intermediates(
        images, indices=1, normalize_intermediates=True, intermediates_only=True, output_fmt="NLC"
    )["image_intermediates"][0]
    expected = (tokens @ cast("Tensor", visual.proj)).unflatten(1, (4, 4))
    torch.testing.assert_close(patch_features(visual, images), expected)


@torch.no_grad()
def test_attention_pooling_over_one_patch_takes_its_value() -> None:
    visual = attending_tower()
    assert isinstance(visual, TimmModel)
    trunk: Any = visual.trunk
    pool = trunk.attn_pool
    images = torch.randn(1, 3, 32, 32)
    tokens = trunk.forward_features(images)[0]
    value = pool.proj(pool.kv(tokens)[:, 24:])
    expected = value + pool.mlp(pool.norm(value))
    torch.testing.assert_close(patch_features(visual, images)[0].flatten(0, 1), expected)


def test_towers_without_patches_are_refused() -> None:
    with pytest.raises(ValueError, match="Linear: choose another CLIP"):
        patch_features(nn.Linear(3, 3), torch.zeros(1, 3, 32, 32))
    placed = TimmModel("test_resnet", 24)
    placed.head.add_module("pool", nn.Identity())  # As open_clip's attention with places does.
    with pytest.raises(ValueError, match="TimmModel: choose another CLIP"):
        patch_features(placed, torch.zeros(1, 3, 64, 64))


def test_features_of_images_have_unit_length_and_no_gradient() -> None:
    clip = tiny(VIT)
    images = torch.randn(3, 3, *clip.image_size)
    features, patches = clip.encode_images(images), clip.image_patches(images)
    assert not features.requires_grad and not patches.requires_grad
    torch.testing.assert_close(features.norm(dim=-1), torch.ones(3))
    torch.testing.assert_close(patches.norm(dim=-1), torch.ones(3, 4, 4))
    by_hand: Tensor = normalize(clip.model.visual(images), dim=-1)
    torch.testing.assert_close(features, by_hand)


def test_pictures_of_any_size_and_kind_are_preprocessed_alike() -> None:
    clip = tiny(VIT)
    pixels = np.random.default_rng(0).integers(0, 255, (50, 70, 3), np.uint8)
    one = clip.preprocess(pixels)
    assert one.shape == (3, *clip.image_size)
    torch.testing.assert_close(clip.preprocess(Image.fromarray(pixels)), one)
    gray = Image.fromarray(pixels[..., 0])
    assert clip.preprocess(gray).shape == one.shape


def test_a_batch_of_pictures_is_normalised_as_single_ones_are() -> None:
    clip = tiny(VIT)
    pixels = np.random.default_rng(0).integers(0, 255, (2, *clip.image_size, 3), np.uint8)
    batch = clip.normalized(torch.from_numpy(pixels))
    singles = torch.stack([clip.preprocess(one) for one in pixels])
    torch.testing.assert_close(batch, singles, rtol=1e-4, atol=1e-5)

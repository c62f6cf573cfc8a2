"""A feature for every patch of an image, in the space of texts.

The feature of a patch is what the tower's own pooling and projection give where this patch is all
there is. One rule for all towers:

- mean pooling (ConvNets, the embedded model): the projected cell of the last feature map. Where
  pooling is the last step but the projection, the mean over patches is the feature of the image.
- class token (ViT): the patch's token after the final norm, projected as the class token is.
- attention pooling (SigLIP): attention to one token has weight 1, so its value is what remains.
- attention pooling with places (CLIP's ResNets): values without places, the "value features" of
  MaskCLIP (Zhou et al. 2022, section 3.2).

Patches of a class-token ViT were never compared with texts in training; those of mean-pooled
towers were, in the mean.
"""

from typing import Any

from jaxtyping import Float
from open_clip.modified_resnet import ModifiedResNet
from open_clip.timm_model import TimmModel
from open_clip.transformer import VisionTransformer
from torch import Tensor, nn

from backend.models.clip.image_tower import ImageTower

Images = Float[Tensor, "batch 3 h w"]
Patches = Float[Tensor, "batch gh gw dim"]


def patch_features(visual: nn.Module, images: Images) -> Patches:
    """Rows from the top of the image; not of unit length; differentiable.

    Raises:
        ValueError: The tower is of a kind whose patches cannot be told apart.
    """
    if isinstance(visual, ImageTower):
        return visual.patches(images)
    if isinstance(visual, VisionTransformer):
        return _of_transformer(visual, images)
    if isinstance(visual, ModifiedResNet):
        return _of_resnet(visual, images)
    if isinstance(visual, TimmModel) and "pool" not in visual.head._modules:
        return _of_timm(visual, images)
    raise ValueError(f"no features of patches from a {type(visual).__name__}: choose another CLIP")


def _of_transformer(visual: Any, images: Images) -> Patches:
    tokens = visual.transformer(visual._embeds(images))[:, 1:]
    batch, count, _ = tokens.shape
    # Class token and patch are the same, so that either pooling takes the patch.
    alone = tokens.flatten(0, 1)[:, None].expand(-1, 2, -1)
    pooled, _ = visual._pool(alone)
    features = pooled if visual.proj is None else pooled @ visual.proj
    height, width = images.shape[2] // visual.patch_size[0], images.shape[3] // visual.patch_size[1]
    assert count == height * width
    return features.view(batch, height, width, -1)


def _of_resnet(visual: Any, images: Images) -> Patches:
    cells = visual.stem(images)
    for layer in (visual.layer1, visual.layer2, visual.layer3, visual.layer4):
        cells = layer(cells)
    pool = visual.attnpool
    return pool.c_proj(pool.v_proj(cells.permute(0, 2, 3, 1)))


def _of_timm(visual: Any, images: Images) -> Patches:
    trunk = visual.trunk
    features = trunk.forward_features(images)
    if features.ndim == 3:
        return _of_tokens(visual, features, images)
    channels_last = getattr(trunk, "output_fmt", "NCHW") == "NHWC"
    cells = features if channels_last else features.permute(0, 2, 3, 1)
    alone = cells.flatten(0, 2)[:, None, None]
    alone = alone if channels_last else alone.permute(0, 3, 1, 2)
    return visual.head(trunk.forward_head(alone)).view(*cells.shape[:3], -1)


def _of_tokens(visual: Any, tokens: Float[Tensor, "batch tokens width"], images: Images) -> Patches:
    trunk = visual.trunk
    before = getattr(trunk, "num_prefix_tokens", 0)
    height, width = _grid(trunk, images)
    patches = tokens[:, before:]
    if patches.shape[1] != height * width:
        raise ValueError(
            f"no features of patches from {type(trunk).__name__}: its "
            f"{patches.shape[1]} tokens are no grid of {height} × {width}. Choose another CLIP"
        )
    alone = patches.flatten(0, 1)[:, None].expand(-1, 1 + before, -1)
    return visual.head(trunk.forward_head(alone)).view(len(images), height, width, -1)


def _grid(trunk: nn.Module, images: Images) -> tuple[int, int]:
    embed = getattr(trunk, "patch_embed", None)
    size = getattr(embed, "patch_size", None)
    if size is None:
        raise ValueError(f"no features of patches from {type(trunk).__name__}: choose another CLIP")
    return images.shape[2] // size[0], images.shape[3] // size[1]

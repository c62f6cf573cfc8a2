"""Laws of the Gaussians' features and of their fusion with a backbone."""

import math

import pytest
import torch

from backend.models.gaussian_fusion import (
    GAUSSIAN_CHANNELS,
    SMALLEST_SCALE,
    GaussianEncoding,
    GaussianFusion,
    gaussian_features,
)
from backend.models.point_transformer import PointTransformer, PointTransformerConfig

CONFIG = PointTransformerConfig(
    dim=16, groups=8, group_size=6, encoder_width=32, width=24, depth=1, heads=3, drop_path=0.0
)


def gaussians(count: int = 40) -> dict[str, torch.Tensor]:
    return {
        "colors": torch.rand(2, count, 3),
        "opacities": torch.rand(2, count),
        "scales": torch.rand(2, count, 3) * 0.1 + 0.01,
        "rotations": torch.randn(2, count, 4),
        "radii": torch.tensor([1.0, 2.0]),
    }


def test_there_are_eleven_channels_in_the_documented_order() -> None:
    given = gaussians()
    features = gaussian_features(**given)
    assert features.shape == (2, 40, GAUSSIAN_CHANNELS)
    assert features[..., :3].equal(given["colors"])
    assert features[..., 3].equal(given["opacities"])
    relative = given["scales"] / given["radii"][:, None, None]
    torch.testing.assert_close(features[..., 4:7].exp(), relative)
    torch.testing.assert_close(features[..., 7:].norm(dim=-1), torch.ones(2, 40))
    assert features[..., 7].min() >= 0
    along = (features[..., 7:] * given["rotations"]).sum(dim=-1).abs()
    torch.testing.assert_close(along, given["rotations"].norm(dim=-1))


def test_a_rotation_has_one_set_of_features() -> None:
    given = gaussians()
    other = given | {"rotations": -3 * given["rotations"]}
    torch.testing.assert_close(gaussian_features(**other), gaussian_features(**given))


def test_the_size_of_the_object_does_not_matter() -> None:
    given = gaussians()
    larger = given | {"scales": given["scales"] * 10, "radii": given["radii"] * 10}
    torch.testing.assert_close(gaussian_features(**larger), gaussian_features(**given))


def test_flat_and_huge_gaussians_stay_in_range() -> None:
    given = gaussians() | {"scales": torch.tensor([0.0, 1.0, 1e9]).expand(2, 40, 3)}
    scales = gaussian_features(**given)[..., 4:7]
    assert scales.min() == pytest.approx(math.log(SMALLEST_SCALE))
    assert scales.max() == 0


@torch.no_grad()
@pytest.mark.parametrize("channel", range(GAUSSIAN_CHANNELS))
def test_every_channel_of_a_gaussian_matters(channel: int) -> None:
    torch.manual_seed(0)
    model = GaussianFusion(PointTransformer(CONFIG), CONFIG).eval()
    points, features = torch.randn(1, 40, 3), torch.rand(1, 40, GAUSSIAN_CHANNELS)
    changed = features.clone()
    changed[..., channel] += 1
    difference = model(points, changed).embedding - model(points, features).embedding
    assert difference.abs().max() > 1e-5


@torch.no_grad()
def test_without_gaussians_only_the_backbone_speaks() -> None:
    model = GaussianFusion(PointTransformer(CONFIG), CONFIG).eval()
    baseline = GaussianFusion(model.backbone, None).eval()
    baseline.head.load_state_dict(model.head.state_dict())
    points, features = torch.randn(2, 40, 3), torch.rand(2, 40, GAUSSIAN_CHANNELS)
    plain, aware = model(points), model(points, features)
    assert isinstance(plain, GaussianEncoding) and isinstance(aware, GaussianEncoding)
    assert plain.embedding.equal(baseline(points).embedding)
    assert plain.embedding.equal(baseline(points, features).embedding)
    assert plain.shape_feature is None
    assert aware.global_feature.equal(plain.global_feature)
    assert aware.shape_feature is not None
    assert aware.feature.equal(aware.global_feature + aware.shape_feature)
    assert (aware.embedding - plain.embedding).abs().max() > 1e-4


def test_a_backbone_of_other_features_is_refused() -> None:
    backbone = PointTransformer(PointTransformerConfig(channels=5, depth=1))
    with pytest.raises(ValueError, match="the backbone must take"):
        GaussianFusion(backbone)

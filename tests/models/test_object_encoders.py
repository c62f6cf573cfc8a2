"""Laws that hold for every network that encodes one object."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import torch
from torch import Tensor

from backend.models.gaussian_fusion import GaussianFusion
from backend.models.layers import fold_batch_norm
from backend.models.object_encoder import ObjectEncoder, repeat_points, unit_sphere
from backend.models.point_transformer import PointTransformer, PointTransformerConfig
from backend.models.pointmlp import PointMLP, PointMLPConfig
from backend.models.pointnet2.encoder import PointNet2, PointNet2Config
from backend.models.pointnet2.set_abstraction import SetAbstractionConfig
from backend.models.uni3d import Uni3D, Uni3DConfig

TRANSFORMER = PointTransformerConfig(
    dim=16, groups=12, group_size=8, encoder_width=32, width=24, depth=2, heads=3, drop_path=0.0
)
UNI3D = Uni3DConfig(
    dim=16, groups=12, group_size=8, encoder_width=32, width=24, depth=2, heads=3, drop_path=0.0
)
POINTMLP = PointMLPConfig(dim=16, points=64, neighbors=6, width=8, growth=(2, 1), blocks=(1, 1))
POINTNET2 = PointNet2Config(
    # No ball has more points than it may take: only then does their order not matter.
    levels=(SetAbstractionConfig(16, 0.5, 90, (8, 16)), SetAbstractionConfig(8, 0.9, 16, (16, 24))),
    whole=(24, 32),
    hidden=(24,),
    dropout=0.0,
    dim=16,
)

ENCODERS: dict[str, Callable[[], ObjectEncoder]] = {
    "PointNet++": lambda: PointNet2(POINTNET2),
    "PointNet++ with features": lambda: PointNet2(replace(POINTNET2, channels=2)),
    "PointMLP": lambda: PointMLP(POINTMLP),
    "PointMLP with features": lambda: PointMLP(replace(POINTMLP, channels=2)),
    "PointMLP-elite": lambda: PointMLP(replace(POINTMLP, bottleneck=0.25)),
    "point transformer": lambda: PointTransformer(TRANSFORMER),
    "point transformer with features": lambda: PointTransformer(replace(TRANSFORMER, channels=2)),
    "Uni3D": lambda: Uni3D(UNI3D),
    "Gaussians on points": lambda: GaussianFusion(PointNet2(POINTNET2), TRANSFORMER),
    "Gaussians twice": lambda: GaussianFusion(
        PointMLP(replace(POINTMLP, channels=11)), TRANSFORMER
    ),
    "Gaussians on colours": lambda: GaussianFusion(Uni3D(UNI3D), TRANSFORMER),
    "points-only baseline": lambda: GaussianFusion(PointNet2(POINTNET2), None),
}
CANCELLED = (
    "tokenizer.encoder.first.linear.bias",
    "tokenizer.encoder.third.linear.bias",
    "hidden.0.linear.bias",
)
"""Biases before a batch norm, which takes every constant off; published weights have them."""


@pytest.fixture(params=ENCODERS)
def encoder(request: pytest.FixtureRequest) -> ObjectEncoder:
    torch.manual_seed(0)
    return ENCODERS[request.param]().eval()


def objects(
    encoder: ObjectEncoder, batch: int = 2, points: int = 80
) -> tuple[Tensor, Tensor | None]:
    """Random ellipsoids, and random features where the encoder takes some."""
    generator = torch.Generator().manual_seed(1)
    shapes = torch.rand(batch, 1, 3, generator=generator) + 0.1
    clouds = unit_sphere(torch.randn(batch, points, 3, generator=generator) * shapes).points
    if encoder.channels == 0:
        return clouds, None
    return clouds, torch.rand(batch, points, encoder.channels, generator=generator)


def chosen(features: Tensor | None, *index: slice | Tensor) -> Tensor | None:
    return None if features is None else features[index]


@torch.no_grad()
def test_the_encoding_has_the_sizes_that_the_encoder_names(encoder: ObjectEncoder) -> None:
    encoding = encoder(*objects(encoder, batch=3))
    assert encoding.embedding.shape == (3, encoder.dim)
    assert encoding.centers.shape[:2] == encoding.tokens.shape[:2]
    assert encoding.embedding.isfinite().all()


@torch.no_grad()
def test_the_order_of_points_does_not_matter(encoder: ObjectEncoder) -> None:
    points, features = objects(encoder)
    # The first point stays the first, since farthest point sampling starts there.
    order = torch.cat([torch.zeros(1, dtype=torch.int64), torch.randperm(79) + 1])
    before = encoder(points, features).embedding
    after = encoder(points[:, order], chosen(features, slice(None), order)).embedding
    torch.testing.assert_close(after, before, atol=1e-5, rtol=1e-4)


@torch.no_grad()
def test_two_objects_differ(encoder: ObjectEncoder) -> None:
    one, other = encoder(*objects(encoder)).embedding
    assert (one - other).abs().max() > 1e-4


@torch.no_grad()
def test_an_object_does_not_see_its_batch(encoder: ObjectEncoder) -> None:
    points, features = objects(encoder, batch=3)
    together = encoder(points, features).embedding
    alone = [encoder(points[i : i + 1], chosen(features, slice(i, i + 1))) for i in range(3)]
    apart = torch.cat([encoding.embedding for encoding in alone])
    torch.testing.assert_close(apart, together, atol=1e-5, rtol=1e-4)


@torch.no_grad()
def test_the_same_input_gives_the_same_bits(encoder: ObjectEncoder) -> None:
    inputs = objects(encoder)
    assert encoder(*inputs).embedding.equal(encoder(*inputs).embedding)


@torch.no_grad()
def test_one_point_is_the_same_object_however_often_it_is_repeated(encoder: ObjectEncoder) -> None:
    points, features = objects(encoder, points=1)
    once = encoder(points, features).embedding
    often = features if features is None else features.repeat(1, 90, 1)
    torch.testing.assert_close(
        encoder(points.repeat(1, 90, 1), often).embedding, once, atol=1e-5, rtol=1e-4
    )


@torch.no_grad()
def test_fewer_points_than_groups_are_an_object_too(encoder: ObjectEncoder) -> None:
    assert encoder(*objects(encoder, points=5)).embedding.isfinite().all()


def test_points_are_repeated_in_their_order() -> None:
    points = torch.rand(2, 3, 4)
    assert repeat_points(points, 3) is points
    assert repeat_points(points, 8).equal(points.repeat(1, 3, 1)[:, :8])


def test_gradients_reach_every_parameter(encoder: ObjectEncoder) -> None:
    encoder.train()
    embedding = encoder(*objects(encoder, batch=4)).embedding
    (embedding * torch.randn(embedding.shape)).sum().backward()
    unreached = {
        name
        for name, parameter in encoder.named_parameters()
        if parameter.grad is None or parameter.grad.abs().max() == 0
    }
    assert {name for name in unreached if not name.endswith(CANCELLED)} == set()


@torch.no_grad()
def test_half_precision_stays_close(encoder: ObjectEncoder) -> None:
    inputs = objects(encoder, batch=4)
    exact = encoder(*inputs).embedding
    with torch.autocast("cpu", torch.bfloat16):
        rough = encoder(*inputs).embedding.float()
    assert torch.cosine_similarity(exact, rough).min() > 0.99


@torch.no_grad()
def test_folded_batch_norms_change_nothing(encoder: ObjectEncoder) -> None:
    inputs = objects(encoder)
    encoder.train()(*inputs)
    encoder.eval()
    expected = encoder(*inputs).embedding
    torch.testing.assert_close(
        fold_batch_norm(encoder)(*inputs).embedding, expected, atol=1e-5, rtol=1e-4
    )


@torch.no_grad()
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs CUDA")
def test_cuda_gives_what_the_cpu_gives(encoder: ObjectEncoder) -> None:
    points, features = objects(encoder)
    expected = encoder(points, features).embedding
    encoder.cuda()
    found = encoder(points.cuda(), None if features is None else features.cuda()).embedding
    torch.testing.assert_close(found.cpu(), expected, atol=1e-4, rtol=1e-3)


def test_features_of_the_wrong_number_are_refused(encoder: ObjectEncoder) -> None:
    points, _ = objects(encoder)
    with pytest.raises(ValueError, match=r"features per point"):
        encoder(points, torch.rand(2, 80, encoder.channels + 1))


def test_missing_features_are_refused_where_nothing_stands_for_them() -> None:
    encoder = PointTransformer(replace(TRANSFORMER, channels=2))
    with pytest.raises(ValueError, match="got none"):
        encoder(torch.rand(1, 20, 3))


def test_an_object_without_points_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one point"):
        PointTransformer(TRANSFORMER)(torch.zeros(1, 0, 3))


@torch.no_grad()
def test_colourless_points_are_grey_to_uni3d() -> None:
    encoder = Uni3D(UNI3D).eval()
    points, _ = objects(encoder)
    grey = encoder(points, torch.full_like(points, 0.4)).embedding
    assert encoder(points).embedding.equal(grey)


@torch.no_grad()
def test_the_code_preset_of_pointmlp_scales_by_the_whole_batch() -> None:
    paper, code = PointMLP(POINTMLP), PointMLP(replace(POINTMLP, preset="code"))
    code.load_state_dict(paper.state_dict())
    points, _ = objects(paper)
    points = points * torch.tensor([1.0, 3.0])[:, None, None]
    one = points[:1]
    paper.eval()
    code.eval()
    torch.testing.assert_close(code(one).embedding, paper(one).embedding)
    assert (code(points).embedding - paper(points).embedding).abs().max() > 1e-3


@torch.no_grad()
def test_the_unit_sphere_touches_the_farthest_point_and_can_be_undone() -> None:
    points = torch.randn(3, 50, 3) * 7 + 4
    sphere = unit_sphere(points)
    torch.testing.assert_close(sphere.points.norm(dim=-1).amax(dim=1), torch.ones(3))
    torch.testing.assert_close(sphere.points.mean(dim=1), torch.zeros(3, 3), atol=1e-6, rtol=0)
    back = sphere.points * sphere.radii[:, None, None] + sphere.centers[:, None]
    torch.testing.assert_close(back, points)
    assert unit_sphere(torch.ones(1, 4, 3)).points.equal(torch.zeros(1, 4, 3))

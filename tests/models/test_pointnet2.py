from itertools import pairwise

import pytest
import torch
from torch import Tensor

from backend.models.layers import fold_batch_norm
from backend.models.point_ops import (
    farthest_point_sample,
    gather,
    neighbors,
    sampling,
    torch_neighbors,
    torch_sampling,
)
from backend.models.pointnet2 import set_abstraction
from backend.models.pointnet2.backbone import (
    PAPER_BACKBONE,
    VOTENET_BACKBONE,
    Backbone,
    BackboneConfig,
    BackboneOutput,
)
from backend.models.pointnet2.encoder import PointNet2, PointNet2Config
from backend.models.pointnet2.inputs import Cloud, Inputs, height, input_channels, make_cloud
from backend.models.pointnet2.set_abstraction import (
    Level,
    SetAbstraction,
    SetAbstractionConfig,
    group_points,
)
from tests.models.small import BACKBONE, cloud, room, settled


def backbone() -> Backbone:
    torch.manual_seed(0)
    model = settled(Backbone(BACKBONE))
    assert isinstance(model, Backbone)
    return model


def by_place(output: BackboneOutput, scene: int) -> Tensor:
    """Seeds and features in an order that does not depend on how they are numbered."""
    rows = torch.cat([output.seeds[scene], output.features[scene]], dim=1)
    return rows[rows[:, 0].argsort()]


def test_seeds_are_points_of_the_cloud() -> None:
    given = cloud()
    output = backbone()(given)
    assert output.features.shape == (2, BACKBONE.seeds, BACKBONE.channels)
    assert torch.equal(gather(given.positions, output.indices), output.seeds)


def test_deeper_levels_sample_what_sampling_again_would() -> None:
    given = cloud()
    levels = backbone()(given).levels
    for fine, coarse in pairwise(levels):
        again = farthest_point_sample(fine.points, coarse.points.shape[1])
        assert torch.equal(gather(fine.points, again), coarse.points)


def test_the_order_of_points_does_not_matter_beyond_the_first() -> None:
    # Few enough points that no ball overflows: a full ball keeps its first points.
    given = cloud(points=64)
    order = torch.cat([torch.zeros(1, dtype=torch.int64), torch.randperm(63) + 1])
    config = BackboneConfig(
        "height",
        (SetAbstractionConfig(32, 0.4, 64, (8, 16)), SetAbstractionConfig(16, 0.8, 64, (16, 24))),
        ((24, 24),),
    )
    model = settled(Backbone(config))
    assert given.features is not None
    mixed = Cloud(given.positions[:, order], given.features[:, order])
    for scene in range(2):
        a, b = by_place(model(given), scene), by_place(model(mixed), scene)
        assert torch.allclose(a, b, atol=1e-5)


def test_the_features_do_not_depend_on_where_the_room_stands() -> None:
    model, given = backbone(), cloud()
    moved = Cloud(given.positions + torch.tensor([1.0, -2.0, 0.0]), given.features)
    plan = model.plan(given.positions)
    assert torch.allclose(model(moved, plan).features, model(given).features, atol=1e-4)


def test_a_plan_serves_a_turned_and_mirrored_cloud() -> None:
    model, given = backbone(), cloud()
    turn = torch.tensor([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    turned = Cloud(given.positions @ turn, given.features)
    planned = model(turned, model.plan(given.positions))
    assert torch.allclose(planned.features, model(turned).features, atol=1e-4)


def test_a_scene_does_not_depend_on_the_others_of_its_batch() -> None:
    model, given = backbone(), cloud(batch=3)
    assert given.features is not None
    alone = Cloud(given.positions[1:2], given.features[1:2])
    assert torch.allclose(model(given).features[1:2], model(alone).features, atol=1e-5)


def test_folding_batch_norm_equals_evaluation() -> None:
    model, given = backbone(), cloud()
    assert torch.allclose(fold_batch_norm(model)(given).features, model(given).features, atol=1e-4)


def test_bfloat16_is_close_to_float32() -> None:
    model, given = backbone(), cloud()
    with torch.autocast("cpu", torch.bfloat16):
        half = model(given).features.float()
    assert torch.cosine_similarity(half, model(given).features, dim=-1).min() > 0.99


def test_the_twins_of_the_point_operations_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    model, given = backbone(), cloud()
    expected = model(given)
    monkeypatch.setattr(sampling, "cpu_sampling", torch_sampling)
    monkeypatch.setattr(neighbors, "cpu_neighbors", torch_neighbors)
    found = model(given)
    assert torch.equal(found.indices, expected.indices)
    assert torch.equal(found.features, expected.features)


def test_lifting_early_or_in_pieces_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(0)
    module = settled(SetAbstraction(BACKBONE.levels[1], 16))
    assert isinstance(module, SetAbstraction) and module.early
    level = Level(room(), torch.randn(2, 300, 16))
    grouping = group_points(level.points, module.config)
    early = module(level, grouping)
    monkeypatch.setattr(set_abstraction, "_ROWS", 50)
    with torch.no_grad():
        pieces = module(level, grouping)
    module.early = False
    late = module(level, grouping)
    for other in (pieces, late):
        assert torch.allclose(early.features, other.features, atol=1e-5)
        assert torch.equal(early.points, other.points)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU")
def test_gpu_equals_cpu() -> None:
    model, given = backbone(), cloud()
    expected = model(given)
    assert given.features is not None
    found = model.cuda()(Cloud(given.positions.cuda(), given.features.cuda()))
    assert torch.equal(found.indices.cpu(), expected.indices)
    assert torch.allclose(found.features.cpu(), expected.features, atol=1e-3)


def test_presets_have_the_papers_widths() -> None:
    assert (PAPER_BACKBONE.seeds, PAPER_BACKBONE.channels, PAPER_BACKBONE.inputs) == (
        1024,
        512,
        "none",
    )
    assert (VOTENET_BACKBONE.seeds, VOTENET_BACKBONE.channels) == (1024, 256)
    assert Backbone(PAPER_BACKBONE).state_dict()["down.0.mlp.0.linear.weight"].shape == (64, 3)
    assert Backbone(VOTENET_BACKBONE).state_dict()["up.1.mlp.0.linear.weight"].shape == (256, 512)


def test_levels_must_shrink_and_upsampling_must_fit() -> None:
    small, large = BACKBONE.levels[1], BACKBONE.levels[0]
    with pytest.raises(ValueError, match="from many centres to few"):
        BackboneConfig(levels=(small, large), upsampling=((8,),))
    with pytest.raises(ValueError, match="upsampling"):
        BackboneConfig(levels=(large, small), upsampling=((8,), (8,)))


@pytest.mark.parametrize("inputs", ["none", "height", "height+rgb"])
def test_clouds_carry_the_features_that_are_configured(inputs: Inputs) -> None:
    positions = room()
    made = make_cloud(positions, inputs, torch.rand_like(positions))
    channels = 0 if made.features is None else made.features.shape[-1]
    assert channels == input_channels(inputs)


def test_height_is_measured_from_a_low_quantile() -> None:
    positions = room(points=1000) + 5
    high = height(positions)[..., 0]
    assert torch.allclose(high, height(positions + 7)[..., 0], atol=1e-5)
    below = (high < 0).float().mean(dim=1)
    assert ((below > 0.005) & (below < 0.015)).all()


def test_a_cloud_without_colours_has_the_mean_colour() -> None:
    features = make_cloud(room(), "height+rgb").features
    assert features is not None and (features[..., 1:] == 0).all()


ENCODER = PointNet2Config(
    channels=2,
    levels=(
        SetAbstractionConfig(24, 0.4, 64, (8, 16), normalize=False),
        SetAbstractionConfig(8, 0.8, 64, (16,), normalize=False),
    ),
    whole=(16, 32),
    hidden=(24,),
    dim=12,
)


def test_object_encoder_keeps_its_laws() -> None:
    torch.manual_seed(0)
    model = settled(PointNet2(ENCODER))
    points, features = room(points=50) / 3 - 0.5, torch.rand(2, 50, 2)
    found = model(points, features)
    assert found.embedding.shape == (2, 12)
    assert not torch.allclose(found.embedding[0], found.embedding[1], atol=1e-4)
    order = torch.cat([torch.zeros(1, dtype=torch.int64), torch.randperm(49) + 1])
    mixed = model(points[:, order], features[:, order])
    assert torch.allclose(found.embedding, mixed.embedding, atol=1e-5)
    few = model(points[:, :5], features[:, :5])
    assert few.embedding.isfinite().all()


def test_gradients_reach_every_parameter_of_the_object_encoder() -> None:
    model = PointNet2(ENCODER)
    # A bias before a batch norm is taken off again.
    cancelled = {"hidden.0.linear.bias"}
    model(room(4, 50) / 3, torch.rand(4, 50, 2)).embedding.square().sum().backward()
    for name, parameter in model.named_parameters():
        assert parameter.grad is not None, name
        assert name in cancelled or parameter.grad.abs().sum() > 0, name

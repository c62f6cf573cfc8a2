from dataclasses import replace

import pytest
import torch

from backend.models.layers import fold_batch_norm
from backend.models.pointnet2.inputs import Cloud
from backend.models.votenet.config import (
    PAPER,
    VOTENET,
    VOTENET_SUNRGBD,
    Sampling,
    VoteNetConfig,
    with_colors,
)
from backend.models.votenet.proposals import sample_votes
from backend.models.votenet.votenet import VoteNet
from tests.models import small


def votenet(config: VoteNetConfig = small.VOTENET) -> VoteNet:
    torch.manual_seed(0)
    model = small.settled(VoteNet(config))
    assert isinstance(model, VoteNet)
    return model


def test_presets_have_the_published_outputs() -> None:
    for config, channels in ((PAPER, 512), (VOTENET, 256)):
        model = VoteNet(config)
        # 2 + 3 + 2 · 1 + 4 · 18 + 18
        assert model.head.last.out_features == 97
        assert model.voting.last.out_features == 3 + channels
    # 2 + 3 + 2 · 12 + 4 · 10 + 10
    assert VoteNet(VOTENET_SUNRGBD).head.last.out_features == 79
    colored = with_colors(VOTENET)
    assert VoteNet(colored).state_dict()["backbone.down.0.mlp.0.linear.weight"].shape == (64, 3 + 4)


@pytest.mark.parametrize("sampling", ["vote_fps", "seed_fps", "random"])
def test_proposals_gather_around_votes(sampling: Sampling) -> None:
    proposals = replace(small.VOTENET.proposals, sampling=sampling)
    model = votenet(replace(small.VOTENET, proposals=proposals))
    output = model(small.cloud())
    found = output.proposals
    rows = torch.arange(2)[:, None]
    assert torch.equal(output.votes.positions[rows, found.indices], found.positions)
    assert all(len(row.unique()) == 12 for row in found.indices)
    assert found.size_residuals.shape == (2, 12, 3, 3)
    assert found.heading_scores.shape == (2, 12, 6)


def test_seeds_in_farthest_point_order_need_no_sampling() -> None:
    seeds = votenet()(small.cloud()).backbone.seeds
    by_votes = sample_votes(seeds, 12, "vote_fps")
    assert torch.equal(sample_votes(seeds, 12, "seed_fps"), by_votes)


def test_votes_have_unit_features() -> None:
    features = votenet()(small.cloud()).votes.features
    assert torch.allclose(features.norm(dim=-1), torch.ones(2, 32), atol=1e-5)


def test_two_scenes_differ_and_do_not_depend_on_their_batch() -> None:
    model, cloud = votenet(), small.cloud()
    assert cloud.features is not None
    found = model(cloud).proposals
    assert not torch.allclose(found.features[0], found.features[1], atol=1e-3)
    alone = model(Cloud(cloud.positions[1:], cloud.features[1:])).proposals
    assert torch.allclose(found.centers[1:], alone.centers, atol=1e-4)
    assert torch.allclose(found.class_scores[1:], alone.class_scores, atol=1e-4)


def test_proposals_move_with_the_room() -> None:
    model, cloud = votenet(), small.cloud()
    shift = torch.tensor([0.5, -1.0, 0.0])
    moved = model(Cloud(cloud.positions + shift, cloud.features)).proposals
    still = model(cloud).proposals
    assert torch.allclose(moved.centers, still.centers + shift, atol=1e-3)
    assert torch.allclose(moved.size_scores, still.size_scores, atol=1e-3)


def test_folding_batch_norm_equals_evaluation() -> None:
    model, cloud = votenet(), small.cloud()
    folded, plain = fold_batch_norm(model)(cloud).proposals, model(cloud).proposals
    assert torch.allclose(folded.centers, plain.centers, atol=1e-4)
    assert torch.allclose(folded.class_scores, plain.class_scores, atol=1e-4)


def test_bfloat16_keeps_positions_in_float32() -> None:
    # Other votes may be sampled where rounding changes them: by seeds both take the same.
    config = replace(small.VOTENET, proposals=replace(small.VOTENET.proposals, sampling="seed_fps"))
    model, cloud = votenet(config), small.cloud()
    with torch.autocast("cpu", torch.bfloat16):
        half = model(cloud)
    whole = model(cloud)
    assert half.votes.positions.dtype == half.proposals.centers.dtype == torch.float32
    assert (half.votes.positions - whole.votes.positions).abs().max() < 0.05
    cosine = torch.cosine_similarity(
        half.proposals.features.float(), whole.proposals.features, dim=-1
    )
    assert cosine.median() > 0.99


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU")
def test_gpu_equals_cpu() -> None:
    model, cloud = votenet(), small.cloud()
    assert cloud.features is not None
    expected = model(cloud).proposals
    found = model.cuda()(Cloud(cloud.positions.cuda(), cloud.features.cuda())).proposals
    assert torch.allclose(found.centers.cpu(), expected.centers, atol=1e-2)


def test_more_proposals_than_seeds_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 32 proposals"):
        replace(small.VOTENET, proposals=replace(small.VOTENET.proposals, count=33))

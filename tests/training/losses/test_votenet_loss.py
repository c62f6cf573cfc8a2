import math
from dataclasses import replace

import pytest
import torch
from torch import Tensor

from backend.models.pointnet2.backbone import BackboneOutput
from backend.models.votenet.coding import encode_headings, encode_sizes, size_templates
from backend.models.votenet.proposals import Proposals
from backend.models.votenet.votenet import VoteNet, VoteNetOutput
from backend.models.votenet.voting import Votes
from tests.models import small
from training.losses.votenet import DetectionTargets, LossConfig, assign, votenet_loss

BINS = small.VOTENET.heading_bins
CENTERS = torch.tensor([[[0.0, 0.0, 0.0], [2.0, 0.0, 0.0], [9.0, 9.0, 9.0]]])
"""Two objects, and one row of padding."""


def targets() -> DetectionTargets:
    return DetectionTargets(
        centers=CENTERS,
        sizes=torch.tensor([[[2.0, 1.5, 1.0], [0.5, 0.6, 0.7], [1.0, 1.0, 1.0]]]),
        yaws=torch.tensor([[0.3, -2.0, 0.0]]),
        classes=torch.tensor([[0, 1, 0]]),
        mask=torch.tensor([[True, True, False]]),
        votes=torch.zeros(1, 4, 3, 3),
        votes_mask=torch.tensor([[True, True, False, True]]),
    )


def perfect(positions: Tensor, owners: list[int]) -> VoteNetOutput:
    """What a network says that knows the objects which its proposals belong to."""
    t, count = targets(), len(owners)
    own = t.classes[0, owners]
    code = encode_headings(t.yaws[0, owners], BINS)
    growth = encode_sizes(t.sizes[0, owners], own, size_templates(small.CLASSES, t.sizes))
    residuals, all_growth = torch.zeros(1, count, BINS), torch.zeros(1, count, 3, 3)
    rows = torch.arange(count)
    residuals[0, rows, code.bins] = code.residuals
    all_growth[0, rows, own] = growth
    sure = 100.0
    seeds = torch.zeros(1, 4, 3)
    proposals = Proposals(
        positions=positions,
        features=torch.zeros(1, count, 2),
        indices=rows[None],
        objectness=torch.tensor([0.0, sure]).expand(1, count, 2).clone(),
        centers=t.centers[:, owners].clone(),
        heading_scores=torch.nn.functional.one_hot(code.bins, BINS)[None] * sure,
        heading_residuals=residuals,
        size_scores=torch.nn.functional.one_hot(own, 3)[None] * sure,
        size_residuals=all_growth,
        class_scores=torch.nn.functional.one_hot(own, 3)[None] * sure,
    )
    backbone = BackboneOutput(seeds, torch.zeros(1, 4, 2), torch.arange(4)[None], ())
    return VoteNetOutput(backbone, Votes(seeds.clone(), torch.zeros(1, 4, 2)), proposals)


AT_OBJECTS = CENTERS[:, :2] + torch.tensor([0.1, 0.0, 0.0])


def loss_of(output: VoteNetOutput, t: DetectionTargets | None = None) -> dict[str, float]:
    found = votenet_loss(output, t or targets(), small.VOTENET)
    return {name: float(value) for name, value in found.parts.items()} | {
        "total": float(found.total)
    }


def test_a_perfect_answer_costs_nothing() -> None:
    assert all(abs(value) < 1e-5 for value in loss_of(perfect(AT_OBJECTS, [0, 1])).values())


def test_the_total_has_the_published_weights() -> None:
    torch.manual_seed(0)
    output = perfect(AT_OBJECTS, [0, 1])
    p = output.proposals
    noisy = replace(
        p,
        objectness=torch.randn_like(p.objectness),
        centers=p.centers + torch.randn_like(p.centers),
        heading_scores=torch.randn(1, 2, BINS),
        heading_residuals=torch.randn(1, 2, BINS),
        size_scores=torch.randn(1, 2, 3),
        size_residuals=torch.randn(1, 2, 3, 3),
        class_scores=torch.randn(1, 2, 3),
    )
    votes = Votes(torch.randn(1, 4, 3), output.votes.features)
    x = loss_of(replace(output, proposals=noisy, votes=votes))
    box = x["center"] + 0.1 * x["heading_bin"] + x["heading"]
    box += 0.1 * x["size_template"] + x["size"]
    total = 10 * (x["vote"] + 0.5 * x["objectness"] + box + 0.1 * x["classes"])
    assert x["total"] == pytest.approx(total, rel=1e-5)
    assert all(value > 0 for value in x.values())


def test_proposals_are_near_far_or_between() -> None:
    x = torch.tensor([0.29, 0.31, 0.59, 0.61, 1.71])
    positions = torch.stack([x, 0 * x, 0 * x], dim=-1)[None]
    found = assign(positions, targets(), LossConfig())
    assert found.positive.tolist() == [[True, False, False, False, True]]
    assert found.counted.tolist() == [[True, False, False, True, True]]
    assert found.objects.tolist() == [[0, 0, 0, 0, 1]]


def test_padding_is_no_object() -> None:
    found = assign(CENTERS[:, 2:], targets(), LossConfig())
    assert not found.positive.any() and found.counted.all()
    moved = replace(targets(), centers=CENTERS + torch.tensor([0, 0, 1.0])[:, None] * 0)
    moved.centers[0, 2] = AT_OBJECTS[0, 0]
    output = perfect(AT_OBJECTS, [0, 1])
    assert loss_of(output, moved) == loss_of(output)


def test_a_vote_goes_to_the_nearest_of_three_centres() -> None:
    t = targets()
    t.votes[0, 0] = torch.tensor([[5.0, 0, 0], [0, 0.2, -0.1], [0, 0, 3.0]])
    t.votes[0, 1] = torch.tensor([1.0, 1.0, 1.0])
    t.votes[0, 2] = 77.0
    # Seeds 0, 1 and 3 count: L1 distances 0.3, 3 and 0.
    assert loss_of(perfect(AT_OBJECTS, [0, 1]), t)["vote"] == pytest.approx(1.1, abs=1e-4)


def test_votes_are_looked_up_by_the_seeds_points() -> None:
    t = targets()
    t.votes[0, 3] = 1.0
    output = perfect(AT_OBJECTS, [0, 1])
    backbone = replace(output.backbone, indices=torch.tensor([[3, 3, 2, 2]]))
    assert loss_of(replace(output, backbone=backbone), t)["vote"] == pytest.approx(3, abs=1e-4)


def test_centres_pay_both_ways() -> None:
    # The proposal is off by 0.2 m: 0.04 there, and 0.04 back for one object of two.
    output = perfect(AT_OBJECTS, [0, 1])
    output.proposals.centers[0, 0, 0] += 0.2
    assert loss_of(output)["center"] == pytest.approx(0.02 + 0.02, abs=1e-5)


def test_an_object_without_a_proposal_costs_its_distance() -> None:
    output = perfect(AT_OBJECTS[:, :1], [0])
    # Two metres to the only proposal, over two objects.
    assert loss_of(output)["center"] == pytest.approx(2, abs=1e-4)


def test_objectness_weighs_nothing_and_objects() -> None:
    far = torch.tensor([[[5.0, 0, 0]]])
    output = perfect(torch.cat([AT_OBJECTS[:, :1], far], dim=1), [0, 0])
    output.proposals.objectness.zero_()
    # Both at the odds of a coin: (0.8 + 0.2) · ln 2 over two proposals.
    assert loss_of(output)["objectness"] == pytest.approx(math.log(2) / 2, abs=1e-5)


def test_residuals_pay_by_huber_in_their_own_units() -> None:
    output = perfect(AT_OBJECTS, [0, 1])
    output.proposals.size_residuals.add_(0.5)
    output.proposals.heading_residuals.add_(3.0)
    found = loss_of(output)
    assert found["size"] == pytest.approx(0.125, abs=1e-5)
    assert found["heading"] == pytest.approx(2.5, abs=1e-5)


def test_a_scene_without_objects_has_a_finite_loss() -> None:
    t = targets()
    t = replace(t, mask=torch.zeros_like(t.mask), votes_mask=torch.zeros_like(t.votes_mask))
    output = perfect(AT_OBJECTS, [0, 1])
    centers = output.proposals.centers.requires_grad_()
    found = votenet_loss(output, t, small.VOTENET)
    found.total.backward()
    assert found.total.isfinite() and centers.grad is not None and centers.grad.isfinite().all()
    assert found.center.item() == 0 and found.vote.item() == 0


def room_targets(positions: Tensor) -> DetectionTargets:
    """Objects at two points of each cloud."""
    batch, points = positions.shape[:2]
    centers = positions[:, :2].clone()
    nearest = torch.cdist(positions, centers).argmin(dim=-1)
    votes = centers[torch.arange(batch)[:, None], nearest] - positions
    return DetectionTargets(
        centers=centers,
        sizes=torch.full((batch, 2, 3), 0.7),
        yaws=torch.full((batch, 2), 0.4),
        classes=torch.tensor([[0, 2]]).expand(batch, -1),
        mask=torch.ones(batch, 2, dtype=torch.bool),
        votes=votes[:, :, None].expand(-1, -1, 3, -1),
        votes_mask=torch.ones(batch, points, dtype=torch.bool),
    )


def test_gradients_reach_every_parameter() -> None:
    torch.manual_seed(0)
    # Wide enough that some proposal is positive at the start.
    config = LossConfig(near=1.0, far=1.2)
    model, cloud = VoteNet(small.VOTENET), small.cloud()
    found = votenet_loss(model(cloud), room_targets(cloud.positions), small.VOTENET, config)
    assert found.assignment.positive.any()
    found.total.backward()
    for name, parameter in model.named_parameters():
        assert parameter.grad is not None, name
        # A bias before a batch norm is taken off again.
        cancelled = name.endswith("linear.bias")
        assert cancelled or parameter.grad.abs().sum() > 0, name


def test_training_on_one_room_lowers_the_loss() -> None:
    torch.manual_seed(0)
    model, cloud = VoteNet(small.VOTENET), small.cloud()
    wanted = room_targets(cloud.positions).to("cpu")
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    losses = []
    for _ in range(12):
        optimizer.zero_grad()
        found = votenet_loss(model(cloud), wanted, small.VOTENET)
        found.total.backward()
        optimizer.step()
        losses.append(found.total.item())
    assert losses[-1] < 0.85 * losses[0], losses

"""Laws of scenes as tokens, and of questions about them."""

from dataclasses import replace

import pytest
import torch

from backend.models.object_colors import COLORS, color_shares, object_colors
from backend.models.pointnet2.backbone import BackboneConfig
from backend.models.pointnet2.set_abstraction import SetAbstractionConfig
from backend.models.question_network import (
    Asked,
    QuestionNetwork,
    QuestionNetworkConfig,
    QuestionOutput,
)
from backend.models.scene_encoder import SceneEncoderConfig
from backend.models.scene_network import (
    SceneNetwork,
    SceneNetworkConfig,
    ScenePoints,
    TokenConfig,
    choose_tokens,
    fact_count,
)
from backend.models.votenet.config import ProposalConfig, VoteNetConfig
from backend.models.vqa import VqaConfig

BACKBONE = BackboneConfig(
    inputs="height",
    levels=(
        SetAbstractionConfig(64, 0.4, 8, (8, 8)),
        SetAbstractionConfig(32, 0.8, 8, (8, 16)),
        SetAbstractionConfig(16, 1.2, 8, (16, 16)),
        SetAbstractionConfig(8, 1.6, 8, (16, 16)),
    ),
    upsampling=((16, 16), (16, 16)),
)
DETECTOR = VoteNetConfig(BACKBONE, ProposalConfig(12, neighbors=4, channels=(8, 8), hidden=(8,)))
PAPER_LIKE = SceneNetworkConfig(
    DETECTOR, SceneEncoderConfig(8, 16, heads=2, feedforward=16, dropout=0.0, clip_dim=8)
)
OURS = replace(
    PAPER_LIKE,
    encoder=replace(PAPER_LIKE.encoder, facts=fact_count(DETECTOR)),
    tokens=TokenConfig("objects", most=6),
    object_dim=8,
)
BOTH = pytest.mark.parametrize("config", [PAPER_LIKE, OURS], ids=["paper", "objects"])


def scenes(count: int = 2, seed: int = 0) -> ScenePoints:
    random = torch.Generator().manual_seed(seed)
    positions = torch.rand(count, 300, 3, generator=random) * torch.tensor([4.0, 3.0, 2.0])
    return ScenePoints(positions, torch.rand(count, 300, 3, generator=random))


def questions(config: SceneNetworkConfig) -> QuestionNetwork:
    torch.manual_seed(0)
    vqa = VqaConfig(
        5, len(DETECTOR.classes), 6, 16, dim=16, heads=2, feedforward=16,
        evidence=True, presence=True,
    )  # fmt: skip
    return QuestionNetwork(QuestionNetworkConfig(vqa, config))


def ask(network: QuestionNetwork, points: ScenePoints, rows: list[int]) -> QuestionOutput:
    words = torch.linspace(-2, 2, 24).view(1, 4, 6).expand(len(rows), -1, -1)
    mask = torch.ones(len(rows), 4, dtype=torch.bool)
    return network(points, Asked(words, mask, torch.tensor(rows)))


@BOTH
def test_two_scenes_have_two_embeddings(config: SceneNetworkConfig) -> None:
    torch.manual_seed(0)
    network = SceneNetwork(config).train()
    for _ in range(20):
        network(scenes(4, seed=1))  # The statistics of the norms settle.
    embeddings = network.eval()(scenes()).tokens.embedding
    assert (embeddings[0] - embeddings[1]).norm() > 1e-4


@BOTH
def test_scenes_of_a_batch_do_not_see_each_other(config: SceneNetworkConfig) -> None:
    network, points = SceneNetwork(config).eval(), scenes()
    together = network(points).tokens
    alone = network(ScenePoints(points.positions[1:], points.colors[1:])).tokens
    assert torch.allclose(together.embedding[1:], alone.embedding, atol=1e-5)
    assert torch.equal(together.mask[1:], alone.mask)


def test_moving_a_scene_changes_no_token() -> None:
    network, points = SceneNetwork(OURS).eval(), scenes()
    moved = replace(points, positions=points.positions + torch.tensor([0.5, -0.25, 0.125]))
    here, there = network(points).tokens, network(moved).tokens
    assert torch.allclose(here.embedding, there.embedding, atol=1e-3)


def test_colors_reach_the_tokens_but_not_the_boxes() -> None:
    network, points = SceneNetwork(OURS).eval(), scenes()
    other = replace(points, colors=1 - points.colors)
    here, there = network(points), network(other)
    assert torch.equal(here.decoded.centers, there.decoded.centers)
    assert not torch.allclose(here.tokens.embedding, there.tokens.embedding, atol=1e-4)


@BOTH
def test_tokens_that_count_are_distinct_proposals(config: SceneNetworkConfig) -> None:
    decoded = SceneNetwork(config).eval()(scenes(4)).decoded
    chosen, counted = choose_tokens(decoded, config.tokens)
    assert counted.any(dim=1).all()
    for row, mask in zip(chosen, counted, strict=True):
        assert len(set(row[mask].tolist())) == int(mask.sum())


def test_one_token_counts_even_where_nothing_looks_like_an_object() -> None:
    decoded = SceneNetwork(OURS).eval()(scenes()).decoded
    nothing = replace(decoded, objectness=torch.zeros_like(decoded.objectness))
    for kind in ("proposals", "objects"):
        _, counted = choose_tokens(nothing, TokenConfig(kind, most=6))
        assert counted.sum(dim=1).tolist() == [1, 1]


@BOTH
def test_gradients_reach_every_parameter(config: SceneNetworkConfig) -> None:
    network = questions(config)
    output = ask(network, scenes(), [0, 1, 1])
    raw, answers = output.scenes.detector.proposals, output.answers
    assert answers.evidence is not None and answers.presence is not None
    parts = [
        raw.objectness, raw.centers, raw.heading_scores, raw.heading_residuals, raw.size_scores,
        raw.size_residuals, raw.class_scores, output.scenes.detector.votes.positions,
        output.scenes.tokens.embedding, answers.answer, answers.classes, answers.presence,
        answers.reference[answers.reference.isfinite()],
        answers.evidence[answers.evidence.isfinite()],
    ]  # fmt: skip
    if output.scenes.objects is not None:
        parts.append(output.scenes.objects[..., 0])
    sum(part.square().sum() for part in parts).backward()  # pyright: ignore[reportAttributeAccessIssue]
    for name, parameter in network.named_parameters():
        assert parameter.grad is not None and parameter.grad.abs().sum() > 0, name


def test_questions_share_a_scene_without_seeing_each_other() -> None:
    network = questions(OURS).eval()
    together = ask(network, scenes(), [0, 1, 1]).answers
    alone = ask(network, scenes(), [0]).answers
    assert torch.allclose(together.answer[:1], alone.answer, atol=1e-5)


def test_sizes_must_fit() -> None:
    with pytest.raises(ValueError, match="facts"):
        replace(OURS, encoder=replace(OURS.encoder, facts=3))
    with pytest.raises(ValueError, match="channels per object"):
        replace(OURS, encoder=replace(OURS.encoder, objects=3))
    with pytest.raises(ValueError, match="scene tokens"):
        QuestionNetworkConfig(VqaConfig(5, classes=18, scene=3), OURS)
    with pytest.raises(ValueError, match="classes"):
        QuestionNetworkConfig(VqaConfig(5, classes=3, scene=16), OURS)


def test_color_shares_add_up_and_tell_colors_apart() -> None:
    colors = torch.rand(50, 3)
    shares = color_shares(colors)
    assert shares.shape == (50, COLORS) and torch.allclose(shares.sum(-1), torch.ones(50))
    red, green = color_shares(torch.tensor([[0.75, 0.15, 0.15], [0.27, 0.55, 0.27]]))
    assert red.argmax() != green.argmax() and red.max() > 0.5


def test_an_object_has_the_colors_of_its_own_votes() -> None:
    objects = torch.tensor([[[0.0, 0.0, 0.0], [5.0, 0.0, 0.0]]])
    votes = torch.tensor([[[0.05, 0.0, 0.0], [0.0, 0.05, 0.0], [5.0, 0.0, 0.05]]])
    colors = torch.tensor([[[0.9, 0.1, 0.1], [0.8, 0.1, 0.1], [0.1, 0.1, 0.9]]])
    first, second = object_colors(objects, votes, colors)[0]
    assert torch.allclose(second, color_shares(colors[0, 2]), atol=1e-4)
    assert torch.allclose(first.sum(), torch.tensor(1.0))
    assert not torch.allclose(first, second, atol=0.1)

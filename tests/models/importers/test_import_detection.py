"""VoteNet and DepthContrast by their published names compute what convolutions compute."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from backend.models.importers.depth_contrast import import_depth_contrast
from backend.models.importers.votenet import import_votenet
from backend.models.point_ops import ball_query, farthest_point_sample, gather, interpolate, knn
from backend.models.pointnet2.backbone import (
    PAPER_BACKBONE,
    VOTENET_BACKBONE,
    Backbone,
    BackboneConfig,
)
from backend.models.pointnet2.inputs import Cloud
from backend.models.votenet.config import VOTENET
from backend.models.votenet.votenet import VoteNet
from tests.models.importers.published import Published

COUNTS = (96, 64, 32, 16)
"""Centres of the levels; the weights do not depend on them."""
BALLS = ((0.2, 64), (0.4, 32), (0.8, 16), (1.2, 16))


def smaller(backbone: BackboneConfig) -> BackboneConfig:
    levels = zip(backbone.levels, COUNTS, strict=True)
    return replace(backbone, levels=tuple(replace(level, centers=n) for level, n in levels))


class PublishedPointNet2(Published):
    """The layers of Erik Wijmans' PointNet++ and the detection backbone made of them."""

    def add_shared(self, name: str, channels: Sequence[int]) -> None:
        for layer, (inputs, outputs) in enumerate(pairwise(channels)):
            self.add_layer(f"{name}.layer{layer}.conv", inputs, outputs, 1, 1, bias=False)
            self.add_norm(f"{name}.layer{layer}.bn.bn", outputs)

    def add_backbone(self, name: str, inputs: int, up: int) -> None:
        down = ((64, 64, 128), (128, 128, 256), (128, 128, 256), (128, 128, 256))
        for level, channels in enumerate(down, start=1):
            self.add_shared(f"{name}sa{level}.mlp_module", (inputs + 3, *channels))
            inputs = channels[-1]
        self.add_shared(f"{name}fp1.mlp", (256 + 256, up, up))
        self.add_shared(f"{name}fp2.mlp", (up + 256, up, up))

    def shared(self, name: str, x: Tensor) -> Tensor:
        layer = 0
        while f"{self.root}{name}.layer{layer}.conv.weight" in self.tensors:
            x = self.layer(f"{name}.layer{layer}.conv", x)
            x = torch.relu(self.norm(f"{name}.layer{layer}.bn.bn", x))
            layer += 1
        return x

    def abstract(
        self,
        name: str,
        points: Tensor,
        features: Tensor | None,
        centers: Tensor,
        ball: tuple[float, int],
    ) -> Tensor:
        found = ball_query(points, centers, *ball)
        grouped = (gather(points, found) - centers[:, :, None]) / ball[0]
        if features is not None:
            grouped = torch.cat([grouped, gather(features.transpose(1, 2), found)], dim=-1)
        return self.shared(name, grouped.permute(0, 3, 1, 2)).amax(dim=3)

    def propagate(
        self, name: str, fine: tuple[Tensor, Tensor], coarse: tuple[Tensor, Tensor]
    ) -> Tensor:
        carried = interpolate(coarse[1].transpose(1, 2), knn(coarse[0], fine[0], 3))
        both = torch.cat([carried.transpose(1, 2), fine[1]], dim=1)
        return self.shared(name, both[..., None])[..., 0]

    def backbone(self, name: str, points: Tensor, features: Tensor | None) -> tuple[Tensor, Tensor]:
        """Seeds (batch, seeds, 3) and their features (batch, channels, seeds)."""
        levels: list[tuple[Tensor, Tensor]] = []
        for level, (count, ball) in enumerate(zip(COUNTS, BALLS, strict=True), start=1):
            centers = gather(points, farthest_point_sample(points, count))
            features = self.abstract(f"{name}sa{level}.mlp_module", points, features, centers, ball)
            levels.append((centers, features))
            points = centers
        middle = self.propagate(f"{name}fp1.mlp", levels[2], levels[3])
        return levels[1][0], self.propagate(f"{name}fp2.mlp", levels[1], (levels[2][0], middle))


class PublishedVoteNet(PublishedPointNet2):
    """facebookresearch/votenet with 18 classes and one heading bin."""

    def build(self, classes: int) -> None:
        self.add_backbone("backbone_net.", inputs=1, up=256)
        self.add_perceptron("vgen", 256, 3 + 256)
        self.add_shared("pnet.vote_aggregation.mlp_module", (256 + 3, 128, 128, 128))
        self.add_perceptron("pnet", 128, 2 + 3 + 2 + 4 * classes + classes)

    def add_perceptron(self, name: str, width: int, outputs: int) -> None:
        for layer in (1, 2):
            self.add_layer(f"{name}.conv{layer}", width, width, 1)
            self.add_norm(f"{name}.bn{layer}", width)
        self.add_layer(f"{name}.conv3", width, outputs, 1)

    def perceptron(self, name: str, x: Tensor) -> Tensor:
        for layer in (1, 2):
            x = torch.relu(self.norm(f"{name}.bn{layer}", self.layer(f"{name}.conv{layer}", x)))
        return self.layer(f"{name}.conv3", x)

    def forward(self, points: Tensor, heights: Tensor, proposals: int) -> tuple[Tensor, Tensor]:
        """Centres around which votes were gathered, and the head's outputs (batch, outputs, m)."""
        seeds, features = self.backbone("backbone_net.", points, heights.transpose(1, 2))
        moved = self.perceptron("vgen", features)
        votes = seeds + moved[:, :3].transpose(1, 2)
        features = functional.normalize(features + moved[:, 3:], dim=1)
        centers = gather(votes, farthest_point_sample(seeds, proposals))
        name = "pnet.vote_aggregation.mlp_module"
        gathered = self.abstract(name, votes, features, centers, (0.3, 16))
        return centers, self.perceptron("pnet", gathered)


@torch.no_grad()
def test_votenet_computes_the_same_from_a_training_checkpoint(tmp_path: Path) -> None:
    config = replace(
        VOTENET,
        backbone=smaller(VOTENET_BACKBONE),
        proposals=replace(VOTENET.proposals, count=24),
    )
    classes = len(config.classes)
    published = PublishedVoteNet()
    published.build(classes)
    path = tmp_path / "pretrained_votenet_on_scannet.tar"
    torch.save({"epoch": 180, "loss": 1.0, "model_state_dict": published.tensors}, path)
    model = VoteNet(config).eval()
    report = import_votenet(model, path)
    assert (report.missing, report.unexpected, report.kept) == ((), (), ())

    points, heights = torch.rand(2, 300, 3) * 2, torch.rand(2, 300, 1)
    found = model(Cloud(points, heights)).proposals
    centers, raw = published.forward(points, heights, proposals=24)
    raw = raw.transpose(1, 2)
    sizes = 7 + classes, 7 + 4 * classes
    for ours, theirs in (
        (found.positions, centers),
        (found.objectness, raw[..., :2]),
        (found.centers, centers + raw[..., 2:5]),
        (found.heading_scores, raw[..., 5:6]),
        (found.heading_residuals, raw[..., 6:7]),
        (found.size_scores, raw[..., 7 : sizes[0]]),
        (found.size_residuals, raw[..., sizes[0] : sizes[1]].unflatten(-1, (classes, 3))),
        (found.class_scores, raw[..., sizes[1] :]),
    ):
        torch.testing.assert_close(ours, theirs, atol=1e-4, rtol=1e-3)


@torch.no_grad()
def test_depth_contrast_computes_the_same_with_its_trained_trunk(tmp_path: Path) -> None:
    trained, follower = PublishedPointNet2("module.trunk.0."), PublishedPointNet2("module.trunk.1.")
    for trunk in (trained, follower):
        trunk.add_backbone("", inputs=0, up=512)
        trunk.add_layer("head.clf.0", 512, 128)
    path = tmp_path / "checkpoint-ep150.pth.tar"
    torch.save({"epoch": 150, "model": trained.tensors | follower.tensors}, path)
    model = Backbone(smaller(PAPER_BACKBONE)).eval()
    report = import_depth_contrast(model, path)
    assert (report.missing, report.unexpected, report.kept) == ((), (), ())
    assert {name.split(".")[2] for name in report.unused if "trunk.0" in name} == {"head"}

    points = torch.rand(2, 300, 3) * 2
    found = model(Cloud(points, None))
    seeds, features = trained.backbone("", points, None)
    assert found.seeds.equal(seeds)
    torch.testing.assert_close(found.features, features.transpose(1, 2), atol=1e-4, rtol=1e-3)

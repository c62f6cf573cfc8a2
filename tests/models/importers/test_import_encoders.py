"""PointMLP and Point-BERT by their published names compute what convolutions compute."""

from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import functional

from backend.models.importers.point_bert import import_point_bert
from backend.models.importers.pointmlp import import_pointmlp
from backend.models.object_encoder import unit_sphere
from backend.models.point_ops import farthest_point_sample, gather, knn
from backend.models.point_transformer import PointTransformer, PointTransformerConfig
from backend.models.pointmlp import PointMLP, PointMLPConfig
from tests.models.importers.published import Published

POINTMLP = PointMLPConfig(
    dim=8, points=64, neighbors=6, width=8, growth=(2, 1), blocks=(1, 2), bottleneck=0.25
)
POINT_BERT = PointTransformerConfig(
    dim=8, groups=12, group_size=8, encoder_width=32, width=24, depth=2, heads=3
)


def clouds() -> Tensor:
    return unit_sphere(torch.randn(2, 80, 3)).points


class PublishedPointMLP(Published):
    """The network of ma-xu/pointMLP-pytorch up to its classifier."""

    def build(self, config: PointMLPConfig) -> None:
        width = config.width
        self.add_layer("embedding.net.0", 3, width, 1, bias=False)
        self.add_norm("embedding.net.1", width)
        for stage, (growth, blocks) in enumerate(zip(config.growth, config.blocks, strict=True)):
            for name in ("affine_alpha", "affine_beta"):
                self.add(f"local_grouper_list.{stage}.{name}", torch.rand(1, 1, 1, width) + 0.5)
            before = f"pre_blocks_list.{stage}"
            self.add_layer(f"{before}.transfer.net.0", 2 * width, width * growth, 1, bias=False)
            width *= growth
            self.add_norm(f"{before}.transfer.net.1", width)
            for block in range(blocks):
                self.add_block(f"{before}.operation.{block}", width, config.bottleneck)
                self.add_block(
                    f"pos_blocks_list.{stage}.operation.{block}", width, config.bottleneck
                )
        self.add_layer("classifier.0", width, 40)

    def add_block(self, name: str, width: int, bottleneck: float) -> None:
        inner = int(width * bottleneck)
        self.add_layer(f"{name}.net1.0", width, inner, 1, bias=False)
        self.add_norm(f"{name}.net1.1", inner)
        self.add_layer(f"{name}.net2.0", inner, width, 1, bias=False)
        self.add_norm(f"{name}.net2.1", width)

    def block(self, name: str, x: Tensor) -> Tensor:
        inner = torch.relu(self.norm(f"{name}.net1.1", self.layer(f"{name}.net1.0", x)))
        return torch.relu(self.norm(f"{name}.net2.1", self.layer(f"{name}.net2.0", inner)) + x)

    def pooled(self, config: PointMLPConfig, points: Tensor) -> Tensor:
        x = self.layer("embedding.net.0", points.transpose(1, 2))
        x = torch.relu(self.norm("embedding.net.1", x))  # [batch, channels, points]
        for stage, blocks in enumerate(config.blocks):
            kept = farthest_point_sample(points, points.shape[1] // 2 if stage else 32)
            centers = gather(points, kept)
            neighbors = knn(points, centers, config.neighbors).indices
            anchors = gather(x.transpose(1, 2), kept)[:, :, None]
            differences = gather(x.transpose(1, 2), neighbors) - anchors
            spread = differences.reshape(len(x), -1).std(dim=1)[:, None, None, None]
            group = f"local_grouper_list.{stage}"
            scaled = self[f"{group}.affine_alpha"] * differences / (spread + 1e-5)
            scaled = scaled + self[f"{group}.affine_beta"]
            both = torch.cat([scaled, anchors.expand_as(scaled)], dim=-1)
            y = both.flatten(0, 1).transpose(1, 2)  # [batch · kept, channels, neighbours]
            transfer = f"pre_blocks_list.{stage}.transfer.net"
            y = torch.relu(self.norm(f"{transfer}.1", self.layer(f"{transfer}.0", y)))
            for block in range(blocks):
                y = self.block(f"pre_blocks_list.{stage}.operation.{block}", y)
            x = y.amax(dim=2).unflatten(0, (len(x), -1)).transpose(1, 2)
            for block in range(blocks):
                x = self.block(f"pos_blocks_list.{stage}.operation.{block}", x)
            points = centers
        return x.amax(dim=2)


class PublishedPointBert(Published):
    """The transformer of lulutang0608/Point-BERT up to its classifier."""

    def build(self, config: PointTransformerConfig) -> None:
        width = config.width
        self.add_layer("encoder.first_conv.0", 3, 128, 1)
        self.add_norm("encoder.first_conv.1", 128)
        self.add_layer("encoder.first_conv.3", 128, 256, 1)
        self.add_layer("encoder.second_conv.0", 512, 512, 1)
        self.add_norm("encoder.second_conv.1", 512)
        self.add_layer("encoder.second_conv.3", 512, config.encoder_width, 1)
        self.add_layer("reduce_dim", config.encoder_width, width)
        self.add("cls_token", torch.randn(1, 1, width))
        self.add("cls_pos", torch.randn(1, 1, width))
        self.add_layer("pos_embed.0", 3, 128)
        self.add_layer("pos_embed.2", 128, width)
        for block in range(config.depth):
            name = f"blocks.blocks.{block}"
            self.add_norm(f"{name}.norm1", width, batch=False)
            self.add_layer(f"{name}.attn.qkv", width, 3 * width, bias=False)
            self.add_layer(f"{name}.attn.proj", width, width)
            self.add_norm(f"{name}.norm2", width, batch=False)
            self.add_layer(f"{name}.mlp.fc1", width, 4 * width)
            self.add_layer(f"{name}.mlp.fc2", 4 * width, width)
        self.add_norm("norm", width, batch=False)
        self.add_layer("cls_head_finetune.0", 2 * width, 256)

    def attention(self, name: str, x: Tensor, heads: int) -> Tensor:
        qkv = self.layer(f"{name}.qkv", x).unflatten(-1, (3, heads, -1))
        query, key, value = qkv.permute(2, 0, 3, 1, 4)
        weights = (query @ key.transpose(-2, -1) * query.shape[-1] ** -0.5).softmax(dim=-1)
        return self.layer(f"{name}.proj", (weights @ value).transpose(1, 2).flatten(2))

    def tokens(self, config: PointTransformerConfig, points: Tensor, centers: Tensor) -> Tensor:
        neighbors = knn(points, centers, config.group_size).indices
        x = (gather(points, neighbors) - centers[:, :, None]).flatten(0, 1).transpose(1, 2)
        x = self.layer("encoder.first_conv.0", x)
        x = self.layer("encoder.first_conv.3", torch.relu(self.norm("encoder.first_conv.1", x)))
        x = torch.cat([x.amax(dim=2, keepdim=True).expand_as(x), x], dim=1)
        x = torch.relu(self.norm("encoder.second_conv.1", self.layer("encoder.second_conv.0", x)))
        x = self.layer("encoder.second_conv.3", x).amax(dim=2)
        return self.layer("reduce_dim", x.unflatten(0, centers.shape[:2]))

    def pooled(self, config: PointTransformerConfig, points: Tensor) -> Tensor:
        centers = gather(points, farthest_point_sample(points, config.groups))
        first = self["cls_token"].expand(len(points), -1, -1)
        x = torch.cat([first, self.tokens(config, points, centers)], dim=1)
        position = functional.gelu(self.layer("pos_embed.0", centers))
        position = self.layer("pos_embed.2", position)
        position = torch.cat([self["cls_pos"].expand(len(points), -1, -1), position], dim=1)
        for block in range(config.depth):
            name = f"blocks.blocks.{block}"
            x = x + position
            x = x + self.attention(
                f"{name}.attn", self.layer_norm(f"{name}.norm1", x), config.heads
            )
            inner = functional.gelu(
                self.layer(f"{name}.mlp.fc1", self.layer_norm(f"{name}.norm2", x))
            )
            x = x + self.layer(f"{name}.mlp.fc2", inner)
        x = self.layer_norm("norm", x)
        return torch.cat([x[:, 0], x[:, 1:].amax(dim=1)], dim=1)


@torch.no_grad()
def test_pointmlp_computes_the_same_from_a_training_checkpoint(tmp_path: Path) -> None:
    published = PublishedPointMLP("module.")
    published.build(POINTMLP)
    path = tmp_path / "best_checkpoint.pth"
    torch.save({"net": published.tensors, "epoch": 3, "optimizer": {"state": {}}}, path)
    model = PointMLP(POINTMLP).eval()
    report = import_pointmlp(model, path)
    assert (report.missing, report.unexpected) == ((), ())
    assert set(report.kept) == {"projection.weight", "projection.bias"}
    assert set(report.unused) == {"classifier.0.weight", "classifier.0.bias"}
    points = clouds()
    expected = published.pooled(POINTMLP, points)
    torch.testing.assert_close(model(points).feature, expected, atol=1e-4, rtol=1e-4)


@torch.no_grad()
def test_the_pointmlp_of_cg3d_brings_its_projection(tmp_path: Path) -> None:
    published = PublishedPointMLP()
    published.build(POINTMLP)
    del published.tensors["classifier.0.weight"], published.tensors["classifier.0.bias"]
    published.add_layer("projection", 16, 8, 1)
    torch.save({"base_model": published.tensors}, tmp_path / "pointmlp.pth")
    model = PointMLP(POINTMLP).eval()
    assert import_pointmlp(model, tmp_path / "pointmlp.pth").ratio == 1
    points = clouds()
    expected = published.layer("projection", published.pooled(POINTMLP, points)[..., None])[..., 0]
    torch.testing.assert_close(model(points).embedding, expected, atol=1e-4, rtol=1e-4)


@torch.no_grad()
def test_point_bert_computes_the_same_from_a_fine_tuned_network(tmp_path: Path) -> None:
    published = PublishedPointBert()
    published.build(POINT_BERT)
    save_file(published.tensors, tmp_path / "model.safetensors")
    model = PointTransformer(POINT_BERT).eval()
    report = import_point_bert(model, tmp_path / "model.safetensors")
    assert (report.missing, report.unexpected) == ((), ())
    points = clouds()
    expected = published.pooled(POINT_BERT, points)
    torch.testing.assert_close(model(points).feature, expected, atol=1e-4, rtol=1e-4)


@torch.no_grad()
def test_point_bert_takes_the_query_encoder_of_a_pre_training_checkpoint(tmp_path: Path) -> None:
    query, key = (
        PublishedPointBert("module.transformer_q."),
        PublishedPointBert("module.transformer_k."),
    )
    query.build(POINT_BERT)
    key.build(POINT_BERT)
    others = {"module.dvae.codebook": torch.rand(8, 4), "module.queue": torch.rand(4, 9)}
    torch.save({"base_model": query.tensors | key.tensors | others}, tmp_path / "Point-BERT.pth")
    model = PointTransformer(POINT_BERT).eval()
    report = import_point_bert(model, tmp_path / "Point-BERT.pth")
    assert (report.missing, report.unexpected) == ((), ())
    points = clouds()
    expected = query.pooled(POINT_BERT, points)
    torch.testing.assert_close(model(points).feature, expected, atol=1e-4, rtol=1e-4)

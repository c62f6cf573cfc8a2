"""Weights of Point-BERT (lulutang0608/Point-BERT), and of CG3D's point transformer."""

from pathlib import Path

from backend.models.importers.layout import ImportReport, Layout, import_weights
from backend.models.point_transformer import PointTransformer

LAYOUT = Layout(
    source="Point-BERT",
    containers=("base_model", "model"),
    # A pre-training checkpoint keeps the network as the query encoder of its momentum contrast.
    roots=("transformer_q.", "base_model.", ""),
    names=(
        ("tokenizer.encoder.first.linear", "encoder.first_conv.0"),
        ("tokenizer.encoder.first.norm", "encoder.first_conv.1"),
        ("tokenizer.encoder.second", "encoder.first_conv.3"),
        ("tokenizer.encoder.third.linear", "encoder.second_conv.0"),
        ("tokenizer.encoder.third.norm", "encoder.second_conv.1"),
        ("tokenizer.encoder.fourth", "encoder.second_conv.3"),
        ("tokenizer.reduce", "reduce_dim"),
        ("tokenizer.position", "pos_embed"),
        ("cls_token", "cls_token"),
        ("cls_position", "cls_pos"),
        ("blocks.{i}.norm1", "blocks.blocks.{i}.norm1"),
        ("blocks.{i}.attention.qkv", "blocks.blocks.{i}.attn.qkv"),
        ("blocks.{i}.attention.projection", "blocks.blocks.{i}.attn.proj"),
        ("blocks.{i}.norm2", "blocks.blocks.{i}.norm2"),
        ("blocks.{i}.mlp.0", "blocks.blocks.{i}.mlp.fc1"),
        ("blocks.{i}.mlp.3", "blocks.blocks.{i}.mlp.fc2"),
        ("norm", "norm"),
        ("projection", "projection"),
    ),
    # Only CG3D's networks have the projection; the others end in a classifier.
    optional=("projection",),
    unused=(
        "cls_head_finetune",
        "cls_head",
        "lm_head",
        "mask_token",
        "transformer_k",
        "dvae",
        "queue",
        "queue_ptr",
    ),
)


def import_point_bert(model: PointTransformer, path: Path) -> ImportReport:
    """Fill a `PointTransformer`; see `import_weights` for what is refused."""
    return import_weights(model, path, LAYOUT)

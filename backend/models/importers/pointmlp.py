"""Weights of PointMLP and PointMLP-elite (ma-xu/pointMLP-pytorch), and of CG3D's PointMLP."""

from pathlib import Path

from backend.models.importers.layout import ImportReport, Layout, import_weights
from backend.models.pointmlp import PointMLP


def _residual(ours: str, theirs: str) -> tuple[tuple[str, str], ...]:
    return (
        (f"{ours}.first.linear", f"{theirs}.net1.0"),
        (f"{ours}.first.norm", f"{theirs}.net1.1"),
        (f"{ours}.second.linear", f"{theirs}.net2.0"),
        (f"{ours}.second.norm", f"{theirs}.net2.1"),
    )


LAYOUT = Layout(
    source="PointMLP",
    containers=("net", "base_model", "model", "state_dict"),
    names=(
        ("embedding.linear", "embedding.net.0"),
        ("embedding.norm", "embedding.net.1"),
        ("stages.{i}.group.alpha", "local_grouper_list.{i}.affine_alpha"),
        ("stages.{i}.group.beta", "local_grouper_list.{i}.affine_beta"),
        ("stages.{i}.transfer.linear", "pre_blocks_list.{i}.transfer.net.0"),
        ("stages.{i}.transfer.norm", "pre_blocks_list.{i}.transfer.net.1"),
        *_residual("stages.{i}.before.{j}", "pre_blocks_list.{i}.operation.{j}"),
        *_residual("stages.{i}.after.{j}", "pos_blocks_list.{i}.operation.{j}"),
        ("projection", "projection"),
    ),
    # Only CG3D's network has the projection; the others end in a classifier.
    optional=("projection",),
    unused=("classifier",),
)


def import_pointmlp(model: PointMLP, path: Path) -> ImportReport:
    """Fill a `PointMLP`; see `import_weights` for what is refused."""
    return import_weights(model, path, LAYOUT)

"""Weights of DepthContrast's PointNet++ (facebookresearch/DepthContrast), VoteNet's backbone."""

from pathlib import Path

from backend.models.importers.layout import ImportReport, Layout, import_weights
from backend.models.importers.votenet import backbone
from backend.models.pointnet2.backbone import Backbone

LAYOUT = Layout(
    source="DepthContrast PointNet++",
    containers=("model",),
    # The trunk that is trained; trunk.1 follows it as the momentum encoder.
    roots=("trunk.0.",),
    names=backbone("", ""),
    unused=("head", "trunk.1"),
)


def import_depth_contrast(model: Backbone, path: Path) -> ImportReport:
    """Fill a detection backbone; see `import_weights` for what is refused.

    `pointnet1x` fits `PAPER_BACKBONE`: positions only, 512 channels out.
    """
    return import_weights(model, path, LAYOUT)

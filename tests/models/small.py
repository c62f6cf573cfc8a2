"""Networks and scenes small enough for tests."""

import torch
from torch import Tensor, nn

from backend.models.pointnet2.backbone import BackboneConfig
from backend.models.pointnet2.inputs import Cloud, make_cloud
from backend.models.pointnet2.set_abstraction import SetAbstractionConfig
from backend.models.votenet.classes import DetectionClasses
from backend.models.votenet.config import ProposalConfig, VoteNetConfig

CLASSES = DetectionClasses(
    ("bed", "chair", "lamp"), ((2.0, 1.6, 0.8), (0.5, 0.5, 0.9), (0.3, 0.3, 0.6))
)
BACKBONE = BackboneConfig(
    inputs="height",
    levels=(
        SetAbstractionConfig(64, 0.4, 16, (8, 16)),
        SetAbstractionConfig(32, 0.8, 8, (16, 16)),
        SetAbstractionConfig(16, 1.6, 8, (16, 24)),
    ),
    upsampling=((24, 24),),
)
VOTENET = VoteNetConfig(
    BACKBONE,
    ProposalConfig(count=12, radius=0.6, neighbors=6, channels=(16, 16), hidden=(16,)),
    CLASSES,
    heading_bins=6,
)


def room(batch: int = 2, points: int = 300, seed: int = 0) -> Tensor:
    """Points spread through a room of 3 × 3 × 2 m, [batch, points, 3]."""
    random = torch.Generator().manual_seed(seed)
    return torch.rand(batch, points, 3, generator=random) * torch.tensor([3.0, 3.0, 2.0])


def cloud(batch: int = 2, points: int = 300, seed: int = 0) -> Cloud:
    return make_cloud(room(batch, points, seed), "height")


def settled(model: nn.Module) -> nn.Module:
    """For inference, with running statistics and weights that are not the first ones."""
    random = torch.Generator().manual_seed(7)
    for module in model.modules():
        if isinstance(module, nn.BatchNorm1d):
            assert module.running_mean is not None and module.running_var is not None
            module.running_mean.normal_(0, 0.2, generator=random)
            module.running_var.uniform_(0.5, 2, generator=random)
            with torch.no_grad():
                module.weight.uniform_(0.5, 1.5, generator=random)
                module.bias.normal_(0, 0.2, generator=random)
    return model.eval()

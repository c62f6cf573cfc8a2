"""Fine-tuning with labels: a classifier that starts from the classes' names, and the encoder.

Starting from the text features keeps what is known about classes with few examples (Wortsman et
al. 2022, section 2); the loss is smoothed as in CG3D's code.
"""

import numpy as np
import torch
from jaxtyping import Float, Int64
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from tqdm import trange

from backend.models.object_encoder import unit_sphere
from backend.models.object_network import GRAY, ObjectNetwork
from training.objects.augment import AugmentConfig, augmented
from training.objects.clouds import LabelledClouds

_BATCH = 32
_SMOOTHING = 0.2
_LR, _DECAY = 2e-4, 0.05
"""CG3D's for the point transformer."""


def few_shots(clouds: LabelledClouds, shots: int | None, seed: int) -> LabelledClouds:
    """At most `shots` objects of each class, drawn at random; all of them without a number."""
    if shots is None:
        return clouds
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(clouds))
    kept = [order[clouds.labels[order] == label][:shots] for label in np.unique(clouds.labels)]
    return clouds.only(np.sort(np.concatenate(kept)))


def finetune(
    network: ObjectNetwork,
    clouds: LabelledClouds,
    classes: Float[Tensor, "classes dim"],
    *,
    epochs: int,
    seed: int,
    augment: AugmentConfig = AugmentConfig(gray=0.0),
) -> Float[Tensor, "classes dim"]:
    """Train the network in place; the classes' vectors after it.

    Args:
        network: is left in evaluation mode.
        clouds: what to learn from.
        classes: the vectors of their names, to start with.
        epochs: passes over the clouds.
        seed: of orders and augmentations.
        augment: what objects go through.
    """
    device = network.logit_scale.device
    head = nn.Parameter(classes.to(device).clone())
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW([*encoder, head], lr=_LR, weight_decay=_DECAY)
    steps = epochs * -(-len(clouds) // _BATCH)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    network.train()
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        for _ in trange(epochs, desc="Fine-tuning", unit="epoch"):
            for rows in torch.randperm(len(clouds)).split(_BATCH):
                if len(rows) < 2:
                    continue  # Batch norms of one object say nothing.
                points, colors, labels = _batch(clouds, rows, device)
                objects = network(*augmented(points, colors, augment))
                logits = network.logit_scale.detach().exp() * objects @ _unit(head).T
                optimizer.zero_grad()
                cross_entropy(logits, labels, label_smoothing=_SMOOTHING).backward()
                optimizer.step()
                schedule.step()
    network.eval()
    return _unit(head.detach()).cpu()


def _batch(
    clouds: LabelledClouds, rows: Int64[Tensor, " rows"], device: torch.device
) -> tuple[Float[Tensor, "rows points 3"], Float[Tensor, "rows points 3"], Int64[Tensor, " rows"]]:
    points = unit_sphere(torch.from_numpy(clouds.points[rows.numpy()])).points
    colors = torch.full_like(points, GRAY)
    if clouds.colors is not None:
        colors = torch.from_numpy(clouds.colors[rows.numpy()]) / 255
    labels = torch.from_numpy(clouds.labels[rows.numpy()])
    return points.to(device), colors.to(device), labels.to(device)


def _unit(vectors: Tensor) -> Tensor:
    return nn.functional.normalize(vectors, dim=-1)

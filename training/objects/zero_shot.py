"""Naming objects without having been taught the names (CG3D, section 4.1).

A class is the mean of the unit vectors of its name in several sentences; an object has the class
whose vector is nearest. Unlike CG3D's code, which favours classes with longer text vectors, both
sides have unit length.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from jaxtyping import Float, Int64
from torch import Tensor
from torch.nn.functional import normalize

from backend.models.clip.model import Clip
from backend.models.clip.templates import SHORT
from backend.models.object_network import ObjectNetwork
from training.objects.clouds import LabelledClouds
from training.objects.upright import candidate_turns

_AT_ONCE = 64
"""Objects."""


def class_features(
    classes: Sequence[str], clip: Clip, templates: Sequence[str] = SHORT
) -> Float[Tensor, "classes dim"]:
    """Unit vectors on the CPU."""
    names = [name.replace("_", " ") for name in classes]
    return clip.encode_names(names, templates).float().cpu()


@torch.no_grad()
def embed_clouds(
    network: ObjectNetwork, clouds: LabelledClouds, *, upright: bool = True
) -> Float[Tensor, "objects dim"] | Float[Tensor, "objects candidates dim"]:
    """Unit vectors on the CPU.

    Args:
        network: stays in its mode, but does not learn.
        clouds: with as many points as the network takes.
        upright: whether Z is up; otherwise there is a vector for each of several ways it may be.
    """
    training, device = network.training, network.logit_scale.device
    network.eval()
    found = []
    for start in range(0, len(clouds), _AT_ONCE):
        points = torch.from_numpy(clouds.points[start : start + _AT_ONCE]).to(device)
        colors = None
        if clouds.colors is not None:
            colors = torch.from_numpy(clouds.colors[start : start + _AT_ONCE]).to(device)
        if upright:
            found.append(network(points, colors).cpu())
            continue
        ways = candidate_turns(points).unbind(1)
        turned = [network(points @ way.transpose(1, 2), colors) for way in ways]
        found.append(torch.stack(turned, dim=1).cpu())
    network.train(training)
    return torch.cat(found)


def best_upright(
    candidates: Float[Tensor, "objects candidates dim"], classes: Float[Tensor, "classes dim"]
) -> Float[Tensor, "objects dim"]:
    """The embedding of the pose in which some class fits best: CLIP as the judge of what is up."""
    sure = (candidates @ classes.T).amax(dim=2).argmax(dim=1)
    return candidates[torch.arange(len(candidates)), sure]


def zero_shot(
    objects: Float[Tensor, "objects dim"],
    classes: Float[Tensor, "classes dim"],
    labels: Int64[np.ndarray, " objects"],
) -> Iterator[tuple[str, float]]:
    """Top-1, 3 and 5 in percent, and top-1 averaged over the classes that are there."""
    order = (normalize(objects, dim=-1) @ classes.T).argsort(dim=1, descending=True, stable=True)
    truth = torch.from_numpy(labels)
    hits = order == truth[:, None]
    for tries in (1, 3, 5):
        yield f"top-{tries}", 100 * hits[:, :tries].any(dim=1).float().mean().item()
    by_class = [hits[truth == label, 0].float().mean() for label in truth.unique()]
    yield "class mean", 100 * torch.stack(by_class).mean().item()

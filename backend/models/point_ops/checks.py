"""What the operations demand of sets of points."""

import torch
from jaxtyping import Float, Float32
from torch import Tensor


def plain(points: Float[Tensor, "batch points 3"], name: str) -> Float32[Tensor, "batch points 3"]:
    """The points in float32, each cloud in one piece of memory, without history.

    Raises:
        ValueError: there is no point, or one is not finite (on the CPU; elsewhere the question
            would make the device wait, and what such a point gets is undefined).
    """
    if points.shape[1] == 0:
        raise ValueError(f"wanted at least one point in each of the {name}, got none")
    points = points.detach().float().contiguous()
    if points.device.type == "cpu" and not torch.isfinite(points).all():
        cloud, index, _ = torch.isfinite(points).logical_not().nonzero()[0].tolist()
        value = points[cloud, index].tolist()
        problem = f"wanted finite {name}, got {value} at index {index} of cloud {cloud}"
        raise ValueError(f"{problem}. Remove or repair such points first.")
    return points

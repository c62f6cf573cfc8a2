"""Farthest point sampling in plain PyTorch, for every device."""

import torch
from jaxtyping import Float32, Int64
from torch import Tensor


def farthest_points(
    points: Float32[Tensor, "batch points 3"],
    distances: Float32[Tensor, "batch points"],
    count: int,
) -> Int64[Tensor, "batch {count}"]:
    """Point 0, then the point with the largest squared distance to those taken, `count` in all.

    `distances` is what each point begins with: infinity, or -1 for a point to be passed over. It
    is overwritten. One axis at a time and in place: nothing is allocated in the loop.
    """
    x, y, z = points.movedim(-1, 0).contiguous()  # [B, N] each
    chosen = torch.zeros(len(points), count, dtype=torch.int64, device=points.device)
    difference, squared = torch.empty_like(x), torch.empty_like(x)
    for i in range(count):
        if i > 0:
            torch.argmax(distances, dim=1, out=chosen[:, i])
        last = chosen[:, i, None]
        torch.sub(x, x.gather(1, last), out=squared).square_()
        torch.sub(y, y.gather(1, last), out=difference).square_()
        squared.add_(difference)
        torch.sub(z, z.gather(1, last), out=difference).square_()
        squared.add_(difference)
        torch.minimum(distances, squared, out=distances)
    return chosen

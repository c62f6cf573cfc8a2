"""Finding objects of a class: recall among the first and mean average precision."""

from collections.abc import Iterator

import torch
from jaxtyping import Bool, Float
from torch import Tensor

FIRST = (1, 5, 10)
_AT_ONCE = 512
"""Queries."""


def retrieval(
    queries: Float[Tensor, "queries dim"],
    objects: Float[Tensor, "objects dim"],
    relevant: Bool[Tensor, "queries objects"],
    *,
    own: bool = False,
) -> Iterator[tuple[str, float]]:
    """R@1, 5 and 10 and mAP in percent, over queries for which there is something to find.

    R@k is the share of queries with at least one relevant object among the first k. Ties go to the
    object that comes first.

    Args:
        queries: unit vectors.
        objects: unit vectors.
        relevant: which objects a query asks for.
        own: query i is object i and does not find itself.
    """
    hits, precisions = [], []
    for start in range(0, len(queries), _AT_ONCE):
        rows = slice(start, start + _AT_ONCE)
        scores, wanted = queries[rows] @ objects.T, relevant[rows].clone()
        if own:
            diagonal = torch.arange(start, start + len(scores))
            scores[torch.arange(len(scores)), diagonal] = float("-inf")
            wanted[torch.arange(len(scores)), diagonal] = False
        order = scores.argsort(dim=1, descending=True, stable=True)
        found = wanted.gather(1, order)[wanted.any(dim=1)]
        hits.append(torch.stack([found[:, :k].any(dim=1) for k in FIRST], dim=1))
        precisions.append(_average_precision(found))
    shares = torch.cat(hits).float()
    if not len(shares):
        return
    for k, share in zip(FIRST, shares.mean(dim=0).tolist(), strict=True):
        yield f"R@{k}", 100 * share
    yield "mAP", 100 * torch.cat(precisions).mean().item()


def _average_precision(found: Bool[Tensor, "queries ranks"]) -> Float[Tensor, " queries"]:
    ranks = torch.arange(1, found.shape[1] + 1)
    precision = found.cumsum(dim=1) / ranks
    return (precision * found).sum(dim=1) / found.sum(dim=1)

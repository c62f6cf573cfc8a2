"""The presets have the sizes that their papers state; counted without memory for the weights."""

from collections.abc import Callable
from itertools import pairwise

import pytest
import torch
from torch import nn

from backend.models import point_transformer, pointmlp, uni3d
from backend.models.gaussian_fusion import GaussianFusion
from backend.models.point_transformer import PointTransformer
from backend.models.pointmlp import PointMLP
from backend.models.uni3d import Uni3D


def millions(build: Callable[[], nn.Module]) -> float:
    with torch.device("meta"):
        return sum(parameter.numel() for parameter in build().parameters()) / 1e6


def classifier(width: int, *hidden: int) -> float:
    """Millions of parameters of the classifier that a published count includes."""
    widths = (width, *hidden, 40)
    return sum(a * b + b for a, b in pairwise(widths)) / 1e6 + 2 * sum(hidden) / 1e6


@pytest.mark.parametrize(
    ("encoder", "projection", "head", "published"),
    [
        (lambda: PointMLP(pointmlp.POINTMLP), 1024, classifier(1024, 512, 256), 12.6),
        (lambda: PointMLP(pointmlp.ELITE), 256, classifier(256, 512, 256), 0.68),
        (lambda: PointTransformer(point_transformer.POINT_BERT), 768, classifier(768, 256), 22.1),
    ],
)
def test_a_classifier_in_place_of_the_projection_gives_the_published_size(
    encoder: Callable[[], nn.Module], projection: int, head: float, published: float
) -> None:
    size = millions(encoder) - (projection * 512 + 512) / 1e6 + head
    assert size == pytest.approx(published, rel=0.06)


@pytest.mark.parametrize(
    ("config", "published"), [(uni3d.TINY, 6.2), (uni3d.SMALL, 22.6), (uni3d.BASE, 88.4)]
)
def test_uni3d_has_the_published_sizes(config: uni3d.Uni3DConfig, published: float) -> None:
    assert millions(lambda: Uni3D(config)) == pytest.approx(published, rel=0.06)


def test_elite_and_small_are_smaller() -> None:
    assert millions(lambda: PointMLP(pointmlp.ELITE)) < millions(PointMLP) / 10
    small = millions(lambda: PointTransformer(point_transformer.SMALL))
    assert small < millions(PointTransformer) / 5


def test_awareness_of_gaussians_costs_half_a_transformer() -> None:
    aware = millions(lambda: GaussianFusion(PointMLP()))
    plain = millions(lambda: GaussianFusion(PointMLP(), None))
    assert aware - plain == pytest.approx(millions(PointTransformer) / 2, rel=0.1)


@pytest.mark.parametrize(
    "build",
    [
        lambda: pointmlp.PointMLPConfig(growth=(2, 2), blocks=(1,)),
        lambda: pointmlp.PointMLPConfig(points=8),
    ],
)
def test_impossible_pointmlps_are_refused(build: Callable[[], object]) -> None:
    with pytest.raises(ValueError):
        build()

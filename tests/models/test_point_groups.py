"""Grouping against its definition, and the small PointNet against plain convolutions."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from backend.models.point_groups import MiniPointNet, group_points, linear_of_group


def turned(points: Tensor) -> Tensor:
    """A quarter turn about Z and a mirroring, which change no coordinate's digits."""
    return torch.stack([-points[..., 1], points[..., 0], -points[..., 2]], dim=-1)


def test_a_group_holds_the_nearest_points_of_its_centre() -> None:
    points, features = torch.randn(2, 40, 3), torch.rand(2, 40, 2)
    groups = group_points(points, features, count=6, size=5)
    distances = (groups.centers[:, :, None] - points[:, None]).norm(dim=-1)
    expected = distances.sort(dim=-1).values[..., :5]
    assert groups.centers[:, 0].equal(points[:, 0])
    torch.testing.assert_close(groups.points[..., :3].norm(dim=-1), expected, atol=1e-5, rtol=1e-4)
    # Each member still has its own features.
    nearest = distances.argsort(dim=-1)[..., :5]
    rows = torch.arange(2)[:, None, None]
    assert groups.points[..., 3:].equal(features[rows, nearest])


def test_groups_turn_and_move_with_their_cloud() -> None:
    points, none = torch.randn(2, 40, 3), torch.zeros(2, 40, 0)
    groups = group_points(points, none, count=6, size=5)
    around = group_points(turned(points), none, count=6, size=5)
    assert around.centers.equal(turned(groups.centers))
    assert around.points.equal(turned(groups.points))
    # A power of two moves them without rounding anything but the last bits.
    moved = group_points(points + 2, none, count=6, size=5)
    torch.testing.assert_close(moved.centers, groups.centers + 2)
    torch.testing.assert_close(moved.points, groups.points, atol=1e-5, rtol=0)


def test_a_linear_layer_of_a_group_is_one_of_the_concatenation() -> None:
    group, members = torch.randn(2, 4, 3), torch.randn(2, 4, 6, 5)
    repeated = group[:, :, None].expand(-1, -1, 6, -1)
    linear = nn.Linear(8, 7)
    for first in (True, False):
        parts = (repeated, members) if first else (members, repeated)
        torch.testing.assert_close(
            linear_of_group(linear, group, members, group_first=first),
            linear(torch.cat(parts, dim=-1)),
            atol=1e-5,
            rtol=1e-4,
        )


@torch.no_grad()
def test_the_small_pointnet_is_four_convolutions_and_two_maxima() -> None:
    network = MiniPointNet(5, 32).eval()
    for module in network.modules():
        if isinstance(module, nn.BatchNorm1d):
            module.running_mean = torch.randn(module.num_features)
            module.running_var = torch.rand(module.num_features) + 0.5
    groups = torch.randn(2, 3, 9, 5)

    def convolved(x: Tensor, linear: nn.Module) -> Tensor:
        assert isinstance(linear, nn.Linear)
        return functional.conv1d(x, linear.weight[..., None], linear.bias)

    x = groups.flatten(0, 1).transpose(1, 2)  # [groups, channels, points]
    x = torch.relu(_normed(convolved(x, network.first.linear), network.first.norm))
    x = convolved(x, network.second)
    x = torch.cat([x.amax(dim=2, keepdim=True).expand(-1, -1, 9), x], dim=1)
    x = torch.relu(_normed(convolved(x, network.third.linear), network.third.norm))
    expected = convolved(x, network.fourth).amax(dim=2).view(2, 3, 32)
    torch.testing.assert_close(network(groups), expected, atol=1e-5, rtol=1e-4)


def _normed(x: Tensor, norm: nn.Module) -> Tensor:
    """What the batch norm does, on the axis where convolutions have their channels."""
    assert isinstance(norm, nn.BatchNorm1d)
    assert norm.running_mean is not None and norm.running_var is not None
    return functional.batch_norm(
        x, norm.running_mean, norm.running_var, norm.weight, norm.bias, eps=norm.eps
    )

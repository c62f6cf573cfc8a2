"""Building blocks that act on the last axis: points, groups and objects share one code path.

A 1 × 1 convolution over points is a linear layer over the last axis. With channels last it is one
matrix product, which is the fastest form on a CPU.
"""

from collections.abc import Callable, Sequence
from copy import deepcopy
from itertools import pairwise
from typing import TypeVar

from jaxtyping import Float
from torch import Tensor, nn

Model = TypeVar("Model", bound=nn.Module)


class BatchNorm(nn.BatchNorm1d):
    """Batch normalisation of the last axis over all axes before it."""

    def forward(self, input: Float[Tensor, "*rows channels"]) -> Float[Tensor, "*rows channels"]:
        if input.dim() == 2:
            return super().forward(input)
        return super().forward(input.flatten(0, -2)).view(input.shape)


def relu() -> nn.Module:
    """In place: neither layer before it needs its own output for the gradient."""
    return nn.ReLU(inplace=True)


class LinearNorm(nn.Module):
    """Linear, batch normalisation, activation (None leaves the activation out)."""

    def __init__(
        self,
        inputs: int,
        outputs: int,
        *,
        activation: Callable[[], nn.Module] | None = relu,
        bias: bool = False,
    ):
        super().__init__()
        self.linear = nn.Linear(inputs, outputs, bias=bias)
        self.norm: nn.Module = BatchNorm(outputs)
        self.activation = nn.Identity() if activation is None else activation()

    def forward(self, x: Float[Tensor, "*rows inputs"]) -> Float[Tensor, "*rows outputs"]:
        return self.finish(self.linear(x))

    def finish(self, x: Float[Tensor, "*rows outputs"]) -> Float[Tensor, "*rows outputs"]:
        """What comes after the linear layer, for those who compute that in parts."""
        # As rows: an activation in place of a view would cost a copy on the way back.
        return self.activation(self.norm(x.flatten(0, -2))).view(x.shape)

    def fold(self) -> None:
        """Move the normalisation's running statistics into the linear layer; for inference."""
        if not isinstance(self.norm, BatchNorm):
            return
        self.linear = _folded(self.linear, self.norm)
        self.norm = nn.Identity()


class SharedMLP(nn.Sequential):
    """`LinearNorm` layers that every point shares (PointNet): channels[0] → … → channels[-1]."""

    def __init__(
        self,
        channels: Sequence[int],
        *,
        activation: Callable[[], nn.Module] = relu,
        bias: bool = False,
    ):
        steps = pairwise(channels)
        super().__init__(*(LinearNorm(a, b, activation=activation, bias=bias) for a, b in steps))
        self.channels = tuple(channels)

    @property
    def layers(self) -> tuple[LinearNorm, ...]:
        return tuple(layer for layer in self if isinstance(layer, LinearNorm))

    @property
    def first(self) -> LinearNorm:
        return self.layers[0]


class MLP(nn.Sequential):
    """Linear layers without normalisation; activation and dropout after all but the last."""

    def __init__(
        self,
        channels: Sequence[int],
        *,
        activation: Callable[[], nn.Module] = nn.GELU,
        dropout: float = 0.0,
    ):
        layers: list[nn.Module] = []
        for inputs, outputs in pairwise(channels[:-1]):
            layers += [nn.Linear(inputs, outputs), activation(), nn.Dropout(dropout)]
        super().__init__(*layers, nn.Linear(channels[-2], channels[-1]))


def set_batch_norm_momentum(model: nn.Module, momentum: float) -> None:
    """The share of a new batch in the running statistics, for every batch norm of a model."""
    for module in model.modules():
        if isinstance(module, nn.modules.batchnorm._BatchNorm):
            module.momentum = momentum


def fold_batch_norm(model: Model) -> Model:
    """A copy for inference whose `LinearNorm`s are single linear layers: same values, less work."""
    folded = deepcopy(model).eval()
    for module in folded.modules():
        if isinstance(module, LinearNorm):
            module.fold()
    return folded.requires_grad_(False)


def _folded(linear: nn.Linear, norm: BatchNorm) -> nn.Linear:
    assert norm.running_mean is not None and norm.running_var is not None
    scale = norm.weight / (norm.running_var + norm.eps).sqrt()
    shift = norm.bias - norm.running_mean * scale
    folded = nn.Linear(linear.in_features, linear.out_features, device=linear.weight.device)
    folded.weight.data = linear.weight.data * scale.data[:, None]
    bias = 0 if linear.bias is None else linear.bias.data
    folded.bias.data = shift.data + scale.data * bias
    return folded

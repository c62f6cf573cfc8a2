"""Published networks restated: the names and shapes of their tensors, and what they compute.

Plain convolutions on (batch, channels, points) that read the tensors by their published names. An
importer that confuses two layers, or a network that computes something else, gives other numbers.
"""

import torch
from torch import Tensor
from torch.nn import functional


class Published:
    """A state dict under construction, and the layers that read it."""

    def __init__(self, root: str = "") -> None:
        self.root = root
        """What the names of this part of the file start with."""
        self.tensors: dict[str, Tensor] = {}

    def __getitem__(self, name: str) -> Tensor:
        return self.tensors[self.root + name]

    def add(self, name: str, value: Tensor) -> None:
        self.tensors[self.root + name] = value

    def add_layer(
        self, name: str, inputs: int, outputs: int, *kernel: int, bias: bool = True
    ) -> None:
        """A linear layer, or with a kernel of ones a convolution."""
        self.add(f"{name}.weight", torch.randn(outputs, inputs, *kernel) * inputs**-0.5)
        if bias:
            self.add(f"{name}.bias", torch.randn(outputs) * 0.1)

    def add_norm(self, name: str, channels: int, *, batch: bool = True) -> None:
        self.add(f"{name}.weight", torch.rand(channels) + 0.5)
        self.add(f"{name}.bias", torch.randn(channels) * 0.1)
        if batch:
            self.add(f"{name}.running_mean", torch.randn(channels) * 0.1)
            self.add(f"{name}.running_var", torch.rand(channels) + 0.5)
            self.add(f"{name}.num_batches_tracked", torch.tensor(7))

    def layer(self, name: str, x: Tensor) -> Tensor:
        weight, bias = self[f"{name}.weight"], self.tensors.get(f"{self.root}{name}.bias")
        apply = {2: functional.linear, 3: functional.conv1d, 4: functional.conv2d}[weight.dim()]
        return apply(x, weight, bias)

    def norm(self, name: str, x: Tensor) -> Tensor:
        mean, variance = self[f"{name}.running_mean"], self[f"{name}.running_var"]
        weight, bias = self[f"{name}.weight"], self[f"{name}.bias"]
        return functional.batch_norm(x, mean, variance, weight, bias)

    def layer_norm(self, name: str, x: Tensor) -> Tensor:
        return functional.layer_norm(x, x.shape[-1:], self[f"{name}.weight"], self[f"{name}.bias"])

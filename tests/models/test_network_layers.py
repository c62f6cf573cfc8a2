import torch
from torch import nn

from backend.models.layers import (
    MLP,
    BatchNorm,
    LinearNorm,
    SharedMLP,
    fold_batch_norm,
    set_batch_norm_momentum,
)
from tests.models.small import settled


def test_shared_layers_are_1x1_convolutions() -> None:
    shared = SharedMLP((3, 8, 4))
    convolutions = nn.Sequential()
    for layer in shared:
        assert isinstance(layer, LinearNorm)
        convolution = nn.Conv2d(layer.linear.in_features, layer.linear.out_features, 1, bias=False)
        convolution.weight.data = layer.linear.weight.data[:, :, None, None]
        convolutions.extend([convolution, nn.BatchNorm2d(layer.linear.out_features), nn.ReLU()])
    x = torch.randn(2, 5, 7, 3)  # [batch, centers, neighbors, channels]
    for mode in (True, False):
        shared.train(mode)
        convolutions.train(mode)
        expected = convolutions(x.permute(0, 3, 1, 2)).permute(0, 2, 3, 1)
        assert torch.allclose(shared(x), expected, atol=1e-5)


def test_folding_batch_norm_equals_evaluation() -> None:
    for bias in (False, True):
        model = settled(nn.Sequential(SharedMLP((3, 8, 4), bias=bias), nn.Linear(4, 2)))
        folded = fold_batch_norm(model)
        x = torch.randn(6, 3)
        assert torch.allclose(folded(x), model(x), atol=1e-5)
        assert not any(isinstance(module, BatchNorm) for module in folded.modules())
        # The original keeps its batch norms, and a folded network folds again.
        assert any(isinstance(module, BatchNorm) for module in model.modules())
        assert torch.equal(fold_batch_norm(folded)(x), folded(x))


def test_momentum_reaches_every_batch_norm() -> None:
    model = nn.Sequential(SharedMLP((3, 8, 4)), nn.BatchNorm2d(4))
    set_batch_norm_momentum(model, 0.25)
    found = [m.momentum for m in model.modules() if hasattr(m, "running_mean")]
    assert found == [0.25] * 3


def test_perceptron_ends_without_activation() -> None:
    model = MLP((4, 8, 2), dropout=0.5)
    assert isinstance(model[-1], nn.Linear)
    assert model(torch.randn(5, 4)).shape == (5, 2)

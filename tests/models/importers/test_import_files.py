"""What is refused of a weight file, what is reported, and that nothing in it is ever run."""

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from backend.models.importers.layout import ImportReport, Layout, UnfitWeightsError, import_weights
from backend.models.layers import LinearNorm

LAYOUT = Layout(
    source="a test's network",
    containers=("net",),
    roots=("trunk.", ""),
    names=(("{i}.linear", "layers.{i}.conv"), ("{i}.norm", "layers.{i}.bn"), ("10", "last")),
    optional=("10",),
    unused=("classifier",),
)


def network() -> nn.Module:
    """Ten layers and an optional one."""
    layers = (LinearNorm(3, 3) for _ in range(10))
    return nn.Sequential(*layers, nn.Linear(3, 3))


def published(model: nn.Module) -> dict[str, Tensor]:
    """The tensors of a network under the layout's names, linear layers as convolutions."""
    tensors = {}
    for name, value in model.state_dict().items():
        theirs = LAYOUT.theirs(name)
        assert theirs is not None
        tensors[theirs] = value[..., None] if name.endswith("linear.weight") else value
    return tensors


def imported(tensors: dict[str, Tensor], folder: Path, model: nn.Module) -> ImportReport:
    torch.save({"net": tensors}, folder / "weights.pth")
    return import_weights(model, folder / "weights.pth", LAYOUT)


@pytest.mark.parametrize("prefix", ["", "module.", "trunk.", "module.trunk."])
@pytest.mark.parametrize("container", ["net", None])
def test_a_network_comes_back_whatever_wraps_it(
    tmp_path: Path, prefix: str, container: str | None
) -> None:
    source, model = network(), network()
    tensors = {prefix + name: value for name, value in published(source).items()}
    torch.save(tensors if container is None else {container: tensors}, tmp_path / "weights.tar")
    report = import_weights(model, tmp_path / "weights.tar", LAYOUT)
    assert report.ratio == 1
    assert report.matched == tuple(model.state_dict())
    for name, value in source.state_dict().items():
        assert model.state_dict()[name].equal(value)


def test_both_formats_hold_the_same(tmp_path: Path) -> None:
    source, one, other = network(), network(), network()
    save_file(published(source), tmp_path / "weights.safetensors")
    assert imported(published(source), tmp_path, one) == import_weights(
        other, tmp_path / "weights.safetensors", LAYOUT
    )
    for left, right in zip(one.parameters(), other.parameters(), strict=True):
        assert left.equal(right)


def test_the_report_names_every_tensor_of_both_sides(tmp_path: Path) -> None:
    model = network()
    tensors = published(network())
    del tensors["layers.3.conv.weight"], tensors["last.weight"], tensors["last.bias"]
    tensors |= {"stranger": torch.zeros(2), "classifier.weight": torch.zeros(2)}
    report = imported(tensors, tmp_path, model)
    assert report.missing == ("3.linear.weight",)
    assert report.unexpected == ("stranger",)
    assert report.kept == ("10.weight", "10.bias")
    assert report.unused == ("classifier.weight",)
    assert set(report.matched) | {*report.missing, *report.kept} == set(model.state_dict())
    for name in (*report.missing, *report.unexpected, *report.kept, *report.unused):
        assert name in str(report)


def test_counters_of_old_batch_norms_may_be_absent(tmp_path: Path) -> None:
    tensors = published(network())
    tensors = {name: tensors[name] for name in tensors if "num_batches" not in name}
    assert imported(tensors, tmp_path, network()).ratio == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda tensors: {f"wrong.{name}": value for name, value in tensors.items()},
        # The fault of 3D-VQA's loader: a space after the dot.
        lambda tensors: {name.replace(".", ". "): value for name, value in tensors.items()},
        lambda tensors: dict(list(tensors.items())[: int(0.8 * len(tensors))]),
        # A deeper network fills ours and has layers left.
        lambda tensors: (
            tensors
            | {f"layers.{layer}.conv.weight": torch.zeros(3, 3, 1) for layer in range(10, 20)}
        ),
    ],
    ids=["other names", "a space in the names", "a fifth is missing", "a deeper network"],
)
def test_weights_that_fit_badly_are_refused_and_change_nothing(
    tmp_path: Path, spoil: Callable[[dict[str, Tensor]], dict[str, Tensor]]
) -> None:
    model = network()
    before = {name: value.clone() for name, value in model.state_dict().items()}
    with pytest.raises(UnfitWeightsError, match="not the weights of a test's network") as refused:
        imported(spoil(published(network())), tmp_path, model)
    assert refused.value.report.ratio < 0.9
    for name, value in model.state_dict().items():
        assert value.equal(before[name])


def test_another_shape_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    model, tensors = network(), published(network())
    before = model.state_dict()["0.linear.weight"].clone()
    tensors["layers.9.conv.weight"] = torch.zeros(3, 4, 1)
    with pytest.raises(ValueError, match=r"9\.linear\.weight has shape \[3, 3\] here"):
        imported(tensors, tmp_path, model)
    assert model.state_dict()["0.linear.weight"].equal(before)


class Bomb:
    """Unpickling this creates a file."""

    def __init__(self, path: Path):
        self.path = path

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return Path.touch, (self.path,)


def test_no_code_in_a_file_is_run(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    torch.save({"net": published(network()), "extra": Bomb(trace)}, tmp_path / "weights.pth")
    (tmp_path / "old.pth").write_bytes(pickle.dumps(Bomb(trace), protocol=2))
    for name in ("weights.pth", "old.pth"):
        with pytest.raises(ValueError, match="never loaded"):
            import_weights(network(), tmp_path / name, LAYOUT)
    assert not trace.exists()


@pytest.mark.parametrize("name", ["weights.pth", "weights.safetensors"])
@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_a_cut_off_file_is_refused(tmp_path: Path, name: str, share: float) -> None:
    path = tmp_path / name
    if name.endswith("pth"):
        torch.save(published(network()), path)
    else:
        save_file(published(network()), path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(ValueError, match=name):
        import_weights(network(), path, LAYOUT)


@pytest.mark.parametrize("loaded", [[1, 2], {"epoch": 3}, {"net": {"a": 1}}, {}])
def test_a_file_without_tensors_is_refused(tmp_path: Path, loaded: object) -> None:
    torch.save(loaded, tmp_path / "weights.pth")
    with pytest.raises(ValueError, match=r"state dict|no tensors"):
        import_weights(network(), tmp_path / "weights.pth", LAYOUT)


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"one of \.safetensors, \.pth"):
        import_weights(network(), tmp_path / "weights.ckpt", LAYOUT)
    with pytest.raises(FileNotFoundError):
        import_weights(network(), tmp_path / "weights.pth", LAYOUT)
    with pytest.raises(FileNotFoundError):
        import_weights(network(), tmp_path / "weights.safetensors", LAYOUT)

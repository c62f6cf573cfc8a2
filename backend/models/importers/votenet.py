"""Weights of VoteNet (facebookresearch/votenet), for ScanNet and for SUN RGB-D."""

from pathlib import Path

from backend.models.importers.layout import ImportReport, Layout, import_weights
from backend.models.votenet.votenet import VoteNet


def shared_mlp(ours: str, theirs: str) -> tuple[tuple[str, str], ...]:
    """The layers of a `SharedMLP` under the names of Erik Wijmans' PointNet++."""
    return (
        (f"{ours}.{{j}}.linear", f"{theirs}.layer{{j}}.conv"),
        (f"{ours}.{{j}}.norm", f"{theirs}.layer{{j}}.bn.bn"),
    )


def backbone(ours: str, theirs: str) -> tuple[tuple[str, str], ...]:
    """The detection backbone: four set abstractions, two feature propagations."""
    down = (shared_mlp(f"{ours}down.{i}.mlp", f"{theirs}sa{i + 1}.mlp_module") for i in range(4))
    up = (shared_mlp(f"{ours}up.{i}.mlp", f"{theirs}fp{i + 1}.mlp") for i in range(2))
    return tuple(pair for part in (*down, *up) for pair in part)


def _perceptron(ours: str, theirs: str) -> tuple[tuple[str, str], ...]:
    return (
        (f"{ours}.mlp.0.linear", f"{theirs}.conv1"),
        (f"{ours}.mlp.0.norm", f"{theirs}.bn1"),
        (f"{ours}.mlp.1.linear", f"{theirs}.conv2"),
        (f"{ours}.mlp.1.norm", f"{theirs}.bn2"),
        (f"{ours}.last", f"{theirs}.conv3"),
    )


LAYOUT = Layout(
    source="VoteNet (facebookresearch)",
    containers=("model_state_dict", "state_dict"),
    names=(
        *backbone("backbone.", "backbone_net."),
        *_perceptron("voting", "vgen"),
        *shared_mlp("head.gathering.mlp", "pnet.vote_aggregation.mlp_module"),
        *_perceptron("head", "pnet"),
    ),
)


def import_votenet(model: VoteNet, path: Path) -> ImportReport:
    """Fill a `VoteNet`; see `import_weights` for what is refused.

    The published networks were trained with farthest point sampling that skips points near the
    origin and with the classes and size templates in VoteNet's order.
    """
    return import_weights(model, path, LAYOUT)

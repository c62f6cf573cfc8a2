"""A question network on disk comes back as it was; others are refused."""

from dataclasses import asdict, replace
from pathlib import Path

import pytest
import torch

from backend.models.checkpoint import Card, CheckpointError, save_checkpoint
from backend.models.question_network import (
    QuestionNetwork,
    QuestionNetworkConfig,
    load_question_network,
)
from backend.models.votenet.config import PAPER
from backend.models.vqa import VqaConfig

CONFIG = QuestionNetworkConfig(VqaConfig(answers=3, classes=len(PAPER.classes)))


def card() -> Card:
    return Card("vqa", "QuestionNetwork", asdict(CONFIG), answers=("yes", "no", "two"))


def test_it_comes_back_as_it_was(tmp_path: Path) -> None:
    network = QuestionNetwork(CONFIG)
    save_checkpoint(tmp_path / "vqa", network.state_dict(), card())
    loaded = load_question_network(tmp_path / "vqa")
    assert loaded.network.config == CONFIG and loaded.card == card()
    for name, tensor in loaded.network.state_dict().items():
        assert torch.equal(tensor, network.state_dict()[name])


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"task": "clip"}, "wanted 'vqa'"),
        ({"config": {"vqa": {}}}, "unusable"),
        ({"answers": ("yes",)}, "lists 1 answers"),
    ],
)
def test_others_are_refused(tmp_path: Path, changed: dict[str, object], said: str) -> None:
    wrong = replace(card(), **changed)  # pyright: ignore[reportArgumentType]
    save_checkpoint(tmp_path / "vqa", QuestionNetwork(CONFIG).state_dict(), wrong)
    with pytest.raises(CheckpointError, match=said):
        load_question_network(tmp_path / "vqa")

"""What is shipped is half as large, calibrated, measured, and answers as before."""

import shutil
from dataclasses import fields
from pathlib import Path

import pytest
import torch

from backend.models.checkpoint import load_checkpoint
from scripts.ship_vqa import Config, ship
from tests.checkpoints import write_questions
from training.errors import CommandError
from training.questions.calibrate import Calibration
from training.rooms.example import ExampleConfig, make_example
from training.rooms.folder import FolderConfig, write_example


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.chdir(tmp_path)
    for number in range(2):
        example = make_example("val", number, ExampleConfig("clean", 4_000))
        write_example(tmp_path / "rooms", example, FolderConfig(images=0, width=32, height=24))
    folder = write_questions(tmp_path / "run", presence=True)
    rooms = tmp_path / "rooms"
    return Config(folder, Path("vqa"), val=rooms, test=rooms, train=rooms)


def test_a_shipped_network_has_its_calibration_and_figures(config: Config) -> None:
    ship(config)
    before, after = load_checkpoint(config.checkpoint), load_checkpoint(config.out)
    for name, tensor in before.tensors.items():
        stored = after.tensors[name]
        assert not stored.is_floating_point() or stored.dtype == torch.float16
        torch.testing.assert_close(stored.to(tensor.dtype), tensor, rtol=1e-3, atol=1e-4)
    assert set(after.card.calibration) == {field.name for field in fields(Calibration)}
    names = {(metric.split, metric.name) for metric in after.card.metrics}
    assert ("rooms test", "EM@1") in names and ("rooms test", "EM@1, words alone") in names
    assert ("rooms val", "ECE of answers after") in names
    assert after.card.answers == before.card.answers and after.card.clip == before.card.clip


def test_what_is_too_large_is_refused(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.ship_vqa.MEGABYTES", 0)
    with pytest.raises(CommandError, match="at most 0 MB"):
        ship(config)

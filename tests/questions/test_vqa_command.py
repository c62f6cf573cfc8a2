"""`python -m training vqa`: presets that can be built, and one clear line for what cannot be."""

from pathlib import Path

import pytest

from training.__main__ import main
from training.questions.presets import Preset
from training.questions.vqa_config import vqa_task_config


@pytest.mark.parametrize("preset", ["paper", "code", "ask3d", "tiny"])
def test_presets_fit_together(preset: Preset) -> None:
    config = vqa_task_config(preset, 30, 7)
    network = config.network
    assert network.vqa.answers == 30 and config.batches.seed == 7
    assert network.vqa.classes == len(network.scene.detector.classes)
    plain = preset in ("paper", "code")
    assert network.vqa.evidence == network.vqa.presence == (not plain)
    assert (config.losses.min_iou == 0) == plain
    # Left and right of the answers would no longer be true in a mirror.
    assert plain or config.sample.augment.flip == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--detector-lr", "-1"], "wanted 0 or more for --detector-lr"),
        (["--data", "nowhere"], "nowhere: there are no rooms"),
        (["--pretrained", "nowhere"], "nowhere is no folder"),
        (["--data-root", "nowhere"], "nowhere: no such folder"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    arguments: list[str],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["vqa", "--out", "run", *arguments]) == 2
    error = capsys.readouterr().err
    assert told in error and error.count("\n") == 1
    assert not (tmp_path / "run").exists()

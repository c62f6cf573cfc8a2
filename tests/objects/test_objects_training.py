"""`python -m training objects` as people run it: a few objects by heart, resumed exactly."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from backend.models.clip.loading import load_clip
from backend.models.clip.prompts import PromptConfig
from backend.models.object_network import load_object_network
from backend.models.point_transformer import PointTransformerConfig
from training.__main__ import main
from training.errors import CommandError
from training.objects.augment import AugmentConfig, augmented, random_rotations
from training.objects.batches import BatchConfig
from training.objects.clouds import LabelledClouds
from training.objects.data import Objects, balanced_weights, read_objects
from training.objects.model import TrainedObjects
from training.objects.presets import preset_config
from training.objects.task import ObjectTask
from training.objects.upright import candidate_turns
from training.objects.zero_shot import class_features


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of lone things and one room, and a run of the smallest preset."""
    folder = tmp_path_factory.mktemp("objects")
    rooms = ["rooms", "--count", "1", "--out", str(folder / "rooms"), "--workers", "0"]
    assert main(rooms) == 0
    assert main(command(folder, "--epochs", "12")) == 0
    return folder


def command(folder: Path, *more: str, out: str = "run") -> list[str]:
    return [
        *("objects", "--preset", "tiny", "--things", "6", "--workers", "0", "--lr", "3e-3"),
        *("--rooms", str(folder / "rooms"), "--val", str(folder / "rooms"), "--val-count", "1"),
        *("--pictures", str(folder / "pictures"), "--data", str(folder / "data")),
        *("--out", str(folder / out), "--eval-every", "12", *more),
    ]


@pytest.fixture(scope="module")
def objects(folder: Path) -> Objects:
    parts = sorted(path.parent for path in folder.glob("data/train/*/words.json"))
    return read_objects(parts, load_clip())


def test_a_few_objects_are_learnt_by_heart(folder: Path, objects: Objects) -> None:
    loaded = load_object_network(folder / "run" / "last")
    shown = sorted(set(objects.categories))
    names = class_features(shown, load_clip())
    clouds = [objects.cloud(i, 0) for i in range(len(objects))]
    with torch.inference_mode():
        found = loaded.network(
            torch.from_numpy(np.stack([points for points, _ in clouds])).float(),
            torch.from_numpy(np.stack([colors for _, colors in clouds])),
        )
    best = (found @ names.T).argmax(dim=1).tolist()
    right = [shown[i] == own for i, own in zip(best, objects.categories, strict=True)]
    assert np.mean(right) > 0.7


def test_an_interrupted_run_ends_as_the_whole_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = (folder / "run" / "last" / "model.safetensors").read_bytes()
    loss, calls = ObjectTask.loss, []

    def interrupted(self, model, batch, step):
        calls.append(step)
        if len(calls) == 25:
            raise KeyboardInterrupt
        return loss(self, model, batch, step)

    again = command(folder, "--epochs", "12", "--save-steps", "7", out="again")
    with monkeypatch.context() as patch:
        patch.setattr(ObjectTask, "loss", interrupted)
        assert main(again) == 130
    assert main(again) == 0
    assert (folder / "again" / "last" / "model.safetensors").read_bytes() == whole


@pytest.mark.parametrize("preset", ["alternating", "joint"])
def test_prompts_learn_in_turns_or_together(folder: Path, preset: str) -> None:

    clip = load_clip()
    parts = sorted(path.parent for path in folder.glob("data/train/things*/words.json"))
    config = replace(
        preset_config("tiny", clip.dim),
        prompts=PromptConfig(visual=1, text=1),
        schedule=preset,
        batches=BatchConfig(size=4, steps=1),
    )
    data = read_objects(parts, clip)
    empty = LabelledClouds(np.zeros((0, 4, 3), np.float32), np.zeros(0, np.int64), ())
    task = ObjectTask(data, empty, clip, config, {})
    batch = next(task.batches(0, start=0, rank=0, world=1))
    moved = []
    for step in (0, 1):
        task.model.zero_grad(set_to_none=True)
        task.loss(task.model, batch, step).total.backward()
        assert isinstance(task.model, TrainedObjects) and task.model.prompts is not None
        parts_of = (task.model.encoder, task.model.prompts)
        moved.append(tuple(any(p.grad is not None for p in m.parameters()) for m in parts_of))
    assert moved == (
        [(True, False), (False, True)] if preset == "alternating" else [(True,) * 2] * 2
    )


def test_figures_are_told_for_rooms_and_files(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    checkpoint = str(folder / "run" / "last")
    val = next((folder / "data").glob("val_*.npz"))
    for arguments in (
        ["zero-shot", checkpoint, "--points", str(val), "--rotated", "--count", "5"],
        ["zero-shot", checkpoint, "--points", str(val), "--finetune", str(val), "--shots", "1",
         "--epochs", "1"],
        ["retrieval", checkpoint, "--data", str(folder / "rooms"), "--count", "1"],
    ):  # fmt: skip
        assert main(["evaluate", *arguments]) == 0
        told = capfd.readouterr().out
        assert "top-1" in told or "R@1" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["objects", "--batch", "1"], "--batch"),
        (["objects", "--tumble", "2"], "--tumble"),
        (["objects", "--rooms", "/nowhere", "--things", "0"], "/nowhere"),
        (["evaluate", "zero-shot", "/nowhere", "--points", "/nowhere.npz"], "/nowhere"),
        (["evaluate", "zero-shot", "/nowhere"], "--points"),
        (["evaluate", "retrieval", "/nowhere", "--data", "a", "--points", "b"], "--points"),
    ],
)
def test_bad_input_ends_in_one_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    if arguments[0] == "objects":
        arguments = [*arguments, "--out", str(tmp_path / "run"), "--data", str(tmp_path / "data")]
    assert main(arguments) == 2
    error = capfd.readouterr().err.strip().splitlines()[-1]
    assert told in error and "Traceback" not in error


def test_a_damaged_part_is_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "things_000000_6").mkdir()
    (tmp_path / "things_000000_6" / "words.json").write_text('{"categories": 3}')
    with pytest.raises(CommandError, match="damaged"):
        read_objects([tmp_path / "things_000000_6"], load_clip())


def test_categories_are_balanced_as_far_as_asked() -> None:
    names = ["chair"] * 9 + ["bed"]
    assert np.allclose(balanced_weights(names, 0), 0.1)
    assert balanced_weights(names, 1)[-1] == pytest.approx(0.5)
    assert 0.1 < balanced_weights(names, 0.5)[-1] < 0.5


def test_without_changes_objects_stay_as_they_are() -> None:
    points, colors = torch.randn(3, 20, 3), torch.rand(3, 20, 3)
    still = AugmentConfig(chance=0, turn=0, scale=(1, 1), shift=0, gray=0, color=0)
    same, recolored = augmented(points, colors, still)
    one, other = torch.cat([points, colors], 2), torch.cat([same, recolored], 2)
    # Points come in another order.
    for a, b in zip(one, other, strict=True):
        assert torch.allclose(a[a[:, 0].argsort()], b[b[:, 0].argsort()], atol=1e-5)


def test_all_turns_are_rotations() -> None:
    eye = torch.eye(3)
    turns = torch.cat(
        [random_rotations(20, eye.device), candidate_turns(torch.randn(5, 60, 3)).flatten(0, 1)]
    )
    assert torch.allclose(turns @ turns.transpose(1, 2), eye.expand_as(turns), atol=1e-4)
    assert torch.allclose(torch.linalg.det(turns), torch.ones(len(turns)), atol=1e-4)


def test_candidates_hold_every_way_a_box_may_stand() -> None:
    box = (torch.rand(1, 4000, 3) - 0.5) * torch.tensor([1.0, 2.0, 3.0])
    turned = box @ random_rotations(1, box.device).transpose(1, 2)
    stood = torch.einsum("bcij,bpj->bcpi", candidate_turns(turned), turned)
    heights = stood[..., 2].amax(dim=2) - stood[..., 2].amin(dim=2)
    assert torch.allclose(heights[0].sort().values, torch.tensor([1.0, 1, 2, 2, 3, 3]), atol=0.3)


def test_the_order_of_points_does_not_matter_to_groups_of_all_points(folder: Path) -> None:
    network = load_object_network(folder / "run" / "last").network
    assert isinstance(network.encoder.config, PointTransformerConfig)
    points = torch.randn(2, 1, 3).expand(2, 64, 3).contiguous()
    with torch.inference_mode():
        assert torch.allclose(network(points), network(points[:, torch.randperm(64)]), atol=1e-5)

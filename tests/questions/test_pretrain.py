"""Pre-training learns a handful of rooms, and goes on exactly where it was stopped."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from backend.models.checkpoint import load_checkpoint
from training.data.examples import QuestionScene
from training.data.room_scenes import room_scene
from training.loop.config import LoopConfig
from training.loop.loop import train
from training.loop.seeds import seed_all
from training.losses.naming import naming_loss
from training.losses.votenet import Assignment
from training.questions.augment import NONE
from training.questions.clues import StoredClues
from training.questions.presets import EMBEDDED_DIM, pretrain_config
from training.questions.pretrain import CategoryNames, PretrainTask
from training.questions.sample import SampleConfig
from training.rooms.example import ExampleConfig, make_example


class Rooms:
    """Rooms in memory."""

    def __init__(self, *numbers: int) -> None:
        examples = [make_example("train", n, ExampleConfig("clean", 12_000)) for n in numbers]
        self._scenes = [room_scene(example) for example in examples]
        self._types = [example.room.scene_type for example in examples]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(scene.name for scene in self._scenes)

    def __len__(self) -> int:
        return len(self._scenes)

    def scene(self, index: int) -> QuestionScene:
        return self._scenes[index]

    def scene_type(self, index: int) -> str:
        return self._types[index]


@pytest.fixture(scope="module")
def rooms() -> Rooms:
    return Rooms(1, 4)


def task(rooms: Rooms) -> PretrainTask:
    seed_all(0)
    rng = np.random.default_rng(0)
    features = rng.standard_normal((8, EMBEDDED_DIM)).astype(np.float32)
    features /= np.linalg.norm(features, axis=1, keepdims=True)
    labels = sorted({label for i in range(len(rooms)) for label in rooms.scene(i).boxes.labels})
    clues = StoredClues(
        features[:4].astype(np.float16), (0, 2, 4), features[4:6].astype(np.float16), (0, 1, 2)
    )
    config = replace(pretrain_config("tiny"), sample=SampleConfig(2_048, NONE), text=0.1, image=0.1)
    names = CategoryNames(tuple(labels[:8]), features[: len(labels[:8])])
    return PretrainTask(rooms, rooms, config, clues=clues, categories=names)


def options(out: Path, epochs: int) -> LoopConfig:
    return LoopConfig(out=out, epochs=epochs, lr=5e-3, eval_every=epochs, embed_every=epochs)


def test_it_learns_two_rooms(rooms: Rooms, tmp_path: Path) -> None:
    run = task(rooms)
    with torch.no_grad():
        batch = next(iter(run.batches(0, start=0, rank=0, world=1)))
        before = run.loss(run.model, batch, 0)
    train(run, options(tmp_path, 60))
    after = run.loss(run.model.train(), batch, 0)
    assert after.total < 0.75 * before.total
    for name in ("vote", "classes", "text", "image"):
        assert after.parts[name] < 0.9 * before.parts[name], name
    embeddings = run.embeddings(run.model.eval())
    assert embeddings is not None and embeddings.labels == (
        rooms.scene_type(0),
        rooms.scene_type(1),
    )
    assert (embeddings.embeddings[0] - embeddings.embeddings[1]).norm() > 1e-3


def test_resumed_equals_uninterrupted(rooms: Rooms, tmp_path: Path) -> None:
    train(task(rooms), options(tmp_path / "whole", 4))
    stopped = task(rooms)
    give = stopped.batches

    def until_third(epoch: int, *, start: int, rank: int, world: int):
        if epoch == 2:
            raise OSError(5, "gone", "room")
        return give(epoch, start=start, rank=rank, world=world)

    stopped.batches = until_third  # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(Exception, match="cannot read room"):
        train(stopped, options(tmp_path / "parts", 4))
    train(task(rooms), options(tmp_path / "parts", 4))
    whole, parts = (
        load_checkpoint(tmp_path / name / "last").tensors for name in ("whole", "parts")
    )
    assert all(torch.equal(whole[name], parts[name]) for name in whole)


def test_only_named_objects_are_named() -> None:
    torch.manual_seed(0)
    objects = torch.nn.functional.normalize(torch.randn(1, 4, 6), dim=-1).requires_grad_()
    names = torch.nn.functional.normalize(torch.randn(3, 6), dim=-1)
    assigned = Assignment(
        torch.tensor([[0, 1, 0, 1]]),
        torch.tensor([[True, True, False, True]]),
        torch.tensor([[True, True, False, True]]),
    )
    naming_loss(objects, names, torch.tensor([[2, -1]]), assigned).backward()
    assert objects.grad is not None
    moved = objects.grad.abs().sum(-1)[0] > 0
    assert moved.tolist() == [True, False, False, False]
    nothing = replace(assigned, positive=torch.zeros(1, 4, dtype=torch.bool))
    assert naming_loss(objects, names, torch.tensor([[2, -1]]), nothing) == 0

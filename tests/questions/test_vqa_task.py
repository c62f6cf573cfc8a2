"""Question answering learns two scenes by heart, and goes on exactly where it was stopped."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from backend.models.checkpoint import CheckpointError
from backend.models.question_network import QuestionNetwork, load_question_network
from backend.models.scene_network import SceneNetwork
from tests.checkpoints import CLASSES
from tests.questions.small_scenes import (
    FIRST,
    SECOND,
    Scenes,
    question_data,
    question_task,
    random_texts,
    task_config,
    tiny_config,
    vocabulary,
)
from training.errors import CommandError
from training.loop.config import LoopConfig
from training.loop.loop import train
from training.loop.run_folder import RunFolder
from training.loop.schedule import ScheduleConfig
from training.loop.task import Loss, StartsEpochs, Task
from training.questions.asking import Asker, VqaBatch, rounds_for
from training.questions.hurry import both_ways, hurried
from training.questions.vqa import VqaTask


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def first_batch(task: VqaTask, epoch: int = 0) -> VqaBatch:
    return next(iter(task.batches(epoch, start=0, rank=0, world=1)))


def options(out: Path, epochs: int, **changes: Any) -> LoopConfig:
    loop = LoopConfig(
        out=out, epochs=epochs, lr=4e-3, weight_decay=0.0, clip_norm=10.0, eval_every=epochs,
        embed_every=0, checkpoint_every=0, device="cpu", schedule=ScheduleConfig("constant"),
    )  # fmt: skip
    return replace(loop, **changes)


def tensors(value: object) -> list[Tensor]:
    if isinstance(value, Tensor):
        return [value]
    if not is_dataclass(value):
        return []
    return [tensor for one in fields(value) for tensor in tensors(getattr(value, one.name))]


class Stopping(VqaTask):
    """Is stopped in its second step."""

    steps = 0

    @classmethod
    def after_a_step(cls) -> "Stopping":
        task = question_task()
        task.__class__ = cls
        assert isinstance(task, Stopping)
        return task

    def loss(self, model: nn.Module, batch: VqaBatch, step: int) -> Loss:
        self.steps += 1
        if self.steps > 1:
            raise KeyboardInterrupt
        return super().loss(model, batch, step)


def test_it_is_a_task_of_the_loop() -> None:
    task = question_task()
    assert isinstance(task, Task) and isinstance(task, StartsEpochs)


def test_answers_are_learnt_by_heart(tmp_path: Path) -> None:
    falling = ScheduleConfig("cosine")
    config = tiny_config(len(vocabulary(question_data())))
    run = train(question_task(config), options(tmp_path / "run", 100, lr=3e-3, schedule=falling))
    loaded = load_question_network(run.last)
    metrics = {metric.name: metric.value for metric in loaded.card.metrics}
    assert metrics["EM@1"] == 100.0
    assert metrics["EM@10"] == 100.0
    assert metrics["presence"] > 80.0
    card = loaded.card
    assert card.task == "vqa" and card.classes == CLASSES.names
    assert card.answers == vocabulary(question_data()).answers
    assert {"chair", "lamp", "color"} <= set(card.data["words"])
    assert card.clip is not None and card.points == 800


def test_a_resumed_run_equals_an_uninterrupted_one(tmp_path: Path) -> None:
    whole = train(question_task(), options(tmp_path / "whole", 3))
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            train(Stopping.after_a_step(), options(tmp_path / "parts", 3, save_steps=1))
    parts = train(question_task(), options(tmp_path / "parts", 3, save_steps=1))
    assert weights(whole) == weights(parts)


def weights(run: RunFolder) -> bytes:
    return (run.last / "model.safetensors").read_bytes()


def test_batches_depend_on_seed_and_position_only() -> None:
    task = question_task()
    rounds = replace(task_config(len(vocabulary(question_data()))), rounds=3)
    asker = Asker(question_data(), vocabulary(question_data()), rounds)
    for one in (first_batch(task, 2), first_batch(question_task(), 2)):
        again = first_batch(task, 2)
        assert one.names == again.names
        assert all(torch.equal(a, b) for a, b in zip(tensors(one), tensors(again), strict=True))
    names = [batch.names for batch in asker.batches(1, start=0, rank=0, world=1)]
    assert len(names) == asker.steps == 3
    late = [batch.names for batch in asker.batches(1, start=2, rank=0, world=1)]
    assert late == names[2:]


def test_processes_share_a_batch() -> None:
    task = question_task()
    shares = [next(iter(task.batches(0, start=0, rank=r, world=2))) for r in range(2)]
    whole = first_batch(task)
    assert sum((share.scenes.names for share in shares), ()) == whole.scenes.names
    assert sorted(name for share in shares for name in share.names) == sorted(whole.names)


def test_an_epoch_asks_every_question() -> None:
    data = question_data()
    config = task_config(len(vocabulary(data)))
    config = replace(config, rounds=None, items=replace(config.items, questions=2, foreign=0))
    asker = Asker(data, vocabulary(data), config)
    assert asker.rounds == rounds_for(data.corpus, 2) == 3
    names = {name for batch in asker.batches(0, start=0, rank=0, world=1) for name in batch.names}
    assert {question.id for question in data.corpus.questions()} <= names


def test_what_is_asked_in_a_hurry_is_still_the_same_question() -> None:
    data = question_data()
    said = [*data.corpus.texts()]
    data = replace(data, texts=random_texts(both_ways(said)))
    assert [hurried(text) for text in said] == [hurried(text) for text in said]
    assert any(hurried(text) != text for text in said)
    config = task_config(len(vocabulary(data)))
    config = replace(config, items=replace(config.items, hurried=1.0))
    plain, typed = first_batch(question_task(data=data)), first_batch(question_task(config, data))
    assert sorted(plain.names) == sorted(typed.names)
    assert plain.asked.words.shape != typed.asked.words.shape or not torch.equal(
        plain.asked.words, typed.asked.words
    )
    row, same = plain.names.index("first-0"), typed.names.index("first-0")
    assert torch.equal(plain.targets.answers[row], typed.targets.answers[same])


def test_targets_are_what_the_scenes_say() -> None:
    task = question_task()
    batch = first_batch(task)
    answers = vocabulary(question_data())
    row = batch.names.index("first-0")
    scene = batch.asked.scenes[row]
    ids = batch.scenes.ids[scene]
    assert batch.scenes.names[scene] == "first"
    assert ids[batch.targets.referred[row]].tolist() == [11, 12]
    assert batch.targets.classes[row] == CLASSES.names.index("chair")
    assert batch.targets.answers[row].nonzero().flatten().tolist() == [answers.index["2"]]
    denied = batch.names.index("first-2")
    assert not batch.targets.presence[denied] and batch.targets.judged[denied]
    assert batch.targets.first[denied] == -1 and batch.targets.answered[denied]
    abroad = next(i for i, name in enumerate(batch.names) if name.endswith("foreign"))
    assert not batch.targets.answered[abroad] and not batch.targets.presence[abroad]


def test_every_parameter_that_learns_has_a_gradient() -> None:
    task = question_task()
    task.loss(task.model.train(), first_batch(task), 0).total.backward()
    grouped = {id(p) for group in task.parameter_groups() for p in group.parameters}
    for name, parameter in task.model.named_parameters():
        assert (parameter.grad is not None) == parameter.requires_grad, name
        assert id(parameter) in grouped or not parameter.requires_grad, name


def test_a_frozen_detector_stays_as_it_is(tmp_path: Path) -> None:
    config = replace(task_config(len(vocabulary(question_data()))), detector_lr=0.0)
    task = question_task(config)
    assert isinstance(task.model, QuestionNetwork)
    before = {k: v.clone() for k, v in task.model.scene.detector.state_dict().items()}
    fusion = {k: v.clone() for k, v in task.model.vqa.state_dict().items()}
    train(task, options(tmp_path, 2))
    after = task.model.scene.detector.state_dict()
    assert all(torch.equal(before[name], after[name]) for name in before)
    assert any(not torch.equal(fusion[k], v) for k, v in task.model.vqa.state_dict().items())


def test_it_starts_from_the_pretrained_scene_network() -> None:
    data = question_data()
    answers = vocabulary(data)
    config = task_config(len(answers))
    torch.manual_seed(5)
    pretrained = SceneNetwork(config.network.scene)
    task = VqaTask(data, data, answers, config, pretrained)
    assert isinstance(task.model, QuestionNetwork)
    started = task.model.scene.state_dict()
    assert all(torch.equal(started[k], v) for k, v in pretrained.state_dict().items())
    other = replace(config.network.scene, object_dim=0)
    with pytest.raises(CheckpointError, match="objects"):
        VqaTask(data, data, answers, config, SceneNetwork(other))


def test_words_of_another_width_are_refused() -> None:
    config = task_config(len(vocabulary(question_data())))
    narrow = replace(config.network, vqa=replace(config.network.vqa, words=7))
    with pytest.raises(CommandError, match="7 channels"):
        question_task(replace(config, network=narrow))


def test_two_scenes_have_different_embeddings() -> None:
    task = question_task()
    found = task.embeddings(task.model.eval())
    assert found is not None
    assert found.scenes == ("first", "second") and found.labels == ("bedroom", "bedroom")
    assert (found.embeddings[0] - found.embeddings[1]).abs().max() > 1e-3


def test_a_scene_about_which_nothing_is_said_can_be_learnt_from() -> None:
    silent = replace(SECOND, questions=(), descriptions=())
    data = question_data(Scenes(FIRST, silent))
    task = question_task(data=data)
    batch = first_batch(task)
    silent_row = batch.scenes.names.index("second")
    assert all(name.endswith("foreign") for name, row in zip(
        batch.names, batch.asked.scenes.tolist(), strict=True) if row == silent_row)  # fmt: skip
    assert task.loss(task.model.train(), batch, 0).total.isfinite()
    figures = dict(task.evaluate(task.model.eval()))
    assert set(figures) >= {"EM@1", "EM@10", "Acc@0.25", "Acc@0.5"}


def test_a_batch_in_which_nothing_is_asked_teaches_the_detector() -> None:
    config = task_config(len(vocabulary(question_data())))
    task = question_task(replace(config, items=replace(config.items, questions=0, descriptions=0,
                                                       foreign=0)))  # fmt: skip
    batch = first_batch(task)
    loss = task.loss(task.model.train(), batch, 0)
    asked = ("reference", "classes", "answer", "evidence", "presence")
    assert batch.names == ("nothing",) and all(loss.parts[name] == 0 for name in asked)
    assert loss.total.isfinite() and loss.total > 0


def test_quick_figures_are_the_same_every_time() -> None:
    task = question_task()
    assert dict(task.evaluate(task.model.eval())) == dict(task.evaluate(task.model.eval()))
    assert np.isfinite(list(dict(task.evaluate(task.model)).values())).all()


def test_answers_start_as_likely_as_they_are() -> None:
    data = question_data()
    answers = vocabulary(data)
    model = question_task(data=data).model
    assert isinstance(model, QuestionNetwork)
    last = [one for one in model.vqa.answer.modules() if isinstance(one, nn.Linear)][-1]
    count = len([*data.corpus.questions()])
    torch.testing.assert_close(last.bias.sigmoid(), torch.tensor(answers.counts) / count)

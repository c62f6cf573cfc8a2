"""What the loop's options mean, on a small task."""

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from torch import Tensor

from backend.models.checkpoint import load_checkpoint
from tests.training.loop import runs
from tests.training.loop.toy import STEPS, ToyConfig, ToyTask
from training.loop.loop import train
from training.loop.run_folder import RunFolder
from training.loop.schedule import ScheduleConfig, factor
from training.loop.task import ParameterGroup

EXACT = ToyConfig(noise=0.0, norm=False)
PLAIN = replace(runs.LOOP, optimizer="sgd", weight_decay=0.0, epochs=1, lr=0.05)


def weights(run: RunFolder) -> Tensor:
    tensors = load_checkpoint(run.last).tensors
    return torch.cat([tensors[name].flatten() for name in sorted(tensors)])


class Halves(ToyTask):
    """Each batch of the toy task in two halves, one after the other."""

    def steps_per_epoch(self, world: int) -> int:
        return 2 * STEPS

    def batches(self, epoch, *, start, rank, world):
        for batch in super().batches(epoch, start=start // 2, rank=0, world=1):
            for half in (slice(0, 4), slice(4, 8)):
                yield replace(batch, inputs=batch.inputs[half], targets=batch.targets[half])


def test_accumulating_two_halves_equals_the_whole_batch(tmp_path: Path) -> None:
    whole = train(ToyTask(EXACT), replace(PLAIN, out=tmp_path / "whole"))
    halves = train(Halves(EXACT), replace(PLAIN, out=tmp_path / "halves", accumulate=2))
    torch.testing.assert_close(weights(whole), weights(halves))


def test_an_epoch_that_does_not_divide_ends_with_a_smaller_step(tmp_path: Path) -> None:
    run = runs.toy_run(tmp_path, accumulate=4, epochs=2)
    assert [line["step"] for line in runs.log_lines(run) if "losses" in line] == [1, 2, 3, 4]


@pytest.mark.parametrize("limit", [1e-3, 1e-2])
def test_a_clipped_gradient_moves_the_weights_no_further(limit: float, tmp_path: Path) -> None:
    """The steps of momentum 0.9 add up to less than the gradients ten times."""
    before = torch.cat(
        [value.flatten() for _, value in sorted(ToyTask(EXACT).model.state_dict().items())]
    )
    for number, options in enumerate(({"clip_norm": limit}, {"clip_value": limit})):
        config = replace(PLAIN, out=tmp_path / str(number), **options)
        moved = weights(train(ToyTask(EXACT), config)) - before
        size = moved.norm() if "clip_norm" in options else moved.abs().max()
        assert 0 < size <= 10 * STEPS * PLAIN.lr * limit


def test_a_wide_limit_clips_nothing(tmp_path: Path) -> None:
    free = train(ToyTask(EXACT), replace(PLAIN, out=tmp_path / "free"))
    wide = replace(PLAIN, out=tmp_path / "wide", clip_norm=1e9, clip_value=1e9)
    assert torch.equal(weights(free), weights(train(ToyTask(EXACT), wide)))


class Frozen(ToyTask):
    def parameter_groups(self):
        first, *rest = self.model.parameters()
        return [ParameterGroup("first", [first], 0.0, 0.0), ParameterGroup("rest", rest)]


def test_groups_have_rates_of_their_own(tmp_path: Path) -> None:
    run = train(Frozen(EXACT), replace(PLAIN, out=tmp_path))
    first = ToyTask(EXACT).model.state_dict()["0.weight"]
    tensors = load_checkpoint(run.last).tensors
    assert torch.equal(tensors["0.weight"], first)
    assert not torch.equal(tensors["0.bias"], ToyTask(EXACT).model.state_dict()["0.bias"])


def test_best_holds_the_best_epoch_and_last_the_last(tmp_path: Path) -> None:
    run = runs.toy_run(tmp_path, epochs=6, lr=0.1)
    values = [line["metrics"]["error"] for line in runs.log_lines(run) if "metrics" in line]
    best = min(range(6), key=values.__getitem__) + 1
    for name, epoch in (("best", best), ("last", 6)):
        there, kept = load_checkpoint(run.path / name), load_checkpoint(run.checkpoint(epoch))
        assert there.card == kept.card
        assert [(one.name, one.value) for one in there.card.metrics] == [
            ("error", values[epoch - 1])
        ]
        assert all(torch.equal(there.tensors[key], kept.tensors[key]) for key in kept.tensors)


def test_the_worst_is_the_best_of_the_other_mode(tmp_path: Path) -> None:
    run = runs.toy_run(tmp_path, best_mode="max")
    values = [line["metrics"]["error"] for line in runs.log_lines(run) if "metrics" in line]
    assert load_checkpoint(run.best).card.metrics[0].value == max(values)


def test_a_run_without_progress_stops_early(tmp_path: Path) -> None:
    run = runs.toy_run(tmp_path, ToyConfig(flat=True), epochs=20, patience=2)
    assert runs.log_lines(run)[-1] == {"step": 3 * STEPS, "epoch": 3, "event": "finished"}
    before = runs.outcome(run)
    assert runs.outcome(runs.toy_run(tmp_path, ToyConfig(flat=True), epochs=20, patience=2)) == (
        before
    )


def test_embeddings_are_there_from_before_the_first_epoch(tmp_path: Path) -> None:
    run = runs.toy_run(tmp_path, epochs=3, embed_every=2, checkpoint_every=2)
    assert [run.embeddings(epoch).exists() for epoch in range(4)] == [True, False, True, True]
    assert [run.checkpoint(epoch).exists() for epoch in range(4)] == [False, False, True, True]
    with np.load(run.embeddings(0), allow_pickle=False) as file:
        assert file["scenes"].tolist() == ["a", "b"] and file["labels"].tolist() == ["one", "two"]
        assert file["embeddings"].dtype == np.float16 and file["embeddings"].shape == (2, 1)


def test_bfloat16_stays_close_to_float32(tmp_path: Path) -> None:
    exact = runs.toy_run(tmp_path / "exact", EXACT)
    mixed = runs.toy_run(tmp_path / "mixed", EXACT, precision="bf16-mixed")
    assert not torch.equal(weights(exact), weights(mixed))
    torch.testing.assert_close(weights(exact), weights(mixed), atol=0.05, rtol=0.05)
    assert weights(mixed).dtype == torch.float32


def test_tensorboard_shows_what_the_log_says(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        runs.toy_run(tmp_path, ToyConfig(signal_at=8))
    run = runs.toy_run(tmp_path)
    board = EventAccumulator(str(run.tensorboard)).Reload()
    lines = [line for line in runs.log_lines(run) if "losses" in line]
    shown = [(event.step, event.value) for event in board.Scalars("losses/total")]
    assert shown == [(line["step"], pytest.approx(line["losses"]["total"])) for line in lines]
    assert len(board.Scalars("metrics/error")) == 3


def test_the_configuration_is_written_before_the_first_step(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        runs.toy_run(tmp_path, ToyConfig(signal_at=0))
    written = json.loads((tmp_path / "config.json").read_text())
    assert written["task"] == "toy" and written["loop"]["lr"] == 0.01
    assert written["toy"] == {"batch": 8, "noise": 0.1}


class Momentum(ToyTask):
    started: tuple[int, ...] = ()

    def start_epoch(self, epoch: int) -> None:
        assert self.model.training
        self.started += (epoch,)


def test_a_task_hears_of_each_epoch(tmp_path: Path) -> None:
    task = Momentum(EXACT)
    train(task, replace(runs.LOOP, out=tmp_path))
    assert task.started == (0, 1, 2)


@given(
    st.sampled_from(["constant", "cosine", "multistep"]),
    st.floats(0, 3),
    st.integers(1, 20),
    st.integers(4, 8),
)
def test_a_schedule_rises_then_never_rises_again(
    kind: str, warmup: float, steps: int, epochs: int
) -> None:
    config = ScheduleConfig(kind, warmup=warmup, milestones=(3.0, 3.5))  # pyright: ignore
    rates = [factor(config, k, steps_per_epoch=steps, epochs=epochs) for k in range(steps * epochs)]
    risen = sum(k < warmup * steps for k in range(steps * epochs))
    assert all(0 < rate <= 1 for rate in rates)
    assert all(a < b for a, b in pairwise(rates[:risen]))
    assert all(a >= b for a, b in pairwise(rates[risen:]))
    if kind == "cosine" and warmup == 0:
        assert rates[0] == 1


def test_milestones_divide_the_rate() -> None:
    config = ScheduleConfig("multistep", milestones=(1.0, 3.0), decay=0.5)
    rates = [factor(config, step, steps_per_epoch=2, epochs=4) for step in range(8)]
    assert rates == [1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25]

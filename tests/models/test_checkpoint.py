"""Checkpoints come back as they were written, and nothing else is taken for one."""

import json
import math
import os
import string
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from backend.models.checkpoint import (
    Card,
    CheckpointError,
    ClipIdentity,
    Metric,
    fill,
    load_checkpoint,
    require_clip,
    save_checkpoint,
)

CLIP = ClipIdentity("ViT-B-32", "openai", "0" * 64)
CARD = Card(
    task="vqa",
    model="fusion",
    config={"layers": 2, "sizes": [1, 2]},
    clip=CLIP,
    classes=("bed", "sofa"),
    answers=("yes",),
    points=40_000,
    data={"split": "train", "seeds": [0, 1]},
    metrics=(Metric("EM@1", 0.5, "rooms test", "python -m training evaluate vqa"),),
    calibration={"answer": 1.5},
    commit="abc",
)

words = st.text(max_size=8)
numbers = st.floats(allow_nan=False, allow_infinity=False)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | numbers | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)
cards = st.fixed_dictionaries(
    {
        "task": words,
        "model": words,
        "config": st.dictionaries(words, plain, max_size=3),
        "clip": st.none() | st.builds(ClipIdentity, words, words, words),
        "classes": st.lists(words, max_size=3).map(tuple),
        "answers": st.lists(words, max_size=3).map(tuple),
        "points": st.none() | st.integers(1),
        "data": st.dictionaries(words, plain, max_size=3),
        "metrics": st.lists(st.builds(Metric, words, numbers, words, words), max_size=2).map(tuple),
        "calibration": st.dictionaries(words, numbers, max_size=2),
        "commit": words,
    }
)
"""Fields of a card. Checks at run time draw random numbers to build one, strategies must not."""
kinds = st.sampled_from([torch.float32, torch.float16, torch.bfloat16, torch.int64, torch.bool])
tensors = st.tuples(st.lists(st.integers(0, 3), max_size=3), kinds).map(
    lambda drawn: torch.arange(math.prod(drawn[0])).reshape(drawn[0]).to(drawn[1])
)
names = st.text(string.ascii_letters + "._", min_size=1, max_size=8)


@settings(deadline=None, max_examples=40)
@given(cards, st.dictionaries(names, tensors, max_size=4))
def test_a_checkpoint_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, Any], state: dict[str, Tensor]
) -> None:
    card, folder = Card(**values), tmp_path_factory.getbasetemp() / "round trip"
    save_checkpoint(folder, state, card)
    there = load_checkpoint(folder)
    assert there.card == card
    assert there.tensors.keys() == state.keys()
    for name, tensor in state.items():
        assert there.tensors[name].dtype == tensor.dtype
        assert torch.equal(there.tensors[name], tensor)


def test_tensors_that_share_memory_are_all_written(tmp_path: Path) -> None:
    one = torch.arange(6.0)
    state = {"one": one, "same": one, "part": one[2:4], "turned": one.reshape(2, 3).T}
    save_checkpoint(tmp_path / "x", state, CARD)
    there = load_checkpoint(tmp_path / "x").tensors
    assert all(torch.equal(there[name], state[name]) for name in state)


def held(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_save_replaces_the_whole_folder(tmp_path: Path) -> None:
    save_checkpoint(tmp_path / "x", {"a": torch.zeros(1)}, CARD, extra={"state.json": b"{}"})
    assert held(tmp_path / "x") == ["card.json", "model.safetensors", "state.json"]
    save_checkpoint(tmp_path / "x", {"b": torch.zeros(1)}, replace(CARD, task="other"))
    assert held(tmp_path / "x") == ["card.json", "model.safetensors"]
    assert held(tmp_path) == ["x"]
    there = load_checkpoint(tmp_path / "x")
    assert there.card.task == "other" and set(there.tensors) == {"b"}


def network() -> nn.Sequential:
    return nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2))


def test_a_network_is_filled_with_all_that_it_has() -> None:
    one, other = network(), network()
    one(torch.randn(5, 3))
    fill(other, one.state_dict())
    assert all(torch.equal(a, other.state_dict()[name]) for name, a in one.state_dict().items())


def test_names_and_shapes_that_differ_are_listed() -> None:
    model = network()
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    wrong = dict(before) | {"0.weight": torch.zeros(2, 4), "2.bias": torch.zeros(1)}
    del wrong["1.running_mean"]
    with pytest.raises(CheckpointError) as raised:
        fill(model, wrong)
    for part in (
        "does not fit Sequential",
        "missing: 1.running_mean",
        "unknown: 2.bias",
        "0.weight (wanted (2, 3), got (2, 4))",
    ):
        assert part in str(raised.value)
    assert all(torch.equal(model.state_dict()[name], tensor) for name, tensor in before.items())


def test_another_clip_is_refused_with_both_named() -> None:
    require_clip(CARD, CLIP)
    other = ClipIdentity("ViT-B-32", "openai", "1" * 64)
    with pytest.raises(CheckpointError) as raised:
        require_clip(CARD, other)
    assert str(CLIP) in str(raised.value) and str(other) in str(raised.value)
    with pytest.raises(CheckpointError, match="no CLIP"):
        require_clip(replace(CARD, clip=None), CLIP)


def edited(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], object]:
    def edit(folder: Path) -> None:
        values = json.loads((folder / "card.json").read_text("utf-8"))
        change(values)
        (folder / "card.json").write_text(json.dumps(values), "utf-8")

    return edit


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda folder: (folder / "card.json").unlink(), "card.json cannot be read"),
        (lambda folder: (folder / "card.json").write_text("{"), "is not JSON"),
        (lambda folder: (folder / "card.json").write_text("[]"), "wanted a JSON object"),
        (lambda folder: (folder / "card.json").write_bytes(b"\xff\xfe"), "is not text"),
        (lambda folder: (folder / "model.safetensors").unlink(), "safetensors cannot be read"),
        (lambda folder: (folder / "model.safetensors").write_bytes(b"x" * 99), "is damaged"),
        (lambda folder: os.truncate(folder / "model.safetensors", 70), "is damaged"),
        (edited(lambda card: card.pop("points")), "lacks points"),
        (edited(lambda card: card.update(more=1)), "unknown fields: more"),
        (edited(lambda card: card.update(format_version=2)), "format version 2"),
        (edited(lambda card: card.update(classes="bed")), "classes cannot be 'bed'"),
        (edited(lambda card: card.update(classes=[1])), "classes must be words"),
        (edited(lambda card: card.update(units="foot")), "wanted units in metre"),
        (edited(lambda card: card.update(points=True)), "points cannot be True"),
        (edited(lambda card: card["clip"].pop("sha256")), "clip lacks sha256"),
        (edited(lambda card: card["clip"].update(name=3)), "clip: name cannot be 3"),
        (edited(lambda card: card["metrics"].append(1)), "metrics lacks"),
        (edited(lambda card: card["metrics"][0].update(value="x")), "value cannot be 'x'"),
        (edited(lambda card: card["calibration"].update(a=float("nan"))), "calibration"),
    ],
)
def test_what_is_no_checkpoint_is_refused(
    damage: Callable[[Path], object], told: str, tmp_path: Path
) -> None:
    save_checkpoint(tmp_path / "x", {"a": torch.zeros(4)}, CARD)
    damage(tmp_path / "x")
    with pytest.raises(CheckpointError, match=told) as raised:
        load_checkpoint(tmp_path / "x")
    assert str(tmp_path) in str(raised.value) and "\n" not in str(raised.value)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="is no folder"):
        load_checkpoint(tmp_path / "nothing")


@pytest.mark.parametrize("value", [float("nan"), Path("a"), {1, 2}])
def test_a_card_holds_only_what_json_can(value: Any) -> None:
    with pytest.raises(ValueError, match="JSON"):
        replace(CARD, config={"a": value})

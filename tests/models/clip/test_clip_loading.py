"""Loading by name: what can be had is found, and what cannot is one clear line."""

import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

import open_clip
import pytest
from huggingface_hub import constants

from backend.models.clip import hub
from backend.models.clip.loading import ClipError, load_clip
from tests.models.clip.tiny_clips import BPE, VIT, config, saved

ROOT = Path(__file__).parents[3]


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import json, sys, backend.models.clip; print(json.dumps(list(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert {"torch", "open_clip", "transformers"}.isdisjoint(json.loads(done.stdout))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("ViT-B32/openai", "did you mean ViT-B-32"),
        ("ViT-B-32/openay", "one of openai, "),
        ("ViT-B-32", "one of openai, "),
        ("", "ARCHITECTURE/WEIGHTS"),
    ],
)
def test_a_wrong_name_is_told_the_right_ones(name: str, message: str) -> None:
    with pytest.raises(ClipError, match=message):
        load_clip(name)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ClipError, match=r"wanted a folder with open_clip_config\.json"):
        load_clip(str(tmp_path))


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    (saved(tmp_path, config(VIT, BPE)) / "open_clip_model.safetensors").unlink()
    with pytest.raises(ClipError, match="does not load: Required pretrained weights"):
        load_clip(str(tmp_path))


def test_weights_of_another_shape_are_refused_in_one_line(tmp_path: Path) -> None:
    saved(tmp_path, config(VIT, BPE))
    (tmp_path / "open_clip_config.json").write_text(
        json.dumps({"model_cfg": config({**VIT, "layers": 2}, BPE)})
    )
    with pytest.raises(ClipError, match="Unexpected key") as refused:
        load_clip(str(tmp_path))
    assert "\n" not in str(refused.value)


def test_a_file_of_weights_fills_an_architecture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = saved(tmp_path / "tiny", config(VIT, BPE))
    known: dict[str, Any] = open_clip.factory._MODEL_CONFIGS
    monkeypatch.setitem(known, "tiny-vit", config(VIT, BPE))
    clip = load_clip(f"tiny-vit/{folder / 'open_clip_model.safetensors'}")
    assert clip.identity.sha256 == load_clip(str(folder)).identity.sha256
    assert (clip.identity.name, clip.identity.tag) == ("tiny-vit", "open_clip_model")


def test_weights_get_the_activation_they_were_trained_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: dict[str, Any] = {}

    def create(*names: str, **options: Any) -> NoReturn:
        asked.update(options, names=names)
        raise RuntimeError("enough\nof this")

    monkeypatch.setattr(open_clip, "create_model", create)
    monkeypatch.setattr(hub, "_answers", lambda: True)
    for name, quick in (("ViT-B-32/openai", True), ("ViT-B-32/laion2b_s34b_b79k", False)):
        with pytest.raises(ClipError, match=f"CLIP {name} does not load: enough of this"):
            load_clip(name)
        assert asked["force_quick_gelu"] is quick


def test_without_a_network_one_line_says_what_can_be_done(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(hub, "_answers", lambda: False)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", "/nowhere")
    handlers = list(logging.getLogger().handlers)
    with pytest.raises(ClipError, match=r"timm/none/hub: it is not in the cache.*embedded"):
        load_clip("hf-hub:timm/none")
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger().handlers == handlers


def test_the_cache_is_asked_before_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    offline: list[bool] = []

    def get() -> str:
        offline.append(constants.is_offline_mode())
        if constants.is_offline_mode():
            raise OSError("not in the cache")
        return "fetched"

    monkeypatch.setattr(hub, "_answers", lambda: True)
    assert hub.cached_first(get) == "fetched"
    assert offline == [True, False]
    assert hub.cached_first(lambda: "cached") == "cached"


def test_a_hub_that_must_not_be_asked_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    def answers() -> NoReturn:
        raise AssertionError("the hub was asked")

    def get() -> NoReturn:
        raise OSError("not in the cache")

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    monkeypatch.setattr(hub, "_answers", answers)
    with pytest.raises(ConnectionError, match="not in the cache"):
        hub.cached_first(get)
    assert constants.is_offline_mode()

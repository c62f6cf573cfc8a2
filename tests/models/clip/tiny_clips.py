"""Small random CLIPs in folders, as open_clip saves its own."""

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import open_clip
import torch
from safetensors.torch import save_file

from backend.models.clip.loading import load_clip
from backend.models.clip.model import Clip

SIZE, PATCH = 32, 8
"""Edge of images and of patches, pixels."""

BPE = {"context_length": 77, "vocab_size": 49408, "width": 32, "heads": 2, "layers": 2}

VIT = {"layers": 3, "width": 32, "head_width": 16, "patch_size": PATCH, "image_size": SIZE}
TIMM_VIT = {
    "timm_model_name": "test_vit",
    "timm_pool": "avg",
    "timm_proj": "linear",
    "image_size": 160,
}
CONVNET = {
    "timm_model_name": "test_resnet",
    "timm_pool": "avg",
    "timm_proj": "linear",
    "image_size": 64,
}


def config(vision: dict[str, Any], text: dict[str, Any], **others: Any) -> dict[str, Any]:
    return {"embed_dim": 24, "vision_cfg": dict(vision), "text_cfg": dict(text), **others}


def saved(folder: Path, model_config: dict[str, Any], *, seed: int = 0) -> Path:
    """The folder, with a random model of this configuration in it."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = json.loads(json.dumps(model_config))
    kind = open_clip.CustomTextCLIP if settings.pop("custom_text", False) else open_clip.CLIP
    torch.manual_seed(seed)
    model = kind(**settings)
    for one in model.parameters():
        # open_clip leaves its class token and places nearly 0: nothing could be told apart.
        if one.ndim > 1:
            torch.nn.init.normal_(one, std=0.2)
    (folder / "open_clip_config.json").write_text(json.dumps({"model_cfg": model_config}))
    save_file(model.state_dict(), folder / "open_clip_model.safetensors")
    return folder


def tiny(vision: dict[str, Any], text: dict[str, Any] = BPE, *, custom: bool = True) -> Clip:
    """Shared by all tests: a loaded CLIP is frozen."""
    return _tiny(json.dumps(config(vision, text, custom_text=custom)))


@cache
def _tiny(model_config: str) -> Clip:
    with TemporaryDirectory() as folder:
        return load_clip(str(saved(Path(folder), json.loads(model_config))))

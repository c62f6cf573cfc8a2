"""The embedded CLIP, "ask3d": works without a network and is shipped with the program.

An open_clip model of two towers: all-MiniLM-L6-v2, frozen, under a linear projection; and a small
image tower trained on rooms. It is LiT (Zhai et al. 2022) with the roles of words and images
exchanged. The projection starts as the identity, so that English that no room ever used keeps
MiniLM's geometry.

What is shipped is a checkpoint of all but the text tower, which comes from its own package:

    card.json          task "clip", model "ask3d", config = the fields of `ImageTowerConfig`
    model.safetensors  visual.*, text_projection.weight, logit_scale
"""

from collections.abc import Mapping
from pathlib import Path

from open_clip import CustomTextCLIP
from open_clip.hf_model import HFTextEncoder
from open_clip.model import CLIPTextCfg, CLIPVisionCfg, set_model_preprocess_cfg
from torch import Tensor, nn

from backend.models.checkpoint import CheckpointError, fill, load_checkpoint
from backend.models.clip.identity import ClipIdentity, weights_sha256
from backend.models.clip.image_tower import ImageTower, ImageTowerConfig
from backend.models.clip.minilm import (
    WEIGHTS_SHA256,
    WIDTH,
    MiniLmTokenizer,
    fill_with_minilm,
    minilm_folder,
)
from backend.models.clip.model import Clip
from backend.models.clip.preprocess import preprocess_settings
from backend.models.clip.text import HuggingFaceText

NAME = "ask3d"
FOLDER = Path(__file__).parents[3] / "assets" / "clip"

_TEXT_TOWER = "text.transformer."
_RENAMED = {"text.proj.weight": "text_projection.weight"}
"""open_clip's name to the name in a checkpoint."""


def build_embedded(config: ImageTowerConfig = ImageTowerConfig()) -> Clip:
    """With a random image tower and the identity as projection.

    Raises:
        ValueError: The text tower is not there, or is not the published one.
    """
    model, text = _towers(config)
    return Clip(model, text, _identity(shipped(model)), WIDTH)


def load_embedded(folder: Path = FOLDER) -> Clip:
    """From a checkpoint as described above.

    Raises:
        ValueError: There is no such checkpoint, or it is of another model.
    """
    checkpoint = load_checkpoint(folder)
    card = checkpoint.card
    if card.model != NAME:
        raise CheckpointError(f"{folder}: wanted a CLIP, the model {NAME!r}, got {card.model!r}")
    try:
        config = ImageTowerConfig(**card.config)
    except TypeError as error:
        raise CheckpointError(
            f"{folder}: the card's config is no image tower's: {error}"
        ) from error
    model, text = _towers(config)
    own = {k: v for k, v in model.state_dict().items() if k.startswith(_TEXT_TOWER)}
    names = {stored: name for name, stored in _RENAMED.items()}
    fill(model, own | {names.get(k, k): v for k, v in checkpoint.tensors.items()})
    return Clip(model, text, _identity(checkpoint.tensors), WIDTH)


def shipped(model: nn.Module) -> dict[str, Tensor]:
    """What a checkpoint of the embedded model holds."""
    state = model.state_dict().items()
    return {_RENAMED.get(k, k): v for k, v in state if not k.startswith(_TEXT_TOWER)}


def _towers(config: ImageTowerConfig) -> tuple[CustomTextCLIP, HuggingFaceText]:
    folder = minilm_folder()
    settings = CLIPTextCfg(
        hf_model_name=str(folder),
        hf_model_pretrained=False,  # Its weights are checked and filled in below.
        hf_proj_type="linear",
        hf_pooler_type="mean_pooler",
    )
    # open_clip builds towers of its own kinds only: ours takes the place of one without layers.
    model = CustomTextCLIP(WIDTH, CLIPVisionCfg(layers=0, width=64), settings)
    model.visual = ImageTower(config, WIDTH)  # pyright: ignore[reportAttributeAccessIssue]
    set_model_preprocess_cfg(model, preprocess_settings(config.image_size))
    text = model.text
    assert isinstance(text, HFTextEncoder) and isinstance(text.proj, nn.Linear)
    nn.init.eye_(text.proj.weight)
    fill_with_minilm(text, folder)
    model.eval().requires_grad_(False)
    return model, HuggingFaceText(text, MiniLmTokenizer(folder))


def _identity(tensors: Mapping[str, Tensor]) -> ClipIdentity:
    return ClipIdentity(NAME, "rooms", weights_sha256(tensors, WEIGHTS_SHA256))

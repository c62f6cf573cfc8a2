"""Any CLIP by name.

    load_clip()                                  the embedded model: no network, no download
    load_clip("ViT-B-32/openai")                 any of open_clip.list_pretrained()
    load_clip("ViT-B-32/weights/mine.pt")        a file of weights for an architecture
    load_clip("hf-hub:timm/ViT-B-16-SigLIP")     any open_clip model on the Hugging Face hub
    load_clip("models/mine")                     a folder: open_clip_config.json with weights, or a
                                                 checkpoint of the embedded model

What is downloaded is kept in open_clip's own caches and found there when the network is gone.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

import open_clip
import torch
from open_clip.hf_model import HFTextEncoder
from open_clip.pretrained import get_pretrained_cfg

from backend.models.checkpoint import CARD
from backend.models.clip.embedded import load_embedded
from backend.models.clip.hub import cached_first
from backend.models.clip.identity import ClipIdentity, weights_sha256
from backend.models.clip.model import Clip
from backend.models.clip.text import HuggingFaceText, OpenClipText, TextTower, Tokenizer

EMBEDDED = "embedded"
_HUB = "hf-hub:"
_CONFIG = "open_clip_config.json"
_LONGEST_CAUSE = 300


class ClipError(ValueError):
    """A CLIP that does not exist, cannot be had now, or is of a kind that is not supported."""


@dataclass(frozen=True)
class _Source:
    """What open_clip is asked for, and what the model is called."""

    architecture: str
    """open_clip's name of a model, with its prefix for a folder or the hub."""
    weights: str | None
    """A tag or a file; None where the architecture says it all."""
    name: str
    tag: str
    local: bool


def load_clip(name: str = EMBEDDED, *, device: torch.device | str = "cpu") -> Clip:
    """The model in single precision and evaluation mode, without gradients.

    Raises:
        ValueError: There is no such model, or it is neither here nor to be had: one line says why.
    """
    if name == EMBEDDED:
        return load_embedded().to(device)
    if (Path(name) / CARD).is_file():
        return load_embedded(Path(name)).to(device)
    return _from_open_clip(_source(name)).to(device)


def _source(name: str) -> _Source:
    path = Path(name)
    if name and path.is_dir():
        if not (path / _CONFIG).is_file():
            raise ClipError(f"{name}: wanted a folder with {_CONFIG} or {CARD}, neither is there")
        return _Source(f"local-dir:{path}", None, path.resolve().name, "local", True)
    if name.startswith(_HUB):
        return _Source(name, None, name.removeprefix(_HUB), "hub", False)
    architecture, _, weights = name.partition("/")
    _require_architecture(name, architecture)
    if Path(weights).is_file():
        return _Source(architecture, weights, architecture, Path(weights).stem, True)
    tags = open_clip.list_pretrained_tags_by_model(architecture)
    if weights not in tags:
        raise ClipError(
            f"{name}: wanted {architecture}/WEIGHTS with a file or one of {', '.join(tags)}"
        )
    return _Source(architecture, weights, architecture, weights, False)


def _require_architecture(name: str, architecture: str) -> None:
    known = open_clip.list_models()
    if architecture in known:
        return
    near = get_close_matches(architecture, known, n=5, cutoff=0.4)
    hint = f"did you mean {', '.join(near)}?" if near else "see open_clip.list_pretrained()"
    raise ClipError(
        f"no CLIP {name!r}: wanted {EMBEDDED!r}, ARCHITECTURE/WEIGHTS such as ViT-B-32/openai, "
        f"{_HUB}ORGANISATION/MODEL or a folder; {hint}"
    )


def _from_open_clip(source: _Source) -> Clip:
    with _one_line(source):
        load = partial(_loaded, source)
        model, tokenizer, dim = load() if source.local else cached_first(load)
    model.eval().requires_grad_(False)
    identity = ClipIdentity(source.name, source.tag, weights_sha256(model.state_dict()))
    return Clip(model, text_tower(model, tokenizer), identity, dim)


def _loaded(source: _Source) -> tuple[Any, Tokenizer, int]:
    # An activation other than the one the weights were trained with is no error to open_clip.
    tag = get_pretrained_cfg(source.architecture, source.weights or "")
    model = open_clip.create_model(
        source.architecture,
        source.weights,
        require_pretrained=True,
        force_quick_gelu=bool(tag.get("quick_gelu", False)),
    )
    config = open_clip.get_model_config(source.architecture)
    assert config is not None
    tokenizer: Any = open_clip.get_tokenizer(source.architecture)
    return model, tokenizer, config["embed_dim"]


def text_tower(model: Any, tokenizer: Tokenizer) -> TextTower:
    """The text tower of a model of open_clip, with the model's tokenizer."""
    if isinstance(model, open_clip.CLIP):
        return OpenClipText(model, tokenizer)
    if isinstance(model.text, HFTextEncoder):
        return HuggingFaceText(model.text, tokenizer)
    padding = getattr(getattr(tokenizer, "tokenizer", None), "pad_token_id", None)
    return OpenClipText(model.text, tokenizer, padding=padding)


@contextmanager
def _one_line(source: _Source) -> Iterator[None]:
    """Whatever goes wrong inside of open_clip becomes one line; what it logs is left out."""
    root, silent = logging.getLogger(), logging.NullHandler()
    # open_clip logs to the root, which gives itself a handler on stderr where it has none.
    root.addHandler(silent)
    try:
        yield
    except ConnectionError as error:
        raise ClipError(
            f"no CLIP {source.name}/{source.tag}: {error}. Load it once with a network, or use "
            f"{EMBEDDED!r}, which needs none"
        ) from error
    except Exception as error:  # open_clip's errors have no common base.
        cause = " ".join(str(error).split())[:_LONGEST_CAUSE]
        raise ClipError(f"CLIP {source.name}/{source.tag} does not load: {cause}") from error
    finally:
        root.removeHandler(silent)

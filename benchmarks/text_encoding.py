"""How long words take to become features: cut at the end of the text, and with all padding.

`python -m benchmarks.text_encoding --threads 1`

The embedded model's text tower, and CLIP's ViT-B/32 with random weights, whose speed is the same
and which needs no download. Fails if cutting changes a feature by more than rounding does.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import open_clip
import torch
import tyro
from open_clip.tokenizer import HFTokenizer
from rich.console import Console
from rich.table import Table
from torch import Tensor

from backend.models.clip.embedded import build_embedded
from backend.models.clip.loading import text_tower
from backend.models.clip.minilm import CONTEXT, minilm_folder
from backend.models.clip.text import TextTower, Tokenizer, encode

_NOUNS = "chair sofa table window door bed desk lamp".split()
_TEXTS = {
    "a word": ["chair"],
    "a question": ["where is the brown chair next to the window?"],
    "64 prompts": [f"a photo of a {noun}" for noun in _NOUNS] * 8,
}
_ROUNDING = 1e-4


@dataclass(frozen=True)
class Options:
    repetitions: int = 15
    threads: int = 1


@dataclass(frozen=True)
class Model:
    name: str
    tower: TextTower
    whole: Callable[[Tensor], Tensor]
    """open_clip's own encoder, which computes every token of the context."""
    tokenizer: Tokenizer


def models() -> list[Model]:
    embedded = build_embedded()
    padded: Any = HFTokenizer(str(minilm_folder()), context_length=CONTEXT, local_files_only=True)
    settings = open_clip.get_model_config("ViT-B-32")
    assert settings is not None
    large = open_clip.CLIP(**settings).eval()
    tokenizer: Any = open_clip.get_tokenizer("ViT-B-32")
    return [
        Model("embedded (MiniLM)", embedded.text, embedded.model.encode_text, padded),
        Model("ViT-B/32", text_tower(large, tokenizer), large.encode_text, tokenizer),
    ]


def milliseconds(run: Callable[[], Tensor], repetitions: int) -> float:
    """Of the fastest call: what else the machine does can only add to it."""
    times = []
    for _ in range(repetitions):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return 1e3 * min(times)


@torch.inference_mode()
def main(options: Options) -> None:
    torch.set_num_threads(options.threads)
    table = Table(title=f"Text to feature, {options.threads} thread(s), ms")
    for column in ("model", "texts", "tokens", "cut", "whole", "×", "largest difference"):
        table.add_column(column, justify="right")
    worst = 0.0
    for model in models():
        for name, texts in _TEXTS.items():
            cut, whole = encode(model.tower, texts), model.whole(model.tokenizer(texts))
            difference = (cut - whole).abs().max().item()
            worst = max(worst, difference)
            ours = milliseconds(lambda m=model, t=texts: encode(m.tower, t), options.repetitions)
            theirs = milliseconds(
                lambda m=model, t=texts: m.whole(m.tokenizer(t)), options.repetitions
            )
            tokens = model.tower.words(texts).cut().ids.shape[1]
            table.add_row(
                model.name,
                name,
                str(tokens),
                f"{ours:.1f}",
                f"{theirs:.1f}",
                f"{theirs / ours:.1f}",
                f"{difference:.0e}",
            )
    Console().print(table)
    if worst > _ROUNDING:
        sys.exit(f"cutting changed a feature by {worst:.1e}, more than {_ROUNDING:.0e}")


if __name__ == "__main__":
    main(tyro.cli(Options))

"""Features of texts, computed once: training then runs where the text tower is absent."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from jaxtyping import Float16
from tqdm import tqdm

from training.clip.corpus import features_path, read_part, write_features
from training.clip.words import Words, all_texts, read_words, write_words
from training.errors import CommandError

Encoder = Callable[[Sequence[str]], Float16[np.ndarray, "texts width"]]


def add_features(parts: Sequence[Path], words: Path) -> None:
    """Write what is not there yet: features of the captions of all parts, and of the words.

    Raises:
        CommandError: the text tower is needed and is neither installed nor to be had.
    """
    wanted = [part for part in parts if not features_path(part).exists()]
    if not wanted and _is_current(words):
        return
    encode = minilm_encoder()
    for part in tqdm(wanted, desc="Text features", unit="part", disable=not wanted):
        write_features(part, encode(read_part(part).texts))
    if not _is_current(words):
        texts = all_texts()
        write_words(words, Words(tuple(texts), encode(texts)))


def minilm_encoder() -> Encoder:
    """The frozen text tower of the embedded CLIP.

    Raises:
        CommandError: it is neither installed nor to be had from the hub.
    """
    from backend.models.clip.minilm import load_minilm
    from backend.models.clip.text import encode

    try:
        tower = load_minilm()
    except (ValueError, OSError) as error:
        raise CommandError(f"text features are missing and cannot be computed: {error}") from error

    def encoded(texts: Sequence[str]) -> Float16[np.ndarray, "texts width"]:
        # Captions repeat within a part.
        unique = list(dict.fromkeys(texts))
        at = {text: i for i, text in enumerate(unique)}
        features = encode(tower, unique).half().numpy()
        return features[[at[text] for text in texts]]

    return encoded


def _is_current(words: Path) -> bool:
    if not words.exists():
        return False
    try:
        read_words(words)
    except CommandError:
        return False
    return True

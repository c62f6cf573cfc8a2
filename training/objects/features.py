"""What a CLIP makes of a corpus' captions and pictures, computed once for each part and CLIP."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import torch
from jaxtyping import Float16, Int64
from tqdm import tqdm

from backend.models.atomic import write_file
from backend.models.clip.model import Clip
from training.errors import CommandError

_AT_ONCE = 128
"""Texts or pictures."""


@dataclass(frozen=True)
class PartFeatures:
    texts: Float16[np.ndarray, "texts dim"]
    """Unit vectors, those of one object after the other."""
    owners: Int64[np.ndarray, " texts"]
    """Index of the object."""
    pictures: Float16[np.ndarray, "objects dim"] | None
    """Unit vectors; None where a part has no pictures."""


def add_features(parts: Sequence[Path], clip: Clip) -> None:
    """Write what is not there yet.

    Raises:
        CommandError: a part is damaged.
        OSError: it cannot be written.
    """
    wanted = [part for part in parts if not features_path(part, clip).exists()]
    for part in tqdm(wanted, desc="Features", unit="part", disable=not wanted):
        captions = read_words(part)[1]
        arrays = {
            "texts": _texts([text for own in captions for text in own], clip),
            "owners": np.repeat(np.arange(len(captions)), [len(own) for own in captions]),
        }
        if (part / "pictures.npy").exists():
            arrays["pictures"] = _pictures(np.load(part / "pictures.npy", mmap_mode="r"), clip)
        buffer = io.BytesIO()
        np.savez(buffer, **arrays)
        write_file(features_path(part, clip), buffer.getvalue())


def read_features(part: Path, clip: Clip) -> PartFeatures:
    """Raises:
    CommandError: they are not there or damaged.
    """
    path = features_path(part, clip)
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            pictures = file["pictures"] if "pictures" in file.files else None
            return PartFeatures(file["texts"], file["owners"], pictures)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise CommandError(f"cannot read {path} ({error}). Delete it, it is made again") from error


def read_words(part: Path) -> tuple[list[str], list[list[str]]]:
    """Category and captions of each object.

    Raises:
        CommandError: they are not there or damaged.
    """
    try:
        words = json.loads((part / "words.json").read_text("utf-8"))
        return words["categories"], words["captions"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{part}: damaged ({error}). Delete it, it is made again") from error


def features_path(part: Path, clip: Clip) -> Path:
    return part.with_name(f"{part.name}.{clip.identity.sha256[:12]}.npz")


def _texts(texts: list[str], clip: Clip) -> Float16[np.ndarray, "texts dim"]:
    unique = list(dict.fromkeys(texts))
    at = {text: i for i, text in enumerate(unique)}
    # Texts of like length meet, so that little is padded.
    order = sorted(range(len(unique)), key=lambda i: len(unique[i]))
    features = np.zeros((len(unique), clip.dim), np.float16)
    for start in range(0, len(order), _AT_ONCE):
        rows = order[start : start + _AT_ONCE]
        features[rows] = clip.encode_text([unique[i] for i in rows]).half().cpu().numpy()
    return features[[at[text] for text in texts]]


def _pictures(pictures: np.ndarray, clip: Clip) -> Float16[np.ndarray, "objects dim"]:
    found = []
    for start in range(0, len(pictures), _AT_ONCE):
        batch = torch.from_numpy(np.array(pictures[start : start + _AT_ONCE]))
        found.append(clip.encode_images(clip.normalized(batch)).half().cpu().numpy())
    return np.concatenate(found)

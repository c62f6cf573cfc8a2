"""The file that `python -m backend embed` writes."""

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from backend.engine.answers import Embeddings
from backend.library.files import write_atomically
from backend.types import SceneError


def save_embeddings(
    out: Path, paths: Sequence[Path], found: Sequence[Embeddings], clip: str
) -> None:
    """See `embed` for the arrays; whole or not at all.

    Raises:
        SceneError: the disk does not take it.
    """
    boxes = [one.boxes for one in found]
    arrays = {
        "paths": np.array([str(path) for path in paths]),
        "scenes": np.stack([one.scene for one in found]),
        "objects": np.concatenate([one.objects for one in found]),
        "scene": np.repeat(np.arange(len(found)), [len(one) for one in boxes]),
        "labels": np.array([label for one in boxes for label in one.labels], np.str_),
        "centers": np.concatenate([one.centers for one in boxes]),
        "sizes": np.concatenate([one.sizes for one in boxes]),
        "yaws": np.concatenate([one.yaws for one in boxes]),
        "scores": np.concatenate([np.ones(len(one)) if one.scores is None else one.scores
                                  for one in boxes]),
        "clip": np.array(clip),
    }  # fmt: skip
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=False, **arrays)
    if not write_atomically(out, buffer.getvalue()):
        raise SceneError(out, "could not be written", "Make room on the disk or write elsewhere")

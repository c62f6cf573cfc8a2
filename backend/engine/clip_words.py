"""Names and pictures in CLIP space, each computed once."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from jaxtyping import Float32, UInt8
from PIL import Image

from backend.engine.relevancy import CANONICAL
from backend.models.clip.model import Clip

_KEPT = 2000
"""Names that are remembered."""


class ClipWords:
    """Safe for many threads."""

    def __init__(self, clip: Clip) -> None:
        self._clip = clip
        self._known: OrderedDict[str, Float32[np.ndarray, " clip"]] = OrderedDict()
        self._lock = threading.Lock()

    def name(self, text: str) -> Float32[np.ndarray, " clip"]:
        """Of unit length: the mean over a few sentences around the text."""
        return self.names((text,))[0]

    def names(self, texts: Sequence[str]) -> Float32[np.ndarray, "texts clip"]:
        with self._lock:
            missing = [text for text in dict.fromkeys(texts) if text not in self._known]
            if missing:
                features = self._clip.encode_names(missing).cpu().numpy()
                self._known.update(zip(missing, features, strict=True))
            for text in texts:
                self._known.move_to_end(text)
            found = np.stack([self._known[text] for text in texts])
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return found

    def picture(
        self, picture: Image.Image | UInt8[np.ndarray, "h w 3"]
    ) -> Float32[np.ndarray, " clip"]:
        """Of unit length."""
        return self._clip.encode_images(self._clip.preprocess(picture)[None])[0].cpu().numpy()

    @cached_property
    def canonical(self) -> Float32[np.ndarray, "phrases clip"]:
        """Of the phrases that mean anything."""
        return self._clip.encode_text(CANONICAL).cpu().numpy()

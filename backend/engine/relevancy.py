"""How relevant something is to a query, both in CLIP space (LERF, Kerr et al. 2023)."""

import numpy as np
from jaxtyping import Float32

CANONICAL = ("object", "things", "stuff", "texture")
"""What anything is: a query counts only as far as it says more."""
_SHARPNESS = 10.0


def relevancy(
    features: Float32[np.ndarray, "items clip"],
    queries: Float32[np.ndarray, "queries clip"],
    canonical: Float32[np.ndarray, "phrases clip"],
) -> Float32[np.ndarray, "queries items"]:
    """In [0, 1], all of unit length; above 0.5 the item is closer to the query than to any phrase.

    The least over the phrases of softmax(10 · [cos(item, query), cos(item, phrase)])[0].
    """
    wanted = queries @ features.T
    plain = (canonical @ features.T).max(axis=0)
    return (1 / (1 + np.exp(-_SHARPNESS * (wanted - plain)))).astype(np.float32)

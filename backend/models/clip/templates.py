"""Sentences around a name; a prompt ensemble is the mean over several (Radford et al. 2021)."""

from itertools import product

THIS_IS = ("This is a {}",)
"""The one sentence of CG3D's zero-shot protocol."""

SHORT = (
    "{}",
    "a {}",
    "a photo of a {}.",
    "a picture of the {}.",
    "there is a {} in the room.",
    "a close-up photo of a {}.",
    "a rendering of a {}.",
)
"""A few plain ones: the default."""

_MEDIA = (
    "a point cloud of",
    "a 3D model of",
    "a 3D scan of",
    "a rendering of",
    "a photo of",
    "a picture of",
    "a depth image of",
    "a scene with",
)
_VIEWS = (
    "a {}",
    "the {}",
    "one {}",
    "a small {}",
    "a large {}",
    "part of a {}",
    "a clean {}",
    "a partly hidden {}",
)

SCANS = tuple(f"{medium} {view}." for medium, view in product(_MEDIA, _VIEWS))
"""64 sentences about shapes and scans, after the idea of ULIP (Xue et al. 2023): many ways in
which one thing comes to be seen."""

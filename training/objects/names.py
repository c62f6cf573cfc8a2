"""Official class names of object data sets, in their official order, and their axes."""

import numpy as np
from jaxtyping import Float32

MODELNET10 = (
    "bathtub", "bed", "chair", "desk", "dresser", "monitor", "night stand", "sofa", "table",
    "toilet",
)  # fmt: skip
MODELNET40 = (
    "airplane", "bathtub", "bed", "bench", "bookshelf", "bottle", "bowl", "car", "chair", "cone",
    "cup", "curtain", "desk", "door", "dresser", "flower pot", "glass box", "guitar", "keyboard",
    "lamp", "laptop", "mantel", "monitor", "night stand", "person", "piano", "plant", "radio",
    "range hood", "sink", "sofa", "stairs", "stool", "table", "tent", "toilet", "tv stand", "vase",
    "wardrobe", "xbox",
)  # fmt: skip
SCANOBJECTNN = (
    "bag", "bin", "box", "cabinet", "chair", "desk", "display", "door", "shelf", "table", "bed",
    "pillow", "sink", "sofa", "toilet",
)  # fmt: skip
SHAPENET_NAMES = {"display": "monitor", "vessel": "ship", "ashcan": "trashcan"}
"""What CG3D calls what the taxonomy calls otherwise."""


def z_up(points: Float32[np.ndarray, "*objects points 3"]) -> Float32[np.ndarray, "..."]:
    """From Y up, a rotation about X."""
    x, y, z = points[..., 0], points[..., 1], points[..., 2]
    return np.stack([x, -z, y], axis=-1)

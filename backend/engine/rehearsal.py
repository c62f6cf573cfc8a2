"""All the work once, before anybody waits for it: compiled loops and memory are then there."""

from pathlib import Path

import numpy as np

from backend.engine.answering import answer_question
from backend.engine.network import Network, near_seeds
from backend.engine.scene_memory import Seen
from backend.types import Frame, Points, Scene


def rehearse(network: Network) -> None:
    """Encode a made-up scene and ask about it."""
    positions = np.random.default_rng(0).random((4000, 3), np.float32) * np.array(
        [4, 3, 2], np.float32
    )
    scene = Scene(points=Points(positions), name="", path=Path(), format="", frame=Frame())
    features = network.encode(scene)
    seen = Seen(features, near_seeds(positions, features.seeds))
    answer_question(network, scene.cloud.positions, seen, "Where is the table?")

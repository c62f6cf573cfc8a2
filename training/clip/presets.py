"""Sizes of networks and batches that are known to work."""

from typing import Literal, assert_never

from backend.models.clip.image_tower import ImageTowerConfig
from training.clip.augment import AugmentConfig
from training.clip.batches import BatchConfig
from training.clip.task import ClipConfig


def preset_config(preset: Literal["tiny", "small"]) -> ClipConfig:
    match preset:
        case "small":
            return ClipConfig()
        case "tiny":
            return ClipConfig(
                tower=ImageTowerConfig(image_size=64, width=64, depth=2, heads=2, drop_path=0.0),
                batches=BatchConfig(size=48, steps=10),
                augment=AugmentConfig(least=0.9, aspect=1.05, brightness=0.05, contrast=0.05),
                small_size=64,
                small_epochs=0,
            )
        case _:
            assert_never(preset)

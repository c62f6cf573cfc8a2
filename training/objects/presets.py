"""Settings that are known to work."""

from dataclasses import replace
from typing import Literal, assert_never

from backend.models.clip.prompts import PromptConfig
from backend.models.point_transformer import POINT_BERT, SMALL, PointTransformerConfig
from backend.models.pointmlp import PointMLPConfig
from training.objects.augment import AugmentConfig
from training.objects.batches import BatchConfig
from training.objects.task import ObjectTaskConfig

Preset = Literal["paper", "code", "ask3d", "tiny"]
CODE_AUGMENT = AugmentConfig(turn=0.3, cut=0.0, gray=1.0)
"""CG3D's: nothing is cut away, and no network sees colours."""


def preset_config(preset: Preset, dim: int) -> ObjectTaskConfig:
    """Settings for a CLIP whose space has `dim` dimensions.

    "paper" is CG3D as it tells itself: PointMLP, visual and text prompts learnt together with the
    encoder, a fixed temperature. "code" is what it released: the point transformer, visual prompts
    only, in turns. "ask3d" is what is shipped: small, with colours and all names as negatives.
    """
    match preset:
        case "paper":
            return ObjectTaskConfig(
                encoder=PointMLPConfig(dim=dim),
                batches=BatchConfig(size=32),
                augment=CODE_AUGMENT,
                prompts=PromptConfig(visual=5, text=4),
                schedule="joint",
                learn_temperature=False,
            )
        case "code":
            return ObjectTaskConfig(
                encoder=replace(POINT_BERT, dim=dim),
                batches=BatchConfig(size=64),
                augment=CODE_AUGMENT,
                prompts=PromptConfig(visual=5),
            )
        case "ask3d":
            return ObjectTaskConfig(encoder=replace(SMALL, dim=dim, channels=3), name_weight=1.0)
        case "tiny":
            encoder = PointTransformerConfig(
                dim=dim, channels=3, groups=16, group_size=16, encoder_width=32, encoder_hidden=16,
                width=48, depth=2, heads=2, drop_path=0.0,
            )  # fmt: skip
            still = AugmentConfig(
                chance=0.0, turn=0.0, scale=(1.0, 1.0), shift=0.0, gray=0.0, color=0.0
            )
            return ObjectTaskConfig(encoder, BatchConfig(size=16, steps=10), still, name_weight=1.0)
        case _:
            assert_never(preset)

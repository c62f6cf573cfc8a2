"""From the options of `python -m training objects` to a run."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar, assert_never

from backend.models.clip.loading import load_clip
from backend.models.clip.model import Clip
from backend.models.object_network import EncoderConfig
from backend.models.point_transformer import POINT_BERT, SMALL
from backend.models.pointmlp import ELITE, PointMLPConfig
from backend.models.pointnet2.encoder import PointNet2Config
from training.clip.corpus import CorpusConfig, make_corpus
from training.errors import CommandError
from training.loop.loop import train
from training.loop.seeds import seed_all
from training.objects.clouds import LabelledClouds
from training.objects.command import ObjectsCommand
from training.objects.corpus import ObjectsConfig, make_objects
from training.objects.data import read_objects
from training.objects.extra import extra_parts
from training.objects.features import add_features
from training.objects.presets import preset_config
from training.objects.room_clouds import kept_clouds, room_folders
from training.objects.task import ObjectTask, ObjectTaskConfig

Value = TypeVar("Value")


@dataclass(frozen=True)
class Prepared:
    parts: Sequence[Path]
    val: LabelledClouds
    clip: Clip


def prepare(command: ObjectsCommand) -> Prepared:
    """Make the objects, and what the CLIP makes of their texts and pictures.

    Raises:
        CommandError: rooms or pictures cannot be read, or the CLIP cannot be had.
        OSError: the folder cannot be written.
    """
    sizes = ObjectsConfig()
    pictures: list[Path] = []
    if command.things:
        corpus = CorpusConfig(things=command.things, rooms=0)
        pictures = make_corpus(command.pictures, "train", corpus, workers=command.workers)
    rooms = [] if command.room_count == 0 else room_folders(command.rooms, command.room_count)
    parts = make_objects(command.data, "train", pictures, rooms, sizes, workers=command.workers)
    parts += extra_parts(
        command.data / "train",
        sizes,
        modelnet=command.modelnet,
        shapenet=command.shapenet,
        triplets=command.triplets,
    )
    file = command.data / f"val_{command.val_count}_{sizes.points}.npz"
    val = kept_clouds(file, command.val, sizes.points, command.val_count)
    try:
        clip = load_clip(command.clip)
    except ValueError as error:
        raise CommandError(str(error)) from error
    add_features(parts, clip)
    return Prepared(parts, val, clip)


def train_objects(command: ObjectsCommand, prepared: Prepared) -> None:
    """Raises:
    CommandError: data is damaged, or the folder holds another run.
    """
    objects = read_objects(prepared.parts, prepared.clip)
    seed_all(command.loop.seed)
    data = {"parts": [part.name for part in prepared.parts], "split": "train"}
    try:
        config = task_config(command, prepared.clip.dim)
        task = ObjectTask(objects, prepared.val, prepared.clip, config, data)
    except ValueError as error:
        raise CommandError(str(error)) from error
    train(task, command.loop)


def task_config(command: ObjectsCommand, dim: int) -> ObjectTaskConfig:
    """The preset with what the command line changes in it."""
    config = preset_config(command.preset, dim)
    prompts, augment, batches = config.prompts, config.augment, config.batches
    return replace(
        config,
        encoder=_encoder(command, config, dim),
        batches=replace(
            batches,
            size=_or(command.batch, batches.size),
            steps=_or(command.steps, batches.steps),
            seed=command.loop.seed,
        ),
        augment=replace(augment, tumble=_or(command.tumble, augment.tumble)),
        prompts=replace(
            prompts,
            visual=_or(command.visual_prompts, prompts.visual),
            text=_or(command.text_prompts, prompts.text),
        ),
        image_weight=_or(command.image_weight, config.image_weight),
        hard=_or(command.hard, config.hard),
    )


def _encoder(command: ObjectsCommand, config: ObjectTaskConfig, dim: int) -> EncoderConfig:
    channels = config.encoder.channels
    match command.encoder:
        case None:
            return config.encoder
        case "pointmlp":
            return PointMLPConfig(dim=dim, channels=channels)
        case "elite":
            return replace(ELITE, dim=dim, channels=channels)
        case "transformer":
            return replace(POINT_BERT, dim=dim, channels=channels)
        case "small":
            return replace(SMALL, dim=dim, channels=channels)
        case "pointnet2":
            return PointNet2Config(dim=dim, channels=channels)
        case _:
            assert_never(command.encoder)


def _or(value: Value | None, default: Value) -> Value:
    return default if value is None else value

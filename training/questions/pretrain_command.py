"""`python -m training pretrain`: learn to find objects and to put scenes into CLIP space."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import tyro

from training.errors import CommandError
from training.loop.config import LoopConfig
from training.loop.schedule import ScheduleConfig

if TYPE_CHECKING:
    from backend.models.clip.model import Clip
    from training.questions.clues import StoredClues
    from training.questions.store import RoomStore


@dataclass(frozen=True)
class PretrainCommand:
    """Pre-train on rooms; the same command goes on with a run that was interrupted."""

    loop: Annotated[LoopConfig, tyro.conf.arg(name="")] = field(
        default_factory=lambda: LoopConfig(
            out=Path("runs/pretrain"),
            epochs=20,
            lr=2e-3,
            schedule=ScheduleConfig(warmup=0.5),
            clip_norm=10.0,
            precision="bf16-mixed",
            best="mAP@0.25",
            checkpoint_every=0,
        )
    )
    preset: Literal["paper", "code", "ask3d", "tiny"] = "ask3d"
    """How large the network is and what it learns from: "ask3d" is what is shipped; "paper" and
    "code" want `--epochs 6 --lr 1e-4 --optimizer adam --weight-decay 1e-5`."""
    data: Path = Path("runs/rooms/train")
    """Rooms to learn from."""
    val: Path = Path("runs/rooms/val")
    """Rooms to measure on."""
    count: int | None = None
    """Only the first so many rooms."""
    start: Path | None = None
    """A checkpoint of `pretrain` whose weights are the first ones; random ones where not given."""
    align: bool = True
    """Whether the scenes' embeddings learn from descriptions and pictures."""
    descriptions: int = 8
    """Of each scene, from which one is drawn each time."""
    views: int = 1
    """Pictures of each scene, likewise; the first is from above, as in the paper."""
    renderer: Literal["rooms", "open3d"] = "rooms"
    """The pictures that were made with the rooms, or the clouds from above drawn by Open3D."""
    texts: Path = Path("runs/texts")
    """Folder for what the text encoder makes of the descriptions."""
    pictures: Path = Path("runs/scene_pictures")
    """Folder for what the image encoder makes of the pictures."""


def run_pretrain(command: PretrainCommand) -> None:
    """Do what the command line asks for.

    Raises:
        CommandError: the arguments make no sense, or data cannot be read.
    """
    # PyTorch takes seconds to load: `--help` and bad arguments need not wait for it.
    from backend.models.checkpoint import CheckpointError, fill, load_checkpoint
    from backend.models.clip.loading import load_clip
    from training.loop.loop import train
    from training.loop.seeds import seed_all
    from training.questions.categories import category_names
    from training.questions.clues import NO_CLUES
    from training.questions.presets import pretrain_config
    from training.questions.pretrain import PretrainTask
    from training.questions.store import open_store

    config = pretrain_config(command.preset, command.loop.seed)
    classes = config.network.detector.classes
    train_rooms = open_store(command.data, classes, command.count)
    val_rooms = open_store(command.val, classes)
    clip = load_clip("embedded")
    clues = _clues(command, train_rooms, clip) if command.align else NO_CLUES
    seed_all(command.loop.seed)
    task = PretrainTask(
        train_rooms,
        val_rooms,
        config,
        clip=clip.identity,
        clues=clues,
        categories=category_names(clip),
    )
    if command.start is not None:
        try:
            fill(task.model, load_checkpoint(command.start).tensors)
        except CheckpointError as error:
            raise CommandError(f"--start {error}") from error
    train(task, command.loop)


def _clues(command: PretrainCommand, rooms: "RoomStore", clip: "Clip") -> "StoredClues":
    """Encode descriptions and pictures, those that are not there yet."""
    from training.questions.clues import scene_captions, stored_clues
    from training.questions.corpus import read_corpus
    from training.questions.pictures import add_pictures, rendered_pictures, room_pictures
    from training.questions.rendering import RenderConfig
    from training.questions.texts import add_texts

    captions = scene_captions(read_corpus(rooms, rooms.classes), command.descriptions)
    texts = add_texts(command.texts, (text for scene in captions for text in scene), clip)
    if command.renderer == "rooms":
        pictures = room_pictures(rooms, command.views)
    else:
        pictures = rendered_pictures(rooms, RenderConfig(views=command.views))
    path = command.pictures / f"{command.renderer}_{command.views}.npz"
    return stored_clues(
        captions, texts, add_pictures(path, rooms.names, pictures, clip), rooms.names
    )

"""`python -m training objects`: prepare objects and their features, train the object encoder."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

import tyro

from training.errors import CommandError
from training.loop.config import LoopConfig
from training.loop.schedule import ScheduleConfig


@dataclass(frozen=True)
class ObjectsCommand:
    """Learn to put single objects into CLIP space, next to their names and pictures.

    Objects are cut out of rooms and sampled from lone things first; a run that was interrupted
    goes on where it was.
    """

    loop: Annotated[LoopConfig, tyro.conf.arg(name="")] = field(
        default_factory=lambda: LoopConfig(
            out=Path("runs/objects"),
            epochs=40,
            lr=1e-3,
            weight_decay=0.05,
            schedule=ScheduleConfig(warmup=1.0),
            clip_norm=10.0,
            best="top-1",
            checkpoint_every=0,
            eval_every=2,
        )
    )
    preset: Literal["paper", "code", "ask3d", "tiny"] = "ask3d"
    """"paper" and "code" are CG3D as told and as released, "ask3d" is what is shipped, "tiny"
    learns a few objects by heart."""
    encoder: Literal["pointmlp", "elite", "transformer", "small", "pointnet2"] | None = None
    """Another encoder than the preset's."""
    rooms: Path = Path("runs/rooms/train")
    """Rooms whose objects are learnt from."""
    room_count: int | None = None
    """How many of them; all by default."""
    val: Path = Path("runs/rooms/val")
    """Rooms to watch the progress on."""
    val_count: int = 40
    things: int = 16_384
    """Lone things besides, all categories equally often."""
    pictures: Path = Path("runs/pictures")
    """Pictures of the things, as `python -m training clip` draws them."""
    modelnet: Path | None = None
    """Folder of ModelNet10 or 40, to learn from its training shapes, too."""
    shapenet: Path | None = None
    """Folder of ShapeNet-55, to learn from its training shapes, too."""
    triplets: Path | None = None
    """Folder of points, pictures and texts of objects, such as Objaverse's, to learn from, too."""
    data: Path = Path("runs/objects_data")
    """Folder for the prepared objects."""
    clip: str = "embedded"
    """The CLIP in whose space objects are put."""
    visual_prompts: int | None = None
    """Learnt tokens in each layer of the image tower; the preset's by default."""
    text_prompts: int | None = None
    """Learnt tokens before each text; the preset's by default."""
    image_weight: float | None = None
    """Of the contrast with pictures; 0 leaves that branch out."""
    hard: int | None = None
    """Only so many negatives of each object, the hardest ones."""
    tumble: float | None = None
    """Share of objects turned in any way at all, for clouds that do not say what is up."""
    batch: int | None = None
    steps: int | None = None
    """Of an epoch."""
    prepare: Annotated[bool, tyro.conf.FlagCreatePairsOff] = False
    """Only prepare the objects and the features of their texts and pictures."""
    workers: int | None = None
    """Processes that prepare; one for each core by default, 0 for none beside this one."""

    def __post_init__(self) -> None:
        wanted = {"things": 0, "val_count": 1, "room_count": 0, "workers": 0, "hard": 1}
        wanted |= {"visual_prompts": 0, "text_prompts": 0, "batch": 2, "steps": 1}
        for name, least in wanted.items():
            value = getattr(self, name)
            if value is not None and value < least:
                option = name.replace("_", "-")
                raise CommandError(f"wanted {least} or more for --{option}, got {value}")
        if self.tumble is not None and not 0 <= self.tumble <= 1:
            raise CommandError(f"wanted a share from 0 to 1 for --tumble, got {self.tumble}")


def run_objects(command: ObjectsCommand) -> None:
    """Do what the command line asks for.

    Raises:
        CommandError: the arguments make no sense, or data cannot be read or written.
    """
    # PyTorch takes seconds to load: `--help` and bad arguments need not wait for it.
    from training.objects.train import prepare, train_objects

    try:
        prepared = prepare(command)
    except OSError as error:
        raise CommandError(f"cannot write to {command.data} ({error.strerror})") from error
    if command.prepare:
        print(f"The objects and their features are in {command.data}")
        return
    train_objects(command, prepared)

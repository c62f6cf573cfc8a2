"""`python -m training vqa`: learn to answer questions about scenes."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import tyro

from training.data.data_root import QuestionSource
from training.errors import CommandError
from training.loop.config import LoopConfig
from training.loop.schedule import ScheduleConfig

if TYPE_CHECKING:
    from backend.models.votenet.classes import DetectionClasses
    from training.questions.store import SceneStore


@dataclass(frozen=True)
class VqaCommand:
    """Train on rooms, or on real scans with ScanQA's or SQA3D's questions.

    What the text encoder makes of the questions is computed first. The same command goes on with a
    run that was interrupted.
    """

    loop: Annotated[LoopConfig, tyro.conf.arg(name="")] = field(
        default_factory=lambda: LoopConfig(
            out=Path("runs/vqa"),
            epochs=25,
            lr=5e-4,
            schedule=ScheduleConfig(warmup=0.5),
            clip_norm=10.0,
            precision="bf16-mixed",
            best="EM@1",
            checkpoint_every=0,
        )
    )
    preset: Literal["paper", "code", "ask3d", "tiny"] = "ask3d"
    """How large the network is and what it learns from: "ask3d" is what is shipped; "paper" and
    "code" want `--optimizer adam --weight-decay 1e-5 --clip-value 1 --schedule.kind multistep
    --schedule.milestones 15 23 --schedule.decay 0.2`."""
    data: Path = Path("runs/rooms/train")
    """Rooms to learn from."""
    val: Path = Path("runs/rooms/val")
    """Rooms to measure on."""
    data_root: Path | None = None
    """Folder with ScanNet, ScanRefer, ScanQA and so on in their official layouts, instead of
    rooms."""
    questions: tuple[QuestionSource, ...] = ("scanqa",)
    """Of the real scans."""
    count: int | None = None
    """Only the first so many rooms to learn from."""
    pretrained: Path | None = None
    """Checkpoint of `python -m training pretrain` to start from; its network is taken as it is."""
    detector_lr: float | None = None
    """Factor on the detector's learning rate; 0 freezes it. 1 by default."""
    texts: Path = Path("runs/texts")
    """Folder for what the text encoder makes of the questions."""
    clip: str = "embedded"
    """The CLIP whose text encoder reads them."""

    def __post_init__(self) -> None:
        if self.detector_lr is not None and self.detector_lr < 0:
            raise CommandError(f"wanted 0 or more for --detector-lr, got {self.detector_lr}")


def run_vqa(command: VqaCommand) -> None:
    """Do what the command line asks for.

    Raises:
        CommandError: the arguments make no sense, or data cannot be read.
    """
    # PyTorch takes seconds to load: `--help` and bad arguments need not wait for it.
    from backend.models.checkpoint import require_clip
    from backend.models.clip.loading import load_clip
    from training.data.answers import answer_vocabulary
    from training.loop.loop import train
    from training.loop.seeds import seed_all
    from training.questions.asking import QuestionData
    from training.questions.corpus import read_corpus
    from training.questions.hurry import both_ways
    from training.questions.presets import scene_network
    from training.questions.texts import add_texts
    from training.questions.trained import load_trained
    from training.questions.vqa import VqaTask
    from training.questions.vqa_config import VOCABULARY, vqa_task_config

    trained = load_trained(command.pretrained) if command.pretrained else None
    scene = trained.scene.config if trained else scene_network(command.preset)
    classes = scene.detector.classes
    stores = [_store(command, split, classes) for split in ("train", "val")]
    corpora = [read_corpus(store, classes) for store in stores]
    try:
        frequency = VOCABULARY[command.preset].min_frequency
        vocabulary = answer_vocabulary(corpora[0].questions(), frequency)
        clip = load_clip(command.clip, device=_device(command.loop))
        if trained is not None:
            require_clip(trained.card, clip.identity)
    except (ValueError, OSError) as error:
        raise CommandError(str(error)) from error
    config = vqa_task_config(command.preset, len(vocabulary), command.loop.seed, scene)
    if command.detector_lr is not None:
        config = replace(config, detector_lr=command.detector_lr)
    said = [text for corpus in corpora for text in corpus.texts()]
    texts = add_texts(command.texts, both_ways(said) if config.items.hurried else said, clip)
    data = [
        QuestionData(store, corpus, texts) for store, corpus in zip(stores, corpora, strict=True)
    ]
    seed_all(command.loop.seed)
    task = VqaTask(data[0], data[1], vocabulary, config, trained.scene if trained else None)
    train(task, command.loop)


def _device(loop: LoopConfig) -> str:
    """Where the texts are encoded."""
    import torch

    return "cuda" if loop.device != "cpu" and torch.cuda.is_available() else "cpu"


def _store(
    command: VqaCommand, split: Literal["train", "val"], classes: "DetectionClasses"
) -> "SceneStore":
    from training.data.real_scenes import RealConfig, open_real_scenes
    from training.questions.store import RealStore, open_store

    if command.data_root is not None:
        found = RealConfig(command.data_root, split, command.questions, classes=classes)
        return RealStore(open_real_scenes(found))
    if split == "val":
        return open_store(command.val, classes)
    return open_store(command.data, classes, command.count)

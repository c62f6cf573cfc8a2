"""How long a question takes, about a scene that was looked at and about one that was not.

    python -m benchmarks.questions --points 100000

With the shipped checkpoint, or with an untrained network of the same size, which takes as long.
Median and best of the runs on the clock, and the processor's time of all threads; where others
work on the same machine, the latter says more.
"""

import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
import tyro
from rich.console import Console
from rich.table import Table

from backend.engine import VQA_FOLDER, Answerer
from backend.engine.answering import answer_question
from backend.engine.heat import point_heat
from backend.engine.network import Network, load_network, near_seeds
from backend.engine.sampling import shown
from backend.engine.scene_cache import SceneCache, content_key
from backend.engine.scene_memory import Seen
from backend.models.card import Card
from backend.models.checkpoint import save_checkpoint
from backend.models.clip.loading import load_clip
from backend.models.question_network import QuestionNetwork
from backend.types import Frame, Points, Scene
from benchmarks.pick import furnished_room
from training.questions.vqa_config import vqa_task_config

TARGETS = {"warm question": 150, "heat map of 20 objects": 50, "first look": 1500}
"""Milliseconds on 2 quiet cores."""

ANSWERS = 1500
"""Of the untrained network, about as many as rooms have."""

QUESTIONS = (
    "How many chairs are there in the room?",
    "What color is the sofa next to the window?",
    "Where is the bed?",
    "Is there a lamp on the desk?",
)

Value = TypeVar("Value")


@dataclass(frozen=True)
class Options:
    points: int = 100_000
    runs: int = 20
    looks: int = 5
    """How often the scene is looked at for the first time."""
    seed: int = 0
    checkpoint: Path = VQA_FOLDER


@dataclass
class Stopwatch:
    """Milliseconds per stage: on the clock, and of all threads together."""

    clock: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    cpu: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def time(self, stage: str, work: Callable[[], Value]) -> Value:
        clock, cpu = time.perf_counter(), time.process_time()
        result = work()
        self.clock[stage].append((time.perf_counter() - clock) * 1e3)
        self.cpu[stage].append((time.process_time() - cpu) * 1e3)
        return result


def main(options: Options) -> None:
    """Time the stages of looking and of asking."""
    random = np.random.default_rng(options.seed)
    positions = furnished_room(options.points, random)
    colors = random.integers(0, 256, (options.points, 3)).astype(np.uint8)
    with tempfile.TemporaryDirectory() as folder:
        checkpoint = options.checkpoint
        if not checkpoint.is_dir():
            checkpoint = write_untrained(Path(folder) / "vqa", options.seed)
        watch = measure(checkpoint, Path(folder), Points(positions, colors), options)
    trained = "trained" if checkpoint == options.checkpoint else "untrained"
    show(watch, f"{options.points:,} points, {trained} network")


def write_untrained(folder: Path, seed: int) -> Path:
    """A checkpoint of the shipped network's size."""
    torch.manual_seed(seed)
    config = vqa_task_config("ask3d", ANSWERS).network
    card = Card(
        "vqa",
        "QuestionNetwork",
        asdict(config),
        clip=load_clip().identity,
        classes=config.scene.detector.classes.names,
        answers=tuple(f"answer {i}" for i in range(ANSWERS)),
        points=20_000,
    )
    save_checkpoint(folder, QuestionNetwork(config).state_dict(), card)
    return folder


def measure(checkpoint: Path, folder: Path, points: Points, options: Options) -> Stopwatch:
    watch = Stopwatch()
    network = watch.time("load network and CLIP", lambda: load_network(checkpoint, "embedded"))
    answerer = Answerer(checkpoint, cache=folder / "cache")
    watch.time("warm up", answerer.warm)
    for _ in range(options.looks):
        watch.time("first look", lambda: look(network, folder, scene_of(points), watch))
        watch.time("choice of points", lambda: shown(scene_of(points), network.card.points or 1))
    scene = scene_of(points)
    answerer.encode(scene)
    watch.time("look from disk", lambda: answerer.encode(scene_of(points)))
    for i in range(options.runs):
        question = QUESTIONS[i % len(QUESTIONS)]
        answer = watch.time("warm question", lambda q=question: answerer.ask(scene, q))
        for name, label in (("words", "words"), ("answer", "fusion"), ("heat", "heat map")):
            watch.clock[label].append(answer.seconds[name] * 1e3)
    for _ in range(options.runs):
        watch.time("heat map of 20 objects", lambda: heat_of_many(answerer.encode(scene), scene))
    for _ in range(options.looks):
        watch.time("question without look", lambda: ask_cold(network, scene, folder, Stopwatch()))
    return watch


def scene_of(points: Points) -> Scene:
    """A scene that nobody has seen."""
    return Scene(points=points, name="made", path=Path("made"), format="made", frame=Frame())


def look(network: Network, folder: Path, scene: Scene, watch: Stopwatch) -> Seen:
    """What `Answerer.encode` does for a new scene, in its order."""
    key = watch.time("hash of the content", lambda: content_key(scene))
    features = watch.time("choice of points, network", lambda: network.encode(scene))
    watch.time("write to disk", lambda: SceneCache(folder / "first").put(key, features))
    near = watch.time("points to seeds", lambda: near_seeds(scene.cloud.positions, features.seeds))
    return Seen(features, near)


def heat_of_many(seen: Seen, scene: Scene) -> None:
    """An untrained network finds nothing that is worth a heat map: as if it had."""
    features = seen.features
    likely = np.ones(len(features.tokens), np.float32)
    rows = np.arange(min(20, len(likely)))
    positions = scene.cloud.positions
    point_heat(positions, seen.near, features.belonging, features.boxes, likely, rows)


def ask_cold(network: Network, scene: Scene, folder: Path, watch: Stopwatch) -> None:
    """A question as it would be without anything kept."""
    seen = look(network, folder, scene, watch)
    answer_question(network, scene.cloud.positions, seen, QUESTIONS[0])


def show(watch: Stopwatch, title: str) -> None:
    table = Table("stage", title=f"{title}, {torch.get_num_threads()} thread")
    for column in ("median ms", "best ms", "CPU ms", "target"):
        table.add_column(column, justify="right")
    for stage, clock in watch.clock.items():
        cpu = watch.cpu.get(stage)
        processor = "" if cpu is None else f"{np.median(cpu):.1f}"
        target = f"{TARGETS[stage]}" if stage in TARGETS else ""
        table.add_row(stage, f"{np.median(clock):.1f}", f"{min(clock):.1f}", processor, target)
    Console(width=90).print(table)
    ratio = np.median(watch.cpu["question without look"]) / np.median(watch.cpu["warm question"])
    print(f"A question about a scene that was looked at takes {ratio:.0f} times less work.")


if __name__ == "__main__":
    main(tyro.cli(Options))

"""How long it takes to find something in a scene, warm, and to prepare the scene for that.

    python -m benchmarks.finding --points 1000000

With the shipped checkpoints; without an object encoder, one of the same size that is untrained.
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

from backend.engine import OBJECTS_FOLDER, VQA_FOLDER, Answerer, Finder
from backend.engine.object_embedder import Crop, load_embedder
from backend.engine.scene_units import find_units
from backend.geometry.superpoints import superpoints
from backend.models.card import Card
from backend.models.checkpoint import save_checkpoint
from backend.models.clip.loading import load_clip
from backend.models.object_network import ObjectNetwork
from backend.models.point_transformer import SMALL, PointTransformer
from backend.types import Frame, Points, Scene
from benchmarks.pick import furnished_room

TARGETS = {"warm query": 120, "embed 256 objects": 2500, "superpoints": 1000}
"""Milliseconds on 2 quiet cores."""
QUERIES = ("chair", "something to sit on", "red things", "chair; table; lamp")

Value = TypeVar("Value")


@dataclass(frozen=True)
class Options:
    points: int = 1_000_000
    runs: int = 20
    looks: int = 3
    """How often the scene is prepared."""
    checkpoint: Path = VQA_FOLDER
    objects: Path = OBJECTS_FOLDER
    seed: int = 0


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
    """Time the stages of preparing a scene and of finding."""
    random = np.random.default_rng(options.seed)
    positions = furnished_room(options.points, random)
    colors = random.integers(0, 256, (options.points, 3)).astype(np.uint8)
    cloud = Points(positions, colors)
    scene = Scene(points=cloud, name="made", path=Path("made"), format="made", frame=Frame())
    with tempfile.TemporaryDirectory() as folder:
        objects = options.objects
        if not objects.is_dir():
            objects = write_untrained(Path(folder) / "objects", options.seed)
        watch = measure(scene, objects, Path(folder) / "cache", options, random)
    show(watch, f"{options.points:,} points")


def write_untrained(folder: Path, seed: int) -> Path:
    """A checkpoint of the usual size."""
    torch.manual_seed(seed)
    clip = load_clip()
    config = type(SMALL)(**asdict(SMALL) | {"dim": clip.dim, "channels": 3})
    network = ObjectNetwork(PointTransformer(config).eval())
    card = Card("objects", "point transformer", asdict(config), clip=clip.identity, points=1024)
    save_checkpoint(folder, network.state_dict(), card)
    return folder


def measure(
    scene: Scene, objects: Path, cache: Path, options: Options, random: np.random.Generator
) -> Stopwatch:
    watch = Stopwatch()
    answerer = Answerer(options.checkpoint, cache=cache)
    finder = Finder(answerer, objects, cache=cache)
    seen = answerer.encode(scene)
    embedder = load_embedder(objects)
    crops = [
        Crop(random.random((1500, 3), np.float32), random.random((1500, 3), np.float32))
        for _ in range(256)
    ]
    superpoints(Points(scene.cloud.positions[:1000]))  # Compiles.
    embedder.embed(crops[:1])
    for _ in range(options.looks):
        watch.time("superpoints", lambda: superpoints(scene.cloud))
        watch.time("units without encoder", lambda: find_units(scene, seen, None))
        watch.time("units with encoder", lambda: find_units(scene, seen, embedder))
        watch.time("embed 256 objects", lambda: embedder.embed(crops))
    finder.encode(scene)
    for i in range(options.runs):
        # A number of its own makes each a text that was never seen.
        text = f"{QUERIES[i % len(QUERIES)]} {i}"
        watch.time("warm query", lambda text=text: finder.find(scene, text))
        watch.time("the same again", lambda text=text: finder.find(scene, text))
        watch.time("label", lambda i=i: finder.label(scene, i))
    return watch


def show(watch: Stopwatch, title: str) -> None:
    table = Table("stage", title=f"{title}, {torch.get_num_threads()} thread")
    for column in ("median ms", "best ms", "CPU ms", "target"):
        table.add_column(column, justify="right")
    for stage, clock in watch.clock.items():
        processor = f"{np.median(watch.cpu[stage]):.1f}"
        target = f"{TARGETS[stage]}" if stage in TARGETS else ""
        table.add_row(stage, f"{np.median(clock):.1f}", f"{min(clock):.1f}", processor, target)
    Console(width=90).print(table)


if __name__ == "__main__":
    main(tyro.cli(Options))

"""How long a scene takes through the detector and the scene encoder, stage by stage.

    python -m benchmarks.scene_encoding --threads 2

The weights are random, which changes no time; batch norms are folded as for inference.
"""

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, TypeVar

import numpy as np
import torch
import tyro
from rich.console import Console
from rich.table import Table

from backend.models.layers import fold_batch_norm
from backend.models.pointnet2.inputs import make_cloud
from backend.models.scene_encoder import SceneEncoder
from backend.models.votenet.config import PAPER, VOTENET, with_colors
from backend.models.votenet.decode import SelectionConfig, decode, select
from backend.models.votenet.votenet import VoteNet
from benchmarks.pick import furnished_room

TARGET = 0.35
"""Seconds for 40,000 points on 2 quiet cores, after the first call."""

CONFIGS = {"paper": PAPER, "votenet": VOTENET, "votenet+rgb": with_colors(VOTENET)}

EVERYTHING = SelectionConfig(min_objectness=0.0)
"""Untrained weights are sure of nothing: no proposal is left out early, which is the most work."""

Value = TypeVar("Value")


@dataclass(frozen=True)
class Options:
    points: int = 40_000
    runs: int = 15
    threads: int = 2
    preset: Literal["paper", "votenet", "votenet+rgb", "all"] = "all"
    seed: int = 0


@dataclass
class Stopwatch:
    """Milliseconds per stage and run: on the clock, and of all threads together."""

    clock: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    cpu: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def time(self, stage: str, work: Callable[[], Value]) -> Value:
        clock, cpu = time.perf_counter(), time.process_time()
        result = work()
        self.clock[stage].append((time.perf_counter() - clock) * 1e3)
        self.cpu[stage].append((time.process_time() - cpu) * 1e3)
        return result


def main(options: Options) -> None:
    """Time one preset, or each in turn."""
    torch.set_num_threads(options.threads)
    for name in CONFIGS if options.preset == "all" else (options.preset,):
        run(name, options)


def run(name: str, options: Options) -> None:
    random = np.random.default_rng(options.seed)
    points = torch.from_numpy(furnished_room(options.points, random))[None]
    torch.manual_seed(options.seed)
    config = CONFIGS[name]
    detector = fold_batch_norm(VoteNet(config))
    encoder = SceneEncoder().eval()
    first = Stopwatch()
    with torch.inference_mode():
        first.time("first call", lambda: encode(detector, encoder, points, Stopwatch()))
        watch = Stopwatch()
        for _ in range(options.runs):
            watch.time("total", lambda: encode(detector, encoder, points, watch))
    parameters = sum(p.numel() for m in (detector, encoder) for p in m.parameters())
    title = f"{name}: {options.points:,} points, {options.threads} threads, "
    table = Table("stage", title=title + f"{parameters / 1e6:.1f} M parameters")
    for column in ("median ms", "best ms", "CPU ms"):
        table.add_column(column, justify="right")
    for stage, clock in watch.clock.items():
        row = (np.median(clock), min(clock), np.median(watch.cpu[stage]))
        table.add_row(stage, *(f"{value:.1f}" for value in row))
    table.add_row("first call", f"{first.clock['first call'][0]:.0f}")
    table.add_row("target (total)", f"{TARGET * 1e3:.0f}")
    Console(width=80).print(table)


def encode(
    detector: VoteNet, encoder: SceneEncoder, points: torch.Tensor, watch: Stopwatch
) -> None:
    """What opening a scene does, in the order in which `VoteNet.forward` does it."""
    config, backbone = detector.config, detector.backbone
    cloud = watch.time("input features", lambda: make_cloud(points, config.backbone.inputs))
    plan = watch.time("sampling and neighbours", lambda: backbone.plan(cloud.positions))
    seeds = watch.time("backbone", lambda: backbone(cloud, plan))
    votes = watch.time("voting", lambda: detector.voting(seeds.seeds, seeds.features))
    found = watch.time("proposals", lambda: detector.head(votes))
    names = config.classes.names
    watch.time(
        "boxes",
        lambda: select(decode(found, config.classes), 0, names, points[0].numpy(), EVERYTHING),
    )
    watch.time("scene encoder", lambda: encoder(found.features))


if __name__ == "__main__":
    main(tyro.cli(Options))

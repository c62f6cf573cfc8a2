"""Rooms per second, clean and through the simulated sensor, and where the time goes.

python -m benchmarks.rooms

Kernels are compiled before anything is measured; processes are started before as well, as in a
training that runs for hours.
"""

import cProfile
import pstats
import time
from dataclasses import dataclass
from typing import Literal

import tyro

from training.rooms.example import ExampleConfig, make_example
from training.rooms.stream import stream_examples

Points = Literal["clean", "scan"]

_STAGES: dict[str, str] = {
    "room_from_seed": "layout and furniture",
    "room_triangles": "triangles",
    "camera_path": "camera path",
    "rasterize": "rasteriser",
    "sense": "depth camera",
    "add": "fusion",
    "surface": "surface of the field",
    "keep_detail": "thinning",
    "shade": "textures and light",
    "exposed": "exposure",
    "random_places": "sampling",
    "speak": "descriptions and questions",
}
"""Functions of the pipeline, none of which calls another one of them."""


_WANTED: dict[Points, float] = {"clean": 2.0, "scan": 0.5}
"""Rooms per second on two cores."""


@dataclass(frozen=True)
class Config:
    rooms: int = 40
    """Measured for each figure."""
    workers: int = 2
    start: int = 0
    """Number of the first room of the training split."""


def main(config: Config) -> None:
    for points, wanted in _WANTED.items():
        make_example("train", config.start, ExampleConfig(points=points))
        speed = rooms_per_second(points, config)
        print(f"{points:>5}: {speed:.2f} rooms/s, {config.workers} processes (wanted {wanted})")
        for stage, seconds in stages(points, config).items():
            print(f"       {stage:<28} {seconds:.3f} s a room")


def rooms_per_second(points: Points, config: Config) -> float:
    """With the first few rooms left out, during which the processes start."""
    lead = 4 * config.workers
    indices = range(config.start, config.start + lead + config.rooms)
    examples = ExampleConfig(points=points)
    stream = stream_examples("train", examples, indices=indices, workers=config.workers)
    start = 0.0
    for number, _ in enumerate(stream, 1):
        if number == lead:
            start = time.perf_counter()
    return config.rooms / (time.perf_counter() - start)


def stages(points: Points, config: Config) -> dict[str, float]:
    """Mean seconds of each stage in one process."""
    rooms = min(config.rooms, 12)
    with cProfile.Profile() as profile:
        for index in range(config.start, config.start + rooms):
            make_example("train", index, ExampleConfig(points=points))
    spent: dict[str, float] = {}
    for (_, _, name), (_, _, _, cumulative, _) in pstats.Stats(profile).stats.items():  # pyright: ignore[reportAttributeAccessIssue]
        if name in _STAGES and cumulative / rooms > 5e-4:
            spent[_STAGES[name]] = spent.get(_STAGES[name], 0.0) + cumulative / rooms
    return dict(sorted(spent.items(), key=lambda item: -item[1]))


if __name__ == "__main__":
    main(tyro.cli(Config, description=__doc__))

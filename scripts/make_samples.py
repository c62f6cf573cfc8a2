"""Make the sample scenes in assets/samples: `python -m scripts.make_samples`.

Six furnished rooms of the test split as scene folders, three of them also as Gaussian splats. The
same code makes the same rooms.
"""

import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import tyro
from tqdm import tqdm

from backend.types import SceneType
from training.rooms.example import ExampleConfig, make_example
from training.rooms.folder import FolderConfig, write_example
from training.rooms.scan.scanner import ScanConfig
from training.rooms.stream import in_order


@dataclass(frozen=True)
class Sample:
    """One room of the test split and what it is called."""

    name: str
    scene_type: SceneType
    index: int
    splats: int = 0
    """About how many Gaussian splats."""


SAMPLES = (
    Sample("bedroom", "bedroom", 10),
    Sample("classroom", "classroom", 1),
    Sample("kitchen", "kitchen", 4, splats=60_000),
    Sample("living_room", "living room", 5, splats=60_000),
    Sample("office", "office", 4),
    Sample("studio_apartment", "studio apartment", 14, splats=60_000),
)
"""Chosen by eye among the first sixteen rooms of each type."""

_SCAN = ScanConfig(spacing=(1.2, 2.4))
"""Coarser than usual, so that all samples together stay below 10 MB."""


@dataclass(frozen=True)
class Config:
    out: Path = Path("assets/samples")


def make_samples(out: Path) -> None:
    """Write every sample, in place of the one that was there."""
    with tqdm(total=len(SAMPLES), desc="Samples", unit="room") as bar:
        for _ in in_order(partial(make_sample, out), SAMPLES):
            bar.update()


def make_sample(out: Path, sample: Sample) -> Path:
    """Write one scene folder, small enough to be kept in the repository."""
    wanted = ExampleConfig(scene_type=sample.scene_type, scan=_SCAN)
    example = make_example("test", sample.index, wanted)
    config = FolderConfig(width=320, height=240, normals=False, splats=sample.splats)
    folder = out / sample.name
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out) as aside:
        made = write_example(Path(aside), example, config)
        shutil.rmtree(folder, ignore_errors=True)
        return made.replace(folder)


if __name__ == "__main__":
    make_samples(tyro.cli(Config, description=__doc__).out)

"""Time and memory of opening a large binary PLY, beside numpy and other libraries.

    python -m benchmarks.load --points 10000000

Each way runs in a process of its own: seconds of the best of three runs after the imports, and
the peak of the process's memory less what it took before the first run.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tyro
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[1]
LAYOUT = [("x", "<f4"), ("y", "<f4"), ("z", "<f4"), ("red", "u1"), ("green", "u1"), ("blue", "u1")]


@dataclass(frozen=True)
class Options:
    points: int = 10_000_000
    """Points of the file: 15 bytes each."""
    seed: int = 0


def make(path: Path, options: Options) -> None:
    """A room of 8 x 6 x 3 m whose points lie on floor, ceiling and walls."""
    from backend.scenes.ply import write_ply

    rng = np.random.default_rng(options.seed)
    rows = np.empty(options.points, LAYOUT)
    positions = rng.random((options.points, 3), np.float32)
    axis = rng.integers(0, 3, options.points)
    positions[np.arange(options.points), axis] = rng.integers(0, 2, options.points)
    for i, (name, size) in enumerate(zip("xyz", (8, 6, 3), strict=True)):
        rows[name] = positions[:, i] * size
    for name in ("red", "green", "blue"):
        rows[name] = rng.integers(0, 256, options.points)
    write_ply(path, {"vertex": rows})


def with_numpy(path: Path) -> int:
    """The least work: the bytes, then positions and colours side by side."""
    with path.open("rb") as file:
        start = file.read(4096).index(b"end_header\n") + len(b"end_header\n")
        file.seek(start)
        rows = np.fromfile(file, LAYOUT)
    positions = np.stack([rows[axis] for axis in "xyz"], axis=1)
    colors = np.stack([rows[name] for name in ("red", "green", "blue")], axis=1)
    return min(len(positions), len(colors))


def with_reader(path: Path) -> int:
    from backend.scenes.open import read

    return len(read(path).cloud)


def with_ask3d(path: Path) -> int:
    from backend.scenes.open import open_scene

    return len(open_scene(path).cloud)


def with_open3d(path: Path) -> int:
    import open3d

    return len(open3d.io.read_point_cloud(str(path)).points)  # pyright: ignore[reportArgumentType]


def with_plyfile(path: Path) -> int:
    import plyfile

    rows = plyfile.PlyData.read(path)["vertex"].data
    positions = np.stack([rows[axis] for axis in "xyz"], axis=1)
    colors = np.stack([rows[name] for name in ("red", "green", "blue")], axis=1)
    return min(len(positions), len(colors))


def with_trimesh(path: Path) -> int:
    import trimesh

    return len(trimesh.load(path).vertices)  # pyright: ignore[reportAttributeAccessIssue]


WAYS: dict[str, Callable[[Path], int]] = {
    "numpy.fromfile + conversions": with_numpy,
    "Ask3D reader": with_reader,
    "Ask3D open_scene (placed)": with_ask3d,
    "open3d": with_open3d,
    "plyfile + conversions": with_plyfile,
    "trimesh": with_trimesh,
}


def measure(way: str, path: Path, small: Path) -> None:
    """Print seconds and bytes of one way as JSON; the small file takes the imports' time."""
    WAYS[way](small)
    before = _peak()
    seconds, count = [], 0
    for _ in range(3):
        start = time.perf_counter()
        count = WAYS[way](path)
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"seconds": min(seconds), "peak": _peak() - before, "points": count}))


def _peak() -> int:
    """Bytes that this program has had in memory at most (Linux).

    Not `ru_maxrss`, which a process takes over from the one that started it.
    """
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


def main(options: Options) -> None:
    table = Table(title=f"{options.points:,} points in a binary PLY")
    for name in ("", "s", "x numpy", "peak MB", "x file"):
        table.add_column(name, justify="left" if not name else "right")
    with tempfile.TemporaryDirectory() as folder:
        path, small = Path(folder) / "cloud.ply", Path(folder) / "small.ply"
        make(path, options)
        make(small, Options(points=1000))
        size, least = path.stat().st_size, 0.0
        for way in WAYS:
            code = (
                f"from pathlib import Path; from benchmarks.load import measure; measure({way!r}, "
            )
            code += f"Path({str(path)!r}), Path({str(small)!r}))"
            done = subprocess.run(
                [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True
            )
            if done.returncode:
                table.add_row(way, (done.stderr.splitlines() or ["failed"])[-1][:60])
                continue
            found = json.loads(done.stdout.splitlines()[-1])
            least = least or found["seconds"]
            peak = found["peak"]
            table.add_row(
                way,
                f"{found['seconds']:.3f}",
                f"{found['seconds'] / least:.2f}",
                f"{peak / 2**20:,.0f}",
                f"{peak / size:.2f}",
            )
    Console().print(table)


if __name__ == "__main__":
    main(tyro.cli(Options))

"""Whether memory comes back: `python -m benchmarks.memory`.

Viewers without a browser connect to the running app, receive a scene and leave, round after round.
The server's resident memory is printed after each round, as one JSON object at the end.
"""

import asyncio
import json
import time
from dataclasses import dataclass
from pathlib import Path

import msgspec
import psutil
import tyro
import viser
import websockets

from benchmarks.startup import ROOT, free_port, running, viewer_arguments, wait_until_served

_CAMERA = {
    "type": "ViewerCameraMessage",
    "wxyz": (1.0, 0.0, 0.0, 0.0),
    "position": (3.0, 3.0, 3.0),
    "fov": 1.0,
    "near": 0.01,
    "far": 1000.0,
    "image_height": 720,
    "image_width": 1280,
    "look_at": (0.0, 0.0, 0.0),
    "up_direction": (0.0, 0.0, 1.0),
}


@dataclass(frozen=True)
class Config:
    viewers: int = 8
    """Viewers that are connected at the same time."""
    rounds: int = 10
    scene: Path = ROOT / "assets" / "samples" / "bedroom"
    megabytes: float = 0.5
    """A viewer leaves once it has received so much: that is the scene, all else is smaller."""


async def visit(port: int, enough: float) -> None:
    """Connect as the page does, take the scene, leave.

    Raises:
        TimeoutError: the scene did not come within a minute.
    """
    received = 0
    async with websockets.connect(
        f"ws://127.0.0.1:{port}",
        subprotocols=[websockets.Subprotocol(f"viser-v{viser.__version__}")],
        origin=websockets.Origin(f"http://127.0.0.1:{port}"),
        max_size=None,
        compression=None,
    ) as connection:
        await connection.send(msgspec.msgpack.encode(_CAMERA))
        async with asyncio.timeout(60):
            while received < enough:
                received += len(await connection.recv())


async def rounds(config: Config, port: int, server: psutil.Process) -> dict[str, object]:
    """Memory before, during and after each round, MB."""
    before = _megabytes(server)
    during, after = [], []
    for _ in range(config.rounds):
        visits = asyncio.gather(
            *(visit(port, 1e6 * config.megabytes) for _ in range(config.viewers))
        )
        peak = 0.0
        while not visits.done():
            peak = max(peak, _megabytes(server))
            await asyncio.sleep(0.05)
        await visits
        await asyncio.sleep(1)
        during.append(peak)
        after.append(_megabytes(server))
    return {
        "unit": "MB",
        "viewers": config.viewers,
        "before": before,
        "peak": during,
        "after": after,
    }


def _megabytes(process: psutil.Process) -> float:
    return round(process.memory_info().rss / 1e6, 1)


def main() -> None:
    config = tyro.cli(Config, description=__doc__)
    port = free_port()
    with running(viewer_arguments(config.scene, port)) as process:
        wait_until_served(port)
        time.sleep(1)
        print(json.dumps(asyncio.run(rounds(config, port, psutil.Process(process.pid)))))


if __name__ == "__main__":
    main()

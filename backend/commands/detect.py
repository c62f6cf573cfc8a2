"""`python -m backend detect`: the objects in a scene."""

import json
import time
from pathlib import Path

from backend.commands.asking import answerer, look, require_writable
from backend.commands.opening import AsJson, ScenePath, Up, opened
from backend.engine.answers import boxes_json

_SHOWN = 0.5
"""Score from which on a box is drawn and listed for people; JSON holds all."""


def detect(
    scene: ScenePath,
    as_json: AsJson = False,
    image: Path | None = None,
    checkpoint: Path | None = None,
    clip: str = "embedded",
    up: Up | None = None,
    scale: float | None = None,
) -> None:
    """Find the objects in a scene.

    Args:
        scene: A file or a folder.
        as_json: Print one JSON object, with all boxes, instead of lines.
        image: Draw the scene with the boxes into this PNG file.
        checkpoint: Folder of a trained network; the shipped one by default.
        clip: The CLIP that it was trained with.
        up: The source's axis that points up, where it is not what the file or the guess says.
        scale: Metres per unit of the source, where it is not what the file or the guess says.
    """
    require_writable(image, (".png", ".jpg", ".jpeg", ".webp"))
    there = opened(scene, up, scale)
    ready = answerer(checkpoint, clip)
    start = time.perf_counter()
    look(ready, there)
    seconds = round(time.perf_counter() - start, 3)
    boxes = ready.detect(there)
    told = boxes_json(boxes)
    likely = [box for box in told if box["score"] >= _SHOWN]
    if image is not None:
        from backend.commands.picture import save_picture

        save_picture(image, there, boxes, f"{len(likely)} objects", least=_SHOWN)
    if as_json:
        print(json.dumps({"boxes": told, "seconds": {"detect": seconds}}, allow_nan=False))
        return
    for box in likely:
        size = " × ".join(f"{edge:.2f}" for edge in box["size"])
        place = ", ".join(f"{value:.2f}" for value in box["center"])
        print(f"{box['label']}: {size} m at ({place}), score {box['score']:.2f}")
    if not likely:
        print("No object was recognised.")

"""`python -m backend ask`: a question about a scene."""

import json
import time
from pathlib import Path
from typing import Annotated

import tyro

from backend.commands.asking import answerer, look, require_writable
from backend.commands.opening import AsJson, ScenePath, Up, opened
from backend.engine import Answer

_PICTURES = (".png", ".jpg", ".jpeg", ".webp")


def ask(
    scene: ScenePath,
    question: Annotated[str, tyro.conf.Positional, tyro.conf.arg(metavar="QUESTION")],
    as_json: AsJson = False,
    image: Path | None = None,
    heatmap: Path | None = None,
    checkpoint: Path | None = None,
    clip: str = "embedded",
    up: Up | None = None,
    scale: float | None = None,
) -> None:
    """Answer a question about a scene, with the objects that bear the answer out.

    Args:
        scene: A file or a folder.
        question: In plain English: "How many chairs are there?"
        as_json: Print one JSON object instead of lines.
        image: Draw the scene with the boxes into this PNG file.
        heatmap: Write the points, coloured by how likely the answer rests on them, to this PLY
            file; its property `heat` holds the values.
        checkpoint: Folder of a trained network; the shipped one by default.
        clip: The CLIP that it was trained with.
        up: The source's axis that points up, where it is not what the file or the guess says.
        scale: Metres per unit of the source, where it is not what the file or the guess says.
    """
    require_writable(image, _PICTURES)
    require_writable(heatmap, (".ply",))
    start = time.perf_counter()
    there = opened(scene, up, scale)
    open_end = time.perf_counter()
    ready = answerer(checkpoint, clip)
    load_end = time.perf_counter()
    look(ready, there)
    encode_end = time.perf_counter()
    answer = ready.ask(there, question)
    if image is not None:
        from backend.commands.picture import save_picture

        caption = f"{answer.question}   {summary(answer)}"
        save_picture(image, there, answer.boxes, caption)
    if heatmap is not None:
        from backend.commands.heat_ply import save_heat

        save_heat(heatmap, there, answer.heat)
    seconds = {
        "open": round(open_end - start, 3),
        "load": round(load_end - open_end, 3),
        "encode": round(encode_end - load_end, 3),
    }
    if as_json:
        told = answer.to_json()
        told["seconds"] |= seconds
        print(json.dumps(told, allow_nan=False))
    else:
        print("\n".join(lines(answer)))


def summary(answer: Answer) -> str:
    """The answer in a few words, as sure as it is."""
    if answer.not_found:
        return "Nothing like that here."
    best = f"{answer.best.text} ({answer.best.confidence:.0%})".replace("%)", " %)")
    return best if answer.sure else f"Not sure, perhaps: {best}"


def lines(answer: Answer) -> list[str]:
    """The answer with its alternatives, boxes and notes, for people."""
    told = [summary(answer)]
    others = ", ".join(f"{one.text} {one.confidence:.2f}" for one in answer.answers[1:])
    if others and not answer.not_found:
        told.append(f"or: {others}")
    scores = answer.boxes.scores
    assert scores is not None
    for i, label in enumerate(answer.boxes.labels):
        size = " × ".join(f"{edge:.2f}" for edge in answer.boxes.sizes[i])
        place = ", ".join(f"{value:.2f}" for value in answer.boxes.centers[i])
        told.append(f"{label}: {size} m at ({place}), score {scores[i]:.2f}")
    if answer.unknown:
        told.append(f"unknown words: {', '.join(answer.unknown)}")
    return told + list(answer.notes)

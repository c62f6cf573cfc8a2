"""`python -m backend ask`: a question about a scene, or something to find in it."""

import json
import time
from pathlib import Path
from typing import Annotated, Literal

import tyro

from backend.commands.asking import answerer, look, require_writable
from backend.commands.opening import AsJson, ScenePath, Up, bar_on_terminal, opened
from backend.engine import Answer, Answerer, Finder, Matches, understand
from backend.types import Boxes, Scene

_PICTURES = (".png", ".jpg", ".jpeg", ".webp")


def ask(
    scene: ScenePath,
    question: Annotated[str, tyro.conf.Positional, tyro.conf.arg(metavar="TEXT")],
    as_json: AsJson = False,
    treat_as: Literal["question", "query"] | None = None,
    image: Path | None = None,
    heatmap: Path | None = None,
    checkpoint: Path | None = None,
    objects: Path | None = None,
    clip: str = "embedded",
    up: Up | None = None,
    scale: float | None = None,
) -> None:
    """Answer a question about a scene, or find things in it, and show the objects.

    Args:
        scene: A file or a folder.
        question: In plain English: "How many chairs are there?", or what to find: "chair; table",
            "something to sit on".
        as_json: Print one JSON object instead of lines.
        treat_as: Take the text as a question or as something to find, where it is misunderstood.
        image: Draw the scene with the boxes into this PNG file.
        heatmap: Write the points, coloured by how likely the answer rests on them, to this PLY
            file; its property `heat` holds the values.
        checkpoint: Folder of a trained network; the shipped one by default.
        objects: Folder of a trained object encoder; the shipped one by default, if there is one.
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
    asks = treat_as == "question" or (treat_as is None and understand(question) == "answer")
    result = ready.ask(there, question) if asks else _found(ready, objects, there, question)
    _keep(there, result, image, heatmap)
    seconds = {
        "open": round(open_end - start, 3),
        "load": round(load_end - open_end, 3),
        "encode": round(encode_end - load_end + result.seconds["encode"], 3),
    }
    if as_json:
        told = result.to_json()
        told["seconds"] |= seconds
        print(json.dumps(told, allow_nan=False))
    else:
        print("\n".join(lines(result) if isinstance(result, Answer) else match_lines(result)))


def _found(ready: Answerer, objects: Path | None, scene: Scene, text: str) -> Matches:
    finder = Finder(ready, objects)
    with bar_on_terminal(f"Looking at the objects of {scene.name}"):
        return finder.find(scene, text)


def _keep(scene: Scene, result: Answer | Matches, image: Path | None, heatmap: Path | None) -> None:
    """Write the picture and the heat map that are wanted."""
    if image is not None:
        from backend.commands.picture import save_picture

        if isinstance(result, Answer):
            caption = f"{result.question}   {summary(result)}"
        else:
            caption = "   ".join(match_summaries(result))
        save_picture(image, scene, result.boxes, caption)
    if heatmap is not None:
        from backend.commands.heat_ply import save_heat

        heat = result.heat if isinstance(result, Answer) else result.heat.max(axis=0)
        save_heat(heatmap, scene, heat)


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
    told += box_lines(answer.boxes)
    if answer.unknown:
        told.append(f"unknown words: {', '.join(answer.unknown)}")
    return told + list(answer.notes)


def match_summaries(matches: Matches) -> list[str]:
    """How many of each were found."""
    counts = [int((matches.of_query == i).sum()) for i in range(len(matches.queries))]
    return [
        f"{text}: {count} found" if count else f"{text}: nothing like that here"
        for text, count in zip(matches.queries, counts, strict=True)
    ]


def match_lines(matches: Matches) -> list[str]:
    """What was found, for people."""
    return [*match_summaries(matches), *box_lines(matches.boxes), *matches.notes]


def box_lines(boxes: Boxes) -> list[str]:
    assert boxes.scores is not None
    told = []
    for i, label in enumerate(boxes.labels):
        size = " × ".join(f"{edge:.2f}" for edge in boxes.sizes[i])
        place = ", ".join(f"{value:.2f}" for value in boxes.centers[i])
        told.append(f"{label}: {size} m at ({place}), score {boxes.scores[i]:.2f}")
    return told

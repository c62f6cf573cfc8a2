"""`python -m backend embed`: scenes and their objects as vectors."""

from pathlib import Path
from typing import Annotated

import tyro

from backend.commands.asking import answerer, look, require_writable
from backend.commands.opening import opened


def embed(
    scenes: Annotated[tuple[Path, ...], tyro.conf.Positional, tyro.conf.arg(metavar="SCENE")],
    out: Path,
    checkpoint: Path | None = None,
    clip: str = "embedded",
) -> None:
    """Write the embeddings of scenes and of the objects in them to one file.

    Args:
        scenes: Files or folders, each one scene.
        out: The `.npz` file: `paths` and `scenes` with a row for each scene; `objects`, `scene`
            (the row of its scene), `labels`, `centers`, `sizes`, `yaws` and `scores` with a row
            for each object; `clip`, in whose space all vectors of unit length lie.
        checkpoint: Folder of a trained network; the shipped one by default.
        clip: The CLIP that it was trained with.
    """
    require_writable(out, (".npz",))
    ready = answerer(checkpoint, clip)
    found = []
    for path in scenes:
        scene = opened(path)
        look(ready, scene)
        found.append(ready.embed(scene))
    from backend.commands.embeddings import save_embeddings

    save_embeddings(out, scenes, found, ready.clip_identity)
    objects = sum(len(one.boxes) for one in found)
    print(f"{out}: {len(found)} scenes, {objects} objects")

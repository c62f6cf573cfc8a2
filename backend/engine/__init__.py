"""Answers about one scene: opening it, saying what is in it, asking it something.

Nothing heavy is imported here or by what is exported: networks, readers and compiled loops come
with the first call that needs them, so that a page can be served before.
"""

from backend.engine.answerer import VQA_FOLDER, Answerer
from backend.engine.answers import Answer, Embeddings, Ranked
from backend.engine.questions import QuestionError
from backend.engine.scenes import (
    Count,
    Photo,
    SceneInfo,
    describe,
    open_scene,
    reorient,
    save_scene,
    scene_name,
    scene_paths,
)
from backend.models.card import CheckpointError

__all__ = [
    "VQA_FOLDER",
    "Answer",
    "Answerer",
    "CheckpointError",
    "Count",
    "Embeddings",
    "Photo",
    "QuestionError",
    "Ranked",
    "SceneInfo",
    "describe",
    "open_scene",
    "reorient",
    "save_scene",
    "scene_name",
    "scene_paths",
]

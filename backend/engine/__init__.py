"""Answers about one scene: opening it, saying what is in it, asking it something.

Nothing heavy is imported here or by what is exported: networks, readers and compiled loops come
with the first call that needs them, so that a page can be served before.
"""

from backend.engine.answerer import VQA_FOLDER, Answerer
from backend.engine.answers import Answer, Embeddings, Ranked
from backend.engine.finder import OBJECTS_FOLDER, Finder
from backend.engine.labels import Label, SceneLabels
from backend.engine.matches import Matches
from backend.engine.questions import QuestionError
from backend.engine.scenes import (
    Count,
    Photo,
    SceneInfo,
    describe,
    open_scene,
    reorient,
    save_labels,
    save_scene,
    scene_name,
    scene_paths,
)
from backend.engine.understanding import Kind, understand
from backend.models.card import CheckpointError

__all__ = [
    "OBJECTS_FOLDER",
    "VQA_FOLDER",
    "Answer",
    "Answerer",
    "CheckpointError",
    "Count",
    "Embeddings",
    "Finder",
    "Kind",
    "Label",
    "Matches",
    "Photo",
    "QuestionError",
    "Ranked",
    "SceneInfo",
    "SceneLabels",
    "describe",
    "open_scene",
    "reorient",
    "save_labels",
    "save_scene",
    "scene_name",
    "scene_paths",
    "understand",
]

"""Small annotation files in the official formats, and what their readers should make of them."""

import json
from pathlib import Path
from typing import Any

SCANREFER: list[dict[str, Any]] = [
    {
        "scene_id": "scene0000_00",
        "object_id": "1",
        "object_name": "office_chair",
        "ann_id": "0",
        "description": "a black chair beside the bed.",
        "token": ["a", "black"],
    },
    {
        "scene_id": "scene0001_00",
        "object_id": "0",
        "object_name": "bed",
        "ann_id": "2",
        "description": "the bed.",
        "token": ["the"],
    },
]
SCANQA: list[dict[str, Any]] = [
    {
        "scene_id": "scene0000_00",
        "object_ids": [1, 0],
        "object_names": ["chair", "bed"],
        "question_id": "train-scene0000-0",
        "question": "What is beside the bed?",
        "answers": ["chair", "black chair"],
    },
    {
        "scene_id": "scene0000_00",
        "object_ids": [7],
        "object_names": ["wall"],
        "question_id": "train-scene0000-1",
        "question": "What color is the wall?",
        "answers": ["white"],
    },
]
SQA3D_QUESTIONS: dict[str, Any] = {
    "questions": [
        {
            "scene_id": "scene0000_00",
            "situation": "I am facing the bed.",
            "alternative_situation": ["I look at the bed."],
            "question": "Is there a chair behind me?",
            "question_id": 220602000003,
        }
    ]
}
SQA3D_ANNOTATIONS: dict[str, Any] = {
    "annotations": [
        {
            "scene_id": "scene0000_00",
            "question_id": 220602000003,
            "question_type": "N/A",
            "answer_type": "other",
            "answers": [{"answer": "yes", "answer_confidence": "yes", "answer_id": 1}],
            "position": {"x": 1.5, "y": -0.5, "z": 0},
            "rotation": {"_x": 0, "_y": 0, "_z": 0.6, "_w": -0.8},
        }
    ]
}


def write(path: Path, content: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path

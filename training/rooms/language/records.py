"""Language as the entries of ScanQA's, ScanRefer's and SQA3D's json files."""

from typing import Any

from training.rooms.language.room_language import RoomLanguage

Record = dict[str, Any]


def scanqa_records(language: RoomLanguage, scene_id: str) -> list[Record]:
    """Questions with `question_id`, `answers`, `object_ids` and `object_names`."""
    return [
        {
            "scene_id": scene_id,
            "question_id": f"{scene_id}-{number}",
            "question": question.text,
            "answers": list(question.answers),
            "object_ids": list(question.object_ids),
            "object_names": list(question.object_names),
            "situation": question.situation,
            "kind": question.kind,
            "template": question.template,
        }
        for number, question in enumerate(language.questions)
    ]


def scanrefer_records(language: RoomLanguage, scene_id: str) -> list[Record]:
    """Descriptions; `object_id` and `ann_id` are strings and spaces in names underscores there."""
    counts: dict[int, int] = {}
    records: list[Record] = []
    for description in language.descriptions:
        number = counts.get(description.object_id, 0)
        counts[description.object_id] = number + 1
        records.append(
            {
                "scene_id": scene_id,
                "object_id": str(description.object_id),
                "object_name": description.object_name.replace(" ", "_"),
                "ann_id": str(number),
                "description": description.text,
            }
        )
    return records


def scene_records(language: RoomLanguage, scene_id: str) -> list[Record]:
    """Descriptions of the whole room."""
    return [{"scene_id": scene_id, "description": text} for text in language.scenes]

"""ScanQA (Azuma et al., 2022): questions about ScanNet scenes, with the objects they are about."""

from pathlib import Path

from training.data.examples import Question
from training.data.records import Record, read_records


def read_scanqa(path: Path) -> tuple[Question, ...]:
    """Questions in the order of `ScanQA_v1.0_*.json`; the test files hold no answers.

    Raises:
        CommandError: the file is missing or damaged, with the place.
    """
    records = read_records(path)
    seen: set[str] = set()
    return tuple(_question(record, seen) for record in records)


def _question(record: Record, seen: set[str]) -> Question:
    question_id = record.text("question_id")
    if question_id in seen:
        raise record.error(f"{record.place}.question_id", "an id of its own", question_id)
    seen.add(question_id)
    ids = record.integers("object_ids") if "object_ids" in record.fields else ()
    names = record.texts("object_names") if "object_names" in record.fields else ()
    if len(ids) != len(names):
        raise record.error(f"{record.place}.object_names", f"{len(ids)} names", list(names))
    return Question(
        id=question_id,
        scene=record.scene(),
        text=record.text("question"),
        answers=record.texts("answers") if "answers" in record.fields else (),
        object_ids=ids,
        object_names=names,
    )

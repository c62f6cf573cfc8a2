"""ScanRefer (Chen et al., 2020): descriptions of single objects in ScanNet scenes."""

from pathlib import Path

from training.data.examples import Utterance
from training.data.records import Record, read_records


def read_scanrefer(path: Path) -> tuple[Utterance, ...]:
    """Descriptions in the order of `ScanRefer_filtered_*.json`; names get their blanks back.

    Raises:
        CommandError: the file is missing or damaged, with the place.
    """
    return tuple(_utterance(record) for record in read_records(path))


def _utterance(record: Record) -> Utterance:
    return Utterance(
        scene=record.scene(),
        object_id=record.digits("object_id"),
        object_name=record.text("object_name").replace("_", " "),
        text=record.text("description"),
        number=record.identity("ann_id") if "ann_id" in record.fields else "",
    )

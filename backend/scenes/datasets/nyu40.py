"""The 40 classes of NYU Depth v2 as ScanNet numbers them, and ScanNet's table of raw names."""

import csv
from pathlib import Path

import numpy as np
from jaxtyping import Int32

from backend.scenes.datasets.files import read_text
from backend.types import SceneError

NYU40 = (
    "unlabelled", "wall", "floor", "cabinet", "bed", "chair", "sofa", "table", "door", "window",
    "bookshelf", "picture", "counter", "blinds", "desk", "shelves", "curtain", "dresser", "pillow",
    "mirror", "floor mat", "clothes", "ceiling", "books", "refrigerator", "television", "paper",
    "towel", "shower curtain", "box", "whiteboard", "person", "night stand", "toilet", "sink",
    "lamp", "bathtub", "bag", "other structure", "other furniture", "other prop",
)  # fmt: skip
"""Index = nyu40 id."""

TABLE = "scannetv2-labels.combined.tsv"
_PARENTS = 4


def nyu40_classes(ids: Int32[np.ndarray, " points"]) -> Int32[np.ndarray, " points"]:
    """Ids of the table become classes; 0 and what the table does not have become unlabelled."""
    return np.where((ids > 0) & (ids < len(NYU40)), ids, -1).astype(np.int32)


def find_table(folder: Path) -> Path | None:
    """The label table in the folder, in one above it, or in `meta` beside the scans."""
    folder = folder.resolve()
    for parent in [folder, *folder.parents][: _PARENTS + 1]:
        for candidate in (parent / TABLE, parent / "meta" / TABLE):
            if candidate.is_file():
                return candidate
    return None


def read_table(path: Path) -> dict[str, int]:
    """Raw category to nyu40 id; 0 where there is none.

    Raises:
        SceneError: a column is missing or a number is none.
    """
    rows = csv.reader(read_text(path).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(rows, [])
    remedy = "Copy the table again from ScanNet"
    try:
        name, number = header.index("raw_category"), header.index("nyu40id")
    except ValueError as error:
        raise SceneError(path, "no columns raw_category and nyu40id", remedy) from error
    table: dict[str, int] = {}
    for line, row in enumerate(rows, start=2):
        try:
            value = int(row[number] or 0)
            table[row[name]] = value if 0 < value < len(NYU40) else 0
        except (IndexError, ValueError) as error:
            raise SceneError(path, f"line {line} has no nyu40 id", remedy) from error
    return table

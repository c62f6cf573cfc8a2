"""Rows of named numbers: what a PLY element, a PCD body or a structured array is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Shaped

from backend.progress import report

_BLOCK_BYTES = 1 << 18


@dataclass(frozen=True)
class Table:
    rows: np.ndarray
    """Structured, one field per column, in the file's byte order."""

    def __len__(self) -> int:
        return len(self.rows)

    def __contains__(self, name: str) -> bool:
        """Whether there is a column of this name."""
        return name in self.names

    def __getitem__(self, name: str) -> Shaped[np.ndarray, " rows"]:
        """One column as the file has it: a view in the file's byte order."""
        return self.rows[name]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns in the file's order."""
        return self.rows.dtype.names or ()

    def matrix(
        self, names: Sequence[str], dtype: np.typing.DTypeLike
    ) -> Shaped[np.ndarray, "rows columns"]:
        """Columns side by side in one new array of a native type."""
        columns = np.empty((len(self), len(names)), dtype)
        # By blocks of rows that stay in the cache, because each column walks over whole rows.
        step = max(1, _BLOCK_BYTES // max(1, self.rows.dtype.itemsize))
        with np.errstate(over="ignore", invalid="ignore"):
            for start in range(0, len(self), step):
                report("Reading columns", start, len(self))
                block = self.rows[start : start + step]
                for i, name in enumerate(names):
                    columns[start : start + step, i] = block[name]
        return columns

"""Measure real layouts and write their aggregates into the repository.

    python -m training.rooms.statistics.measure PATH/layouts_train.json.gz

The scans themselves are research material and stay where they are.
"""

from pathlib import Path

import tyro

from training.rooms.statistics.files import REAL, measure, write_measured
from training.rooms.statistics.layouts import read_layouts


def main(layouts: tyro.conf.Positional[Path], out: Path = REAL) -> None:
    """Read a gzipped JSON of layouts and write what they have in common.

    Args:
        layouts: Scan id -> objects with label, min, max and rgb.
        out: Where the aggregates go.
    """
    measured = measure(read_layouts(layouts))
    write_measured(out, measured)
    kinds = ", ".join(f"{own.layouts} {name}" for name, own in measured.by_type.items())
    print(f"{out.name}: {measured.all.layouts} layouts ({kinds})")


if __name__ == "__main__":
    tyro.cli(main)

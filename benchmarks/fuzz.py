"""Read damaged files of every format and count what becomes of them.

    python -m benchmarks.fuzz --count 20000

Families are found in `tests/scenes/*/families.py`: each module lists its own in `FAMILIES`.
"""

import importlib
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import tyro
from rich.console import Console
from rich.table import Table
from tqdm import tqdm

from tests.mutation import Family, Tally, run_family

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Options:
    count: int = 20_000
    """Damaged files per family."""
    only: str = ""
    """Part of the names of the families to run; all by default."""


def families() -> list[Family]:
    found: list[Family] = []
    for path in sorted((ROOT / "tests" / "scenes").glob("*/families.py")):
        module = importlib.import_module(f"tests.scenes.{path.parent.name}.families")
        found += module.FAMILIES
    return found


def run(family: Family, count: int) -> Tally:
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        running = run_family(family, Path(folder), count)
        for tally in tqdm(running, family.name, total=count, leave=False):  # noqa: B007
            pass
    return tally


def main(options: Options) -> int:
    console = Console()
    table = Table(title=f"{options.count:,} damaged files per family")
    for name in ("family", "files", "opened", "SceneErrors", "anything else", "s", "slowest s"):
        table.add_column(name, justify="left" if name == "family" else "right")
    wrong: Counter[str] = Counter()
    for family in families():
        if options.only not in family.name:
            continue
        tally = run(family, options.count)
        wrong.update(f"{family.name}: {text.partition(': ')[2]}" for text in tally.wrong)
        counts = (tally.files, tally.opened, tally.refused, len(tally.wrong))
        times = (f"{tally.seconds:.1f}", f"{tally.slowest:.2f}")
        table.add_row(family.name, *(f"{n:,}" for n in counts), *times)
    console.print(table)
    for text, times_seen in wrong.most_common(20):
        console.print(f"{times_seen} x {text}", markup=False)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(tyro.cli(Options)))

"""How generated rooms compare with real ones: pictures, a web page, a table and the figures."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from tqdm import tqdm

from backend.types import SceneType
from training.rooms.furniture.catalogue import CATALOGUE
from training.rooms.report.comparison_charts import comparison_charts, spread_ratio
from training.rooms.report.contact_sheet import chosen_rooms, contact_sheet
from training.rooms.report.figures import (
    catalogue_figures,
    comparison_figures,
    spread_figures,
    table,
    write_figures,
)
from training.rooms.report.language import language_figures, questions_of, words_of_room
from training.rooms.report.layouts import layout, scanned_layout
from training.rooms.report.page import page
from training.rooms.report.png import draw_chart
from training.rooms.report.tables import by_answer, by_category, by_kind, by_type
from training.rooms.statistics.compare import compare
from training.rooms.statistics.files import measure, real
from training.rooms.stream import in_order

Result = TypeVar("Result")

_LEAST = 20
"""Categories in fewer real rooms than this are not compared."""
_SCANNED = 100
"""Rooms that also go through the simulated sensor, at most."""
_SHOWN = 24
"""Rooms on the contact sheet."""


def write_report(out: Path, *, rooms: int, workers: int | None) -> None:
    """Compare the training split's first rooms with real ones; everything lands in `out`.

    Args:
        out: a folder that exists.
        rooms: how many are generated; a few hundred give stable figures.
        workers: processes; see `in_order`.
    """
    layouts = _collect(layout, rooms, "Rooms", workers)
    scans = _collect(scanned_layout, min(rooms, _SCANNED), "Scans", workers)
    words = _collect(partial(words_of_room, "train"), rooms, "Words", workers)
    others = _collect(partial(words_of_room, "test"), -(-rooms // 3), "Words, test", workers)
    types: list[SceneType] = [own.scene_type for own in layouts if own.scene_type is not None]
    contact_sheet(chosen_rooms(types, _SHOWN), workers=workers).save(out / "contact_sheet.png")

    names, measured = compared_categories(), measure(layouts)
    charts = comparison_charts(real().all, measured.all, names)
    for chart in charts:
        draw_chart(chart).save(out / f"{chart.name}.png")
    collections = (measured.all, measure(scans).all)
    whole, scanned = (compare(real().all, own, names, least=_LEAST) for own in collections)
    spreads = [round(spread_ratio(real().all, own, names), 3) for own in collections]
    figures = [
        *comparison_figures(whole, scanned),
        *spread_figures(*spreads),
        *catalogue_figures(set(types)),
        *language_figures(words, others),
    ]
    write_figures(out / "figures.json", figures, rooms=rooms)
    questions = questions_of(words)
    text = page(
        "Rooms, generated and real",
        f"{rooms} generated rooms (train 0 to {rooms - 1}; {len(scans)} of them also scanned) and "
        f"{real().all.layouts} real scans of ScanNet's training split, of which only aggregates "
        f"are kept. Compared are the {len(names)} categories that at least {_LEAST} real scans "
        "hold.",
        figures,
        charts,
        [
            ("By type of room", by_type(real(), measured)),
            ("By category", by_category(real(), measured, names)),
            ("By kind of question", by_kind(questions)),
            ("The most common answers", by_answer(questions)),
        ],
        [("Some rooms", "contact_sheet.png")],
    )
    (out / "report.html").write_text(text, encoding="utf-8")
    print("\n".join(table(figures)))
    print(f"Everything is in {out / 'report.html'}")


def compared_categories() -> list[str]:
    """What training rooms show and enough real rooms hold."""
    known = real().all.categories
    return [
        name
        for name in sorted(CATALOGUE)
        if name in known
        and known[name].share * real().all.layouts >= _LEAST
        and not CATALOGUE[name].held_out
    ]


def _collect(
    work: Callable[[int], Result], count: int, title: str, workers: int | None
) -> list[Result]:
    done = in_order(work, range(count), workers=workers)
    return list(tqdm(done, total=count, desc=title, unit="room"))

"""How generated rooms compare with real ones: pictures, a web page, a table and the figures."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from tqdm import tqdm

from backend.types import SceneType
from training.rooms.furniture.catalogue import CATALOGUE
from training.rooms.report.clouds import cloud_figures
from training.rooms.report.comparison_charts import comparison_charts, spread_ratio
from training.rooms.report.contact_sheet import chosen_rooms, contact_sheet
from training.rooms.report.figures import (
    catalogue_figures,
    clutter_figure,
    comparison_figures,
    spread_figures,
    table,
    write_figures,
)
from training.rooms.report.language import language_figures, questions_of, words_of_room
from training.rooms.report.layouts import scanned_layout, whole_layout
from training.rooms.report.page import page
from training.rooms.report.png import draw_chart
from training.rooms.report.rooms import Rooms
from training.rooms.report.tables import by_answer, by_category, by_kind, by_type
from training.rooms.splits import Split
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


def write_report(
    out: Path, *, split: Split = "train", start: int = 0, count: int, workers: int | None
) -> None:
    """Compare some rooms with real ones; everything lands in `out`.

    Args:
        out: a folder that exists.
        split: whose rooms are generated.
        start: number of the first one.
        count: how many; a few hundred give stable figures.
        workers: processes; see `in_order`.
    """
    rooms = Rooms(split, start, count)
    wholes = _collect(whole_layout, rooms, "Rooms", workers)
    scans = _collect(scanned_layout, rooms.first(_SCANNED), "Scans", workers)
    words = _collect(words_of_room, rooms, "Words", workers)
    others = _collect(words_of_room, rooms.others(), "Words of others", workers)
    layouts = [own.layout for own in wholes]
    types: list[SceneType] = [own.scene_type for own in layouts if own.scene_type is not None]
    shown = [start + i for i in chosen_rooms(types, _SHOWN)]
    contact_sheet(split, shown, workers=workers).save(out / "contact_sheet.png")

    names, measured = compared_categories(), measure(layouts)
    charts = comparison_charts(real().all, measured.all, names)
    for chart in charts:
        draw_chart(chart).save(out / f"{chart.name}.png")
    collections = (measured.all, measure([own.layout for own in scans]).all)
    whole, scanned = (compare(real().all, own, names, least=_LEAST) for own in collections)
    spreads = [round(spread_ratio(real().all, own, names), 3) for own in collections]
    figures = [
        *comparison_figures(whole, scanned),
        clutter_figure([own.clutter for own in wholes]),
        *spread_figures(*spreads),
        *catalogue_figures(set(types)),
        *language_figures(words, others, rooms),
        *cloud_figures([own.cloud for own in scans]),
    ]
    write_figures(out / "figures.json", figures, rooms=count)
    questions = questions_of(words)
    text = page(
        "Rooms, generated and real",
        f"{count} generated rooms ({rooms}; the first {len(scans)} also scanned) and "
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
    print("\n".join([f"{count} rooms: {rooms}", *table(figures)]))
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
    work: Callable[[Split, int], Result], rooms: Rooms, title: str, workers: int | None
) -> list[Result]:
    done = in_order(partial(work, rooms.split), rooms.indices, workers=workers)
    return list(tqdm(done, total=rooms.count, desc=title, unit="room"))

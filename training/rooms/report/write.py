"""How generated rooms compare with real ones: pictures, a web page, a table and the figures."""

from collections.abc import Callable, Sequence
from pathlib import Path

from tqdm import tqdm

from backend.types import SCENE_TYPES, SceneType
from training.rooms.example import make_example
from training.rooms.furniture.catalogue import CATALOGUE
from training.rooms.generate import room_from_seed
from training.rooms.report.comparison_charts import comparison_charts
from training.rooms.report.contact_sheet import chosen_rooms, contact_sheet
from training.rooms.report.figures import (
    catalogue_figures,
    comparison_figures,
    table,
    write_figures,
)
from training.rooms.report.page import Table, page
from training.rooms.report.png import draw_chart
from training.rooms.report.scanned import layout_of_scan
from training.rooms.splits import room_seed
from training.rooms.statistics.aggregate import CategoryStatistics
from training.rooms.statistics.compare import compare
from training.rooms.statistics.files import Measured, measure, real
from training.rooms.statistics.layouts import Layout, layout_of_room
from training.rooms.stream import in_order

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
        rooms: how many are generated; a hundred and more give stable figures.
        workers: processes; see `in_order`.
    """
    layouts = _collect(_layout, rooms, "Rooms", workers)
    scans = _collect(_scanned_layout, min(rooms, _SCANNED), "Scans", workers)
    measured = measure(layouts)
    names = compared_categories()
    comparison = compare(real().all, measured.all, names, least=_LEAST)
    scanned = compare(real().all, measure(scans).all, names, least=_LEAST)
    types: list[SceneType] = [o.scene_type for o in layouts if o.scene_type is not None]
    figures = [*comparison_figures(comparison, scanned), *catalogue_figures(set(types))]
    charts = comparison_charts(real().all, measured.all, names)
    for chart in charts:
        draw_chart(chart).save(out / f"{chart.name}.png")
    contact_sheet(chosen_rooms(types, _SHOWN), workers=workers).save(out / "contact_sheet.png")
    write_figures(out / "figures.json", figures, rooms=rooms)
    text = page(
        "Rooms, generated and real",
        f"{rooms} generated rooms (train 0 to {rooms - 1}; {len(scans)} of them also scanned) and "
        f"{real().all.layouts} real scans of ScanNet's training split, of which only aggregates "
        f"are kept. Compared are the {len(names)} categories that at least {_LEAST} real scans "
        "hold.",
        figures,
        charts,
        [("By type of room", _by_type(measured)), ("By category", _by_category(measured, names))],
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
    work: Callable[[int], Layout], count: int, title: str, workers: int | None
) -> list[Layout]:
    done = in_order(work, range(count), workers=workers)
    return list(tqdm(done, total=count, desc=title, unit="room"))


def _layout(index: int) -> Layout:
    """In a process of its own."""
    return layout_of_room(room_from_seed(room_seed("train", index)))


def _scanned_layout(index: int) -> Layout:
    """In a process of its own."""
    return layout_of_scan(make_example("train", index).scan)


def _by_type(measured: Measured) -> Table:
    heads = (
        "type",
        "real rooms",
        "generated",
        "objects, real",
        "generated",
        "floor, real",
        "generated",
    )
    rows = []
    for kind in SCENE_TYPES:
        own = (real().by_type.get(kind), measured.by_type.get(kind))
        layouts = [str(one.layouts) if one else "0" for one in own]
        objects = [f"{one.objects.mean:.1f} ± {one.objects.std:.1f}" if one else "" for one in own]
        floors = [
            f"{one.floor_long.mean:.1f} × {one.floor_short.mean:.1f} m" if one else ""
            for one in own
        ]
        rows.append((kind, *layouts, *objects, *floors))
    return heads, rows


def _by_category(measured: Measured, names: Sequence[str]) -> Table:
    heads = ("category", "per room, real", "generated", "size in m, real (mean ± std)", "generated")
    rows = []
    for name in names:
        per_room, sizes = [], []
        for own in (real().all, measured.all):
            category = own.categories.get(name)
            per_room.append(f"{category.count / own.layouts:.2f}" if category else "0")
            sizes.append(_edges(category) if category else "")
        rows.append((name, *per_room, *sizes))
    return heads, rows


def _edges(own: CategoryStatistics) -> str:
    edges = (own.long, own.short, own.height)
    return " × ".join(f"{edge.mean:.2f} ± {edge.std:.2f}" for edge in edges)

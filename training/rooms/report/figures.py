"""The report's key figures: each with what it should be and how it was measured."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import isfinite
from pathlib import Path

from training.rooms.furniture.catalogue import CATALOGUE
from training.rooms.statistics.aggregate import Spread
from training.rooms.statistics.compare import (
    LEAST_CORRELATION,
    MOST_SIZE_ERROR,
    Comparison,
)
from training.rooms.types import SceneType

LEAST_CATEGORIES = 60
LEAST_SCENE_TYPES = 14


@dataclass(frozen=True)
class Figure:
    key: str
    title: str
    value: float | str
    how: str
    wanted: str = ""
    """Empty where nothing is asked for."""
    reached: bool = True


def comparison_figures(comparison: Comparison, scanned: Comparison | None) -> list[Figure]:
    """How generated rooms compare with real ones.

    Args:
        comparison: with boxes around whole objects.
        scanned: with boxes around what the simulated sensor saw, if that was measured.
    """
    real, generated = comparison.objects
    figures = [
        at_most(
            "size_error",
            "median relative error of class mean sizes",
            comparison.size_error,
            MOST_SIZE_ERROR,
            "Median over categories and over long, short and upright edge of "
            "|generated mean / real mean - 1|. Real boxes are around what was scanned, generated "
            "ones around whole objects; all are parallel to the walls.",
        ),
    ]
    if scanned is not None:
        figures.append(
            at_most(
                "scanned_size_error",
                "the same after the simulated scan",
                scanned.size_error,
                MOST_SIZE_ERROR,
                "As above, with boxes around the points that the simulated sensor saw (at least "
                "30), over fewer rooms.",
            )
        )
    return [
        *figures,
        at_least(
            "frequency_correlation",
            "Spearman of class frequencies",
            comparison.frequency_correlation,
            LEAST_CORRELATION,
            "Rank correlation over categories of objects per room.",
        ),
        at_least(
            "pair_correlation",
            "Spearman of co-occurrence",
            comparison.pair_correlation,
            LEAST_CORRELATION,
            "Rank correlation, over all pairs of categories (a category with itself: two of it), "
            "of the share of rooms that hold both.",
        ),
        Figure(
            "lift_correlation",
            "Spearman of co-occurrence's lift",
            round(comparison.lift_correlation, 3),
            "The same of how much oftener two categories share a room than if they did not know "
            "each other, over pairs that chance alone would bring together often.",
        ),
        Figure(
            "distance_error",
            "median relative error of pair distances",
            round(comparison.distance_error, 3),
            "Of the mean distance in plan from an object's centre to the nearest centre of the "
            "other category, median over frequent pairs.",
        ),
        *_numbers("objects_real", "objects per real room", real),
        *_numbers("objects_generated", "objects per generated room", generated),
    ]


def spread_figures(whole: float, scanned: float) -> list[Figure]:
    """How widely sizes spread, with boxes around whole objects and around what was scanned."""
    how = (
        "Median over categories and edges of the relative standard deviation, generated divided "
        "by real. Real scans show many things in part, which widens their spread."
    )
    return [
        Figure("spread_ratio", "spread of class sizes, as a share of real ones", whole, how),
        Figure("scanned_spread_ratio", "the same after the simulated scan", scanned, how),
    ]


def clutter_figure(clutter: Sequence[int]) -> Figure:
    """Of the small things in each room."""
    return Figure(
        "clutter",
        "small things that lie about, per room",
        round(sum(clutter) / len(clutter), 1),
        f"Mean of {len(clutter)} generated rooms; left out of all comparisons, as annotators of "
        "real scans leave them out.",
    )


def catalogue_figures(scene_types: set[SceneType]) -> list[Figure]:
    """What there is to draw from."""
    styles = [style for category in CATALOGUE.values() for style in category.styles]
    fewest = min(len(category.styles) for category in CATALOGUE.values())
    held_out = sum(style.held_out for style in styles)
    return [
        at_least(
            "categories",
            "categories of objects",
            len(CATALOGUE),
            LEAST_CATEGORIES,
            f"In the catalogue; {sum(c.held_out for c in CATALOGUE.values())} of them only in the "
            "split of novel categories.",
        ),
        at_least(
            "fewest_styles",
            "styles of the category with the fewest",
            fewest,
            3,
            "In the catalogue, held-out styles among them.",
        ),
        Figure(
            "styles",
            "styles of all categories",
            len(styles),
            f"In the catalogue; {held_out} of them only in the split of novel styles.",
        ),
        at_least(
            "scene_types",
            "types of rooms",
            len(scene_types),
            LEAST_SCENE_TYPES,
            "Those among the generated rooms.",
        ),
    ]


def write_figures(path: Path, figures: list[Figure], *, rooms: int) -> None:
    """As JSON: the values by their keys, null where there is none; then what is known of each."""
    content = {
        "rooms": rooms,
        **{figure.key: _written(figure.value) for figure in figures},
        "measured": {
            figure.key: {k: v for k, v in asdict(figure).items() if k not in ("key", "value")}
            for figure in figures
        },
    }
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def table(figures: list[Figure]) -> list[str]:
    """A line for each figure, for the terminal."""
    wide = max(len(figure.title) for figure in figures)
    return [
        f"{f.title:<{wide}}  {f.value!s:>8}  {f.wanted:<8}{'' if f.reached else 'missed'}".rstrip()
        for f in figures
    ]


def _written(value: float | str) -> float | str | None:
    """JSON has no number for what too few rooms do not tell."""
    return None if isinstance(value, float) and not isfinite(value) else value


def _numbers(key: str, title: str, spread: Spread) -> list[Figure]:
    how = "Objects of our categories, doors and windows among them."
    return [
        Figure(f"{key}_mean", f"{title}, mean", round(spread.mean, 1), how),
        Figure(f"{key}_std", f"{title}, standard deviation", round(spread.std, 1), how),
    ]


def at_most(key: str, title: str, value: float, limit: float, how: str) -> Figure:
    return Figure(key, title, round(value, 3), how, f"<= {limit:g}", value <= limit)


def at_least(key: str, title: str, value: float, limit: float, how: str) -> Figure:
    return Figure(key, title, round(value, 3), how, f">= {limit:g}", value >= limit)

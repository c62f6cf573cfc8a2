"""Plotly charts of what is in a scene."""

import numpy as np
import plotly.graph_objects as go

from backend.engine import Count
from viewer.opened import OpenedScene

_MOST_CLASSES = 20


def charts(opened: OpenedScene) -> list[go.Figure]:
    """Points over height, and how often each class or object occurs where the scene knows."""
    figures = [heights(opened)]
    if opened.info.classes:
        figures.append(bars("Points per class", opened.info.classes))
    if opened.info.boxes:
        figures.append(bars("Objects", opened.info.boxes))
    return figures


def heights(opened: OpenedScene) -> go.Figure:
    """A histogram of heights: floors, table tops and ceilings are its peaks."""
    z = opened.scene.cloud.positions[:, 2]
    numbers, edges = np.histogram(z, bins=60)
    figure = go.Figure(go.Bar(x=numbers, y=(edges[1:] + edges[:-1]) / 2, orientation="h"))
    return _titled(figure, "Points over height (m)")


def bars(title: str, counts: tuple[Count, ...]) -> go.Figure:
    """The most frequent ones, the largest on top."""
    largest = sorted(counts, key=lambda c: c.count)[-_MOST_CLASSES:]
    figure = go.Figure(
        go.Bar(x=[c.count for c in largest], y=[c.name for c in largest], orientation="h")
    )
    return _titled(figure, title)


def _titled(figure: go.Figure, title: str) -> go.Figure:
    figure.update_layout(
        title={"text": title, "font": {"size": 14}},
        margin={"l": 10, "r": 10, "t": 36, "b": 10},
        bargap=0.05,
    )
    figure.update_yaxes(automargin=True)
    return figure

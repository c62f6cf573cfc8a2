"""Layouts of generated rooms: as they are, and as a scan shows them."""

from dataclasses import dataclass

import numpy as np

from training.rooms.example import ExampleConfig, make_example
from training.rooms.report.clouds import Cloud, cloud_of
from training.rooms.report.rooms import room_of
from training.rooms.scan.annotated import Scan
from training.rooms.splits import Split
from training.rooms.statistics.layouts import Layout, layout_of_room


@dataclass(frozen=True)
class WholeLayout:
    """With boxes around whole objects."""

    layout: Layout
    clutter: int
    """Small things that the layout leaves out, as annotators of real scans do."""


@dataclass(frozen=True)
class ScannedLayout:
    """With boxes around what the simulated sensor saw."""

    layout: Layout
    cloud: Cloud


def whole_layout(split: Split, index: int) -> WholeLayout:
    room = room_of(split, index)
    return WholeLayout(layout_of_room(room), sum(placed.clutter for placed in room.objects))


def scanned_layout(split: Split, index: int) -> ScannedLayout:
    scan = make_example(split, index, ExampleConfig(words=None)).scan
    return ScannedLayout(layout_of_scan(scan), cloud_of(scan))


def layout_of_scan(scan: Scan) -> Layout:
    """Of the objects with at least 30 points, without clutter; colours are means over these."""
    boxes, points = scan.aligned_boxes(), scan.points
    assert boxes.instances is not None and points.instances is not None
    assert points.colors is not None
    kept = [k for k, i in enumerate(boxes.instances) if not scan.room.objects[i].clutter]
    ids = boxes.instances[kept]
    colors = [points.colors[points.instances == i].mean(0) / 255 for i in ids]
    corners = np.array([corner for floor in scan.room.floors for corner in floor.outline])
    edges = (corners.max(0) - corners.min(0)).tolist()
    centers, sizes = boxes.centers[kept].astype(float), boxes.sizes[kept].astype(float)
    return Layout(
        tuple(boxes.labels[k] for k in kept),
        centers - sizes / 2,
        centers + sizes / 2,
        np.array(colors, float).reshape(-1, 3),
        (max(edges), min(edges)),
        scan.room.scene_type,
    )

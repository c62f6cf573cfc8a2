"""The report: charts hold what they are given, and every figure says how it was measured."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from backend.types import SceneType
from training.rooms.example import ExampleConfig, make_example
from training.rooms.generate import room_from_seed
from training.rooms.language.asking.questions import QuestionConfig
from training.rooms.language.room_language import LanguageConfig, speak
from training.rooms.render.cutaway import cut_away
from training.rooms.report.chart import BLUE, RED, Axis, Chart, Series
from training.rooms.report.clouds import cloud_figures, cloud_of
from training.rooms.report.contact_sheet import chosen_rooms
from training.rooms.report.figures import clutter_figure
from training.rooms.report.language import words_of_room
from training.rooms.report.layouts import layout_of_scan, scanned_layout, whole_layout
from training.rooms.report.png import draw_chart
from training.rooms.report.rooms import Rooms, room_of
from training.rooms.report.write import compared_categories, write_report
from training.rooms.scan.annotated import CLASSES, Scan
from training.rooms.splits import SPLITS, Split, room_seed
from training.rooms.types import Room

CHART = Chart(
    "things",
    "Things",
    "Some things were counted, by hand.",
    Axis("here"),
    Axis("there"),
    (Series("points", (1.0, 2.0, 3.0), (2.0, 1.0, 4.0), BLUE, ("a", "b", "c")),),
)
LOGARITHMIC = replace(CHART, x=Axis("here", log=True), y=Axis("there", log=True), diagonal=True)


def pixels(chart: Chart) -> np.ndarray:
    """Places (x, y) of red in a drawn chart, below its legend."""
    found = (np.asarray(draw_chart(chart)).astype(int) == RED).all(2)
    places = np.argwhere(found)[:, ::-1]
    return places[places[:, 1] > 66]


@pytest.mark.parametrize("chart", [CHART, LOGARITHMIC, replace(LOGARITHMIC, band=0.15)])
def test_points_lie_in_their_order(chart: Chart) -> None:
    (points,), centers = chart.series, []
    for x, y in zip(points.x, points.y, strict=True):
        one = Series("one", (x,), (y,), RED, size=8)
        centers.append(pixels(replace(chart, series=(points, one))).mean(0))
    assert centers[0][0] < centers[1][0] < centers[2][0]
    assert centers[1][1] > centers[0][1] > centers[2][1]


def test_bars_are_as_high_as_their_values() -> None:
    bars = Series("some", (1.0, 2.0, 3.0), (1.0, 4.0, 0.0), RED)
    found = pixels(replace(CHART, kind="bars", series=(bars,)))
    heights = np.bincount(found[:, 0])
    low, high = np.unique(heights[heights > 50])[[0, -1]]
    assert high == pytest.approx(4 * low, rel=0.05)


def test_zeros_lie_on_the_edge_of_logarithmic_axes() -> None:
    series = Series("points", (0.0, 1.0, 10.0), (1.0, 0.0, 10.0), RED, size=8)
    chart = replace(LOGARITHMIC, series=(series,))
    (low, high), again = chart.ranges()
    assert again == (low, high) and low < 0 < 1 < high
    x, y = pixels(chart).T
    assert x.min() < 85 and y.max() > 715


def test_the_sheet_shows_every_type_and_then_the_first_rooms() -> None:
    types: list[SceneType] = ["office", "office", "bedroom", "office", "kitchen", "office"]
    assert chosen_rooms(types, 4) == [0, 1, 2, 4]
    assert chosen_rooms(types, 3) == [0, 2, 4]
    assert chosen_rooms(types, 24) == list(range(6))


@pytest.fixture(scope="module")
def room() -> Room:
    return room_from_seed(100_000_003)


def test_cut_rooms_show_what_does_not_hang(room: Room) -> None:
    shown = {box.id for box in cut_away(room, width=400, height=300).boxes}
    large = [o for o in room.objects if max(o.model.size) > 0.5]
    standing = {o.id for o in large if o.support.kind == "floor"}
    hanging = {o.id for o in room.objects if o.support.kind == "ceiling"}
    assert len(standing & shown) >= 0.8 * len(standing) and not hanging & shown


@pytest.mark.parametrize(("width", "height"), [(400, 300), (300, 400)])
def test_cut_rooms_fill_their_picture(room: Room, width: int, height: int) -> None:
    image = cut_away(room, width=width, height=height).image
    assert image.shape == (height, width, 3)
    drawn = np.argwhere((image != image[0, 0]).any(2))
    low, high = drawn.min(0), drawn.max(0)
    assert (low > 0).all() and (high < (height - 1, width - 1)).all()
    assert ((high - low) / (height, width)).max() > 0.9
    # It lies in the middle.
    assert np.abs((low + high) / 2 - np.array([height, width]) / 2).max() < 0.03 * max(
        width, height
    )


@pytest.fixture(scope="module")
def scans() -> list[Scan]:
    return [make_example("val", i, ExampleConfig(words=None)).scan for i in (2, 3)]


def test_scanned_layouts_hold_what_was_seen(scans: list[Scan]) -> None:
    scan = scans[0]
    layout = layout_of_scan(scan)
    assert len(layout) == sum(not scan.room.objects[i].clutter for i in scan.visible())
    assert (layout.high > layout.low).any(1).all() and layout.colors.max() <= 1
    assert scan.points.positions.min() <= layout.low.min()
    assert layout.high.max() <= scan.points.positions.max() + 1e-4


def test_clouds_are_counted_point_by_point(scans: list[Scan]) -> None:
    figures = {f.key: f.value for f in cloud_figures([cloud_of(scan) for scan in scans])}
    shares: dict[str, list[float]] = {"wall": [], "floor": [], "ceiling": []}
    colors, seen, objects = [], 0, 0
    for scan in scans:
        points = scan.points
        assert points.colors is not None and points.classes is not None
        assert points.instances is not None
        names = Counter(CLASSES[i] for i in points.classes.tolist())
        for name, own in shares.items():
            own.append(names[name] / len(points.positions))
        colors.append([sum(one) / len(one) for one in zip(*points.colors.tolist(), strict=True)])
        counts = Counter(points.instances.tolist())
        seen += sum(counts[placed.id] >= 30 for placed in scan.room.objects)
        objects += len(scan.room.objects)
    for name, own in shares.items():
        assert figures[f"scanned_{name}"] == pytest.approx(sum(own) / 2, abs=6e-4)
    for i, name in enumerate(("red", "green", "blue")):
        assert figures[f"scanned_{name}"] == pytest.approx(
            (colors[0][i] + colors[1][i]) / 2, abs=0.06
        )
    assert figures["scanned_objects"] == pytest.approx(seen / objects, abs=6e-4)
    points_each = [len(scan.points.positions) for scan in scans]
    assert figures["scanned_points"] == pytest.approx(sum(points_each) / 2, abs=0.6)


def test_scanned_layouts_come_with_their_cloud(scans: list[Scan]) -> None:
    scanned = scanned_layout("val", 2)
    assert scanned.cloud == cloud_of(scans[0])
    assert scanned.layout.categories == layout_of_scan(scans[0]).categories


def test_clutter_is_what_layouts_leave_out() -> None:
    wholes = [whole_layout("test", i) for i in range(4)]
    rooms = [room_of("test", i) for i in range(4)]
    clutter = [sum(1 for placed in room.objects if placed.clutter) for room in rooms]
    assert [own.clutter for own in wholes] == clutter and sum(clutter) > 0
    assert clutter_figure(clutter).value == pytest.approx(sum(clutter) / 4, abs=0.06)


@pytest.mark.parametrize("split", SPLITS)
def test_rooms_are_those_of_the_split(split: Split) -> None:
    config = ExampleConfig(points="clean", clean_count=100, words=None)
    room, example = room_of(split, 1), make_example(split, 1, config).room
    assert room.seed == room_seed(split, 1) == example.seed
    assert [(o.category, o.model.style, o.x, o.y) for o in room.objects] == [
        (o.category, o.model.style, o.x, o.y) for o in example.objects
    ]


def test_novel_phrasings_are_asked_in_their_own_words() -> None:
    seed = room_seed("novel-phrasings", 0)
    asked = []
    for novel in (False, True):
        config = LanguageConfig(questions=QuestionConfig(novel=novel))
        rng = np.random.default_rng([seed, 2])
        asked.append(speak(room_from_seed(seed), rng, config=config).questions)
    assert words_of_room("novel-phrasings", 0).questions == asked[1] != asked[0]


def test_blind_questions_come_from_another_split() -> None:
    assert Rooms("train", 5, 10).others() == Rooms("test", 0, 4)
    assert Rooms("test", 5, 9).others() == Rooms("val", 0, 3)
    assert str(Rooms("test", 5, 9)) == "test 5 to 13"
    assert list(Rooms("test", 5, 9).first(2).indices) == [5, 6]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("report")
    write_report(out, split="test", start=3, count=4, workers=0)
    return out


def test_every_figure_is_written_with_how_it_was_measured(report: Path) -> None:
    figures = json.loads((report / "figures.json").read_text())
    measured = figures.pop("measured")
    assert figures.pop("rooms") == 4 and set(figures) == set(measured)
    for name in ("size_error", "frequency_correlation", "pair_correlation", "objects_real_mean",
                 "objects_generated_std", "objects_real_std", "categories", "styles",
                 "scene_types", "templates", "distinct_answers", "blind_em1",
                 "clutter", "scanned_wall", "scanned_points"):  # fmt: skip
        assert np.isfinite(figures[name]) and len(measured[name]["how"]) > 20
    assert figures["categories"] >= 60 and figures["objects_real_mean"] > 20


def test_pictures_and_page_are_there(report: Path) -> None:
    for name in ("sizes", "frequencies", "co_occurrence", "objects_per_room", "contact_sheet"):
        with Image.open(report / f"{name}.png") as picture:
            assert min(picture.size) > 300
    text = (report / "report.html").read_text()
    assert text.count("Plotly.newPlot(") >= 6
    assert "<script src" not in text and "<link" not in text
    assert "4 generated rooms (test 3 to 6; the first 4 also scanned)" in text
    assert "(val 0 to 1)" in text and "train 0" not in text
    assert "contact_sheet.png" in text and "how it is measured" in text
    assert len(text) < 9e6


def test_enough_categories_are_compared() -> None:
    assert len(compared_categories()) > 50

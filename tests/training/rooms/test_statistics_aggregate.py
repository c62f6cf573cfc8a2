"""Statistics of layouts against slow twins; the same whatever the order; files that come back."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from training.rooms.statistics.aggregate import aggregate, carriers_of
from training.rooms.statistics.compare import compare, lift, table
from training.rooms.statistics.files import measure, read_measured, real, write_measured
from training.rooms.statistics.labels import CATEGORY_OF, category_of
from training.rooms.statistics.layouts import Layout, read_layouts
from training.rooms.statistics.scene_types import scene_type_of

DATA = Path(__file__).parents[4] / "shared" / "data" / "scannet" / "layouts_train.json.gz"
NAMES = ("bed", "chair", "door", "lamp", "table", "window")


def some_layout(seed: int) -> Layout:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 14))
    low = rng.uniform(0, 4, (n, 3))
    categories = tuple(NAMES[int(i)] for i in rng.integers(len(NAMES), size=n))
    return Layout(
        categories,
        low,
        low + rng.uniform(0.1, 1.5, (n, 3)),
        rng.uniform(0, 1, (n, 3)),
        (6.0, 4.0),
        scene_type_of(categories, categories),
    )


LAYOUTS = [some_layout(seed) for seed in range(40)]


def test_counts_and_sizes_equal_those_of_a_loop() -> None:
    statistics = aggregate(LAYOUTS)
    for name, own in statistics.categories.items():
        boxes = [
            high - low
            for layout in LAYOUTS
            for category, low, high in zip(layout.categories, layout.low, layout.high, strict=True)
            if category == name
        ]
        present = sum(name in layout.categories for layout in LAYOUTS)
        assert own.count == len(boxes)
        assert own.share == pytest.approx(present / len(LAYOUTS), abs=1e-3)
        assert own.when_present == pytest.approx(len(boxes) / present, abs=1e-3)
        longs = [max(x, y) for x, y, _ in boxes]
        assert own.long.mean == pytest.approx(np.mean(longs), abs=1e-3)
        assert own.long.std == pytest.approx(np.std(longs), abs=1e-3)
        assert sum(own.supports.values()) == pytest.approx(1, abs=0.01)


def test_pairs_equal_those_of_a_loop() -> None:
    for (a, b), own in aggregate(LAYOUTS).pairs.items():
        together, distances = 0, []
        for layout in LAYOUTS:
            centers = (layout.low + layout.high)[:, :2] / 2
            of = {
                name: [i for i, category in enumerate(layout.categories) if category == name]
                for name in (a, b)
            }
            if not of[a] or not of[b] or (a == b and len(of[a]) < 2):
                continue
            together += 1
            for one, other in ((a, b), (b, a)):
                for i in of[one]:
                    apart = [np.linalg.norm(centers[i] - centers[j]) for j in of[other] if j != i]
                    distances.append(min(apart))
        assert own.layouts == together
        assert own.distance == pytest.approx(np.mean(distances), abs=1e-3)


def test_the_order_of_layouts_and_objects_does_not_matter() -> None:
    rng = np.random.default_rng(1)

    def shuffled(layout: Layout) -> Layout:
        order = rng.permutation(len(layout))
        return Layout(
            tuple(layout.categories[i] for i in order),
            layout.low[order],
            layout.high[order],
            layout.colors[order],
            layout.floor,
            layout.scene_type,
        )

    one, other = aggregate(LAYOUTS), aggregate([shuffled(layout) for layout in LAYOUTS[::-1]])
    assert list(one.categories) == list(other.categories)
    assert list(one.pairs) == list(other.pairs)
    for name, own in one.categories.items():
        assert own.long.mean == pytest.approx(other.categories[name].long.mean, abs=2e-3)
        assert own.supports == pytest.approx(other.categories[name].supports)


def test_a_cup_stands_on_its_table_and_a_picture_on_nothing() -> None:
    layout = Layout(
        ("table", "mug", "picture", "books", "bookshelf"),
        np.array([[0, 0, 0.02], [0.5, 0.3, 0.74], [3, 3, 1.4], [2, 0, 1.0], [1.8, -0.2, 0]]),
        np.array(
            [[1.2, 0.8, 0.75], [0.6, 0.4, 0.84], [3.5, 3.02, 2], [2.4, 0.2, 1.3], [3, 0.3, 2]]
        ),
        np.zeros((5, 3)),
        (5.0, 4.0),
        None,
    )
    assert carriers_of(layout) == ["floor", "table", "none", "bookshelf", "floor"]


def test_no_layout_at_all_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one"):
        aggregate([])


def test_statistics_agree_with_themselves_and_not_with_others() -> None:
    statistics = aggregate(LAYOUTS)
    same = compare(statistics, statistics, NAMES, least=5)
    assert same.agrees
    assert same.size_error == same.distance_error == 0
    assert same.frequency_correlation == pytest.approx(1)
    assert same.pair_correlation == pytest.approx(1)
    half = [
        Layout(x.categories, x.low, x.low + (x.high - x.low) / 2, x.colors, x.floor, x.scene_type)
        for x in LAYOUTS
    ]
    smaller = compare(statistics, aggregate(half), NAMES, least=5)
    assert smaller.size_error == pytest.approx(0.5, abs=0.01)
    assert not smaller.agrees
    assert len(table(smaller)) == 7
    with pytest.raises(ValueError, match="too few"):
        compare(statistics, statistics, ["bed"])


def test_independent_categories_have_a_lift_of_one() -> None:
    rng = np.random.default_rng(0)
    drawn = [
        tuple(name for name, on in zip(NAMES, rng.random(len(NAMES)) < 0.5, strict=True) if on)
        for _ in range(400)
    ]
    layouts = [
        Layout(names, *[np.zeros((len(names), 3))] * 3, floor=(1.0, 1.0), scene_type=None)
        for names in drawn
    ]
    statistics = aggregate(layouts)
    for a in NAMES:
        for b in NAMES:
            if a < b:
                assert lift(statistics, (a, b)) == pytest.approx(1, abs=0.15)


def test_files_bring_back_what_was_written(tmp_path: Path) -> None:
    measured = measure(LAYOUTS)
    write_measured(tmp_path / "some.json", measured)
    back = read_measured(tmp_path / "some.json")
    assert list(back.by_type) == list(measured.by_type)
    assert back.all.objects == measured.all.objects
    for name, own in measured.all.categories.items():
        other = back.all.categories[name]
        assert (other.count, other.long, other.color) == (own.count, own.long, own.color)
    frequent = {pair: own for pair, own in measured.all.pairs.items() if own.layouts >= 3}
    assert back.all.pairs == frequent
    write_measured(tmp_path / "again.json", back)
    assert (tmp_path / "again.json").read_text() == (tmp_path / "some.json").read_text()


@pytest.mark.parametrize("text", ["", "[]", '{"all": {}}'])
def test_other_files_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "other.json").write_text(text)
    with pytest.raises(ValueError, match="should hold statistics"):
        read_measured(tmp_path / "other.json")
    with pytest.raises(ValueError, match="gzipped JSON"):
        read_layouts(tmp_path / "other.json")


def test_names_tell_the_category_and_cupboards_hang_where_they_are_high() -> None:
    assert category_of("couch", 0) == "sofa"
    assert category_of("kitchen cabinets", 0.1) == "kitchen cabinet"
    assert category_of("kitchen cabinets", 1.4) == "wall cabinet"
    assert category_of("object", 0) is None
    assert all(name == name.strip().lower() for name in CATEGORY_OF)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("bed, dresser", "bedroom"),
        ("bed, stove, sofa", "studio apartment"),
        ("toilet, sink", "bathroom"),
        ("stove, sink", "kitchen"),
        ("desk, chair, monitor", "office"),
        ("table, chair, chair, chair, chair, whiteboard", "conference room"),
        ("sofa, tv", "living room"),
        ("table, chair, chair, chair", "dining room"),
        ("washing machine", "laundry room"),
        ("door, door", "hallway"),
        ("chair", None),
    ],
)
def test_contents_tell_the_scene_type(names: str, expected: str | None) -> None:
    things = names.split(", ")
    assert scene_type_of(things, things) == expected


@pytest.mark.data
def test_the_committed_numbers_are_those_of_the_real_scans() -> None:
    if not DATA.is_file():
        pytest.skip("needs the research scans")
    measured = measure(read_layouts(DATA))
    assert measured.all.categories["chair"].count == real().all.categories["chair"].count
    assert {name: own.layouts for name, own in measured.by_type.items()} == {
        name: own.layouts for name, own in real().by_type.items()
    }


def test_the_committed_numbers_are_believable() -> None:
    everything = real().all
    counts = Counter({name: own.count for name, own in everything.categories.items()})
    assert [name for name, _ in counts.most_common(3)] == ["chair", "books", "door"]
    assert sum(own.layouts for own in real().by_type.values()) <= everything.layouts
    assert 1.9 < everything.categories["bed"].long.mean < 2.4
    assert everything.categories["monitor"].supports["desk"] > 0.5

"""Examples follow from their seeds, on any machine, and splits keep to themselves."""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import digests
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.rooms.example import ExampleConfig, make_example
from training.rooms.furniture.catalogue import CATALOGUE
from training.rooms.splits import SPLITS, Split, room_name, room_seed, split_of
from training.rooms.types import Room

ROOT = Path(__file__).parents[3]
FEW = ExampleConfig(points="clean", clean_count=200)
OTHER_MACHINE = {
    "PYTHONHASHSEED": "7",
    "NUMBA_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
if platform.machine() == "x86_64":
    # A processor of twenty years ago, without wide vectors and fused multiplication.
    OTHER_MACHINE |= {
        "OPENBLAS_CORETYPE": "Nehalem",
        "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4",
        "NUMBA_CPU_NAME": "x86-64",
        "NUMBA_CPU_FEATURES": "",
    }


def digests_elsewhere(indices: tuple[int, ...], **variables: str) -> list[dict[str, str]]:
    command = [sys.executable, "-m", "tests.training.rooms.digests", *map(str, indices)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        timeout=400,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_same_seed_gives_the_same_bits_in_other_processes() -> None:
    indices = (3, 8)
    here = digests_elsewhere(indices, PYTHONHASHSEED="1", NUMBA_NUM_THREADS="2")
    there = digests_elsewhere(indices, **OTHER_MACHINE)
    assert here == there
    assert here[0] == digests.digests(indices[0])
    assert all(here[0][name] != here[1][name] for name in here[0])


def test_scan_and_layout_draw_from_their_own_streams() -> None:
    scanned = make_example("val", 5)
    clean = make_example("val", 5, FEW)
    assert digests.digest(scanned.room) == digests.digest(clean.room)
    assert scanned.name == clean.name == "val_000005"


def test_a_wanted_scene_type_is_made() -> None:
    config = ExampleConfig(points="clean", clean_count=200, scene_type="laundry room")
    room = make_example("train", 0, config).room
    assert room.scene_type == room.floors[0].scene_type == "laundry room"


@given(st.sampled_from(SPLITS), st.integers(0, 10**8 - 1))
def test_seeds_tell_their_split(split: Split, index: int) -> None:
    seed = room_seed(split, index)
    assert split_of(seed) == split
    for other in SPLITS:
        assert (room_seed(other, 0) <= seed <= room_seed(other, 10**8 - 1)) == (other == split)


@pytest.mark.parametrize("index", [-1, 10**8])
def test_splits_end(index: int) -> None:
    with pytest.raises(ValueError, match="--start"):
        room_seed("train", index)


def test_names_sort_as_their_numbers() -> None:
    names = [room_name("train", i) for i in (2, 11, 100)]
    assert names == sorted(names)


def rooms(split: Split, count: int) -> list[Room]:
    return [make_example(split, index, FEW).room for index in range(count)]


def held_out(room: Room) -> tuple[bool, bool]:
    """Whether it shows a held-out category, and a held-out style of another one."""
    shown = [(CATALOGUE[o.category], o.model.style) for o in room.objects]
    categories = any(category.held_out for category, _ in shown)
    return categories, any(c.style(s).held_out for c, s in shown if not c.held_out)


@pytest.mark.parametrize("split", ["train", "val", "test", "novel-phrasings"])
def test_usual_splits_never_show_what_is_held_out(split: Split) -> None:
    assert all(held_out(room) == (False, False) for room in rooms(split, 12))


def test_novel_categories_are_shown_in_usual_styles() -> None:
    shown = [held_out(room) for room in rooms("novel-categories", 12)]
    assert sum(categories for categories, _ in shown) >= 8
    assert not any(styles for _, styles in shown)


def test_novel_styles_are_of_known_categories() -> None:
    shown = [held_out(room) for room in rooms("novel-styles", 12)]
    assert not any(categories for categories, _ in shown)
    assert sum(styles for _, styles in shown) >= 8


def test_something_is_held_out() -> None:
    assert sum(category.held_out for category in CATALOGUE.values()) >= 5
    styles = [s for c in CATALOGUE.values() if not c.held_out for s in c.styles]
    assert sum(style.held_out for style in styles) >= 20

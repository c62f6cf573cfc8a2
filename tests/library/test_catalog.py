import os
import shutil
from pathlib import Path

import pytest

from backend import engine
from backend.library.catalog import Catalog, count_of
from backend.types import SceneError
from tests.viewer import scans


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "scans"
    folder.mkdir()
    scans.write_points(folder / "points.ply", step=0.2)
    scans.write_splats(folder / "splats.ply", 100)
    scans.write_mesh(folder / "mesh.ply")
    scans.write_broken(folder / "broken.ply")
    return folder


@pytest.fixture
def openings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are opened."""
    opened, open_now = [], engine.open_scene

    def noting(path: Path):
        opened.append(path.name)
        return open_now(path)

    monkeypatch.setattr(engine, "open_scene", noting)
    return opened


def facts(catalog: Catalog) -> dict[str, tuple[str, str]]:
    told = {}
    for entry in catalog.entries:
        summary = catalog.summary(entry)
        assert summary is not None
        told[entry.name] = (summary.facts.kind, summary.facts.count)
    return told


def test_every_scene_is_summarised_and_a_damaged_one_says_why(folder: Path, tmp_path: Path) -> None:
    catalog, news = Catalog([folder], tmp_path), []
    assert [e.name for e in catalog.entries] == ["broken", "mesh", "points", "splats"]
    assert all(catalog.summary(entry) is None for entry in catalog.entries)
    stop = catalog.listen(lambda: news.append(1))
    catalog.index()
    assert len(news) == 4
    told = facts(catalog)
    assert told["mesh"] == ("mesh", "1,682 faces")
    assert told["splats"] == ("splats", "100 splats")
    assert told["points"] == ("points", count_of(engine.open_scene(folder / "points.ply")))
    broken = catalog.summary(catalog.entries[0])
    assert broken is not None and broken.thumbnail is None
    assert "the header promises 1,000 rows" in broken.facts.error and "\n" not in broken.facts.error
    stop()
    catalog.index()
    assert len(news) == 4


def test_ids_find_their_entries_and_hide_the_path(folder: Path) -> None:
    catalog = Catalog([folder], None)
    for entry in catalog.entries:
        assert catalog.find(entry.id) is entry and str(folder) not in entry.id
    assert catalog.find("0" * 16) is None and catalog.find("") is None
    assert [e.id for e in catalog.entries] == [e.id for e in Catalog([folder], None).entries]


def test_the_next_run_opens_only_what_is_new(
    folder: Path, tmp_path: Path, openings: list[str]
) -> None:
    Catalog([folder], tmp_path).index()
    openings.clear()
    again = Catalog([folder], tmp_path)
    again.index()
    assert openings == ["broken.ply"]
    assert again.summary(again.entries[1]) is not None
    scans.write_splats(folder / "splats.ply", 120)
    os.utime(folder / "splats.ply", ns=(1, 1))
    openings.clear()
    changed = Catalog([folder], tmp_path)
    changed.index()
    assert openings == ["broken.ply", "splats.ply"]
    assert facts(changed)["splats"] == ("splats", "120 splats")


def test_what_a_session_opened_is_not_opened_again(
    folder: Path, tmp_path: Path, openings: list[str]
) -> None:
    catalog = Catalog([folder / "points.ply"], tmp_path)
    (entry,) = catalog.entries
    catalog.note_open(entry, engine.open_scene(entry.path))
    openings.clear()
    catalog.index()
    assert openings == [] and catalog.summary(entry) is not None


def test_damaged_cache_files_are_made_again(folder: Path, tmp_path: Path) -> None:
    Catalog([folder], tmp_path).index()
    for file in tmp_path.glob("*.json"):
        file.write_bytes(b'{"kind": 1, "no such": ')
    for file in tmp_path.glob("*.png"):
        file.write_bytes(b"no picture")
    catalog = Catalog([folder], tmp_path)
    catalog.index()
    assert facts(catalog)["mesh"] == ("mesh", "1,682 faces")


@pytest.mark.parametrize("cache", ["/proc/no-place-for-files", None])
def test_a_cache_that_cannot_be_written_is_done_without(folder: Path, cache: str | None) -> None:
    catalog = Catalog([folder], None if cache is None else Path(cache))
    catalog.index()
    assert facts(catalog)["splats"] == ("splats", "100 splats")


def test_a_scan_that_vanishes_does_not_end_the_listing(folder: Path, tmp_path: Path) -> None:
    catalog = Catalog([folder], tmp_path)
    (folder / "mesh.ply").unlink()
    catalog.index()
    assert facts(catalog)["splats"] == ("splats", "100 splats")


def test_nothing_to_show_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(SceneError, match="no such file or folder"):
        Catalog([tmp_path / "nothing"], None)
    (tmp_path / "empty").mkdir()
    with pytest.raises(SceneError, match="no scene in it"):
        Catalog([tmp_path / "empty"], None)


def test_closing_ends_the_listing(folder: Path, tmp_path: Path, openings: list[str]) -> None:
    catalog = Catalog([folder], tmp_path)
    catalog.listen(catalog.close)
    catalog.index()
    assert openings == ["broken.ply"]
    shutil.rmtree(folder)

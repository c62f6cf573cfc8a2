from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.uploads import Uploads, safe_name


@given(st.text())
def test_no_name_leaves_its_folder(name: str):
    safe = safe_name(name)
    assert safe and "/" not in safe and "\\" not in safe and not safe.startswith(".")
    assert safe.isprintable() and len(safe) <= 100


def test_the_ending_survives():
    assert safe_name("../../etc/My room (2).PLY") == "My room (2).PLY"
    assert safe_name("C:\\scans\\a<b>.spz").endswith(".spz")


def test_an_upload_is_found_by_its_id_only():
    uploads = Uploads()
    id, entry = uploads.add("room.ply", b"data")
    other, _ = uploads.add("room.ply", b"more")
    try:
        assert entry.path.read_bytes() == b"data"
        assert entry.name == "room"
        assert uploads.get(id) == entry
        assert uploads.get(other) != entry
        assert uploads.get("nothing") is None
    finally:
        uploads.close()
    assert not entry.path.exists()
    assert uploads.get(id) is None


def test_what_could_not_be_made_leaves_nothing_behind():
    uploads, seen = Uploads(), []

    def fail(folder: Path) -> Path:
        (folder / "half").write_bytes(b"x")
        seen.append(folder)
        raise OSError("disk full")

    try:
        with pytest.raises(OSError, match="disk full"):
            uploads.make(fail)
        assert not seen[0].exists()
    finally:
        uploads.close()

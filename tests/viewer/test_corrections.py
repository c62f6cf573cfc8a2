from pathlib import Path

from viewer.corrections import Corrections
from viewer.store import Correction


def test_a_correction_survives_a_restart_but_not_a_change_of_the_file(tmp_path: Path):
    scan = tmp_path / "scan.ply"
    scan.write_bytes(b"one")
    correction = Correction((0.0, -1.0, 0.0), 0.01)
    Corrections(tmp_path).put(scan, correction)
    assert Corrections(tmp_path).get(scan) == correction
    scan.write_bytes(b"other")
    assert Corrections(tmp_path).get(scan) is None


def test_without_a_folder_it_works_until_the_end(tmp_path: Path):
    scan = tmp_path / "scan.ply"
    scan.write_bytes(b"one")
    corrections = Corrections(None)
    corrections.put(scan, Correction((0.0, 0.0, 1.0), 1.0))
    assert corrections.get(scan) == Correction((0.0, 0.0, 1.0), 1.0)
    assert [file.name for file in tmp_path.iterdir()] == ["scan.ply"]


def test_a_damaged_file_is_forgotten(tmp_path: Path):
    for text in ("", "[]", '{"a": 1}', '{"a": {"up": 3}}', "\x00"):
        (tmp_path / "corrections.json").write_text(text)
        assert Corrections(tmp_path).get(tmp_path) is None

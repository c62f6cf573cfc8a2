"""The PLY parser: every encoding says the same, peers agree, and lies of headers are refused."""

from pathlib import Path

import numpy as np
import plyfile
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.scenes.ply import read_ply, write_ply
from backend.types import SceneError

KINDS = ("i1", "u1", "i2", "u2", "i4", "u4", "f4", "f8")
CALM = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@st.composite
def tables(draw: st.DrawFn) -> np.ndarray:
    """Rows of random columns in a random order."""
    names = draw(
        st.lists(st.sampled_from("x y z red nx label k1 k2".split()), min_size=1, unique=True)
    )
    dtype = np.dtype([(name, draw(st.sampled_from(KINDS))) for name in names])
    raw = np.random.default_rng(draw(st.integers(0, 999)))
    table = np.empty(draw(st.integers(0, 40)), dtype)
    for name in names:
        if dtype[name].kind == "f":
            table[name] = raw.normal(size=len(table))
        else:
            limits = np.iinfo(dtype[name])
            table[name] = raw.integers(limits.min, limits.max, len(table), endpoint=True)
    return table


def write_with_plyfile(path: Path, elements: dict[str, np.ndarray], encoding: str) -> None:
    described = [plyfile.PlyElement.describe(rows, name) for name, rows in elements.items()]
    order = ">" if encoding == "binary_big_endian" else "<"
    plyfile.PlyData(described, text=encoding == "ascii", byte_order=order).write(path)


@pytest.mark.parametrize("encoding", ["ascii", "binary_little_endian", "binary_big_endian"])
@given(table=tables(), lengths=st.lists(st.integers(0, 6), max_size=12), same=st.booleans())
@CALM
def test_what_plyfile_writes_is_read(
    tmp_path: Path, encoding: str, table: np.ndarray, lengths: list[int], same: bool
) -> None:
    lengths = [3] * len(lengths) if same else lengths
    # Single bytes beside the list: plyfile 1.1.5 writes wider numbers there in native order.
    faces = np.empty(len(lengths), [("a", "u1"), ("vertex_indices", object), ("b", "i1")])
    for i, n in enumerate(lengths):
        faces[i] = (i, np.arange(n, dtype=np.int32) - i, -i)
    path = tmp_path / "scan.ply"
    if len(lengths):
        write_with_plyfile(path, {"vertex": table, "face": faces}, encoding)
    else:
        write_with_plyfile(path, {"vertex": table}, encoding)
    ply = read_ply(path)
    assert ply.encoding == encoding
    assert ply.notes == ()
    vertex = ply.elements["vertex"]
    assert vertex.names == table.dtype.names
    for name in vertex.names:
        assert vertex[name].dtype.newbyteorder("=") == table[name].dtype
        # plyfile writes floats with 18 digits, which is exact.
        np.testing.assert_array_equal(vertex[name], table[name])
    if len(lengths):
        face = ply.elements["face"]
        np.testing.assert_array_equal(face["a"], faces["a"])
        np.testing.assert_array_equal(face["b"], faces["b"])
        corners = face.lists["vertex_indices"]
        np.testing.assert_array_equal(corners.lengths, lengths)
        np.testing.assert_array_equal(corners.values, np.concatenate(list(faces["vertex_indices"])))


@given(table=tables(), comment=st.text(st.characters(codec="ascii", categories=["L", "N", "Zs"])))
@CALM
def test_what_is_written_comes_back(tmp_path: Path, table: np.ndarray, comment: str) -> None:
    path = tmp_path / "scan.ply"
    comment = " ".join(comment.split())
    write_ply(path, {"vertex": table}, [comment])
    ply = read_ply(path)
    np.testing.assert_array_equal(ply.elements["vertex"].rows, table)
    assert ply.comments == (comment,)
    assert [p.name for p in tmp_path.iterdir()] == ["scan.ply"]
    if len(table):
        peer = plyfile.PlyData.read(path)["vertex"].data
        for name in table.dtype.names or ():
            np.testing.assert_array_equal(peer[name], table[name])


def head(*lines: str, encoding: str = "binary_little_endian") -> bytes:
    return "\n".join(["ply", f"format {encoding} 1.0", *lines, "end_header", ""]).encode()


XYZ = ("property float x", "property float y", "property float z")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x89PNG\r\n", "does not begin"),
        (b"ply\n", "end_header"),
        (b"ply\n" + b"comment x\n" * 10_000, "64 KB"),
        (head("element vertex 2", *XYZ) + bytes(23), "24 bytes, but 23"),
        (head("element vertex 2147483648", *XYZ) + bytes(1000), "2,147,483,648 rows"),
        (head("element vertex -1", *XYZ), "count from 0"),
        (head("element vertex 1e9", *XYZ), "count from 0"),
        (head("element vertex 99999999999999999999", *XYZ), "count from 0"),
        (head("element vertex 5"), "no properties"),
        (head("property float x"), "before the first element"),
        (head("element vertex 1", "property real x"), '"real" is no type'),
        (head("element vertex 1", "property float x", "property int x"), "two properties x"),
        (head("element a 0", "element a 0"), "declared twice"),
        (head("element face 1", "property list float int v"), "whole numbers"),
        (head("element vertex 0", encoding="binary"), "wanted ascii"),
        (b"ply\nelement vertex 0\nend_header\n", 'no line "format"'),
        (b"ply\nformat ascii 1.0\nelement v\xe4rtex 1\nend_header\n", "line 3: byte 0xe4"),
        (head("element vertex 1", "property uchar r", encoding="ascii") + b"256\n", "does not fit"),
        (head("element vertex 1", "property uchar r", encoding="ascii") + b"abc\n", '"abc"'),
        (head("element vertex 3", "property uchar r", encoding="ascii") + b"1 2  \n", "2 of 3"),
        (head("element face 1", "property list char int v") + b"\xff", "-1 items"),
        (head("element face 2", "property list uint int v") + b"\xff" * 8, "ends after 0 of 2"),
    ],
)
def test_lies_of_headers_are_refused(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "bad.ply"
    path.write_bytes(data)
    with pytest.raises(SceneError) as caught:
        read_ply(path)
    assert says in str(caught.value)
    assert str(caught.value).startswith(str(path))


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_all_line_ends_are_read(tmp_path: Path, end: bytes) -> None:
    path = tmp_path / "scan.ply"
    text = head("comment by \xe4", "obj_info b", "element vertex 1", "property float x")
    path.write_bytes(text.replace(b"\n", end) + np.float32(1.5).tobytes() + b"more")
    ply = read_ply(path)
    assert ply.elements["vertex"]["x"] == [1.5]
    assert ply.comments == ("by ä", "b")
    assert ply.notes == ("4 bytes after the last element were left out.",)


def test_comments_need_not_be_text(tmp_path: Path) -> None:
    path = tmp_path / "scan.ply"
    path.write_bytes(
        b"ply\ncomment caf\xe9\nformat ascii 1.0\nelement v 1\nproperty int a\nend_header\n7"
    )
    assert read_ply(path).elements["v"]["a"] == [7]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "scan.ply"
    path.write_bytes(b"old")
    with pytest.raises(ValueError, match="wanted a number"):
        write_ply(path, {"vertex": np.zeros(2, [("x", "i8")])})
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1

"""Point formats: round trips, peers that agree, and clear words about bad files."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from backend.scenes.check import bounded_gzip, bounded_zstd
from backend.scenes.ply import read_ply, write_ply
from backend.scenes.points.arrays import read_arrays
from backend.scenes.points.las import decode_las, read_las
from backend.scenes.points.lzf import decompress_lzf
from backend.scenes.points.mesh_files import read_mesh_file
from backend.scenes.points.pcd import read_pcd
from backend.scenes.points.point_ply import read_point_ply, write_point_ply
from backend.scenes.points.text import read_text
from backend.types import Points, Reading, SceneError
from tests.scenes.points.families import lzf_literals, pcd_bytes, rows

SCANS = Path(__file__).parents[4] / "shared" / "data" / "scans"


def cloud(count: int = 50) -> Points:
    rng = np.random.default_rng(1)
    normals = rng.normal(size=(count, 3))
    return Points(
        rng.normal(size=(count, 3)).astype(np.float32),
        rng.integers(0, 256, (count, 3)).astype(np.uint8),
        (normals / np.linalg.norm(normals, axis=1, keepdims=True)).astype(np.float32),
        rng.integers(-1, 40, count).astype(np.int32),
        rng.integers(-1, 9, count).astype(np.int32),
    )


def read_one(path: Path) -> Reading:
    return read_point_ply(read_ply(path))


def test_written_points_come_back_exactly(tmp_path: Path) -> None:
    points = cloud()
    write_point_ply(tmp_path / "a.ply", points, origin=np.zeros(3))
    back = read_one(tmp_path / "a.ply")
    assert back.points is not None
    np.testing.assert_array_equal(back.points.positions, points.positions)
    np.testing.assert_array_equal(back.points.colors, points.colors)
    np.testing.assert_array_equal(back.points.classes, points.classes)
    np.testing.assert_array_equal(back.points.instances, points.instances)
    assert back.points.normals is not None and points.normals is not None
    np.testing.assert_allclose(back.points.normals, points.normals, atol=1e-6)
    assert (back.metres_per_unit, back.up) == (1.0, (0.0, 0.0, 1.0))


@pytest.mark.parametrize("extreme", [2**15 - 1, 2**15, 2**31 - 1])
def test_labels_of_any_size_come_back(tmp_path: Path, extreme: int) -> None:
    points = replace(cloud(), instances=np.array([-1, extreme] * 25, np.int32))
    write_point_ply(tmp_path / "a.ply", points)
    back = read_one(tmp_path / "a.ply").points
    assert back is not None
    np.testing.assert_array_equal(back.instances, points.instances)
    np.testing.assert_array_equal(back.classes, points.classes)


def test_small_labels_take_two_bytes(tmp_path: Path) -> None:
    points = cloud()
    assert points.classes is not None
    write_point_ply(tmp_path / "small.ply", points)
    write_point_ply(tmp_path / "large.ply", replace(points, classes=points.classes + 2**15))
    sizes = [(tmp_path / name).stat().st_size for name in ("small.ply", "large.ply")]
    # The header says "int" where it said "short".
    assert sizes[1] - sizes[0] == 2 * len(points) - len("short") + len("int")


def test_far_points_keep_their_millimetres(tmp_path: Path) -> None:
    points, origin = cloud(), np.array([500_000.25, 4_000_000.5, 100.0])
    write_point_ply(tmp_path / "a.ply", points, origin=origin)
    back = read_one(tmp_path / "a.ply")
    assert back.points is not None
    there = back.points.positions.astype(np.float64) + back.origin
    np.testing.assert_allclose(there, points.positions + origin, atol=1e-6)


def test_polygons_become_fans(tmp_path: Path) -> None:
    vertices = rows()[["x", "y", "z"]]
    quads = np.zeros(2, [("vertex_index", "u4", (4,))])
    quads["vertex_index"] = [[0, 1, 2, 3], [4, 5, 6, 99]]
    write_ply(tmp_path / "a.ply", {"vertex": vertices, "face": quads})
    reading = read_one(tmp_path / "a.ply")
    assert reading.mesh is not None
    assert reading.mesh.faces.tolist() == [[0, 1, 2], [0, 2, 3], [4, 5, 6]]
    assert any("1 faces left out" in note for note in reading.notes)


def test_points_without_position_are_left_out_with_their_faces(tmp_path: Path) -> None:
    vertices = rows(count=6)
    vertices["x"][1] = np.nan
    faces = np.zeros(2, [("vertex_indices", "i4", (3,))])
    faces["vertex_indices"] = [[0, 1, 2], [2, 3, 5]]
    write_ply(tmp_path / "a.ply", {"vertex": vertices, "face": faces})
    reading = read_one(tmp_path / "a.ply")
    assert reading.mesh is not None and reading.points is not None
    np.testing.assert_array_equal(reading.points.classes, np.delete(vertices["label"], 1))
    corners = reading.mesh.vertices[reading.mesh.faces]
    np.testing.assert_array_equal(corners[0, :, 0], vertices["x"][[2, 3, 5]])
    assert len(reading.mesh.faces) == 1
    assert "1 of 6 points" in reading.notes[0]


@pytest.mark.parametrize("value", [np.nan, np.inf, 1e13])
def test_clouds_that_lie_nowhere_are_refused(tmp_path: Path, value: float) -> None:
    vertices = rows()
    vertices["y"] = value
    write_ply(tmp_path / "a.ply", {"vertex": vertices})
    with pytest.raises(SceneError, match=r"a\.ply"):
        read_one(tmp_path / "a.ply")


@pytest.mark.parametrize("kind", ["uchar", "unit", "byte", "short"])
def test_colours_of_every_range_mean_the_same(tmp_path: Path, kind: str) -> None:
    wanted = np.arange(256, dtype=np.uint8)
    scale = {"uchar": 1, "unit": 1 / 255, "byte": 1, "short": 257}[kind]
    table = np.zeros(256, [("x", "f4"), ("y", "f4"), ("z", "f4")] + [
        (name, {"uchar": "u1", "unit": "f4", "byte": "f4", "short": "u2"}[kind])
        for name in ("diffuse_red", "diffuse_green", "diffuse_blue")
    ])  # fmt: skip
    for name in ("diffuse_red", "diffuse_green", "diffuse_blue"):
        table[name] = wanted.astype(np.float64) * scale
    write_ply(tmp_path / "a.ply", {"vertex": table})
    points = read_one(tmp_path / "a.ply").points
    assert points is not None and points.colors is not None
    np.testing.assert_array_equal(points.colors, np.repeat(wanted[:, None], 3, axis=1))


@pytest.mark.parametrize("encoding", ["ascii", "binary", "binary_compressed"])
def test_pcd_encodings_say_the_same(tmp_path: Path, encoding: str) -> None:
    table = rows()
    (tmp_path / "a.pcd").write_bytes(pcd_bytes(table, encoding))
    points = read_pcd(tmp_path / "a.pcd").points
    assert points is not None and points.colors is not None
    for i, axis in enumerate("xyz"):
        np.testing.assert_array_equal(points.positions[:, i], table[axis])
    np.testing.assert_array_equal(points.colors[:, 1], table["green"])
    np.testing.assert_array_equal(points.classes, table["label"])


def test_lzf_unpacks_what_was_packed_and_nothing_else() -> None:
    rng = np.random.default_rng(0)
    data = rng.integers(0, 9, 500).astype(np.uint8).tobytes() + bytes(400) + b"end"
    packed = np.frombuffer(lzf_literals(data), np.uint8)
    assert decompress_lzf(Path("a.pcd"), packed, len(data)).tobytes() == data
    for wrong in (len(data) - 1, len(data) + 1, 1 << 40):
        with pytest.raises(SceneError, match="LZF"):
            decompress_lzf(Path("a.pcd"), packed, wrong)


@pytest.mark.parametrize(
    ("name", "text", "colors", "notes"),
    [
        ("a.csv", "x,y,z,r,g,b\n1,2,3,0,1,0.2\n4,5,6,0,0,0\n", [0, 255, 51], 0),
        ("a.csv", 'Y;X;"Z [m]";Red;Green;Blue;\n2;1;3;9;8;7;\n5;4;6;1;1;255;\n', [9, 8, 7], 0),
        ("a.pts", "2\n1 2 3 -5 9 8 7\n4 5 6 -5 1 2 3\n", [9, 8, 7], 1),
        ("a.txt", "// a comment\n1\t2\t3\n// another\n4 5 6 # more\n", None, 0),
        ("a.xyz", "\ufeff1 2 3\r\n4 5 6\r\n", None, 0),
    ],
)
def test_text_of_many_kinds(tmp_path: Path, name: str, text: str, colors, notes: int) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    reading = read_text(tmp_path / name)
    assert reading.points is not None
    assert reading.points.positions.tolist() == [[1, 2, 3], [4, 5, 6]]
    assert len(reading.notes) == notes
    if colors:
        assert reading.points.colors is not None
        assert reading.points.colors[0].tolist() == colors


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1 2 3\n4 5\n", "line 2"),
        ("1 2 3\n\n# x\n4 5 abc\n", "line 4"),
        ("hello\n", "line 1"),
        ("\n\n", "no point"),
        ("9\n1 2 3\n", "announces 9"),
        ("1 2\n3 4\n", "x y z"),
    ],
)
def test_bad_text_is_refused_by_its_line(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    with pytest.raises(SceneError, match=says):
        read_text(tmp_path / "a.txt")


@pytest.mark.parametrize("kind", ["f2", "<f4", ">f8", "i2"])
@pytest.mark.parametrize("order", ["C", "F"])
def test_arrays_of_every_kind(tmp_path: Path, kind: str, order) -> None:
    table = np.asarray(np.random.default_rng(0).integers(-9, 9, (20, 3)), kind, order=order)
    np.save(tmp_path / "a.npy", table)
    np.savez_compressed(tmp_path / "a.npz", Coord=table, labels=np.arange(20), other=1)
    for path in (tmp_path / "a.npy", tmp_path / "a.npz"):
        points = read_arrays(path).points
        assert points is not None
        np.testing.assert_array_equal(points.positions, table.astype(np.float32))


def test_pickles_and_bombs_are_refused(tmp_path: Path) -> None:
    np.save(tmp_path / "pickle.npy", np.array([[{}, 1, 2]], object))
    np.savez(tmp_path / "pickle.npz", points=np.array([[{}, 1, 2]], object))
    np.savez_compressed(tmp_path / "bomb.npz", points=np.zeros((4_000_000, 3)))
    for name in ("pickle.npy", "pickle.npz", "bomb.npz"):
        with pytest.raises(SceneError, match=name):
            read_arrays(tmp_path / name)


def test_an_npy_file_without_a_header_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.npy").write_bytes(b"\x93NUMPY\x01\x00\x00\x00" + bytes(50))
    with pytest.raises(SceneError, match="no plain numbers"):
        read_arrays(tmp_path / "a.npy")


def test_signalling_nans_do_not_hide_absurd_colours(tmp_path: Path) -> None:
    table = np.zeros(9, [(name, "f4") for name in ("x", "y", "z", "red", "green", "blue")])
    table["red"] = np.arange(9) * 1e38 / 3
    table["red"][3] = np.array([0x7FA00000], np.uint32).view(np.float32)[0]
    write_ply(tmp_path / "a.ply", {"vertex": table})
    reading = read_one(tmp_path / "a.ply")
    assert reading.cloud.colors is None
    assert "colours were left out" in reading.notes[0]


def test_packed_data_stay_within_bounds() -> None:
    import gzip

    import zstandard

    path, data = Path("a.spz"), np.random.default_rng(0).bytes(5000)
    assert bounded_gzip(path, gzip.compress(data) + gzip.compress(b"x")) == data + b"x"
    assert bounded_zstd(path, zstandard.compress(data)) == data
    for unpack, packed in (
        (bounded_gzip, gzip.compress(bytes(1 << 20))),
        (bounded_zstd, zstandard.compress(bytes(1 << 20))),
    ):
        with pytest.raises(SceneError, match="unpacks to more"):
            unpack(path, packed, 1000)
        for bad in (packed[:-5], b"", b"xx") if unpack is bounded_zstd else (packed[:-5], b"xx"):
            with pytest.raises(SceneError, match=r"cut|damaged"):
                unpack(path, bad, 1 << 21)


@pytest.mark.parametrize("ending", ["las", "laz"])
def test_las_agrees_with_laspy(tmp_path: Path, ending: str) -> None:
    laspy = pytest.importorskip("laspy")
    rng = np.random.default_rng(0)
    header = laspy.LasHeader(point_format=3, version="1.2")
    header.offsets, header.scales = np.array([500_000.0, 4e6, 0]), np.full(3, 0.001)
    las = laspy.LasData(header)
    las.x, las.y, las.z = 500_000 + rng.random(99) * 9, 4e6 + rng.random(99), rng.random(99)
    las.red = las.green = las.blue = np.arange(99, dtype=np.uint16) * 514
    las.classification = np.arange(99, dtype=np.uint8) % 7
    path = tmp_path / f"a.{ending}"
    las.write(str(path))
    reading = read_las(path)
    assert reading.points is not None and reading.points.colors is not None
    there = reading.points.positions.astype(np.float64) + reading.origin
    np.testing.assert_allclose(there, np.stack([las.x, las.y, las.z], axis=1), atol=1e-5)
    assert reading.points.colors[:, 0].tolist() == [2 * i for i in range(99)]
    assert reading.class_names[2] == "ground"
    assert reading.points.classes is not None
    assert set(reading.points.classes.tolist()) == {-1, 2, 3, 4, 5, 6}
    assert reading.up == (0.0, 0.0, 1.0)


def test_a_missing_laspy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "laspy", None)
    with pytest.raises(SceneError, match=r"pip install \"laspy\[lazrs\]\""):
        decode_las(tmp_path / "a.las")


@pytest.mark.parametrize("ending", ["obj", "glb", "stl", "off"])
def test_meshes_keep_their_shape(tmp_path: Path, ending: str) -> None:
    import trimesh

    box = trimesh.creation.box((4, 3, 2))
    box.export(tmp_path / f"a.{ending}")
    reading = read_mesh_file(tmp_path / f"a.{ending}", samples=1000)
    assert reading.mesh is not None
    np.testing.assert_allclose(
        np.abs(reading.mesh.vertices), [[2, 1.5, 1]] * len(reading.mesh.vertices)
    )
    back = trimesh.Trimesh(reading.mesh.vertices, reading.mesh.faces)
    assert back.volume == pytest.approx(24)
    points = reading.cloud.positions
    assert 900 < len(points) < 1150
    # Every point lies on the surface of the box.
    assert np.abs(np.abs(points / np.array([2, 1.5, 1], np.float32)).max(axis=1) - 1).max() < 1e-5
    assert (reading.up, reading.metres_per_unit) == (
        ((0.0, 1.0, 0.0), 1.0) if ending == "glb" else (None, None)
    )


@pytest.mark.data
@pytest.mark.parametrize("name", ["pcl_office.pcd", "icl_nuim_fragment.pcd"])
def test_real_clouds(name: str) -> None:
    if not (SCANS / name).exists():
        pytest.skip("the research scans are absent")
    reading = read_pcd(SCANS / name)
    assert len(reading.cloud) == {"pcl_office.pcd": 259_847, "icl_nuim_fragment.pcd": 113_662}[name]
    assert reading.cloud.colors is not None


@pytest.mark.data
def test_real_mesh_agrees_with_plyfile() -> None:
    path = SCANS.parent / "scannet" / "scene0000_00" / "scene0000_00_vh_clean_2.ply"
    if not path.exists():
        pytest.skip("the research scans are absent")
    import plyfile

    reading, peer = read_one(path), plyfile.PlyData.read(path)
    assert reading.mesh is not None
    np.testing.assert_array_equal(reading.mesh.faces, np.stack(peer["face"]["vertex_indices"]))
    np.testing.assert_array_equal(reading.mesh.vertices[:, 1], peer["vertex"]["y"])

"""Object data sets in their official layouts: what was written is read, damage is told."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from training.errors import CommandError
from training.objects.clouds import LabelledClouds, draw_points, read_clouds, thinned, write_clouds
from training.objects.corpus import ObjectsConfig, write_part
from training.objects.extra import described, extra_parts
from training.objects.features import read_words
from training.objects.hdf5 import read_scanobjectnn
from training.objects.modelnet import read_modelnet, read_off, sample_surface
from training.objects.names import SCANOBJECTNN, z_up
from training.objects.shapenet import read_shapenet
from training.objects.triplets import read_triplets

SQUARE = "OFF\n4 1 0\n0 0 0\n2 0 0\n2 1 0\n0 1 0\n4 0 1 2 3\n"


def some_clouds() -> LabelledClouds:
    rng = np.random.default_rng(0)
    return LabelledClouds(
        rng.normal(size=(6, 20, 3)).astype(np.float32),
        np.arange(6) % 3,
        ("chair", "night stand", "bed"),
        rng.integers(256, size=(6, 20, 3), dtype=np.uint8),
    )


def test_clouds_come_back_as_they_were_written(tmp_path: Path) -> None:
    clouds = some_clouds()
    write_clouds(tmp_path / "objects.npz", clouds)
    read = read_clouds(tmp_path / "objects.npz")
    assert np.array_equal(read.points, clouds.points) and read.classes == clouds.classes
    assert np.array_equal(read.labels, clouds.labels)
    assert read.colors is not None and clouds.colors is not None
    assert np.array_equal(read.colors, clouds.colors)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"points": np.zeros((2, 3), np.float32)}, "(N, P, 3)"),
        ({"points": np.full((6, 20, 3), np.nan, np.float32)}, "finite"),
        ({"labels": np.zeros(6)}, "integer labels"),
        ({"labels": np.array([0, 0, 0, 0, 0, 7])}, "labels from 0"),
        ({"labels": np.array([0])}, "6 integer labels"),
        ({"classes": np.arange(3)}, "text"),
        ({"colors": np.zeros((6, 20, 3))}, "uint8"),
    ],
)
def test_clouds_that_make_no_sense_are_told(
    tmp_path: Path, changed: dict[str, np.ndarray], told: str
) -> None:
    clouds = some_clouds()
    arrays = {"points": clouds.points, "labels": clouds.labels, "classes": np.array(clouds.classes)}
    path = tmp_path / "objects.npz"
    with path.open("wb") as file:
        np.savez(file, allow_pickle=False, **(arrays | changed))
    with pytest.raises(CommandError) as error:
        read_clouds(path)
    assert told in str(error.value) and "\n" not in str(error.value)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04rubbish", b"\x93NUMPY\x01\x00", b"text"])
def test_a_damaged_file_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "objects.npz").write_bytes(content)
    with pytest.raises(CommandError, match=r"objects\.npz"):
        read_clouds(tmp_path / "objects.npz")


@pytest.mark.parametrize(("has", "count"), [(20, 5), (5, 20), (7, 7)])
def test_points_are_drawn_once_as_long_as_there_are_enough(has: int, count: int) -> None:
    drawn = draw_points(has, count, np.random.default_rng(0))
    assert len(drawn) == count and len(set(drawn.tolist())) == min(has, count)


def test_thinned_clouds_keep_points_with_their_colours() -> None:
    clouds = some_clouds()
    thin = thinned(clouds, 8)
    assert thin.colors is not None and clouds.colors is not None
    for point, color in zip(thin.points[2], thin.colors[2], strict=True):
        at = int(np.flatnonzero((clouds.points[2] == point).all(axis=1))[0])
        assert np.array_equal(clouds.colors[2, at], color)


def test_meshes_are_sampled_on_their_surface(tmp_path: Path) -> None:
    path = tmp_path / "square.off"
    path.write_text(SQUARE)
    vertices, triangles = read_off(path)
    points = sample_surface(vertices, triangles, 4000, np.random.default_rng(0))
    assert (points[:, 2] == 0).all() and (points >= 0).all() and (points <= [2, 1, 0]).all()
    assert np.allclose(points.mean(axis=0), [1, 0.5, 0], atol=0.05)


def test_the_first_line_may_run_into_the_counts(tmp_path: Path) -> None:
    (tmp_path / "one.off").write_text(SQUARE)
    (tmp_path / "other.off").write_text(SQUARE.replace("OFF\n", "OFF"))
    one, other = read_off(tmp_path / "one.off"), read_off(tmp_path / "other.off")
    assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    "text", ["", "PLY\n", "OFF\n", SQUARE[:25], SQUARE.replace("2 3\n", "2 9\n"), "OFF\n4 1 x"]
)
def test_damaged_meshes_are_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "mesh.off").write_text(text)
    with pytest.raises(CommandError, match=r"mesh\.off"):
        read_off(tmp_path / "mesh.off")


def test_modelnet_is_read_from_meshes_and_from_lists(tmp_path: Path) -> None:
    for name in ("night_stand", "bed"):
        (tmp_path / "off" / name / "test").mkdir(parents=True)
        (tmp_path / "off" / name / "test" / f"{name}_0001.off").write_text(SQUARE)
        (tmp_path / "txt" / name).mkdir(parents=True)
        (tmp_path / "txt" / name / f"{name}_0001.txt").write_text("1,2,3,0,0,1\n" * 9)
    (tmp_path / "txt" / "modelnet40_test.txt").write_text("night_stand_0001\nbed_0001\n")
    meshes = read_modelnet(tmp_path / "off", "test", 16)
    assert meshes.classes == ("bed", "night stand") and meshes.points.shape == (2, 16, 3)
    listed = read_modelnet(tmp_path / "txt", "test", 16)
    assert listed.labels.tolist() == [1, 0]
    assert np.allclose(listed.points, z_up(np.array([[1, 2, 3]], np.float32)))
    with pytest.raises(CommandError, match="ModelNet"):
        read_modelnet(tmp_path, "train", 16)


def test_shapenet_is_read_with_the_names_of_its_taxonomy(tmp_path: Path) -> None:
    taxonomy = [
        {"synsetId": "1", "name": "display,video display"},
        {"synsetId": "2", "name": "bag"},
    ]
    (tmp_path / "taxonomy.json").write_text(json.dumps(taxonomy))
    (tmp_path / "test.txt").write_text("1-a.npy\n2-b.npy\n")
    (tmp_path / "shapenet_pc").mkdir()
    cloud = np.random.default_rng(0).normal(size=(32, 3)).astype(np.float32)
    for name in ("1-a.npy", "2-b.npy"):
        np.save(tmp_path / "shapenet_pc" / name, cloud)
    read = read_shapenet(tmp_path, "test", 32)
    assert [read.classes[i] for i in read.labels] == ["monitor", "bag"]
    assert np.allclose(np.sort(read.points[0], axis=0), np.sort(z_up(cloud), axis=0))
    (tmp_path / "shapenet_pc" / "2-b.npy").write_bytes(b"rubbish")
    with pytest.raises(CommandError, match=r"2-b\.npy"):
        read_shapenet(tmp_path, "test", 32)


def test_turning_up_keeps_lengths_and_handedness() -> None:
    axes = np.eye(3, dtype=np.float32)
    assert np.linalg.det(z_up(axes)) == pytest.approx(1)
    assert np.array_equal(z_up(axes)[1], [0, 0, 1])


def test_scanobjectnn_is_read(tmp_path: Path) -> None:
    h5py = pytest.importorskip("h5py")
    data = np.random.default_rng(0).normal(size=(4, 2048, 3)).astype(np.float32)
    with h5py.File(tmp_path / "test.h5", "w") as file:
        file["data"], file["label"] = data, np.array([0, 3, 14, 4])
    read = read_scanobjectnn(tmp_path / "test.h5")
    assert read.classes == SCANOBJECTNN and np.allclose(read.points, z_up(data))


def a_triplet(folder: Path) -> np.ndarray:
    folder.mkdir(parents=True)
    rows = np.random.default_rng(0).uniform(size=(40, 6)).astype(np.float32)
    np.save(folder / "points.npy", rows)
    Image.new("RGB", (20, 10), (255, 0, 0)).save(folder / "picture.png")
    (folder / "texts.json").write_text('{"category": "mug", "texts": ["a red mug"]}')
    return rows


def test_triplets_come_with_their_picture_and_texts(tmp_path: Path) -> None:
    rows = a_triplet(tmp_path / "one")
    (read,) = read_triplets(tmp_path, 40, 2, edge=8)
    assert (read.category, read.captions) == ("mug", ("a red mug",))
    assert read.picture is not None and (read.picture == [255, 0, 0]).all()
    for view in read.points:
        assert np.allclose(np.sort(view, axis=0), np.sort(rows[:, :3], axis=0))


@pytest.mark.parametrize("damaged", ["points.npy", "texts.json", "picture.png"])
def test_damaged_triplets_are_told(tmp_path: Path, damaged: str) -> None:
    a_triplet(tmp_path / "one")
    (tmp_path / "one" / damaged).write_bytes(b"rubbish")
    with pytest.raises(CommandError, match="damaged triplet"):
        list(read_triplets(tmp_path, 40, 2))


def test_parts_hold_points_around_their_centre(tmp_path: Path) -> None:
    clouds, config = some_clouds(), ObjectsConfig(points=20, views=2)
    write_part(tmp_path / "part", described(clouds, config))
    points = np.load(tmp_path / "part" / "points.npy")
    centered = clouds.points - clouds.points.mean(axis=1, keepdims=True)
    assert np.allclose(points[:, 1], centered, atol=2e-3)
    assert read_words(tmp_path / "part")[0][:3] == ["chair", "night stand", "bed"]


def test_other_data_sets_become_parts_once(tmp_path: Path) -> None:
    a_triplet(tmp_path / "mugs" / "one")
    config = ObjectsConfig(points=16, views=1)
    wanted = {"modelnet": None, "shapenet": None, "triplets": tmp_path / "mugs"}
    parts = extra_parts(tmp_path / "data", config, **wanted)
    (tmp_path / "mugs" / "one" / "points.npy").write_bytes(b"gone")
    assert extra_parts(tmp_path / "data", config, **wanted) == parts
    assert np.load(parts[0] / "points.npy").shape == (1, 1, 16, 3)

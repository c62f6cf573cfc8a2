"""Folders of numpy arrays."""

import pickle
from pathlib import Path

import numpy as np
import pytest

from backend.scenes.place import place
from backend.scenes.splats.array_folder import is_array_folder, read_array_folder
from backend.types import SH_C0, SceneError, Splats
from tests.scenes.splats.encoders import assert_same, colors_as_bytes, random_splats

EXACT = {"mean": 0, "log_scale": 1e-6, "angle": 2e-3, "alpha": 0, "rest": 0}


def save(folder: Path, splats: Splats, **extra: np.ndarray) -> Path:
    arrays = {
        "coord": splats.means,
        "color": np.array(colors_as_bytes(splats), np.uint8),
        "opacity": splats.opacities,
        "quat": splats.rotations,
        "scale": splats.scales,
    }
    for name, array in (arrays | extra).items():
        np.save(folder / f"{name}.npy", array)
    return folder


@pytest.mark.parametrize("kind", ["bytes", "unit floats", "byte floats", "column"])
def test_reads_what_was_saved(tmp_path: Path, kind: str) -> None:
    splats = random_splats(0, 20)
    colors = np.array(colors_as_bytes(splats))
    extra = {
        "bytes": {},
        "unit floats": {"color": (colors / 255).astype(np.float32)},
        "byte floats": {"color": colors.astype(np.float64)},
        "column": {"opacity": splats.opacities[:, None]},
    }[kind]
    path = save(tmp_path, splats, **extra)
    assert is_array_folder(path)
    reading = read_array_folder(path)
    assert reading.splats is not None and reading.points is None
    assert_same(reading.splats, splats, color=0.5 / 255 / SH_C0 + 1e-5, **EXACT)


def test_labels_belong_to_the_splats(tmp_path: Path) -> None:
    splats = random_splats(0, 6)
    means = splats.means.copy()
    means[2] = np.nan
    segment = np.array([0, 1, 2, 3, -1, -100], np.int64)
    normals = np.array(
        [[0, 0, 2], [1, 0, 0], [0, 0, 0], [np.nan, 0, 0], [0, 3, 4], [0, 0, 1]], np.float32
    )
    path = save(
        tmp_path,
        splats,
        coord=means,
        segment=segment,
        instance=np.arange(6),
        normal=normals,
        lang_feat=np.zeros((6, 16), np.float16),
    )
    scene = place(read_array_folder(path), name="a", path=path)
    assert scene.points is not None and scene.splats is not None
    assert scene.points.classes is not None and scene.points.instances is not None
    assert scene.points.classes.tolist() == [0, 1, 3, -1, -1]
    assert scene.points.instances.tolist() == [0, 1, 3, 4, 5]
    assert scene.class_names == ("class 0", "class 1", "class 2", "class 3")
    assert np.array_equal(scene.points.positions, scene.splats.means)
    assert scene.points.normals is not None
    np.testing.assert_allclose(np.linalg.norm(scene.points.normals, axis=1), 1, atol=1e-6)
    assert scene.notes[0] == "lang_feat.npy was left out"
    assert scene.notes[1].startswith("1 of 6")


class Evil:
    def __reduce__(self) -> tuple:
        return print, ("a pickle ran",)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("quat", np.zeros((6, 3), np.float32), r"shape \(6, 3\), wanted \(6, 4\)"),
        ("scale", np.zeros((5, 3), np.float32), r"shape \(5, 3\), wanted \(6, 3\)"),
        ("opacity", np.float32(1), "array of numbers"),
        ("opacity", np.array([Evil()] * 6), "no readable numpy"),
        ("opacity", np.array(["a"] * 6), "array of numbers"),
        ("opacity", np.zeros(6, [("a", "f4")]), "array of numbers"),
        ("color", np.zeros((6, 3), np.complex64), "array of numbers"),
        ("segment", np.array([np.nan] * 6), "32-bit"),
        ("segment", np.array([10**9] * 6), "class number"),
        ("scale", np.full((6, 3), np.inf), "none of its 6"),
        ("coord", np.zeros((0, 3)), "opacity.npy|no readable|color.npy"),
    ],
)
def test_arrays_that_do_not_fit_are_refused(tmp_path: Path, capsys, name, data, words) -> None:
    path = save(tmp_path, random_splats(0, 6), **{name: data})
    with pytest.raises(SceneError, match=words):
        read_array_folder(path)
    assert capsys.readouterr().out == ""


def header(shape: str) -> bytes:
    """The first 128 bytes of a file of floats, with six rows behind them."""
    text = f"{{'descr': '<f4', 'fortran_order': False, {shape}, }}".ljust(117) + "\n"
    return b"\x93NUMPY\x01\x00v\x00" + text.encode() + bytes(72)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x93NUMPY",
        pickle.dumps(Evil()),
        header("'shape': (99999999999, 3)"),
        header("'shape': (6L, 3L)"),
        header("'shape': (6, -3)"),
        header("'shape': (6, 3), 'more': 1"),
    ],
)
def test_damaged_headers_are_refused(tmp_path: Path, capsys, data: bytes) -> None:
    path = save(tmp_path, random_splats(0, 6))
    (path / "coord.npy").write_bytes(data)
    with pytest.raises(SceneError):
        read_array_folder(path)
    assert capsys.readouterr().out == ""


def test_missing_arrays_are_named(tmp_path: Path) -> None:
    path = save(tmp_path, random_splats(0, 6))
    (path / "scale.npy").unlink()
    with pytest.raises(SceneError, match="no scale"):
        read_array_folder(path)

"""3DGS and 2DGS in PLY."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.scenes.ply import read_ply, write_ply
from backend.scenes.splats.gaussian_ply import (
    is_gaussian_ply,
    read_gaussian_ply,
    write_gaussian_ply,
)
from backend.types import Reading, SceneError, Splats
from tests.scenes.splats.encoders import assert_same, gaussian_ply, random_splats

EXACT = {"log_scale": 1e-5, "angle": 2e-3, "alpha": 1e-6, "color": 0.0, "rest": 0.0}


def reading_of(path: Path, data: bytes | None = None) -> Reading:
    if data is not None:
        path.write_bytes(data)
    ply = read_ply(path)
    assert is_gaussian_ply(ply)
    return read_gaussian_ply(ply)


@pytest.mark.parametrize("degree", [0, 1, 2, 3])
@pytest.mark.parametrize("order", ["<", ">"])
def test_reads_what_was_encoded(tmp_path: Path, degree: int, order: str) -> None:
    splats = random_splats(degree, 30, degree)
    reading = reading_of(tmp_path / "a.ply", gaussian_ply(splats, order=order))
    assert reading.splats is not None and reading.format == "3DGS ply"
    assert_same(reading.splats, splats, mean=0, **EXACT)
    assert reading.up is None and reading.metres_per_unit is None and reading.notes == ()


@given(
    seed=st.integers(0, 2**16),
    degree=st.integers(0, 3),
    origin=st.sampled_from([(0.0, 0.0, 0.0), (500_000.0, 5_400_000.0, 300.0)]),
)
@settings(max_examples=25, deadline=None)
def test_write_then_read(tmp_path_factory, seed, degree, origin) -> None:
    splats = random_splats(seed, 12, degree)
    path = tmp_path_factory.mktemp("ply") / "a.ply"
    write_gaussian_ply(path, splats, origin=np.array(origin))
    reading = reading_of(path)
    assert reading.splats is not None
    shift = (reading.origin - origin).astype(np.float32)
    got = Splats(
        reading.splats.means + shift,
        reading.splats.scales,
        reading.splats.rotations,
        reading.splats.opacities,
        reading.splats.sh,
    )
    assert_same(got, splats, mean=1e-5, **EXACT)
    assert reading.up == (0, 0, 1) and reading.up_from == "file"
    assert reading.metres_per_unit == 1 and reading.scale_from == "file"


def test_opaque_transparent_and_flat_splats_stay_finite(tmp_path: Path) -> None:
    splats = random_splats(0, 2)
    scales = np.array([[0, 1, 2], [3, 0, 1]], np.float32)
    ends = Splats(splats.means, scales, splats.rotations, np.array([0, 1], np.float32), splats.sh)
    write_gaussian_ply(tmp_path / "a.ply", ends, origin=np.zeros(3))
    vertex = read_ply(tmp_path / "a.ply").elements["vertex"]
    assert np.isfinite(vertex.matrix(vertex.names, np.float64)).all()
    got = reading_of(tmp_path / "a.ply").splats
    assert got is not None
    np.testing.assert_allclose(got.opacities, [0, 1], atol=1e-8)
    np.testing.assert_allclose(got.scales, scales, atol=1e-6)


def rows(splats: Splats, **changes: np.ndarray) -> np.ndarray:
    """A structured array in the layout of 3DGS, degree 0."""
    columns = {name: splats.means[:, i] for i, name in enumerate("xyz")}
    columns |= {f"f_dc_{i}": splats.sh[:, 0, i] for i in range(3)}
    columns |= {"opacity": np.zeros(len(splats))}
    columns |= {f"scale_{i}": np.log(splats.scales[:, i]) for i in range(3)}
    columns |= {f"rot_{i}": splats.rotations[:, i] for i in range(4)}
    columns |= changes
    table = np.zeros(len(splats), [(name, "<f4") for name in columns])
    for name, values in columns.items():
        table[name] = values
    return table


def test_discs_of_2dgs_are_flat(tmp_path: Path) -> None:
    table = rows(random_splats(0, 5))
    kept = [name for name in table.dtype.names or () if name != "scale_2"]
    write_ply(tmp_path / "a.ply", {"vertex": table[kept]})
    reading = reading_of(tmp_path / "a.ply")
    assert reading.splats is not None and reading.format == "2DGS ply"
    assert not reading.splats.scales[:, 2].any() and reading.splats.scales[:, :2].all()


def test_damaged_splats_are_left_out_and_counted(tmp_path: Path) -> None:
    n = 9
    nan, inf = np.nan, np.inf
    table = rows(
        random_splats(0, n),
        x=np.array([nan, 0, 0, 0, 0, 0, 0, 0, 0]),
        scale_0=np.array([0, inf, -inf, 0, 0, 0, 0, 0, 0]),
        rot_1=np.array([0, 0, 0, nan, 0, 0, 0, 0, 1e30]),
        f_dc_1=np.array([0, 0, 0, 0, nan, 0, 0, 0, 0]),
        opacity=np.array([0, 0, 0, 0, 0, nan, inf, -inf, 0]),
    )
    for i in range(4):
        table[f"rot_{i}"][2] = 0
    write_ply(tmp_path / "a.ply", {"vertex": table})
    reading = reading_of(tmp_path / "a.ply")
    assert reading.splats is not None
    assert len(reading.splats) == 4  # Rows 2, 6, 7 and 8.
    assert reading.notes[0].startswith("5 of 9 splats")
    assert reading.notes[1].startswith("1 splats have no rotation")
    assert reading.splats.scales[0, 0] == 0
    assert reading.splats.rotations[0].tolist() == [1, 0, 0, 0]
    assert reading.splats.opacities[1:3].tolist() == [1, 0]
    np.testing.assert_allclose(reading.splats.rotations[3], [0, 1, 0, 0], atol=1e-6)


def test_nothing_finite_is_an_error(tmp_path: Path) -> None:
    splats = random_splats(0, 3)
    write_ply(tmp_path / "a.ply", {"vertex": rows(splats, y=np.full(3, np.nan))})
    with pytest.raises(SceneError, match="none of its 3 splats"):
        reading_of(tmp_path / "a.ply")
    write_ply(tmp_path / "a.ply", {"vertex": rows(splats)[:0]})
    with pytest.raises(SceneError, match="no splats"):
        reading_of(tmp_path / "a.ply")


@pytest.mark.parametrize(
    ("comment", "up", "how"),
    [
        ("Vertical Axis: z", (0, 0, 1), "file"),
        ("vertical axis: Y", (0, 1, 0), "file"),
        ("up: -x", (-1, 0, 0), "file"),
        ("Generated by SuperSplat 2.7.1", (0, -1, 0), "guessed"),
        ("Generated by nobody", None, "format"),
    ],
)
def test_comments_may_tell_the_up_direction(tmp_path: Path, comment, up, how) -> None:
    data = gaussian_ply(random_splats(0, 3), comment=comment)
    reading = reading_of(tmp_path / "a.ply", data)
    assert (reading.up, reading.up_from) == (up, how)


def test_missing_and_odd_properties_are_named(tmp_path: Path) -> None:
    table = rows(random_splats(0, 3))
    path = tmp_path / "a.ply"
    kept = [name for name in table.dtype.names or () if name not in ("opacity", "rot_3")]
    write_ply(path, {"vertex": table[kept]})
    with pytest.raises(SceneError, match="no opacity, rot_3"):
        reading_of(path)
    write_ply(path, {"vertex": rows(random_splats(0, 3), f_rest_0=np.zeros(3))})
    with pytest.raises(SceneError, match="1 properties f_rest"):
        reading_of(path)
    nine = {f"f_rest_{i + 3}": np.zeros(3) for i in range(9)}
    write_ply(path, {"vertex": rows(random_splats(0, 3), **nine)})
    with pytest.raises(SceneError, match="no f_rest_0"):
        reading_of(path)
    extra = rows(random_splats(0, 3), state=np.zeros(3), nx=np.zeros(3))
    write_ply(path, {"vertex": extra, "camera": np.zeros(1, [("fov", "<f4")])})
    assert reading_of(path).notes == ("Left out: state, element camera",)

"""The 32-byte records of .splat."""

import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.scenes.splats.dot_splat import read_dot_splat, write_dot_splat
from backend.types import SH_C0, SceneError
from tests.scenes.splats.encoders import assert_same, byte, colors_as_bytes, random_splats


def encode(splats) -> bytes:
    data = b""
    for i, color in enumerate(colors_as_bytes(splats)):
        data += struct.pack("<6f", *splats.means[i], *splats.scales[i])
        data += bytes([*color, byte(splats.opacities[i] * 255)])
        data += bytes(byte(q * 128 + 128) for q in splats.rotations[i].tolist())
    return data


STEPS = {
    "mean": 0.0,
    "log_scale": 0.0,
    "angle": 2 * np.sqrt(4) / 128,
    "alpha": 0.5 / 255 + 1e-6,
    "color": 0.5 / 255 / SH_C0 + 1e-5,
    "rest": 0.0,
}


@given(st.integers(0, 2**16), st.integers(1, 30))
@settings(max_examples=30, deadline=None)
def test_reads_what_was_encoded_in_the_files_order(tmp_path_factory, seed, count) -> None:
    splats = random_splats(seed, count)
    path = tmp_path_factory.mktemp("splat") / "a.splat"
    path.write_bytes(encode(splats))
    reading = read_dot_splat(path)
    assert reading.splats is not None
    assert_same(reading.splats, splats, **STEPS)
    assert reading.up is None and reading.metres_per_unit is None


def test_writes_the_most_visible_splats_first(tmp_path: Path) -> None:
    splats = random_splats(4, 50, 2)
    path = tmp_path / "a.splat"
    write_dot_splat(path, splats, origin=np.array([10.0, -20.0, 30.0]))
    got = read_dot_splat(path).splats
    assert got is not None and got.sh_degree == 0
    volume = got.scales.prod(1, dtype=np.float64) * got.opacities
    assert (np.diff(volume) <= volume[:-1] * 0.05).all()
    order = np.argsort(got.means[:, 0])
    back = np.argsort(splats.means[:, 0])
    moved = splats.means[back] + np.array([10, -20, 30], np.float32)
    np.testing.assert_allclose(got.means[order], moved, atol=1e-5)
    np.testing.assert_allclose(got.colors[order], splats.colors[back], atol=1)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "truncated after 0"),
        (bytes(33), "truncated after 1"),
        (b"ply\n" + bytes(28), "PLY"),
        (b"\x1f\x8b" + bytes(30), "gzip"),
        (b"\xff" * 64, "none of its 2 splats"),
    ],
)
def test_refuses_what_is_no_splat_file(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "a.splat"
    path.write_bytes(data)
    with pytest.raises(SceneError, match=words):
        read_dot_splat(path)

"""SPZ of all versions against an encoder of the tests, our writer, and damaged files."""

import gzip
import struct
from pathlib import Path

import numpy as np
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.scenes.splats.spz import read_spz, write_spz
from backend.types import SceneError, Splats
from tests.scenes.splats.encoders import assert_same, random_splats, spz

STEP = {
    "log_scale": 1 / 32 + 1e-5,
    "alpha": 0.5 / 255 + 1e-6,
    "color": 0.5 / 255 / 0.15 + 1e-5,
    "rest": 0.5 / 128 + 1e-6,
}
"""Half of each attribute's quantisation step, which all versions share."""


def angle(version: int) -> float:
    """Three components of 8 bits, or of 9 bits and a sign up to √½; the last one follows."""
    # The derived component of the old kind loses most where it is small.
    return 0.2 if version < 3 else 2 * np.sqrt(12) * np.sqrt(0.5) / 511


def position(version: int) -> float:
    return 2 * 2**-11 if version == 1 else 0.5 / 4096 + 1e-6


@pytest.mark.parametrize("version", [1, 2, 3, 4])
@pytest.mark.parametrize("degree", [0, 1, 2, 3])
def test_reads_what_was_encoded(tmp_path: Path, version: int, degree: int) -> None:
    splats = random_splats(version, 50, degree)
    path = tmp_path / "a.spz"
    path.write_bytes(spz(splats, version))
    reading = read_spz(path)
    assert reading.splats is not None and reading.splats.sh_degree == degree
    assert_same(reading.splats, splats, mean=position(version), angle=angle(version), **STEP)
    assert reading.up == (0, 1, 0) and reading.up_from == "format"
    assert reading.metres_per_unit is None and reading.notes == ()


@given(
    version=st.sampled_from([2, 3, 4]),
    degree=st.integers(0, 3),
    count=st.integers(1, 20),
    spread=st.floats(0.01, 1900),
    seed=st.integers(0, 2**16),
)
@settings(max_examples=40, deadline=None)
def test_write_then_read(tmp_path_factory, version, degree, count, spread, seed) -> None:
    splats = random_splats(seed, count, degree, spread)
    path = tmp_path_factory.mktemp("spz") / "a.spz"
    write_spz(path, splats, version=version)
    got = read_spz(path).splats
    assert got is not None
    origin = read_spz(path).origin.astype(np.float32)
    got = Splats(got.means + origin, got.scales, got.rotations, got.opacities, got.sh)
    assert_same(got, splats, mean=0.5 / 4096 + 4e-4 * (spread > 900), angle=angle(version), **STEP)


@pytest.mark.parametrize("version", [2, 3, 4])
def test_writer_and_encoder_agree(tmp_path: Path, version: int) -> None:
    """Byte for byte after unpacking, so that other programs see what the description says."""
    splats = random_splats(3, 20, 3)
    ours, theirs = tmp_path / "ours.spz", tmp_path / "theirs.spz"
    write_spz(ours, splats, version=version)  # type: ignore[arg-type]
    theirs.write_bytes(spz(splats, version))
    if version < 4:
        a, b = (np.frombuffer(gzip.decompress(p.read_bytes()), np.uint8) for p in (ours, theirs))
        assert len(a) == len(b) and np.array_equal(a[:16], b[:16])
        # Halves may round either way; smallest-three words then differ in their lowest bits.
        assert (a != b).mean() < 0.01
    else:
        a, b = read_spz(ours).splats, read_spz(theirs).splats
        assert a is not None and b is not None
        np.testing.assert_allclose(a.means, b.means, atol=1 / 4096)


def test_far_positions_get_coarser_steps(tmp_path: Path) -> None:
    splats = random_splats(0, 30, spread=100_000)
    path = tmp_path / "far.spz"
    write_spz(path, splats)
    reading = read_spz(path)
    assert reading.splats is not None
    got = reading.splats.means + reading.origin
    np.testing.assert_allclose(got, splats.means, atol=2**-6)


def test_refuses_to_write_what_24_bits_cannot_hold(tmp_path: Path) -> None:
    with pytest.raises(SceneError, match="24 bits"):
        write_spz(tmp_path / "a.spz", random_splats(0, 5, spread=1e8))


def test_opaque_transparent_and_flat_splats_survive(tmp_path: Path) -> None:
    splats = random_splats(0, 3)
    splats = Splats(
        splats.means,
        np.array([[0, 0.1, 0.1]] * 3, np.float32),
        splats.rotations,
        np.array([0, 1, 0.5], np.float32),
        splats.sh,
    )
    write_spz(tmp_path / "a.spz", splats)
    got = read_spz(tmp_path / "a.spz").splats
    assert got is not None
    assert got.opacities[:2].tolist() == [0, 1]
    assert (got.scales[:, 0] <= np.exp(-10) * 1.001).all()


def test_degree_four_is_cut_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "a.spz"
    splats = random_splats(0, 7, 4)
    path.write_bytes(spz(splats, 3))
    reading = read_spz(path)
    assert reading.splats is not None and reading.splats.sh_degree == 3
    np.testing.assert_allclose(reading.splats.sh[:, 1:], splats.sh[:, 1:16], atol=STEP["rest"])
    assert "degree 4" in reading.notes[0]


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<II", kind, len(data)) + data


@pytest.mark.parametrize("version", [2, 3, 4])
def test_extension_names_the_axes(tmp_path: Path, version: int) -> None:
    path = tmp_path / "a.spz"
    unknown = record(0xADBE0002, bytes(12))
    for number, up in ((0, (0, 1, 0)), (6, (0, -1, 0)), (1, (0, -1, 0)), (7, (0, 1, 0))):
        extension = unknown + record(0xADBE0003, struct.pack("<I", number))
        path.write_bytes(spz(random_splats(0, 5), version, extensions=extension))
        reading = read_spz(path)
        assert reading.up == up
        assert reading.notes == ("SPZ extension 0xadbe0002 was left out",)
    path.write_bytes(
        spz(random_splats(0, 5), version, extensions=record(0xADBE0003, struct.pack("<I", 2)))
    )
    with pytest.raises(SceneError, match="coordinate system 2"):
        read_spz(path)


def header(version: int = 3, count: int = 1, degree: int = 0, bits: int = 12) -> bytes:
    return struct.pack("<4sIIBBBB", b"NGSP", version, count, degree, bits, 0, 5)


def zipped(data: bytes) -> bytes:
    """Without the time of day, so that all processes of pytest give a test the same name."""
    return gzip.compress(data, mtime=0)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no SPZ"),
        (b"ply\n" * 9, "no SPZ"),
        (b"\x1f\x8b" + b"x" * 20, "no SPZ"),
        (header(), "wanted 36"),
        (header(version=5) + bytes(20), "version 5"),
        (zipped(header(version=0) + bytes(20)), "version 0"),
        (zipped(header(version=2**31) + bytes(20)), "version 2147483648"),
        (zipped(header(degree=5) + bytes(20)), "degree 5"),
        (zipped(header(bits=25) + bytes(20)), "25 fractional"),
        (zipped(header(count=0)), "no splats"),
        (zipped(header(count=2**31) + bytes(20)), "2,147,483,648 splats"),
        (zipped(header(count=5_000_000)), "5,000,000 splats"),
        (zipped(header() + bytes(19)), "wanted 36"),
        (zipped(header() + bytes(21)), "unpacks to more"),
        (zipped(header() + bytes(20))[:-9], "cut"),
        (zipped(header() + bytes(1 << 24)), "unpacks to more"),
        (header(version=4), "truncated"),
        (header(version=4, count=2**32 - 1) + struct.pack("<I12x", 32), "4,294,967,295 splats"),
        (header(version=4) + struct.pack("<I12x", 32), "table"),
        (header(version=4) + struct.pack("<I12x", 2**32 - 1), "table"),
    ],
)  # fmt: skip
def test_damaged_headers_are_refused(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "a.spz"
    path.write_bytes(data)
    with pytest.raises(SceneError, match=words):
        read_spz(path)


def test_a_frame_cannot_unpack_to_more_than_its_table_says(tmp_path: Path) -> None:
    good = spz(random_splats(0, 4), 4)
    first = struct.unpack_from("<Q", good, 32)[0]
    table_end = 32 + 5 * 16
    bomb = zstandard.ZstdCompressor().compress(bytes(1 << 26))
    data = good[:32] + struct.pack("<Q", len(bomb)) + good[40:table_end] + bomb
    path = tmp_path / "a.spz"
    path.write_bytes(data + good[table_end + first :])
    with pytest.raises(SceneError, match="unpacks to more"):
        read_spz(path)

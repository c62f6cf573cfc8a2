"""Levels, sections, buckets and degrees of .ksplat."""

import struct
from pathlib import Path

import numpy as np
import pytest

from backend.scenes.splats.ksplat import read_ksplat
from backend.types import SH_C0, SceneError, Splats
from tests.scenes.splats.encoders import Buckets, assert_same, ksplat, random_splats


def in_buckets(seed: int, degree: int, full: int, partial: tuple[int, ...]) -> tuple:
    """Splats within 2.5 of their bucket's centre, in the order of the buckets."""
    size = 4
    count = full * size + sum(partial)
    random = np.random.default_rng(seed)
    centers = (random.integers(-20, 20, (full + len(partial), 3)) * 5).astype(np.float32)
    bucket_of = np.repeat(np.arange(len(centers)), [size] * full + list(partial))
    splats = random_splats(seed, count, degree)
    means = centers[bucket_of] + splats.means
    moved = Splats(means, splats.scales, splats.rotations, splats.opacities, splats.sh)
    return moved, Buckets(full, size, partial, centers)


def joined(parts: list[Splats]) -> Splats:
    degree = max(part.sh_degree for part in parts)
    sh = [
        np.pad(part.sh, ((0, 0), (0, (degree + 1) ** 2 - part.sh.shape[1]), (0, 0)))
        for part in parts
    ]
    means, scales, rotations, opacities = (
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("means", "scales", "rotations", "opacities")
    )
    return Splats(means, scales, rotations, opacities, np.concatenate(sh))


@pytest.mark.parametrize("level", [0, 1, 2])
@pytest.mark.parametrize("degrees", [(0,), (1,), (3,), (2, 0, 1)])
def test_reads_what_was_encoded(tmp_path: Path, level: int, degrees: tuple[int, ...]) -> None:
    layouts = [(2, (3, 1)), (0, (2,)), (1, ())]
    sections = [in_buckets(i, d, *layouts[i]) for i, d in enumerate(degrees)]
    path = tmp_path / "a.ksplat"
    path.write_bytes(ksplat(sections, level))
    reading = read_ksplat(path)
    assert reading.splats is not None and reading.notes == ()
    half = 2**-11
    assert_same(
        reading.splats,
        joined([splats for splats, _ in sections]),
        mean=0 if level == 0 else 2.5 / 32767 / 2 + 1e-5,
        log_scale=1e-6 if level == 0 else half * 1.1,
        angle=2e-3 if level == 0 else 4 * half,
        alpha=0.5 / 255 + 1e-6,
        color=0.5 / 255 / SH_C0 + 1e-5,
        rest=(0, half, 3 / 255 / 2 + 1e-6)[level],
    )
    assert reading.up is None


def test_bytes_of_coefficients_span_the_headers_range(tmp_path: Path) -> None:
    splats, buckets = in_buckets(0, 1, 1, ())
    for limit in (1.0, 4.0):
        (tmp_path / "a.ksplat").write_bytes(ksplat([(splats, buckets)], 2, sh_limit=limit))
        got = read_ksplat(tmp_path / "a.ksplat").splats
        assert got is not None
        np.testing.assert_allclose(got.sh[:, 1:], splats.sh[:, 1:], atol=limit / 255 + 1e-6)


def test_sections_of_unlike_counts_are_noted(tmp_path: Path) -> None:
    data = bytearray(ksplat([in_buckets(0, 0, 1, ())], 1))
    struct.pack_into("<I", data, 16, 7)
    (tmp_path / "a.ksplat").write_bytes(data)
    assert "7 splats, the sections hold 4" in read_ksplat(tmp_path / "a.ksplat").notes[0]


@pytest.mark.parametrize(
    ("offset", "form", "value", "words"),
    [
        (0, "B", 1, "version 1.1"),
        (1, "B", 0, "version 0.0"),
        (4, "I", 2**32 - 1, "4,294,967,295 section headers"),
        (20, "H", 3, "level 3"),
        (4096, "I", 9, "section 0 claims 9"),
        (4100, "I", 2, "section 0 claims 4"),
        (4104, "I", 1, "hold fewer"),
        (4108, "I", 2**31, "buckets beyond its room"),
        (4116, "H", 16, "filled of"),
        (4128, "I", 9, "9 filled of 1"),
        (4128, "I", 0, "hold fewer"),
        (4136, "H", 4, "degree 4"),
        (4112, "f", np.nan, "none of its 4"),
        (4096, "I", 0, "no splats"),
    ],
)
def test_headers_that_do_not_fit_are_refused(tmp_path: Path, offset, form, value, words) -> None:
    data = bytearray(ksplat([in_buckets(0, 0, 1, ())], 1)) + bytes(8)
    struct.pack_into("<" + form, data, offset, value)
    (tmp_path / "a.ksplat").write_bytes(data)
    with pytest.raises(SceneError, match=words):
        read_ksplat(tmp_path / "a.ksplat")


def test_cut_files_are_refused_everywhere(tmp_path: Path) -> None:
    data = ksplat([in_buckets(0, 1, 1, (2,))], 1)
    for end in (0, 1, 4095, 4096, 5000, 5120, 5130, len(data) - 1):
        (tmp_path / "a.ksplat").write_bytes(data[:end])
        with pytest.raises(SceneError):
            read_ksplat(tmp_path / "a.ksplat")

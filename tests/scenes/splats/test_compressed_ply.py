"""PlayCanvas's compressed PLY."""

from pathlib import Path

import numpy as np
import pytest

from backend.scenes.ply import read_ply
from backend.scenes.splats.compressed_ply import is_compressed_ply, read_compressed_ply
from backend.types import SH_C0, Reading, SceneError
from tests.scenes.splats.encoders import assert_same, compressed_ply, random_splats


def reading_of(path: Path, data: bytes) -> Reading:
    path.write_bytes(data)
    ply = read_ply(path)
    assert is_compressed_ply(ply)
    return read_compressed_ply(ply)


@pytest.mark.parametrize(("count", "degree"), [(1, 0), (255, 1), (256, 2), (257, 3), (700, 0)])
@pytest.mark.parametrize("chunk_colors", [True, False])
def test_reads_what_was_encoded(tmp_path: Path, count, degree, chunk_colors) -> None:
    splats = random_splats(count, count, degree)
    data = compressed_ply(splats, chunk_colors=chunk_colors)
    reading = reading_of(tmp_path / "a.ply", data)
    assert reading.splats is not None
    assert_same(
        reading.splats,
        splats,
        mean=4 / 1023 / 2 + 1e-5,
        log_scale=5 / 1023 / 2 + 1e-5,
        angle=2 * np.sqrt(12) * np.sqrt(2) / 1023 / 2 * 2,
        alpha=0.5 / 255 + 1e-6,
        color=0.5 / 255 / SH_C0 + 1e-5,
        # The bins at both ends stand for their outer edge.
        rest=8 / 256 / 2 + 1e-5,
    )
    assert (reading.up, reading.up_from) == ((0, -1, 0), "guessed")


def test_coefficients_of_four_are_exact(tmp_path: Path) -> None:
    """The bytes 0 and 255 mean -4 and 4, not the middle of their bins."""
    data = bytearray(compressed_ply(random_splats(0, 1, 1)))
    data[-2:] = (0, 255)
    splats = reading_of(tmp_path / "a.ply", bytes(data)).splats
    assert splats is not None
    assert splats.sh[0, 2, 2] == -4 and splats.sh[0, 3, 2] == 4


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b"element chunk 1\n", b"element chunks 1\n", "without the element chunk"),
        (b"element chunk 1\n", b"element chunk 2\n", "2 chunks for 9 splats"),
        (b"packed_scale", b"packed_scolo", "packed_scale is missing"),
        (b"property uint packed_color", b"property float packed_color", "packed_color is"),
        (b"min_scale_y", b"min_scale_w", "no min_scale_y"),
        (b"f_rest_8", b"f_rest_9", "element sh"),
        (b"property uchar f_rest_3", b"property char f_rest_3", "other numbers"),
        (b"element sh 9\n", b"element sh 8\n", "8 rows"),
    ],
)
def test_refuses_what_does_not_fit(tmp_path: Path, old: bytes, new: bytes, words: str) -> None:
    data = compressed_ply(random_splats(0, 9, 1))
    assert old in data
    # Room for the elements that a changed header claims.
    with pytest.raises(SceneError, match=words):
        reading_of(tmp_path / "a.ply", data.replace(old, new, 1) + bytes(200))

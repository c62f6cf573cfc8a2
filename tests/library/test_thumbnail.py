"""Pictures show what is there, of the right size, for any content; the cache keeps them."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.library.thumbnail import ThumbnailCache, render_thumbnail
from backend.scenes.open import open_scene
from backend.types import Content, Points, Splats


def shell(n: int, seed: int = 0) -> np.ndarray:
    """A closed room of 6 × 5 × 2.8 m."""
    random = np.random.default_rng(seed)
    p = random.random((n, 3))
    side = random.integers(0, 3, n)
    p[np.arange(n), side] = np.round(p[np.arange(n), side])
    return (p * [6, 5, 2.8]).astype(np.float32)


def as_splats(positions: np.ndarray, size: float) -> Splats:
    n = len(positions)
    return Splats(
        means=positions,
        scales=np.full((n, 3), size, dtype=np.float32),
        rotations=np.tile(np.array([1, 0, 0, 0], dtype=np.float32), (n, 1)),
        opacities=np.linspace(0, 1, n, dtype=np.float32),
        sh=np.zeros((n, 1, 3), dtype=np.float32),
    )


def test_one_sees_into_a_closed_room() -> None:
    """A red cube in the middle of a blue room with ceiling and four walls is in the picture."""
    room, random = shell(60_000), np.random.default_rng(1)
    cube = (random.random((4000, 3)) * 0.8 + [2.6, 2.1, 0]).astype(np.float32)
    colors = np.zeros((64_000, 3), dtype=np.uint8)
    colors[:60_000, 2], colors[60_000:, 0] = 255, 255
    picture = render_thumbnail(Content(points=Points(np.concatenate([room, cube]), colors)))
    red = (picture[..., 0] > 120) & (picture[..., 2] < 80)
    blue = (picture[..., 2] > 120) & (picture[..., 0] < 80)
    assert red.mean() > 0.005
    assert blue.mean() > 0.2
    rows, columns = np.nonzero(red)
    assert 30 < rows.mean() < 160 and 60 < columns.mean() < 200


@given(
    seed=st.integers(0, 2**32 - 1),
    n=st.sampled_from([1, 2, 3, 4, 10, 300, 3000]),
    scale=st.sampled_from([0.0, 1e-6, 0.3, 10.0, 900.0]),
    kind=st.sampled_from(["bare", "colours", "normals", "splats"]),
)
@settings(max_examples=40, deadline=None)
def test_any_content_gives_a_picture(seed: int, n: int, scale: float, kind: str) -> None:
    random = np.random.default_rng(seed)
    positions = (random.normal(size=(n, 3)) * scale * random.integers(0, 2, 3)).astype(np.float32)
    if kind == "splats":
        content = Content(splats=as_splats(positions, scale / 100))
    else:
        vectors = random.normal(size=(n, 3)).astype(np.float32)
        content = Content(
            points=Points(
                positions,
                colors=np.full((n, 3), 20, dtype=np.uint8) if kind == "colours" else None,
                normals=vectors if kind == "normals" else None,
            )
        )
    picture = render_thumbnail(content, (64, 40))
    assert picture.shape == (40, 64, 3)
    assert len(np.unique(picture.reshape(-1, 3), axis=0)) > 1


def test_the_same_content_gives_the_same_picture() -> None:
    content = Content(points=Points(shell(300_000)))
    assert np.array_equal(render_thumbnail(content), render_thumbnail(content))


def test_far_outliers_do_not_shrink_the_scene() -> None:
    positions = shell(20_000)
    far = np.array([[500, 500, 90], [-800, 3, 2]], dtype=np.float32)
    stray = np.concatenate([positions, far])
    plain, strayed = (render_thumbnail(Content(points=Points(p))) for p in (positions, stray))
    drawn = [(np.ptp(p.astype(int), axis=2) > 30).mean() for p in (plain, strayed)]
    assert drawn[1] > 0.8 * drawn[0] > 0.1


DATA = Path(__file__).parents[2] / "../shared/data"
SCANS = ("scannet/scene0000_00", "scans/redkitchen_000_nocolor.ply", "splats/biker.spz")


@pytest.mark.data
@pytest.mark.parametrize("scan", SCANS)
def test_real_scans_fill_the_picture(scan: str) -> None:
    if not (DATA / scan).exists():
        pytest.skip(f"{scan} is not here")
    picture = render_thumbnail(open_scene(DATA / scan)).astype(int)
    # The background's grey is nearly the same along a row.
    drawn = np.abs(picture - picture[:, :1]).sum(axis=2) > 30
    assert drawn.mean() > 0.08
    rows, columns = np.nonzero(drawn)
    assert np.ptp(rows) > 0.85 * 192 or np.ptp(columns) > 0.85 * 256


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "scan.ply"
    path.write_bytes(b"first")
    return path


@pytest.fixture
def picture() -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (192, 256, 3), dtype=np.uint8)


def folders(tmp_path: Path) -> list[Path | None]:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    return [tmp_path / "new" / "cache", blocked, None]


@pytest.mark.parametrize("which", range(3))
def test_cache_returns_what_was_put(
    tmp_path: Path, source: Path, picture: np.ndarray, which: int
) -> None:
    cache = ThumbnailCache(folders(tmp_path)[which])
    assert cache.get(source) is None
    cache.put(source, picture)
    got = cache.get(source)
    assert got is not None and np.array_equal(got, picture)
    source.write_bytes(b"another content")
    assert cache.get(source) is None
    source.unlink()
    cache.put(source, picture)
    assert cache.get(source) is None


def test_cache_outlives_the_process_and_damage(
    tmp_path: Path, source: Path, picture: np.ndarray
) -> None:
    folder = tmp_path / "cache"
    ThumbnailCache(folder).put(source, picture)
    got = ThumbnailCache(folder).get(source)
    assert got is not None and np.array_equal(got, picture)
    assert ThumbnailCache(folder, (64, 48)).get(source) is None
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    for damaged in (b"", b"no picture", whole[:100], whole[: len(whole) // 2]):
        file.write_bytes(damaged)
        assert ThumbnailCache(folder).get(source) is None


def test_many_threads_share_a_cache(tmp_path: Path, source: Path, picture: np.ndarray) -> None:
    cache = ThumbnailCache(tmp_path / "cache")

    def use(i: int) -> bool:
        if i % 3 == 0:
            cache.put(source, picture)
        got = cache.get(source)
        return got is None or np.array_equal(got, picture)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(use, range(60)))
    assert len(list((tmp_path / "cache").iterdir())) == 1

"""Laws of noise, patterns and reflectance."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.training.rooms.handmade import handmade_room
from training.rooms.colors import Color
from training.rooms.materials import Material
from training.rooms.noise import chance, smooth_noise
from training.rooms.render.srgb import to_linear, to_srgb
from training.rooms.render.textures import KINDS, reflectance
from training.rooms.solids import box
from training.rooms.triangles import Triangles, model_triangles, room_triangles
from training.rooms.types import Model, Part

EACH = pytest.mark.parametrize("kind", KINDS)
WHOLE = st.integers(-(1 << 40), 1 << 40)
REAL = st.floats(-1e4, 1e4)


def board(kind: str, *, seed: int = 3, scale: float = 0.05, size: float = 1.0) -> Triangles:
    """An upright board of blue and white, two centimetres thick."""
    blue, white = Color("blue", (0.3, 0.42, 0.6)), Color("white", (0.86, 0.85, 0.8))
    material = Material("wood", blue, kind, white, scale=scale, seed=seed)  # pyright: ignore
    solid = box(size, 0.02 * size, size)
    return model_triangles(
        Model("board", "", (size, 0.02, size), (Part("board", solid, material),))
    )


def front(triangles: Triangles, x: np.ndarray, z: np.ndarray) -> np.ndarray:
    """SRGB at places of the board's front."""
    at, weights = np.zeros(len(x), np.int32), np.zeros((len(x), 3), np.float32)
    for n, corners in enumerate(triangles.local.astype(np.float64)):
        if np.ptp(corners[:, 1]) < 1e-9 and corners[0, 1] < 0:
            plane = np.stack([corners[:, 0], corners[:, 2], np.ones(3)])
            own = np.linalg.solve(plane, np.stack([x, z, np.ones_like(x)])).T
            inside = (own > -1e-6).all(1)
            at[inside], weights[inside] = n, own[inside]
    return to_srgb(reflectance(triangles, at, weights))


def grid(count: int, size: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    s = (np.arange(count) + 0.5) / count * size
    x, z = np.meshgrid(s - size / 2, s)
    return x.ravel(), z.ravel()


def chance_twin(i: int, j: int, k: int, seed: int) -> float:
    """The hash in Python's own integers."""
    full = (1 << 64) - 1
    h = seed * 0x9E3779B97F4A7C15 & full
    h ^= (i & full) * 0xC2B2AE3D27D4EB4F & full
    h ^= (j & full) * 0x165667B19E3779F9 & full
    h ^= (k & full) * 0xD6E8FEB86659FD93 & full
    h = (h ^ h >> 32) * 0xBF58476D1CE4E5B9 & full
    h = (h ^ h >> 29) * 0x94D049BB133111EB & full
    return (h >> 40) / (1 << 24)


@given(i=WHOLE, j=WHOLE, k=WHOLE, seed=st.integers(0, 1 << 16))
@settings(deadline=None)
def test_hash_is_the_same_in_whole_numbers(i: int, j: int, k: int, seed: int) -> None:
    assert chance(float(i), float(j), float(k), seed) == chance_twin(i, j, k, seed)


def test_hash_is_even_and_its_neighbours_unrelated() -> None:
    values = np.array([[chance(i, j, 0, 7) for j in range(120)] for i in range(120)])
    counts, _ = np.histogram(values, 10, (0, 1))
    assert (np.abs(counts / values.size - 0.1) < 0.02).all()
    for a, b in ((values[1:], values[:-1]), (values[:, 1:], values[:, :-1])):
        assert abs(np.corrcoef(a.ravel(), b.ravel())[0, 1]) < 0.03


@given(x=REAL, y=REAL, z=REAL)
@settings(deadline=None)
def test_noise_blends_its_cell_and_stays_smooth(x: float, y: float, z: float) -> None:
    i, j, k = (int(np.floor(v)) for v in (x, y, z))
    u, v, w = (t * t * (3 - 2 * t) for t in (x - i, y - j, z - k))
    corners = np.array(
        [[[chance_twin(i + a, j + b, k + c, 5) for c in (0, 1)] for b in (0, 1)] for a in (0, 1)]
    )
    blend = np.einsum("abc,a,b,c", corners, *(np.array([1 - t, t]) for t in (u, v, w)))
    assert smooth_noise(x, y, z, 5) == pytest.approx(2 * blend - 1, abs=1e-9)
    assert abs(smooth_noise(x + 1e-4, y, z, 5) - smooth_noise(x, y, z, 5)) < 1e-3


@given(value=st.floats(0, 1))
def test_light_and_image_numbers_are_inverse(value: float) -> None:
    there = to_srgb(to_linear(np.array([value])))
    assert abs(there[0] - value) < 2e-6


def test_middle_gray_is_a_fifth_of_the_light() -> None:
    assert to_linear(np.array([0.5]))[0] == pytest.approx(0.2140, abs=1e-4)


@EACH
def test_colors_are_shares_and_repeat(kind: str) -> None:
    x, z = grid(40)
    colors = front(board(kind), x, z)
    assert (colors >= 0).all() and (colors <= 1).all()
    np.testing.assert_array_equal(colors, front(board(kind), x, z))


@EACH
def test_a_place_has_one_color_in_any_company(kind: str) -> None:
    triangles = board(kind)
    x, z = grid(30)
    order = np.random.default_rng(0).permutation(len(x))
    np.testing.assert_array_equal(
        front(triangles, x, z)[order], front(triangles, x[order], z[order])
    )


@pytest.mark.parametrize(
    "kind", ["plain", "woven", "grain", "planks", "brushed"], ids=lambda kind: kind
)
def test_textures_of_one_color_keep_it(kind: str) -> None:
    mean = front(board(kind), *grid(150)).mean(0)
    np.testing.assert_allclose(mean, (0.3, 0.42, 0.6), rtol=0.06)


@pytest.mark.parametrize("kind", ["stripes", "checks", "dots", "tiles", "bricks", "mesh", "keys"])
def test_patterns_show_both_colors(kind: str) -> None:
    x, z = np.random.default_rng(0).uniform((-0.5, 0), (0.5, 1), (20000, 2)).T
    colors = front(board(kind), x, z)
    for wanted in ((0.3, 0.42, 0.6), (0.86, 0.85, 0.8)):
        assert (np.abs(colors - wanted).max(1) < 0.15).mean() > 0.02


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"stripes", "checks", "dots", "keys", "mesh"}))
def test_seeds_make_them_differ(kind: str) -> None:
    x, z = grid(30)
    assert np.abs(front(board(kind), x, z) - front(board(kind, seed=4), x, z)).max() > 0.01


@pytest.mark.parametrize("kind", ["painting", "poster", "screen"])
def test_pictures_fill_their_part(kind: str) -> None:
    small = front(board(kind), *grid(40))
    large = front(board(kind, size=3.0), *grid(40, 3.0))
    assert (np.abs(small - large).max(1) < 0.02).mean() > 0.98
    assert np.ptp(small, axis=0).max() > 0.15


def test_tiles_lie_on_their_grid() -> None:
    """Joints run at whole multiples of the edge, tiles between them."""
    edges = np.arange(-2, 3) * 0.2
    joint = front(board("tiles", scale=0.2), edges, np.full(5, 0.5))
    inner = front(board("tiles", scale=0.2), edges[:-1] + 0.1, np.full(4, 0.5))
    assert (joint[:, 0] > 0.7).all() and (inner[:, 0] < 0.45).all()


def test_wood_grows_along_the_part() -> None:
    plank = model_triangles(
        Model(
            "board",
            "",
            (1, 0.02, 0.2),
            (Part("b", box(1, 0.02, 0.2), Material("wood", Color("", (0.5, 0.4, 0.3)), "grain")),),
        )
    )
    s = np.linspace(-0.04, 0.04, 80)
    along = front(plank, 0.2 + s, np.full(80, 0.1))[:, 0]
    across = front(plank, np.full(80, 0.2), 0.1 + s)[:, 0]
    assert np.abs(np.diff(along)).mean() < 0.3 * np.abs(np.diff(across)).mean()


def test_a_room_has_a_color_everywhere() -> None:
    triangles = room_triangles(handmade_room())
    rng = np.random.default_rng(0)
    at = rng.integers(0, len(triangles), 5000).astype(np.int32)
    weights = rng.dirichlet(np.ones(3), 5000).astype(np.float32)
    colors = reflectance(triangles, at, weights)
    assert np.isfinite(colors).all() and (colors > 0).all() and (colors <= 1).all()
    none = reflectance(triangles, at[:0], weights[:0])
    assert none.shape == (0, 3)

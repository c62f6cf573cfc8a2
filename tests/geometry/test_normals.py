import numpy as np
import pytest

from backend.geometry.normals import estimate_normals, least_axes


def test_the_walls_of_a_box_face_its_middle() -> None:
    random = np.random.default_rng(0)
    p = random.random((12_000, 3))
    axis, side = random.integers(0, 3, 12_000), random.integers(0, 2, 12_000)
    p[np.arange(12_000), axis] = side
    inner = (np.sort(np.minimum(p, 1 - p), axis=1)[:, 1] > 0.1) & (axis >= 0)
    normals = estimate_normals((p * [8, 6, 3]).astype(np.float32))
    assert np.allclose(np.linalg.norm(normals, axis=1), 1, atol=1e-5)
    expected = np.eye(3)[axis] * np.where(side == 0, 1, -1)[:, None]
    assert (np.einsum("ij,ij->i", normals, expected)[inner] > 0.999).all()


@pytest.mark.parametrize("n", [0, 1, 2, 3, 500])
def test_clouds_without_a_surface_get_unit_vectors(n: int) -> None:
    line = np.linspace(0, 1, n)[:, None] * [1, 2, 3]
    for positions in (line, np.ones((n, 3)), line * 1e-6):
        normals = estimate_normals(positions.astype(np.float32))
        assert normals.shape == (n, 3)
        assert np.allclose(np.linalg.norm(normals, axis=1), 1, atol=1e-5)


def test_the_closed_form_agrees_with_eigh() -> None:
    random = np.random.default_rng(1)
    spread = random.normal(size=(2000, 6, 3)) * 10.0 ** random.uniform(-4, 0, (2000, 1, 3))
    matrices = np.matmul(spread.transpose(0, 2, 1), spread)
    ours, values = least_axes(matrices), np.linalg.eigvalsh(matrices)
    residual = np.einsum("ni,nij,nj->n", ours, matrices, ours) - values[:, 0]
    assert (np.abs(residual) <= 1e-9 * values[:, 2]).all()

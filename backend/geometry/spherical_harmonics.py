"""Real spherical harmonics as Gaussian splats use them: turning them with a scene.

The basis and its signs are those of 3DGS (Kerbl et al. 2023), degrees 0 to 3, coefficient order
l = 0..d, m = -l..l.
"""

import numpy as np
from jaxtyping import Float, Float32, Float64

from backend.types import SH_C0

_C1 = 0.4886025119029199
_C2 = (1.0925484305920792, 0.31539156525252005, 0.5462742152960396)
_C3 = (0.5900435899266435, 2.890611442640554, 0.4570457994644658, 0.3731763325901154)
_C3_Z = 1.445305721320277


def sh_basis(directions: Float[np.ndarray, "n 3"]) -> Float64[np.ndarray, "n 16"]:
    """The 16 basis functions up to degree 3 at unit directions."""
    x, y, z = np.asarray(directions, dtype=np.float64).T
    xx, yy, zz = x * x, y * y, z * z
    columns = [
        np.full_like(x, SH_C0),
        -_C1 * y,
        _C1 * z,
        -_C1 * x,
        _C2[0] * x * y,
        -_C2[0] * y * z,
        _C2[1] * (2 * zz - xx - yy),
        -_C2[0] * x * z,
        _C2[2] * (xx - yy),
        -_C3[0] * y * (3 * xx - yy),
        _C3[1] * x * y * z,
        -_C3[2] * y * (4 * zz - xx - yy),
        _C3[3] * z * (2 * zz - 3 * xx - 3 * yy),
        -_C3[2] * x * (4 * zz - xx - yy),
        _C3_Z * z * (xx - yy),
        -_C3[0] * x * (xx - 3 * yy),
    ]
    return np.stack(columns, axis=1)


def rotate_sh(
    sh: Float32[np.ndarray, "n coefficients 3"], R: Float[np.ndarray, "3 3"]
) -> Float32[np.ndarray, "n coefficients 3"]:
    """Coefficients of the same light after turning the scene by R (proper rotations only).

    The turned function at direction d is the old one at Rᵀd. Each degree is closed under
    rotation, so its matrix follows exactly from enough directions by least squares.
    """
    degree = round(sh.shape[1] ** 0.5) - 1
    if degree == 0:
        return sh
    directions = np.random.default_rng(0).normal(size=(64, 3))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    before, after = sh_basis(directions @ R), sh_basis(directions)
    turned = np.array(sh)
    for band in range(1, degree + 1):
        of_band = slice(band * band, (band + 1) ** 2)
        D = np.linalg.lstsq(after[:, of_band], before[:, of_band], rcond=None)[0]
        turned[:, of_band] = np.einsum("ij,njc->nic", D.astype(np.float32), sh[:, of_band])
    return turned

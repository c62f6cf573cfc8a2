"""Pairwise correlations, each guessed alone, made into one correlation matrix.

Plain arithmetic in a fixed order: linear algebra libraries differ in the last bit from machine to
machine, and rooms must not.
"""

import numpy as np
from jaxtyping import Float64

from backend.kernels import kernel

Matrix = Float64[np.ndarray, "n n"]

_LEAST = 0.05
"""Smallest eigenvalue that is let pass."""
_SWEEPS = 12


def factor_of(guess: Matrix) -> Matrix:
    """The Cholesky factor of the correlation matrix nearest to a symmetric one with unit diagonal.

    Small and negative eigenvalues are raised and the diagonal is brought back to one (Rousseeuw &
    Molenberghs, 1993); rounded to 1e-4.
    """
    values, vectors = eigen(guess)
    return np.round(_factor(_put_together(np.maximum(values, _LEAST), vectors)), 4)


@kernel
def eigen(symmetric: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Eigenvalues and, in columns, eigenvectors, by cyclic Jacobi rotations."""
    a, n = symmetric.copy(), len(symmetric)
    vectors = np.eye(n)
    for _ in range(_SWEEPS):
        for p in range(n - 1):
            for q in range(p + 1, n):
                if abs(a[p, q]) < 1e-12:
                    continue
                theta = (a[q, q] - a[p, p]) / (2 * a[p, q])
                t = 1 / (abs(theta) + np.sqrt(theta * theta + 1))
                t = t if theta >= 0 else -t
                c = 1 / np.sqrt(t * t + 1)
                s = t * c
                for k in range(n):
                    x, y = a[k, p], a[k, q]
                    a[k, p], a[k, q] = c * x - s * y, s * x + c * y
                for k in range(n):
                    x, y = a[p, k], a[q, k]
                    a[p, k], a[q, k] = c * x - s * y, s * x + c * y
                for k in range(n):
                    x, y = vectors[k, p], vectors[k, q]
                    vectors[k, p], vectors[k, q] = c * x - s * y, s * x + c * y
    values = np.empty(n)
    for k in range(n):
        values[k] = a[k, k]
    return values, vectors


@kernel
def _put_together(values: np.ndarray, vectors: np.ndarray) -> np.ndarray:
    """The matrix with these eigenvalues and vectors, scaled to a unit diagonal."""
    n = len(values)
    whole = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            for k in range(n):
                whole[i, j] += vectors[i, k] * values[k] * vectors[j, k]
    scale = np.empty(n)
    for i in range(n):
        scale[i] = np.sqrt(whole[i, i])
    for i in range(n):
        for j in range(n):
            whole[i, j] /= scale[i] * scale[j]
    return whole


@kernel
def _factor(matrix: np.ndarray) -> np.ndarray:
    """Lower triangle whose product with its transpose is the positive definite matrix."""
    n = len(matrix)
    low = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1):
            rest = matrix[i, j]
            for k in range(j):
                rest -= low[i, k] * low[j, k]
            low[i, j] = np.sqrt(max(rest, 1e-9)) if i == j else rest / low[j, j]
    return low

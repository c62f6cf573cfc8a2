"""Gaussian splats in one browser, as viser draws them: view-independent colour."""

import numpy as np
import viser
from jaxtyping import Float32, Int

from backend.geometry.frames import rotations_from_quaternions
from backend.geometry.view import View
from backend.types import Splats
from viewer.display import Display
from viewer.layers.host import Host
from viewer.opened import OpenedScene

_LEAST_SCALE = 3e-4
"""viser sends covariances as float16; standard deviations below 0.25 mm would become zero."""


class SplatLayer:
    def __init__(self, client: Host, opened: OpenedScene, display: Display):
        self._client = client
        self._opened = opened
        self._display = display
        self._handle: viser.GaussianSplatHandle | None = None
        self._shown: Int[np.ndarray, " splats"] = np.empty(0, dtype=np.int64)

    @property
    def shown_points(self) -> int:
        """How many splats the browser holds."""
        return len(self._shown)

    def refine(self, view: View | None) -> bool:
        """Choose the splats again for this view; only scenes above the budget ever change."""
        splats = self._opened.scene.splats
        assert splats is not None
        kept = choose_splats(splats, self._display.budget, self._display.cut_height, view)
        if np.array_equal(kept, self._shown):
            return False
        self._shown = kept
        covariances = covariances_of(splats, kept)
        means, colors = splats.means[kept], self._opened.splat_colors(self._display.color)[kept]
        opacities = splats.opacities[kept, None]
        if self._handle is None:
            self._handle = self._client.scene.add_gaussian_splats(
                "/scene/splats", means, covariances, colors, opacities
            )
        else:
            self._handle.set_gaussians(means, covariances, colors, opacities)
        return True

    def apply(self, display: Display, view: View | None) -> None:
        before, self._display = self._display, display
        if not self.refine(view) and before.color != display.color and self._handle is not None:
            self._handle.rgbs = self._opened.splat_colors(display.color)[self._shown]

    def remove(self) -> None:
        if self._handle is not None:
            self._handle.remove()
        self._handle = None
        self._shown = np.empty(0, dtype=np.int64)


def choose_splats(
    splats: Splats, budget: int, cut_height: float | None, view: View | None
) -> Int[np.ndarray, " kept"]:
    """The splats that matter most to a view: opacity times apparent area, budget many."""
    ids = np.arange(len(splats))
    if cut_height is not None:
        ids = ids[splats.means[:, 2] <= cut_height]
    if len(ids) <= budget:
        return ids
    two_largest = np.sort(splats.scales[ids], axis=1)[:, 1:]
    weight = splats.opacities[ids] * two_largest.prod(axis=1)
    if view is not None:
        offset = splats.means[ids] - np.asarray(view.position, dtype=np.float32)
        weight = weight / np.maximum((offset**2).sum(axis=1), 0.01)
    return np.sort(ids[np.argpartition(-weight, budget)[:budget]])


def covariances_of(
    splats: Splats, ids: Int[np.ndarray, " kept"]
) -> Float32[np.ndarray, "kept 3 3"]:
    """R diag(s²) Rᵀ, square metres."""
    axes = rotations_from_quaternions(splats.rotations[ids])
    axes = axes * np.maximum(splats.scales[ids], _LEAST_SCALE)[:, None, :]
    return (axes @ axes.transpose(0, 2, 1)).astype(np.float32)

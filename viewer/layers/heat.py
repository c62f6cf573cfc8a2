"""A value for each point in colours, beside the scene as it is: hiding it sends nothing again."""

from dataclasses import replace

import numpy as np
from jaxtyping import Float32, UInt8

from backend.geometry.colors import ramp
from backend.geometry.view import View
from viewer.display import Display
from viewer.layers.host import Host
from viewer.layers.points import PointLayer
from viewer.opened import OpenedScene

_MOST_POINTS = 500_000
"""They come on top of the points that the scene is drawn with."""
_LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)
"""Rec. 601."""


class HeatLayer:
    """The scene as points once more; not thread-safe, its stage holds the lock."""

    def __init__(
        self,
        client: Host,
        opened: OpenedScene,
        display: Display,
        heat: Float32[np.ndarray, " points"],
        threshold: float,
    ):
        """
        Args:
            client: where to draw.
            opened: whose points.
            display: how the scene is drawn.
            heat: a value in [0, 1] for each point of the scene's cloud.
            threshold: the least value that is shown in colour.
        """
        self._context = faded(opened.colors(opened.color_modes()[0]))
        self._heat = heat
        self._threshold = threshold
        with client.atomic():
            self._root = client.scene.add_frame("/heat", show_axes=False)
            self._points = PointLayer(
                client,
                opened,
                _thrifty(display),
                name="/heat/points",
                colors=self._colors(),
                coarse_first=False,
            )

    def show(self, heat: Float32[np.ndarray, " points"], threshold: float) -> None:
        """Follow another answer or the slider: only colours are sent."""
        if heat is self._heat and threshold == self._threshold:
            return
        self._heat, self._threshold = heat, threshold
        self._points.recolor(self._colors())

    def _colors(self) -> UInt8[np.ndarray, "points 3"]:
        return heat_colors(self._heat, self._threshold, self._context)

    @property
    def visible(self) -> bool:
        return self._root.visible

    @visible.setter
    def visible(self, visible: bool) -> None:
        self._root.visible = visible

    def refine(self, view: View | None) -> bool:
        """As the scene's own points do."""
        return self._points.refine(view)

    def apply(self, display: Display, view: View | None) -> None:
        """Follow the View panel."""
        self._points.apply(_thrifty(display), view)

    def remove(self) -> None:
        self._points.remove()
        self._root.remove()


def heat_colors(
    heat: Float32[np.ndarray, " points"],
    threshold: float,
    context: UInt8[np.ndarray, "points 3"],
) -> UInt8[np.ndarray, "points 3"]:
    """viridis, which people with any kind of colour vision can read, from the threshold on."""
    return np.where((heat >= threshold)[:, None], ramp(heat), context)


def faded(colors: UInt8[np.ndarray, "points 3"]) -> UInt8[np.ndarray, "points 3"]:
    """Light greys, in which the scene is recognised and every heat stands out."""
    grey = 120 + 0.42 * (colors.astype(np.float32) @ _LUMA)
    return grey.astype(np.uint8)[:, None].repeat(3, axis=1)


def _thrifty(display: Display) -> Display:
    return replace(display, budget=min(display.budget, _MOST_POINTS))

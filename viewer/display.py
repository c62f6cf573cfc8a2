"""What one person wants to see: the choices of the View panel as one immutable value."""

from dataclasses import dataclass

from viewer.opened import ColorMode, OpenedScene, ShowMode


@dataclass(frozen=True)
class Display:
    show: ShowMode
    color: ColorMode
    point_scale: float = 1.0
    """Factor on the point size that fits the scan's spacing."""
    budget: int = 1_500_000
    """Most points or splats that are ever drawn at once."""
    cut_height: float | None = None
    """Everything above this height (metres) is hidden."""
    boxes: bool = True
    cameras: bool = False
    grid: bool = True
    axes: bool = False


def first_display(opened: OpenedScene, budget: int) -> Display:
    """How a scene is first shown: its own kind, its own colours, its ceiling cut away."""
    return Display(
        show=opened.show_modes()[0],
        color=opened.color_modes()[0],
        budget=budget,
        cut_height=opened.ceiling,
        cameras=0 < len(opened.scene.cameras) <= 40,
    )

"""The Info tab: what is in the scene, what was clicked, and charts on demand."""

import numpy as np
import viser

from backend.engine import SceneInfo
from viewer.opened import OpenedScene
from viewer.stage import Picked
from viewer.text import md


class SelectionPanel:
    """What is known about the clicked point."""

    def __init__(self, client: viser.ClientHandle):
        with client.gui.add_folder("Selection"):
            self._text = client.gui.add_markdown("*Click a point in the scene.*")

    def clear(self) -> None:
        self._text.content = "*Click a point in the scene.*"

    def show(self, picked: Picked, opened: OpenedScene) -> None:
        scene = opened.scene
        x, y, z = picked.position.astype(np.float64) + scene.origin
        lines = [f"Position **{x:.3f}, {y:.3f}, {z:.3f}** m"]
        if scene.cloud.colors is not None:
            lines.append("Colour rgb({}, {}, {})".format(*scene.cloud.colors[picked.index]))
        if picked.class_name:
            lines.append(f"Class **{md(picked.class_name)}**")
        if picked.box is not None:
            width, depth, height = picked.box.sizes[0]
            lines.append(f"{md(picked.box.labels[0])}: {width:.2f} × {depth:.2f} × {height:.2f} m")
        if scene.cloud_splats is not None:
            lines.append(f"Opacity {scene.cloud_splats.opacities[picked.index]:.2f}")
        self._text.content = "  \n".join(lines)


class InfoPanel:
    """Statistics of the open scene; built anew for each scene."""

    def __init__(self, client: viser.ClientHandle, opened: OpenedScene):
        self._folder = client.gui.add_folder("Statistics")
        with self._folder:
            client.gui.add_markdown(statistics(opened.info))
            button = client.gui.add_button("Charts", icon=viser.Icon.CHART_BAR)

        @button.on_click
        def _(_: viser.GuiEvent[viser.GuiButtonHandle]) -> None:
            button.visible = False
            from viewer.charts import charts

            with self._folder:
                for figure in charts(opened):
                    client.gui.add_plotly(figure, aspect=1.2)

    def remove(self) -> None:
        self._folder.remove()


def statistics(info: SceneInfo) -> str:
    """A markdown table; everything that a file can say is escaped."""
    rows = [("Kind", info.kind), ("Format", info.format)]
    rows += [(name, f"{count:,}") for name, count in counts(info) if count]
    size = " × ".join(f"{metres:.2f}" for metres in info.size)
    rows += [("Size", f"{size} m"), ("Up", f"{info.up} ({info.up_from})")]
    if info.classes:
        top = sorted(info.classes, key=lambda c: -c.count)[:12]
        rows.append(("Classes", ", ".join(f"{c.name} {c.count:,}" for c in top)))
    if info.boxes:
        rows.append(("Objects", ", ".join(f"{c.count} {c.name}" for c in info.boxes[:20])))
    table = "\n".join(f"| {name} | {md(value)} |" for name, value in rows)
    notes = "".join(f"\n\n*{md(note)}*" for note in info.notes)
    return f"| | |\n|---|---|\n{table}{notes}"


def counts(info: SceneInfo) -> list[tuple[str, int]]:
    return [
        ("Points", info.points),
        ("Splats", info.splats),
        ("Faces", info.faces),
        ("Instances", info.instances),
        ("Boxes", sum(c.count for c in info.boxes)),
        ("Cameras", len(info.cameras)),
    ]

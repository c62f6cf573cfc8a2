"""Copiers."""

from training.rooms.colors import Random
from training.rooms.furniture.electronics.printers import control_panel
from training.rooms.furniture.shapes.pieces import Built, moved, profile
from training.rooms.materials import Material, plastic
from training.rooms.solids import box, joined
from training.rooms.types import Category, Part, Size, Style


def _copier_shell(rng: Random) -> Material:
    return plastic(rng, "light gray", "white", "white", "beige", "gray")


def _copier_body(rng: Random, shell: Material, w: float, d: float, h: float) -> list[Part]:
    """Drawers, an open mouth for the copies, a scanner with a feeder, and a panel in front."""
    dark = plastic(rng, "dark gray", "gray", "black")
    body, gap, scan = 0.64 * h, 0.12 * h, 0.1 * h
    deep = 0.88 * d
    y = d / 2 - deep / 2
    count = int(rng.integers(3, 5))
    pitch = 0.7 * body / count
    levels = [0.05 + i * pitch for i in range(count)]
    drawer, grip = box(0.92 * w, 0.02, 0.9 * pitch), box(0.3 * w, 0.01, 0.025)
    front = y - deep / 2
    mouth = joined(
        box(w, 0.5 * deep, gap).moved(0, y + 0.25 * deep, body),
        box(0.1 * w, deep, gap).moved(0.45 * w, y, body),
    )
    feeder = profile(
        [(-0.4 * deep, 0), (0.45 * deep, 0), (0.45 * deep, 0.07 * h), (-0.4 * deep, 0.1 * h)],
        0.6 * w,
    )
    top = body + gap + scan
    lower = box(0.45 * w, 0.6 * deep, 0.015).tilted(-12, axis=1)
    panel = control_panel(rng, 0.55 * w, d - deep + 0.05, 25)
    return [
        Part("case", joined(box(w, deep, body - 0.03).moved(0, y, 0.03), mouth), shell),
        Part("foot", box(0.9 * w, 0.9 * deep, 0.03).moved(0, y), dark),
        *(Part("drawer", drawer.moved(0, front, z), shell) for z in levels),
        *(Part("handle", grip.moved(0, front - 0.008, z + 0.6 * pitch), dark) for z in levels),
        Part("scanner", box(w, deep, scan).moved(0, y, body + gap), shell),
        Part("feeder", feeder.moved(-0.1 * w, y, top), shell),
        Part("feeder tray", lower.moved(0.22 * w, y, top + 0.05 * h), dark),
        Part(panel.name, panel.solid.moved(0.1 * w, front - 0.02, body + gap + 0.3 * scan),
             panel.material),
    ]  # fmt: skip


def _compact_copier(rng: Random, size: Size) -> Built:
    return _copier_body(rng, _copier_shell(rng), *size), []


def _side_tray(rng: Random, size: Size) -> Built:
    """With a bypass tray that sticks out on the left."""
    w, d, h = size
    core = 0.72 * w
    shell = _copier_shell(rng)
    flap = box(w - core + 0.05, 0.5 * d, 0.02).tilted(20, axis=1)
    x = -w / 2 + (w - core) / 2
    return [
        *moved(_copier_body(rng, shell, core, d, h), x=(w - core) / 2),
        Part("side tray", flap.moved(x, 0.05 * d, 0.45 * h), plastic(rng, "light gray", "gray")),
    ], []


def _finisher(rng: Random, size: Size) -> Built:
    """A stacker as tall as the scanner stands beside it."""
    w, d, h = size
    core = rng.uniform(0.52, 0.62) * w
    side = 0.72 * (w - core)
    shell = _copier_shell(rng)
    at = w / 2 - core - side / 2
    shelf = box(w - core - side + 0.05, 0.55 * d, 0.02).tilted(18, axis=1)
    x = -w / 2 + (w - core - side) / 2
    return [
        *moved(_copier_body(rng, shell, core, d, h), x=(w - core) / 2),
        Part("finisher", box(side - 0.01, 0.85 * d, 0.82 * h).moved(at, 0.05 * d), shell),
        *(
            Part("stacker", shelf.moved(x, 0.05 * d, q * h), plastic(rng, "gray", "dark gray"))
            for q in (0.55, 0.72)
        ),
    ], []


COPIER = Category(
    "copier",
    "floor",
    (
        Style("compact", (0.66, 0.66, 1.12), (0.1, 0.1, 0.08), _compact_copier, 1.5),
        Style("with side tray", (0.98, 0.66, 1.14), (0.1, 0.08, 0.07), _side_tray, 1.2),
        Style("with finisher", (1.5, 0.68, 1.17), (0.1, 0.08, 0.06), _finisher, 1),
    ),
)

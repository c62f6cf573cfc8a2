"""Televisions, printers, copiers, telephones, speakers, projectors."""

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.computers import COMPUTERS, flat_panel, screen, tube_set
from training.rooms.materials import Material, fabric, metal, paper, plastic, textured, wood
from training.rooms.solids import (
    Ring,
    Solid,
    box,
    cushion,
    cylinder,
    joined,
    lofted,
    profiled,
    skin,
    tube,
    turned,
)
from training.rooms.types import Category, Part, Rest, Size, Style

Built = tuple[list[Part], list[Rest]]


def _moved(parts: list[Part], x: float = 0, y: float = 0, z: float = 0) -> list[Part]:
    return [Part(p.name, p.solid.moved(x, y, z), p.material) for p in parts]


def _black(rng: Random) -> Material:
    return plastic(rng, "black", "black", "black", "dark gray")


def _on_foot(rng: Random, size: Size) -> Built:
    """A flat panel on a neck and a plate."""
    w, d, h = size
    shell = _black(rng)
    low, thick = rng.uniform(0.06, 0.1) * h, min(rng.uniform(0.04, 0.09), 0.4 * d)
    neck = box(rng.uniform(0.08, 0.25) * w, 0.5 * thick, low + 0.15 * h)
    foot = rng.uniform(0.35, 0.6) * w
    base = box(foot, d, 0.015)
    if rng.random() < 0.5:
        base = cylinder(0.5, 0.02, top=0.47, sides=20).scaled(foot, d)
    return [
        *_moved(flat_panel(rng, w, h - low, thick, shell, lit=0.2), z=low),
        Part("neck", neck.moved(0, 0.5 * thick, 0.01), shell),
        Part("base", base, shell),
    ], []


def _on_legs(rng: Random, size: Size) -> Built:
    """A thin panel on two feet near its ends."""
    w, d, h = size
    shell = _black(rng)
    low, thick = rng.uniform(0.05, 0.08) * h, min(0.05, 0.3 * d)
    x = rng.uniform(0.3, 0.42) * w
    legs = [
        joined(
            tube([(s * x, -d / 2, 0.008), (s * x, 0, low + 0.02)], 0.008, sides=6),
            tube([(s * x, d / 2, 0.008), (s * x, 0, low + 0.02)], 0.008, sides=6),
        )
        for s in (-1, 1)
    ]
    return [
        *_moved(flat_panel(rng, w, h - low, thick, shell, lit=0.2), z=low),
        *(Part("foot", leg, shell) for leg in legs),
    ], []


def _on_wall(rng: Random, size: Size) -> Built:
    """A flat panel on a bracket, its back to the wall."""
    w, d, h = size
    shell = _black(rng)
    thick = 0.6 * d
    bracket = box(0.4 * w, 0.4 * d, 0.35 * h).moved(0, 0.3 * d, 0.3 * h)
    return [
        *_moved(flat_panel(rng, w, h, thick, shell, lit=0.2), y=-0.2 * d),
        Part("bracket", bracket, metal(rng, "black", "dark gray")),
    ], []


def _picture_tube(rng: Random, size: Size) -> Built:
    w, d, h = size
    shell = plastic(rng, "black", "black", "dark gray", "silver", "gray")
    share = rng.uniform(0.82, 1.0)
    wide = share * w if share < 0.9 else w
    parts = tube_set(rng, wide, d, h - 0.02, shell, z=0.02)
    if share < 0.9:
        boxes = [
            box(0.5 * (w - wide) + 0.01, 0.3 * d, 0.85 * h).moved(
                s * (w + wide) / 4, -0.3 * d, 0.05 * h
            )
            for s in (-1, 1)
        ]
        grey = textured(plastic(rng, "dark gray", "gray"), "mesh", shell.color, 0.01)
        parts.append(Part("loudspeaker", joined(*boxes), grey))
    foot = box(0.7 * w, 0.6 * d, 0.03).moved(0, -0.1 * d)
    return [*parts, Part("base", foot, shell)], [
        Rest("top", (-0.4 * w, 0.4 * w), (-0.45 * d, -0.1 * d), h, 0.5)
    ]


def _console(rng: Random, size: Size) -> Built:
    """An old set in a wooden case on legs, knobs beside the tube."""
    w, d, h = size
    timber = wood(rng, "brown", "light brown", "dark brown")
    low = 0.25 * h
    tall = h - low
    pane = lofted([Ring(0.6 * w, 0.72 * tall, 0, power=6), Ring(0.5 * w, 0.6 * tall, 0.02, power=6),
                   Ring(0, 0, 0.03)])  # fmt: skip
    y = -d / 2 + 0.02
    knobs = [
        cylinder(0.028, 0.025, sides=12).tilted(90).moved(0.37 * w, y, low + q * tall)
        for q in (0.75, 0.58)
    ]
    cloth = textured(fabric(rng, "beige", "brown"), "mesh", color(rng, "dark brown"), 0.01)
    legs = [
        tube([(sx * 0.42 * w, sy * 0.4 * d, 0.0), (sx * 0.36 * w, sy * 0.32 * d, low)], 0.016)
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    return [
        Part("case", box(w, d - 0.02, tall).moved(0, 0.01, low), timber),
        Part("screen", pane.tilted(90).moved(-0.12 * w, y, low + 0.52 * tall), screen(rng, 0.1)),
        Part("knob", joined(*knobs), metal(rng, "gold", "silver")),
        Part("loudspeaker", box(0.2 * w, 0.01, 0.3 * tall).moved(0.36 * w, y, low + 0.1 * tall), cloth),
        *(Part("leg", leg, timber) for leg in legs),
    ], [Rest("top", (-0.45 * w, 0.45 * w), (-0.4 * d, 0.4 * d), h, 0.6)]  # fmt: skip


TV = Category(
    "tv",
    "surface",
    (
        Style("flat on a foot", (0.95, 0.22, 0.63), (0.22, 0.2, 0.2), _on_foot, 2),
        Style("flat on two feet", (1.05, 0.22, 0.65), (0.2, 0.15, 0.18), _on_legs, 1),
        Style("wall-mounted", (1.0, 0.07, 0.6), (0.22, 0.3, 0.22), _on_wall, 2, stands="wall"),
        Style("tube", (0.64, 0.5, 0.54), (0.15, 0.12, 0.14), _picture_tube, 0.6),
        Style("wooden console", (0.75, 0.45, 0.8), (0.12, 0.1, 0.12), _console,
              held_out=True, stands="floor"),
    ),
    sunrgbd="television",
)  # fmt: skip


def _office_shell(rng: Random) -> Material:
    return plastic(rng, "white", "light gray", "light gray", "gray", "dark gray", "black", "beige")


def _sheets(rng: Random, w: float, d: float) -> Part:
    return Part("paper", box(w, d, 0.012), paper(rng, "white"))


def _panel(rng: Random, w: float, d: float, tilt: float = 20) -> Part:
    """Buttons and a small display."""
    face = textured(plastic(rng, "dark gray", "gray", "black"), "keys", color(rng, "light gray"),
                    0.02)  # fmt: skip
    return Part("control panel", box(w, d, 0.015).tilted(tilt), face)


def _laser(rng: Random, size: Size) -> Built:
    """A cube whose top is a hollow for the printed sheets, with a paper drawer below."""
    w, d, h = size
    shell = _office_shell(rng)
    dark = plastic(rng, "dark gray", "black", "gray")
    drawer = rng.uniform(0.2, 0.3) * h
    dip = rng.uniform(0.12, 0.2) * h
    side = [(-d / 2, 0.02), (d / 2, 0.02), (d / 2, h), (0.32 * d, h), (0.22 * d, h - dip),
            (-0.42 * d, h - 0.03), (-d / 2, h - 0.06)]  # fmt: skip
    wide = 0.62 * w
    cheek = box((w - wide) / 2, 0.9 * d, dip)
    cheeks = [cheek.moved(s * (w + wide) / 4, 0.05 * d, h - dip) for s in (-1, 1)]
    parts = [
        Part("case", joined(profiled(side, w), *cheeks), shell),
        Part("drawer", box(0.92 * w, 0.02, drawer).moved(0, 0.0 - d / 2, 0.04), shell),
        Part("slot", box(0.5 * w, 0.006, 0.02).moved(0, -d / 2, 0.05 + drawer), dark),
        Part("foot", box(0.85 * w, 0.8 * d, 0.03), dark),
        Part("display", box(0.18 * w, 0.1 * d, 0.006).moved(0.39 * w, -0.33 * d, h), dark),
    ]
    if rng.random() < 0.5:
        sheets = _sheets(rng, 0.5 * w, 0.5 * d)
        slope = float(np.degrees(np.arctan2(dip, 0.6 * d)))
        parts.append(
            Part(
                "paper",
                sheets.solid.tilted(-slope * 0.8).moved(0, -0.1 * d, h - 0.6 * dip),
                sheets.material,
            )
        )
    return parts, []


def _all_in_one(rng: Random, size: Size) -> Built:
    """Low and wide: a scanner lid on top, sheets coming out in front."""
    w, d, h = size
    shell = plastic(rng, "black", "black", "dark gray", "white", "gray")
    lid = _office_shell(rng) if rng.random() < 0.4 else shell
    deep = 0.78 * d
    y = d / 2 - deep / 2
    body = h * rng.uniform(0.62, 0.72)
    mouth = joined(
        box(w, deep, 0.3 * body).moved(0, y),
        box(w, deep, 0.4 * body).moved(0, y, 0.6 * body),
        *(box(0.14 * w, deep, 0.3 * body).moved(s * 0.43 * w, y, 0.3 * body) for s in (-1, 1)),
        box(0.8 * w, 0.5 * deep, 0.3 * body).moved(0, y + 0.25 * deep, 0.3 * body),
    )
    shelf = box(0.6 * w, d - deep + 0.1, 0.012).moved(0, -deep / 2 + 0.05, 0.25 * body)
    panel = _panel(rng, 0.5 * w, 0.12 * d)
    return [
        Part("case", mouth, shell),
        Part("lid", cushion(w, deep, h - body, radius=0.015).moved(0, y, body), lid),
        Part("output tray", shelf, shell),
        Part("paper", box(0.45 * w, 0.3 * d, 0.006).moved(0, -0.3 * d, 0.25 * body + 0.012),
             paper(rng, "white")),
        Part(panel.name, panel.solid.moved(0, y - deep / 2, 0.85 * body), panel.material),
    ], [Rest("top", (-0.45 * w, 0.45 * w), (y - 0.4 * deep, y + 0.4 * deep), h, 0.6)]  # fmt: skip


def _inkjet(rng: Random, size: Size) -> Built:
    """A small one: paper stands up behind and lies in front."""
    w, d, h = size
    shell = plastic(rng, "black", "dark gray", "light gray", "white", "beige")
    body = 0.55 * h
    side = [(-0.22 * d, 0), (0.35 * d, 0), (0.35 * d, body), (0.0, body), (-0.22 * d, 0.55 * body)]
    lean = box(0.62 * w, 0.008, h - 0.8 * body).tilted(-18).moved(0, 0.28 * d, 0.8 * body)
    sheets = box(0.55 * w, 0.006, 0.85 * (h - 0.8 * body)).tilted(-18)
    return [
        Part("case", profiled(side, w), shell),
        Part("feeder", lean, shell),
        Part("paper", sheets.moved(0, 0.26 * d, 0.85 * body), paper(rng, "white")),
        Part("output tray", box(0.66 * w, 0.32 * d, 0.012).moved(0, -0.34 * d, 0.02), shell),
        Part("slot", box(0.6 * w, 0.01, 0.04).moved(0, -0.22 * d, 0.06), plastic(rng, "black")),
    ], []


def _tall_laser(rng: Random, size: Size) -> Built:
    """Several paper drawers under a scanner with a document feeder."""
    w, d, h = size
    shell = _office_shell(rng)
    dark = plastic(rng, "dark gray", "gray", "black")
    gap, body, scan = 0.14 * h, 0.62 * h, 0.1 * h
    count = int(rng.integers(2, 4))
    pitch = 0.6 * body / count
    back = box(w, 0.5 * d, gap).moved(0, 0.2 * d, body)
    post = box(0.12 * w, 0.4 * d, gap).moved(0.44 * w, -0.15 * d, body)
    feeder = profiled(
        [(-0.35 * d, 0), (0.4 * d, 0), (0.4 * d, 0.08 * h), (-0.35 * d, 0.14 * h)], 0.9 * w
    )
    panel = _panel(rng, 0.7 * w, 0.12 * d, 30)
    top = body + gap + scan
    return [
        Part("case", joined(box(w, 0.9 * d, body).moved(0, 0.03 * d), back, post), shell),
        *(
            Part("drawer", box(0.94 * w, 0.02, 0.88 * pitch).moved(0, -0.43 * d, 0.02 + i * pitch),
                 shell)
            for i in range(count)
        ),
        Part("paper", box(0.6 * w, 0.4 * d, 0.008).moved(-0.05 * w, -0.1 * d, body), paper(rng, "white")),
        Part("scanner", box(w, 0.9 * d, scan).moved(0, 0.03 * d, body + gap), shell),
        Part("feeder", feeder.moved(0, 0, top), dark),
        Part(panel.name, panel.solid.moved(0, -0.46 * d, body + gap), panel.material),
    ], []  # fmt: skip


def _plotter(rng: Random, size: Size) -> Built:
    """For wide rolls of paper, on a stand with rollers."""
    w, d, h = size
    shell = _office_shell(rng)
    low, y = 0.62 * h, 0.1 * d
    body = lofted([Ring(0, 0, 0), Ring(0.42 * d, h - low, 0, power=4), Ring(0.42 * d, h - low, w, power=4),
                   Ring(0, 0, w)], smooth=False)  # fmt: skip
    lying = body.tilted(90, axis=1).moved(-w / 2, y, low + (h - low) / 2)
    turned_ = Solid(lying.vertices, lying.faces)
    legs = [
        joined(box(0.05, 0.08, low).moved(s * 0.38 * w, y), box(0.06, d, 0.05).moved(s * 0.38 * w))
        for s in (-1, 1)
    ]
    sheet = profiled(
        [
            (-0.1 * d, low + 0.05),
            (-0.12 * d, low + 0.05),
            (-0.4 * d, 0.3 * h),
            (-0.38 * d, 0.3 * h),
        ],
        0.7 * w,
    )
    return [
        Part("case", turned_, shell),
        Part("stand", joined(*legs, box(0.76 * w, 0.04, 0.05).moved(0, y, 0.3 * h)),
             metal(rng, "dark gray", "black")),
        Part("sheet", sheet, paper(rng, "white")),
    ], []  # fmt: skip


PRINTER = Category(
    "printer",
    "surface",
    (
        Style("laser", (0.42, 0.42, 0.36), (0.1, 0.1, 0.2), _laser, 2),
        Style("all-in-one", (0.47, 0.42, 0.3), (0.08, 0.1, 0.2), _all_in_one, 1.2),
        Style("inkjet", (0.42, 0.4, 0.33), (0.08, 0.1, 0.12), _inkjet, 0.5),
        Style("large laser", (0.54, 0.5, 0.66), (0.08, 0.08, 0.12), _tall_laser, 1.2),
        Style("plotter", (1.3, 0.65, 1.05), (0.1, 0.08, 0.06), _plotter, held_out=True,
              stands="floor"),
    ),
)  # fmt: skip


def _copier_body(rng: Random, w: float, d: float, h: float) -> list[Part]:
    """Drawers, an open mouth for the copies, a scanner with a feeder, and a panel in front."""
    shell = plastic(rng, "light gray", "white", "white", "beige", "gray")
    dark = plastic(rng, "dark gray", "gray", "black")
    body, gap, scan = 0.64 * h, 0.12 * h, 0.1 * h
    deep = 0.88 * d
    y = d / 2 - deep / 2
    count = int(rng.integers(3, 5))
    pitch = 0.7 * body / count
    front = y - deep / 2
    mouth = joined(
        box(w, 0.5 * deep, gap).moved(0, y + 0.25 * deep, body),
        box(0.1 * w, deep, gap).moved(0.45 * w, y, body),
    )
    feeder = profiled(
        [(-0.4 * deep, 0), (0.45 * deep, 0), (0.45 * deep, 0.07 * h), (-0.4 * deep, 0.1 * h)],
        0.6 * w,
    )
    top = body + gap + scan
    lower = box(0.45 * w, 0.6 * deep, 0.015).tilted(-12, axis=1)
    panel = _panel(rng, 0.55 * w, d - deep + 0.05, 25)
    return [
        Part("case", joined(box(w, deep, body - 0.03).moved(0, y, 0.03), mouth), shell),
        Part("foot", box(0.9 * w, 0.9 * deep, 0.03).moved(0, y), dark),
        *(
            Part("drawer", box(0.92 * w, 0.02, 0.9 * pitch).moved(0, front, 0.05 + i * pitch), shell)
            for i in range(count)
        ),
        *(
            Part("handle", box(0.3 * w, 0.01, 0.025).moved(0, front - 0.008, 0.05 + (i + 0.6) * pitch),
                 dark)
            for i in range(count)
        ),
        Part("scanner", box(w, deep, scan).moved(0, y, body + gap), shell),
        Part("feeder", feeder.moved(-0.1 * w, y, top), shell),
        Part("feeder tray", lower.moved(0.22 * w, y, top + 0.05 * h), dark),
        Part(panel.name, panel.solid.moved(0.1 * w, front - 0.02, body + gap + 0.3 * scan),
             panel.material),
    ]  # fmt: skip


def _compact_copier(rng: Random, size: Size) -> Built:
    return _copier_body(rng, *size), []


def _side_tray(rng: Random, size: Size) -> Built:
    """With a bypass tray that sticks out on the left."""
    w, d, h = size
    core = 0.72 * w
    flap = box(w - core + 0.05, 0.5 * d, 0.02).tilted(20, axis=1)
    x = -w / 2 + (w - core) / 2
    return [
        *_moved(_copier_body(rng, core, d, h), x=(w - core) / 2),
        Part("side tray", flap.moved(x, 0.05 * d, 0.45 * h), plastic(rng, "light gray", "gray")),
    ], []


def _finisher(rng: Random, size: Size) -> Built:
    """A stacker as tall as the scanner stands beside it."""
    w, d, h = size
    core = rng.uniform(0.52, 0.62) * w
    side = 0.72 * (w - core)
    shell = plastic(rng, "light gray", "white", "beige")
    at = w / 2 - core - side / 2
    shelf = box(w - core - side + 0.05, 0.55 * d, 0.02).tilted(18, axis=1)
    x = -w / 2 + (w - core - side) / 2
    return [
        *_moved(_copier_body(rng, core, d, h), x=(w - core) / 2),
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


def _handset(length: float, lift: float) -> Solid:
    """Along y: an ear and a mouth piece under a bowed grip."""
    bow = [(0, -0.42 * length, 0.6 * lift), (0, -0.25 * length, lift), (0, 0.25 * length, lift),
           (0, 0.42 * length, 0.6 * lift)]  # fmt: skip
    ends = [
        cylinder(0.028, 0.7 * lift, sides=12).moved(0, s * (length / 2 - 0.028)) for s in (-1, 1)
    ]
    grip = tube([(float(a), float(b), float(c)) for a, b, c in bow], 0.014)
    return joined(grip, *ends)


def _desk_phone(rng: Random, size: Size) -> Built:
    """A sloping set with keys, a display and the handset on its left."""
    w, d, h = size
    shell = plastic(rng, "black", "black", "dark gray", "light gray", "beige", "white")
    body = h - 0.035
    lean = float(np.degrees(np.arctan2(0.7 * body, d)))
    side = [(-d / 2, 0), (d / 2, 0), (d / 2, body), (0.42 * d, body), (-d / 2, 0.3 * body)]

    def on_slope(solid: Solid, x: float, y: float) -> Solid:
        return solid.tilted(lean).moved(x, y, body * (0.3 + 0.7 * (y / d + 0.5)))

    keys = textured(shell, "keys", color(rng, "light gray", "white"), 0.02)
    return [
        Part("base", profiled(side, w), shell),
        Part("handset", on_slope(_handset(0.96 * d, 0.035), -0.32 * w, 0), shell),
        Part("keys", on_slope(box(0.4 * w, 0.42 * d, 0.008), 0.16 * w, -0.2 * d), keys),
        Part("display", on_slope(box(0.42 * w, 0.24 * d, 0.008), 0.16 * w, 0.26 * d), screen(rng, 0.4)),
    ], []  # fmt: skip


def _cordless(rng: Random, size: Size) -> Built:
    """A slim handset upright in its cradle."""
    w, d, h = size
    shell = plastic(rng, "black", "white", "dark gray", "silver")
    low = 0.25 * h
    body = (
        cushion(0.55 * w, 0.28 * d, 0.9 * h, radius=0.012).tilted(-12).moved(0, -0.08 * d, 0.1 * h)
    )
    keys = textured(shell, "keys", color(rng, "light gray"), 0.012)
    pad = box(0.42 * w, 0.004, 0.4 * h).tilted(-12).moved(0, -0.2 * d, 0.2 * h)
    pane = box(0.42 * w, 0.004, 0.16 * h).tilted(-12).moved(0, -0.09 * d, 0.68 * h)
    cradle = cushion(w, d, low, radius=0.015)
    return [
        Part("cradle", cradle, shell), Part("handset", body, shell), Part("keys", pad, keys),
        Part("display", pane, screen(rng, 0.4)),
    ], []  # fmt: skip


def _conference(rng: Random, size: Size) -> Built:
    """A flat three-armed star for a meeting table."""
    w, d, h = size
    shell = plastic(rng, "black", "dark gray")
    angles = np.arange(25) * (2 * np.pi / 24)
    reach = 0.36 + 0.14 * np.cos(3 * (angles + np.pi / 2))
    outline = [(float(r * w * np.cos(a)), float(r * d * np.sin(a)))
               for r, a in zip(reach[:-1], angles[:-1], strict=True)]  # fmt: skip
    rings = np.array(outline + outline[:1])
    rows = [(0.0, 0.0), (1.0, 0.0), (0.95, 0.35 * h), (0.45, 0.85 * h), (0.0, h)]
    points = [np.column_stack([s * rings, np.full(len(rings), z)]) for s, z in rows]
    keys = textured(shell, "keys", color(rng, "light gray"), 0.015)
    pad = box(0.18 * w, 0.16 * d, 0.01).tilted(14).moved(0, -0.2 * d, 0.68 * h)
    return [Part("case", skin(np.stack(points)), shell), Part("keys", pad, keys)], []


def _wall_phone(rng: Random, size: Size) -> Built:
    """The handset hangs beside the keys, a curled cord below."""
    w, d, h = size
    shell = plastic(rng, "white", "beige", "black", "red")
    low = 0.3 * h
    tall = h - low
    plate = cushion(w, 0.5 * d, tall, radius=0.015).moved(0, 0.25 * d, low)
    handset = _handset(tall, 0.5 * d).tilted(90).moved(-0.2 * w, 0.0, low + tall / 2)
    t = np.linspace(0, 1, 26)
    cord = [(float(-0.2 * w + 0.4 * w * q + 0.008 * np.cos(30 * q)), float(0.2 * d + 0.008 * np.sin(30 * q)),
             float(low + 0.02 - (low + 0.01) * np.sin(np.pi * q))) for q in t]  # fmt: skip
    keys = textured(shell, "keys", color(rng, "dark gray", "light gray"), 0.02)
    return [
        Part("base", plate, shell), Part("handset", handset, shell),
        Part("cord", tube(cord, 0.004, sides=5), shell),
        Part("keys", box(0.35 * w, 0.008, 0.45 * tall).moved(0.22 * w, -0.01, low + 0.3 * tall), keys),
    ], []  # fmt: skip


def _rotary(rng: Random, size: Size) -> Built:
    """An old one with a dial, its handset across the top."""
    w, d, h = size
    shell = plastic(rng, "black", "black", "red", "cream", "green")
    body = 0.68 * h
    foot = lofted([Ring(0, 0, 0), Ring(0.9 * w, d, 0, power=4), Ring(0.9 * w, d, 0.15 * h, power=4),
                   Ring(0.5 * w, 0.4 * d, body, 0.15 * d, 3), Ring(0, 0, body, 0.15 * d)])  # fmt: skip
    dial = cylinder(0.28 * min(w, d), 0.012, sides=18).tilted(42).moved(0, -0.2 * d, 0.5 * body)
    prongs = [
        box(0.03, 0.1 * d, 0.1 * h).moved(s * 0.2 * w, 0.15 * d, body - 0.01) for s in (-1, 1)
    ]
    across = _handset(w, 0.24 * h).moved(yaw=90).moved(0, 0.15 * d, h - 0.24 * h - 0.014)
    return [
        Part("base", foot, shell), Part("dial", dial, metal(rng, "silver", "gold")),
        Part("cradle", joined(*prongs), shell), Part("handset", across, shell),
    ], []  # fmt: skip


TELEPHONE = Category(
    "telephone",
    "surface",
    (
        Style("desk", (0.22, 0.2, 0.12), (0.1, 0.1, 0.12), _desk_phone, 3),
        Style("cordless", (0.1, 0.1, 0.17), (0.1, 0.1, 0.1), _cordless, 0.6),
        Style("conference", (0.34, 0.3, 0.07), (0.1, 0.1, 0.1), _conference, 0.6),
        Style("wall", (0.16, 0.1, 0.32), (0.12, 0.12, 0.12), _wall_phone, 0.6, stands="wall"),
        Style("rotary", (0.24, 0.2, 0.14), (0.08, 0.08, 0.08), _rotary, 0.2),
    ),
    held_out=True,
)


def _cones(rng: Random, w: float, y: float, zs: list[tuple[float, float]]) -> list[Part]:
    """Round membranes in a front at y, hollow towards it: (height, radius) of each."""
    cone = plastic(rng, "black", "dark gray", "gray", "yellow")
    parts = []
    for z, r in zs:
        dish = turned([(r, 0), (r, 0.008), (0.85 * r, 0.008), (0.3 * r, -0.02), (0, 0.0)], sides=16)
        parts.append(Part("membrane", dish.tilted(90).moved(0, y, z), cone))
    return parts


def _cabinet_material(rng: Random) -> Material:
    if rng.random() < 0.45:
        return wood(rng, "brown", "dark brown", "light brown")
    return plastic(rng, "black", "black", "white", "dark gray")


def _cover(rng: Random) -> Material:
    return textured(fabric(rng, "black", "dark gray", "gray"), "mesh", color(rng, "black"), 0.008)


def _boxed(rng: Random, w: float, d: float, h: float, ways: int) -> list[Part]:
    """A cabinet that shows its membranes or a cloth front."""
    shell = _cabinet_material(rng)
    deep = d - 0.015
    case = Part("case", box(w, deep, h).moved(0, 0.0075), shell)
    y = 0.0075 - deep / 2
    if rng.random() < 0.45:
        return [
            case,
            Part("cover", box(0.94 * w, 0.015, 0.94 * h).moved(0, y, 0.03 * h), _cover(rng)),
        ]
    r = min(0.42 * w, 0.45 * h / ways)
    zs = [(h - 0.3 * w, 0.5 * r)] + [
        ((i + 0.5) * (h - 0.55 * w) / (ways - 1) if ways > 1 else 0.4 * h, r)
        for i in range(ways - 1)
    ]
    front = box(0.96 * w, 0.008, 0.98 * h).moved(0, y, 0.01 * h)
    return [case, Part("front", front, plastic(rng, "black")), *_cones(rng, w, y - 0.006, zs)]


def _shelf_speaker(rng: Random, size: Size) -> Built:
    w, d, h = size
    return _boxed(rng, w, d, h, 2), [Rest("top", (-0.4 * w, 0.4 * w), (-0.4 * d, 0.4 * d), h, 0.4)]


def _tall_speaker(rng: Random, size: Size) -> Built:
    w, d, h = size
    plinth = box(w, d, 0.03)
    core = _boxed(rng, 0.88 * w, 0.95 * d, h - 0.03, int(rng.integers(3, 5)))
    return [*_moved(core, z=0.03), Part("plinth", plinth, plastic(rng, "black"))], [
        Rest("top", (-0.38 * w, 0.38 * w), (-0.4 * d, 0.4 * d), h, 0.4)
    ]


def _subwoofer(rng: Random, size: Size) -> Built:
    """A cube with one big membrane, on feet."""
    w, d, h = size
    core = _boxed(rng, w, d, h - 0.03, 1)
    foot = cylinder(0.02, 0.03, sides=8)
    feet = [foot.moved(sx * 0.4 * w, sy * 0.4 * d) for sx in (-1, 1) for sy in (-1, 1)]
    return [*_moved(core, z=0.03), Part("foot", joined(*feet), plastic(rng, "black"))], [
        Rest("top", (-0.45 * w, 0.45 * w), (-0.4 * d, 0.4 * d), h, 0.5)
    ]


def _on_tripod(rng: Random, size: Size) -> Built:
    """A stage loudspeaker on a pole."""
    w, d, h = size
    tall = 0.36 * h
    wide = 0.62 * w
    shell = plastic(rng, "black", "dark gray")
    case = profiled([(-0.28 * d, 0), (0.28 * d, 0.02), (0.22 * d, tall), (-0.3 * d, tall)], wide)
    grille = box(0.92 * wide, 0.012, 0.92 * tall).moved(0, -0.3 * d, 0.04 * tall)
    legs = [
        tube([(0.47 * w * float(np.cos(a)), 0.47 * d * float(np.sin(a)), 0.012), (0, 0, 0.35 * h)],
             0.012, sides=6)
        for a in np.radians([-90, 30, 150])
    ]  # fmt: skip
    return [
        Part("case", case.moved(z=h - tall), shell),
        Part("cover", grille.moved(z=h - tall), _cover(rng)),
        Part("stand", joined(*legs, cylinder(0.018, h - tall, sides=8).moved(z=0.02)),
             metal(rng, "black", "silver")),
    ], []  # fmt: skip


def _desktop_speaker(rng: Random, size: Size) -> Built:
    """One of a pair beside a monitor."""
    w, d, h = size
    shell = plastic(rng, "black", "black", "white", "dark gray", "silver")
    side = [(-d / 2, 0), (d / 2, 0), (0.42 * d, h), (-0.3 * d, h)]
    r = 0.32 * w
    lean = -float(np.degrees(np.arctan2(0.2 * d, h)))
    dishes = [
        turned([(q, 0), (q, 0.004), (0.3 * q, -0.006), (0, 0)], sides=14).tilted(90 + lean)
        .moved(0, -0.5 * d + 0.2 * d * z, z * h)
        for z, q in ((0.35, r), (0.75, 0.6 * r))
    ]  # fmt: skip
    return [
        Part("case", profiled(side, w), shell),
        Part("membrane", joined(*dishes), plastic(rng, "gray", "dark gray")),
    ], []


def _sound_bar(rng: Random, size: Size) -> Built:
    """Long and low, for under a television."""
    w, d, h = size
    shell = plastic(rng, "black", "black", "dark gray")
    return [
        Part("case", cushion(w, d, h, radius=0.02), shell),
        Part("cover", box(0.94 * w, 0.006, 0.8 * h).moved(0, -d / 2, 0.1 * h), _cover(rng)),
    ], []


SPEAKER = Category(
    "speaker",
    "floor",
    (
        Style("bookshelf", (0.24, 0.25, 0.4), (0.18, 0.15, 0.18), _shelf_speaker, 1.5,
              stands="surface"),
        Style("floor-standing", (0.27, 0.34, 0.98), (0.12, 0.12, 0.1), _tall_speaker, 1.2),
        Style("subwoofer", (0.36, 0.38, 0.4), (0.12, 0.12, 0.1), _subwoofer, 0.7),
        Style("desktop", (0.1, 0.12, 0.21), (0.15, 0.15, 0.15), _desktop_speaker, 0.5,
              stands="surface"),
        Style("stage", (0.75, 0.7, 1.65), (0.08, 0.08, 0.06), _on_tripod, 0.08),
        Style("sound bar", (0.9, 0.1, 0.075), (0.12, 0.12, 0.1), _sound_bar, held_out=True,
              stands="surface"),
    ),
)  # fmt: skip


def _beamer(rng: Random, w: float, d: float, h: float, shell: Material) -> list[Part]:
    """A flat case with a lens in front and slits at the side."""
    r = 0.3 * h
    x = float(rng.choice([-0.25, 0.0, 0.28])) * w
    lens = turned([(r, 0), (r, 0.03), (0.8 * r, 0.03), (0.7 * r, 0.01), (0, 0.018)], sides=16)
    slits = textured(plastic(rng, "dark gray"), "stripes", shell.color, 0.01)
    deep = d - 0.025
    return [
        Part("case", cushion(w, deep, h, radius=0.02).moved(0, 0.0125), shell),
        Part("lens", lens.tilted(90).moved(x, 0.028 - d / 2, 0.5 * h), _dark_glass(rng)),
        Part("grille", box(0.25 * w, 0.004, 0.5 * h).moved(-x, 0.012 - d / 2, 0.25 * h), slits),
    ]


def _dark_glass(rng: Random) -> Material:
    return Material("glass", color(rng, "black"), shine=0.8)


def _hung(rng: Random, size: Size, *, pole: bool) -> Built:
    w, d, h = size
    shell = plastic(rng, "white", "white", "light gray", "black", "dark gray")
    tall = rng.uniform(0.1, 0.14)
    steel = metal(rng, "white", "silver", "black")
    claws = [
        tube([(sx * 0.35 * w, sy * 0.3 * d, tall - 0.01), (0, 0, tall + 0.05)], 0.008, sides=6)
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    if pole:
        mount = joined(
            cylinder(0.022, h - tall - 0.04, sides=10).moved(z=tall + 0.04),
            box(0.16, 0.16, 0.012).moved(z=h - 0.012),
        )
    else:
        mount = joined(
            cylinder(0.05, h - tall - 0.04, sides=12).moved(z=tall + 0.04),
            box(0.22, 0.18, 0.015).moved(z=h - 0.015),
        )
    return [*_beamer(rng, w, d, tall, shell), Part("mount", joined(mount, *claws), steel)], []


def _on_pole(rng: Random, size: Size) -> Built:
    return _hung(rng, size, pole=True)


def _close(rng: Random, size: Size) -> Built:
    return _hung(rng, size, pole=False)


def _in_cage(rng: Random, size: Size) -> Built:
    """A big one in a cage of bars, as in lecture halls."""
    w, d, h = size
    shell = plastic(rng, "white", "light gray", "black")
    tall = 0.5 * h
    steel = metal(rng, "silver", "black", "dark gray")
    bars = [
        tube([(sx * (w / 2 - 0.012), sy * (d / 2 - 0.012), 0), (sx * (w / 2 - 0.012), sy * (d / 2 - 0.012), h)],
             0.012, sides=6)
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]  # fmt: skip
    rails = [
        box(w, 0.02, 0.02).moved(0, s * (d / 2 - 0.01), z) for s in (-1, 1) for z in (0.0, h - 0.02)
    ]
    sides = [
        box(0.02, d, 0.02).moved(s * (w / 2 - 0.01), 0, z) for s in (-1, 1) for z in (0.0, h - 0.02)
    ]
    return [
        *_moved(_beamer(rng, 0.85 * w, 0.85 * d, tall, shell), z=0.03),
        Part("cage", joined(*bars, *rails, *sides), steel),
    ], []


def _portable(rng: Random, size: Size) -> Built:
    """Set on a table, on three short feet."""
    w, d, h = size
    shell = plastic(rng, "white", "black", "light gray")
    foot = cylinder(0.012, 0.02, sides=8)
    feet = [foot.moved(x * w, y * d) for x, y in ((0, -0.4), (-0.4, 0.35), (0.4, 0.35))]
    return [
        *_moved(_beamer(rng, w, d, h - 0.018, shell), z=0.018),
        Part("foot", joined(*feet), plastic(rng, "black")),
    ], []


PROJECTOR = Category(
    "projector",
    "ceiling",
    (
        Style("on a pole", (0.38, 0.33, 0.5), (0.12, 0.12, 0.3), _on_pole, 1.5),
        Style("close to the ceiling", (0.38, 0.33, 0.24), (0.12, 0.12, 0.12), _close, 1.2),
        Style("in a cage", (0.58, 0.52, 0.42), (0.1, 0.1, 0.12), _in_cage, 0.5),
        Style("portable", (0.32, 0.26, 0.11), (0.12, 0.12, 0.12), _portable, held_out=True,
              stands="surface"),
    ),
)  # fmt: skip

ELECTRONICS = (*COMPUTERS, TV, PRINTER, COPIER, TELEPHONE, SPEAKER, PROJECTOR)
"""Categories of computers and other electronic things."""

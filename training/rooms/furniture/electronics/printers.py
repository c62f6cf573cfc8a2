"""Printers."""

import numpy as np

from training.rooms.colors import Random, color
from training.rooms.furniture.shapes.pieces import Built, pad, profile
from training.rooms.materials import Material, metal, paper, plastic, textured
from training.rooms.solids import Ring, box, joined, lofted
from training.rooms.types import Category, Part, Rest, Size, Style


def _office_shell(rng: Random) -> Material:
    return plastic(rng, "white", "light gray", "light gray", "gray", "dark gray", "black", "beige")


def _sheets(rng: Random, w: float, d: float) -> Part:
    return Part("paper", box(w, d, 0.012), paper(rng, "white"))


def control_panel(rng: Random, w: float, d: float, tilt: float = 20) -> Part:
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
        Part("case", joined(profile(side, w), *cheeks), shell),
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
    panel = control_panel(rng, 0.5 * w, 0.12 * d)
    return [
        Part("case", mouth, shell),
        Part("lid", pad(w, deep, h - body, bevel=0.015).moved(0, y, body), lid),
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
        Part("case", profile(side, w), shell),
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
    feeder = profile(
        [(-0.35 * d, 0), (0.4 * d, 0), (0.4 * d, 0.08 * h), (-0.35 * d, 0.14 * h)], 0.9 * w
    )
    sheets = box(0.6 * w, 0.4 * d, 0.008)
    panel = control_panel(rng, 0.7 * w, 0.12 * d, 30)
    top = body + gap + scan
    return [
        Part("case", joined(box(w, 0.9 * d, body).moved(0, 0.03 * d), back, post), shell),
        *(
            Part("drawer", box(0.94 * w, 0.02, 0.88 * pitch).moved(0, -0.43 * d, 0.02 + i * pitch),
                 shell)
            for i in range(count)
        ),
        Part("paper", sheets.moved(-0.05 * w, -0.1 * d, body), paper(rng, "white")),
        Part("scanner", box(w, 0.9 * d, scan).moved(0, 0.03 * d, body + gap), shell),
        Part("feeder", feeder.moved(0, 0, top), dark),
        Part(panel.name, panel.solid.moved(0, -0.46 * d, body + gap), panel.material),
    ], []  # fmt: skip


def _plotter(rng: Random, size: Size) -> Built:
    """For wide rolls of paper, on a stand with rollers."""
    w, d, h = size
    shell = _office_shell(rng)
    low, y = 0.62 * h, 0.1 * d
    ends = [Ring(h - low, 0.42 * d, x, power=4) for x in (0.0, w)]
    body = lofted([Ring(0, 0, 0), *ends, Ring(0, 0, w)], smooth=False)
    lying = body.tilted(90, axis=1).moved(-w / 2, y, low + (h - low) / 2)
    legs = [
        joined(box(0.05, 0.08, low).moved(s * 0.38 * w, y), box(0.06, d, 0.05).moved(s * 0.38 * w))
        for s in (-1, 1)
    ]
    upper, lower = low + 0.05, 0.3 * h
    sheet = profile(
        [(-0.1 * d, upper), (-0.12 * d, upper), (-0.4 * d, lower), (-0.38 * d, lower)], 0.7 * w
    )
    return [
        Part("case", lying, shell),
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
        Style(
            "plotter", (1.3, 0.65, 1.05), (0.1, 0.08, 0.06), _plotter, held_out=True, stands="floor"
        ),
    ),
)

"""The furniture, each piece standing at zero and facing -y. Metres, Z up."""

from dataclasses import replace

import numpy as np

from scripts.samples.paints import landscape, plain, screen, stripes, wood, woven
from scripts.samples.surfaces import Surface, box, cushion, leaf, sheet, turned


def sofa(width: float) -> list[Surface]:
    cloth, seat_cloth, wooden = woven("5d7388", seed=10), woven("67809a", seed=12), wood("5a4030")
    seat = (width - 0.4) / 2
    return [
        cushion((width, 0.86, 0.26), cloth, radius=0.05).moved(0, 0, 0.1),
        cushion((width, 0.24, 0.72), cloth, radius=0.08).moved(0, 0.33, 0.1),
        *(
            cushion((0.2, 0.88, 0.52), cloth, radius=0.08).moved(x, 0, 0.1)
            for x in (-width / 2 + 0.1, width / 2 - 0.1)
        ),
        *(
            cushion((seat, 0.66, 0.15), seat_cloth, radius=0.05, bulge=0.025).moved(x, -0.08, 0.34)
            for x in (-seat / 2, seat / 2)
        ),
        *(
            cushion((seat, 0.2, 0.42), seat_cloth, radius=0.08).tilted(-10).moved(x, 0.16, 0.46)
            for x in (-seat / 2, seat / 2)
        ),
        *(
            turned([(0.02, 0), (0.03, 0.11)], wooden, sides=10).moved(x, y)
            for x in (-width / 2 + 0.1, width / 2 - 0.1)
            for y in (-0.36, 0.36)
        ),
    ]


def pillow(color: str) -> Surface:
    lying = cushion((0.44, 0.44, 0.1), woven(color, 14), radius=0.048, bulge=0.04, step=0.05)
    return lying.tilted(68).moved(0, -0.02, 0.23)


def armchair() -> list[Surface]:
    cloth, wooden = woven("c9924f", seed=16), wood("5a4030", seed=3)
    return [
        cushion((0.78, 0.74, 0.2), cloth, radius=0.06).moved(0, 0, 0.16),
        cushion((0.56, 0.6, 0.15), cloth, radius=0.06, bulge=0.02).moved(0, -0.06, 0.33),
        cushion((0.72, 0.2, 0.66), cloth, radius=0.09).tilted(-12).moved(0, 0.28, 0.22),
        *(
            cushion((0.15, 0.72, 0.4), cloth, radius=0.07).moved(x, -0.01, 0.2)
            for x in (-0.34, 0.34)
        ),
        *(
            turned([(0.018, 0), (0.026, 0.17)], wooden, sides=10).moved(x, y)
            for x in (-0.32, 0.32)
            for y in (-0.3, 0.3)
        ),
    ]


def coffee_table() -> list[Surface]:
    top, dark = wood("9a6b42", seed=20), plain("2e2b2a")
    legs = [box((0.04, 0.04, 0.39), dark).moved(x, y) for x in (-0.5, 0.5) for y in (-0.26, 0.26)]
    shelf = box((1.0, 0.52, 0.02), wood("8a5d38", seed=22)).moved(0, 0, 0.14)
    return [
        cushion((1.15, 0.65, 0.04), top, radius=0.012, step=0.05).moved(0, 0, 0.39),
        shelf,
        *legs,
    ]


def bowl() -> Surface:
    profile = [
        (0.0, 0.0),
        (0.06, 0.0),
        (0.13, 0.05),
        (0.16, 0.1),
        (0.15, 0.1),
        (0.11, 0.04),
        (0, 0.02),
    ]
    return turned(profile, plain("2f7d80", variation=0.1), step=0.03)


def magazines() -> list[Surface]:
    colors, turns = ("b7413a", "f0ead8", "39608c"), (8.0, -6.0, 15.0)
    return [
        box((0.21, 0.29, 0.014), plain(color), step=0.05).moved(0, 0, 0.014 * i, yaw=turn)
        for i, (color, turn) in enumerate(zip(colors, turns, strict=True))
    ]


_SHELF_LEVELS = (0.06, 0.44, 0.82, 1.2, 1.58)


def bookshelf() -> list[Surface]:
    side, back = wood("7a5536", along=2, seed=24), wood("6a4a30", along=2, seed=25)
    board = wood("7a5536", seed=26)
    return [
        box((1.2, 0.015, 1.98), back).moved(0, 0.14, 0),
        *(box((0.025, 0.3, 1.98), side).moved(x, 0, 0) for x in (-0.59, 0.59)),
        *(box((1.16, 0.29, 0.025), board).moved(0, 0, z - 0.025) for z in (*_SHELF_LEVELS, 1.98)),
    ]


def book_rows(rng: np.random.Generator) -> list[Surface]:
    colors = [
        *("8c2f39", "1f4e5f", "d9a441", "3b6b4a", "e4dccb", "5b4a72"),
        *("b5562f", "2b2d42", "7a8c99", "c98b8b", "44603f"),
    ]
    books = []
    for level in _SHELF_LEVELS:
        x = -0.56
        while x < 0.5:
            if rng.random() < 0.06:
                x += 0.14  # A gap between books.
                continue
            thick, tall = rng.uniform(0.022, 0.05), rng.uniform(0.2, 0.31)
            paint = plain(colors[rng.integers(len(colors))], variation=0.08, seed=len(books))
            book = box((thick * 0.94, rng.uniform(0.16, 0.21), tall), paint, step=0.1)
            books.append(book.moved(x + thick / 2, 0.02, level))
            x += thick
    return books


def floor_lamp() -> list[Surface]:
    metal, shade = plain("3a3733"), plain("fff0d2", variation=0.02)
    glowing = turned([(0.19, 1.42), (0.13, 1.7)], shade, sides=28)
    return [
        turned([(0, 0.03), (0.14, 0.025), (0.15, 0.0)][::-1], metal),
        turned([(0.012, 0.02), (0.012, 1.5)], metal, sides=8),
        replace(glowing, glow=2.2, blocks_light=False),
    ]


def desk() -> list[Surface]:
    top, white = wood("c59a66", seed=30), plain("f0eee9")
    drawers = [
        box((0.36, 0.02, 0.19), plain("e3e0d8")).moved(0.5, -0.31, z) for z in (0.1, 0.31, 0.52)
    ]
    legs = [box((0.05, 0.05, 0.71), white).moved(-0.66, y) for y in (-0.28, 0.28)]
    body = box((0.4, 0.6, 0.66), white).moved(0.5, 0, 0.05)
    return [cushion((1.4, 0.66, 0.035), top, radius=0.01).moved(0, 0, 0.715), body, *drawers, *legs]


def monitor() -> list[Surface]:
    dark = plain("1d1f22")
    picture = sheet(0.6, 0.34, screen(0.6, 0.34), step=0.03).moved(0, -0.016, 0.13)
    return [
        cushion((0.63, 0.03, 0.37), dark, radius=0.01).moved(0, 0, 0.115),
        replace(picture, glow=0.6),
        box((0.05, 0.03, 0.14), dark).moved(0, 0.02),
        cushion((0.24, 0.17, 0.012), dark, radius=0.005),
    ]


def keyboard() -> list[Surface]:
    keys = stripes("d8dade", "b9bdc4", period=0.036)
    return [
        cushion((0.43, 0.13, 0.018), keys, radius=0.006, step=0.03),
        cushion((0.06, 0.1, 0.03), plain("d8dade"), radius=0.014, step=0.03).moved(0.32, 0),
    ]


def mug() -> Surface:
    profile = [(0.0, 0.0), (0.038, 0.0), (0.04, 0.095), (0.034, 0.095), (0.032, 0.02), (0.0, 0.02)]
    return turned(profile, plain("c4473a"), sides=16, step=0.04)


def office_chair() -> list[Surface]:
    cloth, dark = woven("2f3b46", seed=34), plain("26282b")
    arms = [
        surface
        for x in (-0.29, 0.29)
        for surface in (
            box((0.03, 0.05, 0.2), dark).moved(x, 0.04, 0.46),
            cushion((0.07, 0.26, 0.03), dark, radius=0.012).moved(x, 0.0, 0.66),
        )
    ]
    feet = [
        surface.moved(yaw=angle)
        for angle in range(0, 360, 72)
        for surface in (
            box((0.3, 0.045, 0.035), dark).moved(0.17, 0, 0.065),
            turned([(0.0, 0.0), (0.03, 0.0), (0.03, 0.06), (0, 0.06)], dark, sides=10).moved(
                0.3, 0
            ),
        )
    ]
    return [
        cushion((0.5, 0.48, 0.1), cloth, radius=0.045, bulge=0.015).moved(0, 0, 0.43),
        cushion((0.46, 0.1, 0.56), cloth, radius=0.045).tilted(-9).moved(0, 0.22, 0.54),
        turned([(0.03, 0.08), (0.025, 0.44)], dark, sides=12),
        *arms,
        *feet,
    ]


def plant(rng: np.random.Generator) -> list[Surface]:
    pot = turned(
        [(0.0, 0.0), (0.13, 0.0), (0.18, 0.32), (0.165, 0.32), (0.16, 0.28), (0.0, 0.28)],
        plain("e6dfd2", variation=0.05),
    )
    greens = ("3f6b35", "567f3c", "2f5a36", "6b9147")
    leaves = []
    for i in range(34):
        rise = rng.uniform(0, 1)
        paint = plain(greens[i % 4], variation=0.15, scale=0.08, seed=i)
        green = leaf(rng.uniform(0.3, 0.5), rng.uniform(0.09, 0.14), rng.uniform(0.3, 1.0), paint)
        steep = green.tilted(-55 * rise, axis=1)
        leaves.append(steep.moved(0, 0, 0.42 + 0.55 * rise, yaw=137.5 * i))
    stems = [
        turned([(0.014, 0.26), (0.008, 1.0)], plain("5b6b3a"), sides=6).moved(0.02 * i - 0.02, 0)
        for i in range(3)
    ]
    return [pot, *stems, *leaves]


def picture() -> list[Surface]:
    frame = wood("2f2620", seed=40)
    return [
        box((0.92, 0.03, 0.66), frame),
        box((0.86, 0.004, 0.6), plain("f3efe6")).moved(0, -0.017, 0.03),
        sheet(0.74, 0.48, landscape(0.74, 0.48), step=0.04).moved(0, -0.022, 0.09),
    ]


def waste_bin() -> Surface:
    return turned([(0.0, 0.0), (0.11, 0.0), (0.14, 0.3), (0.13, 0.3), (0.1, 0.02)], plain("5f666b"))

"""Sinks: on a pedestal, on a wall, on a cabinet, in a counter or on one."""

from training.rooms.colors import Random
from training.rooms.furniture.bathroom.drop_in import double_basin, oval_basin, single_basin
from training.rooms.furniture.bathroom.plumbing import basin, outlet, tap
from training.rooms.furniture.shapes.pieces import Built
from training.rooms.materials import ceramic, metal, painted_wood, plastic, stone, wood
from training.rooms.solids import Ring, Solid, box, cylinder, lofted, tray, tube
from training.rooms.types import Category, Part, Rest, Size, Style


def _wall_hung(rng: Random, size: Size) -> Built:
    """A basin against a wall, round or angular, its trap bare below."""
    w, d, h = size
    chrome = metal(rng, "silver")
    rim, under = h * rng.uniform(0.6, 0.68), 0.12 * h
    bowl = basin(
        w, d, rim - under,
        power=float(rng.choice([2.6, 4, 14])), inner=float(rng.choice([2, 3, 8])), deck=0.09,
        foot=rng.uniform(0.5, 0.8), lip=rng.uniform(0.015, 0.035),
    )  # fmt: skip
    trap = [(0.0, 0.0, under + 0.02), (0.0, 0.0, 0.025), (0.0, 0.4 * d, 0.025), (0.0, d / 2, 0.06)]
    return [
        Part("basin", bowl.moved(z=under), ceramic(rng)),
        Part("tap", tap(rng, h - rim, 0.35 * d).moved(0, d / 2 - 0.06, rim), chrome),
        Part("trap", tube(trap, 0.02), chrome),
        outlet(under + 0.13 * (rim - under), -0.045, chrome),
    ], []


def _pedestal(rng: Random, size: Size) -> Built:
    w, d, h = size
    rim = h * rng.uniform(0.84, 0.89)
    deep = rng.uniform(0.17, 0.24)
    china, chrome = ceramic(rng, "white", "white", "white", "cream"), metal(rng, "silver")
    foot = rng.uniform(0.2, 0.26)
    column = lofted(
        [
            Ring(0, 0, 0),
            Ring(1.25 * foot, 1.1 * foot, 0, power=3),
            Ring(foot, 0.9 * foot, 0.06, power=3),
            Ring(0.8 * foot, 0.8 * foot, 0.6 * rim, power=2.5),
            Ring(1.2 * foot, foot, rim - deep + 0.03, power=2.5),
            Ring(0, 0, rim - deep + 0.03),
        ],
        sides=16,
    )
    bowl = basin(
        w, d, deep,
        power=float(rng.choice([2.4, 3.5, 10])), inner=2.2, deck=0.1, foot=0.5,
    )  # fmt: skip
    return [
        Part("pedestal", column.moved(0, 0.1 * d), china),
        Part("basin", bowl.moved(z=rim - deep), china),
        Part("tap", tap(rng, h - rim, 0.3 * d).moved(0, d / 2 - 0.06, rim), chrome),
        outlet(rim - 0.87 * deep, -0.05, chrome),
    ], []


def _vanity(rng: Random, size: Size) -> Built:
    """A cabinet with doors, and drawers if it is wide, under a top with a basin in it."""
    w, d, h = size
    rim, deep, slab = h * rng.uniform(0.84, 0.88), 0.15, 0.03
    front = painted_wood(rng) if rng.random() < 0.6 else wood(rng)
    chrome = metal(rng, "silver", "black", "gold")
    top = ceramic(rng) if rng.random() < 0.6 else stone(rng)
    kick = 0.09
    body = rim - slab - kick
    doors = 2 if w > 0.5 else 1
    parts = [
        Part("kick board", box(0.92 * w, 0.85 * d, kick).moved(0, 0.04), front),
        Part("body", tray(0.97 * w, 0.92 * d, body, 0.018).moved(0, 0.02, kick), front),
        Part("top", _slab(w, d, slab, deep).moved(z=rim - slab), top),
        Part("basin", _bowl(w, d, deep).moved(z=rim - deep - slab), ceramic(rng)),
        Part("tap", tap(rng, h - rim, 0.25 * d).moved(0, 0.4 * d, rim), chrome),
        outlet(rim - deep - slab + 0.012, -0.04, chrome),
    ]
    pitch = 0.97 * w / doors
    for i in range(doors):
        x = (i - (doors - 1) / 2) * pitch
        door = box(pitch - 0.012, 0.018, body - 0.03).moved(x, -0.44 * d - 0.009, kick + 0.015)
        grip = x + (0.5 - i) * (pitch - 0.09) * (1 if doors == 2 else 0.9)
        parts += [
            Part("door", door, front),
            Part("handle", box(0.012, 0.02, 0.1).moved(grip, -0.47 * d - 0.01, rim - 0.3), chrome),
        ]
    side = (0.26 * w + 0.02, w / 2)
    rests = [Rest("top", side, (0.0, d / 2), rim)] if w > 0.55 else []
    return parts, rests


def _hollow(w: float, d: float) -> tuple[float, float]:
    return min(0.48, 0.72 * w), 0.62 * d


def _slab(w: float, d: float, height: float, deep: float) -> Solid:
    """A worktop with an oval opening towards its front."""
    a, b = _hollow(w, d)
    return lofted(
        [
            Ring(a, b, 0, -0.04, 2.5),
            Ring(w, d, 0, power=40),
            Ring(w, d, height, power=40),
            Ring(a, b, height, -0.04, 2.5),
            Ring(a, b, 0, -0.04, 2.5),
        ],
        smooth=False,
    )


def _bowl(w: float, d: float, deep: float) -> Solid:
    a, b = _hollow(w, d)
    return lofted(
        [
            Ring(0, 0, 0, -0.04),
            Ring(0.5 * a, 0.5 * b, 0, -0.04),
            Ring(a, b, deep, -0.04, 2.5),
            Ring(0.97 * a, 0.97 * b, deep, -0.04, 2.5),
            Ring(0.5 * a, 0.5 * b, 0.012, -0.04),
            Ring(0, 0, 0.01, -0.04),
        ],
        sides=20,
    )


def _utility(rng: Random, size: Size) -> Built:
    """A deep tub on four legs."""
    w, d, h = size
    rim, deep = 0.86 * h, rng.uniform(0.3, 0.36)
    tub = plastic(rng, "white", "light gray") if rng.random() < 0.7 else metal(rng, "silver")
    steel = metal(rng, "silver", "dark gray")
    foot = tub if rng.random() < 0.5 else steel
    bowl = basin(w, d, deep, power=12, inner=8, deck=0.06, foot=0.8, lip=0.025)
    leg = cylinder(0.018, rim - 0.6 * deep, sides=8)
    return [
        Part("basin", bowl.moved(z=rim - deep), tub),
        *(
            Part("leg", leg.moved(sx * (w / 2 - 0.05), sy * (d / 2 - 0.05)), foot)
            for sx in (-1, 1)
            for sy in (-1, 1)
        ),
        Part("tap", tap(rng, h - rim, 0.3 * d).moved(0, d / 2 - 0.04, rim), steel),
        outlet(rim - 0.87 * deep, -0.03, steel),
    ], []


def _vessel(rng: Random, size: Size) -> Built:
    """A bowl that stands on a counter, a tall tap behind it."""
    w, d, h = size
    deep = 0.48 * h
    china = ceramic(rng, "white", "white", "black") if rng.random() < 0.7 else stone(rng)
    chrome = metal(rng, "silver", "black", "gold")
    power = float(rng.choice([2, 2, 8]))
    bowl = basin(w, 0.86 * d, deep, power=power, inner=power, lip=0.012, foot=0.55)
    return [
        Part("basin", bowl.moved(0, -0.07 * d), china),
        Part("tap", tap(rng, h, 0.3 * d).moved(0, d / 2 - 0.02), chrome),
        outlet(0.12 * deep, -0.07 * d, chrome),
    ], []


SINK = Category(
    "sink",
    "wall",
    (
        Style("wall-hung", (0.53, 0.45, 0.32), (0.12, 0.12, 0.15), _wall_hung, 2.4),
        Style("pedestal", (0.56, 0.46, 0.97), (0.12, 0.1, 0.05), _pedestal, 0.25, stands="floor"),
        Style("vanity", (0.66, 0.48, 0.97), (0.22, 0.08, 0.05), _vanity, 0.25, stands="floor"),
        Style(
            "oval drop-in",
            (0.49, 0.41, 0.25),
            (0.08, 0.08, 0.12),
            oval_basin,
            2.4,
            stands="surface",
        ),
        Style(
            "single drop-in",
            (0.54, 0.46, 0.27),
            (0.12, 0.08, 0.12),
            single_basin,
            1.8,
            stands="surface",
        ),
        Style(
            "double drop-in",
            (0.79, 0.5, 0.28),
            (0.08, 0.08, 0.12),
            double_basin,
            0.7,
            stands="surface",
        ),
        Style("utility", (0.58, 0.55, 1.0), (0.12, 0.1, 0.06), _utility, 0.1, stands="floor"),
        Style(
            "vessel bowl",
            (0.42, 0.44, 0.3),
            (0.1, 0.08, 0.12),
            _vessel,
            held_out=True,
            stands="surface",
        ),
    ),
    scannet="sink",
    sunrgbd="sink",
)

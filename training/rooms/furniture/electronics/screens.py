"""What monitors and televisions share: panes, flat cases, picture tubes."""

from training.rooms.colors import Random, color
from training.rooms.materials import Material, plastic
from training.rooms.solids import Ring, Solid, box, joined, lofted
from training.rooms.types import Part


def screen(rng: Random, lit: float = 0.35) -> Material:
    """Dark glass, lit with the given probability."""
    seed = int(rng.integers(1 << 16))
    if rng.random() < lit:
        ground = color(rng, "dark blue", "light blue", "white", "light gray", "black")
        return Material("glass", ground, "screen", shine=0.3, glow=0.6, seed=seed)
    return Material("glass", color(rng, "black", "black", "dark gray"), shine=0.6, seed=seed)


def casing(rng: Random) -> Material:
    return plastic(rng, "black", "black", "black", "dark gray", "light gray", "white")


def flat_panel(
    rng: Random, w: float, h: float, thick: float, shell: Material, *, lit: float = 0.35
) -> list[Part]:
    """An upright screen on z = 0 around y = 0, thicker in its middle behind."""
    border = rng.uniform(0.008, 0.022)
    chin = border * rng.uniform(1, 2)
    front = -thick / 2
    pane = box(w - 2 * border, 0.004, h - border - chin).moved(0, front, chin)
    back = box(w, 0.5 * thick, h).moved(0, front + 0.25 * thick)
    bulge = box(0.7 * w, 0.5 * thick, 0.7 * h).moved(0, 0.25 * thick, 0.15 * h)
    return [Part("case", joined(back, bulge), shell), Part("screen", pane, screen(rng, lit))]


def tube_set(
    rng: Random, w: float, d: float, h: float, shell: Material, z: float = 0.0
) -> list[Part]:
    """A picture tube's case: a deep front frame and a hump behind that grows narrower."""
    front = 0.38 * d
    border = rng.uniform(0.06, 0.1) * w
    rim = lofted(
        [
            Ring(0.8 * w, 0.8 * h, -0.04 * d, power=20),
            Ring(w - 2 * border, h - 2 * border, 0, power=12),
            Ring(w, h, 0, power=30),
            Ring(w, h, -front, power=30),
            Ring(0.86 * w, 0.84 * h, -front - 0.03, -0.02 * h, 12),
            Ring(0.55 * w, 0.5 * h, -0.97 * d, -0.08 * h, 6),
            Ring(0.5 * w, 0.45 * h, -d, -0.08 * h, 6),
            Ring(0, 0, -d, -0.08 * h),
        ][::-1],
        smooth=False,
    )
    pane = lofted(
        [Ring(w - 2 * border, h - 2 * border, -0.01, power=10),
         Ring(0.6 * w, 0.6 * h, 0.0, power=6), Ring(0, 0, 0.004)]
    )  # fmt: skip

    def upright(solid: Solid) -> Solid:
        return solid.tilted(90).moved(0, -d / 2, z + h / 2)

    return [Part("case", upright(rim), shell), Part("screen", upright(pane), screen(rng, 0.1))]

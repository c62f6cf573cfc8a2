"""What a room is made of: parts, models, placed objects, rooms. Metres, Z up, radians.

A model stands in its own frame: centred on x = y = 0, on z = 0, its front towards -y. What hangs
on a wall has its back at the greatest y; what hangs from the ceiling ends at its greatest z.

Every number that enters a room is rounded (0.1 mm, 0.0001 rad): processors differ in the last bit
of a sine, and the same seed must give the same room everywhere.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
from jaxtyping import Float64

from backend.types import SceneType as SceneType
from training.rooms.colors import Random
from training.rooms.materials import Material
from training.rooms.solids import Solid

Size = tuple[float, float, float]
"""Full width (x), depth (y) and height (z) in the model's own frame, metres."""

Stands = Literal["floor", "wall", "ceiling", "surface"]
"""Where a thing usually belongs; "surface" is the top of something else."""


@dataclass(frozen=True)
class Part:
    """One named piece of a model: a seat, a leg, a screen."""

    name: str
    solid: Solid
    material: Material


@dataclass(frozen=True)
class Rest:
    """A level rectangle on a model on which other things may stand."""

    name: Literal["top", "shelf", "seat", "inside"]
    x: tuple[float, float]
    y: tuple[float, float]
    z: float
    clearance: float = 1.0
    """Free height above it, metres."""


@dataclass(frozen=True)
class Model:
    """One piece of furniture or one thing, in its own frame."""

    category: str
    style: str
    size: Size
    parts: tuple[Part, ...]
    rests: tuple[Rest, ...] = ()

    @cached_property
    def main(self) -> Material:
        """The material that covers most of it: what people mean by its colour."""
        areas: dict[Material, float] = {}
        for part in self.parts:
            areas[part.material] = areas.get(part.material, 0.0) + _area(part.solid)
        return max(areas, key=lambda material: areas[material])


@dataclass(frozen=True)
class Style:
    """One clearly different way to build a category, with the sizes that it comes in."""

    name: str
    """As people say it, without the category: "office swivel", "four-legged"."""
    size: Size
    """Typical size, metres."""
    spread: Size
    """Relative standard deviation of each edge."""
    build: Callable[[Random, Size], tuple[list[Part], list[Rest]]]
    """The parts fill the wanted size to within a quarter; `make` stretches them to fit exactly."""
    weight: float = 1.0
    """How usual it is among the styles of its category."""
    held_out: bool = False
    """Whether only the novel split shows it."""
    stands: Stands | None = None
    """Where this style belongs if elsewhere than the rest of its category: a table lamp."""
    round: bool = False
    """Whether it is always as deep as it is wide, as what comes from a lathe is."""

    def sample_size(self, rng: Random) -> Size:
        """A size from a log-normal cut at two standard deviations, rounded to millimetres."""
        common = rng.normal()
        own = 0.6 * common + 0.8 * rng.normal(size=3)
        factors = np.exp(np.array(self.spread) * np.clip(own, -2, 2))
        w, d, h = (round(float(v), 3) for v in np.array(self.size) * factors)
        return w, w if self.round else d, h


@dataclass(frozen=True)
class Category:
    """A kind of thing. What people call it in words is `language.lexicon`'s matter."""

    name: str
    stands: Stands
    styles: tuple[Style, ...]
    scannet: str | None = None
    """The name among ScanNet's 18 detection classes under which it is annotated, if any.

    What ScanNet calls other furniture (nyu40 id 39) is VoteNet's "garbage bin": radiators, pianos
    and tv stands among them.
    """
    sunrgbd: str | None = None
    """The name among the 37 classes of SUN RGB-D, if any."""
    held_out: bool = False
    """Whether only the novel split shows it."""

    def make(self, rng: Random, *, style: str | None = None, size: Size | None = None) -> Model:
        """A new piece, of a usual style and size unless they are given."""
        chosen = self.style(style) if style else _weighted(rng, self.styles)
        wanted = size or chosen.sample_size(rng)
        parts, rests = chosen.build(rng, wanted)
        return fitted(self.name, chosen.name, wanted, parts, rests)

    def style(self, name: str) -> Style:
        return next(style for style in self.styles if style.name == name)

    def place(self, style: str) -> Stands:
        """Where pieces of one style belong."""
        return self.style(style).stands or self.stands


def fitted(category: str, style: str, size: Size, parts: list[Part], rests: list[Rest]) -> Model:
    """The parts centred and stretched to exactly the wanted size, in tenths of a millimetre."""
    low = np.min([part.solid.vertices.min(0) for part in parts], axis=0)
    high = np.max([part.solid.vertices.max(0) for part in parts], axis=0)
    scale = np.array(size) / np.maximum(high - low, 1e-6)
    middle = np.array([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]])

    def fit(p: Float64[np.ndarray, "n 3"]) -> Float64[np.ndarray, "n 3"]:
        return np.round((p - middle) * scale, 4)

    whole = tuple(
        Part(p.name, Solid(fit(p.solid.vertices), p.solid.faces, p.solid.smooth), p.material)
        for p in parts
    )
    return Model(
        category, style, size, whole, tuple(_fitted_rest(rest, middle, scale) for rest in rests)
    )


def _fitted_rest(
    rest: Rest, middle: Float64[np.ndarray, "3"], scale: Float64[np.ndarray, "3"]
) -> Rest:
    (x0, y0, z), (x1, y1, top) = (
        np.round((np.array(p) - middle) * scale, 4).tolist()
        for p in ((rest.x[0], rest.y[0], rest.z), (rest.x[1], rest.y[1], rest.z + rest.clearance))
    )
    return Rest(rest.name, (x0, x1), (y0, y1), z, round(top - z, 4))


def _weighted(rng: Random, styles: tuple[Style, ...]) -> Style:
    usual = [style for style in styles if not style.held_out]
    ends = np.cumsum([style.weight for style in usual])
    return usual[int(np.searchsorted(ends, rng.random() * ends[-1], side="right"))]


def _area(solid: Solid) -> float:
    a, b, c = (solid.vertices[solid.faces[:, i]] for i in range(3))
    return float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2)


@dataclass(frozen=True)
class Support:
    """What carries an object."""

    kind: Literal["floor", "wall", "ceiling", "object"]
    id: int = -1
    """The carrying object's id, or the number of the wall."""


@dataclass(frozen=True)
class Placed:
    """A model at its place in a room."""

    id: int
    model: Model
    x: float
    y: float
    z: float
    """Where the model's origin is, metres: its bottom for whatever stands."""
    yaw: float
    """Radians, counter-clockwise; 0 lets it face -y."""
    support: Support
    floor: int = 0
    """Which of the joined rooms it is in."""
    partner: int = -1
    """The object that it was placed with: a chair's table, a night stand's bed."""
    clutter: bool = False
    """Whether it is a small thing of the kind that annotators of real scans leave out."""

    @property
    def category(self) -> str:
        return self.model.category

    @cached_property
    def T_room_model(self) -> Float64[np.ndarray, "4 4"]:
        T = np.eye(4)
        c, s = np.cos(self.yaw), np.sin(self.yaw)
        T[:2, :2] = np.round([[c, -s], [s, c]], 12)
        T[:3, 3] = self.x, self.y, self.z
        return T


@dataclass(frozen=True)
class Floor:
    """One of the joined rooms: a polygon to stand in."""

    scene_type: SceneType
    outline: tuple[tuple[float, float], ...]
    """Corners (x, y) of the inner faces of the walls, counter-clockwise, metres."""
    height: float
    """From floor to ceiling, metres."""


@dataclass(frozen=True)
class Wall:
    """A straight stretch of an inner wall; going from start to end, the room lies on the left."""

    floor: int
    start: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True)
class Room:
    """A furnished room, or several joined ones, as it was before anybody scanned it."""

    seed: int
    scene_type: SceneType
    floors: tuple[Floor, ...]
    walls: tuple[Wall, ...]
    shell: tuple[Part, ...]
    """Walls, floors, ceilings, pillars, sills, in room coordinates; a part's name is its class."""
    objects: tuple[Placed, ...]
    """In order of their ids, which are 0, 1, 2, …: doors and windows among them."""
    light: "Light" = field(default_factory=lambda: Light())


@dataclass(frozen=True)
class Light:
    """How a room is lit."""

    sun: tuple[float, float, float] = (0.3, -0.5, 0.8)
    """Direction towards the strongest light, need not be of unit length."""
    strength: float = 0.55
    """Share of the light that comes from there; the rest comes from everywhere."""
    warmth: float = 0.0
    """-1 bluish to 1 yellowish."""
    exposure: float = 1.0

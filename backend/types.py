"""What a scene is made of: frozen dataclasses with shapes and units.

In memory everything is metric, right-handed and Z up (`Frame` tells how the source was turned
into that). Positions are float32 relative to `Content.origin` (float64), so that georeferenced
scans keep millimetres. Quaternions are wxyz, transforms are named by both frames
(`T_world_camera`), camera axes are OpenCV's (x right, y down, z forward).

Axis letters: points = points of a cloud, splats = Gaussians, boxes = boxes.
"""

from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from jaxtyping import Bool, Float32, Float64, Int32, UInt8

Vector = tuple[float, float, float]
Evidence = Literal["file", "format", "guessed", "user"]
"""How something is known: the file says so, the format fixes it, a guess, or the user's word."""

SceneType = Literal[
    "bedroom", "living room", "kitchen", "dining room", "bathroom", "office", "conference room",
    "classroom", "library", "laundry room", "storage room", "hallway", "lobby",
    "studio apartment",
]  # fmt: skip
"""What kinds of indoor scenes people tell apart."""

SCENE_TYPES: tuple[SceneType, ...] = get_args(SceneType)

SH_C0 = 0.28209479177387814
"""The constant spherical harmonic: colour = 0.5 + SH_C0 · coefficient."""


class SceneError(ValueError):
    """A source that cannot become a scene: one line naming the source, the place and the remedy."""

    def __init__(self, path: Path | str, problem: str, remedy: str):
        text = f"{path}: {problem}. {remedy}."
        super().__init__("".join(c if c.isprintable() else "�" for c in text.replace("\n", " ")))


def _freeze(owner: object) -> None:
    """Make every array of a dataclass read-only: scenes are shared between threads and sessions."""
    for f in fields(owner):  # pyright: ignore[reportArgumentType]
        value = getattr(owner, f.name)
        if isinstance(value, np.ndarray) and value.flags.writeable:
            view = value.view()
            view.flags.writeable = False
            object.__setattr__(owner, f.name, view)


@dataclass(frozen=True)
class Points:
    """A point cloud; what a source does not tell is None."""

    positions: Float32[np.ndarray, "points 3"]
    """Metres, relative to the scene's origin."""
    colors: UInt8[np.ndarray, "points 3"] | None = None
    """sRGB, 0 to 255."""
    normals: Float32[np.ndarray, "points 3"] | None = None
    """Unit length."""
    classes: Int32[np.ndarray, " points"] | None = None
    """Index into the scene's `class_names`; -1 = unlabelled."""
    instances: Int32[np.ndarray, " points"] | None = None
    """Object id; -1 = none."""

    def __post_init__(self) -> None:
        _freeze(self)

    def __len__(self) -> int:
        return len(self.positions)


@dataclass(frozen=True)
class Mesh:
    """A triangle mesh."""

    vertices: Float32[np.ndarray, "vertices 3"]
    """Metres, relative to the scene's origin."""
    faces: Int32[np.ndarray, "faces 3"]
    """Vertex indices, counter-clockwise seen from outside."""
    colors: UInt8[np.ndarray, "vertices 3"] | None = None
    """sRGB per vertex, 0 to 255 (textures are sampled at the vertices by the reader)."""

    def __post_init__(self) -> None:
        _freeze(self)


@dataclass(frozen=True)
class Splats:
    """3D Gaussians with activated parameters (no logits, no logarithms)."""

    means: Float32[np.ndarray, "splats 3"]
    """Metres, relative to the scene's origin."""
    scales: Float32[np.ndarray, "splats 3"]
    """Standard deviations along the Gaussian's own axes, metres."""
    rotations: Float32[np.ndarray, "splats 4"]
    """Unit quaternions wxyz that turn the Gaussian's own axes into the scene's."""
    opacities: Float32[np.ndarray, " splats"]
    """Range [0, 1]."""
    sh: Float32[np.ndarray, "splats coefficients 3"]
    """Spherical-harmonic coefficients, (degree + 1)² of them, in the order of the 3DGS paper."""

    def __post_init__(self) -> None:
        _freeze(self)

    def __len__(self) -> int:
        return len(self.means)

    @property
    def sh_degree(self) -> int:
        return round(self.sh.shape[1] ** 0.5) - 1

    @cached_property
    def colors(self) -> UInt8[np.ndarray, "splats 3"]:
        """The colour that does not depend on the view, sRGB."""
        return np.clip((0.5 + SH_C0 * self.sh[:, 0]) * 255 + 0.5, 0, 255).astype(np.uint8)


@dataclass(frozen=True)
class Boxes:
    """Oriented boxes that stand upright."""

    centers: Float32[np.ndarray, "boxes 3"]
    """Metres, relative to the scene's origin."""
    sizes: Float32[np.ndarray, "boxes 3"]
    """Full edge lengths, metres, along the box's own x, y, z."""
    yaws: Float32[np.ndarray, " boxes"]
    """Radians, counter-clockwise from +X about +Z."""
    labels: tuple[str, ...]
    scores: Float32[np.ndarray, " boxes"] | None = None
    """Range [0, 1]; None where the boxes are annotations."""
    instances: Int32[np.ndarray, " boxes"] | None = None
    """The object id that `Points.instances` uses; -1 = none."""

    def __post_init__(self) -> None:
        if len(self.labels) != len(self.centers):
            raise ValueError(f"wanted {len(self.centers)} labels, got {len(self.labels)}")
        _freeze(self)

    def __len__(self) -> int:
        return len(self.centers)


@dataclass(frozen=True)
class Camera:
    """One photo's pinhole camera."""

    name: str
    T_world_camera: Float64[np.ndarray, "4 4"]
    """Metres, relative to the scene's origin; OpenCV axes."""
    K: Float64[np.ndarray, "3 3"]
    """Pinhole matrix, pixels."""
    width: int
    height: int
    image: Path | None = None

    def __post_init__(self) -> None:
        _freeze(self)


@dataclass(frozen=True)
class Frame:
    """How the source's coordinates became metres with Z up."""

    up: Vector = (0.0, 0.0, 1.0)
    """Unit vector that points up, in the source's axes."""
    up_from: Evidence = "format"
    metres_per_unit: float = 1.0
    scale_from: Evidence = "format"

    @property
    def up_name(self) -> str:
        """`+z`, `-y`, … or the vector itself where it lies along no axis."""
        axis = int(np.argmax(np.abs(self.up)))
        if abs(self.up[axis]) > 0.99999:
            return ("+" if self.up[axis] > 0 else "-") + "xyz"[axis]
        return "({:.3f}, {:.3f}, {:.3f})".format(*self.up)

    @property
    def guessed(self) -> bool:
        return "guessed" in (self.up_from, self.scale_from)


@dataclass(frozen=True, kw_only=True)
class Content:
    """What is in a scene, wherever it came from."""

    points: Points | None = None
    mesh: Mesh | None = None
    splats: Splats | None = None
    boxes: Boxes | None = None
    cameras: tuple[Camera, ...] = ()
    class_names: tuple[str, ...] = ()
    """What the numbers of `Points.classes` mean."""
    origin: Float64[np.ndarray, "3"] = field(default_factory=lambda: np.zeros(3))
    """Where this content's (0, 0, 0) lies in the source's own coordinate system, metres."""

    def __post_init__(self) -> None:
        if self.points is None and self.splats is None:
            raise ValueError("wanted points or splats in a scene, got neither")
        _freeze(self)

    @property
    def kind(self) -> Literal["points", "mesh", "splats"]:
        """What the source mainly is."""
        if self.splats is not None:
            return "splats"
        return "points" if self.mesh is None else "mesh"

    @cached_property
    def cloud(self) -> Points:
        """Every scene as points: a splat scene's are its centres."""
        if self.points is not None:
            return self.points
        assert self.splats is not None
        return Points(self.splats.means, self.splats.colors)

    @property
    def cloud_splats(self) -> Splats | None:
        """The splats whose centres `cloud` is; None where it is made of points."""
        return self.splats if self.points is None else None

    @cached_property
    def bounds(self) -> Float32[np.ndarray, "2 3"]:
        """Least and greatest corner of all points, metres, relative to the origin."""
        positions = self.cloud.positions
        return np.stack([positions.min(0), positions.max(0)])


@dataclass(frozen=True, kw_only=True)
class Reading(Content):
    """What a source says, in its own axes and units (`origin` too): what a reader returns."""

    format: str
    """The format's name as people say it: "3DGS ply", "ScanNet scan"."""
    up: Vector | None = None
    """Unit vector in the source's axes; None where the source does not say."""
    up_from: Evidence = "format"
    metres_per_unit: float | None = None
    """None where the source does not say."""
    scale_from: Evidence = "format"
    notes: tuple[str, ...] = ()
    """What the reader had to leave out or to assume, one sentence each."""


@dataclass(frozen=True, kw_only=True)
class Scene(Content):
    """A scene as everything else sees it: metres, Z up."""

    name: str
    path: Path
    format: str
    frame: Frame
    notes: tuple[str, ...] = ()


Mask = Bool[np.ndarray, " points"]

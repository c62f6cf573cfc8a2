"""Which way is up, and how long is a unit, where a source does not say.

Indoors the floor, the table tops and the seats share one normal, and the walls stand at right
angles to it however they are turned against each other. So the candidates are the normals that
many surface patches share, and the one that explains most of them, from a floor with nearly
nothing beneath it, is up. What the geometry leaves open (a lone wall, an object) is settled by
what files usually do: z, y or -y up.

Only a sample of the cloud is looked at, so that the time does not depend on its size.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64

from backend.types import Content, Mesh, Reading, Vector

_SAMPLE = 30_000
_PATCHES = 8_000
_NEIGHBOURS = 12
_CANDIDATES = 6

_PARALLEL = 0.97
_UPRIGHT = 0.17
"""|cosine| above which a patch lies flat (14 degrees) and below which it stands (80 degrees)."""

_CONVINCING = 1.5
_CONVINCING_SPLATS = 4.0
"""Evidence below this is what objects and noise give; splats show objects as often as rooms."""

_Rows = Float64[np.ndarray, "n 3"]
_Direction = Float64[np.ndarray, "3"]


@dataclass(frozen=True)
class _Patches:
    """A sample of the cloud and the local planes at some of its points."""

    sample: Float64[np.ndarray, "sample 3"]
    centers: Float64[np.ndarray, "patches 3"]
    normals: Float64[np.ndarray, "patches 3"]
    """Unit length, either sign."""
    weights: Float64[np.ndarray, " patches"]
    """How flat each patch is; they sum to 1."""
    diagonal: float


def guess_up(content: Content) -> Vector:
    """The unit vector that points up, in the content's own axes.

    Snapped to an axis where the content looks axis aligned; tilted where it does not, as clouds
    in the axes of a camera are.
    """
    usual = _usual_ups(content)
    patches = _patches(_sample(content))
    if patches is None:
        return usual[0]
    directions = _shared_normals(patches)
    if not len(directions):
        return usual[0]
    flat = np.abs(patches.normals @ directions.T) > _PARALLEL  # [patches, directions]
    shares = np.sort(patches.weights @ flat)[::-1]
    # One plane without a second one may be a floor or a wall: only custom can tell.
    alone = 1 - min(1.0, 5 * shares[1] / shares[0]) if len(shares) > 1 else 1.0
    ups = np.concatenate([directions, -directions])
    stands = [_stand(patches, up) for up in ups]
    evidence = np.array([_evidence(patches, stand) for stand in stands])
    bar = _CONVINCING if content.splats is None else _CONVINCING_SPLATS
    if evidence.max() < bar and not content.cameras:
        return usual[0]
    custom = np.array([_custom(stand.up, usual) * stand.has_floor for stand in stands])
    # A nat for custom, ten for photos; among lone planes it outweighs what makes a good floor.
    trust = (10 if content.cameras else 1) + 36 * alone
    best = int(np.argmax(evidence + trust * custom))
    if content.cameras and custom[best] < 0.4:
        return usual[0]
    up = _refined(patches, ups[best])
    return _snapped(up, directions)


def guess_metres_per_unit(content: Content) -> float:
    """1, 0.01 or 0.001: metres, unless the scene would be absurdly high for a building.

    Splats keep 1, because their usual source, structure from motion, knows no unit; so do
    georeferenced clouds and terrain, which are metric and may be large.
    """
    if content.splats is not None or np.abs(content.origin).max() > 100_000:
        return 1.0
    sample = _sample(content)
    if len(sample) < 2 or _diagonal(sample) <= 60:
        return 1.0
    stated = content.up if isinstance(content, Reading) else None
    heights = sample @ np.array(stated or guess_up(content))
    height = float(np.subtract(*np.percentile(heights, [99, 1])))
    if height < 60 or height < 0.05 * _diagonal(sample):
        return 1.0
    return 0.01 if height <= 700 else 0.001


def _usual_ups(content: Content) -> tuple[Vector, ...]:
    """What files of this kind usually do, the commonest first.

    Photogrammetry and depth cameras leave y down, scanners z up, modelling programs y up. Photos
    know better: they are held upright more or less.
    """
    skyward = -np.sum([camera.T_world_camera[:3, 1] for camera in content.cameras], axis=0)
    if np.linalg.norm(skyward) > 0.5 * len(content.cameras) > 0:
        a, b, c = (float(v) for v in skyward / np.linalg.norm(skyward))
        return ((a, b, c),)
    z, y, down = (0.0, 0.0, 1.0), (0.0, 1.0, 0.0), (0.0, -1.0, 0.0)
    return {"splats": (down, z, y), "points": (z, down, y), "mesh": (z, y, down)}[content.kind]


def _custom(up: _Direction, usual: tuple[Vector, ...]) -> float:
    """1 for the usual direction, a little less for the others, fading with the angle to them."""
    return max((1 - 0.1 * i) * max(0.0, float(up @ np.array(v))) ** 2 for i, v in enumerate(usual))


def _sample(content: Content) -> _Rows:
    """At most `_SAMPLE` finite points, without the stray ones far outside."""
    rng = np.random.default_rng(0)
    mesh = content.mesh
    if mesh is not None and len(mesh.faces):
        rows = _on_surface(mesh, rng)
    else:
        positions = content.cloud.positions
        few = len(positions) <= _SAMPLE
        rows = positions[slice(None) if few else rng.integers(0, len(positions), _SAMPLE)]
    rows = rows[np.isfinite(rows).all(1)].astype(np.float64)
    if not len(rows):
        return rows
    distance = np.linalg.norm(rows - np.median(rows, axis=0), axis=1)
    return rows[distance <= 3 * np.percentile(distance, 90)]


def _on_surface(mesh: Mesh, rng: np.random.Generator) -> _Rows:
    """Points spread evenly over the surface: vertices crowd where a model has detail."""
    faces = mesh.faces[rng.integers(0, len(mesh.faces), 4 * _SAMPLE)]
    a, b, c = np.moveaxis(mesh.vertices[faces].astype(np.float64), 1, 0)
    areas = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    areas[~np.isfinite(areas)] = 0
    if not areas.sum() > 0:
        return a
    chosen = rng.choice(len(faces), _SAMPLE, p=areas / areas.sum())
    u, v = rng.random((2, _SAMPLE, 1))
    u, v = np.where(u + v > 1, 1 - u, u), np.where(u + v > 1, 1 - v, v)
    return a[chosen] + u * (b - a)[chosen] + v * (c - a)[chosen]


def _diagonal(rows: _Rows) -> float:
    low, high = np.percentile(rows, [1, 99], axis=0)
    return float(np.linalg.norm(high - low))


def _patches(sample: _Rows) -> _Patches | None:
    """Local planes by principal components; None where there is nothing flat."""
    from scipy.spatial import KDTree

    if len(sample) < 100 or not _diagonal(sample) > 0:
        return None
    chosen = np.random.default_rng(1).permutation(len(sample))[:_PATCHES]
    _, near = KDTree(sample).query(sample[chosen], k=_NEIGHBOURS)
    local = sample[near]
    local -= local.mean(axis=1, keepdims=True)
    spread, axes = np.linalg.eigh(np.einsum("nki,nkj->nij", local, local))
    flatness = np.clip(1 - 8 * spread[:, 0] / np.maximum(spread[:, 1], 1e-300), 0, 1)
    flatness[spread[:, 1] < 1e-4 * spread[:, 2]] = 0  # Points in a row lie in many planes.
    if flatness.sum() < 20:
        return None
    return _Patches(
        sample, sample[chosen], axes[:, :, 0], flatness / flatness.sum(), _diagonal(sample)
    )


def _shared_normals(patches: _Patches) -> _Rows:
    """Up to `_CANDIDATES` directions that many patches share, at least 20 degrees apart."""
    normals, weights = patches.normals, patches.weights
    trials = normals[np.argsort(-weights)[: _PATCHES // 2]]
    trials = trials[:: max(1, len(trials) // 400)]
    cosines = np.abs(trials.astype(np.float32) @ normals.T.astype(np.float32))
    support = (cosines > np.float32(np.cos(np.radians(6)))) @ weights
    live = np.ones(len(trials), dtype=bool)
    found = []
    while live.any() and len(found) < _CANDIDATES:
        best = int(np.argmax(np.where(live, support, -1)))
        if support[best] < 0.03:
            break
        direction = trials[best]
        for degrees in (12, 8, 5, 5):
            inside = np.abs(normals @ direction) > np.cos(np.radians(degrees))
            moment = (normals[inside] * weights[inside, None]).T @ normals[inside]
            direction = np.linalg.eigh(moment)[1][:, -1]
        found.append(direction)
        live &= np.abs(trials @ direction) < np.cos(np.radians(20))
    return np.array(found).reshape(-1, 3)


def _planes(
    patches: _Patches, up: _Direction
) -> tuple[Float64[np.ndarray, " bins"], Float64[np.ndarray, " bins"]]:
    """Heights, and the share of the patches that lie flat at about each of them."""
    step = 0.01 * patches.diagonal
    flat = np.abs(patches.normals @ up) > _PARALLEL
    heights = patches.sample @ up
    edges = np.arange(heights.min() - 2 * step, heights.max() + 3 * step, step)
    shares, _ = np.histogram((patches.centers @ up)[flat], edges, weights=patches.weights[flat])
    return (edges[:-1] + edges[1:]) / 2, np.convolve(shares, np.ones(3), "same")


@dataclass(frozen=True)
class _Stand:
    """How the scene would stand if a direction were up."""

    up: _Direction
    low: float
    high: float
    """First and last percentile of the heights."""
    floor: float
    """Height of the lowest plane of some size: beds may be larger than the floor seen."""
    share: float
    """Of the patches, in that plane."""
    beneath: float
    """Share of the points below it."""

    @property
    def has_floor(self) -> bool:
        """Whether that plane is in the lower half: nobody scans a ceiling and nothing below."""
        return self.floor < (self.low + self.high) / 2


def _stand(patches: _Patches, up: _Direction) -> _Stand:
    levels, shares = _planes(patches, up)
    start = int(np.flatnonzero(shares >= 0.25 * shares.max())[0])
    floor = start + int(np.argmax(shares[start : start + 4]))
    heights = patches.sample @ up
    low, high = (float(z) for z in np.percentile(heights, [1, 99]))
    beneath = float((heights < levels[floor] - 0.02 * patches.diagonal).mean())
    return _Stand(up, low, high, float(levels[floor]), float(shares[floor]), beneath)


def _evidence(patches: _Patches, stand: _Stand) -> float:
    """How well a direction explains the surfaces as floor, furniture and walls, in nats.

    The weights are a conditional logit's, fitted on random furnished boxes and crops of real scans.
    """
    up, level = stand.up, stand.floor
    step = 0.01 * patches.diagonal
    tilt = np.abs(patches.normals @ up)
    flat = tilt > _PARALLEL
    tall = max(stand.high - level, step)
    at = (patches.centers @ up - level) / tall
    tops = flat & (at > 3 * step / tall) & (at < 0.92)
    # Seats and tables are in the lower half of a room, so that the tops between tell up from down.
    weight = float(patches.weights @ tops)
    low_tops = 0.5 - float(patches.weights[tops] @ at[tops]) / weight if weight > 0.01 else 0.0
    return (
        2.8 * float(patches.weights @ flat)
        + 9.6 * stand.share * max(0.0, 1 - 4 * stand.beneath)
        + 7.9 * low_tops * stand.has_floor
        + 3.9 * float(patches.weights @ (flat | (tilt < _UPRIGHT)))
        - 7.4 * (stand.high - stand.low) / patches.diagonal
    )


def _refined(patches: _Patches, up: _Direction) -> _Direction:
    """The normal of the plane through the largest level surface: finer than a mean of normals."""
    levels, shares = _planes(patches, up)
    level = levels[np.argmax(shares)]
    flat = np.abs(patches.normals @ up) > _PARALLEL
    near = np.abs(patches.centers @ up - level) < 0.015 * patches.diagonal
    rows = patches.centers[flat & near]
    if len(rows) < 30:
        return up
    normal = np.linalg.svd(rows - rows.mean(axis=0), full_matrices=False)[2][2]
    normal *= np.sign(normal @ up) or 1.0
    return normal if normal @ up > np.cos(np.radians(3)) else up


def _snapped(up: _Direction, directions: _Rows) -> Vector:
    """An exact axis where up is within 1 degree of it, or 4 degrees with a wall along another."""
    axis = int(np.argmax(np.abs(up)))
    aligned = np.abs(directions).max(axis=1) > np.cos(np.radians(1.5))
    others = np.abs(directions).argmax(axis=1) != axis
    limit = 4.0 if (aligned & others).any() else 1.0
    if abs(up[axis]) > np.cos(np.radians(limit)):
        up = np.sign(up[axis]) * np.eye(3)[axis]
    x, y, z = (float(v) for v in up / np.linalg.norm(up))
    return (x, y, z)

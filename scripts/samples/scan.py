"""From painted, lit surfaces to what a scanner delivers: points, Gaussians, a mesh."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from jaxtyping import Float32, Float64, Int32, Int64, UInt8

from backend.types import SH_C0, Mesh, Points, Splats
from scripts.samples.light import Daylight
from scripts.samples.room import CLASSES
from scripts.samples.surfaces import Surface

_EXPOSURE = 2.6
_TRIES = 5.5
"""Places tried for each that is kept, before those that are hidden or too near go."""
_PACKING = 0.6
"""Least distance in mean spacings with which about the wanted number is kept."""
_NOISE = 0.0015
"""Standard deviation of the scanned depth, metres."""
_FLATNESS = 0.0012
"""Thickness of a Gaussian, metres."""


@dataclass(frozen=True)
class Samples:
    """Places on the surfaces."""

    positions: Float64[np.ndarray, "n 3"]
    normals: Float64[np.ndarray, "n 3"]
    albedo: Float64[np.ndarray, "n 3"]
    glow: Float64[np.ndarray, " n"]
    classes: Int32[np.ndarray, " n"]
    instances: Int32[np.ndarray, " n"]
    spacing: float
    """Mean distance between neighbours, metres."""


def sample(
    surfaces: Sequence[Surface], daylight: Daylight, count: int, rng: np.random.Generator
) -> Samples:
    """About `count` places, spread evenly over what a scanner sees of the surfaces."""
    places = _spread(surfaces, round(_TRIES * count), rng)
    seen = np.flatnonzero(daylight.seen(places.positions, places.normals))
    spacing = places.spacing * float(np.sqrt(len(seen) / count))
    kept = seen[_far_apart(places.positions[seen], _PACKING * spacing)]
    arrays = {f.name: getattr(places, f.name) for f in fields(places) if f.name != "spacing"}
    return Samples(**{name: values[kept] for name, values in arrays.items()}, spacing=spacing)


def _far_apart(positions: Float64[np.ndarray, "n 3"], radius: float) -> Int64[np.ndarray, " kept"]:
    """Indices of a largest set in which no two are nearer than the radius (Poisson discs).

    The first of the undecided in its neighbourhood stays and its neighbours go, until none is left.
    """
    from scipy.spatial import KDTree

    pairs = KDTree(positions).query_pairs(radius, output_type="ndarray").astype(np.int64)
    # Neighbours on a surface have near indices; their order must not follow it.
    rank = (np.arange(len(positions)) * 2654435761) % (1 << 32)
    ordered = rank[pairs[:, 0]] < rank[pairs[:, 1]]
    first, second = np.where(ordered[:, None], pairs, pairs[:, ::-1]).T
    open_, kept = np.ones(len(positions), bool), np.zeros(len(positions), bool)
    while open_.any():
        stays = open_.copy()
        stays[second[open_[first] & open_[second]]] = False
        kept |= stays
        open_ &= ~stays
        open_[second[stays[first]]] = False
        open_[first[stays[second]]] = False
    return np.flatnonzero(kept)


def _spread(surfaces: Sequence[Surface], count: int, rng: np.random.Generator) -> Samples:
    """Evenly over the area, seen or not.

    The triangles lie on one line of area, which is cut into equal pieces with one place in each.
    """
    scanned = [surface for surface in surfaces if surface.scanned]
    owner = np.repeat(np.arange(len(scanned)), [len(surface.faces) for surface in scanned])
    corners, normals, local = (
        np.concatenate([getattr(s, name)[s.faces] for s in scanned])
        for name in ("vertices", "normals", "local")
    )  # [triangles, 3, 3]
    sides = corners[:, 1:] - corners[:, :1]
    ends = np.cumsum(np.linalg.norm(np.cross(sides[:, 0], sides[:, 1]), axis=1) / 2)
    places = (np.arange(count) + rng.random(count)) * (ends[-1] / count)
    face = np.minimum(np.searchsorted(ends, places, side="right"), len(ends) - 1)
    weights = rng.dirichlet((1, 1, 1), count)[:, None]
    at, out, where = ((weights @ values[face])[:, 0] for values in (corners, normals, local))
    albedo = np.empty((count, 3))
    for i, surface in enumerate(scanned):
        mine = owner[face] == i
        albedo[mine] = surface.paint(where[mine])
    return Samples(
        positions=at,
        normals=out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9),
        albedo=albedo,
        glow=np.array([s.glow for s in scanned])[owner[face]],
        classes=np.array([CLASSES.index(s.label) for s in scanned], np.int32)[owner[face]],
        instances=np.array([s.instance for s in scanned], np.int32)[owner[face]],
        spacing=float(np.sqrt(ends[-1] / count)),
    )


def scanned_points(samples: Samples, daylight: Daylight, rng: np.random.Generator) -> Points:
    """A labelled cloud with a little depth noise."""
    depth = rng.normal(0, _NOISE, len(samples.positions))[:, None]
    light = daylight.at(samples.positions, samples.normals)
    return Points(
        (samples.positions + depth * samples.normals).astype(np.float32),
        _srgb(samples.albedo, light, samples.glow),
        samples.normals.astype(np.float32),
        samples.classes,
        samples.instances,
    )


def flat_gaussians(samples: Samples, daylight: Daylight, rng: np.random.Generator) -> Splats:
    """One disc-shaped Gaussian per place, a little longer one way than the other."""
    n = len(samples.positions)
    light = daylight.at(samples.positions, samples.normals)
    color = _srgb(samples.albedo, light, samples.glow).astype(np.float32) / 255
    scales = np.empty((n, 3), np.float32)
    scales[:, :2] = samples.spacing * rng.uniform(0.62, 0.86, (n, 2))
    scales[:, 2] = _FLATNESS
    return Splats(
        samples.positions.astype(np.float32),
        scales,
        _facing(samples.normals, rng),
        np.full(n, 0.96, np.float32),
        ((color - 0.5) / np.float32(SH_C0))[:, None],
    )


def colored_mesh(surfaces: Sequence[Surface], daylight: Daylight) -> Mesh:
    """The scanned surfaces as one mesh with the light in its vertex colours."""
    vertices, colors, faces, count = [], [], [], 0
    for surface in (surface for surface in surfaces if surface.scanned):
        seen = np.unique(surface.faces[daylight.seen(*_middles(surface))])
        # With their neighbours, so that no teeth are left along the border of what is seen.
        whole = surface.faces[np.isin(surface.faces, seen).any(axis=1)]
        used, indices = np.unique(whole, return_inverse=True)
        light = daylight.at(surface.vertices[used], surface.normals[used])
        albedo = surface.paint(surface.local[used])
        vertices.append(surface.vertices[used])
        colors.append(_srgb(albedo, light, np.full(len(used), surface.glow)))
        faces.append(indices.reshape(-1, 3) + count)
        count += len(used)
    return Mesh(
        np.concatenate(vertices).astype(np.float32),
        np.concatenate(faces).astype(np.int32),
        np.concatenate(colors),
    )


def _middles(surface: Surface) -> tuple[Float64[np.ndarray, "n 3"], Float64[np.ndarray, "n 3"]]:
    """Centres and normals of the triangles."""
    middles, normals = (v[surface.faces].mean(axis=1) for v in (surface.vertices, surface.normals))
    return middles, normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)


def _facing(
    normals: Float64[np.ndarray, "n 3"], rng: np.random.Generator
) -> Float32[np.ndarray, "n 4"]:
    """Quaternions wxyz that turn +Z to the normals, with a random turn about them."""
    half = normals + np.array([0.0, 0.0, 1.0])
    half[np.abs(half).sum(axis=1) < 1e-6] = (1, 0, 0)
    x, y, z = (half / np.linalg.norm(half, axis=1, keepdims=True)).T
    # Half a turn about the half-way direction, after a turn about Z.
    a = rng.uniform(0, np.pi, len(normals))
    c, s = np.cos(a), np.sin(a)
    return np.stack([-z * s, x * c + y * s, y * c - x * s, z * c], axis=1).astype(np.float32)


def _srgb(
    albedo: Float64[np.ndarray, "n 3"],
    light: Float64[np.ndarray, "n 3"],
    glow: Float64[np.ndarray, " n"],
) -> UInt8[np.ndarray, "n 3"]:
    """A soft shoulder for the sunlit places, then the display's gamma."""
    curve = 1 - np.exp(-_EXPOSURE * albedo * light)
    shown = np.where(glow[:, None] > 0, np.clip(albedo * np.minimum(glow, 1)[:, None], 0, 1), curve)
    return np.rint(255 * shown ** (1 / 2.2)).astype(np.uint8)

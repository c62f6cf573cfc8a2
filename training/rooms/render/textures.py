"""What colour a material is at a place on its surface: the share of light that it sends back."""

from typing import get_args

import numpy as np
from jaxtyping import Float32, Int32

from backend.kernels import kernel
from training.rooms.colors import Color
from training.rooms.materials import Material, Texture
from training.rooms.render import patterns, pictures
from training.rooms.render.srgb import STEPS, TO_LINEAR
from training.rooms.triangles import Triangles

KINDS: tuple[Texture, ...] = get_args(Texture)

_WOVEN, _GRAIN, _BRUSHED, _PLANKS, _TILES, _BRICKS, _SPECKLE, _MARBLE, _LEAVES, _RUG = (
    KINDS.index(kind)
    for kind in "woven grain brushed planks tiles bricks speckle marble leaves rug".split()
)
_STRIPES, _CHECKS, _DOTS, _KEYS, _MESH, _PAINTING, _POSTER, _SCREEN = (
    KINDS.index(kind) for kind in "stripes checks dots keys mesh painting poster screen".split()
)


def reflectance(
    triangles: Triangles,
    at: Int32[np.ndarray, " places"],
    weights: Float32[np.ndarray, "places 3"],
) -> Float32[np.ndarray, "places 3"]:
    """Linear RGB, 0 to 1, at places on triangles.

    Args:
        triangles: Of a room or a model.
        at: Indices of triangles.
        weights: Barycentric weights within them.
    """
    materials = triangles.materials
    colors = np.array([(m.color.rgb, _second(m).rgb) for m in materials], np.float64)
    looks = np.array([(KINDS.index(m.texture), m.seed) for m in materials], np.int64)
    scales = np.array([m.scale for m in materials], np.float64)
    out = np.empty((len(at), 3), np.float32)
    if len(at):
        bounds = np.empty((len(materials), 2, 3))
        _measure(triangles.local, triangles.parts, bounds)
        places = (triangles.local, triangles.parts, at, weights)
        _paint(*places, colors, looks, scales, triangles.grains, bounds, out)
    return out


def _second(material: Material) -> Color:
    """A darker tone where a texture needs another colour and has none."""
    r, g, b = material.color.rgb
    return material.second or Color(material.color.name, (0.55 * r, 0.55 * g, 0.55 * b))


@kernel
def _measure(local, parts, bounds):
    """Fills bounds with the least and the greatest corner of each part."""
    bounds[:, 0], bounds[:, 1] = np.inf, -np.inf
    for n in range(len(local)):
        part = parts[n]
        for i in range(3):
            for k in range(3):
                value = float(local[n, i, k])
                bounds[part, 0, k] = min(bounds[part, 0, k], value)
                bounds[part, 1, k] = max(bounds[part, 1, k], value)


@kernel
def _paint(local, parts, at, weights, colors, looks, scales, grains, bounds, out):
    q = np.empty(3)
    for n in range(len(at)):
        corners, part = local[at[n]], parts[at[n]]
        for k in range(3):
            q[k] = 0.0
            for i in range(3):
                q[k] += float(weights[n, i]) * float(corners[i, k])
        r, g, b = _color(
            q,
            _facing(corners),
            grains[part],
            looks[part, 0],
            looks[part, 1],
            scales[part],
            colors[part],
            bounds[part],
        )
        out[n, 0], out[n, 1], out[n, 2] = _light(r), _light(g), _light(b)


@kernel
def _facing(corners):
    """The axis that is nearest to a face's normal."""
    best, axis = -1.0, 2
    for k in range(3):
        i, j = (k + 1) % 3, (k + 2) % 3
        a0, a1 = float(corners[1, i] - corners[0, i]), float(corners[2, i] - corners[0, i])
        b0, b1 = float(corners[1, j] - corners[0, j]), float(corners[2, j] - corners[0, j])
        area = abs(a0 * b1 - a1 * b0)
        # A hair's preference keeps faces at 45 degrees whole.
        if area > 1.001 * best:
            best, axis = area, k
    return axis


@kernel
def _light(value):
    at = min(max(value, 0.0), 1.0) * STEPS
    i = int(at)
    return TO_LINEAR[i] + (at - i) * (TO_LINEAR[i + 1] - TO_LINEAR[i])


@kernel
def _color(q, facing, grain, kind, seed, scale, colors, bounds):
    """The sRGB colour at q of a face that faces along one axis."""
    a, b = (1 if facing == 0 else 0), (1 if facing == 2 else 2)
    if kind in (_PAINTING, _POSTER, _SCREEN):
        return _pictured(q, facing, a, b, kind, seed, colors, bounds)
    mix, gain = _pattern(q, facing, a, b, grain, kind, seed, scale, bounds)
    return (
        gain * (colors[0, 0] + mix * (colors[1, 0] - colors[0, 0])),
        gain * (colors[0, 1] + mix * (colors[1, 1] - colors[0, 1])),
        gain * (colors[0, 2] + mix * (colors[1, 2] - colors[0, 2])),
    )


@kernel
def _pictured(q, facing, a, b, kind, seed, colors, bounds):
    """Pictures fill the broad side of their part; its rims have the ground's colour."""
    width, height = bounds[1, a] - bounds[0, a], bounds[1, b] - bounds[0, b]
    red, green, blue = colors[0]
    thickness = bounds[1, facing] - bounds[0, facing]
    if thickness > min(width, height):
        return red, green, blue
    s, t = (q[a] - bounds[0, a]) / width, (bounds[1, b] - q[b]) / height
    if kind == _PAINTING:
        return pictures.painting(s, t, width / height, red, green, blue, seed)
    if kind == _POSTER:
        red2, green2, blue2 = colors[1]
        return pictures.poster(s, t, red, green, blue, red2, green2, blue2, seed)
    return pictures.screen(s, t, seed)


@kernel
def _pattern(q, facing, a, b, grain, kind, seed, scale, bounds):
    """(mix, brightness) at q."""
    x, y, z = q
    u, v = q[a], q[b]
    along, across = (v, u) if grain in (b, facing) else (u, v)
    if kind == _WOVEN:
        return patterns.woven(x, y, z, u, v, seed)
    if kind == _GRAIN:
        return patterns.grain(q[grain], q[(grain + 1) % 3], q[(grain + 2) % 3], seed)
    if kind == _BRUSHED:
        return patterns.brushed(q[grain], q[(grain + 1) % 3], q[(grain + 2) % 3], seed)
    if kind == _PLANKS:
        return patterns.planks(along, across, scale, seed)
    if kind == _TILES:
        return patterns.tiles(u, v, scale, seed)
    if kind == _BRICKS:
        return patterns.bricks(u, v, scale, seed)
    if kind == _SPECKLE:
        return patterns.speckle(x, y, z, scale, seed)
    if kind == _MARBLE:
        return patterns.marble(x, y, z, scale, seed)
    if kind == _LEAVES:
        return patterns.leaves(x, y, z, scale, seed)
    if kind == _RUG:
        u -= (bounds[0, a] + bounds[1, a]) / 2
        v -= (bounds[0, b] + bounds[1, b]) / 2
        width, depth = bounds[1, a] - bounds[0, a], bounds[1, b] - bounds[0, b]
        return patterns.rug(u, v, width, depth, seed)
    mix, gain = patterns.plain(x, y, z, seed)
    if kind == _STRIPES:
        mix = patterns.stripes(u, scale)
    elif kind == _CHECKS:
        mix = patterns.checks(u, v, scale)
    elif kind == _DOTS:
        mix = patterns.dots(u, v, scale)
    elif kind == _KEYS:
        mix = patterns.keys(u, v, scale)
    elif kind == _MESH:
        mix = patterns.mesh(u, v, scale)
    return mix, gain

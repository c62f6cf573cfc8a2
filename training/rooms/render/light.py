"""The colour in which a camera sees a place: its material under the light of its room.

Light comes from everywhere (darker in corners and under things, and from below in the tone of
floors), from the direction of `Light.sun`, and from ceiling lamps and windows with soft shadows.
The camera is a plain one: a fixed exposure, a dull tone curve, sRGB.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float32, Float64, Int32, UInt8

from backend.kernels import kernel
from training.rooms.render.lamps import Lamps, room_lamps
from training.rooms.render.light_field import CELL, LightField, light_field
from training.rooms.render.srgb import STEPS, TO_SRGB
from training.rooms.render.textures import reflectance
from training.rooms.triangles import Triangles
from training.rooms.types import Light, Room

_EXPOSURE = 0.76
"""What makes the mean colour of rooms that of real scans."""

_SIDES = np.array(
    [[0.76, 0.71, 0.63]] * 4 + [[1.0, 0.96, 0.88], [0.5, 0.43, 0.34]]
)  # fmt: skip
"""Linear RGB of the light from +x, -x, +y, -y, +z, -z: floors are brownish."""


@dataclass(frozen=True)
class Lighting:
    """A room's light, worked out once for any number of pictures and clouds of it."""

    triangles: Triangles
    light: Light
    lamps: Lamps
    field: LightField

    @staticmethod
    def of(triangles: Triangles, room: Room) -> "Lighting":
        """Light among these triangles: all of the room's, or some of its objects'."""
        clear = np.array([m.transparency > 0.4 or m.glow > 0 for m in triangles.materials])
        solid = triangles.corners[~clear[triangles.parts]]
        lamps = room_lamps(room)
        field = light_field(solid if len(solid) else triangles.corners, lamps.at)
        return Lighting(triangles, room.light, lamps, field)

    def colors(
        self,
        at: Int32[np.ndarray, " places"],
        weights: Float32[np.ndarray, "places 3"],
        positions: Float32[np.ndarray, "places 3"],
        normals: Float32[np.ndarray, "places 3"],
    ) -> UInt8[np.ndarray, "places 3"]:
        """SRGB at places on triangles; see `shade`."""
        glow = np.array([m.glow for m in self.triangles.materials])[self.triangles.parts[at]]
        out = np.empty((len(at), 3), np.uint8)
        _shade(
            reflectance(self.triangles, at, weights),
            positions,
            normals,
            glow,
            _sun(self.light),
            self.light.strength,
            _tint(self.light),
            (self.lamps.at, self.lamps.towards, self.lamps.color),
            (self.field.origin, self.field.occupied, self.field.openness, self.field.sight),
            out,
        )
        return out


def shade(
    triangles: Triangles,
    room: Room,
    at: Int32[np.ndarray, " places"],
    weights: Float32[np.ndarray, "places 3"],
    positions: Float32[np.ndarray, "places 3"],
    normals: Float32[np.ndarray, "places 3"],
) -> UInt8[np.ndarray, "places 3"]:
    """SRGB colours of places on a room's triangles.

    Args:
        triangles: Of the room, or of some of its objects.
        room: Whose lamps, windows and light they are in.
        at: Indices of triangles.
        weights: Barycentric weights within them.
        positions: Where light falls: the places themselves, or near them; metres.
        normals: Unit normals on the side that is seen.
    """
    return Lighting.of(triangles, room).colors(at, weights, positions, normals)


def _sun(light: Light) -> Float64[np.ndarray, "3"]:
    sun = np.array(light.sun)
    return np.round(sun / max(float(np.sqrt((sun**2).sum())), 1e-9), 6)


def _tint(light: Light) -> Float64[np.ndarray, "3"]:
    warmth = 1 + light.warmth * np.array([0.1, 0.0, -0.16])
    return _EXPOSURE * light.exposure * np.array([1.08, 0.97, 0.95]) * warmth


@kernel
def _shade(albedo, positions, normals, glow, sun, strength, tint, lamps, field, out):
    at, towards, color = lamps
    sides, sight = np.empty(3), np.empty(len(at))
    for n in range(len(albedo)):
        position, normal = positions[n], normals[n]
        _look(position, normal, field, sides, sight)
        facing = max(0.0, normal[0] * sun[0] + normal[1] * sun[1] + normal[2] * sun[2])
        for lamp in range(len(at)):
            sight[lamp] *= _received(position, normal, at[lamp], towards[lamp])
        for k in range(3):
            ambient, direct = 0.0, 0.0
            for axis in range(3):
                side = 2 * axis if normal[axis] > 0 else 2 * axis + 1
                ambient += normal[axis] * normal[axis] * sides[axis] * _SIDES[side, k]
            for lamp in range(len(at)):
                direct += sight[lamp] * color[lamp, k]
            light = (1 - strength) * 1.2 * ambient
            light += strength * (0.5 * facing * (ambient + 0.2) + direct)
            out[n, k] = _developed(float(albedo[n, k]) * tint[k] * (light + glow[n]))


@kernel
def _look(position, normal, field, sides, sight):
    """Fills in what the cells around a place in front of the surface see, blended."""
    origin, occupied, openness, seen = field
    width, depth, height = occupied.shape
    # One cell before the surface, in units of cells whose values are at their middles.
    x = (position[0] + CELL * normal[0] - origin[0]) / CELL - 0.5
    y = (position[1] + CELL * normal[1] - origin[1]) / CELL - 0.5
    z = (position[2] + CELL * normal[2] - origin[2]) / CELL - 0.5
    i, j, k = int(np.floor(x)), int(np.floor(y)), int(np.floor(z))
    # A place hemmed in by occupied cells sees half of everything.
    total = 0.05
    sides[:], sight[:] = 0.5 * total, 0.5 * total
    for corner in range(8):
        a, b, c = corner >> 2, corner >> 1 & 1, corner & 1
        share = abs(1 - a - x + i) * abs(1 - b - y + j) * abs(1 - c - z + k)
        u, v, w = i + a, j + b, k + c
        if not (0 <= u < width and 0 <= v < depth and 0 <= w < height):
            sides += share
            sight += share
            total += share
        elif not occupied[u, v, w]:
            for axis in range(3):
                side = 2 * axis if normal[axis] > 0 else 2 * axis + 1
                sides[axis] += share * openness[u, v, w, side]
            for lamp in range(len(sight)):
                sight[lamp] += share * seen[u, v, w, lamp]
            total += share
    for axis in range(3):
        sides[axis] /= total
    for lamp in range(len(sight)):
        sight[lamp] /= total


@kernel
def _received(position, normal, at, towards):
    """Light of a lamp of unit power: less with distance, at a slant and beside a window."""
    dx, dy, dz = at[0] - position[0], at[1] - position[1], at[2] - position[2]
    square = dx * dx + dy * dy + dz * dz + 1e-6
    scale = 1 / np.sqrt(square)
    # Lamps are wide, so that light also reaches a little around an edge.
    slant = scale * (dx * normal[0] + dy * normal[1] + dz * normal[2])
    power = max(0.0, 0.85 * slant + 0.15) / (0.6 + 0.22 * square)
    if towards[0] != 0 or towards[1] != 0:
        power *= max(0.0, 0.1 - 0.9 * scale * (dx * towards[0] + dy * towards[1]))
    return power


@kernel
def _developed(light):
    """An image's number, 0 to 255, for linear light: a soft shoulder, then sRGB."""
    exposed = max(light, 0.0) * (0.7 + 0.9 * light) / (1 + 0.55 * light)
    at = min(exposed, 1.0) * STEPS
    i = int(at)
    return np.uint8(255 * (TO_SRGB[i] + (at - i) * (TO_SRGB[i + 1] - TO_SRGB[i])) + 0.5)

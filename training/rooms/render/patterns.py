"""Repeating textures, as kernels: how much of the second colour a place has, and its brightness.

Places are in the part's own frame, metres. u and v are the two of its coordinates along which a
face mostly runs; u is level and v upright where the face is upright. A mix is 0 for the material's
colour and 1 for its second one.
"""

import numpy as np

from backend.kernels import kernel
from training.rooms.noise import chance, smooth_noise


@kernel
def plain(x, y, z, seed):
    """Even to the eye; no two places are quite alike."""
    slow = smooth_noise(2.5 * x, 2.5 * y, 2.5 * z, seed)
    return 0.0, 1 + 0.03 * slow + 0.012 * smooth_noise(24 * x, 24 * y, 24 * z, seed)


@kernel
def woven(x, y, z, u, v, seed):
    """Threads of 3 mm, over and under, in a cloth that is worn and folded."""
    i, j = np.floor(u / 0.003), np.floor(v / 0.003)
    over = (i + j) % 2 == 0
    thread = chance(i, 0, 1, seed) if over else chance(0, j, 2, seed)
    slow = smooth_noise(9 * x, 9 * y, 9 * z, seed)
    return 0.0, 1 + 0.07 * slow + 0.1 * (thread - 0.5) + (0.03 if over else -0.03)


@kernel
def grain(along, across, through, seed):
    """Wood: long bands that wander, under fine fibres."""
    bend = smooth_noise(1.3 * along, 5 * across, 5 * through, seed)
    bands = smooth_noise(0.9 * along, 24 * across + 1.5 * bend, 24 * through + bend, seed + 1)
    fibres = smooth_noise(6 * along, 170 * across, 170 * through, seed + 2)
    return 0.0, 1 + 0.05 * bend + 0.15 * bands + 0.08 * fibres


@kernel
def brushed(along, across, through, seed):
    """Metal: hair lines along the part."""
    lines = smooth_noise(4 * along, 500 * across, 500 * through, seed)
    return 0.0, 1 + 0.07 * lines + 0.05 * smooth_noise(3 * along, 9 * across, 9 * through, seed)


@kernel
def planks(along, across, scale, seed):
    """Boards eight times as long as wide, each with a tone of its own and dark seams."""
    row = np.floor(across / scale)
    length = 8 * scale
    shifted = along + length * chance(row, 0, 0, seed)
    board = np.floor(shifted / length)
    tone = 0.26 * (chance(row, board, 1, seed) - 0.5)
    _, wood = grain(shifted, across, 0.37 * row + 0.71 * board, seed)
    gap = min(_edge(across / scale) * scale, _edge(shifted / length) * length)
    return 0.0, (0.55 if gap < 0.0015 else 1.0) * wood * (1 + tone)


@kernel
def tiles(u, v, scale, seed):
    i, j = np.floor(u / scale), np.floor(v / scale)
    tone = 0.07 * (chance(i, j, 0, seed) - 0.5)
    cloud = 0.05 * smooth_noise(14 * u, 14 * v, 0.5 + 7 * chance(i, j, 1, seed), seed)
    joint = scale * min(_edge(u / scale), _edge(v / scale)) < max(0.0015, 0.012 * scale)
    return 1.0 if joint else 0.0, 1 + cloud + (0.0 if joint else tone)


@kernel
def bricks(u, v, scale, seed):
    """Courses in stretcher bond."""
    course = np.floor(v / scale)
    along = u / (2.7 * scale) + 0.5 * (course % 2)
    tone = 0.4 * (chance(np.floor(along), course, 0, seed) - 0.5)
    rough = 0.1 * smooth_noise(u / (0.3 * scale), v / (0.3 * scale), 0.5, seed)
    joint = min(2.7 * _edge(along), _edge(v / scale)) < 0.07
    return 1.0 if joint else 0.0, 1 + rough + (0.0 if joint else tone)


@kernel
def speckle(x, y, z, scale, seed):
    f = 1 / scale
    spots = smooth_noise(f * x, f * y, f * z, seed)
    crumbs = smooth_noise(2.6 * f * x, 2.6 * f * y, 2.6 * f * z, seed + 1)
    slow = smooth_noise(3 * x, 3 * y, 3 * z, seed + 2)
    return 0.75 * _step(0.15, 0.4, 0.7 * spots + 0.5 * crumbs), 1 + 0.07 * crumbs + 0.05 * slow


@kernel
def marble(x, y, z, scale, seed):
    """Veins where warped noise passes zero."""
    f = 0.12 / scale
    warp = smooth_noise(0.5 * f * x, 0.5 * f * y, 0.5 * f * z, seed)
    wide = smooth_noise(f * x + 2 * warp, f * y - 2 * warp, f * z + warp, seed + 1)
    fine = smooth_noise(3 * f * x + 2 * warp, 3 * f * y, 3 * f * z - 2 * warp, seed + 2)
    vein = max(1 - 7 * abs(wide + 0.25 * fine), 0.5 - 6 * abs(fine + 0.3 * warp))
    return min(max(0.8 * vein, 0.0), 1.0), 1 + 0.06 * warp + 0.03 * fine


@kernel
def stripes(u, scale):
    at = u / scale
    return 1.0 if at - np.floor(at) < 0.5 else 0.0


@kernel
def checks(u, v, scale):
    return 0.5 * (stripes(u, scale) + stripes(v, scale))


@kernel
def dots(u, v, scale):
    """In rows that are staggered."""
    row = np.floor(v / scale)
    a, b = u / scale + 0.5 * (row % 2), v / scale
    a, b = a - np.floor(a) - 0.5, b - np.floor(b) - 0.5
    return 1.0 if a * a + b * b < 0.07 else 0.0


@kernel
def rug(u, v, width, depth, seed):
    """A border with a line in it, and a field of diamonds, from the rug's middle outwards."""
    edge = min(width / 2 - abs(u), depth / 2 - abs(v))
    border = 0.07 * min(width, depth)
    period = 0.16 + 0.2 * chance(0, 0, 0, seed)
    a, b = u / period, v / (1.3 * period)
    reach = abs(a - np.floor(a) - 0.5) + abs(b - np.floor(b) - 0.5)
    if edge < border:
        mix = 0.15 if abs(edge - 0.5 * border) < 0.12 * border else 0.9
    elif chance(0, 0, 1, seed) < 0.3:
        mix = 0.0
    else:
        mix = 0.85 if reach < 0.22 else (0.4 if 0.4 < reach < 0.46 else 0.0)
    pile = smooth_noise(60 * u, 60 * v, 0.5, seed)
    return mix, 1 + 0.09 * pile + 0.07 * smooth_noise(4 * u, 4 * v, 0.5, seed + 1)


@kernel
def keys(u, v, scale):
    """Square keys in staggered rows."""
    row = np.floor(v / scale)
    return 1.0 if min(_edge(u / scale + 0.25 * row), _edge(v / scale)) > 0.1 else 0.0


@kernel
def mesh(u, v, scale):
    """Holes on a fine grid; half of it is hole."""
    period = min(scale, 0.006)
    a, b = u / period, v / period
    a, b = a - np.floor(a) - 0.5, b - np.floor(b) - 0.5
    return 1.0 if a * a + b * b < 0.159 else 0.0


@kernel
def leaves(x, y, z, scale, seed):
    f = 1 / scale
    mottle = smooth_noise(f * x, f * y, f * z, seed)
    return _step(-0.3, 0.5, mottle), 1 + 0.22 * smooth_noise(0.4 * f * x, 0.4 * f * y, f * z, seed)


@kernel
def _edge(t):
    """Distance to the nearest whole number."""
    t -= np.floor(t)
    return min(t, 1 - t)


@kernel
def _step(low, high, t):
    t = min(max((t - low) / (high - low), 0.0), 1.0)
    return t * t * (3 - 2 * t)

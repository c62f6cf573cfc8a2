"""Textures that fill a rectangle: paintings, posters, screens. Kernels that give sRGB colours.

s runs from the left (0) to the right (1), t from the top (0) to the bottom (1), as they are seen.
"""

import numpy as np

from backend.kernels import kernel
from training.rooms.noise import chance, smooth_noise


@kernel
def painting(s, t, aspect, r, g, b, seed):
    """A landscape, shapes, bands, flowers or a portrait; some behind a white mount.

    Args:
        s: From the left, 0 to 1.
        t: From the top, 0 to 1.
        aspect: Width by height.
        r: Of the ground colour; `g`, `b` as well.
        g: See `r`.
        b: See `r`.
        seed: Which picture it is.
    """
    if chance(0, 0, 0, seed) < 0.35:
        margin = 0.1 + 0.08 * chance(1, 0, 0, seed)
        if min(s, 1 - s) * aspect < margin or min(t, 1 - t) < margin:
            return 0.9, 0.89, 0.86
        s, t = (s - margin / aspect) / (1 - 2 * margin / aspect), (t - margin) / (1 - 2 * margin)
    kind = chance(2, 0, 0, seed)
    if kind < 0.35:
        color = _landscape(s, t, seed)
    elif kind < 0.6:
        color = _shapes(s, t, r, g, b, seed)
    elif kind < 0.75:
        color = _bands(t, seed)
    elif kind < 0.9:
        color = _flowers(s * aspect, t, aspect, r, g, b, seed)
    else:
        color = _portrait((s - 0.5) * aspect, t, seed)
    stroke = 1 + 0.08 * smooth_noise(45 * s, 30 * t, 0.5, seed)
    return color[0] * stroke, color[1] * stroke, color[2] * stroke


@kernel
def poster(s, t, r, g, b, r2, g2, b2, seed):
    """A title bar, lines of words, and on many a picture."""
    if min(s, 1 - s) < 0.06 or min(t, 1 - t) < 0.05:
        return r, g, b
    title = 0.14 + 0.1 * chance(0, 0, 0, seed)
    if t < title:
        return (r2, g2, b2) if t < 0.8 * title or s < 0.3 else (r, g, b)
    shown = title + 0.03 + (0.4 * chance(1, 0, 0, seed) if chance(2, 0, 0, seed) < 0.6 else -0.03)
    if t < shown:
        return _landscape(s, (t - title) / (shown - title), seed)
    return (r2, g2, b2) if _words(s, t, seed) else (r, g, b)


@kernel
def screen(s, t, seed):
    """A desktop with a window, or a film."""
    if chance(0, 0, 0, seed) < 0.35:
        return _landscape(s, t, seed)
    left, right = 0.08 + 0.25 * chance(1, 0, 0, seed), 0.7 + 0.27 * chance(2, 0, 0, seed)
    top, bottom = 0.06 + 0.15 * chance(3, 0, 0, seed), 0.75 + 0.13 * chance(4, 0, 0, seed)
    if t > 0.94:
        return 0.16, 0.17, 0.2
    if not (left < s < right and top < t < bottom):
        r, g, b = _paint(0, seed)
        return 0.6 * r * (1.2 - t), 0.65 * g * (1.2 - t), 0.2 + 0.5 * b * (1.2 - t)
    if t < top + 0.05:
        return 0.32, 0.36, 0.44
    return (0.35, 0.36, 0.4) if _words(s, t, seed) else (0.93, 0.94, 0.95)


@kernel
def _words(s, t, seed):
    """Whether there is ink: rows of words that end anywhere, with gaps between paragraphs."""
    line = np.floor(t * 26)
    if (
        t * 26 - line > 0.5
        or chance(line, 0, 5, seed) < 0.15
        or s > 0.55 + chance(line, 1, 5, seed)
    ):
        return False
    return 0.1 < s < 0.9 and chance(np.floor(s * 40), line, 6, seed) > 0.2


@kernel
def _landscape(s, t, seed):
    """A sky with a sun over three ranges of hills."""
    horizon = 0.35 + 0.25 * chance(10, 0, 0, seed)
    for k in range(2, -1, -1):
        ridge = horizon + 0.2 * k + (0.1 - 0.02 * k) * smooth_noise(3 * s, k, 0.5, seed)
        if t > ridge:
            r, g, b = _paint(k + 1, seed)
            far = 0.25 * (2 - k)
            shade = 1 - 0.35 * min(t - ridge, 0.5)
            return (
                shade * (0.6 * r * (1 - far) + 0.7 * far),
                shade * (0.75 * g * (1 - far) + 0.75 * far),
                shade * (0.5 * b * (1 - far) + 0.8 * far),
            )
    x, y = s - chance(11, 0, 0, seed), t - 0.8 * horizon * chance(12, 0, 0, seed)
    if x * x + y * y < 0.004:
        return 0.96, 0.88, 0.66
    glow = t / horizon
    cloud = 0.12 * max(0.0, smooth_noise(4 * s, 12 * t, 1.5, seed))
    dusk = 0.35 * chance(13, 0, 0, seed)
    return (
        0.5 + (0.25 + dusk) * glow + cloud,
        0.64 + 0.18 * glow + cloud,
        0.8 + (0.08 - 0.7 * dusk) * glow + cloud,
    )


@kernel
def _shapes(s, t, r, g, b, seed):
    """Rectangles and discs, one over the other."""
    for k in range(9, 0, -1):
        x, y = s - chance(k, 1, 1, seed), t - chance(k, 2, 1, seed)
        w, h = 0.08 + 0.3 * chance(k, 3, 1, seed), 0.08 + 0.3 * chance(k, 4, 1, seed)
        if chance(k, 5, 1, seed) < 0.5:
            inside = abs(x) < w and abs(y) < h
        else:
            inside = x * x + y * y < 0.4 * w * h
        if inside:
            return _paint(k % 5, seed)
    return r, g, b


@kernel
def _bands(t, seed):
    """Two or three soft fields of colour."""
    count = 2.0 if chance(20, 0, 0, seed) < 0.5 else 3.0
    at = t * count + 0.04 * smooth_noise(9 * t, 0.5, 0.5, seed)
    k = int(np.floor(at))
    r, g, b = _paint(k, seed)
    if min(at - k, k + 1 - at) < 0.05:
        return 0.6 * r, 0.6 * g, 0.6 * b
    return r, g, b


@kernel
def _flowers(x, y, aspect, r, g, b, seed):
    """Round blossoms over leaves."""
    for k in range(14):
        dx = x - aspect * (0.15 + 0.7 * chance(k, 1, 2, seed))
        dy = y - (0.12 + 0.6 * chance(k, 2, 2, seed))
        size = 0.06 + 0.07 * chance(k, 3, 2, seed)
        away = (dx * dx + dy * dy) / (size * size)
        if away < 0.1:
            return 0.88, 0.74, 0.3
        if away < 1 - 0.4 * smooth_noise(30 * dx, 30 * dy, k, seed):
            return _paint(k % 3, seed)
    if smooth_noise(9 * x, 5 * y, 0.5, seed) > 0.9 - 1.3 * y:
        return 0.24, 0.36 + 0.12 * smooth_noise(25 * x, 25 * y, 0.5, seed), 0.2
    return r, g, b


@kernel
def _portrait(x, t, seed):
    """Head and shoulders before a dark ground."""
    y = t - 0.36
    light = 1 - 0.5 * (x + 0.2)
    if x * x / 0.018 + y * y / 0.032 < 1:
        hair = y < -0.06 + 0.04 * smooth_noise(20 * x, 0.5, 0.5, seed)
        tone = 0.3 if hair else 0.55 + 0.35 * chance(30, 0, 0, seed)
        return light * tone, light * 0.76 * tone, light * 0.6 * tone
    if t > 0.58 and abs(x) < 0.1 + 0.75 * (t - 0.55):
        r, g, b = _paint(0, seed)
        return 0.6 * light * r, 0.6 * light * g, 0.6 * light * b
    dark = 0.3 + 0.1 * smooth_noise(4 * x, 4 * t, 0.5, seed)
    return light * dark, 0.85 * light * dark, 0.7 * light * dark


@kernel
def _paint(k, seed):
    """The k-th colour of a picture's palette: neighbouring hues with one opposite."""
    hue = chance(40, 0, 0, seed) + 0.3 * (chance(41, k, 0, seed) - 0.5)
    if chance(42, k, 0, seed) < 0.25:
        hue += 0.5
    strength = 0.2 + 0.5 * chance(43, k, 0, seed)
    value = 0.3 + 0.6 * chance(44, k, 0, seed)
    return (
        value * (1 - strength * _dip(hue)),
        value * (1 - strength * _dip(hue + 2 / 3)),
        value * (1 - strength * _dip(hue + 1 / 3)),
    )


@kernel
def _dip(hue):
    """What a pure hue lacks of red: 0 around hue 0, 1 at the opposite."""
    hue -= np.floor(hue)
    return min(max(2 - abs(6 * hue - 3), 0.0), 1.0)

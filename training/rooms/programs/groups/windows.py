"""Curtains, blinds and radiators at windows, lamps on the ceiling."""

from training.rooms.layout.floor_plan import Opening
from training.rooms.programs.furnisher import Furnisher
from training.rooms.types import Size

_LONG = ("full-length pair", "tied back", "wavy", "layered")
_SHORT = ("short", "sill-length")


def dress_windows(f: Furnisher) -> None:
    """What of these is wished for, window by window."""
    for window, opening in f.room.windows:
        if window.floor != f.floor:
            continue
        if f.wishes["curtain"]:
            styles, size = _curtain(f, opening)
            f.put("curtain", lambda m, w=window: f.room.at_window(w, m), *styles, size=size)
        else:
            size = (round(opening.width + 0.08, 3), 0.08, round(opening.height + 0.1, 3))
            f.put("blinds", lambda m, w=window: f.room.at_window(w, m), size=size)
        f.put("radiator", lambda m, w=window: f.room.at_window(w, m, place="below"))


def _curtain(f: Furnisher, opening: Opening) -> tuple[tuple[str, ...], Size]:
    """Wider than the window; to the floor or a little below the sill."""
    width = opening.width + float(f.rng.uniform(0.15, 0.5))
    full = opening.sill < 0.4 or (f.chance(0.6) and not f.wishes["radiator"])
    drop = opening.sill - float(f.rng.uniform(0.02, 0.1)) if full else 0.12
    height = opening.height + drop + 0.1
    depth = float(f.rng.uniform(0.16, 0.28))
    return _LONG if full else _SHORT, (round(width, 3), round(depth, 3), round(height, 3))


def light_ceiling(f: Furnisher, most: int = 6) -> None:
    """As many lamps as are wished for, all alike, in one row or two."""
    number = f.take("ceiling lamp", most)
    if number:
        model = f.model("ceiling lamp", where="ceiling")
        rows = 2 if number >= 4 else 1
        f.room.lights(lambda: model, rows, -(-number // rows), floor=f.floor)

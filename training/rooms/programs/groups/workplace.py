"""A desk with what belongs to it: a seat before it, screens, keyboard, mouse, clutter, a bin."""

from training.rooms.programs.furnisher import Furnisher
from training.rooms.types import Placed

OFFICE_CHAIRS = ("office swivel", "conference mesh", "executive", "task")

_ON_DESKS = {
    "telephone": 0.6, "lamp": 0.5, "mug": 0.6, "books": 0.5, "tissue box": 0.4, "speaker": 0.5,
    "printer": 0.2, "bottle": 0.4, "plant": 0.2,
}  # fmt: skip
"""What else stands on desks, and how often it does if it is wished for at all."""


def workplaces(f: Furnisher, most: int = 8) -> list[Placed]:
    """Desks against the walls, every one equipped with its share of what is wished for."""
    desks: list[Placed] = []
    for _ in range(most):
        desk = f.put_at_wall("desk", clearance=0.65)
        if desk is None:
            break
        desks.append(desk)
    for i, desk in enumerate(desks):
        equip(f, desk, share=len(desks) - i)
    return desks


def seat(f: Furnisher, desk: Placed) -> Placed | None:
    """A chair before a desk, mostly pushed under it a little."""
    distance = round(float(f.rng.uniform(-0.3, 0.15)), 3)
    styles = OFFICE_CHAIRS if f.chance(0.7) else ()
    return f.put(
        "chair",
        lambda model: f.room.in_front_of(desk, model, distance=distance, loose=0.1),
        *styles,
    )


def equip(f: Furnisher, desk: Placed, *, share: int = 1, chair: bool = True) -> None:
    """Furnish a desk with one part in `share` of the monitors, … that are still wished for."""
    if chair:
        seat(f, desk)
    screens = _screens(f, desk, share)
    if screens or f.chance(0.3):
        keyboard = f.put_on(desk, "keyboard", spot="front")
        f.put_on(desk, "mouse", spot="front", near=keyboard)
    if not screens or f.chance(0.2):
        f.put_on(desk, "laptop")
    if screens:
        _tower(f, desk)
    for category, chance in _ON_DESKS.items():
        if f.chance(chance):
            f.put_on(desk, category)
    if f.chance(0.5):
        _bin(f, desk)


def _screens(f: Furnisher, desk: Placed, share: int) -> list[Placed]:
    """Side by side at the back of the desk, as many as go."""
    most = 3 if desk.model.size[0] > 1.5 else 2
    screens: list[Placed] = []
    for _ in range(min(-(-f.wishes["monitor"] // share), most)):
        near = screens[-1] if screens else None
        screen = f.put_on(desk, "monitor", spot="back", near=near)
        if screen is None:
            break
        screens.append(screen)
    return screens


def _tower(f: Furnisher, desk: Placed) -> None:
    f.put(
        "computer tower",
        lambda model: f.room.under(desk, model, spot="left") or f.room.beside(desk, model),
    )


def _bin(f: Furnisher, desk: Placed) -> None:
    f.put(
        "trash can",
        lambda model: f.room.beside(desk, model) or f.room.under(desk, model, spot="right"),
    )

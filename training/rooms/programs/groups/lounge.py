"""Sofas and armchairs around a coffee table, something to look at opposite."""

from training.rooms.programs.furnisher import Furnisher
from training.rooms.types import Model, Placed


def lounge(f: Furnisher) -> Placed | None:
    """The sofa with what belongs to it; the sofa, or None if it has no place."""
    sofa = f.put_at_wall("sofa", clearance=0.8)
    if sofa is None:
        return None
    distance = round(float(f.rng.uniform(0.3, 0.5)), 3)
    table = f.put("coffee table", lambda m: f.room.in_front_of(sofa, m, distance=distance))
    watch(f, f.room.opposite(sofa))
    if table is not None:
        if f.chance(0.6):
            f.put("coffee table", lambda m: f.room.beside(table, m, gap=0.08, align="center"))
        gather(f, table)
    for _ in range(2):
        end = f.put("end table", lambda m: f.room.beside(sofa, m, gap=0.04))
        if end is not None:
            f.put_on(end, "lamp", spot="center")
    dress(f, sofa)
    below = [table or sofa]
    f.put("rug", lambda m: f.room.rug(m, floor=f.floor, below=below))
    if f.chance(0.7):
        f.hang("picture", above=sofa, gap=0.3)
    return sofa


def gather(f: Furnisher, table: Placed) -> None:
    """Armchairs and a second sofa at the free sides of a low table, turned to it."""

    def place(model: Model) -> Placed | None:
        distance = round(float(f.rng.uniform(0.3, 0.6)), 3)
        return f.room.beside(
            table, model, gap=distance, align="center", face="towards"
        ) or f.room.in_front_of(table, model, distance=distance)

    for category in ("sofa", "armchair", "armchair", "ottoman"):
        placed = f.put(category, place)
        if placed is not None and category != "ottoman":
            dress(f, placed)


def dress(f: Furnisher, sofa: Placed) -> None:
    """Pillows and a blanket on a sofa or an armchair."""
    for _ in range(1 if sofa.category == "armchair" else 4):
        f.put_on(sofa, "pillow", rest="seat", spot="back")
    if f.chance(0.4):
        f.put_on(sofa, "blanket", rest="seat")


def watch(f: Furnisher, wall: int) -> Placed | None:
    """A television at a wall, on a stand, on a low cabinet or hung up."""
    if not f.wishes["tv"]:
        return None
    stand = f.put_at_wall("tv stand", wall=wall, spot="center")
    if stand is None and f.chance(0.5):
        low = ("sideboard", "low office", "doors and drawers")
        stand = f.put_at_wall("cabinet", *low, wall=wall, spot="center")
    if stand is None:
        return f.hang("tv", wall=wall, middle=1.35)
    for side in ("left", "right"):
        f.put("speaker", lambda m, side=side: f.room.beside(stand, m, side=side, gap=0.1))
    return f.put_on(stand, "tv", spot="center")

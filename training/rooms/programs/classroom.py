"""A classroom: rows of tables that face a board, the teacher's desk before it."""

from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.groups.meeting import table_with_chairs
from training.rooms.programs.groups.shelving import at_walls, stock
from training.rooms.programs.groups.windows import light_ceiling
from training.rooms.programs.groups.workplace import equip
from training.rooms.types import Model


def furnish_classroom(f: Furnisher) -> None:
    f.want("chair", 6)
    if not f.wishes["whiteboard"]:
        f.want("blackboard")
    front = f.room.walls(f.floor)[0]
    board = f.hang("blackboard", wall=front, middle=1.42)
    if board is None:
        board = f.hang("whiteboard", wall=front, middle=1.4)
    if f.chance(0.5):
        teacher = f.put_at_wall("desk", wall=front, clearance=0.7)
        if teacher is not None:
            equip(f, teacher)
    if f.chance(0.5):
        _rows(f, front)
    else:
        _groups(f)
    f.hang("clock", middle=2.1)
    for shelf in at_walls(f, "bookshelf", most=3):
        stock(f, shelf, "books", fullness=0.7)
    light_ceiling(f, 2, 3)


def _rows(f: Furnisher, front: int) -> None:
    """Chairs with writing boards or single desks in rows, all facing the board."""
    category = "desk" if f.wishes["desk"] > 1 else "table" if f.wishes["table"] > 1 else None
    seats = f.wishes["chair"]
    columns = 2 + int(f.rng.integers(3))
    if category is None:
        _chairs_in_rows(f, front, seats)
        return
    number = min(f.take(category, 9), 9)
    model = f.model(category)
    width, depth, _ = model.size
    rows = max(1, -(-number // columns))
    pitch = (width + 0.7, depth + 0.95)
    desks = f.room.grid(
        lambda: model, rows, columns, pitch=pitch, floor=f.floor, face=front, margin=1.6
    )
    style = f.model("chair").style
    for desk in desks:
        for shift in (-width / 4, width / 4) if width > 1.1 else (0.0,):
            f.put(
                "chair",
                lambda m, d=desk, s=shift: f.room.in_front_of(d, m, distance=-0.2, shift=s),
                style,
            )


def _chairs_in_rows(f: Furnisher, front: int, seats: int) -> None:
    model = f.model("chair", "tablet-arm", "stacking", "shell", "wooden arm")
    columns = 3 + int(f.rng.integers(3))
    rows = max(1, seats // columns)

    def another() -> Model:
        return f.room.make("chair", style=model.style)

    pitch = (model.size[0] + 0.25, model.size[1] + 0.5)
    placed = f.room.grid(another, rows, columns, pitch=pitch, floor=f.floor, face=front, margin=1.4)
    f.take("chair", len(placed))


def _groups(f: Furnisher) -> None:
    """Tables all over the room with chairs around them."""
    f.want("table")
    number = f.wishes["table"]
    for i in range(number):
        seats = -(-f.wishes["chair"] // (number - i))
        if table_with_chairs(f, seats, centered=False) is None:
            break

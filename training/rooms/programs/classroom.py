"""A classroom: rows of tables that face a board, the teacher's desk before it."""

from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.groups.meeting import alike, table_with_chairs
from training.rooms.programs.groups.shelving import at_walls, stock
from training.rooms.programs.groups.windows import light_ceiling
from training.rooms.programs.groups.workplace import equip


def furnish_classroom(f: Furnisher) -> None:
    f.want("chair", 9)
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
    if board is not None and f.chance(0.6):
        _rows(f, front, f.room.opposite(board))
    else:
        _groups(f)
    f.hang("clock", middle=2.1)
    for shelf in at_walls(f, "bookshelf", most=3):
        stock(f, shelf, "books", fullness=0.7)
    light_ceiling(f)


def _rows(f: Furnisher, front: int, back: int) -> None:
    """Desks or tables in rows with chairs behind them, or chairs alone, all facing the board."""
    category = "desk" if f.wishes["desk"] > 1 else "table"
    seats = f.wishes["chair"]
    columns = 2 + int(f.rng.integers(3))
    if f.wishes[category] < 2:
        _chairs_in_rows(f, front, seats)
        return
    model = f.model(category)
    width, depth, _ = model.size
    rows = max(1, -(-f.wishes[category] // columns))
    # The front of a desk is where one sits: it faces the wall behind the class.
    desks = f.room.grid(
        lambda: model, rows, columns, pitch=(width + 0.6, depth + 0.95), floor=f.floor,
        face=back, margin=1.3,
    )  # fmt: skip
    f.take(category, len(desks))
    chair = alike(f, "chair")
    for desk in desks:
        for shift in (-width / 4, width / 4) if width > 1.1 else (0.0,):
            placed = f.room.in_front_of(desk, chair(), distance=-0.2, shift=shift)
            f.take("chair", 1 if placed else 0)


def _chairs_in_rows(f: Furnisher, front: int, seats: int) -> None:
    maker = alike(f, "chair", "tablet-arm", "stacking", "shell", "wooden arm")
    width, depth, _ = maker().size
    columns = 3 + int(f.rng.integers(3))
    placed = f.room.grid(
        maker, max(1, seats // columns), columns, pitch=(width + 0.25, depth + 0.5),
        floor=f.floor, face=front, margin=1.4,
    )  # fmt: skip
    f.take("chair", len(placed))


def _groups(f: Furnisher) -> None:
    """Tables all over the room with chairs around them."""
    f.want("table")
    number = f.wishes["table"]
    for i in range(number):
        seats = -(-f.wishes["chair"] // (number - i))
        if table_with_chairs(f, seats, centered=False) is None:
            break

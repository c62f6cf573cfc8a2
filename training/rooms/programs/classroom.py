"""A classroom: rows of tables that face a board, the teacher's desk before it."""

from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.groups.meeting import alike, spare_chairs, tables_with_chairs
from training.rooms.programs.groups.shelving import at_walls, stock_all
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
    if board is not None and f.chance(0.65):
        _rows(f, front, f.room.opposite(board))
    else:
        tables_with_chairs(f, usual=4)
    spare_chairs(f)
    f.hang("clock", middle=2.1)
    if f.wishes["books"] > 3:
        f.want("bookshelf")
    stock_all(f, at_walls(f, "bookshelf", most=3), "books")
    light_ceiling(f)


def _rows(f: Furnisher, front: int, back: int) -> None:
    """Desks or tables in rows with chairs behind them, or chairs alone, all facing the board."""
    category = "desk" if f.wishes["desk"] > f.wishes["table"] else "table"
    if not f.wishes[category]:
        _chairs_in_rows(f, front)
        return
    model = f.model(category)
    width, depth, _ = model.size
    beside = max(1, int(width / 0.65))
    f.want(category, -(-f.wishes["chair"] // beside))
    pitch = width + 0.55, depth + 0.95
    columns = _columns(f, back, pitch[0])
    rows = -(-f.wishes[category] // columns)
    # The front of a desk is where one sits: it faces the wall behind the class.
    desks = f.room.grid(
        lambda: model, rows, columns, pitch=pitch, floor=f.floor, face=back, margin=1.2
    )
    f.take(category, len(desks))
    chair = alike(f, "chair")
    for desk in desks:
        for i in range(beside):
            shift = (i + 0.5) / beside * width - width / 2
            if f.wishes["chair"]:
                placed = f.room.in_front_of(desk, chair(), distance=-0.2, shift=round(shift, 3))
                f.take("chair", 1 if placed else 0)


def _columns(f: Furnisher, wall: int, pitch: float) -> int:
    """As many as the wall is long for, less the way along the sides."""
    return max(1, min(5, int((f.room.wall_length(wall) - 1.0) / pitch)))


def _chairs_in_rows(f: Furnisher, front: int) -> None:
    maker = alike(f, "chair", "tablet-arm", "stacking", "shell", "wooden arm")
    width, depth, _ = maker().size
    pitch = width + 0.2, depth + 0.45
    columns = _columns(f, front, pitch[0])
    rows = -(-f.wishes["chair"] // columns)
    placed = f.room.grid(maker, rows, columns, pitch=pitch, floor=f.floor, face=front, margin=1.4)
    f.take("chair", len(placed))

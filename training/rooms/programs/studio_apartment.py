"""A studio apartment: sleeping, sitting, working and cooking in one room."""

from training.rooms.programs.furnisher import Furnisher
from training.rooms.programs.groups.kitchenette import kitchen_run
from training.rooms.programs.groups.lounge import lounge
from training.rooms.programs.groups.meeting import lay, table_with_chairs
from training.rooms.programs.groups.sleeping import bed_with_stands, dressers
from training.rooms.programs.groups.washing import lone_basin
from training.rooms.programs.groups.windows import light_ceiling
from training.rooms.programs.groups.workplace import workplaces


def furnish_studio_apartment(f: Furnisher) -> None:
    for category in ("bed", "kitchen cabinet", "counter", "sink", "wall cabinet"):
        f.want(category)
    bed = bed_with_stands(f)
    kitchen_run(f)
    if not f.placed("sink"):
        lone_basin(f)
    f.wishes["sink"] = 0
    lounge(f)
    dressers(f, bed)
    workplaces(f, most=1)
    if f.wishes["table"]:
        table = table_with_chairs(f, min(f.wishes["chair"], 4), centered=False)
        if table is not None:
            lay(f, table, {"mug": 0.5, "plate": 0.5, "bottle": 0.5})
    light_ceiling(f)

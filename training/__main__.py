"""Make data and train: `python -m training rooms --count 100 --out runs/rooms`.

Exit status 0 only if the work was done; 2 for bad arguments or bad input, with one line on
stderr that says why.
"""

import sys
from typing import Annotated

import tyro

from training.errors import CommandError
from training.rooms.command import RoomsConfig, make_rooms


def rooms(config: Annotated[RoomsConfig, tyro.conf.arg(name="")]) -> None:
    """Make furnished rooms from seeds: scans, labels, photos, descriptions and questions.

    Rooms that are already there are left as they are, so an interrupted run goes on where it was.
    """
    make_rooms(config)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status."""
    try:
        tyro.extras.subcommand_cli_from_dict(
            {"rooms": rooms}, prog="python -m training", description=__doc__, args=arguments
        )
    except CommandError as error:
        print(f"{str(error).rstrip('.')}.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())

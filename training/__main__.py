"""Make data and train: `python -m training rooms --count 100 --out runs/rooms`.

Exit status 0 only if the work was done; 2 for bad arguments or bad input, with one line on
stderr that says why.
"""

import sys
from typing import Annotated

import tyro

from training.errors import CommandError
from training.rooms.command import RoomsConfig
from training.rooms.command import run as run_rooms

Command = Annotated[RoomsConfig, tyro.conf.subcommand("rooms")]


def main() -> None:
    config = tyro.cli(
        tyro.conf.OmitSubcommandPrefixes[Command],  # pyright: ignore[reportArgumentType]
        prog="python -m training",
        description=__doc__,
    )
    try:
        run_rooms(config)
    except CommandError as error:
        print(f"{error}.".replace("..", "."), file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":
    main()

"""The engine without a browser: `python -m backend info SCENE --json`, ask, detect, embed.

Exit status 0 only if the work was done; 2 for bad arguments or bad input, with one line on
stderr that says why.
"""

import os
import sys

import tyro

from backend.commands.ask import ask
from backend.commands.detect import detect
from backend.commands.embed import embed
from backend.commands.info import info
from backend.engine import CheckpointError, QuestionError
from backend.types import SceneError

COMMANDS = {"info": info, "ask": ask, "detect": detect, "embed": embed}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status."""
    try:
        tyro.extras.subcommand_cli_from_dict(
            COMMANDS, prog="python -m backend", description=__doc__, args=arguments
        )
    except (SceneError, CheckpointError, QuestionError) as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever reads has enough, as `head` does; nor shall Python try to write the rest.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())

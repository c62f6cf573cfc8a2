"""What a person did wrong, said in one line."""


class CommandError(ValueError):
    """Bad arguments or bad input: the command line prints it and ends with status 2."""

"""The `plan` command: finds the verb, passes its arguments, and turns errors into sentences and exit codes."""

import sys
from collections.abc import Sequence
from io import TextIOWrapper


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `plan` with the arguments (without its own name) and return the exit code: 0 done, 1 refused, 2 usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a file's name, or an old note, may be no text
            stream.reconfigure(errors="backslashreplace")
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words in (["--version"], ["-V"]):
        from tui import __version__  # the rest of the program is not needed to say so

        print(f"plan {__version__}")
        return 0
    try:
        from tui.cli.run import run

        return run(words)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())

"""The `plan` command: finds the verb, passes its arguments, and turns errors into sentences and exit codes."""

import gc
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `plan` with the arguments (without its own name) and return the exit code: 0 done, 1 refused, 2 usage."""
    _stand_in()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a file's name, or an old note, may be no text
            stream.reconfigure(errors="backslashreplace")
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words in (["--version"], ["-V"]):
        return _print_version()
    try:
        return _run(words)
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - whatever it is, it has to be one sentence
        from tui.cli.shared.crash import tell

        return tell(error, monitoring="--monitor" in words)


def _run(words: Sequence[str]) -> int:
    gc.disable()  # thousands of objects are made while modules load, and none of them is garbage
    from tui.cli.dispatch import run

    gc.freeze()
    gc.enable()
    return run(words)


def _print_version() -> int:
    from tui import __version__  # the rest of the program is not needed to say so

    try:
        print(f"plan {__version__}", flush=True)
    except OSError as error:
        from tui.cli.shared.output import give_up

        return give_up(error)
    return 0


def _stand_in() -> None:
    """Put something in place of standard streams that are closed, so that no file of the plan gets their numbers.

    Python leaves None for them, and prints into nothing. Writing to the output fails here instead, as on a full disk.
    """
    for name, flags, mode in (("stdin", os.O_RDONLY, "r"), ("stdout", os.O_RDONLY, "w"), ("stderr", os.O_WRONLY, "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), mode, encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())

"""Standard output: kept back until all of it is there, and what happens where nobody takes it."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from io import StringIO, TextIOBase
from typing import TextIO, cast

from scoring.messages import _
from tui.cli.shared.several import complain


class Unwritable(Exception):  # noqa: N818 - the verb itself has not failed
    """Standard output takes nothing; the cause is the system's error. `code` is what the verb has ended with."""

    def __init__(self, code: int) -> None:
        super().__init__()
        self.code = code


def printed(act: Callable[[], int]) -> int:
    """Return what `act` returns once all that it prints is written; Unwritable where that cannot be.

    What is printed is kept back where no person watches it come: an output that takes nothing then stops no verb in
    the middle of what it was asked to do.
    """
    output = sys.stdout
    if output.isatty():
        return act()
    kept = StringIO()
    try:
        with redirect_stdout(kept):
            code = act()
    except BaseException:
        try:
            _write(output, kept)
        except OSError:  # what went wrong before is what there is to say
            _silence()
        raise
    try:
        _write(output, kept)
    except OSError as error:
        raise Unwritable(code) from error
    return code


def _write(output: TextIO, kept: StringIO) -> None:
    if text := kept.getvalue():  # a full disk refuses even nothing
        output.write(text)
        output.flush()


def _silence() -> None:
    """Have what Python still holds for standard output, and flushes at its end, go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def give_up(error: BaseException | None, *, done: int | None = None) -> int:
    """Return the exit code where standard output takes nothing, and say so on standard error.

    `done` is the code of a verb that has already done what it was asked for. Whoever closes a pipe has read enough.
    """
    _silence()
    if isinstance(error, BrokenPipeError):
        return 0
    from scoring.text.system_errors import reason  # what goes well does without

    why = reason(error) if isinstance(error, OSError) else ""
    if done is None:
        complain(_("no se puede escribir en la salida: {reason}.").format(reason=why))
        return 1
    complain(_("quedó hecho; solo no se puede escribir en la salida: {reason}.").format(reason=why))
    return done


@contextmanager
def in_ascii(*, data: bool) -> Iterator[None]:
    """Have what is printed keep to ASCII signs; standard output stays as it is where it carries `data`."""
    with ExitStack() as redirected:
        redirected.enter_context(redirect_stderr(cast("TextIO", _InAscii(sys.stderr))))
        if not data:
            redirected.enter_context(redirect_stdout(cast("TextIO", _InAscii(sys.stdout))))
        yield


class _InAscii(TextIOBase):
    """A stream whose signs are written in ASCII; letters stay as they are."""

    def __init__(self, stream: TextIO) -> None:
        from tui.grid.symbols import in_ascii  # only --ascii needs it

        self._stream = stream
        self._in_ascii = in_ascii

    def write(self, text: str) -> int:
        return self._stream.write(self._in_ascii(text))

    def flush(self) -> None:
        self._stream.flush()

    def isatty(self) -> bool:
        return self._stream.isatty()

    def fileno(self) -> int:
        return self._stream.fileno()

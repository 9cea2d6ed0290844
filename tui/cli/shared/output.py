"""Standard output: kept back until all of it is there, and what happens where nobody takes it.

All that is printed passes the gate of `Visible`, so that no text of a plan, no name of a file and nothing typed steers
a terminal, whichever verb prints it.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from typing import Any, Final, TextIO, cast

from scoring.messages import _
from scoring.quoting import escaped, visible, visible_lines
from tui.cli.shared.several import complain

_BYTE_ORDER_MARK: Final = "\ufeff"
"""What a CSV for a spreadsheet begins with."""


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


class Visible:
    """A stream that shows the characters which a terminal would obey, and so obeys none of them.

    Whatever else is asked of it is asked of the stream beneath.
    """

    def __init__(self, stream: TextIO, written: Callable[[str], str] = str) -> None:
        """Write to `stream` what `written` makes of a text in which everything is visible."""
        self.beneath: TextIO = stream.beneath if isinstance(stream, Visible) else stream
        self._written = written

    def write(self, text: str) -> int:
        """Write a text; line ends are meant, and so is a byte order mark at its beginning."""
        mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
        return self.beneath.write(mark + self._written(visible_lines(text.removeprefix(mark))))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.beneath, name)


@contextmanager
def all_visible() -> Iterator[None]:
    """Have all that is printed pass the gate."""
    with redirect_stdout(cast("TextIO", Visible(sys.stdout))), redirect_stderr(cast("TextIO", Visible(sys.stderr))):
        yield


@contextmanager
def in_ascii(*, data: bool) -> Iterator[None]:
    """Have what is printed keep to ASCII signs; standard output stays as it is where it carries `data`."""
    from tui.grid.symbols import in_ascii as with_signs_in_ascii  # only --ascii needs it

    with ExitStack() as redirected:
        redirected.enter_context(redirect_stderr(cast("TextIO", Visible(sys.stderr, with_signs_in_ascii))))
        if not data:
            redirected.enter_context(redirect_stdout(cast("TextIO", Visible(sys.stdout, with_signs_in_ascii))))
        yield


def print_line(text: str) -> None:
    """Print a text on one line, also where a text of the plan in it has several."""
    print(visible(text))


def print_json(document: object, default: Callable[[Any], Any] | None = None) -> None:
    """Print a document as JSON; `default` returns what JSON knows in place of another value."""
    import json  # only --json needs it

    print(escaped(json.dumps(document, ensure_ascii=False, indent=1, default=default)))

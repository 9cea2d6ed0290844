"""The end of an application in which something has gone wrong that nobody foresaw.

Textual would print a traceback with the local variables, and so the plan, on the terminal. Here it prints nothing: the
terminal is given back, and whoever has started the application gets an UnforeseenError and says what is to be said.
"""

import asyncio
import threading
from contextlib import suppress
from typing import Any

from rich.console import Console, RenderableType
from textual.app import App
from textual.worker import WorkerFailed


class UnforeseenError(Exception):
    """Something has ended the application that nobody foresaw: its cause. What was being typed is kept."""


class GuardedApp(App[None], inherit_bindings=False):
    """An application that any error ends in order: of a handler, a painter, a timer, a worker, a callback, a thread."""

    def __init__(self, **options: Any) -> None:
        """Make an application with Textual's own `options` that prints no errors."""
        super().__init__(**options)
        self.error_console = Console(stderr=True, quiet=True)
        self._unforeseen: BaseException | None = None
        """The first error that nobody foresaw."""
        self._events: asyncio.AbstractEventLoop | None = None

    def keep_what_is_typed(self) -> None:
        """Keep what would be lost; called once, behind the first error."""

    def on_load(self) -> None:
        """Have errors in the event loop's callbacks end the application as well."""
        self._events = asyncio.get_running_loop()
        self._events.set_exception_handler(lambda _loop, context: self._end_after(context.get("exception")))

    def run(self, **options: Any) -> None:
        """Run the application with Textual's own `options`; UnforeseenError where something has ended it."""
        before = threading.excepthook
        threading.excepthook = self._end_after_thread
        try:
            super().run(**options)
        finally:
            threading.excepthook = before
        if self._unforeseen:
            raise UnforeseenError from self._unforeseen

    def panic(self, *renderables: RenderableType) -> None:
        """End; what is to be printed then is not."""
        self._note(RuntimeError())
        super().panic(*renderables)

    def _handle_exception(self, error: Exception) -> None:
        """End after an error, wherever in the application Textual has caught it."""
        self._note(error.error if isinstance(error, WorkerFailed) else error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End; Textual would draw the traceback with its local variables first."""
        self._close_messages_no_wait()

    def _end_after(self, error: BaseException | None) -> None:
        """End after an error that Textual has not seen; None is a remark of the event loop's, and no error."""
        if isinstance(error, Exception):
            self._handle_exception(error)

    def _end_after_thread(self, arguments: threading.ExceptHookArgs) -> None:
        """End after an error in a thread."""
        if self._events:
            with suppress(RuntimeError):  # the loop has ended, and so has the application
                self._events.call_soon_threadsafe(self._end_after, arguments.exc_value)

    def _note(self, error: BaseException) -> None:
        """Remember the first error, and keep what would be lost."""
        if self._unforeseen is None:
            self._unforeseen = error
            with suppress(Exception):  # what has gone wrong may be in the way of it
                self.keep_what_is_typed()

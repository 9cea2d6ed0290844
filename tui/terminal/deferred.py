"""Modules that Textual loads at once and hardly ever needs: here they are loaded once something of them is used.

They take a sixth of the time until a key is answered.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any, Final

from tui.terminal.private_names import was_read

DEFERRED: Final = (
    "textual.command",  # the palette, which is turned off, with the widgets for a list and a field
    "textual.widgets._toast",  # toasts, which the direct way turns off, with all containers
    "textual.markup",  # for styles and texts written as markup
    "textual.canvas",  # for lines drawn between widgets
    "textual.css._help_text",  # for what is told of faults in a style sheet
    "rich.table",  # for a preview of Textual's own colours
    "platformdirs",  # for screenshots; this program asks it for a folder when it has one to ask for
    "mimetypes",  # for files given to a browser
    "uuid",  # for toasts, and for files given to a browser
    "difflib",  # for what is told of faults in a style sheet
    "pickle",  # for what a style carries beside colours
    "urllib.parse",  # for paths as addresses
)
"""The modules, of which nothing but functions and classes that are called is taken while Textual is loaded.

A class derived from one of these has nothing of it: `textual.theme.ThemeProvider`, which only the palette uses.
"""


class DeferredName:
    """A function or a class of a deferred module, which is loaded when it is called or anything else is asked of it."""

    def __init__(self, module: str, name: str) -> None:
        """Stand for `name` of `module`."""
        self._module = module
        self._name = name

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Call what this stands for."""
        return self.load()(*arguments, **options)

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of what this stands for."""
        return getattr(self.load(), name)

    def __mro_entries__(self, _bases: object) -> tuple[type, ...]:
        """Be no base of a class derived from this."""
        return ()

    def load(self) -> Any:
        """Return what this stands for."""
        if isinstance(sys.modules.get(self._module), StandIn):
            del sys.modules[self._module]
        return getattr(import_module(self._module), self._name)


class StandIn(ModuleType):
    """Has every name of a deferred module."""

    def __getattr__(self, name: str) -> DeferredName:
        if name.startswith("__"):
            raise AttributeError(name)
        return DeferredName(self.__name__, name)


@contextmanager
def deferred() -> Iterator[None]:
    """Load what is imported in the block without the deferred modules.

    That is for the direct way alone: a Textual that was not read, and its stock way, get all of them.
    """
    stand_ins = {} if os.environ.get("TEXTUAL_DRIVER") or not was_read() else _stand_ins()
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]


def _stand_ins() -> dict[str, ModuleType]:
    return {name: StandIn(name) for name in DEFERRED if name not in sys.modules}

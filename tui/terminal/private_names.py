"""Textual's private names that the direct way uses, and whether the installed Textual has them.

Private is what Textual does not document: modules and attributes that begin with an underscore, and what is inside
`textual.drivers`. A minor version of Textual may change any of it. After reading a new version's sources, add it to
READ_FOR; a version that is not there is shown on the stock way.
"""

import os
import re
from collections.abc import Sequence
from importlib import import_module
from importlib.machinery import PathFinder
from typing import Final, NamedTuple


class PrivateName(NamedTuple):
    """A name that is used, and what for."""

    module: str
    name: str
    """A name of the module, or `Class.attribute`: of the class, or given to its objects by its `__init__`."""
    why: str


READ_FOR: Final = ("8.2",)
"""The versions of Textual, major and minor, whose sources were read for the names below."""

PRIVATE_NAMES: Final = (
    PrivateName("textual.app", "App._display", "replaced: it sends an update of the screen"),
    PrivateName("textual.app", "App._driver", "written to: changed cells bypass the compositor"),
    PrivateName("textual.app", "App._batch_count", "read: nothing is drawn while it is not 0"),
    PrivateName("textual.app", "App._disable_tooltips", "set: one widget fewer to mount"),
    PrivateName("textual.app", "App._handle_exception", "extended: notes an error that nobody foresaw"),
    PrivateName("textual.app", "App._fatal_error", "replaced: no traceback is drawn"),
    PrivateName("textual.app", "App._close_messages_no_wait", "called: ends the application"),
    PrivateName("textual.app", "App._disable_notifications", "set: one widget fewer to mount"),
    PrivateName("textual._compositor", "CompositorUpdate", "read: the base class of updates"),
    PrivateName("textual._compositor", "LayoutUpdate", "read: an update of the whole screen"),
    PrivateName("textual._compositor", "LayoutUpdate.region", "read: the part of the screen that it covers"),
    PrivateName("textual._compositor", "LayoutUpdate.strips", "read: its lines"),
    PrivateName("textual._compositor", "ChopsUpdate", "read: an update of parts of lines"),
    PrivateName("textual._compositor", "ChopsUpdate.chops", "read: the parts of each line by their first column"),
    PrivateName("textual._compositor", "ChopsUpdate.spans", "read: the lines that change"),
    PrivateName("textual._xterm_parser", "XTermParser", "called: the meaning of one escape sequence"),
    PrivateName("textual._xterm_parser", "XTermParser.feed", "called: takes what was typed"),
    PrivateName("textual.driver", "Driver._app", "called: messages are posted to it, in its own thread"),
    PrivateName("textual.driver", "Driver._loop", "called: it reads the terminal and times Esc"),
    PrivateName("textual.drivers.linux_driver", "LinuxDriver", "derived from: sets and restores the terminal's modes"),
    PrivateName("textual.drivers.linux_driver", "LinuxDriver.fileno", "read: the terminal's input"),
    PrivateName("textual.drivers.linux_driver", "LinuxDriver.start_application_mode", "extended: starts reading"),
    PrivateName("textual.drivers.linux_driver", "LinuxDriver.stop_application_mode", "extended: notes the end"),
    PrivateName("textual.drivers.linux_driver", "LinuxDriver.disable_input", "extended: ends reading"),
    PrivateName("textual.drivers.linux_driver", "LinuxDriver.process_message", "called: tracks the mouse's buttons"),
    PrivateName("textual.drivers.linux_driver", "LinuxDriver.run_input_thread", "replaced: no thread reads"),
    PrivateName("textual.drivers.linux_driver", "LinuxDriver.send_message", "replaced: no thread to cross"),
    PrivateName("textual.drivers.linux_driver", "LinuxDriver.write", "replaced: no thread writes"),
    PrivateName("textual.drivers.linux_driver", "LinuxDriver._get_terminal_size", "replaced: COLUMNS may be stale"),
)

_METADATA: Final = re.compile(r"textual-(\d[^-]*)\.dist-info")


def usable() -> bool:
    """Whether the installed Textual is of a version that was read, and has every name."""
    return was_read() and not missing()


def was_read() -> bool:
    """Whether the installed Textual is of a version that was read; it is not loaded for that."""
    return ".".join(installed().split(".")[:2]) in READ_FOR


def missing(names: Sequence[PrivateName] = PRIVATE_NAMES) -> list[str]:
    """Return those of `names` that the installed Textual does not have, each as `module:name`."""
    return [f"{name.module}:{name.name}" for name in names if not _found(name)]


def installed() -> str:
    """Return the version of the installed Textual.

    Its metadata folder is named after it. Textual itself asks importlib.metadata, whose import takes 8 ms of a start.
    """
    found = PathFinder.find_spec("textual")
    folder = os.path.dirname(os.path.dirname(found.origin or "")) if found else ""  # noqa: PTH120 - pathlib loads slowly
    beside = os.listdir(folder) if folder else []  # noqa: PTH208 - likewise
    versions = [match[1] for name in beside if (match := _METADATA.fullmatch(name))]
    if len(versions) == 1:
        return versions[0]
    from textual import __version__  # there are several to choose from, or none

    return __version__


def _found(name: PrivateName) -> bool:
    try:
        holder: object = import_module(name.module)
        *path, last = name.name.split(".")
        for step in path:
            holder = getattr(holder, step)
    except (ImportError, AttributeError):
        return False
    return hasattr(holder, last) or last in _assigned(holder)


def _assigned(class_: object) -> frozenset[str]:
    """Return the attributes that a class's own `__init__` names: what it gives its objects is not in the class."""
    code = getattr(getattr(class_, "__init__", None), "__code__", None)
    return frozenset(code.co_names) if code else frozenset()

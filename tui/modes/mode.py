"""A mode: what keys, pastes and the foot of the screen mean while it is the topmost."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from scoring.messages import _
from scoring.model import Cell, Value
from tui.grid.spans import Span

if TYPE_CHECKING:
    from tui.grid.editor import Editor
    from tui.modes.stack import ModeStack
    from tui.pages.page import Page
    from tui.personal.drafts import AnyDraft


class Key(NamedTuple):
    """A key that was pressed."""

    name: str
    """As Textual names it: `enter`, `ctrl+z`, `a`."""
    character: str = ""
    """What it writes; empty where it writes nothing."""


class Mode:
    """The base of every mode; `stack` is the one it is pushed onto."""

    browsing = False
    """Whether the grid is shown and nothing has been begun, so that a page may open."""
    halts = False
    """Whether keys typed behind one that was refused are to be ignored while this mode is the topmost."""
    asks = False
    """Whether it asks what is to be written over: only a key typed once that was seen is an answer."""
    insists = False
    """Whether it takes keys on a screen too small for the plan, too."""
    cancels_unseen = False
    """Whether the key that cancels is taken even where those typed behind a refused one are ignored."""
    text = False
    """Whether a key that writes something is text and no command."""
    page: "Page | None" = None
    """What is shown in place of the grid."""
    editor: "Editor | None" = None
    """The text being typed into the cell under the cursor."""
    found: frozenset[str] = frozenset()
    """The ids of rows to be shown as found."""
    pasted: Mapping[Cell, Value | None] = {}
    """What is shown in cells without being written."""

    def __init__(self, stack: "ModeStack") -> None:
        """Make a mode for `stack`; it means nothing until it is pushed there."""
        self.stack = stack
        self.controller = stack.controller
        self.keymap = stack.controller.keymap

    async def key(self, key: Key) -> None:
        """Do what a key means here."""
        raise NotImplementedError

    async def run(self, command: str) -> None:
        """Carry out a command of the registry; only the lowest mode does."""

    async def paste(self, text: str) -> None:
        """Take a text that was pasted; most modes have no use for one."""

    def hint(self, width: int) -> str:
        """Return the line of hints in `width` cells; the way out is said even where it needs more."""
        raise NotImplementedError

    def detail(self) -> list[Span] | None:
        """Return the foot line, or None for what the cursor is on."""
        return None

    def kept(self) -> "AnyDraft | None":
        """Return what was typed here and is to be offered again at the next start; None where that is nothing."""
        return None

    def refresh(self) -> None:
        """Show what the plan says now, where that was shown."""

    def leave(self) -> None:
        """Give way to the mode below."""
        self.stack.pop(self)


def not_yet() -> str:
    """Return the hint of a question that takes no answer yet."""
    return _("Lea la pregunta; en un momento se dice cómo responder.")

"""A question that is asked once before something is done: one key does it, and one leaves it."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeAlias

from scoring.messages import _
from tui.grid.spans import Role, Span
from tui.modes.mode import Key, Mode

if TYPE_CHECKING:
    from tui.modes.stack import ModeStack

Confirmed: TypeAlias = "Callable[[ModeStack], Awaitable[object] | None]"
"""Does what was asked about; where it saves, it is awaited."""


class Confirm(Mode):
    """What is about to be done is said, over the grid or the page that is read; any other key has it said again."""

    halts = True

    def __init__(self, stack: "ModeStack", said: str, does: str, confirmed: Confirmed) -> None:
        """Say what is about to be done; `does` says in a word or two what the key that does it does."""
        super().__init__(stack)
        self._said, self._does, self._confirmed = said, does, confirmed
        self.page = stack.top.page
        self._ask()

    async def key(self, key: Key) -> None:
        """Do what was asked about, or leave it."""
        match self.keymap.command(key.name, key.character):
            case "commit":
                self.leave()
                doing = self._confirmed(self.stack)
                if doing is not None:
                    await doing
            case "cancel":
                self.leave()
            case _:
                self._ask()

    async def paste(self, text: str) -> None:  # noqa: ARG002 - every text is answered alike
        """Say the question again: a text is no answer."""
        self._ask()

    def hint(self, width: int) -> str:
        """Return what each key does."""
        return self.keymap.hint([("commit", self._does), ("cancel", _("lo deja"))], width, kept=2)

    def detail(self) -> list[Span] | None:
        """Return the question where a page is read; over the grid it has the message's place."""
        if self.page is None:
            return None
        return self.controller.message[:1]

    def leave(self) -> None:
        """Give way to what was shown before."""
        super().leave()
        if self.page is not None:
            self.controller.touch_all()

    def _ask(self) -> None:
        self.controller.tell(self._said, Role.ALERT)

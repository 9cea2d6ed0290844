"""Reading a page: scrolling, choosing a line, and going where it leads."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from scoring.errors import PlanError
from scoring.messages import _
from tui.grid.spans import Span
from tui.modes.mode import Key, Mode
from tui.pages.page import Page, PageLine

if TYPE_CHECKING:
    from tui.modes.stack import ModeStack


class Offer(NamedTuple):
    """What a key does on one page and nowhere else."""

    does: str
    """In a few words, for the hint."""
    act: "Callable[[ModeStack], object]"


Offers: TypeAlias = Mapping[str, Offer]
"""By the characters that the keys write."""
NO_OFFERS: Final[Offers] = MappingProxyType({})


class OpenPage(Mode):
    """A page in place of the grid."""

    page: Page

    def __init__(
        self,
        stack: "ModeStack",
        page: Page,
        make: Callable[[], Page] | None = None,
        offers: Offers = NO_OFFERS,
    ) -> None:
        """Show `page`; where the plan may change it, `make` returns it anew."""
        super().__init__(stack)
        self.page = page
        self._offers = offers
        self._make = make
        self.text = page.filter is not None
        page.resize(self.controller.width, self.controller.height)
        self.controller.touch_all()

    def refresh(self) -> None:
        """Show what the plan says now; a page of what is not in it any more stays as it was."""
        if self._make is None:
            return
        with suppress(PlanError, KeyError):
            self.page.renew(self._make())
            self.controller.touch_all()

    async def key(self, key: Key) -> None:
        """Close the page, do what it or its chosen line offers, or move about in it."""
        page = self.page
        filtered = page.filter is not None
        command = self.keymap.command_in_text(key.name) if filtered else self.keymap.command(key.name, key.character)
        if filtered and key.character:
            page.narrow(key.character)
        elif key.character in self._offers:
            self._offers[key.character].act(self.stack)
        elif filtered and key.name == "backspace":
            page.narrow("")
        elif command in {"cancel", "help"} or key.character == "q":
            self.leave()
        elif command == "commit":
            await self._follow()
        elif command == "go" and page.chosen and page.chosen.row:
            self._go(page.chosen)
        else:
            page.move(command)

    async def paste(self, text: str) -> None:
        """Narrow a page that is narrowed by typing."""
        if self.page.filter is not None:
            self.page.narrow(" ".join(text.split()))

    def leave(self) -> None:
        """Go back to the grid."""
        super().leave()
        self.controller.touch_all()

    def detail(self) -> list[Span] | None:
        """Return what was said of what was done from here."""
        return self.controller.message[:1] or None

    def hint(self, width: int) -> str:
        """Return what each key does."""
        chosen = self.page.chosen
        hints = [("commit", _("corregir")), ("go", _("ir"))] if chosen and chosen.edit else []
        hints = hints or ([("commit", chosen.does or _("ir"))] if chosen else [])
        filtered = self.page.filter is not None
        own = "".join(f"{key} {offer.does}  " for key, offer in self._offers.items())
        return own + self.keymap.hint([*hints, ("cancel", _("volver"))], width - len(own), kept=1, in_text=filtered)

    async def _follow(self) -> None:
        """Go where the chosen line leads."""
        chosen = self.page.chosen
        if chosen is None:
            return
        if chosen.over:
            chosen.over(self.stack)
        elif chosen.act:
            self.leave()
            chosen.act(self.stack)
        elif chosen.edit:
            from tui.modes.node_forms import node_at, open_form  # most lines lead to a row

            self.leave()
            self.controller.move(lambda: self.controller.tree.go_row(chosen.row))
            open_form(self.stack, node_at(self.controller.tree.at), chosen.edit)
        elif chosen.command:
            self.leave()
            await self.stack.run(chosen.command)
        else:
            self._go(chosen)

    def _go(self, chosen: PageLine) -> None:
        """Go to the row that a line names."""
        self.leave()
        self.controller.move(lambda: self.controller.tree.go_row(chosen.row, chosen.month))

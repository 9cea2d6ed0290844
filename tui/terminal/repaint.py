"""Turns Textual's updates of the screen into the cells that they change.

Textual repaints whole regions and compares nothing with what is on the screen; over a slow line that is what a person
waits for. An update of a kind not known here is left to Textual, and everything is sent anew after it.
"""

from collections.abc import Iterable

from rich.console import COLOR_SYSTEMS, Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate

from tui.terminal.screen_cells import Cell, lay_text
from tui.terminal.shown_screen import Piece, ShownScreen


class Repaint:
    """Sends updates to a terminal whose content is kept."""

    def __init__(self, shown: ShownScreen) -> None:
        """Go on from what is `shown`."""
        self._shown = shown
        self._sgr: dict[tuple[Style, str | None], str] = {}

    def render(self, update: CompositorUpdate, console: Console, width: int, height: int) -> str | None:
        """Return what makes the terminal show `update`, or None for an update that only Textual can send.

        On a screen that is not known, a partial update is None too: the caller has to ask for a whole one.
        """
        pieces: Iterable[Piece]
        if isinstance(update, LayoutUpdate) and update.region.size == (width, height):
            pieces = [
                (y, 0, self._cells((segment for strip in strips for segment in strip), console))
                for y, strips in enumerate(update.strips)
            ]
        elif isinstance(update, ChopsUpdate) and self._shown.is_of(width, height):
            pieces = [
                (y, x, self._cells(strip, console))
                for y in sorted({y for y, _start, _end in update.spans})
                for x, strip in update.chops[y].items()
                if strip is not None
            ]
        else:
            self._shown.forget()
            return None
        return self._shown.show(width, height, pieces)

    def _cells(self, segments: Iterable[Segment], console: Console) -> list[Cell]:
        cells: list[Cell] = []
        for text, style, _control in segments:
            lay_text(cells, text, self._parameters(style, console) if style else "")
        return cells

    def _parameters(self, style: Style, console: Console) -> str:
        """Return the SGR parameters of a style; the terminal's own colours need none after a reset."""
        key = (style, console.color_system)
        if key not in self._sgr:
            system = COLOR_SYSTEMS.get(console.color_system or "")
            drawn = style.update_link(None).render("x", color_system=system)
            parameters = drawn.partition("x")[0].removeprefix("\x1b[").removesuffix("m").split(";")
            self._sgr[key] = ";".join(code for code in parameters if code not in {"39", "49", ""})
        return self._sgr[key]

"""What each command of the registry does.

All that commands do is imported here, so that the first screen, which takes no key yet, is shown without any of it.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final, TypeAlias

from tui.modes.commands import blocks, definition, entry, exporting, importing, motion, pages, year
from tui.modes.stack import ModeStack

Handler: TypeAlias = Callable[[ModeStack], Awaitable[object] | None]
"""Carries out a command; one that saves is awaited."""

HANDLERS: Final[Mapping[str, Handler]] = {
    "commit": entry.go_on,
    "edit": entry.edit,
    "clear": blocks.clear,
    "np": blocks.not_programmed,
    "undo": entry.undo,
    "redo": entry.redo,
    "note": entry.ask_note,
    "up": motion.by(rows=-1),
    "down": motion.by(rows=1),
    "left": motion.by(months=-1),
    "right": motion.by(months=1),
    "next_month": motion.sideways(1),
    "previous_month": motion.sideways(-1),
    "first_month": motion.by(months=-12),
    "last_month": motion.by(months=12),
    "page_up": motion.by_page(-1),
    "page_down": motion.by_page(1),
    "next_pending": lambda stack: motion.pending(stack, 1),
    "previous_pending": lambda stack: motion.pending(stack, -1),
    "go": motion.ask_where,
    "search": motion.ask_what,
    "fold": motion.fold,
    "mark": blocks.mark,
    "copy": blocks.copy,
    "paste": blocks.paste,
    "fill": blocks.fill,
    "year": motion.year,
    "sources": motion.sources,
    "earlier_cutoff": lambda stack: motion.cut_off(stack, -1),
    "later_cutoff": lambda stack: motion.cut_off(stack, 1),
    "why": pages.why,
    "status": pages.status,
    "pending": pages.pending,
    "compare": pages.compare,
    "compare_with": pages.ask_compare,
    "submitted": pages.submitted,
    "as_of": pages.ask_as_of,
    "history": pages.history,
    "checks": pages.checks,
    "form": definition.form,
    "plan_form": definition.plan_form,
    "weights": definition.weights,
    "add": definition.add,
    "remove": definition.remove,
    "move_up": definition.move_up,
    "move_down": definition.move_down,
    "analysis": year.analysis,
    "close": year.close,
    "reopen": year.reopen,
    "signatures": year.signatures,
    "export": exporting.ask_export,
    "import": importing.ask_import,
    "theme": lambda stack: stack.host.switch_theme(),
    "redraw": lambda stack: stack.host.redraw(),
    "palette": pages.palette,
    "help": pages.help_,
    "quit": lambda stack: stack.quit(),
}
"""By the commands' ids; `cancel` and `previous_found` have a meaning only in other modes."""

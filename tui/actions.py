"""From a key to what it does: one table, and one function that every key goes through in order."""

from collections.abc import Callable, Mapping
from typing import Final

from tui import blocks, entry, going, opening
from tui.desk import Desk
from tui.grid.editor import STARTS, Editor
from tui.grid.spans import Ink
from tui.pages.page import Page
from tui.prompt import Ask, Prompt

TO_THE_TERMINAL: Final = frozenset({"redraw", "theme"})
"""Commands that the desk only passes on, to whoever holds the terminal and the event loop."""


def press(desk: Desk, key: str, character: str = "") -> None:
    """Do what a key asks for; what it wants saved is in `desk.saving` then, to be settled before the next key.

    `key` is named as Textual names it; `character` is what the key writes, empty where it writes nothing.
    """
    command = desk.bindings.get(character or key, "")
    desk.message, desk.refused = [], False
    if command == "redraw":
        run(desk, command)
    elif desk.question:
        _answer(desk, command)
    elif command == "quit":
        run(desk, command)
    elif desk.too_small:
        return
    elif desk.page:
        _on_page(desk, desk.page, command, key, character)
    elif desk.prompt:
        _in_prompt(desk, desk.prompt, command, key, character)
    elif desk.pasting:
        blocks.settle(desk, accepted=command == "commit")
    elif desk.painter.editor:
        _in_entry(desk, desk.painter.editor, key, character)
    elif character and character in STARTS:
        entry.begin(desk, Editor.replace(character))
    else:
        run(desk, command)


def run(desk: Desk, command: str) -> None:
    """Carry out a command by its id; an id that nothing carries out does nothing."""
    if command in TO_THE_TERMINAL:
        desk.wanted.append(command)
    elif desk.search and command == "np":
        going.next_found(desk, 1)
    elif command in COMMANDS:
        COMMANDS[command](desk)


def _answer(desk: Desk, command: str) -> None:
    if command in {"commit", "cancel"}:
        entry.answer(desk, mine=command == "commit")
    elif command == "edit" and desk.painter.editor:
        entry.answer_anew(desk)
    elif desk.question:
        desk.tell(desk.question.text, Ink.ALERT)


def _leave(desk: Desk) -> None:
    """Leave; what is being typed is saved first, and where it cannot be, nobody leaves."""

    def leave() -> None:
        desk.leaving = True

    entry.finish(desk, leave)


def _on_page(desk: Desk, page: Page, command: str, key: str, character: str) -> None:
    chosen = page.chosen
    if command == "cancel" or (page.filter is None and (command == "help" or character == "q")):
        desk.close()
    elif character in page.keys:
        page.keys[character]()
    elif key == "enter" and chosen and chosen.command:
        desk.close()
        run(desk, chosen.command)
    elif key == "enter" and chosen:
        desk.close()
        desk.look(lambda: desk.sheet.go_row(chosen.row, chosen.month))
    else:
        page.press(key, character)


def _in_prompt(desk: Desk, prompt: Prompt, command: str, key: str, character: str) -> None:
    if key in {"escape", "ctrl+c"} or (command == "cancel" and not character):
        desk.prompt = None
    elif key == "enter":
        desk.prompt = None
        _ANSWERS[prompt.ask](desk, prompt.editor.text)
    else:
        desk.prompt = prompt.press(key, character)


def _in_entry(desk: Desk, editor: Editor, key: str, character: str) -> None:
    """Take a key while a cell is typed: it goes on, saves and moves, or cancels."""
    pressed = None if character else editor.press(key)
    if character:
        entry.typed(desk, editor.insert(character))
    elif pressed:
        entry.typed(desk, pressed)
    elif key in {"escape", "ctrl+c"}:
        entry.cancel(desk)
    elif key in _AFTER_ENTRY:
        move = _AFTER_ENTRY[key]
        entry.finish(desk, lambda: desk.look(lambda: move(desk)))


def _down_or_edit(desk: Desk) -> None:
    """Enter: edit the value under the cursor; on an empty cell go down; on a heading fold."""
    if desk.sheet.cell is None:
        if desk.sheet.at.foldable:
            desk.look(desk.sheet.toggle_fold)
        else:
            desk.look(lambda: desk.sheet.step(1))
    elif desk.sheet.cell in desk.session.plan.values:
        entry.edit(desk)
    else:
        desk.look(lambda: desk.sheet.step(1))


def _cancel(desk: Desk) -> None:
    desk.end_search()
    blocks.unmark(desk)


def _moving(rows: int = 0, months: int = 0) -> Callable[[Desk], None]:
    return lambda desk: desk.look(lambda: desk.sheet.move(rows, months))


def _sideways(direction: int) -> Callable[[Desk], None]:
    return lambda desk: desk.look(lambda: desk.sheet.sideways(direction))


def _paging(direction: int) -> Callable[[Desk], None]:
    return lambda desk: desk.look(lambda: desk.sheet.move(rows=direction * max(1, desk.sheet.height - 1)))


_AFTER_ENTRY: Final[Mapping[str, Callable[[Desk], object]]] = {
    "enter": lambda desk: desk.sheet.step(1),
    "down": lambda desk: desk.sheet.step(1),
    "up": lambda desk: desk.sheet.step(-1),
    "tab": lambda desk: desk.sheet.sideways(1),
    "shift+tab": lambda desk: desk.sheet.sideways(-1),
    "right": lambda desk: desk.sheet.sideways(1),
    "left": lambda desk: desk.sheet.sideways(-1),
}
"""Where a key that ends an entry takes the cursor once the figure is saved."""

_ANSWERS: Final[Mapping[Ask, Callable[[Desk, str], None]]] = {
    Ask.GO: going.go,
    Ask.SEARCH: going.search,
    Ask.NOTE: entry.note,
    Ask.EXPORT: entry.export,
    Ask.IMPORT: entry.import_,
}

COMMANDS: Final[Mapping[str, Callable[[Desk], None]]] = {
    "commit": _down_or_edit,
    "edit": entry.edit,
    "cancel": _cancel,
    "clear": blocks.clear,
    "np": blocks.not_programmed,
    "undo": lambda desk: entry.take_back(desk, redo=False),
    "redo": lambda desk: entry.take_back(desk, redo=True),
    "note": entry.ask_note,
    "up": _moving(rows=-1),
    "down": _moving(rows=1),
    "left": _moving(months=-1),
    "right": _moving(months=1),
    "next_month": _sideways(1),
    "previous_month": _sideways(-1),
    "first_month": _moving(months=-12),
    "last_month": _moving(months=12),
    "page_up": _paging(-1),
    "page_down": _paging(1),
    "next_pending": lambda desk: going.pending(desk, 1),
    "previous_pending": lambda desk: going.pending(desk, -1),
    "go": going.ask_where,
    "search": going.ask_what,
    "previous_found": lambda desk: going.next_found(desk, -1),
    "fold": lambda desk: desk.look(desk.sheet.toggle_fold),
    "mark": blocks.mark,
    "copy": blocks.copy,
    "paste": blocks.paste,
    "fill": blocks.fill,
    "year": lambda desk: desk.look(desk.sheet.toggle_year),
    "earlier_cutoff": lambda desk: going.cutoff(desk, -1),
    "later_cutoff": lambda desk: going.cutoff(desk, 1),
    "why": opening.why,
    "status": opening.status,
    "pending": opening.pending,
    "history": opening.history,
    "checks": opening.checks,
    "export": entry.ask_export,
    "import": entry.ask_import,
    "palette": opening.palette,
    "help": opening.help_,
    "quit": _leave,
}

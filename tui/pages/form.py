"""A form: fields one a line, their names at the left and their values at the right, and a last line that saves."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from scoring.messages import _, ngettext
from tui.grid.editor import Editor
from tui.grid.spans import Role, Span, fit
from tui.grid.symbols import Symbols
from tui.pages.page import Page

_NAME: Final = 27
"""The width of the names."""


REASON: Final = "reason"
"""The field that says why: it is no change of its own."""


class FormField(NamedTuple):
    """A field of a form."""

    address: str
    """Tells it from the others; for a field of the plan its address."""
    label: str
    help: str
    """What it means and may hold."""
    text: str
    """What it held when the form was opened."""
    choices: Mapping[str, str] = {}
    """What it can be chosen from, each with its word; empty where it is typed."""
    offered: tuple[str, ...] = ()
    """What it mostly is, to be chosen from as well as typed."""
    replaced: bool = False
    """Whether the first letter typed replaces what it holds, as a digit does in a cell."""


class FormPage(Page):
    """A form on the screen: which field is chosen, and what is typed into the fields so far."""

    def __init__(self, title: str, fields: Sequence[FormField], symbols: Symbols) -> None:
        """Show `fields` as they are."""
        super().__init__(title, lambda _width: ())
        self.fields = tuple(fields)
        self.symbols = symbols
        self.place = 0
        self.texts = {field.address: field.text for field in fields}
        self.editor = self._untouched()
        self.touched = False
        """Whether anything was typed into the chosen field since it was chosen."""
        self.choosing = self._can_choose()
        """Whether the chosen field is chosen from, and not typed into."""
        self.remark = ""
        """What is said beside the title: what the plan scores with it."""

    @property
    def field(self) -> FormField | None:
        """The chosen field; None where the line that saves is."""
        return self.fields[self.place] if self.place < len(self.fields) else None

    @property
    def changed(self) -> dict[str, str]:
        """The texts that differ from what the fields held, by address."""
        return {field.address: text for field in self.fields if (text := self.texts[field.address]) != field.text}

    @property
    def edits(self) -> dict[str, str]:
        """The same without the reason for them."""
        return {address: text for address, text in self.changed.items() if address != REASON}

    def resize(self, width: int, height: int) -> None:
        """Show the form on a screen of this size, `height` with title, foot line and hints."""
        self.width, self.height = width, max(1, height - 2)
        self._scroll()

    def go(self, place: int) -> None:
        """Choose another field, or the line that saves; beyond either end the first or last."""
        self.place = min(max(place, 0), len(self.fields))
        self.editor, self.touched, self.choosing = self._untouched(), False, self._can_choose()
        self._scroll()

    def go_to(self, address: str) -> None:
        """Choose the field with an address, where there is one."""
        self.go(next((at for at, field in enumerate(self.fields) if field.address == address), self.place))

    def put(self, editor: Editor) -> None:
        """Have the chosen field hold what an editor has."""
        if self.field is not None:
            self.editor, self.touched, self.choosing = editor, True, bool(self.field.choices)
            self.texts[self.field.address] = editor.text

    def choose(self, step: int = 0, letter: str = "") -> None:
        """Choose the next value (1), the one before (-1), or the next whose word begins with a letter."""
        field = self.field
        if field is None or not self.choosing:
            return
        held = self.texts[field.address]
        others = () if field.choices else (text for text in (field.text, held) if text not in field.offered)
        values = list(dict.fromkeys((*others, *(field.choices or field.offered))))
        at = values.index(held) if held in values else 0
        later = [*values[at + 1 :], *values[: at + 1]]
        if letter:
            named = (value for value in later if field.choices[value].lower().startswith(letter.lower()))
            self.put(Editor.edit(next(named, held)))
        else:
            self.put(Editor.edit(values[(at + step) % len(values)]))
        self.choosing = True

    @property
    def completion(self) -> str:
        """What is offered that begins as the text typed does; empty where nothing does, or something is chosen."""
        typed = self.editor.text
        if self.field is None or self.choosing or not typed or self.editor.at < len(typed):
            return ""
        alike = (text for text in self.field.offered if text[: len(typed)].casefold() == typed.casefold())
        return next((text for text in alike if len(text) > len(typed)), "")

    def move(self, command: str) -> None:
        """Choose another field by a command that moves the grid's cursor."""
        match command:
            case "down" | "next_month":
                self.go(self.place + 1)
            case "up" | "previous_month":
                self.go(self.place - 1)
            case "page_down":
                self.go(self.place + self.height - 2)
            case "page_up":
                self.go(self.place - self.height + 2)

    def heading(self) -> list[Span]:
        """Return the title line, with the remark where there is room for it."""
        room = self.width - len(self.remark) - 3
        return [Span(f" {fit(self.title, max(0, room), self.symbols.more)} ", Role.TITLE), Span(self.remark)]

    def line(self, y: int) -> list[Span]:
        """Return the line at `y` of the form's lines on the screen."""
        place = self.top + y
        if place == len(self.fields):
            return [Span(self._saving(), Role.CURSOR if place == self.place else Role.TITLE)]
        return self._field_line(place) if place < len(self.fields) else []

    def _saving(self) -> str:
        count = len(self.edits)
        if not count:
            return _(" Guardar · sin cambios ")
        said = ngettext("{count} cambio", "{count} cambios", count)
        return _(" Guardar · {changes} ").format(changes=said)

    def _field_line(self, place: int) -> list[Span]:
        field = self.fields[place]
        text = self.texts[field.address]
        mark = "*" if text != field.text else " "
        name = Span(
            f"{mark}{fit(field.label, _NAME - 2, self.symbols.more)} ", Role.ASIDE if mark == " " else Role.TITLE
        )
        room = max(1, self.width - _NAME - 1)
        if place != self.place:
            shown = field.choices.get(text, text)
            return [name, Span(fit(shown, room, self.symbols.more).rstrip())]
        if self.choosing:
            chosen = fit(field.choices.get(text, text), max(0, room - 4), self.symbols.more).rstrip()
            return [name, Span(f"< {chosen} >"[:room], Role.CURSOR)]
        window, at = self.editor.window(room)
        rest = self.completion[len(text) :][: room - len(window)]
        window = f"{window}{rest}".ljust(at + 1)
        end = len(window) - max(0, len(rest) - 1)
        typed = [Span(window[:at], Role.EDIT), Span(window[at], Role.CARET), Span(window[at + 1 : end], Role.EDIT)]
        return [name, *typed, Span(window[end:], Role.ASIDE)]

    def _can_choose(self) -> bool:
        return self.field is not None and bool(self.field.choices or self.field.offered)

    def _untouched(self) -> Editor:
        return Editor.edit(self.texts[self.field.address] if self.field else "")

    def _scroll(self) -> None:
        shown = self.height - 1  # the last line of a page is the foot line here
        self.top = min(max(self.top, self.place - shown + 1), self.place)
        self.top = max(0, min(self.top, len(self.fields) + 1 - shown))

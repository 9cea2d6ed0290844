"""The page of keys and the palette, both from the registry and the keys in force."""

from textwrap import wrap
from typing import Final

from scoring.messages import _
from tui.controller.commands import SYNONYMS, WRITING, Command, Section, section_title
from tui.controller.keymap import Keymap
from tui.grid.spans import Role, Span, fit
from tui.grid.symbols import Symbols
from tui.pages.page import Page, PageLine, plain

_KEYS: Final = 12
"""The width of the column of keys."""


def help_page(keymap: Keymap, width: int) -> Page:
    """Return the help on `width` cells: every command with its keys, by section, and what the signs mean."""
    lines = [plain(text) for text in wrap(_about(keymap), width - 2, initial_indent=" ", subsequent_indent=" ")]
    for section in Section:
        lines += [plain(), plain(f" {section_title(section)}", Role.OBJECTIVE)]
        for command, keys in keymap.listed(section):
            first, *rest = wrap(command.help, width - _KEYS - 5)
            lines.append(PageLine((Span(f"   {' '.join(keys):<{_KEYS}} ", Role.TITLE), Span(first))))
            lines += [plain(" " * (_KEYS + 4) + more) for more in rest]
    lines += [plain(), plain(_(" Signos"), Role.OBJECTIVE), *(plain(f"   {text}") for text in _signs(keymap))]
    return Page(_("Ayuda"), lines)


def palette_page(keymap: Keymap, width: int, symbols: Symbols) -> Page:
    """Return the palette on `width` cells: every command, found by typing the beginning of one of its names."""
    lines = {
        command: PageLine(
            (Span(fit(f"  {command.hint:<20}{' '.join(keys):<11}{command.help}", width, symbols.more)),),
            command=command.id,
        )
        for command, keys in keymap.listed()
        if command.id not in {"palette", "cancel", "commit"}
    }

    def narrowed(typed: str) -> tuple[PageLine, ...]:
        ranked = [(rank, line) for command, line in lines.items() if (rank := _rank(command, typed))]
        return tuple(line for _rank, line in sorted(ranked, key=lambda item: item[0]))

    return Page(_("Orden"), tuple(lines.values()), narrowed=narrowed)


def _rank(command: Command, typed: str) -> int:
    """Return how well a command matches what was typed: 1 whole, 2 from its beginning, 3 from a word's; 0 not at all.

    What a command does is not looked at, and one that writes at once matches by a whole name only.
    """
    wanted = " ".join(typed.casefold().split())
    names = [name.casefold() for name in (command.hint, command.id.replace("_", " "), *SYNONYMS.get(command.id, ()))]
    if wanted in names:
        return 1
    if command.id in WRITING:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 2
    return 3 if any(f" {wanted}" in name for name in names) else 0


def _about(keymap: Keymap) -> str:
    return keymap.sentence(
        _(
            "Escriba una cifra: reemplaza lo que tenga la celda, y el plan se recalcula con cada dígito. {commit} "
            "guarda y baja, {next_month} guarda y va a la derecha, {cancel} cancela. Lo guardado ya está en disco "
            "cuando se mueve el cursor."
        )
    )


def _signs(keymap: Keymap) -> list[str]:
    return [
        _("·  dato que falta hasta el corte     NP mes no programado"),
        _("=  fuera de las fechas del indicador  !  cifra dudosa, guardada"),
        keymap.sentence(_("*  celda con nota o soporte: {note} lo escribe, {history} muestra el historial")),
        _("●V verde   ■A amarillo   ▲R rojo      ·  nada programado"),
        _("↑  resultado muy por encima de la meta: pide explicación escrita"),
        _("Acum. avance del año   Cumpl. cumplimiento hasta el corte"),
    ]

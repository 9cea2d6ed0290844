"""The page of keys and the palette, both from the registry and the keys in force."""

from collections.abc import Sequence
from typing import Final

from scoring.messages import _
from tui.controller.commands import SYNONYMS, WRITING, Command, Section, section_title
from tui.controller.keymap import Keymap
from tui.grid.spans import Role, Span, fit
from tui.grid.symbols import Symbols
from tui.grid.values import compact_legend
from tui.pages.page import Page, PageLine, paragraph, plain, side_by_side

_KEYS: Final = 12
"""The width of the column of keys."""
_COLUMN: Final = 60
"""The least width of a column of commands."""


def help_page(keymap: Keymap) -> Page:
    """Return the help: every command with its keys, by section, and what the signs mean, in columns where they fit."""
    return Page(_("Ayuda"), lambda width: _help_lines(keymap, width))


def _help_lines(keymap: Keymap, width: int) -> list[PageLine]:
    each = width // max(1, width // _COLUMN)
    parts = [_section(keymap, section, each) for section in Section]
    signs = [line for text in _signs(keymap) for line in paragraph(text, each, head=(Span("   "),), hanging=7)]
    parts.append([plain(_(" Signos"), Role.OBJECTIVE, begins="signs"), *signs])
    about = paragraph(_about(keymap), width, head=(Span(" "),), begins="about")
    return [*about, plain(), *side_by_side(_in_columns(parts, width // each), each)]


def _section(keymap: Keymap, section: Section, width: int) -> list[PageLine]:
    lines = [plain(f" {section_title(section)}", Role.OBJECTIVE, begins=section.value)]
    for command, keys in keymap.listed(section):
        head = (Span(f"   {' '.join(keys):<{_KEYS}} ", Role.TITLE),)
        lines += paragraph(command.help, width, head=head, begins=command.id)
    return lines


def _in_columns(parts: Sequence[Sequence[PageLine]], count: int) -> list[list[PageLine]]:
    """Return the parts, one below the other, in at most `count` columns of about one height."""
    height = sum(len(part) + 1 for part in parts) / count
    columns: list[list[PageLine]] = [[]]
    for part in parts:
        if columns[-1] and len(columns[-1]) + len(part) / 2 > height and len(columns) < count:
            columns.append([])
        columns[-1] += [*([plain()] if columns[-1] else []), *part]
    return columns


def palette_page(keymap: Keymap, symbols: Symbols) -> Page:
    """Return the palette: every command, found by typing the beginning of one of its names."""
    listed = [(command, keys) for command, keys in keymap.listed() if command.id not in {"palette", "cancel", "commit"}]

    def line(command: Command, keys: Sequence[str], width: int) -> PageLine:
        text = fit(f"  {command.hint:<20}{' '.join(keys):<11}{command.help}", width, symbols.more)
        return PageLine((Span(text),), command=command.id, begins=(command.id,))

    def narrowed(width: int, typed: str) -> list[PageLine]:
        ranked = [(rank, line(command, keys, width)) for command, keys in listed if (rank := _rank(command, typed))]
        return [found for _rank, found in sorted(ranked, key=lambda item: item[0])]

    return Page(_("Orden"), lambda width: [line(*item, width) for item in listed], narrowed=narrowed)


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
        _("·   dato que falta hasta el corte"),
        _("NP  mes no programado"),
        _("=   fuera de las fechas del indicador, o mes cerrado"),
        _("!   cifra dudosa, guardada"),
        keymap.sentence(_("*   celda con nota o soporte: {note} lo escribe, {history} muestra el historial")),
        _("●V  verde"),
        _("■A  amarillo"),
        _("▲R  rojo"),
        _("·   en vez de un nivel: nada programado"),
        _("↑   resultado muy por encima de la meta: pide explicación escrita"),
        _("▲ ▼ antes de una cifra: sube o baja frente al mes anterior"),
        compact_legend(),
        _("Acum. avance del año"),
        _("Cumpl. cumplimiento hasta el corte"),
    ]

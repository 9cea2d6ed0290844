"""The page of keys and the palette, both from the registry."""

from collections.abc import Mapping
from textwrap import wrap
from typing import Final

from scoring.messages import _
from tui.controller.commands import Section, listed, section_title
from tui.grid.spans import Glyphs, Ink, Span, fit
from tui.pages.page import Page, PageLine, plain

_KEYS: Final = 12
"""The width of the column of keys."""


def help_page(bindings: Mapping[str, str], width: int) -> Page:
    """Return the help on `width` cells: every command with its keys, by section, and what the signs mean."""
    lines = [plain(text) for text in wrap(_about(), width - 2, initial_indent=" ", subsequent_indent=" ")]
    for section in Section:
        lines += [plain(), plain(f" {section_title(section)}", Ink.OBJECTIVE)]
        for command, keys in listed(bindings, section):
            first, *rest = wrap(command.help, width - _KEYS - 5)
            lines.append(PageLine((Span(f"   {' '.join(keys):<{_KEYS}} ", Ink.TITLE), Span(first))))
            lines += [plain(" " * (_KEYS + 4) + more) for more in rest]
    lines += [plain(), plain(_(" Signos"), Ink.OBJECTIVE), *(plain(f"   {text}") for text in _signs())]
    return Page(_("Ayuda"), lines)


def palette_page(bindings: Mapping[str, str], width: int, glyphs: Glyphs) -> Page:
    """Return the palette on `width` cells: every command by its name, run with Enter, narrowed down by typing."""
    return Page(
        _("Orden"),
        [
            PageLine((Span(fit(f"  {item.hint:<20}{' '.join(keys):<11}{item.help}", width, glyphs)),), command=item.id)
            for item, keys in listed(bindings)
            if item.id not in {"palette", "cancel", "commit"}
        ],
        filtered=True,
    )


def _about() -> str:
    return _(
        "Escriba una cifra: reemplaza lo que tenga la celda, y el plan se recalcula con cada dígito. Enter guarda y "
        "baja, Tab guarda y va a la derecha, Esc cancela. Lo guardado ya está en disco cuando se mueve el cursor."
    )


def _signs() -> list[str]:
    return [
        _("·  dato que falta hasta el corte     NP mes no programado"),
        _("=  fuera de las fechas del indicador  !  cifra dudosa, guardada"),
        _("*  celda con nota o soporte: m lo escribe, h muestra el historial"),
        _("●V verde   ■A amarillo   ▲R rojo      ·  nada programado"),
        _("↑  resultado muy por encima de la meta: pide explicación escrita"),
        _("Acum. avance del año   Cumpl. cumplimiento hasta el corte"),
    ]

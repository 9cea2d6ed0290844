"""The page of keys and the palette, both from the registry."""

from collections.abc import Mapping

from scoring.i18n import _
from tui.ink import Ink, Span
from tui.keys import Section, listed, section_title
from tui.pages.page import Page, PageLine, plain


def help_page(bindings: Mapping[str, str]) -> Page:
    """Return the help: every command with its keys, by section, and what the signs mean."""
    lines = [plain(_(" Escriba una cifra: reemplaza la celda. Enter guarda y baja, Tab a la derecha, Esc cancela."))]
    for section in Section:
        lines += [plain(), plain(f" {section_title(section)}", Ink.OBJECTIVE)]
        for command, keys in listed(bindings, section):
            lines.append(PageLine((Span(f"   {' '.join(keys):<14} ", Ink.TITLE), Span(command.help))))
    lines += [plain(), plain(_(" Signos"), Ink.OBJECTIVE), *(plain(f"   {text}") for text in _signs())]
    return Page(_("Ayuda"), lines)


def palette_page(bindings: Mapping[str, str]) -> Page:
    """Return the palette: every command by its name, run with Enter, narrowed down by typing."""
    return Page(
        _("Orden"),
        [
            PageLine((Span(f"  {item.hint:<22}"), Span(f"{' '.join(keys):<12}"), Span(item.help)), command=item.id)
            for item, keys in listed(bindings)
            if item.id not in {"palette", "cancel", "commit"}
        ],
        filtered=True,
    )


def _signs() -> list[str]:
    return [
        _("· dato que falta hasta el corte   NP mes no programado   = fuera de las fechas   ! cifra dudosa"),
        _("●V verde   ■A amarillo   ▲R rojo   · sin programar   ↑ pasa de lo que pide explicación"),
        _("Acum. avance del año   Cumpl. cumplimiento hasta el corte   Pond. peso en el objetivo"),
    ]

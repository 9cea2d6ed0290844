"""What a filled workbook would change: every cell old → new, before anything is written."""

from collections.abc import Iterable, Sequence
from typing import Final

from scoring.entry.change_words import address_words, held_words
from scoring.messages import _
from scoring.model import Plan
from tui.grid.spans import Role, Span
from tui.grid.surrounding_lines import cell_name
from tui.grid.symbols import Symbols
from tui.grid.values import value_text
from tui.pages.page import Page, PageLine, paragraph, plain
from tui.pages.pending import cell_row
from workbook.form.definition_changes import DefinitionImport, FieldDifference
from workbook.form.returned import Returned
from workbook.reading.comparison import Difference, Import
from workbook.reading.remarks import RemarkDifference

TAKE: Final = "t"
"""The key that takes the figures that only the workbook changed; offered where nothing is lost by it."""
OVERWRITE: Final = "L"
"""The key that takes all figures, with the workbook's side in the conflicts and where it is blank.

It is another one, so that none is lost by habit.
"""
DEFINITION: Final = "D"
"""The key that takes the changes of the definition with the figures, with the workbook's side in everything."""


def importing_page(plan: Plan, returned: Returned, symbols: Symbols) -> Page:
    """Return what a workbook changes in `plan`, its conflicts, and what is wrong in it; cells lead to their rows."""
    title = _("Importar {name}").format(name=returned.figures.name)
    return Page(title, lambda width: _lines(plan, returned, symbols, width))


def _lines(plan: Plan, returned: Returned, symbols: Symbols, width: int) -> list[PageLine]:
    found, definition = returned.figures, returned.definition
    lines = [*_wrapped(f" {_verdict(found)}", width, Role.RED if found.problems else Role.TITLE)]
    if said := _definition_verdict(found, definition):
        lines += _wrapped(f" {said}", width, Role.TITLE)
    lines += _section(_("No se puede tomar"), _sentences(found.problems, width, Role.RED))
    lines += _section(_("Conflictos"), _conflicts(plan, found.conflicts, width, symbols))
    lines += _section(_("Cambios"), _changes(plan, found.changes, width, symbols))
    lines += _section(_("Análisis"), _remarks(plan, found.remarks, width, symbols))
    fields = (*definition.changes, *definition.conflicts)
    lines += _section(_("Definición"), _fields(plan, fields, width, symbols))
    lines += _section(_("Dudas"), _sentences(found.doubts, width, Role.DOUBT))
    left = (*found.ignored, *definition.left)
    return lines + _section(_("No se importa"), _sentences(left, width, Role.PLAIN))


def taking_keys(returned: Returned) -> tuple[str, ...]:
    """Return the keys that write what the workbook changes; none where nothing can be written."""
    found, definition = returned.figures, returned.definition
    if found.problems:
        return ()
    keys = []
    if not found.changes_nothing:
        keys.append(OVERWRITE if found.has_conflicts or found.cleared else TAKE)
    if definition.changes or definition.conflicts:
        keys.append(DEFINITION)
    return tuple(keys)


def _verdict(found: Import) -> str:
    """Say what can be done with the workbook."""
    words = sum(item.is_conflict for item in found.remarks)
    changes, conflicts = len(found.changes) + len(found.remarks) - words, len(found.conflicts) + words
    if found.problems:
        return _("No se importa nada mientras haya celdas que no se pueden tomar: corrija el libro ({count}).").format(
            count=len(found.problems)
        )
    if found.cleared and not conflicts:
        return _(
            "Cambios: {changes}; de ellos {cleared} dejan en blanco celdas que tienen cifra o texto. "
            "{key} los escribe todos y lo borra; volver no escribe nada."
        ).format(changes=changes, cleared=len(found.cleared), key=OVERWRITE)
    if conflicts:
        return _(
            "Cambios: {changes}. En conflicto: {conflicts}, que también cambiaron en el plan desde que se exportó. "
            "{key} escribe todo y en los conflictos vale el libro; volver no escribe nada."
        ).format(changes=changes, conflicts=conflicts, key=OVERWRITE)
    if changes:
        return _("Cambios: {changes}. {key} los escribe todos en un paso; volver no escribe nada.").format(
            changes=changes, key=TAKE
        )
    return _("El libro no cambia ninguna cifra ni análisis del plan.")


def _definition_verdict(found: Import, definition: DefinitionImport) -> str:
    """Say how the changes of the definition are taken; nothing where there are none, or nothing can be written."""
    count = len(definition.changes) + len(definition.conflicts)
    if not count or found.problems:
        return ""
    return _("De la definición cambia: {count}. {key} escribe también eso, y vale lo que dice el libro.").format(
        count=count, key=DEFINITION
    )


def _remarks(plan: Plan, items: Sequence[RemarkDifference], width: int, symbols: Symbols) -> Iterable[PageLine]:
    for item in items:
        for part in item.parts:
            old, new, exported = (text or "·" for text in (part.current, part.wanted, part.exported))
            text = f"{item.called(plan, part)}: {old} {symbols.arrow} {new}"
            if part.is_conflict:
                text = _("{change}; se exportó {exported}").format(change=text, exported=exported)
            role = Role.ALERT if part.is_conflict else Role.PLAIN
            yield from _wrapped(f"   {text}  ({part.where})", width, role)


def _fields(plan: Plan, items: Sequence[FieldDifference], width: int, symbols: Symbols) -> Iterable[PageLine]:
    for item in items:
        old, new, exported = (
            held_words(plan, item.field, value) or "·" for value in (item.current, item.wanted, item.exported)
        )
        text = f"{address_words(plan, item.field)}: {old} {symbols.arrow} {new}"
        if item.is_conflict:
            text = _("{change}; se exportó {exported}").format(change=text, exported=exported)
        where = f"  ({item.where})" if item.where else ""
        yield from _wrapped(f"   {text}{where}", width, Role.ALERT if item.is_conflict else Role.PLAIN)


def _changes(plan: Plan, items: Sequence[Difference], width: int, symbols: Symbols) -> Iterable[PageLine]:
    for item in items:
        old, new = (value_text(value, plan.locale) for value in (item.current, item.wanted))
        text = f"{cell_name(plan, item.cell, symbols)}: {old} {symbols.arrow} {new}"
        yield from _leading(plan, item, text, width)


def _conflicts(plan: Plan, items: Sequence[Difference], width: int, symbols: Symbols) -> Iterable[PageLine]:
    for item in items:
        yield from _leading(plan, item, cell_name(plan, item.cell, symbols), width)
        figures = _("plan {current}, se exportó {exported}, libro {wanted}").format(
            current=value_text(item.current, plan.locale),
            exported=value_text(item.exported, plan.locale),
            wanted=value_text(item.wanted, plan.locale),
        )
        yield from _wrapped(f"     {figures}", width, Role.ALERT)


def _leading(plan: Plan, item: Difference, text: str, width: int) -> Iterable[PageLine]:
    """Yield a cell's line with its place in the workbook; Enter on it goes to the cell's row."""
    indicator = plan.indicator(item.cell.indicator)
    row = cell_row(item.cell, alone=indicator is not None and len(indicator.variables) == 1)
    where = f"  ({item.where})" if item.where else ""
    yield from paragraph(f"{text}{where}", width, head=(Span("   "),), hanging=5, row=row, month=item.cell.month)


def _sentences(sentences: Iterable[str], width: int, role: Role) -> Iterable[PageLine]:
    for sentence in sentences:
        yield from _wrapped(f"   {sentence}", width, role)


def _section(title: str, lines: Iterable[PageLine]) -> list[PageLine]:
    """Return the lines under their title, or nothing where there are none."""
    held = list(lines)
    return [plain(), plain(f" {title}", Role.OBJECTIVE, begins=title), *held] if held else []


def _wrapped(text: str, width: int, role: Role) -> list[PageLine]:
    """Return `text` in lines of at most `width` cells, the later ones as far in as the first or further."""
    indent = len(text) - len(text.lstrip())
    head = (Span(" " * indent),)
    return paragraph(text.lstrip(), width, role, head=head, hanging=indent + 2, begins=text)

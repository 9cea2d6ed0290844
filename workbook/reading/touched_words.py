"""What is said of cells that were typed over and are not taken: a sentence a cause, each with its sheet and cells."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import Any

from scoring.messages import _, ngettext
from scoring.quoting import quoted
from workbook.model.shown import CUT_OFF
from workbook.reading.altered_words import places_text
from workbook.reading.touched import Act, GoneRow, Touched, Unlike
from workbook.reading.touched_sheets import ranges_text, sheets_text
from workbook.reading.worksheets import FORMULA, ReadCell


def not_taken(unlike: Unlike, told: Collection[str] = ()) -> Iterator[str]:
    """Yield what a person has to know of what was typed and is not taken; the rows with the keys `told` are known."""
    for sheet in unlike.sheets:
        yield _("El libro ya no tiene la hoja «{sheet}»: nada cambia en el plan.").format(sheet=quoted(sheet))
    for sheet in unlike.strangers:
        text = _("La hoja «{sheet}» no es del libro exportado: lo que tiene no se importa.")
        yield text.format(sheet=quoted(sheet))
    yield from sheets_text(unlike)
    for sheet, rows in groupby((row for row in unlike.rows if row.key not in told), key=lambda row: row.sheet):
        yield _gone(sheet, list(rows))
    over = [cell for cell in unlike.cells if cell.act is Act.COMPUTED_OVER]
    for _sheet, cells in groupby(over, key=lambda cell: cell.sheet):
        yield _over(list(cells))
    for _row, cells in groupby((cell for cell in unlike.cells if cell.act is not Act.COMPUTED_OVER), key=_cause):
        yield _typed(list(cells))


def cells_text(cells: Sequence[Touched]) -> str:
    """Return cells of one sheet as a person looks them up: `Seguimiento!H14, H15`."""
    return places_text(cells[0].sheet, [cell.place for cell in cells])


def content_text(content: ReadCell | None) -> str:
    """Return what a cell holds, quoted; a formula is not spelt out."""
    if content is None:
        return _("en blanco")
    return _("otra fórmula") if content.type == FORMULA else _("«{text}»").format(text=quoted(str(content.value)))


def _cause(cell: Touched) -> Any:
    """Return what cells have in common that one sentence tells of: a row that was typed into, else the cell itself."""
    return (cell.sheet, cell.place[0], cell.act) if cell.act is Act.ADDED else cell


def _typed(cells: list[Touched]) -> str:
    cell = cells[0]
    if cell.shows == CUT_OFF:
        text = _("{where}: el mes de corte del libro es para mirarlo; no cambia nada en el plan.")
    elif cell.act is Act.CLEARED:
        text = _("{where}: se borró lo que decía; en el plan no cambia nada.")
    elif cell.act is Act.CHANGED:
        text = _("{where}: decía otra cosa al exportarse; {content} no se importa.")
    else:
        text = _("{where}: {content} no estaba en el libro exportado, no es de ninguna celda del plan y no se importa.")
    return text.format(where=cells_text(cells), content=content_text(cell.content))


def _over(cells: Sequence[Touched]) -> str:
    return ngettext(
        "{where}: es una celda calculada; lo que se escribió en ella no se importa.",
        "{where}: son celdas calculadas; lo que se escribió en ellas no se importa.",
        len(cells),
    ).format(where=cells_text(cells))


def _gone(sheet: str, rows: Sequence[GoneRow]) -> str:
    listed = ranges_text([row.row for row in rows])
    return ngettext(
        "{sheet}: ya no está la fila {rows} del libro exportado; en el plan no cambia nada.",
        "{sheet}: ya no están las filas {rows} del libro exportado; en el plan no cambia nada.",
        len(rows),
    ).format(sheet=quoted(sheet), rows=listed)

"""What is said of what was done to a sheet beside typing into its cells: a sentence a cause, with its place."""

from collections.abc import Iterator, Sequence
from typing import Final

from scoring.messages import _, ngettext
from scoring.quoting import quoted
from workbook.model.formula_references import column_letter
from workbook.model.print_words import said
from workbook.reading.altered_words import altered_text
from workbook.reading.over_cells import Over, OverCell
from workbook.reading.touched import Hidden, Shifted, StrangeKey, Unlike
from workbook.reading.worksheets import address

_WORDS: Final = 120
"""Characters of a comment that a sentence quotes."""


def sheets_text(unlike: Unlike) -> Iterator[str]:
    """Yield what a person has to know of sheets, and of what was put over and between their cells."""
    for sheet, title, is_copy in unlike.renamed:
        text = _("La hoja «{sheet}» se llama ahora «{title}»: se leyó igual.")
        if is_copy:
            text = _("La hoja «{title}» es una copia de «{sheet}»: se leyeron las dos.")
        yield text.format(sheet=quoted(sheet), title=quoted(title))
    for sheet in unlike.hidden:
        yield _("La hoja «{sheet}» está oculta, y no lo estaba: se leyó igual.").format(sheet=quoted(sheet))
    for shifted in unlike.shifted:
        yield from _shifted(shifted)
    for hidden in unlike.lines:
        yield from _hidden(hidden)
    for sheet, key in unlike.keys:
        yield _key(sheet, key)
    for altered in unlike.altered:
        yield altered_text(altered)
    for sheet_name, words in unlike.printed:
        yield _printed(sheet_name, words)
    if unlike.order:
        listed = ", ".join(f"«{quoted(title)}»" for title in unlike.order)
        yield _("Las hojas están en otro orden que al exportarse ({sheets}): se leyeron igual.").format(sheets=listed)
    for sheet, over in unlike.over:
        yield _over(sheet, over)


def ranges_text(numbers: Sequence[int]) -> str:
    """Return numbers as people list them: `3, 7–9`."""
    return ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in _runs(numbers))


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and the last of each row of numbers that follow one another."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return runs


def _shifted(shifted: Shifted) -> Iterator[str]:
    sheet, rows, columns, gone = shifted
    if rows:
        yield ngettext(
            "{sheet}: se insertó la fila {rows}; en el plan no cambia nada.",
            "{sheet}: se insertaron las filas {rows}; en el plan no cambia nada.",
            len(rows),
        ).format(sheet=quoted(sheet), rows=ranges_text(rows))
    if columns:
        yield ngettext(
            "{sheet}: se insertó la columna {columns}; en el plan no cambia nada.",
            "{sheet}: se insertaron las columnas {columns}; en el plan no cambia nada.",
            len(columns),
        ).format(sheet=quoted(sheet), columns=", ".join(map(column_letter, columns)))
    if gone:
        yield ngettext(
            "{sheet}: ya no está la columna {columns} del libro exportado; en el plan no cambia nada.",
            "{sheet}: ya no están las columnas {columns} del libro exportado; en el plan no cambia nada.",
            len(gone),
        ).format(sheet=quoted(sheet), columns=", ".join(map(column_letter, gone)))


def _hidden(hidden: Hidden) -> Iterator[str]:
    sheet, rows, columns = hidden
    if rows:
        yield ngettext(
            "{sheet}: la fila {rows} está oculta, y no lo estaba: se leyó igual.",
            "{sheet}: las filas {rows} están ocultas, y no lo estaban: se leyeron igual.",
            len(rows),
        ).format(sheet=quoted(sheet), rows=ranges_text(rows))
    if columns:
        yield ngettext(
            "{sheet}: la columna {columns} está oculta, y no lo estaba: se leyó igual.",
            "{sheet}: las columnas {columns} están ocultas, y no lo estaban: se leyeron igual.",
            len(columns),
        ).format(sheet=quoted(sheet), columns=", ".join(map(column_letter, columns)))


def _printed(sheet: str, words: str) -> str:
    text = _("{sheet}: el encabezado o pie de página dice «{words}», y decía otra cosa; no se importa.")
    return text.format(sheet=quoted(sheet), words=quoted(said(words), _WORDS))


def _key(sheet: str, key: StrangeKey) -> str:
    if key.twin is not None:
        text = _("{where}: la clave oculta «{text}» está también en {other}: revise qué cifras valen.")
    elif key.of_row:
        text = _("{where}: «{text}» está donde va la clave oculta de la fila; sus cifras no se importan.")
    else:
        text = _("{where}: «{text}» está donde va la clave oculta de la columna; sus cifras no se importan.")
    other = address(sheet, key.twin or key.place)
    return text.format(where=address(sheet, key.place), text=quoted(key.text), other=other)


def _over(sheet: str, over: OverCell) -> str:
    if over.kind is Over.COMMENT:
        text = _("{where}: tiene un comentario, «{text}»; no se importa.")
    elif over.kind is Over.LINK:
        text = _("{where}: tiene un enlace a «{text}»; no se importa.")
    elif over.kind is Over.PICTURE:
        text = _("{where}: tiene una imagen que no estaba; no se importa.")
    elif over.text:
        text = _("{where}: tiene encima un texto, «{text}»; no se importa.")
    else:
        text = _("{where}: tiene encima un dibujo sin texto; no se importa.")
    return text.format(where=address(sheet, over.place), text=quoted(over.text, _WORDS))

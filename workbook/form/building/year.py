"""Which year a form is of, and what its heading says of the plan: entity, process, responsible."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from scoring.errors import PlanError
from scoring.messages import _
from workbook.form.files.grid import Grid
from workbook.form.values.moments import days_in, read_moment
from workbook.form.words import is_one_of, phrases, plain

_YEAR: Final = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/-])")
_ANY_YEAR: Final = re.compile(r"(?<![\d/.])(?:19|20)\d\d(?!\d)")
_SEVERAL: Final = re.compile(r"(?:19|20)\d\d\s?[-–/a]\s?(?:19|20)\d\d")


class Year(NamedTuple):
    """The year of a plan, and a doubt about it where the form does not simply say it."""

    year: int
    doubt: str = ""


def read_year(lines: Sequence[str], titles: Sequence[str], headings: Sequence[str], days: Sequence[date]) -> Year:
    """Return the year that a form is of; PlanError where nothing says one.

    `lines` are the texts above the tables, `titles` the names of the sheets, `headings` those of the columns of goals,
    `days` the dates in the tables.
    """
    named = list(_named(lines))
    others = sorted(
        {int(year) for text in lines for year in _ANY_YEAR.findall(text)}
        | {moment.year for text in lines for moment in days_in(text) if moment.year}
    )
    if named:
        year = named[0]
        strange = [other for other in others if other != year]
        told = _("El encabezado trae el año {year} y también {others}: se tomó {year}; ¿sí?")
        return Year(year, told.format(year=year, others=", ".join(map(str, strange))) if strange else "")
    for source, texts in ((_("del nombre de la hoja"), titles), (_("de los títulos de las columnas"), headings)):
        found = Counter(year for text in texts for year in _years(text))
        if found:
            year = found.most_common(1)[0][0]
            return Year(
                year,
                _("El encabezado no dice el año del plan: se tomó {year} {source}; ¿sí?").format(
                    year=year, source=source
                ),
            )
    dated = Counter(day.year for day in days)
    if dated:
        year = dated.most_common(1)[0][0]
        return Year(
            year, _("El encabezado no dice el año del plan: se tomó {year} de las fechas; ¿sí?").format(year=year)
        )
    raise PlanError(_("El formulario no dice de qué año es el plan."))


def _named(lines: Sequence[str]) -> Iterator[int]:
    """Yield the years that lines name as the plan's: by its word, alone in their line, or at least not as another's."""
    yield from (
        year
        for text in lines
        if _has_word(text, "year") and not _has_word(text, "no_year")
        for year in _years(text)[:1]
    )
    yield from (int(text) for text in lines if _YEAR.fullmatch(text.strip()))
    yield from (year for text in lines if _has_label(text) for year in _years(text)[:1])
    yield from (year for text in lines if not _has_word(text, "no_year") for year in _years(text)[:1])


def _years(text: str) -> list[int]:
    return [int(year) for year in _YEAR.findall(_SEVERAL.sub("", text))]


def _has_word(text: str, name: str) -> bool:
    told = plain(text)
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", told) for word in phrases("rows", name))


def _has_label(text: str) -> bool:
    """Whether a year stands right behind a word for it, whatever else is in the line."""
    return bool(re.search(r"(?:vigencia|ano|year)\W{0,3}(?:19|20)\d\d", plain(text)))


def lines_above(grid: Grid, bottom: int) -> list[str]:
    """Return the texts above a table, with the text beside a label joined to it: «VIGENCIA: 2025»."""
    found = []
    for row in range(1, bottom):
        texts = [grid.own(row, column).text for column in grid.filled(row)]
        label = ""
        for text in texts:
            if text.rstrip().endswith(":") or _is_label(text):
                label = text
            else:
                found.append(f"{label} {text}".strip())
                label = ""
        if label:
            found.append(label)
    return found


def _is_label(text: str) -> bool:
    return any(is_one_of(text, "rows", name) for name in ("year", "process", "responsible"))


def labelled(lines: Sequence[str], name: str) -> str:
    """Return what stands behind a label of the heading such as «Proceso:»; empty where it has none."""
    for text in lines:
        label, colon, rest = text.partition(":")
        if colon and rest.strip() and is_one_of(label, "rows", name):
            return rest.strip()
    return ""


def dates_in(grid: Grid, rows: range, columns: Sequence[int]) -> list[date]:
    """Return the days that some columns of a table print."""
    moments = (read_moment(grid.own(row, column)) for row in rows for column in columns)
    return [moment.first(moment.year) for moment in moments if moment is not None and moment.year]

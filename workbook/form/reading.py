"""A form from its file to a plan: which of its sheets are read, in which layout, and what is left to settle."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from scoring.errors import PlanError
from scoring.messages import _, ngettext
from scoring.model import Plan
from workbook.form.building.build import Named, Source, build
from workbook.form.building.year import Year, dates_in, labelled, lines_above, read_year
from workbook.form.doubts import FormDoubt, about_plan
from workbook.form.files.book import read_book
from workbook.form.files.grid import Book, Grid
from workbook.form.headings.chosen import Chosen, choose
from workbook.form.headings.document_control import document_control
from workbook.form.headings.finder import Headings, find_headings
from workbook.form.headings.line import Line
from workbook.form.headings.lines import read_lines
from workbook.form.official.edited_form import merge
from workbook.form.official.plan import read_plan
from workbook.form.official.table import has_table, read_table
from workbook.form.words import Role, contains, plain, stems, words_of

_FIELDS: Final = {
    "number": _("el número"),
    "indicator": _("el nombre del indicador"),
    "formula": _("la fórmula"),
    "unit": _("la unidad"),
    "baseline": _("la línea base"),
    "goal": _("la meta"),
    "direction": _("el sentido"),
    "weight": _("el peso"),
    "objective_weight": _("el peso del objetivo"),
    "responsible": _("el responsable"),
    "start": _("la fecha de inicio"),
    "end": _("la fecha final"),
    "duration": _("la duración"),
    "schedule": _("el cronograma"),
}
_REPEATED: Final = 0.8
"""Of a sheet's indicators, how many are those of another one at most."""
_LISTED: Final = 4
"""Names of sheets that a sentence lists."""


class Wanted(NamedTuple):
    """What a person has said of how a form is to be read."""

    columns: Mapping[str, Role | None] = {}
    """By plain heading; None for a column that is kept as it is."""
    sheet: str = ""
    figures: bool = False
    """Whether executed figures are taken into the plan."""


PLAIN: Final = Wanted()
"""Nothing said: the form is read as its words tell."""


class TableFound(NamedTuple):
    """The columns of one sheet and what they were taken for."""

    sheet: str
    columns: Chosen


class FormReading(NamedTuple):
    """The plan of a form, the doubts that a person has to settle, and the columns it was read by."""

    plan: Plan
    doubts: tuple[FormDoubt, ...]
    tables: tuple[TableFound, ...] = ()
    """Empty for the official form, whose columns are known."""
    lines: Mapping[str, Line] = {}
    """Where each indicator stands in the form, by its id; empty for the official form."""


class _Found(NamedTuple):
    """A sheet with the headings of its tables, and a doubt about what was invisible in it."""

    grid: Grid
    headings: list[Headings]
    doubts: tuple[FormDoubt, ...]


def read(path: Path, wanted: Wanted = PLAIN) -> FormReading:
    """Return what the form at `path` holds.

    A workbook that this program exported gives back its plan, with what was changed in the form since. PlanError where
    the file cannot be read, is not safe to read, or holds nothing that could be measured.
    """
    book, exported = read_book(path)
    if exported is not None:
        return merged(book, exported)
    found = [_found(grid) for grid in _asked_for(book, wanted.sheet)]
    tables = [item for item in found if item.headings]
    notes = [about_plan("", note) for note in book.notes]
    visible = [item for item in tables if not item.grid.hidden or wanted.sheet] or tables
    official = next((item for item in visible if _is_official(item)), None)
    if official is not None or not tables:
        reading = _official(book, official)
        left = [item for item in tables if item.grid.hidden and item is not official]
        doubts = (*notes, *(_left_out(item.grid) for item in left), *reading.doubts)
        return reading._replace(doubts=doubts)
    return _by_headings(visible, [item for item in tables if item not in visible], notes, wanted)


def _found(sheet: Grid) -> _Found:
    grid, rows = sheet.visible()
    text = _("Fila {row}: se quitaron caracteres invisibles")
    return _Found(grid, find_headings(grid), tuple(about_plan("", text.format(row=row)) for row in rows))


def has_form(book: Book) -> bool:
    """Whether a workbook has the official form in one of its sheets."""
    return any(has_table(sheet.rows()) for sheet in book.sheets)


def merged(book: Book, exported: Plan) -> FormReading:
    """Return the plan that is stored in an exported workbook, with what was changed in its form since."""
    sheet = next((sheet for sheet in book.sheets if has_table(sheet.rows())), None)
    if sheet is None:
        text = _("El formulario no tiene filas con fechas: se tomó el plan como se exportó.")
        return FormReading(exported, (about_plan("", text),))
    form = read_table(sheet.rows())
    plan, doubts = merge(form, read_plan(form)[0], exported)
    return FormReading(_controlled(plan, sheet), tuple(about_plan("", text) for text in doubts))


def _controlled(plan: Plan, sheet: Grid, headings: Sequence[Headings] = ()) -> Plan:
    """Return a plan with the code and the version that are printed at the head of its sheet, where they are."""
    printed = document_control(sheet, headings[0].top) if headings else document_control(sheet)
    return plan._replace(code=printed.code or plan.code, version=printed.version or plan.version)


def _asked_for(book: Book, sheet: str) -> list[Grid]:
    """Return the sheets to read; PlanError where none has the name that was asked for."""
    if not sheet:
        return list(book.sheets)
    named = [grid for grid in book.sheets if grid.title.casefold() == sheet.casefold()]
    if not named:
        names = ", ".join(f"«{grid.title}»" for grid in book.sheets)
        raise PlanError(_("No hay una hoja «{sheet}»; hay: {names}.").format(sheet=sheet, names=names))
    return named


def _is_official(found: _Found) -> bool:
    headings = {column.heading for heading in found.headings for column in heading.columns}
    known = stems("official", "headings")
    return sum(contains(words_of(text), "official", "headings") for text in headings if known) > 1


def _official(book: Book, found: _Found | None) -> FormReading:
    """Return the plan of the official form, or of a table without headings, by its anchors."""
    below = found.headings[0].bottom if found else 0
    grids = [found.grid] if found else [grid for grid in book.sheets if not grid.hidden]
    if found is not None:  # its own reader tells of what is invisible in it
        grids = [grid for grid in book.sheets if grid.title == found.grid.title]
    sheet = next((grid for grid in grids if has_table(grid.rows())), None)
    if sheet is None:
        raise PlanError(_nothing_found(book))
    plan, doubts = read_plan(read_table(sheet.rows(), below))
    if not plan.indicators:
        raise PlanError(_nothing_found(book))
    return FormReading(
        _controlled(plan, sheet, found.headings if found else ()), tuple(about_plan("", text) for text in doubts)
    )


def _nothing_found(book: Book) -> str:
    names = ", ".join(f"«{grid.title}»" for grid in book.sheets[:_LISTED])
    more = "…" if len(book.sheets) > _LISTED else ""
    return ngettext(
        "No se encontró la tabla del plan: {count} hoja ({names}), sin una columna de meta o de indicador, "
        "y ninguna fila tiene las fechas de inicio y final de una acción.",
        "No se encontró la tabla del plan: {count} hojas ({names}), ninguna con una columna de meta o de indicador, "
        "y ninguna fila tiene las fechas de inicio y final de una acción.",
        len(book.sheets),
    ).format(names=f"{names}{more}")


def _left_out(grid: Grid) -> FormDoubt:
    return about_plan("sheets", _("La hoja oculta «{sheet}» se dejó fuera; ¿sí?").format(sheet=grid.title))


def _by_headings(visible: list[_Found], hidden: list[_Found], notes: list[FormDoubt], wanted: Wanted) -> FormReading:
    year = _year(visible)
    of_year: list[_Found] = []
    others: list[_Found] = []
    for item in visible:
        other = not wanted.sheet and len(visible) > 1 and _title_year(item.grid.title) not in {None, year.year}
        (others if other else of_year).append(item)
    doubts = [*notes, *([about_plan("year", year.doubt)] if year.doubt else [])]
    doubts += [_left_out(item.grid) for item in hidden]
    doubts += [
        about_plan("sheets", _("La hoja «{sheet}» es de otro año y se dejó fuera; ¿sí?").format(sheet=item.grid.title))
        for item in others
    ]
    sources: list[Source] = []
    tables: list[TableFound] = []
    for item in of_year:
        chosen = {heading.top: choose(heading.columns, year.year, wanted.columns) for heading in item.headings}
        sheet = read_lines(item.grid, item.headings, chosen)
        doubts += [*item.doubts, *(about_plan("", text) for text in sheet.doubts)]
        repeated = next((source.title for source in sources if _repeats(sheet.lines, source.lines)), None)
        if repeated is not None:
            text = _("La hoja «{sheet}» repite los indicadores de «{other}» y se dejó fuera; ¿sí?")
            doubts.append(about_plan("sheets", text.format(sheet=item.grid.title, other=repeated)))
            continue
        tables.append(TableFound(item.grid.title, chosen[item.headings[0].top]))
        if sheet.lines:
            heading = lines_above(item.grid, item.headings[0].top)
            process = labelled(heading, "process") or (item.grid.title if len(of_year) > 1 else "")
            sources.append(Source(item.grid.title, sheet.lines, tuple(heading), process, _objective_above(heading)))
    if not sources:
        raise PlanError(_("La tabla del plan no tiene filas con un indicador o una meta: no hay nada que medir."))
    built = build(sources, _named(sources, year), with_figures=wanted.figures, percent_goal=_percent_goal(tables))
    rivals = _rivals(tables, ", ".join(f"N° {indicator.id}" for indicator in built.plan.indicators))
    first = next(item for item in of_year if item.grid.title == sources[0].title)
    plan = _controlled(built.plan, first.grid, first.headings)
    return FormReading(plan, (*doubts, *rivals, *built.doubts), tuple(tables), built.lines)


def _repeats(lines: Sequence[Line], before: Sequence[Line]) -> bool:
    """Whether a sheet has hardly an indicator that another one does not have: a sheet that follows a plan up."""

    def keys(listed: Sequence[Line]) -> list[tuple[str, ...]]:
        return [(plain(line.name), *(plain(level.text) for level in line.levels)) for line in listed]

    known = set(keys(before))
    return sum(key in known for key in keys(lines)) > _REPEATED * len(lines)


def _rivals(tables: list[TableFound], ids: str) -> list[FormDoubt]:
    """Return the doubts about columns that another could have been meant instead of, each once."""
    found: dict[str, FormDoubt] = {}
    for table in tables:
        for taken, passed in table.columns.rivals:
            field = str(Role.GOAL if taken == passed else taken.role)
            if taken == passed and taken.role is Role.GOAL:
                text = _("La columna de la meta «{taken}» es de otro año: se tomó su meta ({ids}); ¿sí?")
            elif taken == passed:
                text = _("No hay columna de metas: se tomó «{taken}», el total del año ({ids}); ¿sí?")
            else:
                text = _("Para {field} se tomó la columna «{taken}», y «{passed}» queda como atributo ({ids}); ¿sí?")
            told = text.format(field=_FIELDS.get(field, field), taken=taken.label, passed=passed.label, ids=ids)
            found[told] = about_plan(field, told)
    return list(found.values())


def _named(sources: list[Source], year: Year) -> Named:
    """Return what the headings say of the whole plan: the process, or the entity that it stands below."""
    heading = sources[0].heading
    several = len(sources) > 1
    entity = next((text for text in heading if len(text) > 3 and not text.isdecimal() and ":" not in text), "")
    process = "" if several else labelled(heading, "process")
    return Named(year.year, process or entity or sources[0].title, labelled(heading, "responsible"), heading)


def _objective_above(heading: list[str]) -> str:
    for text in heading:
        label, colon, rest = text.partition(":")
        if colon and rest.strip() and words_of(label)[:1] == ("objetivo",):
            return rest.strip()
    return ""


def _year(found: list[_Found]) -> Year:
    lines = [text for item in found for text in lines_above(item.grid, item.headings[0].top)]
    headings = [
        column.heading
        for item in found
        for heading in item.headings
        for column in heading.columns
        if column.role is Role.GOAL
    ]
    days = [
        day
        for item in found
        for heading in item.headings
        for day in dates_in(
            item.grid,
            range(heading.bottom + 1, item.grid.last_row + 1),
            [column.number for column in heading.columns if column.role in {Role.START, Role.END, Role.SCHEDULE}],
        )
    ]
    return read_year(lines, [item.grid.title for item in found], headings, days)


def _title_year(title: str) -> int | None:
    try:
        return read_year((), [title], (), ()).year
    except PlanError:
        return None


def _percent_goal(tables: list[TableFound]) -> bool:
    goals = [table.columns.fields[Role.GOAL].heading for table in tables if Role.GOAL in table.columns.fields]
    return bool(goals) and all("%" in heading for heading in goals)

"""Which cells of a form say something else than the plan does, and what each is to say."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from scoring.errors import PlanError
from scoring.model import Indicator, Plan
from scoring.text.numbers import format_number, format_share, parse_number
from workbook.form.building.indicators import PRINTED
from workbook.form.files.grid import Book, FormCell, Grid, Place
from workbook.form.headings.columns import Column
from workbook.form.headings.line import Line
from workbook.form.reading import FormReading
from workbook.form.values.quantities import habit_of
from workbook.form.values.weights import read_weight
from workbook.form.words import Role
from workbook.original.sheet_cells import Content

_PRECISION: Final = 6
"""Decimal places of a number that follows another one in proportion."""
_NEARLY: Final = Decimal("0.001")


class Change(NamedTuple):
    """What one cell of a sheet is to say."""

    sheet: str
    place: Place
    content: Content


def changed_cells(reading: FormReading, plan: Plan, book: Book) -> Iterator[Change]:
    """Yield what the form's cells are to say where the plan says something else than was read of them.

    What a form has no cell for is left out, and so is what only its words say.
    """
    forms = _Forms(reading, plan, book)
    for before, now, line in forms.pairs():
        yield from forms.attributes(before, now, line)
        yield from forms.texts(before, now, line)
        yield from forms.levels(before, now, line)
        yield from forms.dates(before, now, line)
        yield from forms.programme(before, now, line)
    yield from forms.weights()


class _Forms:
    """The form as it was read, and the plan as it is now."""

    def __init__(self, reading: FormReading, plan: Plan, book: Book) -> None:
        self.reading = reading
        self.plan = plan
        self.grids: Mapping[str, Grid] = {(seen := grid.visible()[0]).title: seen for grid in book.sheets}

    def pairs(self) -> Iterator[tuple[Indicator, Indicator, Line]]:
        """Yield the indicators that form and plan both have, as they were read and as they are."""
        for id_, line in self.reading.lines.items():
            before, now = self.reading.plan.indicator(id_), self.plan.indicator(id_)
            if before and now:
                yield before, now, line

    def texts(self, before: Indicator, now: Indicator, line: Line) -> Iterator[Change]:
        """Yield the texts of the indicator's own columns, and its baseline."""
        pairs = {
            Role.INDICATOR: (before.name, now.name),
            Role.GOAL: (before.texts.goal, now.texts.goal),
            Role.FORMULA: (before.texts.formula, now.texts.formula),
            Role.UNIT: (before.texts.unit, now.texts.unit),
            Role.RESPONSIBLE: (before.responsible, now.responsible),
            Role.BASELINE: (self._baseline(before, self.reading.plan), self._baseline(now, self.plan)),
        }
        for role, (old, new) in pairs.items():
            if old != new and role in line.columns.fields:
                yield self._at(line, line.columns.fields[role], _like(line.cell(role), new, self.plan.locale))

    def _baseline(self, indicator: Indicator, plan: Plan) -> str:
        value = next(
            (plan.values[cell] for cell in plan.values if cell[:2] == (indicator.id, indicator.baseline)), None
        )
        if not isinstance(value, Decimal):
            return ""
        return format_share(value, plan.locale) if indicator.unit == "%" else format_number(value, plan.locale)

    def levels(self, before: Indicator, now: Indicator, line: Line) -> Iterator[Change]:
        """Yield the texts of the objective and the action above an indicator."""
        for old, new in (
            (_objective(self.reading.plan, before), _objective(self.plan, now)),
            (_action(self.reading.plan, before), _action(self.plan, now)),
        ):
            for column in line.columns.levels if old != new and new else ():
                if self.grids[line.sheet].at(line.row, column.number).text == old:
                    yield self._at(line, column, new)

    def dates(self, before: Indicator, now: Indicator, line: Line) -> Iterator[Change]:
        """Yield first and last day."""
        for role, old, new in ((Role.START, before.start, now.start), (Role.END, before.end, now.end)):
            if old != new and role in line.columns.fields:
                written = isinstance(line.cell(role).value, date)
                yield self._at(line, line.columns.fields[role], new if written else f"{new:%d/%m/%Y}")

    def attributes(self, before: Indicator, now: Indicator, line: Line) -> Iterator[Change]:
        """Yield what the columns say that are no fields, outer levels among them."""
        old, new = dict(before.attributes), dict(now.attributes)
        for column in (*line.columns.kept, *line.columns.levels):
            name = column.label
            if name in old and old[name] != new.get(name, ""):
                cell = self.grids[line.sheet].at(line.row, column.number)
                if cell.text == old[name]:
                    yield self._at(line, column, _like(cell, new.get(name, ""), self.plan.locale))
        for role, name in PRINTED.items():
            if name in old and old[name] != new.get(name, "") and role in line.columns.fields:
                text = _like(line.cell(role), new.get(name, ""), self.plan.locale)
                yield self._at(line, line.columns.fields[role], text)

    def programme(self, before: Indicator, now: Indicator, line: Line) -> Iterator[Change]:
        """Yield what is planned for each period: the form's marks, or its numbers in the plan's proportions."""
        if (before.programme, before.months) == (now.programme, now.months):
            return
        cells = [(column, column.span, self._cell(line, column)) for column in line.columns.programme if column.span]
        printed = sum((cell.value for _column, _span, cell in cells if isinstance(cell.value, Decimal)), Decimal(0))
        mark = next((cell.text for _column, _span, cell in cells if cell.text and cell.value is None), "")
        shares = now.programme or tuple(Decimal(month in now.months) for month in range(1, 13))
        for column, span, cell in cells:
            part = sum(shares[span.first - 1 : span.last], Decimal(0))
            content: Content = "" if not part else mark or _rounded(printed * part / sum(shares))
            if content != (cell.text if isinstance(content, str) else cell.value):
                yield self._at(line, column, content)

    def weights(self) -> Iterator[Change]:
        """Yield the weights of indicators and objectives, each printed as its column prints them."""
        lines = [(before, now, line) for before, now, line in self.pairs() if Role.WEIGHT in line.columns.fields]
        habit = habit_of([line.text(Role.WEIGHT) for _before, _now, line in lines])
        printed = {before.id: read_weight(line.cell(Role.WEIGHT), habit) for before, _now, line in lines}
        known = [
            (before, now, line, weight.value)
            for before, now, line in lines
            if (weight := printed[before.id]) is not None
        ]
        whole = _constant(value / share for before, _n, _l, value in known if (share := self._of_plan(before)))
        own = _constant(value / before.weight for before, _n, _l, value in known if before.weight)
        for before, now, line, value in known:
            of_plan = self._of_plan(now, self.plan)
            if (before.weight, self._of_plan(before)) == (now.weight, of_plan) or line.weight_row != line.row:
                continue
            new = own * now.weight if own else whole * of_plan if whole else now.weight * value / before.weight
            yield self._at(line, line.columns.fields[Role.WEIGHT], _weight_like(line.cell(Role.WEIGHT), new))
        yield from self._objective_weights(habit)

    def _objective_weights(self, habit: str) -> Iterator[Change]:
        before = {item.number: item.weight for item in self.reading.plan.objectives}
        now = {item.number: item.weight for item in self.plan.objectives}
        for was, _now, line in self.pairs():
            column, old = line.columns.fields.get(Role.OBJECTIVE_WEIGHT), before[was.objective]
            new = now.get(was.objective, old)
            if column is None or old == new or not old:
                continue
            cell = self._cell(line, column)
            if (weight := read_weight(cell, habit)) is not None:
                yield self._at(line, column, _weight_like(cell, weight.value * new / old))

    def _of_plan(self, indicator: Indicator, plan: Plan | None = None) -> Decimal:
        weights = {item.number: item.weight for item in (plan or self.reading.plan).objectives}
        return indicator.weight * weights[indicator.objective]

    def _cell(self, line: Line, column: Column) -> FormCell:
        return self.grids[line.sheet].own(line.row, column.number)

    def _at(self, line: Line, column: Column, content: Content) -> Change:
        area = self.grids[line.sheet].area(line.row, column.number)
        return Change(line.sheet, (area.top, area.left), content)


def _objective(plan: Plan, indicator: Indicator) -> str:
    return next((item.text for item in plan.objectives if item.number == indicator.objective), "")


def _action(plan: Plan, indicator: Indicator) -> str:
    actions = (action for objective in plan.objectives for action in objective.actions)
    return next((action.text for action in actions if action.number == indicator.action), "")


def _like(cell: FormCell, text: str, locale: str) -> Content:
    """Return what a text says as the form's cell has it: a number where that is one and the text is one too."""
    if not isinstance(cell.value, Decimal) or not text:
        return text
    percent = "%" in cell.format
    try:
        number = parse_number(text, locale, "%" if "%" in text else "")
    except PlanError:
        return text
    return number if percent == ("%" in text) else text


def _weight_like(cell: FormCell, weight: Decimal) -> Content:
    """Return a weight as the form's cell prints one."""
    rounded = _rounded(weight)
    if isinstance(cell.value, Decimal):
        return rounded
    if "%" in cell.text:
        return format_share(rounded, "es_CO")
    written = format_number(rounded, "es_CO")
    return written if "," in cell.text or "." not in cell.text else written.replace(",", ".")


def _rounded(number: Decimal) -> Decimal:
    return Decimal(f"{round(number, _PRECISION).normalize():f}")


def _constant(ratios: Iterable[Decimal]) -> Decimal:
    """Return what all ratios are, but for rounding; zero where they differ or there are none."""
    found = list(ratios)
    same = found and max(found) - min(found) <= _NEARLY * max(found)
    return found[0] if same else Decimal(0)

"""When an indicator begins and ends: by its dates, its duration, its schedule in words, or its programme."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from scoring.messages import _
from workbook.form.doubts import Question
from workbook.form.files.grid import FormCell
from workbook.form.headings.line import Line
from workbook.form.values.moments import Moment, days_in, is_serial, read_moment
from workbook.form.values.periods import Span, read_span
from workbook.form.words import Role, numbered, plain

DATED = (Role.START, Role.END, Role.SCHEDULE, Role.DURATION, Role.DELIVERY)
_SHORT_YEAR: Final = re.compile(r"(?:\d{1,2}[-/.]\d{1,2}|[^\W\d]{3,10})\.?[-/. ']\d\d")


class Dates(NamedTuple):
    """First and last day of an indicator, in the plan's year, and what has to be asked about them."""

    start: date
    end: date
    questions: tuple[Question, ...] = ()
    printed: bool = True
    """Whether the form says anything of them."""


def read_dates(line: Line, year: int, programmed: Span | None, *, month_first: bool) -> Dates:
    """Return when the indicator of a line begins and ends; the whole year where the form does not say."""
    return _Reading(line, year, month_first=month_first).dates(programmed)


class _Reading:
    """One line's dates being read; the questions gather."""

    def __init__(self, line: Line, year: int, *, month_first: bool) -> None:
        self.line = line
        self.year = year
        self.month_first = month_first
        self.questions: list[Question] = []

    def dates(self, programmed: Span | None) -> Dates:
        first, last = self._moment(Role.START), self._moment(Role.END)
        start = first.first(self.year) if first else None
        end = last.last(self.year) if last else None
        if start is not None and end is not None and self.line.beside:
            start, end = self._with_others(start, end)
        if start is None and end is None:
            start, end = self._scheduled()
        if end is None and start is not None:
            end = self._after(start)
        if end is None:
            end = self._delivered()
        if start is None and end is None:
            months = programmed or Span(1, 12)
            first_day, last_day = self._day(months.first), self._day(months.last, last=True)
            return Dates(first_day, last_day, tuple(self.questions), printed=False)
        if start is None and end is not None:
            start = self._day(min(programmed.first, end.month) if programmed else 1)
            if not self.line.text(Role.START):
                self._ask("start", _("no dice cuándo empieza: se tomó {day:%d/%m/%Y}"), day=start)
        if end is None:
            end = self._day(programmed.last if programmed else 12, last=True)
            self._ask("end", _("no dice cuándo termina: se tomó {day:%d/%m/%Y}"), day=end)
        return self._in_year(start or self._day(1), end)

    def _with_others(self, start: date, end: date) -> tuple[date, date]:
        """Return the dates that cover the further actions of the indicator too."""
        firsts = [read_moment(item.cells[Role.START], month_first=self.month_first) for item in self.line.beside]
        lasts = [read_moment(item.cells[Role.END], month_first=self.month_first) for item in self.line.beside]
        start = min([start, *(moment.first(self.year) for moment in firsts if moment)])
        end = max([end, *(moment.last(self.year) for moment in lasts if moment)])
        text = _("es de {count} acciones: sus fechas van de {start:%d/%m/%Y} a {end:%d/%m/%Y}; ¿sí?")
        self._ask("start", text, count=len(self.line.beside) + 1, start=start, end=end)
        return start, end

    def _moment(self, role: Role) -> Moment | None:
        cell = self.line.cell(role)
        if not cell.text:
            return None
        moment = read_moment(cell, month_first=self.month_first)
        if moment is None:
            span = read_span(cell.text)
            if span is not None:
                return Moment(None, span.first if role is Role.START else span.last)
            self._ask(
                "start" if role is Role.START else "end",
                _("la fecha «{text}» no se entiende: hay que darla"),
                text=cell.text,
            )
        return moment

    def _scheduled(self) -> tuple[date | None, date | None]:
        """Return what a schedule in words says: two dates, one to end at, or a part of the year."""
        cell = self.line.cell(Role.SCHEDULE)
        if not cell.text:
            return None, None
        moment = read_moment(cell, month_first=self.month_first)
        days = days_in(plain(cell.text), month_first=self.month_first)
        if len(days) > 1:
            return days[0].first(self.year), days[-1].last(self.year)
        if moment is not None and moment.day is not None:
            return None, moment.last(self.year)
        span = read_span(cell.text)
        if span is not None:
            return self._day(span.first), self._day(span.last, last=True)
        if moment is not None:
            return moment.first(self.year), moment.last(self.year)
        if days:
            return None, days[0].last(self.year)
        self._ask("end", _("el cronograma «{text}» no se entiende: sus fechas hay que darlas"), text=cell.text)
        return None, None

    def _after(self, start: date) -> date | None:
        """Return the end of as many months from the start as the duration says."""
        months = _number(self.line.cell(Role.DURATION))
        if months is None or not 1 <= months <= 12:
            return None
        last = start.month + months - 1
        if last > 12:
            self._ask(
                "end",
                _("dura {months} meses desde {start:%d/%m/%Y} y pasa del año: se tomó diciembre como final"),
                months=months,
                start=start,
            )
        return date(start.year, min(last, 12), monthrange(start.year, min(last, 12))[1])

    def _delivered(self) -> date | None:
        """Return the end of the month or quarter in which it is to be handed over."""
        cell = self.line.cell(Role.DELIVERY)
        span = read_span(cell.text) or _quarter(cell.text)
        return self._day(span.last, last=True) if span else None

    def _in_year(self, start: date, end: date) -> Dates:
        if start > end:
            self._ask(
                "start",
                _("las fechas están al revés ({start:%d/%m/%Y} – {end:%d/%m/%Y}): se invirtieron"),
                start=start,
                end=end,
            )
            start, end = end, start
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        if end < first or start > last:
            self._ask(
                "start",
                _("las fechas {start:%d/%m/%Y} – {end:%d/%m/%Y} no son de {year}: se tomó el año entero"),
                start=start,
                end=end,
                year=self.year,
            )
            return Dates(first, last, tuple(self.questions))
        if start < first:
            self._ask(
                "start",
                _("la fecha de inicio {start:%d/%m/%Y} es de otro año: se tomó {first:%d/%m/%Y}"),
                start=start,
                first=first,
            )
        if end > last:
            self._ask(
                "end", _("la fecha final {end:%d/%m/%Y} es de otro año: se tomó {last:%d/%m/%Y}"), end=end, last=last
            )
        return Dates(max(start, first), min(end, last), tuple(self.questions))

    def _day(self, month: int, *, last: bool = False) -> date:
        return date(self.year, month, monthrange(self.year, month)[1] if last else 1)

    def _ask(self, field: str, sentence: str, **told: object) -> None:
        self.questions.append(Question(field, sentence.format(**told)))


def has_serials(lines: Sequence[Line]) -> bool:
    """Whether dates stand in their columns as bare numbers."""
    return any(is_serial(line.cell(role)) for line in lines for role in (Role.START, Role.END))


def has_short_years(lines: Sequence[Line]) -> bool:
    """Whether dates are printed with two figures for the year."""
    cells = (line.cell(role) for line in lines for role in (Role.START, Role.END))
    return any(cell.value is None and _SHORT_YEAR.fullmatch(cell.text.strip()) for cell in cells)


def _number(cell: FormCell) -> int | None:
    if isinstance(cell.value, Decimal):
        return int(cell.value)
    figures = cell.text.split()[0] if cell.text else ""
    return int(figures) if figures.isdecimal() else None


def _quarter(text: str) -> Span | None:
    number = numbered("ordinals").get(plain(text))
    return Span(number * 3 - 2, number * 3) if number and number <= 4 else None

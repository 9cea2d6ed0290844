"""A status as CSV for people: as a spreadsheet in Spanish opens it, with the figures as they are shown elsewhere."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final, TextIO

from scoring.arithmetic.rollup import Figures, IndicatorScore, PlanScore
from scoring.messages import _
from scoring.text.months import month_name
from scoring.text.numbers import format_number, format_percent
from scoring.text.words import level_word
from tui.cli.status_formats.csv import neutral

_BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it Excel does not take the file for UTF-8."""


def rows(path: Path, whole: PlanScore) -> list[list[str]]:
    """Return a row for the plan, for each objective and for each indicator."""
    return list(_rows(path, whole))


def write(stream: TextIO, plans: Iterable[Sequence[Sequence[str]]]) -> None:
    """Write a heading and the rows of every plan."""
    stream.write(_BYTE_ORDER_MARK)
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow(_heading())
    for found in plans:
        writer.writerows(found)


def _heading() -> list[str]:
    return [
        _("Archivo"), _("Año"), _("Corte"), _("Qué es"), _("N°"), _("Nombre"), _("Peso"), _("Unidad"), _("Meta"),
        _("Resultado"), _("Cumplimiento"), _("Avance"), _("Programado"), _("Reportado"), _("Nivel"), _("Pendientes"),
    ]  # fmt: skip


def _rows(path: Path, whole: PlanScore) -> Iterator[list[str]]:
    plan = whole.plan
    month = month_name(whole.month, plan.locale) if whole.month else ""
    every = [neutral(str(path)), str(plan.year), month]
    pending = str(whole.pending_count)
    nothing = ["", "", ""]
    yield [*every, _("plan"), "", neutral(plan.process), "", *nothing, *_figures(whole.figures, plan.locale), pending]
    for scored in whole.objectives:
        objective = scored.objective
        named = [
            _("objetivo"),
            str(objective.number),
            neutral(objective.text),
            format_percent(scored.weight, plan.locale),
        ]
        yield [*every, *named, *nothing, *_figures(scored.figures, plan.locale), ""]
        for item in scored.indicators:
            yield [*every, *_indicator(item, plan.locale), *_figures(item.figures, plan.locale), ""]


def _indicator(scored: IndicatorScore, locale: str) -> list[str]:
    indicator = scored.indicator
    return [
        _("indicador"),
        neutral(indicator.id),
        neutral(indicator.name),
        format_percent(scored.global_weight, locale),
        neutral(indicator.unit),
        _amount(indicator.target, indicator.unit, locale),
        _amount(scored.measure.result, indicator.unit, locale),
    ]


def _figures(figures: Figures, locale: str) -> list[str]:
    shown = (figures.compliance, figures.progress, figures.programmed, figures.reported)
    percentages = ["" if figure is None else format_percent(figure, locale) for figure in shown]
    return [*percentages, level_word(figures.level)]


def _amount(value: Decimal | None, unit: str, locale: str) -> str:
    """Write a target or a result as `plan explain` does, the unit in its own column."""
    if value is None:
        return ""
    if unit == "%":
        return format_percent(value, locale, 2)
    return format_number(value, locale, 0 if value == value.to_integral_value() else 2)

"""What may be typed into the yellow cells, and how they look while it is there."""

from collections.abc import Sequence

from scoring.messages import _
from scoring.model import Level
from workbook.model.cells import Area
from workbook.model.formula_references import column_letter, literal
from workbook.model.hidden_keys import NOT_PROGRAMMED
from workbook.model.sheet import Sheet
from workbook.model.sheet_features import ConditionalFormat, Validation
from workbook.model.styles import DECIMALS, LEVEL_COLOUR, LEVEL_FILL


def month_checks(sheet: Sheet, areas: Sequence[Area]) -> None:
    """Let areas of months take numbers and NP; show decimals where a number has them, and NP in grey.

    Areas that begin in the same month share a rule: programs differ on where the relative references of a rule over
    several areas start, unless its first area is the topmost and leftmost.
    """
    for left in sorted({area.left for area in areas}):
        _month_checks(sheet, tuple(area for area in areas if area.left == left))


def _month_checks(sheet: Sheet, areas: tuple[Area, ...]) -> None:
    cell = _first(areas)
    grey = Level.GREY
    sheet.conditional_formats.append(
        ConditionalFormat(f"{cell}={literal(NOT_PROGRAMMED)}", areas, LEVEL_COLOUR[grey], LEVEL_FILL[grey])
    )
    sheet.conditional_formats.append(
        ConditionalFormat(f"AND(ISNUMBER({cell}),{cell}<>INT({cell}))", areas, number=DECIMALS)
    )
    sheet.validations.append(
        Validation(
            "custom",
            f"OR(ISNUMBER({cell}),{cell}={literal(NOT_PROGRAMMED)})",
            areas,
            _("Dato del mes"),
            _("Escriba el número del mes, o NP si no estaba programado. Deje en blanco lo que falta."),
            _("Solo un número, o NP si el mes no estaba programado."),
        )
    )


def constant_checks(sheet: Sheet, areas: Sequence[Area]) -> None:
    """Let the cells of constants take numbers."""
    if areas:
        sheet.validations.append(
            Validation(
                "custom",
                f"ISNUMBER({_first(areas)})",
                tuple(areas),
                _("Dato del año"),
                _("Escriba el número que vale para todo el año, como la línea base."),
                _("Solo un número."),
            )
        )


def amount_checks(sheet: Sheet, areas: Sequence[Area]) -> None:
    """Let the cells of money take numbers: areas that begin in the same column share a rule."""
    for left in sorted({area.left for area in areas}):
        alike = tuple(area for area in areas if area.left == left)
        sheet.validations.append(
            Validation(
                "custom",
                f"ISNUMBER({_first(alike)})",
                alike,
                _("Recursos, en pesos"),
                _("Escriba lo ejecutado en el mes, o el presupuesto en la columna del año. En blanco: sin reportar."),
                _("Solo un número."),
            )
        )


def cut_off_check(sheet: Sheet, row: int, column: int) -> None:
    """Let the cell of the cut-off month take 0 to 12."""
    sheet.validations.append(
        Validation(
            "whole",
            "0",
            (Area(row, column, row, column),),
            _("Mes de corte"),
            _("Número del último mes que se evalúa: 1 es enero, 12 diciembre; 0, ninguno."),
            _("Escriba un número entero de 0 a 12."),
            upper="12",
        )
    )


def _first(areas: Sequence[Area]) -> str:
    """Return the cell that relative references start from: the first area's top left."""
    return f"{column_letter(areas[0].left)}{areas[0].top}"

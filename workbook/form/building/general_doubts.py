"""Doubts about what is the same all over a form, each asked once: how it writes numbers, what it leaves out."""

from collections.abc import Sequence

from scoring.messages import _, ngettext
from workbook.form.building.context import Context
from workbook.form.building.dating import has_serials, has_short_years
from workbook.form.building.indicators import Read
from workbook.form.doubts import FormDoubt, about_plan
from workbook.form.headings.line import Line
from workbook.form.values.quantities import LOCAL
from workbook.form.words import Role


def general_doubts(lines: Sequence[Line], read: Sequence[Read], context: Context) -> list[FormDoubt]:
    """Return what is to be asked about the whole form, of whose lines the indicators in `read` came."""
    found: list[FormDoubt] = []
    habits = context.habits
    if habits[Role.GOAL] != LOCAL:
        found.append(
            about_plan(
                "target",
                _("La columna de la meta escribe sus números con punto decimal: así se leyeron; ¿sí?"),
            )
        )
    if not any(item.dated for item in read):
        found.append(about_plan("start", _("El formulario no trae fechas: se tomó de enero a diciembre; ¿sí?")))
    elif not any(line.text(role) for line in lines for role in (Role.START, Role.END, Role.SCHEDULE)):
        found.append(about_plan("start", _("El formulario no trae fechas: se tomaron de lo programado; ¿sí?")))
    if has_serials(lines):
        found.append(
            about_plan("start", _("Hay fechas como número de serie (45691 es 03/02/2025): se leyeron así; ¿sí?"))
        )
    if has_short_years(lines):
        found.append(
            about_plan(
                "start",
                _("Las fechas traen el año en dos cifras: se leyó {year}; ¿sí?").format(year=context.year),
            )
        )
    executed = sum(any(cell.text for _span, cell in line.executed) for line in lines)
    if executed and not context.with_figures:
        text = ngettext(
            "El formulario trae cifras ejecutadas en {count} indicador: no se tomaron; con --values, sí",
            "El formulario trae cifras ejecutadas en {count} indicadores: no se tomaron; con --values, sí",
            executed,
        )
        found.append(about_plan("values", text))
    planned = [line for line in lines if line.programme]
    if planned and not any(cell.text for line in planned for _span, cell in line.programme):
        found.append(
            about_plan(
                "programme",
                _("Las columnas de la programación están vacías; si están coloreadas, los colores no se leen"),
            )
        )
    return found

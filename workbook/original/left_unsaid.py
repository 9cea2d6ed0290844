"""What a plan says and the form that was written of it does not: read anew, it would give another plan."""

from collections.abc import Iterator
from typing import Any, Final

from scoring.messages import _, ngettext
from scoring.model import Indicator, Plan
from scoring.quoting import quoted
from scoring.text.field_words import field_word
from workbook.form.headings.line import Line
from workbook.form.reading import FormReading
from workbook.original.package import sheet_title

_COMPARED: Final = ("name", "weight", "target", "unit", "responsible", "start", "end", "programme")
"""Fields of an indicator that forms have; a kind and a formula are taken from their words."""


def unsaid(plan: Plan, form: FormReading, written: FormReading) -> Iterator[str]:
    """Yield sentences on what a form, read anew once it was written, does not say of a plan.

    `form` is the form as it came. An indicator is found by its row, since one that is not numbered has another number
    where one above it was taken out.
    """
    ids = {_row(line): id_ for id_, line in written.lines.items()}
    for indicator in plan.indicators:
        line = form.lines.get(indicator.id)
        found = written.plan.indicator(ids.get(_row(line), "")) if line else None
        if line is None or found is None:
            sentence = _("N° {id}: el formulario no tiene fila para él; póngalo a mano.")
            yield sentence.format(id=indicator.id)
            continue
        ours, theirs = _said(plan, indicator, line), _said(written.plan, found, line)
        if fields := [name for name in ours if ours[name] != theirs[name]]:
            sentence = ngettext(
                "N° {id}: el formulario no dice lo que dice el plan en {fields}; corríjalo a mano.",
                "N° {id}: el formulario no dice lo que dice el plan en {fields}; corríjalos a mano.",
                len(fields),
            )
            yield sentence.format(id=indicator.id, fields=", ".join(fields))
    for name, own, other in (
        (_("el año"), str(plan.year), str(written.plan.year)),
        (_("el proceso"), plan.process, written.plan.process),
        (_("el responsable"), plan.responsible, written.plan.responsible),
    ):
        if own != other:
            sentence = _("Arriba de la tabla {field} no es el del plan («{plan}»); corríjalo a mano.")
            yield sentence.format(field=name, plan=quoted(own))


def _row(line: Line) -> tuple[str, int]:
    return sheet_title(line.sheet), line.row


def _said(plan: Plan, indicator: Indicator, line: Line) -> dict[str, Any]:
    """Return what forms say of an indicator, by the words for it."""
    found = {field_word(name): getattr(indicator, name) for name in _COMPARED}
    objectives = [item for item in plan.objectives if item.number == indicator.objective]
    actions = (action for objective in objectives for action in objective.actions)
    found[_("objetivo")] = [item.text for item in objectives]
    found[_("peso del objetivo")] = [item.weight for item in objectives]
    found[_("acción")] = [action.text for action in actions if action.number == indicator.action]
    texts = dict(indicator.attributes)
    kept = (*line.columns.kept, *line.columns.levels)
    return found | {column.label: texts.get(column.label, "") for column in kept}

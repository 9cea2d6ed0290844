"""A plan's definition in a hidden sheet, so that an exported form gives back the same plan.

What the form prints are words; what is computed (kinds, variables, formulas, targets) is not printed. It is stored
beside them as JSON, cut into cells of the sheet's second column, which a person neither sees nor edits.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from scoring.messages import _
from scoring.model import Cell, Plan, Value
from scoring.model.plain_values import plain, read_plan, read_value, write_value
from scoring.model.resources import resource_of
from scoring.model.validation import validate
from workbook.errors import WorkbookError

DEFINITION_SHEET: Final = "_plan"
LENGTH: Final = 30_000
"""Characters in one cell; Excel holds 32 767."""


def definition_rows(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the rows of the sheet: a row number for readers, and the next piece of the plan without monthly values."""
    constants = {str(cell): write_value(value) for cell, value in plan.values.items() if cell.month is None}
    text = json.dumps({**plain(plan._replace(values={}, acts={})), "values": constants})
    for number, start in enumerate(range(0, len(text), LENGTH), 1):
        yield str(number), text[start : start + LENGTH]


def plan_of(pieces: Iterable[str]) -> Plan:
    """Return the plan, with no values but its constants and its budgets, whose pieces the sheet holds.

    Raises PlanError where they were tampered with or cannot be scored.
    """
    try:
        document = json.loads("".join(pieces))
        plan = read_plan(document)
        values = _constants(document["values"])
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        sentence = _("La hoja oculta {sheet} está alterada: exporte un libro nuevo.")
        raise WorkbookError(sentence.format(sheet=DEFINITION_SHEET)) from error
    validate(plan)
    known = {Cell(indicator.id, constant.name) for indicator in plan.indicators for constant in indicator.constants}
    return plan._replace(
        values={cell: value for cell, value in values.items() if cell in known or resource_of(plan, cell)}
    )


def _constants(written: dict[str, Any]) -> dict[Cell, Value]:
    """Return what constants and budgets hold, by their cells (`9.base`, `R2.propios`)."""
    read = ((Cell.parse(name), read_value(text)) for name, text in written.items())
    return {cell: value for cell, value in read if value is not None}

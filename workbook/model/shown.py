"""What of the plan a cell of a sheet shows, so that what is typed over it is known for what it is.

A field of the definition goes by its address, `4.weight` or `objective.2.text`, the label of a variable or a constant
by that of its list and its name, `4.variables:efectivas`, a part of a remark as `4!analysis@3`. What is no field has a
name that is no address.
"""

from typing import Final, NamedTuple

from scoring.messages import _
from scoring.model import MONTHS, Constant, Indicator, Variable
from scoring.model.acts import Act, ActKind
from scoring.model.fields import Field

CUT_OFF: Final = "mes_corte"
"""The cell of the cut-off month, which a person changes to look at another one."""
_REMARK_SIGN: Final = "!"
"""Between an indicator and a part of one of its remarks."""

REMARK_PARTS: Final = {
    "analysis": _("análisis"),
    "action": _("acción de mejora"),
    "due": _("plazo de la acción"),
    "responsible": _("responsable de la acción"),
    "evidence": _("evidencia"),
}
"""The parts of a remark: their names in what a cell shows, and on screen."""
OBSERVATION: Final = "observation"
"""The part that the cell of an observation shows: what is typed over it is taken for an analysis."""

_MONTHS: Final = {str(month): month for month in MONTHS}


class RemarkPart(NamedTuple):
    """A part of the remark on an indicator in a month."""

    act: Act
    name: str
    """One of `REMARK_PARTS`, or `OBSERVATION`."""


def remark_part(indicator: Indicator, name: str, month: int) -> str:
    """Return what a cell shows that holds a part of a remark: `4!analysis@3`; empty where there can be none."""
    return f"{indicator.id}{_REMARK_SIGN}{name}@{month}" if month in indicator.months else ""


def shown_part(shown: str) -> RemarkPart | None:
    """Return the part of a remark that a cell shows; None where it shows none."""
    indicator, sign, rest = shown.partition(_REMARK_SIGN)
    name, _at, month = rest.partition("@")
    if not sign or month not in _MONTHS or name not in {*REMARK_PARTS, OBSERVATION}:
        return None
    return RemarkPart(Act(_MONTHS[month], ActKind.REMARK, indicator), name)


def label_of(indicator: Indicator, item: Variable | Constant) -> str:
    """Return what the label of a variable or a constant shows: `4.variables:efectivas`."""
    return f"{indicator.id}.{'variables' if isinstance(item, Variable) else 'constants'}:{item.name}"


def title_of(indicator: Indicator, title: str) -> str:
    """Return which of an indicator's names its `title` is; empty where it is made of several."""
    if title == indicator.short:
        return f"{indicator.id}.short"
    return f"{indicator.id}.name" if title == indicator.name else ""


def is_field(shown: str) -> bool:
    """Tell whether a cell shows a field of the definition, or a label in one."""
    try:
        Field.parse(shown.partition(":")[0])
    except ValueError:
        return False
    return _REMARK_SIGN not in shown

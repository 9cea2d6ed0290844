"""What of the plan a cell of a sheet shows, so that what is typed over it is known for what it is.

A field of the definition goes by its address, `4.weight` or `objective.2.text`, the label of a variable or a constant
by that of its list and its name, `4.variables:efectivas`. What is no field has a name that is no address.
"""

from typing import Final

from scoring.messages import _
from scoring.model import Constant, Indicator, Variable
from scoring.model.fields import Field

CUT_OFF: Final = "mes_corte"
"""The cell of the cut-off month, which a person changes to look at another one."""
REMARK_SIGN: Final = "!"
"""Between an indicator and one of its remarks, in what a cell shows and in the hidden key of a row."""

REMARKS: Final = {
    "analysis": _("análisis"),
    "action": _("acción de mejora"),
    "evidence": _("evidencia"),
    "observation": _("observación"),
}
"""What a person says of an indicator in words: the names in keys, and on screen."""


def remark(indicator: str, name: str) -> str:
    """Return what a cell with a person's words on an indicator shows: `4!analysis`."""
    return f"{indicator}{REMARK_SIGN}{name}"


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
    return REMARK_SIGN not in shown

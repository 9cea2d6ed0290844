"""What is due as the command line writes it."""

from scoring.messages import _
from scoring.model import Plan
from scoring.text.months import month_name
from scoring.text.words import numbered
from scoring.year.due import Due, DueKind
from tui.cli.shared.pending_text import pending_text


def due_text(plan: Plan, item: Due) -> str:
    """Return what is due, with who answers for it and the indicator it is of."""
    if item.pending is not None:
        return f"{pending_text(item.pending, plan.locale)}  ({item.pending.indicator.name})"
    who = item.responsible or _("sin responsable")
    what = f"{_what(plan, item):38}  {who}"
    return what if item.indicator is None else f"{what}  ({item.indicator.name})"


def _what(plan: Plan, item: Due) -> str:
    month = "" if item.month is None else month_name(item.month, plan.locale, wide=True)
    match item.kind:
        case DueKind.REMARK:
            return _("análisis de {indicator} en {month}").format(
                indicator=numbered(item.indicator.id if item.indicator else ""), month=month
            )
        case DueKind.CLOSE:
            return _("cierre de {month}").format(month=month)
        case _sign_off if item.month is None:
            return _("firma de {role}").format(role=item.signer.role if item.signer else "")
        case _sign_off:
            return _("firma de {role} del corte de {month}").format(
                role=item.signer.role if item.signer else "", month=month
            )

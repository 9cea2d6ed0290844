"""Acts in words: what an address of one is called, and what one says, in a line."""

from scoring.messages import _, ngettext
from scoring.model import Plan
from scoring.model.acts import Act, ActKind, ActValue, Approval, Close, Evidence, Missing, Remark, Reopening, SignOff
from scoring.model.resources import nodes_by_code
from scoring.plain_names import plain_name
from scoring.text.months import month_name
from scoring.text.numbers import format_percent


def act_words(plan: Plan, act: Act) -> str:
    """Return an act as a person calls it: `cierre de marzo`, `firma de Revisó`."""
    month = "" if act.month is None else month_name(act.month, plan.locale, wide=True)
    match act.kind:
        case ActKind.CLOSE:
            return _("cierre de {month}").format(month=month)
        case ActKind.REOPENING if act.subject in nodes_by_code(plan):
            return _("reapertura de {month} para los recursos {code}").format(month=month, code=act.subject)
        case ActKind.REOPENING if act.subject:
            return _("reapertura de {month} para N° {id}").format(month=month, id=act.subject)
        case ActKind.REOPENING:
            return _("reapertura de {month}").format(month=month)
        case ActKind.SIGN_OFF if month:
            return _("firma de {role} del corte de {month}").format(role=_role(plan, act), month=month)
        case ActKind.SIGN_OFF:
            return _("firma de {role}").format(role=_role(plan, act))
        case ActKind.REMARK:
            return _("análisis de N° {id} en {month}").format(id=act.subject, month=month)
        case ActKind.EVIDENCE:
            cell = act.subject if act.month is None else f"{act.subject}@{act.month}"
            return _("evidencia de {cell}").format(cell=cell)
        case _approval:
            return _("aprobación")


def act_held_words(plan: Plan, value: ActValue) -> str:
    """Return what an act says, in a line."""
    match value:
        case Close():
            return _close_words(plan, value)
        case Reopening():
            return value.reason
        case SignOff(version=0):
            return _("sin versión aprobada")
        case SignOff() | Approval():
            return _("versión {version}").format(version=value.version)
        case Remark():
            return remark_words(value)
        case Evidence():
            return value.source


def remark_words(remark: Remark) -> str:
    """Return all that a remark says, in a line."""
    told = [remark.analysis]
    if remark.action:
        told.append(_("Acción: {action}").format(action=remark.action))
    if remark.due:
        told.append(_("Plazo: {date}").format(date=f"{remark.due:%d/%m/%Y}"))
    if remark.responsible:
        told.append(_("Responsable: {name}").format(name=remark.responsible))
    if remark.evidence:
        told.append(_("Evidencia: {source}").format(source=remark.evidence.source))
    return " · ".join(" ".join(text.split()) for text in told if text.strip())


def missing_words(missing: Missing) -> str:
    """Return what was missing at a close: `con 3 datos pendientes y 1 análisis pendiente`; empty for nothing."""
    figures, remarks, doubts = missing
    told = [
        ngettext("{count} dato pendiente", "{count} datos pendientes", figures) if figures else "",
        ngettext("{count} análisis pendiente", "{count} análisis pendientes", remarks) if remarks else "",
        ngettext("{count} cifra en duda", "{count} cifras en duda", doubts) if doubts else "",
    ]
    return ", ".join(filter(None, told))


def _close_words(plan: Plan, close: Close) -> str:
    first = next(iter(close.figures), None)
    compliance = None if first is None else first.compliance
    shown = "–" if compliance is None else format_percent(compliance, plan.locale)
    told = [
        _("plan {figure}").format(figure=shown),
        missing_words(close.missing),
        ngettext("{count} corrección", "{count} correcciones", len(close.corrected)) if close.corrected else "",
    ]
    return ", ".join(filter(None, told))


def _role(plan: Plan, act: Act) -> str:
    held = plan.acts.get(act)
    if isinstance(held, SignOff):
        return held.role
    named = [*(item.role for item in plan.texts.signatures), *(role.name for role in plan.roles)]
    return next((name for name in named if plain_name(name) == act.subject), act.subject)

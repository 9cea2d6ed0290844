"""What an act that somebody asks for comes to in the very plan that it is done to; the store asks when it writes it."""

from collections.abc import Iterator
from typing import Final

from scoring.messages import _
from scoring.model import Cell, Plan
from scoring.model.acts import Act, ActChange, ActKind, Close, Evidence, Remark, Reopening, SignOff
from scoring.model.resources import resource_of
from scoring.text.months import month_name
from scoring.year.closing import closing, reopening
from scoring.year.moment import Moment, RefusedActError
from scoring.year.signing import signing

LONGEST: Final = 4000
"""Letters of a text of an act."""


def done(plan: Plan, change: ActChange, moment: Moment) -> Iterator[ActChange]:
    """Yield the acts that one comes to; RefusedActError where it cannot be done."""
    act, value = change
    for text, has_lines in _texts(value):
        _check_text(text, has_lines=has_lines)
    if value is None and act.kind.is_lasting:
        raise RefusedActError(_("Un cierre, una reapertura y una firma no se quitan: quedan en el historial."))
    match value:
        case None:
            yield change
        case Close() if act.kind is ActKind.CLOSE and act.month:
            yield from closing(plan, act.month, moment)
        case Reopening() if act.kind is ActKind.REOPENING and act.month:
            yield reopening(plan, act, value.reason, moment)
        case SignOff() if act.kind is ActKind.SIGN_OFF:
            yield from signing(plan, act, value, moment)
        case Remark() if act.kind is ActKind.REMARK:
            yield _remarked(plan, act, value, moment)
        case Evidence() if act.kind is ActKind.EVIDENCE:
            yield _proved(plan, act, value, moment)
        case _:
            raise RefusedActError(_("«{act}» no es un acto que se pueda pedir así.").format(act=act))


def _remarked(plan: Plan, act: Act, remark: Remark, moment: Moment) -> ActChange:
    indicator = plan.indicator(act.subject)
    if indicator is None or act.month not in indicator.months:
        month = month_name(act.month or 1, plan.locale, wide=True)
        sentence = _("«{id}» no es un indicador programado en {month}: no hay qué analizar.")
        raise RefusedActError(sentence.format(id=act.subject, month=month))
    if not remark.analysis.strip():
        raise RefusedActError(_("Falta el análisis: por qué el indicador está donde está."))
    if not remark.action.strip() and (remark.due or remark.responsible.strip()):
        raise RefusedActError(_("Un plazo y un responsable son de una acción de mejora: diga cuál."))
    evidence = remark.evidence and remark.evidence._replace(at=moment.at, by=moment.by)
    return ActChange(act, remark._replace(evidence=evidence, at=moment.at, by=moment.by))


def _proved(plan: Plan, act: Act, evidence: Evidence, moment: Moment) -> ActChange:
    id_, _dot, name = act.subject.partition(".")
    indicator = plan.indicator(id_)
    fields = () if indicator is None else indicator.constants if act.month is None else indicator.variables
    is_money = resource_of(plan, Cell(id_, name, act.month)) is not None
    if not is_money and name not in {item.name for item in fields}:
        sentence = _("«{cell}» no es una celda de este plan: no hay qué probar.")
        raise RefusedActError(sentence.format(cell=act.subject))
    if not evidence.source.strip():
        raise RefusedActError(_("Falta la evidencia: una ruta, una dirección o un número de radicado."))
    return ActChange(act, evidence._replace(at=moment.at, by=moment.by))


def _texts(value: object) -> Iterator[tuple[str, bool]]:
    """Yield the texts of an act, each with whether it may have several lines."""
    match value:
        case Reopening():
            yield value.reason, True
        case Remark():
            yield from ((value.analysis, True), (value.action, True), (value.responsible, False))
            yield from () if value.evidence is None else ((value.evidence.source, False),)
        case Evidence():
            yield value.source, False


def _check_text(text: str, *, has_lines: bool) -> None:
    if len(text) > LONGEST:
        raise RefusedActError(_("Un texto tiene {count} letras; caben {limit}.").format(count=len(text), limit=LONGEST))
    if not has_lines and "\n" in text:
        raise RefusedActError(_("Una evidencia y un responsable van en una sola línea."))
    if not text.replace("\n", "").isprintable():
        raise RefusedActError(_("Un texto lleva signos invisibles o de control: quítelos."))

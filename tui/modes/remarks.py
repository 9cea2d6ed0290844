"""The form of an indicator's analysis in a month: why it stands where it does, and what is done about it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from scoring.entry.act_words import act_words
from scoring.entry.field_values import offered, read_day
from scoring.messages import _
from scoring.model import Plan
from scoring.model.acts import Act, ActChange, ActKind, Evidence, Remark
from scoring.model.fields import Change
from scoring.text.lists import from_line, to_line
from scoring.text.months import month_name
from scoring.year.acting import done
from scoring.year.moment import Moment
from scoring.year.remarks import remark_of
from tui.modes.fill_form import FillForm
from tui.modes.stack import ModeStack
from tui.pages.form import FormField
from tui.proofs.evidence import evidence_of

REMARK: Final = "remark"
"""The kind of form that a draft can be of."""
_NOBODY: Final = Moment("", "", "")
"""Rules are asked before anything is done: the store says who and when."""


def ask_remark(stack: ModeStack) -> None:
    """Open the analysis of the indicator under the cursor at the cut-off."""
    controller = stack.controller
    indicator, month = controller.tree.at.indicator, controller.session.cutoff
    if indicator is None:
        controller.refuse(_("un análisis es de un indicador: vaya a la fila de uno"))
    elif month not in indicator.months:
        name = month_name(month, controller.session.plan.locale, wide=True) if month else _("ningún mes")
        controller.refuse(_("el indicador no está programado en el corte, {month}").format(month=name))
    else:
        open_remark(stack, indicator.id, month)


def open_remark(stack: ModeStack, id_: str, month: int) -> None:
    """Open the form of an indicator's analysis in a month."""
    session = stack.controller.session
    plan, act = session.plan, Act(month, ActKind.REMARK, id_)
    held = remark_of(plan, id_, month) or Remark("")
    fields = [
        FormField("analysis", _("Análisis"), _("por qué el indicador está donde está"), to_line(held.analysis)),
        FormField("action", _("Acción de mejora"), _("qué se hace al respecto"), to_line(held.action)),
        FormField(
            "due", _("Plazo"), _("para cuándo, como 31/05/2024 o 2024-05-31"), _written_day(held.due), replaced=True
        ),
        FormField(
            "responsible",
            _("Responsable"),
            _("quién responde por la acción"),
            held.responsible,
            offered=offered(plan, "responsible"),
        ),
        FormField(
            "evidence",
            _("Evidencia"),
            _("una ruta, una dirección o un número de radicado"),
            held.evidence.source if held.evidence else "",
        ),
    ]
    words = act_words(plan, act)
    title = f"{words[:1].upper()}{words[1:]}"
    made = _made(act, Path(session.store.address))
    stack.push(FillForm(stack, title, fields, made, (REMARK, id_, str(month)), of_terms=False))


def _made(act: Act, file: Path) -> Callable[[Plan, Mapping[str, str]], Sequence[Change]]:
    """Return what makes a remark of the texts of its form; one whose texts are all empty is taken away."""

    @cache
    def proved(source: str) -> Evidence:
        """Return what a text names: while others are typed, the file is not read again."""
        return evidence_of(source, file)

    def made(plan: Plan, texts: Mapping[str, str]) -> Sequence[Change]:
        held = remark_of(plan, act.subject, act.month or 0)
        remark = held or Remark("")
        remark = remark._replace(
            analysis=from_line(texts.get("analysis", to_line(remark.analysis))).strip(),
            action=from_line(texts.get("action", to_line(remark.action))).strip(),
            responsible=texts.get("responsible", remark.responsible).strip(),
        )
        if "due" in texts:
            remark = remark._replace(due=read_day(texts["due"]) if texts["due"].strip() else None)
        if "evidence" in texts:
            source = texts["evidence"].strip()
            remark = remark._replace(evidence=proved(source) if source else None)
        if held is not None and not (remark.analysis or remark.action or remark.evidence):
            return [ActChange(act, None)]
        change = ActChange(act, remark)
        for _change in done(plan, change, _NOBODY):
            pass  # what cannot be done is said while it is typed
        return [change]

    return made


def _written_day(day: date | None) -> str:
    return "" if day is None else f"{day:%d/%m/%Y}"

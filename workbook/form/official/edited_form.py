"""A form that was exported and perhaps edited since, over the plan that is stored in it.

The form is what people see and sign, so its words, weights and dates win. What they do not see, how an indicator is
measured, comes from the plan that was exported; where the words changed, a doubt says that it may no longer fit.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from itertools import zip_longest
from typing import Final

from scoring.messages import _
from scoring.model import Action, FormTexts, Indicator, IndicatorTexts, Objective, ObjectiveTexts, Plan, Signature
from scoring.model.resources import FORM_SOURCES
from workbook.form.official.form import PERCENTAGE, Form
from workbook.model.wording import funds_text

_EXACT: Final = Decimal("1e-12")
"""What a workbook's 15 digits may differ by from the weight that was written into it."""


def merge(form: Form, printed: Plan, exported: Plan) -> tuple[Plan, tuple[str, ...]]:
    """Return `exported` with all that differs in `printed`, the plan as its form reads now, and the doubts."""
    reading = _Merge(printed, exported)
    plan = reading.plan()
    assumptions = (f"N° {indicator.id}: {text}" for indicator in plan.indicators for text in indicator.assumptions)
    changed = (*form.doubts, *reading.doubts) if plan != exported else ()
    return plan, (*changed, *assumptions)


class _Merge:
    """One comparison; every difference becomes a doubt, in the form's order."""

    def __init__(self, printed: Plan, exported: Plan) -> None:
        self.printed = printed
        self.exported = exported
        self.doubts: list[str] = []

    def plan(self) -> Plan:
        exported = {objective.number: objective for objective in self.exported.objectives}
        printed, before = self.printed, self.exported
        if not _alike_all(printed.texts.heading, before.texts.heading):
            self.doubts.append(_("El encabezado cambió: el plan se llama ahora {id}.").format(id=printed.id))
            if before.values and printed.year != before.year:
                self.doubts.append(_("Las líneas base son las del plan exportado: revise si valen para este."))
            before = before._replace(
                id=printed.id, year=printed.year, process=printed.process, responsible=printed.responsible
            )
        objectives = tuple(self._objective(item, exported.pop(item.number, None)) for item in printed.objectives)
        self.doubts += [_("El objetivo {number} ya no está en el formulario.").format(number=name) for name in exported]
        return before._replace(objectives=objectives, texts=self._form_texts())

    def _form_texts(self) -> FormTexts:
        now, before = self.printed.texts, self.exported.texts
        where, printed = _("Firmas"), len(now.signature_labels)
        signatures = tuple(
            Signature(*map(partial(self._text, where), signature[:printed], old), *old[printed:])
            for signature, old in zip(now.signatures, before.signatures, strict=False)
        )
        return before._replace(
            heading=before.heading if _alike_all(now.heading, before.heading) else now.heading,
            signatures=signatures + now.signatures[len(signatures) :],
        )

    def _objective(self, printed: Objective, exported: Objective | None) -> Objective:
        where = _("Objetivo {number}").format(number=printed.number)
        if exported is None:
            self.doubts.append(_("{where}: no estaba en el plan exportado.").format(where=where))
            return printed
        weight = self._weight(where, printed.weight, exported.weight)
        own = self._own(where, printed.own, exported)
        same = {
            "weight": weight == exported.weight,
            "goal_weight": [indicator.weight for indicator in own[:1]]
            == [indicator.weight for indicator in exported.own[:1]],
        }
        same |= {
            name: _alike(getattr(printed.texts, name), funds_text(self.exported, exported, source))
            for source, name in FORM_SOURCES.items()
        }
        texts = ObjectiveTexts(
            *(
                before if same.get(name) else self._text(where, now, before)
                for name, now, before in zip(ObjectiveTexts._fields, printed.texts, exported.texts, strict=True)
            )
        )
        actions = {action.number: action for action in exported.actions}
        return exported._replace(
            weight=weight,
            own=own,
            actions=tuple(self._action(action, actions.pop(action.number, None)) for action in printed.actions),
            texts=texts,
        )

    def _own(self, where: str, printed: Sequence[Indicator], exported: Objective) -> tuple[Indicator, ...]:
        if len(printed) != len(exported.own):
            self.doubts.append(_("{where}: cambió el número de sus propios indicadores.").format(where=where))
        # The first own indicator is in the objective's row, under the objective's words for it.
        names = [exported.texts.indicator, *(indicator.name for indicator in exported.own[1:])]
        return tuple(
            self._indicator(indicator, None)
            if before is None
            else self._indicator(_own_indicator(indicator, before, name or ""), before)
            for indicator, before, name in zip_longest(printed, exported.own[: len(printed)], names[: len(printed)])
        )

    def _action(self, printed: Action, exported: Action | None) -> Action:
        where = _("Acción {number}").format(number=printed.number)
        if exported is None:
            self.doubts.append(_("{where}: no estaba en el plan exportado.").format(where=where))
            return printed
        numbered = {indicator.texts.number: indicator for indicator in exported.indicators if indicator.texts.number}
        unnumbered = [indicator for indicator in exported.indicators if not indicator.texts.number]
        indicators = []
        for indicator in printed.indicators:
            number = indicator.texts.number
            before = numbered.pop(number, None) if number else (unnumbered.pop(0) if unnumbered else None)
            indicators.append(self._indicator(indicator, before))
        for indicator in (*numbered.values(), *unnumbered):
            self.doubts.append(_("N° {id}: ya no está en el formulario.").format(id=indicator.id))
        return Action(exported.number, self._text(where, printed.text, exported.text), tuple(indicators))

    def _indicator(self, printed: Indicator, exported: Indicator | None) -> Indicator:
        where = f"N° {printed.id if exported is None else exported.id}"
        if exported is None:
            self.doubts.append(_("{where}: no estaba en el plan exportado; revise cómo se mide.").format(where=where))
            return printed
        weight = self._weight(where, printed.weight, exported.weight)
        same = {
            "weight": weight == exported.weight,
            "start": printed.start == exported.start,
            "end": printed.end == exported.end,
        }
        texts = IndicatorTexts(
            *(
                before if same.get(name) else self._text(where, now, before)
                for name, now, before in zip(IndicatorTexts._fields, printed.texts, exported.texts, strict=True)
            )
        )
        responsible = exported.responsible if texts.responsible == exported.texts.responsible else texts.responsible
        if (texts.goal, texts.formula, texts.unit) != (
            exported.texts.goal,
            exported.texts.formula,
            exported.texts.unit,
        ):
            self.doubts.append(_("{where}: cambió su texto; revise si se mide como antes.").format(where=where))
        name = texts.goal if exported.name == exported.texts.goal else exported.name
        if exported.action is None:
            name = printed.name
        return exported._replace(
            name=name, weight=weight, start=printed.start, end=printed.end, responsible=responsible, texts=texts
        )

    def _weight(self, where: str, printed: Decimal, exported: Decimal) -> Decimal:
        if abs(printed - exported) <= _EXACT:
            return exported
        self.doubts.append(_("{where}: cambió su peso.").format(where=where))
        return printed

    def _text(self, where: str, printed: str, exported: str) -> str:
        if _alike(printed, exported):
            return exported
        self.doubts.append(
            _("{where}: decía «{exported}» y ahora dice «{printed}».").format(
                where=where, exported=exported, printed=printed
            )
        )
        return printed


def _own_indicator(printed: Indicator, exported: Indicator, name: str) -> Indicator:
    """Return an own indicator, printed as `name`, with what the form does not print: dates, post and number."""
    another_year = printed.start.year != exported.start.year
    return exported._replace(
        start=printed.start if another_year else exported.start,
        end=printed.end if another_year else exported.end,
        name=exported.name if _alike(printed.texts.formula, name) else printed.name,
        weight=printed.weight,
        texts=exported.texts._replace(goal=printed.texts.goal, weight=printed.texts.weight),
    )


def _alike_all(printed: Sequence[str], exported: Sequence[str]) -> bool:
    return len(printed) == len(exported) and all(map(_alike, printed, exported))


def _alike(printed: str, exported: str) -> bool:
    """Tell whether two texts differ in nothing but spaces, or as percentages are written."""
    return _normal(printed) == _normal(exported)


def _normal(text: str) -> str:
    plain = "".join(filter(str.isprintable, " ".join(text.split())))
    if not PERCENTAGE.fullmatch(plain):
        return plain
    return re.sub(r",0+%|(,\d*?)0+%", r"\1%", plain.replace(" ", "").replace(".", ","))

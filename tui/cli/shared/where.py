"""`--where NAME=TEXT`: only the indicators whose form says that, in one of its further columns."""

import argparse
from collections.abc import Callable, Sequence
from typing import TypeAlias

from scoring.arithmetic.rollup import PlanScore
from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Indicator, Plan
from scoring.plain_names import plain_name
from tui.cli.shared.usage import Usage

Fits: TypeAlias = Callable[[Indicator], bool]
"""Whether an indicator is one of those asked for."""

RESPONSIBLE = _("responsable")
"""A name that every indicator has, beside its attributes."""


def where_argument(parser: argparse.ArgumentParser) -> None:
    """Add `--where`, which may be given several times: an indicator then has to fit all of them."""
    parser.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="NOMBRE=TEXTO",
        help=_("solo los indicadores cuyo atributo NOMBRE contiene TEXTO, como proceso=Cartera"),
    )


def fitting(plan: Plan, conditions: Sequence[str]) -> Fits:
    """Return what tells the indicators of `plan` that fit all conditions, whatever their accents and capitals.

    Usage where one is no condition; PlanError where no indicator has an attribute of that name.
    """
    asked = []
    names = {plain_name(name): name for indicator in plan.indicators for name, _text in indicator.attributes}
    names[plain_name(RESPONSIBLE)] = RESPONSIBLE
    for condition in conditions:
        name, sign, text = condition.partition("=")
        if not sign or not name.strip() or not text.strip():
            raise Usage(_("--where: «{text}» no es NOMBRE=TEXTO, como proceso=Cartera\n").format(text=condition))
        if plain_name(name) not in names:
            known = ", ".join(sorted(names.values()))
            raise PlanError(_("Ningún indicador tiene «{name}»; hay: {known}.").format(name=name.strip(), known=known))
        asked.append((plain_name(name), plain_name(text)))
    return lambda indicator: all(any(text in held for held in _held(indicator, name)) for name, text in asked)


def only(whole: PlanScore, fits: Fits) -> PlanScore:
    """Return a score with the indicators that fit, and the objectives that have one; the figures stay the whole's."""
    objectives = []
    for objective in whole.objectives:
        own = tuple(scored for scored in objective.own if fits(scored.indicator))
        actions = tuple(
            action._replace(indicators=tuple(scored for scored in action.indicators if fits(scored.indicator)))
            for action in objective.actions
        )
        if own or any(action.indicators for action in actions):
            objectives.append(objective._replace(own=own, actions=actions))
    return whole._replace(objectives=tuple(objectives))


def _held(indicator: Indicator, name: str) -> list[str]:
    held = [plain_name(text) for known, text in indicator.attributes if plain_name(known) == name]
    return [*held, *([plain_name(indicator.responsible)] if name == plain_name(RESPONSIBLE) else [])]

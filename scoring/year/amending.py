"""Amendments: changes of the terms of a plan that was approved."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scoring.messages import _
from scoring.model import Plan
from scoring.year.moment import RefusedActError
from scoring.year.stage import version_of
from scoring.year.terms import concerns_terms, terms_digest

if TYPE_CHECKING:
    from scoring.model.fields import Change


def check_reason(before: Plan, after: Plan, changes: "Sequence[Change]", reason: str) -> None:
    """Raise RefusedActError where changes give a plan that was approved other terms and nobody says why."""
    if reason.strip() or not version_of(before) or not any(concerns_terms(change[0]) for change in changes):
        return
    if terms_digest(before) == terms_digest(after):
        return
    raise RefusedActError(
        _(
            "El plan está vigente (versión {version}): un cambio de pesos, metas, fechas, fórmulas, umbrales, líneas, "
            "presupuestos o firmas pide un motivo (--reason «motivo»; en plan set, --note) y queda pendiente de "
            "aprobación."
        ).format(version=version_of(before))
    )

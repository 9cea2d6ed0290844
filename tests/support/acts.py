"""A plan whose year has begun: approved, closed, opened again, corrected, amended and written about."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from plans import worked_example
from scoring.model import Cell, CellChange
from scoring.model.acts import Act, ActChange, ActKind, Close, Remark, Reopening, SignOff
from scoring.model.fields import Change, Field, FieldChange
from scoring.year.signing import act_of, digest_to_sign, signers
from store import PlanStore, create, file_store, open_store

BEGUN = datetime(2024, 1, 10, 15, tzinfo=UTC)
"""Ten in the morning in Bogotá."""
CORRECTED = Cell("6", "m3", 3)


def approve(path: Path) -> None:
    """Have every role sign the plan."""
    with opened(path) as store:
        sign_all(store)


def close(path: Path, month: int = 3) -> None:
    """Close the months up to one."""
    commit(path, ActChange(Act(month, ActKind.CLOSE), Close()))


def reopen(path: Path, month: int = 3, indicator: str = "") -> None:
    """Open a month again, all of it or one indicator."""
    commit(path, ActChange(Act(month, ActKind.REOPENING, indicator), Reopening("acta 9")))


def commit(path: Path, *changes: Change, note: str = "") -> None:
    """Write changes as one batch."""
    with opened(path) as store:
        store.commit(changes, note=note)


def sign_all(store: PlanStore) -> None:
    """Have every role sign the terms as they are."""
    for signer in signers(store.load().plan):
        digest = digest_to_sign(store.load().plan, None)
        store.commit([ActChange(act_of(signer.role, None), SignOff(signer.role, digest))])


def amend(path: Path) -> None:
    """Change the terms of a plan that was approved."""
    commit(path, FieldChange(Field("2", "weight"), Decimal("0.12")), note="acta 4 del comité")


@contextmanager
def opened(path: Path) -> Iterator[PlanStore]:
    """Open a plan file, and close it."""
    store = open_store(path)
    store.load()
    yield store
    store.close()


def year_begun(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the worked example, approved in January, closed in April, and corrected, amended and explained by May.

    Everything at its time of 2024, by `ana`.
    """
    path = folder / "plan_2024.json"
    create(path, worked_example(), at=BEGUN.isoformat())
    monkeypatch.setattr(file_store, "user", lambda: "ana")
    at(monkeypatch, 5)
    approve(path)
    at(monkeypatch, 85)
    commit(path, remarked("9", "La cartera creció por los predios sin medidor."))
    close(path)
    at(monkeypatch, 95)
    reopen(path, 3, CORRECTED.indicator)
    commit(path, CellChange(CORRECTED, Decimal(1_120_000)), note="acta 9")
    commit(path, remarked("8", "Llegaron más reformados de los previstos.", "Revisar el trámite en ventanilla"))
    at(monkeypatch, 110)
    amend(path)
    return path


def remarked(id_: str, analysis: str, action: str = "") -> ActChange:
    """Return an analysis of an indicator in March."""
    remark = Remark(analysis, action, date(2024, 5, 31) if action else None, "Jefe Comercial" if action else "")
    return ActChange(Act(3, ActKind.REMARK, id_), remark)


def at(monkeypatch: pytest.MonkeyPatch, day: int) -> None:
    """Have the store take it for so many days after the plan was begun."""
    moment = (BEGUN + timedelta(days=day)).isoformat(timespec="milliseconds")
    monkeypatch.setattr(file_store, "now", lambda: moment)

"""Sign-offs, approvals and amendments in the file: of the very state that is signed, and never taken back."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from scoring.model import Cell, CellChange, FormTexts, Plan, Signature
from scoring.model.acts import Act, ActChange, ActKind, Approval, Close, Reopening, SignOff
from scoring.model.fields import Field, FieldChange
from scoring.model.policy import Policy, Role
from scoring.model.structure import Node, NodeChange
from scoring.year.moment import RefusedActError
from scoring.year.signing import act_of, digest_to_sign, signed
from scoring.year.stage import APPROVAL, Stage, has_pending_amendment, stage_of, version_of
from scoring.year.terms import terms_digest
from store import Loaded, NotSavedError, PlanStore, create, file_store, open_store

WEIGHT, RESPONSIBLE = Field("4", "weight"), Field("4", "responsible")
ROLES = ("Elaboró", "Revisó", "Aprobó")


@pytest.fixture
def plan(plan: Plan) -> Plan:
    """The plan with three roles in its signature block."""
    texts: FormTexts = plan.texts
    return plan._replace(texts=texts._replace(signatures=tuple(Signature(role, "ANA", "", "") for role in ROLES)))


@pytest.fixture
def store(tmp_path: Path, plan: Plan) -> Iterator[PlanStore]:
    create(tmp_path / "plan_2024.json", plan)
    opened = open_store(tmp_path / "plan_2024.json")
    opened.load()
    yield opened
    opened.close()


def sign(store: PlanStore, role: str, month: int | None = None) -> Loaded:
    digest = digest_to_sign(store.load().plan, month)
    return store.commit([ActChange(act_of(role, month), SignOff(role, digest))])


def approve(store: PlanStore) -> Plan:
    for role in ROLES:
        plan = sign(store, role).plan
    return plan


def amend(store: PlanStore, weight: str, reason: str = "comité") -> Loaded:
    return store.commit([FieldChange(WEIGHT, Decimal(weight))], note=reason)


def test_the_last_sign_off_that_is_needed_approves_in_the_same_batch(store: PlanStore) -> None:
    assert stage_of(store.load().plan) is Stage.DRAFT
    sign(store, "Elaboró")
    assert APPROVAL not in sign(store, "reviso").plan.acts
    loaded = sign(store, "APROBÓ")
    approval = loaded.plan.acts[APPROVAL]
    assert isinstance(approval, Approval)
    assert (approval.version, approval.digest) == (1, terms_digest(loaded.plan))
    assert [row.act for row in store.history(batch=loaded.batch)] == [act_of("Aprobó", None), APPROVAL]
    assert (stage_of(loaded.plan), version_of(loaded.plan)) == (Stage.IN_FORCE, 1)
    assert store.verify() == ()


def test_what_was_not_shown_is_not_signed(store: PlanStore, tmp_path: Path) -> None:
    """Somebody changes the terms between the look and the signature."""
    shown = digest_to_sign(store.load().plan, None)
    open_store(tmp_path / "plan_2024.json").commit([FieldChange(WEIGHT, Decimal("0.3"))])
    with pytest.raises(RefusedActError, match="cambió desde que se le mostró"):
        store.commit([ActChange(act_of("Revisó", None), SignOff("Revisó", shown))])
    assert store.load().plan.acts == {}


def test_nobody_approves_without_signing(store: PlanStore) -> None:
    forged = Approval(1, terms_digest(store.load().plan))
    with pytest.raises(RefusedActError):
        store.commit([ActChange(APPROVAL, forged)])


def test_a_role_that_the_plan_does_not_have_does_not_sign(store: PlanStore) -> None:
    with pytest.raises(RefusedActError, match="firman: Elaboró, Revisó, Aprobó"):
        sign(store, "Gerente")


@pytest.mark.parametrize(
    "change",
    [FieldChange(WEIGHT, Decimal("0.3")), FieldChange(Field("plan", "year"), 2024), NodeChange(Node("1"), None)],
)
def test_a_draft_asks_no_reason(store: PlanStore, change: FieldChange | NodeChange) -> None:
    store.commit([change])


def test_a_change_of_the_terms_in_force_asks_for_a_reason_and_waits_for_approval(store: PlanStore) -> None:
    approve(store)
    for change in (FieldChange(WEIGHT, Decimal("0.3")), NodeChange(Node("1"), None)):
        with pytest.raises(RefusedActError, match="pide un motivo"):
            store.commit([change])
    plan = amend(store, "0.3").plan
    assert has_pending_amendment(plan)
    assert version_of(plan) == 1
    assert not any(item.covers for item in signed(plan))
    plan = approve(store)
    assert (has_pending_amendment(plan), version_of(plan)) == (False, 2)


def test_a_minor_change_is_recorded_and_makes_no_version(store: PlanStore) -> None:
    approve(store)
    plan = store.commit([FieldChange(RESPONSIBLE, "Otra"), FieldChange(Field("4", "text.goal"), "Otro")]).plan
    assert not has_pending_amendment(plan)
    assert all(item.covers for item in signed(plan))


def test_the_same_number_written_otherwise_is_no_amendment(store: PlanStore) -> None:
    plan = approve(store)
    weight = plan.indicators[0].weight
    same = plan._replace(
        objectives=plan.with_changes([FieldChange(Field("1", "weight"), weight + Decimal("0.000"))]).objectives
    )
    assert terms_digest(same) == terms_digest(plan)


def test_a_figure_asks_no_reason_in_force(store: PlanStore) -> None:
    approve(store)
    assert not has_pending_amendment(store.commit([CellChange(Cell("4", "efectivas", 3), Decimal(1))]).plan)


def test_an_amendment_is_undone_until_somebody_signs_it(store: PlanStore) -> None:
    approve(store)
    amend(store, "0.3")
    assert not has_pending_amendment(store.undo().plan)
    amend(store, "0.3")
    sign(store, "Elaboró")
    with pytest.raises(NotSavedError, match="ya firmó ese cambio"):
        store.undo()
    plan = amend(store, "0.5", "vuelve a como estaba").plan
    assert not has_pending_amendment(plan)


def test_undo_takes_back_no_signature(store: PlanStore) -> None:
    store.commit([CellChange(Cell("4", "efectivas", 3), Decimal(1))])
    plan = approve(store)
    assert store.undo().plan.acts == plan.acts
    assert Cell("4", "efectivas", 3) not in store.load().plan.values


def test_a_cut_off_is_signed_as_it_was_submitted(store: PlanStore) -> None:
    with pytest.raises(RefusedActError, match="no se ha cerrado"):
        sign(store, "Revisó", 3)
    store.commit([ActChange(Act(3, ActKind.CLOSE), Close())])
    sign(store, "Revisó", 3)
    store.commit([ActChange(Act(3, ActKind.REOPENING), Reopening("un error"))])
    store.commit([CellChange(Cell("4", "efectivas", 3), Decimal(1))])
    assert [item.covers for item in signed(store.load().plan, 3)] == [False, True, False]
    plan = store.commit([ActChange(Act(3, ActKind.CLOSE), Close())]).plan
    assert [item.covers for item in signed(plan, 3)] == [False, False, False]
    assert isinstance(plan.acts[act_of("Revisó", 3)], SignOff)
    assert APPROVAL not in plan.acts
    assert store.verify() == ()


def test_only_whom_the_plan_names_signs_in_a_role(store: PlanStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.commit([FieldChange(Field("plan", "roles"), (Role("revisó", ("ana",)),))])
    for by in ("luis", "root (luis)"):
        monkeypatch.setattr(file_store, "user", lambda by=by: by)
        with pytest.raises(RefusedActError, match="firman ana"):
            sign(store, "Revisó")
        sign(store, "Elaboró")
    monkeypatch.setattr(file_store, "user", lambda: "root (ana)")
    sign(store, "Revisó")


def test_the_policy_says_whose_signatures_make_a_version(store: PlanStore) -> None:
    policy = Policy(version_roles=("APROBO",))
    store.commit([FieldChange(Field("plan", "policy"), policy)])
    assert version_of(sign(store, "Elaboró").plan) == 0
    assert version_of(sign(store, "Aprobó").plan) == 1
    with pytest.raises(RefusedActError, match="pide un motivo"):
        store.commit([FieldChange(Field("plan", "policy"), Policy())])


def test_the_last_month_closes_the_plan(store: PlanStore) -> None:
    approve(store)
    assert stage_of(store.commit([ActChange(Act(12, ActKind.CLOSE), Close())]).plan) is Stage.CLOSED

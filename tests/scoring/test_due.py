"""Everything that is due at a cut-off, in its order, with dates and who answers."""

from datetime import date

import pytest

from plans import indicator, monthly, plan_of
from scoring.arithmetic.rollup import score
from scoring.model import FormTexts, Kind, Plan, Signature
from scoring.model.acts import Act, ActKind, Approval, Close, SignOff
from scoring.model.policy import Policy
from scoring.year.due import DueKind, everything_due
from scoring.year.signing import act_of, digest_to_sign
from scoring.year.terms import terms_digest

CLOSE = Act(2, ActKind.CLOSE)


def with_roles(plan: Plan) -> Plan:
    texts: FormTexts = plan.texts
    roles = (Signature("Elaboró", "ANA", "", ""), Signature("Aprobó", "LUIS", "", ""))
    return plan._replace(texts=texts._replace(signatures=roles))


PLAN = with_roles(
    plan_of(
        [indicator("1"), indicator("2", Kind.REDUCTION, target=None), indicator("3", responsible="")],
        monthly("1", "a", 1, 1) | monthly("3", "a", 10),
    )
)


def due(plan: Plan, month: int) -> list[tuple[str, int | None, date | None, str]]:
    return [(item.kind.value, item.month, item.date, item.responsible) for item in everything_due(score(plan, month))]


def signed(plan: Plan, role: str, month: int | None = None) -> Plan:
    sign_off = SignOff(role, digest_to_sign(plan, month))
    return plan._replace(acts={**plan.acts, act_of(role, month): sign_off})


def test_a_draft_that_nobody_signed_asks_for_figures_baselines_and_remarks() -> None:
    found = due(PLAN, 2)
    assert [kind for kind, *_rest in found] == ["baseline", *["figure"] * 3, *["remark"] * 2]
    assert found[0] == ("baseline", None, None, "Jefe")
    assert ("figure", 2, date(2024, 2, 29), "") in found
    assert found[-2:] == [("remark", 2, date(2024, 2, 29), who) for who in ("Jefe", "")]


@pytest.mark.parametrize(("within", "until"), [(0, date(2024, 2, 29)), (5, date(2024, 3, 5))])
def test_a_close_is_due_as_many_days_after_the_month_as_the_policy_says(within: int, until: date) -> None:
    plan = PLAN._replace(policy=Policy(close_within=within))
    assert ("close", 2, until, "ANA") in due(plan, 2)
    assert "close" not in [kind for kind, *_rest in due(plan._replace(acts={CLOSE: Close()}), 2)]
    assert "close" not in [kind for kind, *_rest in due(PLAN, 2)]


def test_sign_offs_are_due_once_somebody_has_signed_the_same() -> None:
    begun = signed(PLAN, "Elaboró")
    assert [item for item in due(begun, 0) if item[0] == "sign_off"] == [("sign_off", None, None, "LUIS")]
    closed = PLAN._replace(acts={CLOSE: Close()})
    assert "sign_off" not in [kind for kind, *_rest in due(closed, 2)]
    assert due(signed(closed, "Aprobó", 2), 0) == [("sign_off", 2, None, "ANA")]


def test_an_amendment_waits_for_everybody_who_makes_a_version() -> None:
    acts = {Act(None, ActKind.APPROVAL): Approval(1, terms_digest(PLAN._replace(year=2023)))}
    amended = PLAN._replace(acts=acts)
    assert [item[3] for item in due(amended, 0)] == ["ANA", "LUIS"]
    only = Policy(version_roles=("aprobo",))
    assert [item[3] for item in due(amended._replace(policy=only), 0)] == ["LUIS"]


def test_what_is_due_of_an_indicator_says_which() -> None:
    for item in everything_due(score(PLAN, 2)):
        assert item.indicator is not None
        assert (item.pending is None) == (item.kind is DueKind.REMARK)

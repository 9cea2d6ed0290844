"""Which cells are closed, what the record of an act takes, and what a close keeps of a score."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plans import indicator, monthly, plan_of
from scoring.arithmetic.rollup import score
from scoring.entry.acceptance import accept
from scoring.entry.addresses import EntryError
from scoring.model import Cell, CellChange, Level, Plan
from scoring.model.acts import (
    Act,
    ActChange,
    ActKind,
    Approval,
    Close,
    Evidence,
    Missing,
    Remark,
    Reopening,
    SignOff,
    SubmittedFigures,
    closed_through,
    covering_close,
    is_closed,
)
from scoring.model.fields import Field, FieldChange
from scoring.model.plain_acts import plain_act, read_act
from scoring.model.plan import Variable
from scoring.model.policy import Policy, Trigger
from scoring.year.remarks import remarks_due
from scoring.year.submitted import submitted_figures

DIGEST = "0" * 64
CLOSES = {Act(2, ActKind.CLOSE): Close(by="ana", at="2024-03-05T10:00:00.000+00:00"), Act(4, ActKind.CLOSE): Close()}


def closed(*reopenings: Act) -> Plan:
    acts = CLOSES | {act: Reopening("error") for act in reopenings}
    return plan_of([indicator("1"), indicator("2")], monthly("1", "a", 1, 2, 3))._replace(acts=acts)


def test_no_address_of_an_act_is_one_of_a_cell() -> None:
    """Both are keys of the same revisions, and an indicator may be called like a kind of act."""
    acts: set[object] = {Act(3, ActKind.SIGN_OFF, "reviso"), Act(None, ActKind.SIGN_OFF, "reviso")}
    assert acts.isdisjoint({Cell("sign_off", "reviso", 3), Cell("sign_off", "reviso")})


@pytest.mark.parametrize(
    "text",
    [
        "close@3",
        "reopening@12",
        "reopening.6@3",
        "sign_off.vo. bo.",
        "sign_off.reviso@3",
        "approval",
        "evidence.7.base",
    ],
)
def test_an_address_is_read_as_it_is_written(text: str) -> None:
    assert str(Act.parse(text)) == text


@pytest.mark.parametrize("text", ["", "close@0", "close@13", "close@03", "cierre@3", "close.@3", "4.efectivas@3"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no es un acto"):
        Act.parse(text)


def test_a_close_covers_the_months_before_it() -> None:
    plan = closed()
    assert closed_through(plan) == 4
    covering = [covering_close(plan, month) for month in range(1, 6)]
    assert [found and found[0] for found in covering] == [2, 2, 4, 4, None]
    assert [is_closed(plan, Cell("1", "a", month)) for month in (1, 4, 5)] == [True, True, False]
    assert not is_closed(plan, Cell("1", "base"))


@pytest.mark.parametrize(
    ("reopening", "cell", "is_open"),
    [
        (Act(1, ActKind.REOPENING), Cell("1", "a", 1), True),
        (Act(1, ActKind.REOPENING), Cell("1", "a", 2), False),
        (Act(1, ActKind.REOPENING, "1"), Cell("1", "a", 1), True),
        (Act(1, ActKind.REOPENING, "1"), Cell("2", "a", 1), False),
        (Act(1, ActKind.REOPENING), Cell("R2", "propios", 1), True),
        (Act(1, ActKind.REOPENING, "1"), Cell("R2", "propios", 1), False),
    ],
)
def test_a_reopening_opens_what_it_names(reopening: Act, cell: Cell, is_open: bool) -> None:  # noqa: FBT001
    assert is_closed(closed(reopening), cell) is not is_open


def test_the_sentence_says_who_closed_when_and_how_it_is_reopened() -> None:
    with pytest.raises(EntryError) as refused:
        accept(closed(), [CellChange(Cell("1", "a", 1), Decimal(9))])
    assert str(refused.value) == (
        "1.a@1: enero está cerrado; lo cerró ana el 5 mar 2024 05:00. "
        "Para corregirlo: plan reopen ene --indicator 1 --reason «motivo»."
    )


def test_what_a_closed_cell_holds_already_is_no_change() -> None:
    accept(closed(), [CellChange(Cell("1", "a", 1), Decimal("1.0"))])


def test_undo_is_refused_like_typing() -> None:
    with pytest.raises(EntryError, match="está cerrado"):
        accept(closed(), [CellChange(Cell("1", "a", 1), None)], again=True)


def test_a_new_variable_brings_no_figure_into_a_closed_month() -> None:
    variables = (Variable("a", "A", "u"), Variable("b", "B", "u"))
    added = [FieldChange(Field("1", "variables"), variables), FieldChange(Field("1", "formula"), "a + b")]
    plan = accept(closed(), added)
    with pytest.raises(EntryError, match="está cerrado"):
        accept(closed(), [*added, CellChange(Cell("1", "b", 1), Decimal(1))])
    assert accept(plan, [CellChange(Cell("1", "b", 5), Decimal(1))])


def test_every_act_is_read_as_it_is_written() -> None:
    figures = SubmittedFigures("plan", Decimal("0.25"), Decimal(0), None, None, Level.GREY, None)
    acts: dict[ActKind, Any] = {
        ActKind.CLOSE: Close(1, "c" * 64, Missing(3, 0, 1), ("4.efectivas@3",), (figures,), "2024", "ana"),
        ActKind.REOPENING: Reopening("error", (("1.a@3", "NP"),), "2024", "ana"),
        ActKind.SIGN_OFF: SignOff("Revisó", DIGEST, 1, "ANA", "Jefe", "firma", "2024", "ana"),
        ActKind.APPROVAL: Approval(1, DIGEST, "2024", "ana"),
        ActKind.EVIDENCE: Evidence("acta.pdf", DIGEST, "2024", "ana"),
        ActKind.REMARK: Remark("Faltó.", "Alquilar.", date(2024, 5, 31), "Ana", Evidence("acta.pdf"), "2024", "ana"),
    }
    assert acts.keys() == set(ActKind)
    for kind, value in acts.items():
        assert read_act(Act(3, kind), plain_act(value)) == value


@pytest.mark.parametrize(
    ("kind", "document"),
    [
        (ActKind.CLOSE, {"figures": [["plan", "0.1"]]}),
        (ActKind.CLOSE, {"figures": [["plan", "0.1", "0", "x", None, "green", None]]}),
        (ActKind.CLOSE, {"figures": [["plan", "0.1", "0", None, None, "blue", None]]}),
        (ActKind.CLOSE, {"missing": {"figures": -1}}),
        (ActKind.REOPENING, {"reason": "x", "before": [["nada", "1"]]}),
        (ActKind.REOPENING, {}),
        (ActKind.SIGN_OFF, {"role": "Revisó", "digest": "x"}),
        (ActKind.APPROVAL, {"version": "1", "digest": DIGEST}),
        (ActKind.REMARK, {"analysis": "x", "due": "mañana"}),
    ],
)
def test_what_is_no_act_is_refused(kind: ActKind, document: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError, LookupError)):
        read_act(Act(3, kind), document)


def test_submitted_figures_are_those_of_the_score_for_ever() -> None:
    plan = plan_of(
        [indicator("1"), indicator("2", target=Decimal(7))], monthly("1", "a", 1, 2, 3) | monthly("2", "a", 1)
    )
    whole = score(plan, 3)
    kept = read_act(Act(3, ActKind.CLOSE), plain_act(Close(figures=submitted_figures(whole))))
    assert isinstance(kept, Close)
    assert [item.node for item in kept.figures] == ["plan", "objective.1", "1", "2"]
    figures = [whole.figures, whole.objectives[0].figures, *(scored.figures for scored in whole.indicators)]
    for then, now in zip(kept.figures, figures, strict=True):
        assert now.compliance is not None
        assert abs((then.compliance or 0) - now.compliance) < Decimal("1e-12")
        assert abs(then.progress - now.progress) < Decimal("1e-12")
        assert then.level is now.level


def test_a_result_beyond_all_numbers_is_left_out_of_a_close() -> None:
    huge = Decimal("9" * 30)
    plan = plan_of([indicator("1", formula="a * a", target=Decimal(1))], {Cell("1", "a", 1): huge})
    kept = read_act(Act(1, ActKind.CLOSE), plain_act(Close(figures=submitted_figures(score(plan, 1)))))
    assert isinstance(kept, Close)


@pytest.mark.parametrize(
    ("analysis", "due"), [((Trigger.RED, Trigger.OVER), ["1"]), ((Trigger.GREEN,), ["2"]), ((), [])]
)
def test_the_policy_says_which_results_are_explained(analysis: tuple[Trigger, ...], due: list[str]) -> None:
    """The third indicator has reported nothing, which is pending and no result."""
    plan = plan_of(
        [indicator("1"), indicator("2"), indicator("3")], monthly("1", "a", 1) | monthly("2", "a", 10)
    )._replace(policy=Policy(analysis=analysis))
    assert [scored.indicator.id for scored in remarks_due(score(plan, 1))] == due
    written = plan.with_changes([ActChange(Act(1, ActKind.REMARK, id_), Remark("Sí.")) for id_ in due])
    assert remarks_due(score(written, 1)) == ()


def test_an_indicator_asks_for_no_analysis_after_its_last_month() -> None:
    ended = indicator("1")._replace(end=date(2024, 2, 29))
    plan = plan_of([ended], monthly("1", "a", 1))
    assert [scored.indicator.id for scored in remarks_due(score(plan, 2))] == ["1"]
    assert remarks_due(score(plan, 3)) == ()

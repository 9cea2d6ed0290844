"""Resources: their addresses, the budgets that the form's texts say, what is executed, and what is doubted of it."""

from decimal import Decimal

import pytest

from plans import indicator, objective, plan_2024, plan_with
from scoring.arithmetic.execution import Execution, execution
from scoring.arithmetic.rollup import score
from scoring.doubts.of_plan import check
from scoring.doubts.of_value import doubt
from scoring.entry.acceptance import accept
from scoring.entry.addresses import EntryError, find_cells, parse_cell
from scoring.entry.drawing_up import added_action, added_indicator, renumbered
from scoring.entry.edits import lines_of, read_edits
from scoring.entry.values import parse_assignment
from scoring.entry.wanted import Wanted
from scoring.errors import PlanError
from scoring.model import Action, Cell, CellChange, Mark, ObjectiveTexts, Plan
from scoring.model.fields import homeless
from scoring.model.resources import nodes_by_code
from scoring.model.structure import Place
from scoring.text.resource_words import amount_in

BUDGET = Cell("R2", "propios")


def typed(plan: Plan, *assignments: str) -> Plan:
    """Return the plan with figures typed into it, one after another."""
    for assignment in assignments:
        plan = accept(plan, parse_assignment(plan, assignment))
    return plan


def told(plan: Plan) -> list[tuple[str, str, str | None]]:
    """Return where the money of a plan is doubted, why, and the edit that settles it."""
    return [(item.where, item.text, item.edit) for item in check(plan) if item.rule == "resources"]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("R2.propios", BUDGET),
        ("r2.PROPIOS@mar", Cell("R2", "propios", 3)),
        ("R1-1.ley_715@12:", Cell("R1-1", "ley_715", 12)),
        ("R2 Recursos propios · Mar", Cell("R2", "propios", 3)),
        ("R2 Recursos Ley 715", Cell("R2", "ley_715")),
    ],
)
def test_a_cell_of_a_resource_is_named_as_it_is_typed_or_shown(text: str, cell: Cell) -> None:
    assert parse_cell(plan_2024(), text) == cell
    assert Cell.parse(str(cell)) == cell


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("R9.propios@mar", "hay: R1, R2, R3, R1-1"),
        ("R2.propio@mar", "¿Quiso decir «propios»?"),
        ("R2@mar", "diga cuál: propios, ley_715, otros"),
        ("R2.propios@99", "no es un mes"),
    ],
)
def test_an_address_that_the_plan_does_not_have_is_refused_with_those_it_has(text: str, sentence: str) -> None:
    with pytest.raises(PlanError, match="(?s)" + sentence.replace("?", r"\?")):
        parse_cell(plan_2024(), text)


def test_what_is_left_out_of_an_address_does_not_narrow_it_down() -> None:
    plan = plan_2024()
    assert find_cells(plan, "R2@mar") == tuple(Cell("R2", name, 3) for name in ("propios", "ley_715", "otros"))
    assert len(find_cells(plan, "R2")) == 3 * 13
    assert find_cells(plan, "R2.propios") == (BUDGET,)


def test_a_code_with_letters_is_an_address_and_an_indicators_id_stays_its_own() -> None:
    actions = (Action("OE1-A1", "uno", ()), Action("1.1", "dos", ()))
    plan = plan_with((objective(1, own=(indicator("R1"),), actions=actions),), {})
    assert nodes_by_code(plan) == {"ROE1-A1": "action.OE1-A1", "R1-1": "action.1.1"}
    assert parse_cell(plan, "roe1-a1.otros@mar") == Cell("ROE1-A1", "otros", 3)
    assert parse_cell(plan, "R1.a@mar") == Cell("R1", "a", 3)


def test_nothing_is_put_in_whose_address_is_that_of_other_resources() -> None:
    plan = plan_2024()
    with pytest.raises(PlanError, match="R1-1, que ya es de otro"):
        accept(plan, added_action("1-1", "otra", Place("objective.1", None)))
    with_letters = accept(plan, added_action("OE1", "otra", Place("objective.1", None)))
    with pytest.raises(PlanError, match=r"dirección de los recursos de «action\.OE1»"):
        accept(with_letters, added_indicator(with_letters, Wanted("algo", "ROE1"), Place("objective.1", None)))


def test_amounts_are_read_in_pesos_and_refused_where_they_are_none() -> None:
    plan = typed(plan_2024(), "R2.propios=$ 660.000.000", "R2.propios@mar=0", "R2.propios@abr=-5.000")
    assert plan.values[BUDGET] == Decimal(660_000_000)
    for assignment, sentence in (
        ("R2.propios=NP", "no llevan NP"),
        ("R2.propios@mar=NP", "no llevan NP"),
        ("R2.propios=-1", "presupuesto no puede ser negativo"),
        ("R2.propios@mar=5 %", "va en COP"),
        ("R2.propios@mar=" + "9" * 31, "más de 30 cifras"),
    ):
        with pytest.raises(PlanError, match=sentence):
            typed(plan, assignment)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("$ 660.000.000 Millones", 660_000_000),
        ("$660.000.000", 660_000_000),
        ("COP 660'000.000", 660_000_000),
        ("660,000,000 pesos", 660_000_000),
        ("660 millones de pesos", 660_000_000),
        ("$ 1.5", None),
        ("$ 660.000.000,50", Decimal("660000000.5")),
        ("2 mil millones", 2_000_000_000),
        ("$ 660.000.000 y $ 20.000.000", None),
        ("entre 10 y 20 millones", None),
        ("N/A", None),
        ("", None),
        ("9" * 31, None),
        ("1" * 4000, None),
    ],
)
def test_the_budget_that_a_text_of_the_form_says_is_one_plain_amount(text: str, amount: Decimal | None) -> None:
    assert amount_in(text) == amount


def test_the_2024_form_has_its_budget_with_a_doubt_that_its_edit_settles() -> None:
    plan = plan_2024()
    whole = execution(plan, 3)
    assert whole.figures == Execution(Decimal(660_000_000), None)
    [item] = whole.objectives[1].resources
    assert (item.resource.budget, item.from_text) == (BUDGET, True)
    [(where, text, edit)] = told(plan)
    assert (where, edit) == ("objetivo 2", "R2.propios=660.000.000")
    assert "$ 660.000.000 Millones" in text
    confirmed = accept(plan, read_edits(plan, [edit or ""]))
    assert told(confirmed) == []
    assert execution(confirmed, 3).objectives[1].resources[0].from_text is False


def test_a_text_that_is_no_amount_gives_no_budget_and_is_doubted() -> None:
    texts = ObjectiveTexts("1. X", own_funds="entre 10 y 20 millones", other_funds="N/A")
    plan = plan_with((objective(1, own=(indicator(),))._replace(texts=texts),), {})
    assert not execution(plan, 12).figures.is_known
    assert [(where, edit) for where, _text, edit in told(plan)] == [("objetivo 1", None)]
    assert told(typed(plan, "R1.propios=15.000.000")) == []


def test_a_text_that_says_another_budget_is_doubted() -> None:
    plan = typed(plan_2024(), "R2.propios=700.000.000")
    [(_where, _text, edit)] = told(plan)
    assert edit == "objective.2.text.own_funds=$ 700.000.000"
    assert told(accept(plan, read_edits(plan, [edit or ""]))) == []


def test_execution_is_what_the_months_up_to_the_cutoff_add_up_to() -> None:
    plan = typed(plan_2024(), "R2.propios@ene=100.000.000", "R2.propios@mar=65.000.000", "R2.propios@abr=1.000.000")
    assert execution(plan, 0).figures.executed is None
    assert execution(plan, 3).figures == Execution(Decimal(660_000_000), Decimal(165_000_000))
    assert execution(plan, 3).figures.share == Decimal("0.25")
    assert Execution(Decimal(0), Decimal(5)).share is None


def test_what_an_objective_says_nothing_of_is_what_its_actions_say_together() -> None:
    plan = typed(plan_2024(), "R1-1.otros=10", "R1-2.otros=20", "R1-1.otros@ene=4", "R1-2.otros@feb=5")
    found = execution(plan, 2)
    assert found.objectives[0].figures == Execution(Decimal(30), Decimal(9))
    assert [item.code for item in found.actions] == ["R1-1", "R1-2"]
    own = execution(typed(plan, "R1.otros=50", "R1.otros@feb=7"), 2)
    assert own.objectives[0].figures == Execution(Decimal(50), Decimal(7))
    assert own.figures == Execution(Decimal(660_000_050), Decimal(7))


def test_money_is_no_part_of_any_score() -> None:
    plan = plan_2024()
    rich = typed(plan, "R2.propios=1", "R2.propios@ene=900", "R1-1.otros@feb=-3")
    assert score(plan, 6)._replace(plan=rich).objectives == score(rich, 6).objectives
    assert score(plan, 6).figures == score(rich, 6).figures


@pytest.mark.parametrize(
    ("assignments", "sentence"),
    [
        (("R1.otros@ene=5",), "se ejecutaron 5 pesos y no hay presupuesto"),
        (("R1.otros=4", "R1.otros@ene=5"), "más que el presupuesto de 4"),
        (("R1.otros=4", "R1.otros@ene=-5"), "es negativo (-5)"),
        (("R1.otros=4", "R1-1.otros=3", "R1-2.otros=2"), "suman 5, más que los 4 del objetivo"),
    ],
)
def test_amounts_that_do_not_go_together_are_doubted(assignments: tuple[str, ...], sentence: str) -> None:
    before = told(plan_2024())
    texts = [text for where, text, _edit in told(typed(plan_2024(), *assignments)) if where == "objetivo 1"]
    assert len(before) == 1
    assert any(sentence in text for text in texts), texts


def test_an_amount_is_doubted_where_it_is_typed() -> None:
    plan = typed(plan_2024(), "R2.propios=100", "R2.propios@ene=40", "R2.propios@feb=40")
    march = Cell("R2", "propios", 3)
    assert doubt(plan, march, Decimal(15)) is None
    assert "pasa del presupuesto (100)" in str(doubt(plan, march, Decimal(21)))
    assert "acumulado" in str(doubt(plan, march, Decimal(80)))
    assert "negativa" in str(doubt(plan, march, Decimal(-1)))
    assert "no ha terminado" in str(doubt(plan, march, Decimal(1), ended=2))
    assert doubt(plan, BUDGET, Decimal(1)) is None


def test_resources_go_with_a_node_that_is_renumbered() -> None:
    plan = typed(plan_2024(), "R1-1.otros=10", "R1-1.otros@ene=4")
    moved = accept(plan, renumbered(plan, "action.1.1", "1.9"))
    held = {cell: value for cell, value in moved.values.items() if cell.indicator.startswith("R")}
    assert held == {Cell("R1-9", "otros"): Decimal(10), Cell("R1-9", "otros", 1): Decimal(4)}


def test_the_budgets_that_a_node_holds_are_shown_as_they_are_edited() -> None:
    plan = typed(plan_2024(), "R2.propios=1.000", "R2-1.otros=5")
    shown = {line.address: line.written for line in lines_of(plan, ["objective.2", "action.2.1", "action.2.2"])}
    budgets = {address: written for address, written in shown.items() if address.startswith("R")}
    assert budgets == {"R2.propios": "1.000", "R2.ley_715": "", "R2.otros": "", "R2-1.otros": "5"}
    assert read_edits(plan, ["R2.propios=2.000"]) == (CellChange(BUDGET, Decimal(2000)),)


def test_a_plan_may_name_sources_besides_the_forms() -> None:
    plan = plan_2024()
    more = typed(accept(plan, read_edits(plan, ["plan.sources=Regalías, sgp educación"])), "R2.regalías@mar=5")
    assert more.sources == ("regalías", "sgp_educación")
    assert find_cells(more, "R2@mar")[3:] == (Cell("R2", "regalías", 3), Cell("R2", "sgp_educación", 3))
    assert execution(more, 3).figures.executed == 5
    assert homeless(more, more._replace(sources=())) == (Cell("R2", "regalías", 3),)
    for wrong, sentence in (("propios", "se llaman igual"), ("a-b", "no sirve"), ("a, A", "se llaman igual")):
        with pytest.raises(PlanError, match=sentence):
            accept(plan, read_edits(plan, [f"plan.sources={wrong}"]))


def test_no_mark_is_money() -> None:
    with pytest.raises(EntryError):
        accept(plan_2024(), (CellChange(BUDGET, Mark.NP),))

"""Texts that nobody could read as they are: refused wherever they are typed, left alone where they are already."""

import pytest

from plans import worked_example
from scoring.entry.acceptance import accept
from scoring.entry.addresses import EntryError
from scoring.entry.blank_plan import blank_plan
from scoring.entry.definition_acceptance import RefusedDefinitionError
from scoring.entry.drawing_up import added_action, added_indicator, added_objective, end_of, renumbered
from scoring.entry.edits import lines_of, read_edits
from scoring.entry.wanted import read_wanted
from scoring.errors import PlanError
from scoring.model import Indicator, Plan
from scoring.model.fields import FIELDS, Change, Field, FieldChange, value_of
from scoring.model.structure import ACTION, INDICATOR, OBJECTIVE, PLAN, held_by
from scoring.quoting import visible

PLAN_2024 = worked_example()
UNSEEN = ("\x1b[2J", "\x00", "\x9b", "\r", "\u202egnp", "\u200b", "\u2028", "\ud83d", "\ufeff")
NODES = {PLAN: "plan", OBJECTIVE: "objective.1", ACTION: "action.1.1", INDICATOR: "4"}
FREE = {"name", "text", "process", "responsible", "short", "unit", "code"}
TEXTS = [
    Field(NODES[kind], name)
    for kind, fields in FIELDS.items()
    for name in fields
    if isinstance(value_of(PLAN_2024, Field(NODES[kind], name)), str) and (name in FREE or name.startswith("text."))
]


@pytest.mark.parametrize("sign", UNSEEN, ids=ascii)
@pytest.mark.parametrize("field", TEXTS, ids=str)
def test_no_field_takes_a_sign_that_no_screen_shows(field: Field, sign: str) -> None:
    with pytest.raises(PlanError, match=r"signo que no se ve|una (sola )?línea"):
        accept(PLAN_2024, [FieldChange(field, f"ab{sign}c")])


@pytest.mark.parametrize("address", ["4.unit", "4.short", "4.responsible", "plan.process", "plan.code", "plan.version"])
def test_a_field_of_one_line_takes_no_break(address: str) -> None:
    with pytest.raises(PlanError, match=r"de una (sola )?línea"):
        accept(PLAN_2024, read_edits(PLAN_2024, [rf"{address}=uno\ndos"]))


@pytest.mark.parametrize("address", ["4.name", "objective.1.text", "action.1.1.text", "4.text.goal", "plan.text.total"])
def test_a_text_that_is_printed_may_have_lines(address: str) -> None:
    changed = accept(PLAN_2024, read_edits(PLAN_2024, [rf"{address}=uno\ndos\ttres"]))
    assert value_of(changed, Field.parse(address)) == "uno\ndos\ttres"


@pytest.mark.parametrize(
    "assignment",
    [
        r"4.variables=efectivas: x\u0007 (COP); programadas",
        r"4.constants=base: x (a\u200bb)",
        r"4.assumptions=uno;d\u001bos",
        r"plan.text.heading=2024;\u202e",
        r"plan.text.signatures=Elaboró;Ana\u0000",
        r"plan.text.header=a;b|c;\u0085",
    ],
)
def test_texts_within_a_list_are_looked_at_too(assignment: str) -> None:
    with pytest.raises(RefusedDefinitionError, match=r"signo que no se ve, U\+"):
        accept(PLAN_2024, read_edits(PLAN_2024, [assignment]))


def _added(kind: str, text: str) -> tuple[Change, ...]:
    if kind == OBJECTIVE:
        return added_objective(9, text, value_of(PLAN_2024, Field("4", "weight")), end_of(PLAN_2024, PLAN, kind), "es")
    if kind == ACTION:
        return added_action("1.9", text, end_of(PLAN_2024, "objective.1", kind))
    wanted = read_wanted(PLAN_2024, {"name": text, "id": "99"})
    return added_indicator(PLAN_2024, wanted, end_of(PLAN_2024, "objective.1", kind))


@pytest.mark.parametrize("kind", [OBJECTIVE, ACTION, INDICATOR])
def test_what_is_added_is_looked_at_like_what_is_edited(kind: str) -> None:
    assert accept(PLAN_2024, _added(kind, "uno\ndos" if kind != INDICATOR else "uno"))
    with pytest.raises(RefusedDefinitionError, match=r"U\+001B, tras «uno»"):
        accept(PLAN_2024, _added(kind, "uno\x1b"))


@pytest.mark.parametrize("number", ["1.\x1b", "1.\u200b"])
def test_a_number_takes_no_unseen_sign(number: str) -> None:
    with pytest.raises(RefusedDefinitionError, match="signos invisibles"):
        accept(PLAN_2024, added_action(number, "x", end_of(PLAN_2024, "objective.1", ACTION)))


def _spoilt() -> Plan:
    """Return a plan with texts as another program may have left them."""
    texts = {"4.name": "a\x1b[2J", "objective.1.text": "b\u200b", "4.responsible": "c\nd"}
    return PLAN_2024.with_changes(FieldChange(Field.parse(address), text) for address, text in texts.items())


def test_what_a_plan_has_already_is_moved_written_and_renumbered() -> None:
    spoilt = _spoilt()
    shown = [f"{line.address}={line.written}" for line in lines_of(spoilt, ["4", "objective.1"])]
    assert accept(spoilt, read_edits(spoilt, shown)) == spoilt
    again = accept(spoilt, renumbered(spoilt, "objective.1", "7"))
    assert any(visible(item.name) != item.name for item in held_by(again, PLAN) if isinstance(item, Indicator))
    with pytest.raises(RefusedDefinitionError):
        accept(spoilt, [FieldChange(Field("4", "name"), "a\x1b[3J")])


def test_where_the_sign_is_and_what_it_is_are_said() -> None:
    with pytest.raises(
        RefusedDefinitionError, match=r"^4\.name: lleva un signo que no se ve, U\+001B, al comienzo: qu"
    ):
        accept(PLAN_2024, [FieldChange(Field("4", "name"), "\x1b")])
    with pytest.raises(RefusedDefinitionError, match=r"^4\.unit: es de una sola línea: .* tras «12345678901234»\."):
        accept(PLAN_2024, [FieldChange(Field("4", "unit"), "12345678901234\n")])


def test_an_empty_plan_is_held_to_the_same() -> None:
    with pytest.raises(EntryError, match=r"^proceso: lleva un signo que no se ve, U\+0007, tras «Cartera»"):
        blank_plan("Cartera\x07", 2025)
    with pytest.raises(EntryError, match=r"^responsable: .* U\+200B"):
        blank_plan("Cartera", 2025, "Ana\u200b")

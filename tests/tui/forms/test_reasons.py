"""Forms of an approved plan ask for the reason of a change."""

from decimal import Decimal
from pathlib import Path

from acts import approve
from hands import Person, choose, foot, person_at, sound_plan, to_row

from scoring.entry.edits import read_edits
from scoring.model.fields import Field, value_of
from store import open_store
from tui.modes.fill_form import FillForm


def test_the_form_of_an_approved_plan_asks_why(path: Path) -> None:
    approve(path)
    before, person = sound_plan(path), person_at(path)
    to_row(person, "i6")
    person.type("o")
    choose(person, "6.weight")
    person.type("30%" + "↓" * 40 + "⏎")
    assert "el plan está vigente: escriba el motivo, y guarde otra vez" in foot(person)
    assert sound_plan(path) == before
    person.type("acta 4 del comité↓")
    assert "Guardar · 1 cambio\n" in person.screen()
    person.type("⏎")
    assert "guardado: 1 cambio;" in foot(person)
    assert value_of(sound_plan(path), Field("6", "weight")) == Decimal("0.3")
    store = open_store(path)
    assert store.history(Field("6", "weight"))[-1].note == "acta 4 del comité"
    store.close()


def test_weights_of_an_approved_plan_are_shared_evenly_with_a_reason(path: Path) -> None:
    approve(path)
    person = person_at(path)
    to_row(person, "o1")
    person.type("W=")
    assert "suman 100%" in person.screen()
    person.type("↓" * 3 + "comité")
    assert "suman 100%" in person.screen()
    person.type("↓⏎")
    assert [item.weight for item in sound_plan(path).objectives] == [Decimal(n) for n in ("0.3333", "0.3333", "0.3334")]


def test_the_reason_of_a_change_in_conflict_is_written_with_it(path: Path) -> None:
    approve(path)
    person = person_at(path)
    to_row(person, "i6")
    person.type("o")
    choose(person, "6.weight")
    person.type("30%" + "↓" * 40 + "↑comité")
    other = open_store(path)
    other.commit(read_edits(other.load().plan, ["6.weight=22%"]), note="otra acta")
    person.type("↓⏎⏎")
    assert [row.note for row in other.history(Field("6", "weight"))] == ["otra acta", "comité"]
    other.close()


def test_a_draft_form_is_not_asked_why(person: Person) -> None:
    to_row(person, "i6")
    person.type("o")
    form = person.stack.find(FillForm)
    assert form is not None
    assert "reason" not in form.page.texts

"""Drawing a plan up with keys: forms, weights, nodes added, taken out and moved, undone, and asked about."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from acts import approve
from hands import Person, new_plan, person_at

from scoring.entry.blank_plan import blank_plan
from scoring.entry.edits import read_edits
from scoring.model import Kind, Plan
from scoring.model.fields import Field, value_of
from store import create, open_store
from tui.modes.confirm import Confirm
from tui.modes.fill_form import FillForm
from tui.personal import drafts


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_plan(tmp_path, filled=True)


@pytest.fixture
def person(path: Path) -> Person:
    return person_at(path)


def on_disk(path: Path) -> Plan:
    store = open_store(path)
    plan = store.load().plan
    assert store.verify() == ()
    store.close()
    return plan


def row(person: Person, id_: str) -> None:
    person.controller.move(lambda: person.controller.tree.go_row(id_))


def choose(person: Person, name: str) -> None:
    """Go down to the field whose address ends so."""
    form = person.stack.find(FillForm)
    assert form is not None
    while form.page.field is None or not form.page.field.address.endswith(name):
        assert form.page.field is not None, f"no field {name}"
        person.type("↓")


def foot(person: Person) -> str:
    return person.screen().splitlines()[-2]


def test_a_weight_is_typed_in_the_form_and_the_plan_follows_every_key(person: Person, path: Path) -> None:
    row(person, "i6")
    person.type("o")
    choose(person, ".weight")
    person.type("15")
    assert "«¿15 %?»" in foot(person)
    person.type("%")
    heading = person.screen().splitlines()[0]
    assert re.search(r"N° 6 · .* plan 89,1 → 88,3", heading), heading
    assert "*Peso" in person.screen()
    for _turn in range(40):
        person.type("↓")
    assert "Guardar · 1 cambio" in person.screen()
    person.type("⏎")
    plan = on_disk(path)
    assert (value_of(plan, Field("6", "weight")), value_of(plan, Field("6", "text.weight"))) == (Decimal("0.15"), "15%")
    assert "guardado: 1 cambio; u lo deshace" in foot(person)
    assert person.stack.find(FillForm) is None
    person.type("u")
    assert "deshecho: N° 6 peso 15 % → 5 % y 1 más" in foot(person)
    assert value_of(on_disk(path), Field("6", "weight")) == Decimal("0.05")


def test_a_choice_is_made_by_a_letter_or_the_arrows(person: Person, path: Path) -> None:
    row(person, "i6")
    person.type("o")
    choose(person, ".kind")
    assert "< suma >" in person.screen()
    person.type("n")
    assert "< nivel >" in person.screen()
    person.type("←")
    assert "< razón >" in person.screen()
    assert "toda razón," in foot(person)
    person.type("→")
    person.type("↓" * 40 + "⏎")
    assert value_of(on_disk(path), Field("6", "kind")) is Kind.LEVEL


def test_what_a_form_says_beside_its_fields_is_changed_in_the_indicators_form(path: Path) -> None:
    store = open_store(path)
    store.commit(read_edits(store.load().plan, ["6.attribute.Sede=Norte"]))
    store.close()
    person = person_at(path)
    row(person, "i6")
    person.type("o")
    choose(person, ".attribute.Sede")
    assert re.search(r"Sede +Norte", person.screen())
    person.type(" y Sur")
    person.type("↓⏎")
    assert value_of(on_disk(path), Field("6", "attribute.Sede")) == "Norte y Sur"
    person.type("u")
    assert value_of(on_disk(path), Field("6", "attribute.Sede")) == "Norte"


def test_a_form_is_left_without_saving_when_that_is_said_twice(person: Person, path: Path) -> None:
    before = path.read_bytes()
    row(person, "o1")
    person.type("o↓5%")
    person.type("⎋")
    assert "hay 1 cambio sin guardar: Esc otra vez lo deja" in foot(person)
    person.type("↓⎋")
    assert "hay 1 cambio sin guardar" in foot(person)
    person.type("⎋")
    assert person.stack.find(FillForm) is None
    person.type("o⎋")
    assert person.stack.find(FillForm) is None
    assert path.read_bytes() == before


def test_what_cannot_be_is_refused_in_the_form_and_the_text_stays(person: Person, path: Path) -> None:
    before = path.read_bytes()
    row(person, "i4")
    person.type("o")
    choose(person, ".weight")
    person.type("-5%" + "↓" * 40 + "⏎")
    assert "el peso es negativo" in person.screen()
    assert person.stack.find(FillForm) is not None
    assert path.read_bytes() == before


def test_figures_that_would_be_taken_out_are_asked_about(person: Person, path: Path) -> None:
    row(person, "i2")
    person.type("o")
    form = person.stack.find(FillForm)
    assert form is not None
    form.fill("2.formula", "urbanos")
    form.fill("2.variables", "urbanos")
    person.type("↓" * 40 + "⏎")
    assert "se quitan 3 cifras con esto: Enter otra vez lo guarda" in foot(person)
    person.type("⏎")
    assert len(value_of(on_disk(path), Field("2", "variables"))) == 1


def test_weights_of_siblings_say_what_is_left_and_are_shared_evenly(person: Person, path: Path) -> None:
    row(person, "i11")
    person.type("W")
    assert "Pesos del objetivo 2" in person.screen()
    assert "suman 100%" in person.screen().splitlines()[0]
    person.type("30%")
    assert "suman 95%, faltan 5%" in person.screen().splitlines()[0]
    person.type("=")
    assert person.screen().count("25%") == 4
    person.type("↓" * 9 + "⏎")
    assert {indicator.weight for indicator in on_disk(path).objectives[1].indicators} == {Decimal("0.25")}
    row(person, "o1")
    person.type("W")
    assert "Pesos de los objetivos" in person.screen()


def test_a_node_is_moved_among_its_siblings_and_back(person: Person, path: Path) -> None:
    before = on_disk(path)
    row(person, "i3")
    person.type("<")
    assert [item.id for item in on_disk(path).objectives[0].actions[0].indicators] == ["3", "2"]
    assert person.controller.tree.at.id == "i3"
    person.type("<")
    assert "ya es el primero de los suyos" in foot(person)
    person.type("↑↓u")
    assert on_disk(path) == before


def test_what_is_taken_out_is_said_first(person: Person, path: Path) -> None:
    before = on_disk(path)
    row(person, "a1.4")
    person.type("D")
    told = " ".join(" ".join(person.screen().splitlines()[-2:]).split())
    assert "Contiene 2 indicadores. Se van 8 cifras." in told
    person.type("x")
    assert person.stack.find(Confirm) is not None
    person.type("⎋")
    assert on_disk(path) == before
    row(person, "a1.4")
    person.type("D⏎")
    assert on_disk(path).indicator("7") is None
    person.type("u")
    assert on_disk(path) == before
    assert "deshecho: acción 1.4 agregado" in foot(person)


def test_a_plan_is_drawn_up_from_nothing_with_keys_and_resumed(tmp_path: Path) -> None:
    path = tmp_path / "plan_2025.json"
    create(path, blank_plan("Gestión", 2025))
    person = person_at(path, 12)
    assert "Sin indicadores todavía" in person.screen()
    person.type("zzPs⎋ w⎋h⎋c⎋↓↑ u⎋")
    person.type("A1. Crecer⏎100%⏎⏎⏎")
    assert "una acción en objetivo 1" in person.screen()
    person.type("⏎1.1 Vender⏎⏎⏎")
    assert "un indicador en acción 1.1" in person.screen()
    person.type("⎋")
    person = person_at(path, 12)
    row(person, "a1.1")
    person.type("A⏎Usuarios nuevos⏎60%⏎⏎usuarios⏎500⏎⏎Ana" + "↓" * 9 + "⏎")
    assert person.controller.tree.at.id == "i1"
    person.type("125⏎")
    plan = on_disk(path)
    [indicator] = plan.indicators
    assert (indicator.name, indicator.target, indicator.responsible) == ("Usuarios nuevos", Decimal(500), "Ana")
    assert "Cumplimiento 25,0 %" in person.screen()


def test_a_doubt_is_settled_from_the_page_of_doubts(person: Person, path: Path) -> None:
    store = open_store(path)
    store.commit(read_edits(store.load().plan, ["4.text.weight=20%"]))
    person.controller.reload()
    person.type("c")
    page = person.stack.top.page
    assert page is not None
    while page.chosen is None or not page.chosen.edit:
        person.type("↓")
    person.type("g")
    assert person.controller.tree.at.id == "i4"
    person.type("c")
    page = person.stack.top.page
    assert page is not None
    while page.chosen is None or not page.chosen.edit:
        person.type("↓")
    person.type("⏎")
    form = person.stack.find(FillForm)
    assert form is not None
    assert form.page.changed == {"4.text.weight": "25%"}
    person.type("↓" * 40 + "⏎")
    assert value_of(on_disk(path), Field("4", "text.weight")) == "25%"
    store.close()


def test_two_people_in_one_form_keep_both_fields_and_are_asked_about_the_same(person: Person, path: Path) -> None:
    row(person, "i4")
    person.type("o")
    other = open_store(path)
    other.commit(read_edits(other.load().plan, ["4.responsible=Ana"]))
    choose(person, ".weight")
    person.type("20%" + "↓" * 40 + "⏎")
    plan = on_disk(path)
    assert (value_of(plan, Field("4", "weight")), value_of(plan, Field("4", "responsible"))) == (Decimal("0.2"), "Ana")
    row(person, "i4")
    person.type("o")
    other.commit(read_edits(other.load().plan, ["4.weight=22%"]))
    choose(person, ".weight")
    person.type("30%" + "↓" * 40 + "⏎")
    assert "N° 4 peso" in " ".join(person.screen().split())
    assert value_of(on_disk(path), Field("4", "weight")) == Decimal("0.22")
    person.type("⏎")
    assert value_of(on_disk(path), Field("4", "weight")) == Decimal("0.3")
    assert person.stack.find(FillForm) is None
    other.close()


def test_the_plans_own_fields_have_a_form_and_so_has_any_row(person: Person) -> None:
    person.type("O")
    assert "Proceso" in person.screen()
    assert "Umbrales                  90/70/125" in person.screen()
    person.type("⎋")
    row(person, "i2.urbanos")
    person.type("o")
    assert person.screen().startswith(" N° 2 · ")
    person.type("⎋")
    row(person, "a1.1")
    person.type("o")
    assert person.screen().startswith(" Acción 1.1 · ")


def test_the_history_of_a_row_without_a_cell_is_that_of_its_definition(person: Person, path: Path) -> None:
    store = open_store(path)
    store.commit(read_edits(store.load().plan, ["objective.1.weight=45%"]), note="acta 4")
    store.close()
    person.controller.reload()
    row(person, "o1")
    person.type("h")
    screen = person.screen()
    assert "Historial de objetivo 1" in screen
    assert "objetivo 1 peso" in screen
    assert "40 % → 45 %" in screen
    assert "acta 4" in screen


PEOPLE = ("JEFE DIVISIÓN COMERCIAL", "Jefe Comercial División", "Abogados Coordinador de Cartera - Comité Comercial")
"""Those who answer for the first indicators, in the form's order."""


def test_a_responsible_is_chosen_from_those_of_the_plan(person: Person, path: Path) -> None:
    row(person, "i6")
    person.type("o")
    choose(person, "6.responsible")
    assert f" Responsable               < {PEOPLE[1]} >" in person.screen()
    assert "←→ elige" in person.screen()
    person.type("→")
    assert f"*Responsable               < {PEOPLE[2][:47]}… >\n" in person.screen()
    person.type("←←")
    assert f"< {PEOPLE[0]} >" in person.screen()
    person.type("←")
    assert "< FABIO DIAZ >" in person.screen(), "who answers for the plan comes last"
    person.type("→→→" + "↓" * 40 + "⏎")
    plan = on_disk(path)
    assert value_of(plan, Field("6", "responsible")) == PEOPLE[2]


def test_a_responsible_is_typed_and_completed_too(person: Person, path: Path) -> None:
    row(person, "i6")
    person.type("o")
    choose(person, "6.responsible")
    person.type("aB")
    assert "aBogados Coordinador" in person.screen()
    assert "→ completa" in person.screen()
    person.type("↓↑")
    assert "< aB >" in person.screen(), "what is not taken is no part of the text"
    person.type("aB→ Ana")
    assert field_text(person, "6.responsible") == f"{PEOPLE[2]} Ana"
    person.type("←←←⌫⌫" + "↓" * 40 + "⏎")
    assert value_of(on_disk(path), Field("6", "responsible")) == f"{PEOPLE[2][:-1]}Ana"


def field_text(person: Person, address: str) -> str:
    form = person.stack.find(FillForm)
    assert form is not None
    return form.page.texts[address]


def test_the_responsible_of_a_new_indicator_is_chosen_or_pasted(person: Person, path: Path) -> None:
    row(person, "a1.1")
    person.type("A⏎Uno" + "↓" * 6)
    assert "<  >" in person.screen()
    person.type("→")
    person.paste("Ana Ruiz\n")
    assert field_text(person, "responsible") == "Ana Ruiz"
    person.type("↓↑→")
    assert field_text(person, "responsible") == PEOPLE[0]
    person.type("↓" * 9 + "⏎")
    [added] = [item for item in on_disk(path).indicators if item.name == "Uno"]
    assert added.responsible == PEOPLE[0]


def conflicted(person: Person, path: Path) -> None:
    """Have somebody type a weight and a goal into a form while the weight is changed by another, and save it."""
    row(person, "i6")
    person.type("o")
    choose(person, "6.weight")
    person.type("30%")
    choose(person, "6.target")
    person.type("9")
    other = open_store(path)
    other.commit(read_edits(other.load().plan, ["6.weight=22%"]))
    other.close()
    person.type("↓" * 40 + "⏎")
    assert "N° 6 peso" in " ".join(person.screen().split())
    assert "▾" in person.screen(), "the plan is seen again"


def test_a_form_is_corrected_after_a_conflict(person: Person, path: Path) -> None:
    conflicted(person, path)
    person.type("e")
    form = person.stack.find(FillForm)
    assert form is not None
    assert form.page.changed == {"6.weight": "30%", "6.target": "9"}
    person.type("↑" * 40)
    choose(person, "6.weight")
    person.type("25%" + "↓" * 40 + "⏎")
    plan = on_disk(path)
    assert (value_of(plan, Field("6", "weight")), value_of(plan, Field("6", "target"))) == (Decimal("0.25"), 9)
    assert person.stack.find(FillForm) is None


def test_a_form_is_dropped_where_what_others_wrote_is_left(person: Person, path: Path) -> None:
    conflicted(person, path)
    person.type("⎋")
    assert person.stack.find(FillForm) is None
    assert value_of(on_disk(path), Field("6", "target")) != 9


def test_a_form_in_conflict_is_kept_as_a_draft(
    person: Person, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    conflicted(person, path)
    person.press("ctrl+q")
    draft = drafts.load(str(path))
    assert isinstance(draft, drafts.FormDraft)
    assert draft.texts == {"6.weight": "30%", "6.target": "9"}


def test_the_form_of_an_approved_plan_asks_why(path: Path) -> None:
    approve(path)
    before, person = on_disk(path), person_at(path)
    row(person, "i6")
    person.type("o")
    choose(person, "6.weight")
    person.type("30%" + "↓" * 40 + "⏎")
    assert "el plan está vigente: escriba el motivo, y guarde otra vez" in foot(person)
    assert on_disk(path) == before
    person.type("acta 4 del comité↓")
    assert "Guardar · 1 cambio\n" in person.screen()
    person.type("⏎")
    assert "guardado: 1 cambio;" in foot(person)
    assert value_of(on_disk(path), Field("6", "weight")) == Decimal("0.3")
    store = open_store(path)
    assert store.history(Field("6", "weight"))[-1].note == "acta 4 del comité"
    store.close()


def test_weights_of_an_approved_plan_are_shared_evenly_with_a_reason(path: Path) -> None:
    approve(path)
    person = person_at(path)
    row(person, "o1")
    person.type("W=")
    assert "suman 100%" in person.screen()
    person.type("↓" * 3 + "comité")
    assert "suman 100%" in person.screen()
    person.type("↓⏎")
    assert [item.weight for item in on_disk(path).objectives] == [Decimal(n) for n in ("0.3333", "0.3333", "0.3334")]


def test_the_reason_of_a_change_in_conflict_is_written_with_it(path: Path) -> None:
    approve(path)
    person = person_at(path)
    row(person, "i6")
    person.type("o")
    choose(person, "6.weight")
    person.type("30%" + "↓" * 40 + "↑comité")
    other = open_store(path)
    other.commit(read_edits(other.load().plan, ["6.weight=22%"]), note="otra acta")
    person.type("↓⏎⏎")
    assert [row.note for row in other.history(Field("6", "weight"))] == ["otra acta", "comité"]
    other.close()


def test_a_draft_form_is_not_asked_why(person: Person) -> None:
    row(person, "i6")
    person.type("o")
    form = person.stack.find(FillForm)
    assert form is not None
    assert "reason" not in form.page.texts

"""Nodes changed, added, moved and taken out in forms, by keys."""

import re
from decimal import Decimal
from pathlib import Path

from hands import Person, choose, foot, person_at, sound_plan, to_row

from scoring.entry.blank_plan import blank_plan
from scoring.entry.edits import read_edits
from scoring.model import Kind
from scoring.model.fields import Field, value_of
from store import create, open_store
from tui.modes.confirm import Confirm
from tui.modes.fill_form import FillForm


def test_a_weight_is_typed_in_the_form_and_the_plan_follows_every_key(person: Person, path: Path) -> None:
    to_row(person, "i6")
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
    plan = sound_plan(path)
    assert (value_of(plan, Field("6", "weight")), value_of(plan, Field("6", "text.weight"))) == (Decimal("0.15"), "15%")
    assert "guardado: 1 cambio; u lo deshace" in foot(person)
    assert person.stack.find(FillForm) is None
    person.type("u")
    assert "deshecho: N° 6 peso 15 % → 5 % y 1 más" in foot(person)
    assert value_of(sound_plan(path), Field("6", "weight")) == Decimal("0.05")


def test_a_choice_is_made_by_a_letter_or_the_arrows(person: Person, path: Path) -> None:
    to_row(person, "i6")
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
    assert value_of(sound_plan(path), Field("6", "kind")) is Kind.LEVEL


def test_what_a_form_says_beside_its_fields_is_changed_in_the_indicators_form(path: Path) -> None:
    store = open_store(path)
    store.commit(read_edits(store.load().plan, ["6.attribute.Sede=Norte"]))
    store.close()
    person = person_at(path)
    to_row(person, "i6")
    person.type("o")
    choose(person, ".attribute.Sede")
    assert re.search(r"Sede +Norte", person.screen())
    person.type(" y Sur")
    person.type("↓⏎")
    assert value_of(sound_plan(path), Field("6", "attribute.Sede")) == "Norte y Sur"
    person.type("u")
    assert value_of(sound_plan(path), Field("6", "attribute.Sede")) == "Norte"


def test_a_form_is_left_without_saving_when_that_is_said_twice(person: Person, path: Path) -> None:
    before = path.read_bytes()
    to_row(person, "o1")
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
    to_row(person, "i4")
    person.type("o")
    choose(person, ".weight")
    person.type("-5%" + "↓" * 40 + "⏎")
    assert "el peso es negativo" in person.screen()
    assert person.stack.find(FillForm) is not None
    assert path.read_bytes() == before


def test_figures_that_would_be_taken_out_are_asked_about(person: Person, path: Path) -> None:
    to_row(person, "i2")
    person.type("o")
    form = person.stack.find(FillForm)
    assert form is not None
    form.fill("2.formula", "urbanos")
    form.fill("2.variables", "urbanos")
    person.type("↓" * 40 + "⏎")
    assert "se quitan 3 cifras con esto: Enter otra vez lo guarda" in foot(person)
    person.type("⏎")
    assert len(value_of(sound_plan(path), Field("2", "variables"))) == 1


def test_weights_of_siblings_say_what_is_left_and_are_shared_evenly(person: Person, path: Path) -> None:
    to_row(person, "i11")
    person.type("W")
    assert "Pesos del objetivo 2" in person.screen()
    assert "suman 100%" in person.screen().splitlines()[0]
    person.type("30%")
    assert "suman 95%, faltan 5%" in person.screen().splitlines()[0]
    person.type("=")
    assert person.screen().count("25%") == 4
    person.type("↓" * 9 + "⏎")
    assert {indicator.weight for indicator in sound_plan(path).objectives[1].indicators} == {Decimal("0.25")}
    to_row(person, "o1")
    person.type("W")
    assert "Pesos de los objetivos" in person.screen()


def test_a_node_is_moved_among_its_siblings_and_back(person: Person, path: Path) -> None:
    before = sound_plan(path)
    to_row(person, "i3")
    person.type("<")
    assert [item.id for item in sound_plan(path).objectives[0].actions[0].indicators] == ["3", "2"]
    assert person.controller.tree.at.id == "i3"
    person.type("<")
    assert "ya es el primero de los suyos" in foot(person)
    person.type("↑↓u")
    assert sound_plan(path) == before


def test_what_is_taken_out_is_said_first(person: Person, path: Path) -> None:
    before = sound_plan(path)
    to_row(person, "a1.4")
    person.type("D")
    told = " ".join(" ".join(person.screen().splitlines()[-2:]).split())
    assert "Contiene 2 indicadores. Se van 8 cifras." in told
    person.type("x")
    assert person.stack.find(Confirm) is not None
    person.type("⎋")
    assert sound_plan(path) == before
    to_row(person, "a1.4")
    person.type("D⏎")
    assert sound_plan(path).indicator("7") is None
    person.type("u")
    assert sound_plan(path) == before
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
    to_row(person, "a1.1")
    person.type("A⏎Usuarios nuevos⏎60%⏎⏎usuarios⏎500⏎⏎Ana" + "↓" * 9 + "⏎")
    assert person.controller.tree.at.id == "i1"
    person.type("125⏎")
    plan = sound_plan(path)
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
    assert value_of(sound_plan(path), Field("4", "text.weight")) == "25%"
    store.close()


def test_the_plans_own_fields_have_a_form_and_so_has_any_row(person: Person) -> None:
    person.type("O")
    assert "Proceso" in person.screen()
    assert "Umbrales                  90/70/125" in person.screen()
    person.type("⎋")
    to_row(person, "i2.urbanos")
    person.type("o")
    assert person.screen().startswith(" N° 2 · ")
    person.type("⎋")
    to_row(person, "a1.1")
    person.type("o")
    assert person.screen().startswith(" Acción 1.1 · ")


def test_the_history_of_a_row_without_a_cell_is_that_of_its_definition(person: Person, path: Path) -> None:
    store = open_store(path)
    store.commit(read_edits(store.load().plan, ["objective.1.weight=45%"]), note="acta 4")
    store.close()
    person.controller.reload()
    to_row(person, "o1")
    person.type("h")
    screen = person.screen()
    assert "Historial de objetivo 1" in screen
    assert "objetivo 1 peso" in screen
    assert "40 % → 45 %" in screen
    assert "acta 4" in screen

"""Attributes, what a form says beside its fields: shown, edited, undone, recorded, found and exported."""

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from command import Run
from scoring.model import Plan
from store import open_store

_HEADINGS = ("Objetivo", "Sede", "Fuente = de @verificación:", "Indicador", "Meta 2025", "Responsable")
_ROWS = (
    ("Cobrar", "Cartera", "SIIF", "Recaudo", "90%", "Tesorera"),
    ("Cobrar", "Jurídica", "Actas", "Acuerdos", "12", "Abogado"),
)


@pytest.fixture
def plan(tmp_path: Path, run: Run) -> Path:
    """The plan of a form with two columns that are no fields."""
    form = tmp_path / "form.csv"
    with form.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([["PLAN DE ACCIÓN 2025"], _HEADINGS, *_ROWS])
    path = tmp_path / "plan.json"
    done = run("new", "--from-form", form, "-o", path)
    assert done.code == 0, done.err
    return path


def on_disk(path: Path) -> Plan:
    """Return the plan in a file, whose history gives it."""
    store = open_store(path)
    plan = store.load().plan
    assert store.verify() == ()
    store.close()
    return plan


def attributes(path: Path, id_: str) -> dict[str, str]:
    indicator = on_disk(path).indicator(id_)
    assert indicator is not None
    return dict(indicator.attributes)


def test_an_attribute_is_shown_and_edited_at_its_address_whatever_its_accents(run: Run, plan: Path) -> None:
    assert "1.attribute.Sede=Cartera\n" in run("show", plan, "1").out
    done = run("edit", plan, "1.attribute.SEDÉ=Recaudo", "--reason", "acta 3")
    assert done.code == 0, done.err
    assert "1.attribute.Sede: Cartera → Recaudo" in done.err
    assert attributes(plan, "1")["Sede"] == "Recaudo"
    assert attributes(plan, "2")["Sede"] == "Jurídica"
    told = run("history", plan, "1.attribute.Sede").out
    assert "Cartera" in told
    assert "Recaudo" in told
    found = run("pending", plan, "--where", "sede=recaudo").out
    assert "1.denominador@ene" in found
    assert "2." not in found


def test_a_name_with_signs_of_addresses_goes_round_by_what_show_prints(run: Run, plan: Path) -> None:
    (line,) = [line for line in run("show", plan, "2").out.splitlines() if "verificación" in line]
    done = run("edit", plan, line.replace("Actas", "Contratos"))
    assert done.code == 0, done.err
    assert attributes(plan, "2")["Fuente = de @verificación:"] == "Contratos"
    assert list(attributes(plan, "2")) == list(attributes(plan, "1"))


def test_an_attribute_is_emptied_in_its_place_and_a_new_one_is_added(run: Run, plan: Path) -> None:
    before = list(attributes(plan, "1"))
    assert run("edit", plan, "1.attribute.Sede=", "1.attribute.Piso=Norte").code == 0
    assert attributes(plan, "1")["Sede"] == ""
    assert list(attributes(plan, "1")) == [*before, "Piso"]
    assert run("edit", plan, "2.attribute.piso=Sur").code == 0
    assert attributes(plan, "2")["Piso"] == "Sur"


def test_an_undo_gives_the_attributes_as_they_were(plan: Path, run: Run) -> None:
    before = on_disk(plan)
    done = run("edit", plan, "1.attribute.Sede=", "1.attribute.Piso=Norte")
    assert done.code == 0, done.err
    store = open_store(plan)
    store.load()
    store.undo()
    store.close()
    assert on_disk(plan) == before


def test_an_attribute_is_in_the_workbook_as_it_is_now(run: Run, plan: Path, tmp_path: Path) -> None:
    run("edit", plan, "1.attribute.Sede=", "2.attribute.Sede=Defensa")
    book = tmp_path / "book.xlsx"
    assert run("export", plan, "-o", book).code == 0
    texts = [str(cell.value) for row in load_workbook(book)["Hoja de vida"].iter_rows() for cell in row if cell.value]
    assert any("Sede: Defensa" in text for text in texts)
    assert not any("Sede:\n" in f"{text}\n" or "Sede: \n" in text for text in texts)


def test_an_attribute_of_no_name_is_no_field(run: Run, plan: Path) -> None:
    done = run("edit", plan, "1.attribute.=x")
    assert done.code == 1
    assert on_disk(plan).indicator("1") is not None


def test_an_attribute_changed_with_another_program_is_told_by_its_name(run: Run, plan: Path) -> None:
    run("edit", plan, "1.attribute.Sede=Recaudo")
    plan.write_text(plan.read_text("utf-8").replace('"Sede":"Recaudo"', '"Sede":"Otra"'), "utf-8")
    assert run("edit", plan, "2.weight=40%").code == 0
    assert attributes(plan, "1")["Sede"] == "Otra"
    assert "Otra" in run("history", plan).out

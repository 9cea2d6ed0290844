"""Analyses written by keys, and what is due of them and of the year."""

from decimal import Decimal
from pathlib import Path

import pytest
from acts import CORRECTED, amend, approve, close, commit, remarked, reopen
from hands import foot, lines, person_at, sound_plan

from plans import worked_example
from scoring.model import CellChange
from scoring.model.acts import Remark
from scoring.model.policy import Policy
from scoring.year.remarks import remark_of
from store import create


def test_an_analysis_is_written_undone_and_shown(path: Path) -> None:
    person = person_at(path)
    person.type("g8⏎a")
    assert "Análisis de N° 8 en marzo" in lines(person)[0]
    person.type("Llegaron más.⏎Revisar el trámite⏎31/05/2024⏎Ana⏎radicado 12⏎⏎")
    assert foot(person).startswith("guardado: 5 cambios")
    made = remark_of(sound_plan(path), "8", 3)
    assert isinstance(made, Remark)
    assert (made.analysis, made.action, str(made.due), made.responsible) == (
        "Llegaron más.",
        "Revisar el trámite",
        "2024-05-31",
        "Ana",
    )
    assert made.evidence is not None
    assert made.evidence.source == "radicado 12"
    person.type("w")
    assert "Análisis de marzo: Llegaron más." in person.screen()
    person.type("⎋aX⏎⏎⏎⏎⏎⏎u")
    assert "deshecho: análisis de N° 8 en marzo cambiado" in foot(person)
    person.type("u")
    assert "deshecho: análisis de N° 8 en marzo quitado" in foot(person)
    assert remark_of(sound_plan(path), "8", 3) is None


def test_an_action_without_an_analysis_is_said_while_it_is_typed(path: Path) -> None:
    before, person = path.read_bytes(), person_at(path)
    person.type("g8⏎a⏎Revisar")
    assert "Falta el análisis" in foot(person)
    person.type("⏎⏎⏎⏎⏎")
    assert path.read_bytes() == before


def test_an_analysis_whose_texts_are_emptied_is_taken_away(path: Path) -> None:
    commit(path, remarked("8", "x", "y"))
    person = person_at(path)
    person.type("g8⏎a" + "⌫⏎⌫⏎" + "⌫" * 10 + "⏎" + "⌫" * 14 + "⏎⏎⏎")
    assert sound_plan(path).acts == {}


@pytest.mark.parametrize("keys", ["a", "g6⏎[[[a"], ids=["an objective", "before January"])
def test_where_there_is_nothing_to_analyse_that_is_said(path: Path, keys: str) -> None:
    person = person_at(path)
    person.type(keys)
    assert "análisis es de un indicador" in foot(person) or "no está programado en el corte" in foot(person)


def test_an_analysis_in_force_asks_for_no_reason(path: Path) -> None:
    approve(path)
    person = person_at(path)
    person.type("g8⏎a")
    assert "Motivo" not in person.screen()


def test_an_analysis_cut_off_is_offered_again(path: Path) -> None:
    from tui.modes.kept_forms import resume_form
    from tui.personal import drafts

    person = person_at(path)
    person.type("g8⏎aLlegaron más")
    person.press("ctrl+q")
    draft = drafts.load(str(path))
    assert isinstance(draft, drafts.FormDraft)
    again = person_at(path)
    resume_form(again.stack, draft)
    assert "Llegaron más" in again.screen()
    again.type("⏎⏎⏎⏎⏎⏎")
    assert remark_of(sound_plan(path), "8", 3) is not None


def test_pending_lists_analyses_a_close_and_sign_offs_behind_the_figures(path: Path) -> None:
    approve(path)
    amend(path)
    person = person_at(path)
    person.type("P")
    shown = person.screen()
    places = [shown.index(text) for text in ("Alcantarillado facturado · Mar", "Análisis: 3", "Firmas: 3")]
    assert places == sorted(places)
    person.type("↓⏎")
    assert "Análisis de N° 6 en marzo" in lines(person)[0]
    person.type("⎋↓↓↓⏎")
    assert "Firmar como Elaboró" in lines(person)[0]


def test_pending_says_until_when_a_month_is_to_be_closed_and_leads_there(tmp_path: Path) -> None:
    path = tmp_path / "plan_2024.json"
    create(path, worked_example()._replace(policy=Policy(close_within=10)))
    person = person_at(path)
    person.type("P")
    assert "cierre de marzo, FABIO DIAZ, hasta el 10/04/2024" in person.screen()
    person.type("↓↓↓↓⏎")
    assert lines(person)[0].startswith(" Cerrar marzo")


def test_the_status_says_stage_standing_and_analyses(path: Path) -> None:
    commit(path, remarked("8", "Llegaron más.", "Revisar el trámite"))
    close(path)
    reopen(path)
    commit(path, CellChange(CORRECTED, Decimal(1_120_000)))
    person = person_at(path, width=120, height=80)
    person.type("s")
    shown = person.screen()
    assert "cerrado hasta marzo; reabierto mar" in shown
    assert "Presentado en marzo 89,1 %, hoy 89,8 %, 1 corrección" in shown
    assert "Acción: Revisar el trámite, para el 31/05/2024, Jefe Comercial" in shown
    person.type("p")
    assert "Presentado en marzo 89,1 %, hoy 89,8 %, 1 corrección" in person.screen()

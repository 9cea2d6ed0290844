"""The year of a plan by keys: months closed and opened again, analyses, signatures, amendments and their reasons."""

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from acts import CORRECTED, amend, approve, close, commit, opened, remarked, reopen
from hands import Person, new_plan, person_at

from plans import worked_example
from scoring.model import Cell, CellChange, Plan
from scoring.model.acts import Act, ActChange, ActKind, Close, Remark, Reopening, SignOff, close_of, is_closed
from scoring.model.policy import Policy, Role
from scoring.year.remarks import remark_of
from scoring.year.signing import act_of, digest_to_sign, message
from scoring.year.stage import has_pending_amendment, version_of
from store import create, file_store
from tui.modes.confirm import Confirm
from tui.modes.other_sessions import look_again
from tui.proofs.ssh import ALLOWED_SIGNERS, sign


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_plan(tmp_path, filled=True)


def on_disk(path: Path) -> Plan:
    with opened(path) as store:
        assert store.verify() == ()
        return store.load().plan


def lines(person: Person) -> list[str]:
    return person.screen().splitlines()


def foot(person: Person) -> str:
    return " ".join(" ".join(lines(person)[-2:]).split())


@pytest.mark.parametrize("keys", ["5", "n", "e", "x"], ids=["a digit", "NP", "editing", "clearing"])
def test_a_closed_cell_refuses_before_anything_is_typed(path: Path, keys: str) -> None:
    close(path)
    before, person = path.read_bytes(), person_at(path)
    person.type("g4.efectivas@mar⏎" + keys)
    assert "4.efectivas@3: marzo está cerrado; lo cerró " in foot(person)
    assert "Para corregirlo: r lo reabre" in foot(person)
    assert person.editor is None
    person.type("9⏎")
    assert path.read_bytes() == before


def test_an_open_month_is_typed_as_before(path: Path) -> None:
    close(path)
    person = person_at(path)
    person.type("g4.efectivas@abr⏎96000⏎")
    assert on_disk(path).values[CORRECTED._replace(indicator="4", name="efectivas", month=4)] == Decimal(96000)


def test_a_paste_over_a_closed_month_is_refused_whole(path: Path) -> None:
    close(path, 2)
    before, person = path.read_bytes(), person_at(path)
    person.type("g5.m3@feb⏎")
    person.paste("1\t2")
    assert "no se pega nada: 5.m3@2: febrero está cerrado" in foot(person)
    assert "r lo reabre" in foot(person)
    assert path.read_bytes() == before


def test_what_was_typed_before_a_close_is_not_undone_behind_it(path: Path) -> None:
    person = person_at(path)
    person.type("g5.m3@mar⏎1430001⏎")
    close(path)
    look_again(person.stack)
    person.type("u")
    assert "marzo está cerrado" in foot(person)
    assert on_disk(path).values[CORRECTED._replace(indicator="5")] == Decimal(1430001)


def test_closed_cells_are_marked_with_or_without_a_value(path: Path) -> None:
    close(path)
    person = person_at(path)
    [reported] = [line for line in lines(person) if "N° 5 " in line]
    [missing] = [line for line in lines(person) if "N° 6 " in line]
    assert "1.430.000= " in reported
    assert " = " in missing
    person.type("g5.m3@mar⏎")
    assert "= mes cerrado" in foot(person)


def test_a_close_shows_what_is_missing_asks_once_and_is_on_disk(path: Path) -> None:
    person = person_at(path)
    person.type("K")
    shown = person.screen()
    assert "Falta: 1 dato pendiente, 3 análisis pendientes." in shown
    assert "N° 6 Alcantarillado facturado · Mar" in shown
    assert "N° 9 [Cartera Total 2024" in shown
    person.type("⏎")
    assert "¿Cerrar marzo, con 1 dato pendiente, 3 análisis pendientes?" in foot(person)
    assert "Cerrar marzo" in lines(person)[0], "the page is still there to be read"
    person.type("x")
    assert person.stack.find(Confirm) is not None
    assert on_disk(path).acts == {}
    person.type("⏎")
    assert foot(person).startswith("marzo queda cerrado")
    assert close_of(on_disk(path), 3) is not None
    assert "marzo está cerrado" in lines(person)[0].lower()


def test_a_close_that_is_left_closes_nothing(path: Path) -> None:
    person = person_at(path)
    person.type("K⏎⎋⎋")
    assert on_disk(path).acts == {}


def test_what_is_missing_is_done_from_the_page_of_the_close(path: Path) -> None:
    person = person_at(path)
    person.type("K↓↓⏎La bodega no entregó.↓↓↓↓↓⏎")
    assert "Falta: 1 dato pendiente, 2 análisis pendientes." in person.screen()
    assert remark_of(on_disk(path), "6", 3) is not None
    person.type("↓⏎")
    assert person.controller.tree.cell == CORRECTED


def test_two_people_close_the_same_month_and_the_second_is_told(path: Path) -> None:
    person = person_at(path)
    person.type("K⏎")
    close(path)
    person.type("⏎")
    assert "marzo ya está cerrado: lo cerró " in foot(person)
    look_again(person.stack)
    assert "Lo cerró " in person.screen()


def test_the_indicator_of_the_row_is_reopened_with_a_reason(path: Path) -> None:
    close(path)
    person = person_at(path)
    person.type("g6.m3@mar⏎r")
    assert "solo N° 6 13.675.001 m3 Alcantarillado" in person.screen()
    person.type("⏎acta 9⏎")
    assert foot(person).startswith("reapertura de marzo para N° 6, hasta el próximo cierre")
    plan = on_disk(path)
    made = plan.acts[Act(3, ActKind.REOPENING, "6")]
    assert isinstance(made, Reopening)
    assert made.reason == "acta 9"
    assert not is_closed(plan, CORRECTED)
    assert is_closed(plan, CORRECTED._replace(indicator="5"))
    person.type("1120000⏎")
    person.type("K")
    assert "N° 6 Alcantarillado facturado · Mar: – → 1.120.000" in person.screen()
    person.type("⏎⏎")
    made_again = close_of(on_disk(path), 3)
    assert isinstance(made_again, Close)
    assert made_again.corrected == (str(CORRECTED),)


def test_all_of_a_month_is_reopened_from_the_page_of_its_close(path: Path) -> None:
    close(path)
    person = person_at(path)
    person.type("g6⏎K⏎↓⏎error de digitación⏎")
    assert Act(3, ActKind.REOPENING) in on_disk(path).acts


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("r", "abril no está cerrado: no hay nada que reabrir"),
        ("←r⏎⏎", "pide un motivo"),
    ],
    ids=["an open month", "no reason"],
)
def test_what_cannot_be_reopened_is_said(path: Path, keys: str, said: str) -> None:
    close(path)
    person = person_at(path)
    person.type("g4.efectivas@abr⏎" + keys)
    assert said in foot(person)
    assert len(on_disk(path).acts) == 1


def test_a_month_reopened_already_is_said(path: Path) -> None:
    close(path)
    reopen(path)
    person = person_at(path)
    person.type("r")
    assert "marzo ya está reabierto, hasta el próximo cierre" in foot(person)


@pytest.mark.parametrize(
    ("width", "first"),
    [
        (60, " v1, pendiente de aprobación"),
        (80, " Plan 2024 v1, pendiente de aprobación, cerrado mar "),
        (120, " Plan 2024 · FACTURACIÓN Y COBRANZA, v1, pendiente de aprobación, cerrado mar    corte Mar"),
        (160, " Plan de acción 2024 · FACTURACIÓN Y COBRANZA, vigente v1, pendiente de aprobación, cerrado mar "),
    ],
)
def test_the_first_line_says_stage_version_amendment_and_closed_months(path: Path, width: int, first: str) -> None:
    approve(path)
    amend(path)
    close(path)
    person = person_at(path, width=width)
    assert lines(person)[0].startswith(first)
    assert lines(person)[0].endswith("^Q salir")
    assert len(lines(person)[0]) < width


@pytest.mark.parametrize("width", range(60, 200, 7))
def test_the_first_line_never_grows_out_of_the_screen(path: Path, width: int) -> None:
    approve(path)
    close(path, 9)
    reopen(path, 8)
    person = person_at(path, width=width)
    assert "v1, cerrado sep" in lines(person)[0] or "vigente v1, cerrado sep" in lines(person)[0]
    assert len(lines(person)[0]) <= width


def test_the_first_line_of_a_draft_is_as_it_was(path: Path) -> None:
    commit(path, remarked("8", "Llegaron más."))
    assert lines(person_at(path))[0].startswith(" Plan 2024 · FACTURACIÓN Y COBRANZA")


def test_the_first_line_follows_what_others_do(path: Path) -> None:
    person = person_at(path)
    close(path, 2)
    look_again(person.stack)
    assert "cerrado feb" in lines(person)[0]
    assert ": cierre de febrero" in foot(person)


def test_three_sign_offs_approve_the_plan(path: Path) -> None:
    person = person_at(path)
    person.type("F")
    assert person.screen().count("sin firma") == 3
    person.type("⏎")
    assert "SHA-256 " in person.screen()
    person.type("⏎")
    assert "¿Firmar la versión 1 como Elaboró? Una firma no se deshace." in foot(person)
    person.type("⏎")
    assert foot(person).startswith("firmado como Elaboró por ")
    assert person.screen().count("sin firma") == 2
    person.type("⏎⏎⏎⏎⏎⏎")
    assert "la versión 1 queda aprobada" in foot(person)
    assert version_of(on_disk(path)) == 1
    person.type("⎋")
    assert "v1" in lines(person)[0]


def test_what_is_signed_is_shown_beside_what_was_signed_last(path: Path) -> None:
    approve(path)
    amend(path)
    person = person_at(path)
    person.type("F")
    assert person.screen().count("ya no cubre lo vigente") == 3
    person.type("⏎")
    assert "Cambió desde lo que se firmó el " in person.screen()
    assert "N° 2 peso: 10 % → 12 %; motivo: acta 4 del comité" in person.screen()
    person.type("⏎⏎⏎⏎⏎⏎⏎⏎⏎")
    plan = on_disk(path)
    assert (version_of(plan), has_pending_amendment(plan)) == (2, False)


def test_a_plan_that_changes_while_its_signature_is_asked_about_is_not_signed(path: Path) -> None:
    person = person_at(path)
    person.type("F⏎⏎")
    amend(path)
    person.type("⏎")
    assert "Lo que iba a firmar cambió desde que se le mostró" in foot(person)
    assert on_disk(path).acts == {}


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen of OpenSSH")
def test_the_page_of_signatures_says_whose_key_made_one(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ALLOWED_SIGNERS, raising=False)
    key = tmp_path / "keys" / "ana"
    key.parent.mkdir()
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "ana", "-f", key], check=True)
    with opened(path) as store:
        plan = store.load().plan
        digest = digest_to_sign(plan, None)
        made = sign(message(plan, "Revisó", None, digest), key)
        store.commit([ActChange(act_of("Revisó", None), SignOff("Revisó", digest, signature=made))])
    person = person_at(path)
    person.type("F")
    assert "con llave SSH sin comprobar: no hay llaves conocidas" in " ".join(person.screen().split())
    person.type("⎋")
    public = key.with_suffix(".pub").read_text(encoding="utf-8")
    path.with_name("allowed_signers").write_text(f"ana {public}", encoding="utf-8")
    person.type("F")
    assert "con la llave SSH de ana" in " ".join(person.screen().split())


def test_a_submitted_cut_off_is_signed_with_its_figures(path: Path) -> None:
    close(path)
    person = person_at(path)
    person.type("F↓↓↓⏎")
    shown = person.screen()
    assert "Firma el corte presentado de marzo." in shown
    assert "Faltaba: 1 dato pendiente, 3 análisis pendientes." in shown
    assert " 89,1 ■A" in shown
    person.type("⏎⏎")
    assert isinstance(on_disk(path).acts[act_of("Elaboró", 3)], SignOff)


def test_who_may_not_sign_is_told_who_may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan_2024.json"
    create(path, worked_example()._replace(roles=(Role("Aprobó", ("jefe",)),)))
    monkeypatch.setattr(file_store, "user", lambda: "ana")
    person = person_at(path)
    person.type("F↓↓⏎")
    assert "puede firmar: jefe" in person.screen()
    person.type("⏎⏎")
    assert "ana no firma como Aprobó: firman jefe" in foot(person)
    assert on_disk(path).acts == {}


def test_an_analysis_is_written_undone_and_shown(path: Path) -> None:
    person = person_at(path)
    person.type("g8⏎a")
    assert "Análisis de N° 8 en marzo" in lines(person)[0]
    person.type("Llegaron más.⏎Revisar el trámite⏎31/05/2024⏎Ana⏎radicado 12⏎⏎")
    assert foot(person).startswith("guardado: 5 cambios")
    made = remark_of(on_disk(path), "8", 3)
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
    assert remark_of(on_disk(path), "8", 3) is None


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
    assert on_disk(path).acts == {}


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
    assert remark_of(on_disk(path), "8", 3) is not None


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


def test_a_node_of_an_approved_plan_is_taken_out_with_a_reason(path: Path) -> None:
    approve(path)
    person = person_at(path)
    person.controller.move(lambda: person.controller.tree.go_row("i11"))
    person.type("D⏎")
    assert "El plan está vigente; motivo del cambio:" in foot(person)
    assert on_disk(path).indicator("11") is not None
    person.type("⏎")
    assert "falta el motivo" in foot(person)
    assert on_disk(path).indicator("11") is not None
    person.type("↑↓")
    person.controller.move(lambda: person.controller.tree.go_row("i11"))
    person.type("D⏎acta 4⏎")
    plan = on_disk(path)
    assert plan.indicator("11") is None
    assert has_pending_amendment(plan)
    with opened(path) as store:
        assert store.history()[-1].note == "acta 4"


def test_the_order_of_the_lines_is_no_term_and_asks_for_no_reason(path: Path) -> None:
    approve(path)
    person = person_at(path)
    person.controller.move(lambda: person.controller.tree.go_row("i3"))
    person.type("<")
    assert "movido" in foot(person)


def test_a_budget_of_an_approved_plan_is_typed_and_cleared_with_a_reason(path: Path) -> None:
    approve(path)
    person = person_at(path)
    budget = Cell("R2", "propios")
    person.type("R")
    person.controller.move(lambda: person.controller.tree.go(budget))
    person.type("700⏎")
    assert "El plan está vigente; motivo del cambio:" in foot(person)
    person.type("⎋")
    assert person.editor is not None, "what was typed is still there"
    person.type("⏎acta 5⏎")
    assert person.editor is None
    assert on_disk(path).values[budget] == Decimal(700)
    person.controller.move(lambda: person.controller.tree.go(budget))
    person.type("xacta 6⏎")
    assert budget not in on_disk(path).values
    with opened(path) as store:
        assert [row.note for row in store.history(budget)] == ["acta 5", "acta 6"]


def test_the_money_of_an_objective_is_reopened_alone(path: Path) -> None:
    close(path)
    person = person_at(path)
    person.type("R")
    person.controller.move(lambda: person.controller.tree.go(Cell("R2", "propios", 3)))
    person.type("5")
    assert "marzo está cerrado" in foot(person)
    person.type("⎋r⏎acta 9⏎")
    plan = on_disk(path)
    assert not is_closed(plan, Cell("R2", "propios", 3))
    assert is_closed(plan, CORRECTED)


def test_december_is_said_to_close_the_plan(path: Path) -> None:
    person = person_at(path, month=12)
    person.type("K")
    assert "con él queda cerrado el plan del año" in person.screen()


@pytest.mark.parametrize("word", ["cierre", "firmar", "reabrir", "acción de mejora"])
def test_the_palette_knows_the_year_by_its_spanish_names(path: Path, word: str) -> None:
    person = person_at(path)
    person.type(f":{word}⏎")
    assert "no es una orden" not in person.screen()
    assert person.stack.top is not person.stack.modes[0]

"""Months closed and opened again on the command line."""

import json
from pathlib import Path

import pytest

from command import Run


def test_a_month_is_closed_refused_corrected_and_closed_again(run: Run, worked_file: Path) -> None:
    closed = run("close", worked_file, "mar")
    assert closed.code == 0, closed.err
    assert closed.out.splitlines()[-1].startswith("cierre de marzo: plan ")
    refused = run("set", worked_file, "4.efectivas@mar=96.199")
    assert refused.code == 1
    assert "marzo está cerrado; lo cerró " in refused.err
    assert "plan reopen mar --indicator 4 --reason" in refused.err
    again = run("close", worked_file, "marzo")
    assert (again.code, "ya está cerrado" in again.err) == (1, True)
    assert run("reopen", worked_file, "mar", "--indicator", "4", "--reason", "error de digitación").code == 0
    assert run("set", worked_file, "6.m3@mar=1").code == 1
    assert run("set", worked_file, "4.efectivas@mar=96.199").code == 0
    corrected = run("cerrar", worked_file, "2024-03")
    assert "Corregido desde el cierre anterior: 4.efectivas@3" in corrected.out
    assert corrected.out.splitlines()[-1].endswith("1 corrección")
    assert run("set", worked_file, "4.efectivas@mar=96.200").code == 1
    assert run("verify", worked_file).code == 0


def test_a_close_says_what_is_missing_and_is_done_all_the_same(run: Run, plan_file: Path) -> None:
    closed = run("close", plan_file, "ene")
    assert closed.code == 0
    first, *listed, rest, last = closed.out.splitlines()
    assert first == "Falta al cerrar:"
    assert len(listed) == 8
    assert rest.startswith("  … y ")
    assert "datos pendientes" in last


def test_a_figure_in_doubt_is_told_with_its_reason(run: Run, plan_file: Path) -> None:
    run("set", plan_file, "4.efectivas@ene=100", "4.programadas@ene=90")
    run("close", plan_file, "ene")
    told = run("history", plan_file, "--json")
    act = json.loads(told.out)[-1]
    assert (act["act"], act["new"]["missing"]["doubts"]) == ("close@1", 2)


@pytest.mark.parametrize(
    "words",
    [["close"], ["close", "mar", "abr"], ["reopen", "mar"], ["reopen", "--reason", "x"], ["close", "--yes", "3"]],
)
def test_what_is_not_said_is_asked_for(run: Run, plan_file: Path, words: list[str]) -> None:
    before = plan_file.read_bytes()
    assert run(words[0], plan_file, *words[1:]).code == 2
    assert plan_file.read_bytes() == before


def test_options_stand_anywhere(run: Run, worked_file: Path) -> None:
    run("close", worked_file, "mar")
    assert run("reopen", "--reason=repite", worked_file, "--indicator=4", "mar").code == 0


def test_history_tells_acts_in_words(run: Run, worked_file: Path) -> None:
    run("close", worked_file, "mar")
    run("reopen", worked_file, "mar", "--reason", "error de digitación")
    run("close", worked_file, "mar")
    closed, reopened, again, ended = run("history", worked_file).out.splitlines()[-4:]
    assert "cierre de marzo: plan " in closed
    assert "reapertura de marzo: error de digitación" in reopened
    assert "cierre de marzo: plan " in again
    assert "reapertura de marzo: terminó" in ended


def test_an_explanation_says_what_was_submitted_and_why(run: Run, worked_file: Path) -> None:
    run("remark", worked_file, "9@mar", "--analysis", "Se castigó cartera.")
    run("close", worked_file, "mar")
    submitted, remark = run("explain", worked_file, "9", "--month", "mar").out.splitlines()[-2:]
    assert submitted.startswith("Presentado: ")
    assert "de cumplimiento, rojo; lo cerró " in submitted
    assert remark == "Análisis: Se castigó cartera."
    assert "Presentado" not in run("explain", worked_file, "9", "--month", "feb").out


def test_a_corrected_cut_off_is_shown_beside_what_was_submitted(run: Run, worked_file: Path) -> None:
    run("close", worked_file, "mar")
    assert "Presentado" not in run("status", worked_file, "--month", "mar").out
    run("reopen", worked_file, "mar", "--reason", "un ciclo")
    run("set", worked_file, "4.efectivas@mar=60.000")
    told = run("status", worked_file, "--month", "mar").out.splitlines()
    assert told[2] == "En elaboración, nada firmado; cerrado hasta marzo; reabierto mar"
    assert told[3].startswith("Presentado en marzo 89,1 %, hoy ")
    assert told[3].endswith(", 1 corrección")


def test_a_long_story_is_told_in_two_lines(run: Run, worked_file: Path) -> None:
    for role in ("elaboró", "revisó", "aprobó"):
        run("sign", worked_file, "--as", role)
    run("edit", worked_file, "2.weight=12%", "--reason", "comité")
    run("close", worked_file, "sep")
    run("reopen", worked_file, "mar", "--reason", "un ciclo")
    told = run("status", worked_file, "--month", "mar").out.splitlines()
    assert told[2:4] == [
        "Vigente, versión 1; modificación pendiente de aprobación",
        "cerrado hasta septiembre; reabierto mar",
    ]

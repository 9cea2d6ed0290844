"""`--at` and `--seq`: the plan as it was, in every verb that looks, and never taken for the plan of now."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from command import Run
from scoring.model import Cell, CellChange
from scoring.model.fields import Field, FieldChange
from store import file_store, open_store

LATE = datetime(2024, 4, 16, 4, 59, 59, 500_000, tzinfo=UTC)
"""In Bogotá still the 15th of April."""
CELL = "1.facturado@1"


@pytest.fixture
def dated(plan_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan changed at the end of the 15th of April 2024, Bogotá time, and 17 hours later."""
    store = open_store(plan_file)
    store.load()
    for number, at in enumerate([LATE, LATE + timedelta(hours=17)], 1):
        monkeypatch.setattr(file_store, "now", returning(at.isoformat(timespec="milliseconds")))
        store.commit(
            [
                CellChange(Cell("1", "facturado", 1), Decimal(number)),
                FieldChange(Field("4", "weight"), Decimal(number) / 100),
            ]
        )
    store.close()
    return plan_file


def returning(value: str) -> Callable[[], str]:
    return lambda: value


FIRST, SECOND = "Como estaba el 15/04/2024 23:59", "Como quedó con la fila 4, el 16/04/2024 16:59"


@pytest.mark.parametrize(
    ("point", "value", "told"),
    [
        (["--at", "2024-04-15"], "1", FIRST),
        (["--at", "15 abr 2024 23:59:59"], "1", FIRST),
        (["--at=2024-04-16T16:59"], "1", "Como estaba el 16/04/2024 16:59"),
        (["--at", "2024-04-16T16:59:59"], "2", "Como estaba el 16/04/2024 16:59"),
        (["--seq", "1"], "1", "Como quedó con la fila 2, el 15/04/2024 23:59"),
        (["--seq", "3"], "2", SECOND),
        ([], "2", ""),
    ],
)
def test_a_cell_is_shown_as_it_was_and_that_is_said(
    dated: Path, run: Run, point: list[str], value: str, told: str
) -> None:
    outcome = run("get", dated, CELL, *point)
    assert (outcome.code, outcome.out, outcome.err.strip()) == (0, f"{CELL} {value}\n", told)


def test_a_field_is_shown_as_it_was_so_that_edit_can_put_it_back(dated: Path, run: Run) -> None:
    shown = run("show", dated, "4", "--seq", "2")
    assert "4.weight=1%" in shown.out.splitlines()
    assert shown.err.startswith("Como quedó con la fila 2")
    run("edit", dated, *[line for line in shown.out.splitlines() if line.startswith("4.weight=")])
    assert "4.weight=1%" in run("show", dated, "4").out.splitlines()


def test_a_status_of_then_has_its_figures_and_its_cut_off(dated: Path, run: Run) -> None:
    then = run("status", dated, "--at", "2024-04-15").out.splitlines()
    assert then[0] == FIRST
    assert then[1].endswith("corte: marzo"), "the month that had ended then"
    assert run("status", dated, "--at", "2024-04-15", "--month", "2").out.splitlines()[1].endswith("corte: febrero")
    plain = json.loads(run("status", dated, "--seq", "2", "--json").out)
    assert plain["as_of"] == {"at": "2024-04-16T04:59:59.500+00:00", "seq": 2}
    weights = [item["weight"] for objective in plain["objectives"] for item in objective["indicators"]]
    assert 0.01 in weights
    assert 0.02 not in weights
    assert "as_of" not in json.loads(run("status", dated, "--json").out)
    csv = run("status", dated, "--seq", "2", "--csv")
    assert csv.err.startswith("plan: Como quedó con la fila 2")
    assert csv.out.startswith("file,year,month")


def test_an_explanation_and_what_was_pending_are_of_then(dated: Path, run: Run) -> None:
    explained = run("explain", dated, "1", "--at", "2024-04-15").out.splitlines()
    assert explained[0] == FIRST
    months = {line.strip().partition(":")[0] for line in explained}
    assert {"mar", "abr"} & months == {"mar"}
    listed = run("pending", dated, "--at", "2024-04-15", "--json")
    assert listed.err.startswith(FIRST)
    assert {item["month"] for item in json.loads(listed.out)} == {None, 1, 2, 3}
    both = run("pending", dated, dated, "--at", "2024-04-15")
    assert both.err.splitlines() == [f"{dated}: {FIRST}"] * 2


@pytest.mark.parametrize(
    ("point", "sentence"),
    [
        (["--at", "2024-01-01"], r"plan: el historial dice cómo estaba el plan desde el .* \(fila 0\): antes no había"),
        (["--at", "9998-01-01"], "plan: El 1 ene 9998 00:00:00 no ha llegado todavía"),
        (["--at", "ayer"], "«ayer» no es una fecha"),
        (["--seq", "5"], "plan: el historial llega hasta la fila 4: no hay una fila 5"),
    ],
)
def test_a_point_that_the_history_does_not_tell_of_is_refused(
    dated: Path, run: Run, point: list[str], sentence: str
) -> None:
    outcome = run("status", dated, *point)
    assert (outcome.code, outcome.out) == (1, "")
    assert re.search(sentence, outcome.err), outcome.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["status", "--at", "2024-04-15", "--seq", "1"], "--seq y --at no van juntos"),
        (["status", "--seq", "x"], "--seq lleva el número de una fila de «plan history», como 41, y no «x»"),
        (["status", "--monitor", "--seq", "1"], "--monitor dice cómo está el plan hoy"),
        (["export", "--for", "Jefe", "--seq", "1"], "la hoja de un responsable se llena hoy"),
    ],
)
def test_what_does_not_go_with_a_point_is_said(dated: Path, run: Run, words: list[str], sentence: str) -> None:
    outcome = run(words[0], dated, *words[1:])
    assert outcome.code in {2, 3}
    assert sentence in outcome.err


def test_a_workbook_of_then_says_so_and_its_figures_never_come_back(dated: Path, run: Run) -> None:
    exported = run("export", dated, "--at", "2024-04-15")
    assert exported.code == 0, exported.err
    book = Path(exported.out.strip())
    assert book.name == "plan_2024_mar_al_2024_04_15_2359_fila_2.xlsx"
    assert FIRST in exported.err
    before = dated.read_bytes()
    for words in ([], ["--dry-run"], ["--overwrite", "--definition", "--yes"]):
        back = run("import", dated, book, *words)
        assert (back.code, back.out) == (1, "")
        assert f"El libro no es del plan de hoy («{FIRST}»)" in back.err
    assert dated.read_bytes() == before
    read, now = dated.with_name("leido.json"), dated.with_name("hoy.json")
    assert run("new", "--from-form", book, "-o", read).code == 0
    assert run("new", "--from-form", run("export", dated, "--month", "3").out.strip(), "-o", now).code == 0
    heading = [line for line in run("show", now, "plan").out.splitlines() if line.startswith("plan.text.heading")]
    assert heading[0] in run("show", read, "plan").out.splitlines(), "what it says of when is no line of the form"
    form = run("export", dated, "--at", "2024-04-15", "--signature")
    assert Path(form.out.strip()).name == "plan_2024_firma_al_2024_04_15_2359_fila_2.xlsx"


def test_a_submitted_cut_off_is_shown_as_it_was_closed_last(worked_file: Path, run: Run) -> None:
    first = json.loads(run("status", worked_file, "--month", "2", "--json").out)
    assert run("close", worked_file, "feb").code == 0
    assert run("reopen", worked_file, "feb", "--reason", "faltaba un soporte").code == 0
    assert run("set", worked_file, "4.efectivas@feb=90.000").code == 0
    assert run("edit", worked_file, "2.weight=12%").code == 0
    shown = json.loads(run("status", worked_file, "--submitted", "feb", "--json").out)
    assert (
        shown["compliance"] == first["compliance"] != json.loads(run("status", worked_file, "--json").out)["compliance"]
    )
    assert (shown["month"], shown["as_of"]["submitted"]) == (2, 2)
    text = run("status", worked_file, "--submitted", "feb").out.splitlines()
    assert text[0].startswith("Corte de febrero como se presentó el ")
    assert text[1].endswith("corte: febrero")
    assert run("get", worked_file, "4.efectivas@feb", "--submitted", "2").out == "4.efectivas@2 95.500\n"
    book = Path(run("export", worked_file, "--submitted", "feb").out.strip())
    assert book.name.startswith("plan_2024_feb_presentado_fila_")
    assert "Corte de febrero como se presentó" in run("import", worked_file, book).err
    assert run("close", worked_file, "feb").code == 0
    again = json.loads(run("status", worked_file, "--submitted", "feb", "--json").out)
    assert again["compliance"] != first["compliance"], "closed anew, with the correction"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["--submitted", "mar"], 1, "marzo no tiene corte presentado; tienen: febrero."),
        (["--submitted", "feb", "--month", "mar"], 2, "--submitted ya dice de qué mes es el corte"),
        (["--submitted", "feb", "--seq", "1"], 2, "no van juntos"),
    ],
)
def test_a_cut_off_that_was_not_submitted_is_said(
    worked_file: Path, run: Run, words: list[str], code: int, sentence: str
) -> None:
    assert run("close", worked_file, "feb").code == 0
    outcome = run("status", worked_file, *words)
    assert (outcome.code, outcome.out) == (code, "")
    assert sentence in outcome.err

"""Several plans in one command line: each is named, and a bad one hides none of the others."""

import csv
import errno
import io
import json
import os
import shutil
import signal
from functools import partial
from pathlib import Path

import pytest

from command import Run
from plans import plan_2024
from scoring.arithmetic.rollup import score
from scoring.model.fields import Field, FieldChange
from store import open_store
from tui.cli.shared import processes, several
from tui.cli.status_formats import nagios

forks = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
"""Threads are those of whatever runs the tests: the program has none where it forks."""


@pytest.fixture
def other_file(worked_file: Path) -> Path:
    """Return a second plan, a copy of the worked example."""
    return Path(shutil.copy(worked_file, worked_file.with_name("plan_otro.json")))


@pytest.fixture
def bad_file(worked_file: Path) -> Path:
    """Return a file that is no plan."""
    bad = worked_file.with_name("malo.json")
    bad.write_text("hola", encoding="utf-8")
    return bad


@pytest.mark.parametrize(
    ("verb", "said"),
    [("pending", "6.m3@mar"), ("check", "N° 10: no tiene responsable"), ("verify", "sano, ")],
)
def test_what_is_said_names_its_file(run: Run, worked_file: Path, other_file: Path, verb: str, said: str) -> None:
    words = ("--month", "3") if verb == "pending" else ()
    lines = run(verb, worked_file, other_file, *words).out.splitlines()
    for path in (worked_file, other_file):
        assert any(line.startswith(f"{path}: {said}") for line in lines), lines


@pytest.mark.parametrize("verb", ["status", "pending", "check", "verify", "backup"])
def test_a_bad_file_hides_none_of_the_others(
    run: Run, worked_file: Path, bad_file: Path, other_file: Path, verb: str
) -> None:
    alone = run(verb, worked_file)
    outcome = run(verb, worked_file, bad_file, other_file)
    assert outcome.code == 1
    assert outcome.err.startswith("plan: ")
    assert bad_file.name in outcome.err
    assert outcome.out.count("\n") >= 2 * alone.out.count("\n")


def test_several_plans_are_backed_up_into_one_folder(run: Run, worked_file: Path, other_file: Path) -> None:
    folder = worked_file.with_name("copias")
    outcome = run("backup", worked_file, other_file, folder)
    assert outcome.code == 0
    copies = [Path(line.partition(": ")[2]) for line in outcome.out.splitlines()]
    assert [copy.parent for copy in copies] == [folder, folder]
    assert all(run("verify", copy).code == 0 for copy in copies)


def test_json_of_several_names_the_files(run: Run, worked_file: Path, other_file: Path, bad_file: Path) -> None:
    for verb, key in (("pending", "pending"), ("check", "doubts")):
        alone = json.loads(run(verb, worked_file, "--json").out)
        outcome = run(verb, worked_file, bad_file, other_file, "--json")
        assert json.loads(outcome.out) == {
            "plans": [{"file": str(path), key: alone} for path in (worked_file, other_file)]
        }


@pytest.mark.parametrize(("month", "code"), [("12", 2), ("3", 1)])
def test_a_monitor_tells_the_worst_and_shows_the_good_ones(
    run: Run, worked_file: Path, bad_file: Path, month: str, code: int
) -> None:
    outcome = run("status", "--monitor", bad_file, worked_file, "--month", month)
    assert outcome.code == code
    assert outcome.out.startswith(f"PLAN {('', 'WARNING', 'CRITICAL')[code]} - FACTURACIÓN Y COBRANZA 2024")
    assert bad_file.name in outcome.out.partition(" | ")[0]
    assert "compliance_" in outcome.out.partition(" | ")[2]
    assert len(outcome.out.splitlines()) == 1


def test_not_to_know_is_worse_than_ok() -> None:
    before_january = score(plan_2024(), 0)
    assert nagios.report([nagios.watched(before_january)])[1] == 0
    line, code = nagios.report([nagios.watched(before_january)], ["malo.json: a|b\nc"])
    assert code == 3
    assert line.startswith("PLAN UNKNOWN - FACTURACIÓN Y COBRANZA 2024: nada programado todavía; malo.json: a/b c | ")


@pytest.mark.parametrize("name", ["=1+1", "+57 1", "-x", "@SUM(A1)", "\tx"])
@pytest.mark.parametrize(("form", "delimiter"), [("--csv", ","), ("--csv=es", ";")])
def test_a_text_that_begins_a_formula_is_neutral_in_csv(
    run: Run, plan_file: Path, name: str, form: str, delimiter: str
) -> None:
    open_store(plan_file).commit([FieldChange(Field("4", "name"), name)])
    rows = list(csv.reader(io.StringIO(run("status", plan_file, form).out), delimiter=delimiter))
    cells = {cell for row in rows for cell in row}
    assert f"'{name}" in cells
    assert name not in cells


def test_a_csv_for_people_has_the_figures_as_they_are_shown(run: Run, worked_file: Path) -> None:
    outcome = run("status", worked_file, "--csv=es", "--month", "3")
    rows = list(csv.DictReader(io.StringIO(outcome.out.removeprefix("\ufeff")), delimiter=";"))
    assert outcome.out.startswith("\ufeffArchivo;Año;Corte;")
    assert [rows[0][name] for name in ("Cumplimiento", "Avance", "Nivel", "Pendientes")] == [
        "89,1 %",
        "22,5 %",
        "amarillo",
        "1",
    ]
    billed = next(row for row in rows if row["N°"] == "1" and row["Qué es"] == "indicador")
    assert (billed["Meta"], billed["Unidad"], billed["Cumplimiento"]) == ("53.090.367.849", "COP", "97,9 %")


def test_a_csv_is_in_one_of_two_forms(run: Run, worked_file: Path) -> None:
    assert run("status", "--csv", worked_file, "--month", "3").out.startswith("file,year,month,node")
    assert run("status", "--csv=fr", worked_file).code == 2


@forks
def test_many_plans_are_answered_in_their_order_whichever_process_reads_them(
    run: Run, worked_file: Path, bad_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [Path(shutil.copy(worked_file, worked_file.with_name(f"plan_{number}.json"))) for number in range(5)]
    open_store(paths[3]).commit([FieldChange(Field("4", "name"), "otro nombre")])
    paths.insert(2, bad_file)
    for form in ((), ("--json",), ("--csv",), ("--csv=es",), ("--monitor",), ("--where", "responsable=Jefe")):
        alone = run("status", *paths, *form)
        with monkeypatch.context() as patch:
            patch.setattr(several, "MANY", 2)
            patch.setattr(processes, "_AT_ONCE", 1)
            assert run("status", *paths, *form) == alone
        assert alone.code


@forks
def test_many_plans_are_read_by_other_processes(worked_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(several, "MANY", 2)
    read, whole = several.read_many([worked_file, worked_file], _process)
    assert whole
    assert os.getpid() not in {process for _path, process in read}


def _process(path: Path, _tell: several.Tell) -> int:
    """Return which process reads the file."""
    assert path.exists()
    return os.getpid()


@forks
def test_an_earlier_state_among_many_plans_is_told(
    run: Run, worked_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(several, "MANY", 2)
    other = Path(shutil.copy(worked_file, worked_file.with_name("plan_otro.json")))
    open_store(other).commit([FieldChange(Field("4", "name"), "otro nombre")])
    assert run("status", worked_file, other).err == ""
    shutil.copy(worked_file, other)
    outcome = run("status", worked_file, other)
    assert "plan_otro.json» es un estado anterior" in outcome.err
    assert outcome.err.count("\n") == 1


def test_without_other_processes_many_plans_are_read_in_this_one(
    run: Run, worked_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_words: object) -> None:
        raise OSError(errno.ENOSYS, "no semaphores")

    alone = run("status", worked_file, worked_file)
    monkeypatch.setattr(several, "MANY", 2)
    monkeypatch.setattr(processes, "get_context", refused)
    assert run("status", worked_file, worked_file) == alone


@forks
def test_what_a_process_that_was_ended_has_not_read_is_read_in_this_one(
    worked_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(several, "MANY", 2)
    read, whole = several.read_many([worked_file] * 20, partial(_ended, os.getpid()))
    assert whole
    assert [process for _path, process in read] == [os.getpid()] * 20


def _ended(here: int, _path: Path, _tell: several.Tell) -> int:
    """End any process but the one with the number `here`."""
    if os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return here

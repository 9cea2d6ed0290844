"""What can only be seen from outside: several processes at once, what is loaded, what a pipe gets."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from command import Run

PLAN = [sys.executable, "-m", "tui"]
ROOT = Path(__file__).parents[3]
WRITERS, EDITS = 8, 6


def test_eight_processes_editing_at_once_lose_nothing(run: Run, plan_file: Path) -> None:
    script = (
        "import sys; from tui.__main__ import main\n"
        f"for edit in range({EDITS}):\n"
        "    assert main(['set', sys.argv[1], f'{sys.argv[2]}@{edit + 1}={sys.argv[3]}{edit}']) == 0\n"
    )
    cells = ("1", "2.urbanos", "2.veredales", "3", "5", "6", "11", "12")
    writers = [
        subprocess.Popen([sys.executable, "-c", script, plan_file, cell, str(number)], cwd=ROOT, stderr=subprocess.PIPE)
        for number, cell in enumerate(cells, 1)
    ]
    for writer in writers:
        _out, err = writer.communicate(timeout=120)
        assert writer.returncode == 0, err.decode()
    for number, cell in enumerate(cells, 1):
        held = run("get", plan_file, *(f"{cell}@{edit + 1}" for edit in range(EDITS))).out.split()[1::2]
        assert held == [f"{number}{edit}" for edit in range(EDITS)]
    rows = json.loads(run("history", plan_file, "--json").out)
    assert [row["seq"] for row in rows] == list(range(1, WRITERS * EDITS + 1))
    assert run("verify", plan_file).code == 0


@pytest.mark.parametrize(
    ("words", "absent"),
    [
        (["--version"], {"argparse", "babel", "openpyxl", "scoring", "store", "textual", "tinydb"}),
        (
            ["status", "plan_2024.json"],
            {"asyncio", "dataclasses", "difflib", "openpyxl", "orjson", "rich", "subprocess", "textual"},
        ),
    ],
)
def test_a_command_loads_only_what_it_needs(words: list[str], absent: set[str]) -> None:
    script = f"import sys; from tui.__main__ import main; main({words}); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert not loaded & absent


def test_a_look_at_the_status_loads_nothing_that_writes_or_searches() -> None:
    command = "from tui.__main__ import main; main(['status', 'plan_2024.json'])"
    script = f"import sys; {command}; print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name for name in done.stderr.split() if name.startswith(("store.", "scoring."))}
    readers = {"documents", "file", "history", "errors", "file_store", "loaded"}
    assert {name.split(".")[1] for name in loaded if name.startswith("store.")} == readers
    assert len([name for name in loaded if name.startswith("store.")]) <= 23
    assert not loaded & {
        "scoring.entry.acceptance",
        "scoring.model.fields",
        "store.documents.fields",
        "store.history.conflicts",
        "store.history.queries",
        "store.history.definition_replay",
        "store.history.undo",
        "store.file.segments",
    }


def test_a_closed_pipe_is_no_error(plan_file: Path) -> None:
    reader = f"{sys.executable} -m tui status {plan_file} --json | head -n 1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {reader}"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("{\n", "")


def shell(line: str, folder: Path) -> tuple[int, str]:
    """Run a line of the shell in which `plan` is the program; return its code and what it says on standard error."""
    script = f'plan() {{ PYTHONPATH={ROOT} {sys.executable} -m tui "$@"; }}; {line}'
    done = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


UNWRITTEN = "plan: no se puede escribir en la salida: "
DONE_UNTOLD = "plan: quedó hecho; solo no se puede escribir en la salida: "


@pytest.mark.parametrize("to", [">&-", ">/dev/full"])
@pytest.mark.parametrize(
    "line",
    ["status", "status --json", "get 1", "history", "restore --list", "verify", "check", "--version", "-h"],
)
def test_an_output_that_takes_nothing_is_said_in_one_sentence(worked_file: Path, line: str, to: str) -> None:
    code, said = shell(f"plan {line} {to}", worked_file.parent)
    assert code == 1
    assert said.startswith(UNWRITTEN)
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("to", [">&-", ">/dev/full"])
@pytest.mark.parametrize(
    ("line", "made"), [("backup", "respaldos/*.json"), ("demo x", "x/*.json"), ("export", "*.xlsx")]
)
def test_what_is_done_is_done_though_the_output_takes_nothing(worked_file: Path, line: str, made: str, to: str) -> None:
    code, said = shell(f"plan {line} {to}", worked_file.parent)
    assert code == 0
    assert said.startswith(DONE_UNTOLD)
    assert list(worked_file.parent.glob(made))


def bill(book: Path, amount: int) -> None:
    """Have a workbook of the worked example say that another amount was billed in March."""
    workbook = load_workbook(book)
    held = [cell for row in workbook["Seguimiento"].iter_rows() for cell in row if cell.value == 4_500_000_000]
    held[0].value = amount
    workbook.save(book)


def test_an_import_is_done_though_the_output_takes_nothing(run: Run, worked_file: Path) -> None:
    book = Path(run("export", worked_file, "--month", "3").out.strip())
    bill(book, 4_600_000_000)
    looked, said = shell(f"plan import {book.name} --dry-run >/dev/full", worked_file.parent)
    assert (looked, said.startswith(UNWRITTEN)) == (1, True)
    done, said = shell(f"plan import {book.name} >/dev/full", worked_file.parent)
    assert (done, DONE_UNTOLD in said) == (0, True)
    assert run("get", worked_file, "1@mar").out == "1.facturado@3 4.600.000.000\n"


@pytest.mark.parametrize("to", [">&-", ">/dev/full", "| true"])
def test_what_is_wrong_is_said_though_the_output_takes_nothing(run: Run, worked_file: Path, to: str) -> None:
    book = Path(run("export", worked_file, "--month", "3").out.strip())
    bill(book, 4_600_000_000)
    run("set", worked_file, "1@mar=4.400.000.000")
    _code, said = shell(f"plan import {book.name} {to}", worked_file.parent)
    assert said.startswith("plan: No se importó nada")
    assert len(said.splitlines()) == 1


def test_a_monitor_whose_output_takes_nothing(tmp_path: Path) -> None:
    code, said = shell("plan status --monitor no.json >/dev/full", tmp_path)
    assert (code, said.startswith(UNWRITTEN)) == (1, True)


@pytest.mark.parametrize("to", [">&-", ">/dev/full"])
def test_what_prints_nothing_misses_no_output(worked_file: Path, to: str) -> None:
    code, said = shell(f"plan set 1@mar=4.400.000.000 {to}", worked_file.parent)
    assert (code, said) == (0, "1.facturado@3: 4.500.000.000 → 4.400.000.000\n")


@pytest.mark.parametrize("closed", ["2>&-", "<&-", "<&- 2>&-"])
def test_other_streams_may_be_closed(worked_file: Path, closed: str) -> None:
    assert shell(f"plan status --month 3 {closed} >aqui.txt", worked_file.parent) == (0, "")
    assert "Cumplimiento" in worked_file.with_name("aqui.txt").read_text(encoding="utf-8")
    assert shell(f"plan set 1@abr=4.400.000.000 {closed} >otro.txt", worked_file.parent)[0] == 0
    assert worked_file.with_name("otro.txt").read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("line", ["history", "check", "-h", "status --csv"])
def test_whoever_reads_only_the_head_hears_of_no_error(worked_file: Path, line: str) -> None:
    assert shell(f"set -o pipefail; plan {line} | head -n 1 >/dev/null", worked_file.parent)[1] == ""


def test_without_a_terminal_the_status_is_printed(plan_file: Path) -> None:
    done = subprocess.run(
        [*PLAN, plan_file], cwd=ROOT, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL
    )
    assert "Cumplimiento" in done.stdout
    assert "no es un terminal" in done.stderr
    assert "\x1b" not in done.stdout


def test_the_file_defaults_to_the_one_named_in_the_environment(plan_file: Path, tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    command = [
        sys.executable,
        "-c",
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from tui.__main__ import main; sys.exit(main())",
    ]
    environment = {"PLAN_FILE": str(plan_file), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [*command, "get", "1@ene"], cwd=away, capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout == "1.facturado@1\n"
    (away / "plan_2024.json").write_bytes(plan_file.read_bytes())
    done = subprocess.run(
        [*command, "set", "1@ene=5"], cwd=away, capture_output=True, text=True, check=True, env={"PATH": "/usr/bin"}
    )
    assert b'"value":"5"' in (away / "plan_2024.json").read_bytes()

"""`plan status` in each of its forms."""

import csv
import io
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from command import Run

PLAN_LINES = {
    "1": (97.95, 24.49), "2": (92.52, 23.13), "3": (100.00, 30.30), "4": (98.97, 24.74), "5": (99.16, 24.79),
    "6": (65.81, 16.45), "7": (80.00, 20.00), "8": (0.00, 0.00), "9": (65.27, 16.32), "10": (93.71, 23.43),
    "11": (93.33, 23.33), "12": (93.57, 23.39), "13": (100.00, 25.00), "O3": (94.74, 23.68),
}  # fmt: skip
"""Compliance and progress of the worked example, as percentages."""


def status(run: Run, *words: str | Path) -> dict[str, Any]:
    outcome = run("status", *words, "--json")
    assert outcome.code == 0
    whole: dict[str, Any] = json.loads(outcome.out)
    return whole


def test_the_worked_example_comes_out_as_the_table_says(run: Run, worked_file: Path) -> None:
    whole = status(run, worked_file, "--month", "3")
    lines = {line["id"]: line for objective in whole["objectives"] for line in objective["indicators"]}
    shown = {id_: (round(line["compliance"] * 100, 2), round(line["progress"] * 100, 2)) for id_, line in lines.items()}
    assert shown == PLAN_LINES
    assert [round(o["compliance"] * 100, 2) for o in whole["objectives"]] == [90.52, 83.67, 97.37]
    assert (whole["programmed"], round(whole["progress"], 4), round(whole["compliance"], 4)) == (0.25, 0.225, 0.8915)
    assert (whole["level"], whole["pending"], whole["month"]) == ("yellow", 1, 3)


def test_json_has_full_precision(run: Run, worked_file: Path) -> None:
    lines = {
        line["id"]: line for o in status(run, worked_file, "--month", "3")["objectives"] for line in o["indicators"]
    }
    assert lines["4"]["result"] == pytest.approx(285_700 / 291_600, abs=1e-15)
    assert lines["9"]["raw"] == pytest.approx(2 - (6_800_000_000 / 6_370_826_533 - 1) / 0.05, abs=1e-12)


def test_json_says_null_where_there_is_no_value(run: Run, plan_file: Path) -> None:
    whole = status(run, plan_file, "--month", "1")
    lines = {line["id"]: line for objective in whole["objectives"] for line in objective["indicators"]}
    assert lines["1"]["result"] is None
    assert lines["1"]["compliance"] == 0
    assert (lines["4"]["months_due"], lines["4"]["months_reported"]) == (1, 0)


def test_several_files_come_as_a_list(run: Run, plan_file: Path, worked_file: Path) -> None:
    whole = status(run, plan_file, worked_file, "--month", "3")
    assert [plan["file"] for plan in whole["plans"]] == [str(plan_file), str(worked_file)]


def test_csv_has_a_row_for_every_node(run: Run, worked_file: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("status", worked_file, "--month", "3", "--csv").out)))
    assert [row["node"] for row in rows].count("indicator") == 14
    assert [row["node"] for row in rows].count("objective") == 3
    assert round(float(rows[0]["compliance"]), 4) == 0.8915
    assert rows[0]["pending"] == "1"


def test_the_text_is_a_glance_at_80_columns(run: Run, worked_file: Path) -> None:
    outcome = run("status", worked_file, "--month", "3")
    assert max(map(len, outcome.out.splitlines())) <= 80
    assert "\x1b" not in outcome.out
    golden = Path(__file__).with_name("status.txt").read_text(encoding="utf-8")
    assert outcome.out == golden


def test_the_text_says_what_rose_and_fell_against_the_month_before(run: Run, worked_file: Path) -> None:
    told = run("status", worked_file, "--month", "3").out
    assert "Frente a febrero ▼ -2,3\n  suben: N° 7 +30,0, N° 12 +11,5," in told
    assert "bajan: N° 9 -34,7, N° 6 -32,9, objetivo 2 -7,0\n" in told
    assert "Frente a" not in run("status", worked_file, "--month", "1").out
    risen = run("status", worked_file, "--month", "2", "--ascii").out
    assert "Frente a enero ^ +" in risen
    assert "!" not in risen.split("Frente a enero")[1].splitlines()[0]


def test_a_status_on_a_terminal_is_not_coloured(run: Run, worked_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert "\x1b" not in run("status", worked_file, "--month", "3").out


def test_the_provisional_view_is_named_as_such(run: Run, worked_file: Path) -> None:
    outcome = run("status", worked_file, "--month", "3", "--provisional")
    assert "vista provisional" in outcome.out
    assert status(run, worked_file, "--month", "3", "--provisional")["compliance"] > 0.8915


@pytest.mark.parametrize(("least", "code"), [("89,1", 0), ("89,2", 1), ("90 %", 1), ("50", 0)])
def test_fail_below_compares_what_is_shown(run: Run, worked_file: Path, least: str, code: int) -> None:
    assert run("status", worked_file, "--month", "3", "--fail-below", least).code == code


@pytest.mark.parametrize(("month", "code", "word"), [("3", 1, "WARNING"), ("12", 2, "CRITICAL")])
def test_a_monitor_reads_one_line_and_a_code(run: Run, worked_file: Path, month: str, code: int, word: str) -> None:
    outcome = run("status", worked_file, "--month", month, "--monitor")
    assert outcome.code == code
    assert outcome.out.startswith(f"PLAN {word} - ")
    assert len(outcome.out.splitlines()) == 1
    assert "| compliance=" in outcome.out


def test_the_labels_of_two_copies_of_a_plan_differ(run: Run, worked_file: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(worked_file, tmp_path / "copia.json"))
    said = run("status", worked_file, copy, "--month", "3", "--monitor").out
    labels = [figure.partition("=")[0] for figure in said.partition(" | ")[2].split()]
    assert len(set(labels)) == len(labels) == 6
    assert labels[0] == "compliance_facturacion-y-cobranza-2024"


@pytest.mark.parametrize(("least", "code"), [("50", 0), ("99", 1)])
def test_a_monitor_that_is_well_may_still_be_below(run: Run, worked_file: Path, least: str, code: int) -> None:
    outcome = run("status", worked_file, "--month", "2", "--monitor", "--fail-below", least)
    assert outcome.out.startswith("PLAN OK - ")
    assert outcome.code == code


def test_a_monitor_that_cannot_tell_says_unknown(run: Run, tmp_path: Path) -> None:
    outcome = run("status", tmp_path / "no.json", "--monitor")
    assert outcome.code == 3
    assert outcome.out.startswith("PLAN UNKNOWN - ")
    assert run("status", "--monitor", "--nonsense").code == 3


def test_a_past_year_is_cut_off_in_december(run: Run, plan_file: Path) -> None:
    assert status(run, plan_file)["month"] == 12


def test_one_file_that_cannot_be_read_does_not_hide_the_others(run: Run, worked_file: Path, tmp_path: Path) -> None:
    outcome = run("status", worked_file, tmp_path / "no.json", "--month", "3")
    assert outcome.code == 1
    assert "no.json" in outcome.err
    assert "FACTURACIÓN Y COBRANZA" in outcome.out

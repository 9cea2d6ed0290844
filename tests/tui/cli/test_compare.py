"""`plan compare`: what moved the plan, between months and against an earlier moment, in text and as JSON."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from command import Run


def told(run: Run, *words: str | Path) -> list[str]:
    outcome = run("compare", *words)
    assert outcome.code == 0, outcome.err
    return outcome.out.splitlines()


def shown_points(lines: list[str]) -> tuple[Decimal, Decimal]:
    """Return what the indicators' points add up to as they are shown, and the plan's."""
    figures = [match for line in lines if (match := re.match(r" +([+-]?\d+,\d\d)  +(.*)", line))]
    *own, whole = (Decimal(match[1].replace(",", ".")) for match in figures)
    assert figures[-1][2] == "PLAN"
    return sum(own, Decimal(0)), whole


def test_by_default_with_the_month_before(worked_file: Path, run: Run) -> None:
    lines = told(run, worked_file, "--month", "mar")
    assert lines[0] == " febrero → marzo"
    assert lines[1] == " Cumplimiento 91,39 % → 89,15 %   -2,24 puntos"
    assert shown_points(lines) == (Decimal("-2.24"), Decimal("-2.24"))
    [heaviest, cause] = lines[4:6]
    assert heaviest == "   -4,86   9 Cartera total                                   100,00 % → 65,27 %"
    assert cause.strip() == "saldo@mar 6.800.000.000"
    assert "             sin reportar: m3@mar" in lines
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("other", ["ene", "feb", "dic"])
def test_with_any_other_month_the_shown_points_add_up(worked_file: Path, run: Run, other: str) -> None:
    own, whole = shown_points(told(run, worked_file, "--month", "mar", "--with", other))
    assert own == whole


def test_with_an_earlier_moment_corrections_and_weights_are_the_causes(worked_file: Path, run: Run) -> None:
    newest = len(json.loads(run("history", worked_file, "--json").out))
    assert run("set", worked_file, "4.efectivas@mar=48.000").code == 0
    assert run("edit", worked_file, "2.weight=12%").code == 0
    lines = told(run, worked_file, "--month", "mar", "--seq", str(newest))
    assert re.fullmatch(rf" Como quedó con la fila {newest}, el .* → hoy, corte marzo", lines[0])
    text = "\n".join(lines)
    assert "efectivas@mar 96.200 → 48.000" in text
    assert "peso 10 % → 12 %" in text
    assert "por los pesos +" in text
    own, whole = shown_points(lines)
    assert own == whole < 0


def test_as_json_the_points_of_the_nodes_add_up(worked_file: Path, run: Run) -> None:
    assert run("edit", worked_file, "2.weight=12%", "objective.1.weight=45%").code == 0
    plain = json.loads(run("compare", worked_file, "--month", "3", "--seq", "1", "--json").out)
    assert plain["plan"] == pytest.approx(sum(node["points"] for node in plain["nodes"]), abs=1e-12)
    assert plain["plan"] == pytest.approx(plain["to"]["compliance"] - plain["from"]["compliance"], abs=1e-12)
    assert plain["from"]["as_of"]["seq"] > 0
    assert "as_of" not in plain["to"]
    assert [abs(node["points"]) for node in plain["nodes"]] == sorted(
        (abs(node["points"]) for node in plain["nodes"]), reverse=True
    )
    assert plain["fields"] == [{"field": "objective.1.weight", "from": "0.40", "to": "0.45"}]
    second = next(node for node in plain["nodes"] if node["id"] == "2")
    assert second["fields"] == [{"field": "2.weight", "from": "0.10", "to": "0.12"}]
    figures = json.loads(run("compare", worked_file, "--month", "3", "--json").out)
    ninth = next(node for node in figures["nodes"] if node["id"] == "9")
    assert ninth["cells"] == [{"cell": "9.saldo@3", "from": None, "to": "6800000000"}]


def test_by_default_with_the_close_before_and_what_was_corrected_since(worked_file: Path, run: Run) -> None:
    assert run("close", worked_file, "feb").code == 0
    assert run("reopen", worked_file, "feb", "--indicator", "4", "--reason", "error de lectura").code == 0
    assert run("set", worked_file, "4.efectivas@feb=90.000").code == 0
    lines = told(run, worked_file, "--month", "mar")
    head = " ".join(" ".join(lines[:2]).split())
    assert re.match(r"Corte de febrero como se presentó el .*, corte febrero → hoy, corte marzo", head)
    assert "efectivas@feb 95.500 → 90.000" in "\n".join(lines)
    own, whole = shown_points(lines)
    assert own == whole
    assert told(run, worked_file, "--month", "feb")[0] == " enero → febrero", "no close before February"
    assert told(run, worked_file, "--month", "mar", "--with", "feb")[0] == " febrero → marzo"
    named = run("compare", worked_file, "--month", "mar", "--submitted", "2", "--json")
    assert json.loads(named.out)["from"]["as_of"]["submitted"] == 2
    assert json.loads(named.out)["to"]["month"] == 3


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["--with", "2", "--seq", "1"], 2, "no van juntos"),
        (["otro.json"], 2, "un solo plan"),
        (["--at", "2023-01-01"], 1, "antes no había plan"),
    ],
)
def test_what_cannot_be_compared_is_said(
    worked_file: Path, run: Run, words: list[str], code: int, sentence: str
) -> None:
    outcome = run("compare", worked_file, *words)
    assert (outcome.code, outcome.out) == (code, "")
    assert sentence in outcome.err


def test_nothing_moved_is_said(worked_file: Path, run: Run) -> None:
    assert (
        told(run, worked_file, "--month", "3", "--with", "3")[-1] == " Nada se movió: las mismas cifras, pesos y metas."
    )

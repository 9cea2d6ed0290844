"""Numbers that no plan holds: refused where they are typed, and called damage with their cell where a file has them."""

import json
from pathlib import Path
from typing import Any

import pytest

from command import Run

READING: tuple[tuple[str, ...], ...] = (
    ("status",), ("status", "--json"), ("status", "--csv"), ("status", "--csv=es"), ("status", "--month", "12"),
    ("pending",), ("explain", "1"), ("explain", "4"), ("history",), ("check",), ("get", "4"), ("verify",), ("export",),
)  # fmt: skip


def rewrite(path: Path, table: str, id_: str, **fields: Any) -> None:
    tables = json.loads(path.read_text())
    tables[table][id_].update(fields)
    path.write_text(json.dumps(tables))


@pytest.mark.parametrize("figure", ["9" * 87 + ".9", "9" * 95, "9" * 87 + ",9", "9" * 1_000_000, "0," + "0" * 60 + "1"])
def test_a_figure_typed(run: Run, plan_file: Path, figure: str) -> None:
    before = plan_file.read_bytes()
    outcome = run("set", plan_file, f"4.efectivas@mar={figure}")
    assert (outcome.code, outcome.out) == (1, "")
    assert "4.efectivas@mar: «" in outcome.err
    assert len(outcome.err) < 160
    assert plan_file.read_bytes() == before


@pytest.mark.parametrize("words", READING, ids=" ".join)
@pytest.mark.parametrize("figure", ["9" * 95, "9" * 1_000_000, "-0." + "0" * 80 + "1", "1E+999999", "NaN", "Infinity"])
def test_a_figure_in_a_file(run: Run, plan_file: Path, words: tuple[str, ...], figure: str) -> None:
    rewrite(plan_file, "cells", "10101", value=figure)
    outcome = run(words[0], plan_file, *words[1:])
    assert outcome.code == 1
    assert not outcome.out or words == ("verify",)  # which says there what can be salvaged
    assert "1.facturado@1: «" in outcome.err
    assert len(outcome.err) < 400


@pytest.mark.parametrize("words", READING, ids=" ".join)
@pytest.mark.parametrize(
    ("table", "fields"),
    [
        ("objectives", {"weight": "99999999999999999999"}),
        ("indicators", {"weight": "9" * 30}),
        ("indicators", {"weight": "0." + "0" * 29 + "1"}),
        ("indicators", {"target": "-" + "9" * 30}),
        ("indicators", {"target": "0." + "0" * 29 + "1"}),
        ("indicators", {"programme": ["9" * 30, "0." + "0" * 29 + "1", *["0"] * 10]}),
        ("indicators", {"thresholds": dict.fromkeys(("green", "yellow", "over"), "9" * 30)}),
        ("indicators", {"expression": "*".join(["facturado"] * 90)}),
    ],
)
def test_the_definition_at_its_bounds(
    run: Run, worked_file: Path, words: tuple[str, ...], table: str, fields: dict[str, Any]
) -> None:
    rewrite(worked_file, table, "1", **fields)
    outcome = run(words[0], worked_file, *words[1:])
    assert outcome.code == (1 if words[0] in {"check", "verify"} else 0), outcome.err
    assert outcome.out
    assert "Infinity" not in outcome.out


@pytest.mark.parametrize(
    ("table", "fields", "sentence"),
    [
        ("objectives", {"weight": "9" * 31}, "objectives/1"),
        ("indicators", {"target": "1E+999999"}, "indicators/1"),
        ("indicators", {"programme": ["9" * 95] * 12}, "indicators/1"),
        ("indicators", {"expression": f"facturado * {'9' * 95}"}, "indicador 1"),
        ("indicators", {"start": "0000-01-01"}, "indicators/1"),
        ("indicators", {"end": "9999-12-31"}, "indicador 1"),
        ("plan", {"year": 0}, "plan/1"),
        ("plan", {"year": 10**17}, "plan/1"),
        ("plan", {"thresholds": {"green": "NaN", "yellow": "0", "over": "1"}}, "plan/1"),
    ],
)
def test_a_definition_beyond_its_bounds(
    run: Run, plan_file: Path, table: str, fields: dict[str, Any], sentence: str
) -> None:
    rewrite(plan_file, table, "1", **fields)
    for words in (("status",), ("check",), ("export",)):
        outcome = run(*words, plan_file)
        assert (outcome.code, outcome.out) == (1, "")
        assert sentence in outcome.err
        assert len(outcome.err) < 400

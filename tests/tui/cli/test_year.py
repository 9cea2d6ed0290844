"""A plan's year acted out by commands: drawn up, signed, reported, closed, corrected, amended, carried on."""

import json
from pathlib import Path
from typing import Any

from command import Outcome, Run
from plans import WORKED_EXAMPLE
from scoring.arithmetic.rollup import score
from scoring.model.acts import close_of
from scoring.year.submitted import submitted_figures
from store import open_store

MONTHS = ("ene", "feb", "mar")
ROLES = ("elaboró", "revisó", "aprobó")


def test_a_year(run: Run, plan_file: Path) -> None:
    def done(*words: str | Path) -> Outcome:
        outcome = run(words[0], plan_file, *words[1:])
        assert outcome.code == 0, outcome.err
        return outcome

    def status(month: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(done("status", "--month", month, "--json").out)
        return found

    def signed(*words: str) -> None:
        for role in ROLES:
            done("sign", "--as", role, *words)

    # A draft, in which everything changes without a reason.
    assert (status("mar")["stage"], status("mar")["version"]) == ("draft", 0)
    done("edit", "2.weight=12%", "3.weight=8%")
    signed()
    assert (status("mar")["stage"], status("mar")["version"]) == ("in_force", 1)

    # January to March, each closed at its end.
    done("set", "7.base=50.000.000", "8.base=400")
    for place, month in enumerate(MONTHS):
        done("set", *[f"{address}@{month}={row[place]}" for address, row in WORKED_EXAMPLE.items() if row[place]])
        due = [item["due"] for item in json.loads(done("pending", "--month", month, "--json").out)]
        for item in json.loads(done("pending", "--month", month, "--json").out):
            if item["due"] == "remark":
                done(
                    "remark",
                    f"{item['indicator']}@{month}",
                    "--analysis",
                    "Lo que pasó.",
                    "--action",
                    "Lo que se hará.",
                )
        assert "remark" not in [item["due"] for item in json.loads(done("pending", "--month", month, "--json").out)]
        assert due == sorted(due, key=["baseline", "figure", "remark", "close", "sign_off"].index)
        done("close", month)
        signed("--month", month)
    plan = open_store(plan_file).load().plan
    submitted = close_of(plan, 3)
    assert submitted is not None
    assert submitted.figures == submitted_figures(score(plan, 3))
    assert (submitted.version, submitted.missing.figures, submitted.missing.remarks) == (1, 1, 0)

    # A correction in March, seen beside what was submitted until the next close.
    assert run("set", plan_file, "4.efectivas@mar=90.000").code == 1
    done("reopen", "mar", "--indicator", "4", "--reason", "faltaba un ciclo")
    done("set", "4.efectivas@mar=90.000")
    assert status("mar")["submitted"]["corrections"] == ["4.efectivas@3"]
    assert "Presentado en marzo 89,1 %, hoy " in done("status", "--month", "mar").out
    assert close_of(open_store(plan_file).load().plan, 3) == submitted
    done("close", "mar")
    assert "ya no cubre lo vigente" in done("signatures").out
    signed("--month", "mar")
    assert "ya no cubre lo vigente" not in done("signatures").out

    # An amendment: with a reason, pending until the same roles sign it.
    assert run("edit", plan_file, "9.target=4%").code == 1
    done("edit", "9.target=4%", "--reason", "comité del 3 de abril")
    assert status("mar")["pending_amendment"]
    assert "modificación pendiente de aprobación" in done("status").out
    due = [item for item in json.loads(done("pending", "--month", "mar", "--json").out) if item["due"] == "sign_off"]
    assert [item["role"] for item in due] == ["Elaboró", "Revisó", "Aprobó"]
    signed()
    assert (status("mar")["pending_amendment"], status("mar")["version"]) == (False, 2)

    # December closes the plan, and next year's begins as a draft of its own.
    done("close", "dic")
    assert (status("dic")["stage"], status("dic")["closed_through"]) == ("closed", 12)
    assert run("set", plan_file, "4.efectivas@nov=1").code == 1
    assert "Cerrado, versión 2" in done("status").out
    done("verify")
    following = plan_file.with_name("plan_2025.json")
    assert run("new", following, "--from", plan_file, "--year", "2025").code == 0
    begun = json.loads(run("status", following, "--month", "1", "--json").out)
    assert (begun["year"], begun["stage"], begun["version"], begun["closed_through"]) == (2025, "draft", 0, 0)
    assert open_store(following).load().plan.acts == {}

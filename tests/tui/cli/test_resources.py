"""Money on the command line: set, got, told, and shown beside progress."""

import json
from pathlib import Path

from command import Run


def test_amounts_are_set_got_and_told_like_figures(run: Run, plan_file: Path) -> None:
    outcome = run("set", plan_file, "R2.propios=660.000.000", "r2.propios@mar=$ 55.000.000", "--note", "acta 3")
    assert outcome.code == 0
    assert "R2.propios: · → 660.000.000" in outcome.err
    assert run("get", plan_file, "R2.propios", "R2@mar").out.splitlines() == [
        "R2.propios 660.000.000",
        "R2.propios@3 55.000.000",
        "R2.ley_715@3",
        "R2.otros@3",
    ]
    assert "R2.propios@3: · → 55.000.000  «acta 3»" in run("history", plan_file, "R2.propios@mar").out
    assert "R2.propios=660.000.000" in run("show", plan_file, "objective.2").out.splitlines()


def test_what_is_doubtful_of_an_amount_is_said_and_what_is_none_is_refused(run: Run, plan_file: Path) -> None:
    assert "pasa del presupuesto" in run("set", plan_file, "R2.propios=10", "R2.propios@mar=11").err
    before = plan_file.read_bytes()
    outcome = run("set", plan_file, "R2.propios@abr=1", "R2.propios=NP")
    assert outcome.code == 1
    assert "no llevan NP" in outcome.err
    assert plan_file.read_bytes() == before


def test_the_status_shows_what_is_executed_beside_progress(run: Run, worked_file: Path) -> None:
    before = json.loads(run("status", worked_file, "--month", "3", "--json").out)
    run(
        "set",
        worked_file,
        "R2.propios=660.000.000",
        "R2.propios@feb=165.000.000",
        "R2.propios@abr=1",
        "R1-1.otros@mar=7",
    )
    text = run("status", worked_file, "--month", "3").out
    assert max(map(len, text.splitlines())) <= 80
    assert "     R2  Recursos propios                 660.000.000       165.000.000   25,0 %" in text.splitlines()
    after = json.loads(run("status", worked_file, "--month", "3", "--json").out)
    assert after.pop("execution") == {
        "budget": 660_000_000,
        "executed": 165_000_007,
        "share": 165_000_007 / 660_000_000,
        "resources": [
            {"cell": "R1.otros", "node": "objective.1", "source": "otros"}
            | {"budget": None, "executed": 7, "share": None, "confirmed": True},
            {"cell": "R2.propios", "node": "objective.2", "source": "propios"}
            | {"budget": 660_000_000, "executed": 165_000_000, "share": 0.25, "confirmed": True},
            {"cell": "R1-1.otros", "node": "action.1.1", "source": "otros"}
            | {"budget": None, "executed": 7, "share": None, "confirmed": True},
        ],
    }
    assert before.pop("execution")["resources"][0]["confirmed"] is False
    assert after == before


def test_the_csv_for_machines_has_no_money(run: Run, worked_file: Path) -> None:
    before = run("status", worked_file, "--month", "3", "--csv").out
    run("set", worked_file, "R2.propios@feb=165.000.000")
    assert run("status", worked_file, "--month", "3", "--csv").out == before


def test_amounts_are_never_due(run: Run, worked_file: Path) -> None:
    before = run("pending", worked_file, "--month", "12", "--json").out
    run("set", worked_file, "R2.propios=660.000.000", "R2.propios@feb=1")
    assert run("pending", worked_file, "--month", "12", "--json").out == before


def test_a_close_covers_money_and_a_reopening_may_be_for_it_alone(run: Run, worked_file: Path) -> None:
    run("set", worked_file, "R2.propios@mar=55.000.000")
    assert run("close", worked_file, "mar").code == 0
    refused = run("set", worked_file, "R2.propios@mar=56.000.000")
    assert refused.code == 1
    assert "plan reopen mar --indicator R2 --reason" in refused.err
    opened = run("reopen", worked_file, "mar", "--indicator", "r2", "--reason", "acta 4")
    assert "reapertura de marzo para los recursos R2" in opened.out
    assert run("set", worked_file, "R2.propios@mar=56.000.000").code == 0
    assert run("set", worked_file, "R1.propios@mar=1").code == 1
    assert run("set", worked_file, "6.m3@mar=1.140.000").code == 1
    submitted = json.loads(run("status", worked_file, "--month", "3", "--json").out)["submitted"]
    assert submitted["corrections"] == ["R2.propios@3"]
    assert run("verify", worked_file).code == 0


def test_a_budget_of_an_approved_plan_changes_with_a_reason_and_waits_for_approval(run: Run, worked_file: Path) -> None:
    run("set", worked_file, "R2.propios=660.000.000")
    for role in ("elaboró", "revisó", "aprobó"):
        assert run("sign", worked_file, "--as", role).code == 0
    assert run("set", worked_file, "R2.propios@feb=5").code == 0
    refused = run("set", worked_file, "R2.propios=700.000.000")
    assert refused.code == 1
    assert "presupuestos" in refused.err
    assert json.loads(run("status", worked_file, "--json").out)["pending_amendment"] is False
    assert run("set", worked_file, "R2.propios=700.000.000", "--note", "adición").code == 0
    assert json.loads(run("status", worked_file, "--json").out)["pending_amendment"] is True

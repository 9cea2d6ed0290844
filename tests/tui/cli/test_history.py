"""`plan history`: filters as a person writes them, fields of the definition beside cells."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from command import Run
from scoring.model import Cell, CellChange
from scoring.model.fields import Field, FieldChange
from store import file_store, open_store

GOAL = "Facturar el agua de todos los usuarios urbanos y veredales del municipio, mes a mes"


@pytest.fixture
def dated(plan_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan changed by two people on three days, Bogotá time: at 23:59:59 of the 14th, 0:00 of the 15th and 10:00."""
    ends = datetime(2024, 4, 15, 4, 59, 59, tzinfo=UTC)
    store = open_store(plan_file)
    for number, (by, at) in enumerate(
        [("ana", ends), ("luis", ends + timedelta(seconds=1)), ("root (ana)", ends + timedelta(hours=10, seconds=1))]
    ):
        moment = at.isoformat(timespec="milliseconds")
        monkeypatch.setattr(file_store, "user", returning(by))
        monkeypatch.setattr(file_store, "now", returning(moment))
        store.commit(
            [
                CellChange(Cell("1", "facturado", number + 1), Decimal(number)),
                FieldChange(Field("4", "weight"), Decimal(number + 1) / 100),
                FieldChange(Field("4", "text.goal"), GOAL if number else "·"),
            ]
        )
    store.close()
    return plan_file


def returning(value: str) -> Callable[[], str]:
    return lambda: value


def months(run: Run, *words: str | Path) -> list[str]:
    """Return the cells of 1.facturado that a history tells of."""
    outcome = run("history", *words, "--json")
    assert outcome.code == 0, outcome.err
    return [row["cell"][-1] for row in json.loads(outcome.out) if row["cell"]]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "123"),
        (["--since", "2024-04-15"], "23"),
        (["--until", "2024-04-14"], "1"),
        (["--since", "2024-04-14", "--until", "2024-04-14"], "1"),
        (["--since", "2024-04-15T10:00"], "3"),
        (["--until", "2024-04-15T09:59:59"], "12"),
        (["--until", "2024-04-15 10:00"], "123"),
        (["--since", "2024-04-16"], ""),
        (["--by", "ana"], "13"),
        (["--by", "ana", "--since", "2024-04-15"], "3"),
        (["--by", "nadie"], ""),
        (["1@feb"], "2"),
        (["1@feb", "--by", "ana"], ""),
    ],
)
def test_a_history_is_filtered(run: Run, dated: Path, words: list[str], told: str) -> None:
    assert "".join(months(run, dated, *words)) == told


def test_a_batch_is_named_by_its_id(run: Run, dated: Path) -> None:
    rows = json.loads(run("history", dated, "--json").out)
    batch = rows[-1]["batch"]
    assert json.loads(run("history", dated, "--batch", batch, "--json").out) == [
        row for row in rows if row["batch"] == batch
    ]


def test_a_time_is_read_as_it_is_printed(run: Run, dated: Path) -> None:
    printed = run("history", dated).out.splitlines()
    at = printed[-1][7:27]
    assert run("history", dated, "--since", at, "--until", "31 dic 2099").out.splitlines()[-1] == printed[-1]
    assert run("history", dated, "--until", "1 enero 2000").out == ""


@pytest.mark.parametrize(
    "text",
    ["", "ayer", "15/04/2024", "2024-4-15", "2024-02-31", "2024-04-15T25:00", "20240415", "31 feb 2024", "1 xyz 2024",
     "1 abr 24", "1 abr 2024 1", "2024-04-15TT10:00"],
)  # fmt: skip
@pytest.mark.parametrize("option", ["--since", "--until"])
def test_what_is_no_date_is_refused(run: Run, plan_file: Path, option: str, text: str) -> None:
    outcome = run("history", plan_file, option, text)
    assert outcome.code == 1
    assert outcome.err.startswith(f"plan: «{text}» no es una fecha: escriba 2024-04-15")


def test_a_field_is_told_with_its_plain_values(run: Run, dated: Path) -> None:
    rows = json.loads(run("history", dated, "4.weight", "--json").out)
    assert [(row["field"], row["cell"], row["new"]) for row in rows] == [
        ("4.weight", None, figure) for figure in ("0.01", "0.02", "0.03")
    ]
    assert rows[1]["old"] == "0.01"
    assert "N° 4 peso 1 % → 2 %\n" in run("history", dated, "4.weight").out
    told = run("history", dated, "4.text.goal").out
    assert "N° 4 texto de la meta · → Facturar el agua de todos los usuarios urbanos y veredales…\n" in told


@pytest.mark.parametrize("address", ["objective.9.weight", "99.weight", "4.wheight"])
def test_a_field_that_is_not_there_is_refused(run: Run, plan_file: Path, address: str) -> None:
    outcome = run("history", plan_file, address)
    assert outcome.code == 1
    assert "no tiene" in outcome.err or "falta el mes" in outcome.err


@pytest.mark.parametrize(
    ("address", "meant"),
    [("4.wheight", "weight"), ("plan.proces", "process"), ("objective.1.weigt", "weight"), ("4.efectvas", "efectivas")],
)
def test_a_field_nearly_right_is_guessed(run: Run, plan_file: Path, address: str, meant: str) -> None:
    outcome = run("history", plan_file, address)
    assert outcome.code == 1
    assert outcome.err.endswith(f" ¿Quiso decir «{meant}»?\n")


def test_what_another_program_did_does_not_look_like_the_owners_doing(run: Run, plan_file: Path) -> None:
    run("set", plan_file, "1@ene=5")
    text = plan_file.read_text(encoding="utf-8")
    text = text.replace('"value":"5"', '"value":"7"').replace('"weight":"0.40"', '"weight":"0.41"', 1)
    plan_file.write_text(text, encoding="utf-8")
    run("set", plan_file, "1@feb=6")
    own, definition, value, after = run("history", plan_file).out.splitlines()
    owner = plan_file.owner()
    for line in (definition, value):
        assert f"otro programa (archivo de {owner})" in line
    for line in (own, after):
        assert "otro programa" not in line
    rows = json.loads(run("history", plan_file, "--json").out)
    assert [row["origin"] for row in rows] == ["edit", "external", "external", "edit"]

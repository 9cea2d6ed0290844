"""A plan drawn up and changed with `plan new`, `show`, `edit`, `add`, `remove` and `move`."""

import io
import json
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from command import Run
from plans import plan_2024
from scoring.model import Cell, Plan
from scoring.model.structure import Place, place_of
from store import open_store


def plan_in(path: Path) -> Plan:
    """Return the plan in a file, whose history gives it."""
    store = open_store(path)
    plan = store.load().plan
    assert store.verify() == ()
    store.close()
    return plan


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What is on standard input."""
    text = io.StringIO()
    monkeypatch.setattr(sys, "stdin", text)
    return text


def test_a_weight_is_changed_with_the_text_that_says_it(run: Run, worked_file: Path) -> None:
    done = run("edit", worked_file, "6.weight=15%", "--reason", "acta 4 del comité")
    assert done.code == 0, done.err
    assert "6.weight: 5% → 15%" in done.err
    assert "plan: " in done.err
    assert run("show", worked_file, "6").out.count("weight=15%") == 2
    rows = json.loads(run("history", worked_file, "6.weight", "--json").out)
    assert [(row["field"], row["old"], row["new"], row["note"]) for row in rows] == [
        ("6.weight", "0.05", "0.15", "acta 4 del comité")
    ]


def test_values_are_read_as_a_person_writes_them(run: Run, plan_file: Path) -> None:
    assignments = (
        *("9.target=4%", "1.target=53.090.367.850", "4.start=01/02/2024", "4.end=2024-11-30", "10.responsible=Ana"),
        *("2.programme=1/1/1/1/1/1/1/1/1/1/1/2", "2.thresholds=80/60/110", "plan.thresholds=95/75/130"),
        *("objective.2.weight=35%", "action.1.2.text=1.2 Leer mejor", "plan.process=Cobranza", "7.baseline=50.000.000"),
        *("4.kind=razón", "4.direction=a lo sumo", "5.name=línea una\\nlínea dos", "6.number=60"),
    )
    done = run("edit", plan_file, *assignments)
    assert done.code == 0, done.err
    plan = plan_in(plan_file)
    shown = json.loads(run("show", plan_file, "--json").out)
    assert {name: shown[name] for name in ("9.target", "1.target", "4.start", "7.baseline", "5.name")} == {
        "9.target": "0.04",
        "1.target": "53090367850",
        "4.start": "2024-02-01",
        "7.baseline": "50000000",
        "5.name": "línea una\nlínea dos",
    }
    assert shown["plan.thresholds"] == {"green": "0.95", "yellow": "0.75", "over": "1.30"}
    assert plan.values[Cell("7", "base")] == 50_000_000
    assert plan.indicators[5].texts.number == "60"


@pytest.mark.parametrize(
    ("assignment", "told"),
    [
        ("2.weight=12", "«¿12 %?»"),
        ("9.target=4", "«¿4 %?»"),
        ("2.weight=-1%", "el peso es negativo"),
        (
            "2.formula=urbanos + veredales + nadie",
            "«2.variables=urbanos: Urbanos (usuarios); veredales: Veredales (usuarios); nadie»",
        ),
        ("2.formula=urbanos +", "falta un número"),
        ("2.name= ", "sin nombre"),
        ("plan.locale=xx", "no es un idioma"),
        ("plan.timezone=Nowhere", "no es una zona horaria"),
        ("2.end=2024-01-01", "las fechas no caben"),
        ("2.start=2023-01-01", "las fechas no caben en el año 2024"),
        ("2.start=31/31/2024", "no es una fecha"),
        ("7.direction=at_most", "no puede ser un máximo"),
        ("2.programme=1/2", "12 partes"),
        ("2.kind=nada", "no es ninguno de estos"),
        ("2.wheight=1%", "«weight»"),
        ("99.weight=1%", "el plan no tiene «99»"),
        ("objective.9.weight=1%", "el plan no tiene «objective.9»"),
        ("2.thresholds=90/70", "son tres"),
        ("2.weight", "no es una asignación"),
        ("plan.year=mil", "no es un año"),
        ("2.variables=(x)", "cada dato se escribe"),
        ("plan.text.header=a;b", "dos filas"),
        ("objective.1.number=x", "no es un número entero"),
        ("objective.1.number=2", "Ya hay un «objective.2»"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    run: Run, plan_file: Path, assignment: str, told: str
) -> None:
    before = plan_file.read_bytes()
    done = run("edit", plan_file, "4.weight=30%", assignment)
    assert (done.code, done.out) == (1, "")
    assert told in done.err
    assert plan_file.read_bytes() == before


def test_what_is_shown_is_read_back_to_the_same(run: Run, worked_file: Path, typed: io.StringIO) -> None:
    before = worked_file.read_bytes()
    typed.write("# comentario\n\n" + run("show", worked_file).out)
    typed.seek(0)
    done = run("edit", worked_file, "-")
    assert (done.code, done.err) == (0, "nada cambió: todo estaba ya así\n")
    assert worked_file.read_bytes() == before


OTHER_FIELDS = (
    *("plan.code=PL;FR|02", "plan.version=03", "plan.logo=logos/empresa.png", "plan.timezone=America/Lima"),
    *(
        "plan.roles=Elaboró; Revisó: ana, EMPRESA\\juan",
        "plan.policy=análisis: nunca; cierre: 10 días; versión: Revisó",
    ),
    *(r"4.name=línea\ndos", "4.short=Lecturas", "4.thresholds=80/60/110", "2.programme=1/1/1/1/1/1/1/1/1/1/1/2,5"),
    *(
        "3.direction=at_most",
        r"2.assumptions=uno\; y medio;dos",
        "action.1.2.text=",
        "5.kind=level",
        "5.aggregate=mean",
    ),
)
"""Fields that the 2024 plan leaves as they usually are."""


@pytest.mark.parametrize("fields", [(), OTHER_FIELDS], ids=["as it is", "with every other field"])
def test_the_2024_plan_is_rebuilt_field_by_field(
    run: Run, plan_file: Path, tmp_path: Path, typed: io.StringIO, fields: tuple[str, ...]
) -> None:
    wanted, path = plan_2024(), tmp_path / "otro.json"
    if fields:
        done = run("edit", plan_file, *fields)
        assert done.code == 0, done.err
        wanted = plan_in(plan_file)
    assert run("new", path, "--process", "x", "--year", "2024").code == 0
    for objective in wanted.objectives:
        assert run("add", path, "objective", "--text", "x", "--weight", "1%").code == 0
        for action in objective.actions:
            words = ("--objective", str(objective.number), "--text", "x", "--number", action.number)
            assert run("add", path, "action", *words).code == 0
        for indicator in objective.indicators:
            where = ("--action", indicator.action) if indicator.action else ("--objective", str(objective.number))
            done = run("add", "indicator", path, "--name", "x", "--id", indicator.id, *where)
            assert (done.code, done.out) == (0, f"{indicator.id}\n"), done.err
    typed.write(run("show", plan_file).out)
    typed.seek(0)
    assert run("edit", path, "-").code == 0
    assert plan_in(path)._replace(id=wanted.id) == wanted
    assert run("show", path).out == run("show", plan_file).out


def test_an_indicator_is_added_with_what_the_form_prints_of_it(run: Run, plan_file: Path) -> None:
    words = ("--name", "Usuarios nuevos", "--target", "500", "--unit", "usuarios", "--weight", "5%")
    done = run("agregar", plan_file, "indicador", "--action", "1.1", *words, "--after", "2")
    assert (done.code, done.out) == (0, "14\n"), done.err
    indicator = plan_in(plan_file).indicator("14")
    assert indicator is not None
    assert [(item.name, item.unit) for item in indicator.variables] == [("usuarios_nuevos", "usuarios")]
    assert (indicator.months, indicator.target, indicator.weight) == (range(1, 13), Decimal(500), Decimal("0.05"))
    assert indicator.texts[:6] == ("Usuarios nuevos", "5%", "12", "01/01/2024", "31/12/2024", "14")
    assert place_of(plan_in(plan_file), "14") == Place("action.1.1", "2")


def test_options_stand_anywhere_and_numbers_may_be_negative(run: Run, plan_file: Path) -> None:
    done = run(
        *("add", "--target", "-5%", plan_file, "--kind", "reduction", "--unit", "%", "indicator", "--objective", "1"),
        *("--name", "Pérdidas", "--baseline", "1.234,5", "--formula", "perdidas + hurtos"),
    )
    assert done.code == 0, done.err
    plan = plan_in(plan_file)
    added = plan.indicator(done.out.strip())
    assert added is not None
    assert (added.target, [item.name for item in added.variables]) == (Decimal("-0.05"), ["perdidas", "hurtos"])
    assert plan.values[Cell(added.id, "base")] == Decimal("1234.5")
    assert plan.objectives[0].own[-1] == added


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("indicator", "--name", "x", "--action", "1.1", "--id", "4"), "Ya hay un «4»"),
        (("indicator", "--name", "x", "--action", "1.1", "--id", "R2"), "otra dirección"),
        (("indicator", "--name", "x", "--action", "1.1", "--weight", "5"), "«¿5 %?»"),
        (("indicator", "--name", "x", "--action", "9.9"), "«action.9.9» no está en el plan"),
        (("indicator", "--name", "x", "--action", "1.1", "--formula", "a +"), "falta un número"),
        (("indicator", "--name", "x", "--action", "1.1", "--after", "10"), "no está en «action.1.1»"),
        (("objective", "--text", "x", "--number", "1"), "Ya hay un «objective.1»"),
        (("action", "--text", "x", "--objective", "1", "--number", "1 1"), "espacios"),
    ],
)
def test_what_cannot_be_added_is_refused(run: Run, plan_file: Path, words: tuple[str, ...], told: str) -> None:
    before = plan_file.read_bytes()
    done = run("add", plan_file, *words)
    assert done.code == 1
    assert told in done.err
    assert plan_file.read_bytes() == before


def test_what_holds_figures_is_taken_out_only_when_that_is_said(run: Run, worked_file: Path) -> None:
    before = plan_in(worked_file)
    asked = run("remove", worked_file, "4")
    assert asked.code == 1
    assert "Se quitarían 6 cifras (4.efectivas, 4.programadas)" in asked.err
    assert plan_in(worked_file) == before
    assert run("remove", worked_file, "action.1.4", "--yes", "--reason", "no va").code == 0
    assert plan_in(worked_file).indicator("7") is None
    dropped = run("edit", worked_file, "2.variables=urbanos", "2.formula=urbanos")
    assert "Se quitarían 3 cifras (2.veredales)" in dropped.err
    store = open_store(worked_file)
    assert store.undo().plan == before
    store.close()


def test_months_narrowed_keep_their_figures(run: Run, worked_file: Path) -> None:
    done = run("edit", worked_file, "4.start=01/03/2024")
    assert "4 cifras quedan fuera de las fechas" in done.err
    assert Cell("4", "efectivas", 1) in plan_in(worked_file).values


def test_a_node_is_moved_and_keeps_its_number(run: Run, plan_file: Path) -> None:
    def ids() -> list[str]:
        return [indicator.id for indicator in plan_in(plan_file).objectives[0].indicators]

    assert run("mover", plan_file, "4", "--after", "2").code == 0
    assert ids() == ["1", "2", "4", "3", "5", "6", "7", "8"]
    assert run("move", plan_file, "4", "--before", "2").code == 0
    assert ids() == ["1", "4", "2", "3", "5", "6", "7", "8"]
    assert run("move", plan_file, "4", "--to", "action.1.2").code == 0
    assert run("move", plan_file, "4", "--to", "action.1.2").err == "nada cambió: todo estaba ya así\n"
    assert ids() == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert run("move", plan_file, "action.1.1", "--after", "action.2.1").code == 0
    assert [action.number for action in plan_in(plan_file).objectives[1].actions] == ["2.1", "1.1", "2.2", "2.3"]
    assert run("move", plan_file, "4", "--to", "plan").code == 1
    assert run("move", plan_file, "4").code == 2


def test_a_number_of_an_objective_changes_with_all_it_holds(run: Run, worked_file: Path) -> None:
    before = plan_in(worked_file)
    assert run("edit", worked_file, "objective.2.number=7", "objective.2.weight=30%").code == 0
    plan = plan_in(worked_file)
    assert [objective.number for objective in plan.objectives] == [1, 7, 3]
    assert plan.values == before.values
    assert {indicator.objective for indicator in plan.objectives[1].indicators} == {7}
    assert run("edit", worked_file, "action.1.2.number=OE1-A1").code == 0
    assert run("show", worked_file, "action.OE1-A1").out.startswith("action.OE1-A1.number=OE1-A1\n")
    store = open_store(worked_file)
    store.undo()
    assert store.undo().plan == before
    store.close()


def test_a_field_with_its_value_is_never_a_file(run: Run, worked_file: Path) -> None:
    assert run("edit", worked_file, "10.responsible=equipo.json").code == 0
    assert plan_in(worked_file).indicators[9].responsible == "equipo.json"


def test_a_plan_of_nothing_does_everything_but_score(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLAN_FILE", "otro.json")
    assert run("nuevo", "--process", "Gestión técnica", "--year", "2025").out == "plan_2025.json\n"
    path = tmp_path / "plan_2025.json"
    assert run("new", "--process", "x", "--year", "2025").code == 1
    assert "Sin indicadores todavía" in run("status", path).out
    for verb in ("status", "check", "pending", "verify", "export", "history", "show"):
        done = run(verb, path)
        assert (done.code, verb) in {(0, verb), (1, "check")}, done.err
    assert json.loads(run("status", path, "--json").out)["objectives"] == []


@pytest.mark.parametrize("words", [("--year", "2025"), ("--process", "x"), ("a.json", "-o", "b.json")])
def test_what_a_new_plan_lacks_is_said_where_nobody_can_be_asked(run: Run, words: tuple[str, ...]) -> None:
    assert run("new", *words).code == 2


@pytest.mark.parametrize("year", ["mil", "1999", "20255"])
def test_a_year_that_no_plan_is_for_is_refused(run: Run, year: str) -> None:
    assert run("new", "--process", "x", "--year", year).code == 1


def test_next_years_plan_carries_the_structure_and_what_is_to_be_confirmed(
    run: Run, worked_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "plan_2025.json"
    done = run("new", path, "--from", worked_file, "--year", "2025")
    assert (done.code, done.out) == (0, f"{path}\n"), done.err
    old, plan = plan_in(worked_file), plan_in(path)
    assert plan.year == 2025
    assert {indicator.start.year for indicator in plan.indicators} == {2025}
    assert [indicator.id for indicator in plan.indicators] == [indicator.id for indicator in old.indicators]
    assert dict(plan.values) == {
        Cell("7", "base"): Decimal(49200000),
        Cell("8", "base"): Decimal(405),
        Cell("9", "base"): Decimal(6800000000),
    }
    assert plan.texts.heading[0] == "2025"
    assert plan.indicators[1].texts.start == "16/01/2025"
    assert plan.indicators[0].texts == old.indicators[0].texts
    told = run("check", path).out
    assert "N° 9: supuesto: la línea base es el último saldo reportado de 2024, 6.800.000.000: confírmela" in told
    assert "N° 1: supuesto: viene de 2024 y nombra 2024, 53.090.367.849: revíselo" in told
    assert run("new", "--from", worked_file, "--year", "2024", "-o", tmp_path / "x.json").code == 1


def test_a_plan_in_the_place_of_one_that_was_removed_is_no_earlier_state_of_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    new = ("new", "--process", "Gestión", "--year", "2026", "-o", path)
    assert run(*new).code == 0
    assert run("add", path, "objective", "--text", "Uno", "--weight", "50%").code == 0
    path.unlink()
    assert run(*new).code == 0
    assert run("status", path).err == ""
    assert run("add", path, "objective", "--text", "Dos", "--weight", "50%").code == 0

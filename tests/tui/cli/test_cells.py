"""`plan set` and `plan get`, and the history they leave."""

import json
from pathlib import Path

import pytest

from command import Run


def test_what_is_set_can_be_got_in_the_plans_locale(run: Run, plan_file: Path) -> None:
    assert run("set", plan_file, "4.efectivas@mar=96.200", "4.programadas@mar=97.400", "7.base=50.000.000").code == 0
    outcome = run("get", plan_file, "4.efectivas@3", "4.programadas@marzo", "7.base", "1@feb")
    assert outcome.out.splitlines() == [
        "4.efectivas@3 96.200",
        "4.programadas@3 97.400",
        "7.base 50.000.000",
        "1.facturado@2",
    ]


def test_a_whole_indicator_can_be_got(run: Run, worked_file: Path) -> None:
    lines = run("get", worked_file, "7").out.splitlines()
    assert lines[:2] == ["7.base 50.000.000", "7.valor@1 51.000.000"]
    assert len(lines) == 13
    assert run("get", worked_file, "4@mar").out == "4.efectivas@3 96.200\n4.programadas@3 97.400\n"
    assert run("get", worked_file, "2.urbanos").out.splitlines()[:2] == ["2.urbanos@1 110", "2.urbanos@2 120"]


@pytest.mark.parametrize(
    "words",
    [
        ("N° 6.m3@mar",),
        ("N°", "6.m3@mar"),
        ("nº6@3",),
        ("6.m3@3:",),
        ("N° 6 Alcantarillado facturado · Mar",),
        ("n.º 6.M3 @ marzo",),
    ],
)
def test_addresses_are_read_as_they_are_printed(run: Run, plan_file: Path, words: tuple[str, ...]) -> None:
    assert run("set", plan_file, *words[:-1], f"{words[-1]}=1.130.000").code == 0
    assert run("get", plan_file, *words).out == "6.m3@3 1.130.000\n"
    assert "6.m3@3: · → 1.130.000" in run("history", plan_file, *words).out


def test_an_indicators_history_has_its_cells_and_fields_and_no_others(run: Run, plan_file: Path) -> None:
    run("set", plan_file, "7.base=50.000.000", "7@ene=51.000.000", "7@feb=48.000.000", "8@ene=400")
    told = [row["cell"] for row in json.loads(run("history", plan_file, "N°", "7", "--json").out)]
    assert told == ["7.base", "7.valor@1", "7.valor@2"]
    assert run("history", plan_file, "7.valor").out.count("7.valor@") == 2


def test_what_pending_prints_can_be_explained(run: Run, worked_file: Path) -> None:
    assert run("explain", worked_file, "6.m3@mar").out == run("explain", worked_file, "6", "--month", "3").out
    assert run("explain", worked_file, "N°", "6", "--month", "3").code == 0


def test_every_digit_is_kept(run: Run, plan_file: Path) -> None:
    figure = "123.456.789.012.345.678.901,123456789"
    run("set", plan_file, f"1@ene={figure}", "--yes")
    assert run("get", plan_file, "1@ene").out == f"1.facturado@1 {figure}\n"


def test_all_or_nothing(run: Run, plan_file: Path) -> None:
    before = plan_file.read_bytes()
    outcome = run("set", plan_file, "1@ene=5", "4.efectivas@ene=2.5")
    assert outcome.code == 1
    assert "4.efectivas@ene: «2.5»" in outcome.err
    assert plan_file.read_bytes() == before


def test_what_changed_and_what_is_doubtful_is_said_on_stderr(run: Run, plan_file: Path) -> None:
    run("set", plan_file, "1@ene=100", "1@feb=110")
    outcome = run("set", plan_file, "1@mar=900")
    assert outcome.out == ""
    assert outcome.err.splitlines() == [
        "1.facturado@3: · → 900",
        "  ! 1.facturado@3: parece el acumulado del año y no la cifra del mes",
    ]


def test_np_and_clearing(run: Run, plan_file: Path) -> None:
    run("set", plan_file, "4.efectivas@ene=np")
    assert run("get", plan_file, "4.programadas@ene").out == "4.programadas@1 NP\n"
    run("set", plan_file, "4.efectivas@ene=")
    assert run("get", plan_file, "4.programadas@ene", "4.efectivas@ene").out.split() == [
        "4.programadas@1",
        "4.efectivas@1",
    ]


def test_history_tells_who_changed_what_oldest_first(run: Run, plan_file: Path) -> None:
    run("set", plan_file, "1@ene=100", "1@feb=110", "--note", "acta 12")
    run("set", plan_file, "1@ene=2.000,50")
    rows = json.loads(run("history", plan_file, "--json").out)
    assert [(row["cell"], row["old"], row["new"], row["note"]) for row in rows] == [
        ("1.facturado@1", None, "100", "acta 12"),
        ("1.facturado@2", None, "110", "acta 12"),
        ("1.facturado@1", "100", "2000.50", ""),
    ]
    assert [row["seq"] for row in rows] == [1, 2, 3]
    assert rows[0]["batch"] == rows[1]["batch"] != rows[2]["batch"]
    assert set(rows[0]) == {"seq", "at", "by", "batch", "cell", "old", "new", "note", "origin"}
    assert [row["cell"] for row in json.loads(run("history", plan_file, "1@feb", "--json").out)] == ["1.facturado@2"]
    assert "1.facturado@1: 100 → 2.000,50" in run("history", plan_file).out


def test_spanish_verbs_do_the_same(run: Run, plan_file: Path) -> None:
    assert run("fijar", plan_file, "1@ene=7").code == 0
    assert run("ver", plan_file, "1@ene").out == "1.facturado@1 7\n"
    assert run("estado", plan_file).out == run("status", plan_file).out
    assert run("historial", plan_file).out == run("history", plan_file).out
    assert run("pendientes", plan_file).out == run("pending", plan_file).out


def test_pending_is_heaviest_first_with_its_responsible(run: Run, worked_file: Path) -> None:
    figure, *remarks = run("pending", worked_file, "--month", "3").out.splitlines()
    assert figure == "6.m3@mar                   +0,2 puntos  Jefe Comercial División  (13.675.001 m3 Alcantarillado)"
    assert [line.partition("  ")[0] for line in remarks] == [f"análisis de N° {id_} en marzo" for id_ in (6, 8, 9)]
    every = json.loads(run("pending", worked_file, "--month", "4", "--json").out)
    items = [item for item in every if item["due"] == "figure"]
    assert every[: len(items)] == items
    assert items[0]["cell"] in {"1.facturado@4", "9.saldo@4"}
    weights = [item["global_weight"] for item in items]
    assert weights == sorted(weights, reverse=True)
    assert {item["responsible"] for item in items if item["indicator"] == "10"} == {None}


def test_explain_ends_at_the_plan(run: Run, worked_file: Path) -> None:
    lines = run("explain", worked_file, "o3", "--month", "3").out.splitlines()
    assert "Resultado: 261 / 290 = 90,00 %" in lines[5]
    assert lines[-1].startswith("Plan: ")


def test_check_ends_with_1_where_there_are_doubts(run: Run, plan_file: Path) -> None:
    outcome = run("check", plan_file)
    assert outcome.code == 1
    assert "N° 10: no tiene responsable" in outcome.out
    findings = json.loads(run("check", plan_file, "--json").out)
    assert {"rule", "where", "text", "indicator"} == set(findings[0])


def test_verify_prints_the_head_of_the_history(run: Run, worked_file: Path) -> None:
    outcome = run("verify", worked_file)
    assert outcome.code == 0
    assert "sano" in outcome.out


def test_demo_makes_a_plan_to_try_things_on(run: Run, tmp_path: Path) -> None:
    outcome = run("demo", tmp_path / "ensayo")
    assert outcome.code == 0
    path = Path(outcome.out.strip())
    whole = json.loads(run("status", path, "--month", "3", "--json").out)
    assert round(whole["compliance"], 4) == 0.8915
    before = path.read_bytes()
    assert run("demo", tmp_path / "ensayo").code == 1
    assert path.read_bytes() == before


def test_demo_writes_the_file_that_is_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "nueva" / "ensayo.json"
    assert run("demo", path).out == f"{path}\n"
    assert run("status", path).code == 0
    assert run("demo", path).code == 1


def test_a_demonstration_in_the_place_of_one_that_was_removed_is_no_earlier_state_of_it(
    run: Run, tmp_path: Path
) -> None:
    path = Path(run("demo", tmp_path).out.strip())
    assert run("set", path, "4.efectivas@mar=96.300").code == 0
    path.unlink()
    assert run("demo", tmp_path).code == 0
    outcome = run("get", path, "4.efectivas@mar")
    assert (outcome.out, outcome.err) == ("4.efectivas@3 96.200\n", "")


def test_what_the_plan_does_not_take_is_refused_by_the_store(run: Run, plan_file: Path) -> None:
    before = plan_file.read_bytes()
    assert "mayor que cero" in run("set", plan_file, "1@ene=5", "7.base=0").err
    assert "sobre cero" in run("set", plan_file, "4.efectivas@ene=5", "4.programadas@ene=0").err
    assert plan_file.read_bytes() == before


def test_what_is_counted_is_named_in_its_number(run: Run, plan_file: Path) -> None:
    assert ": sano, 0 cambios, cabeza " in run("verify", plan_file).out
    run("set", plan_file, "1@ene=5")
    assert ": sano, 1 cambio, cabeza " in run("verify", plan_file).out
    text = plan_file.read_text(encoding="utf-8")
    plan_file.write_text(text.replace('"value":"5"', '"value":"6"'), encoding="utf-8")
    assert run("verify", plan_file).err.endswith(" tiene 1 fallo.\n")
    assert (
        "13 celdas escritas\n"
        in run(
            "set",
            plan_file,
            *(f"{id_}@may=1" for id_ in ["1", "3", "5", "6", "7", "8", "9", "11", "12"]),
            "2.urbanos@may=1",
            "2.veredales@may=1",
            "4.efectivas@may=1",
            "4.programadas@may=1",
        ).err
    )


def test_a_value_far_too_large_wants_a_yes(run: Run, worked_file: Path) -> None:
    before = worked_file.read_bytes()
    outcome = run("set", worked_file, "1@mar=4.500.000.000.000")
    assert outcome.code == 1
    assert "es más de mil veces la cifra de los meses anteriores (4.250.000.000)" in outcome.err
    assert "--yes" in outcome.err
    assert worked_file.read_bytes() == before
    assert run("set", worked_file, "1@mar=4.500.000.000.000", "--yes").code == 0
    assert run("get", worked_file, "1@mar").out == "1.facturado@3 4.500.000.000.000\n"

"""Bad input: one clear sentence in Spanish, exit 1, and the file byte for byte as it was."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from command import Run

ASSIGNMENTS = {
    "unknown id": ("99.a@mar=1", "No hay ningún indicador «99»"),
    "unknown input": ("4.nada@mar=1", "no tiene «nada» entre sus datos"),
    "input left out where there are two": ("4@mar=1", "diga cuál: efectivas, programadas"),
    "unknown constant": ("9.nada=1", "entre sus constantes"),
    "month left out": ("4.efectivas=1", "falta el mes"),
    "unknown month": ("1@brumario=1", "no es un mes"),
    "a month misspelt": ("1@marsp=1", "«marsp» no es un mes: escriba 3, mar, marzo o 2024-03."),
    "a month nearly right": ("1@setiembre=1", "¿Quiso decir «septiembre»?"),
    "a variable nearly right": ("4.efectvas@mar=1", "¿Quiso decir «efectivas»?"),
    "a constant nearly right": ("7.bse=1", "¿Quiso decir «base»?"),
    "an id nearly right": ("O33@mar=1", "¿Quiso decir «O3»?"),
    "another unit": ("1@mar=95%", "aquí la cifra va en COP; escríbala sin %"),
    "money into a count": ("2.urbanos@mar=$5", "aquí la cifra va en usuarios; escríbala sin $"),
    "month 13": ("1@13=1", "no es un mes"),
    "another year's month": ("1@2023-03=1", "es de 2024"),
    "a point for the decimals": ("1@mar=2.5", "¿quiso decir «25» o «2,5»?"),
    "NaN": ("1@mar=NaN", "no es un número"),
    "infinity": ("1@mar=inf", "no es un número"),
    "an exponent": ("1@mar=1e9", "no es un número"),
    "words": ("1@mar=mucho", "no es un número"),
    "too many digits": (f"1@mar={'9' * 31}", "más de 30 cifras"),
    "no value sign": ("nada", "no es una asignación"),
    "something over zero": ("4.efectivas@mar=5 4.programadas@mar=0", "sobre cero"),
    "a baseline of zero": ("7.base=0", "mayor que cero"),
    "NP for a constant": ("7.base=NP", "no puede ser NP"),
    "the same cell twice": ("1@mar=1 1.facturado@marzo=2", "dos veces"),
}


@pytest.mark.parametrize(("words", "sentence"), ASSIGNMENTS.values(), ids=ASSIGNMENTS.keys())
def test_an_assignment_that_cannot_be_made(run: Run, plan_file: Path, words: str, sentence: str) -> None:
    before = plan_file.read_bytes()
    outcome = run("set", plan_file, *words.split())
    assert (outcome.code, outcome.out) == (1, "")
    assert sentence in outcome.err
    assert len(outcome.err.splitlines()) == 1
    assert plan_file.read_bytes() == before


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _whole: b"",
    "cut short": lambda whole: whole[: len(whole) // 2],
    "zero bytes in it": lambda whole: whole[:500] + bytes(100) + whole[600:],
    "not JSON": lambda _whole: b"hola, mundo\n",
    "JSON of something else": lambda _whole: b'{"users": [1, 2, 3]}',
    "a list": lambda _whole: b"[1, 2, 3]",
    "merge markers": lambda whole: whole.replace(b"\n", b"\n<<<<<<< HEAD\n", 1),
    "NaN for a figure": lambda whole: whole.replace(b'"value":null', b'"value":NaN', 1),
    "a figure in words": lambda whole: whole.replace(b'"value":null', b'"value":"mucho"', 1),
    "an expression that calls": lambda whole: whole.replace(b'"expression":"facturado"', b'"expression":"exit()"', 1),
    "a kind that is none": lambda whole: whole.replace(b'"kind":"sum"', b'"kind":"suma"', 1),
    "binary": lambda _whole: os.urandom(4096),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_file_that_is_no_plan(run: Run, plan_file: Path, damage: Callable[[bytes], bytes]) -> None:
    plan_file.write_bytes(damage(plan_file.read_bytes()))
    before = plan_file.read_bytes()
    for words in (("status", plan_file), ("set", plan_file, "1@ene=5"), ("get", plan_file, "1@ene")):
        outcome = run(*words)
        assert (outcome.code, outcome.out) == (1, ""), outcome
        assert plan_file.name in outcome.err
        assert len(outcome.err.splitlines()) == 1
    assert plan_file.read_bytes() == before


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    outcome = run("status", tmp_path / "no.json")
    assert outcome.code == 1
    assert "no.json" in outcome.err
    assert not (tmp_path / "no.json").exists()


def test_a_folder_is_no_plan(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "carpeta.json"
    folder.mkdir()
    assert run("status", folder).code == 1


def test_no_file_named_and_none_to_be_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLAN_FILE", raising=False)
    outcome = run("status")
    assert outcome.code == 1
    assert "plan demo" in outcome.err


def test_an_id_to_explain_that_is_not_there(run: Run, plan_file: Path) -> None:
    outcome = run("explain", plan_file, "99")
    assert outcome.code == 1
    assert "No hay ningún indicador «99»" in outcome.err


def test_a_month_that_is_none(run: Run, plan_file: Path) -> None:
    assert "no es un mes" in run("status", plan_file, "--month", "trece").err


@pytest.mark.parametrize(
    "words",
    [
        ("bogus-verb", "and", "more"),
        ("--bogus",),
        ("status", "--bogus"),
        ("set",),
        ("explain",),
        ("status", "--json", "--csv"),
        ("status", "--month"),
    ],
)
def test_a_command_line_that_does_not_fit_is_a_usage_error(run: Run, plan_file: Path, words: tuple[str, ...]) -> None:
    outcome = run(*words)
    assert (outcome.code, outcome.out) == (2, "")
    assert "uso: plan" in outcome.err
    assert plan_file.exists()


def test_help_is_spanish(run: Run) -> None:
    outcome = run("--help")
    assert outcome.code == 0
    assert "estado" in outcome.out
    for verb in ("status", "set", "explain", "demo"):
        text = run(verb, "-h").out
        assert text.startswith(f"uso: plan {verb}")
        assert not {"usage", "options:", "positional"} & set(text.split())


def test_a_word_that_is_no_order_and_no_file_is_answered_with_the_orders(run: Run) -> None:
    outcome = run("statsu")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("plan: «statsu» no es una orden ni un archivo\n")
    assert "status (estado)" in outcome.err


@pytest.mark.parametrize(
    ("setting", "order", "sentence"),
    [
        ("America/Bogota", "history", "no es una zona horaria"),
        ("es_CO", "get 1@mar", "no es un idioma y país"),
        ("es_CO", "set 1@mar=5", "no es un idioma y país"),
    ],
)
def test_a_zone_or_locale_that_is_none_is_named(
    run: Run, plan_file: Path, setting: str, order: str, sentence: str
) -> None:
    run("set", plan_file, "1@mar=4")
    plan, history = plan_file.read_text(encoding="utf-8").split('"history"')
    plan_file.write_text(plan.replace(f'"{setting}"', '"xx_QQ"') + '"history"' + history, encoding="utf-8")
    verb, *words = order.split()
    outcome = run(verb, plan_file, *words)
    assert outcome.code == 1
    assert sentence in outcome.err


def test_a_figure_that_is_there_already_is_not_told_as_a_change(run: Run, plan_file: Path) -> None:
    run("set", plan_file, "1@mar=4.400.000.000")
    assert run("set", plan_file, "1@mar=4.400.000.000,0").err == "1.facturado@3: ya tenía 4.400.000.000\n"

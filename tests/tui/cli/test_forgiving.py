"""A command line that forgives: options anywhere, misspelt words, and every sentence Spanish."""

from datetime import date
from pathlib import Path

import pytest

from command import Run
from scoring.messages import _
from scoring.model.fields import Field, FieldChange
from store import open_store
from tui.cli.shared.parser import Parser
from tui.cli.shared.usage import Usage


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("statsu",), "status"),
        (("estdo", "plan.json"), "estado"),
        (("pendinetes",), "pendientes"),
        (("status", "--jsno"), "--json"),
        (("pending", "--moth=3"), "--month"),
        (("status", "a.json", "--jsno", "b.json"), "--json"),
        (("--asci",), "--ascii"),
    ],
)
def test_a_misspelt_verb_or_option_is_guessed(run: Run, words: tuple[str, ...], meant: str) -> None:
    outcome = run(*words)
    assert outcome.code == 2
    assert f"¿Quiso decir «{meant}»?\n" in outcome.err


def test_what_is_like_nothing_is_not_guessed(run: Run) -> None:
    assert "¿Quiso decir" not in run("xyzzy").err


def test_a_misspelt_month_of_an_option_is_guessed(run: Run, plan_file: Path) -> None:
    assert run("status", plan_file, "--month", "mazro").err.endswith(" ¿Quiso decir «marzo»?\n")


@pytest.mark.parametrize(
    "line",
    [
        "status FILE --month mar --json",
        "status --month mar --json FILE",
        "--month mar status FILE --json",
        "--json --month=mar status FILE",
    ],
)
def test_options_stand_anywhere(run: Run, worked_file: Path, line: str) -> None:
    expected = run("status", worked_file, "--json", "--month", "3")
    assert run(*line.replace("FILE", str(worked_file)).split()) == expected


@pytest.mark.parametrize("line", ["FILE --month mar", "--month=3 FILE", "--month mar FILE --ascii"])
def test_without_a_terminal_the_month_is_that_of_the_status(run: Run, worked_file: Path, line: str) -> None:
    ascii_only = ("--ascii",) if "--ascii" in line else ()
    outcome = run(*line.replace("FILE", str(worked_file)).split())
    assert outcome.code == 0
    assert outcome.out == run("status", worked_file, "--month", "3", *ascii_only).out


def test_options_stand_between_the_words_of_any_verb(run: Run, plan_file: Path) -> None:
    other = plan_file.with_name("otro.json")
    other.write_bytes(plan_file.read_bytes())
    assert run("set", plan_file, "2.urbanos@ene=5", "--note", "acta", "2.urbanos@feb=6").code == 0
    assert run("get", plan_file, "2.urbanos@ene", "2.urbanos@feb").out.split()[1::2] == ["5", "6"]
    assert run("pending", plan_file, "--month", "1", other).code == 0


@pytest.mark.parametrize("line", ["--ascii status FILE", "status --ascii FILE", "estado FILE --ascii"])
def test_ascii_stands_anywhere(run: Run, worked_file: Path, line: str) -> None:
    outcome = run(*line.replace("FILE", str(worked_file)).split(), "--month", "3")
    assert outcome.code == 0
    assert not set("●■▲█░·…–") & set(outcome.out)
    assert "FACTURACIÓN" in outcome.out


def test_ascii_holds_for_what_is_said_and_leaves_data_alone(run: Run, plan_file: Path) -> None:
    assert run("set", "--ascii", plan_file, "1@mar=4.400.000.000").err == "1.facturado@3: . > 4.400.000.000\n"
    assert run("status", plan_file, "--json", "--ascii") == run("status", plan_file, "--json")


ENGLISH = ("argument", "expected", "required", "invalid", "choice", "unrecognized", "ambiguous", "allowed", "usage")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("status", "--month"), "a --month le falta su valor"),
        (("status", "--json", "--csv"), "--csv y --json no van juntos"),
        (("status", "--mon", "3"), "la opción --mon es ambigua: --month, --monitor\n"),
        (("status", "--nada"), "no se entiende: --nada"),
        (("status", "--json=3"), "--json no lleva valor: '3'"),
        (("status", "--csv=fr"), "--csv no puede ser 'fr'; puede ser "),
        (("set",), "falta: [ARCHIVO] ID.DATO@MES=VALOR"),
        (("new",), "falta --process"),
        (("--month",), "a --month le falta su valor"),
    ],
)
def test_a_command_line_that_does_not_fit_is_told_in_spanish(run: Run, words: tuple[str, ...], said: str) -> None:
    outcome = run(*words)
    assert outcome.code == 2
    assert said in outcome.err
    assert outcome.err.startswith(("uso: plan ", "plan: "))
    assert not [word for word in ENGLISH if word in outcome.err]


@pytest.mark.parametrize("words", [["--one", "x"], ["--two", "1"], ["--some"], ["--maybe=1", "--maybe", "2", "3"], []])
def test_whatever_argparse_says_is_told_in_spanish(words: list[str]) -> None:
    parser = Parser("plan nada", _("muestra la ayuda"))
    parser.add_argument("--one", type=int)
    parser.add_argument("--two", nargs=2)
    parser.add_argument("--some", nargs="+")
    parser.add_argument("--maybe", nargs="?", const="")
    either = parser.add_mutually_exclusive_group(required=True)
    either.add_argument("--this")
    with pytest.raises(Usage) as refused:
        parser.parse(words)
    assert not [word for word in ENGLISH if word in str(refused.value)]
    assert "la orden no se entiende" not in str(refused.value)


def test_dates_are_written_as_people_write_them(run: Run, plan_file: Path) -> None:
    open_store(plan_file).commit([FieldChange(Field("4", "start"), date(2024, 2, 1))])
    assert "16/01/2024 → 01/02/2024" in run("history", plan_file, "4.start").out

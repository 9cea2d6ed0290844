"""An earlier state in the plan's place, as the command line tells it."""

import os
import shutil
from pathlib import Path

import pytest

from command import Run
from store import open_store


@pytest.fixture
def rolled_back(run: Run, worked_file: Path, tmp_path: Path) -> Path:
    """Return a plan over which an older copy was put after two more changes."""
    old = tmp_path / "vieja.json"
    shutil.copy(worked_file, old)
    for value in ("4.410.000.000", "4.411.000.000"):
        assert run("set", worked_file, f"1@abr={value}").code == 0
    worked_file.write_bytes(old.read_bytes())
    return worked_file


READING = (("status",), ("pending",), ("get", "1@mar"), ("explain", "1"), ("check",), ("history",), ("backup",))


@pytest.mark.parametrize("words", READING, ids=lambda words: words[0])
def test_every_command_that_reads_says_it_and_goes_on(run: Run, rolled_back: Path, words: tuple[str, ...]) -> None:
    told = run(words[0], rolled_back, *words[1:])
    assert "es un estado anterior" in told.err
    assert told.out
    assert told.code == run(words[0], rolled_back, *words[1:]).code


def test_nothing_is_written_over_it_until_it_is_accepted(run: Run, rolled_back: Path) -> None:
    before = rolled_back.read_bytes()
    refused = run("set", rolled_back, "1@may=4.400.000.000")
    assert refused.code == 1
    assert f"plan restore {rolled_back} --accept" in refused.err
    assert rolled_back.read_bytes() == before
    assert run("verify", rolled_back).code == 1
    assert run("restore", rolled_back, "--accept").code == 0
    assert run("set", rolled_back, "1@may=4.400.000.000").code == 0
    assert "no hay nada que aceptar" in run("restore", rolled_back, "--accept").err
    assert run("verify", rolled_back).code == 0


def test_the_lost_changes_come_back_by_the_command_that_is_named(run: Run, rolled_back: Path) -> None:
    sentence = run("status", rolled_back).err
    command = sentence.partition("«plan restore ")[2].partition("»")[0].split()
    assert run("restore", *command).code == 0
    assert "4.410.000.000" in run("get", rolled_back, "1@abr").out
    assert run("status", rolled_back).err == ""


def test_what_a_restoration_replaced_is_listed_as_such_and_dropped_by_name(run: Run, rolled_back: Path) -> None:
    [_first, *_rest, state] = [line.split()[-1] for line in run("restore", rolled_back, "--list").out.splitlines()]
    assert run("restore", rolled_back, state).code == 0
    [kept] = [line for line in run("restore", rolled_back, "--list").out.splitlines() if "reemplazado" in line]
    name = next(Path(word).name for word in kept.split() if ".snapshots/" in word)
    assert f"--drop {name}" in kept
    assert run("restore", rolled_back, "--drop", name).code == 0
    assert "reemplazado" not in run("restore", rolled_back, "--list").out
    assert run("restore", rolled_back, "--drop", name).code == 1
    assert run("restore", rolled_back, "--drop", rolled_back.name).code == 1
    assert rolled_back.exists()


def test_a_broken_history_names_the_way_on(run: Run, worked_file: Path) -> None:
    run("set", worked_file, "1@abr=4.410.000.000")
    worked_file.write_bytes(worked_file.read_bytes().replace(b'"new":"4410000000"', b'"new":"4410000001"'))
    refused = run("set", worked_file, "1@may=4.400.000.000")
    assert refused.code == 1
    assert f"plan verify {worked_file}" in refused.err
    ways = run("verify", worked_file)
    assert ways.code == 1
    command = next(line for line in ways.out.splitlines() if line.startswith("  plan restore")).split()[2:]
    assert run("restore", *command).code == 0
    assert run("set", worked_file, "1@may=4.400.000.000").code == 0


def test_what_is_remembered_of_a_person_is_theirs_to_read(
    run: Run, worked_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    before = os.umask(0)
    try:
        run("status", worked_file)
    finally:
        os.umask(before)
    kept = [file for file in (tmp_path / "state").rglob("*") if file.is_file()]
    assert [file.stat().st_mode & 0o777 for file in kept] == [0o600]
    assert open_store(worked_file).load().head in kept[0].read_text(encoding="utf-8")

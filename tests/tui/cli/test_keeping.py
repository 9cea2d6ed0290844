"""`plan verify`, `plan backup` and `plan restore`: a way on from any file."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from command import Run
from scoring.text.clock import date_and_time
from store import open_store


def test_a_backup_is_a_plan_of_its_own(run: Run, worked_file: Path, tmp_path: Path) -> None:
    outcome = run("backup", worked_file, tmp_path / "copias")
    assert outcome.code == 0
    copy = Path(outcome.out.strip())
    assert copy.parent == tmp_path / "copias"
    assert run("status", copy, "--month", "3").out == run("status", worked_file, "--month", "3").out


def test_a_damaged_plan_is_not_backed_up(run: Run, worked_file: Path, tmp_path: Path) -> None:
    worked_file.write_bytes(worked_file.read_bytes()[:5000])
    assert run("backup", worked_file, tmp_path / "copias").code == 1
    assert not list(tmp_path.glob("copias/*"))


def test_verify_says_the_way_on_from_a_damaged_file_and_it_works(run: Run, worked_file: Path) -> None:
    run("set", worked_file, "1@abr=4.410.000.000")
    whole = worked_file.read_bytes()
    worked_file.write_bytes(whole[:5000])
    outcome = run("verify", worked_file)
    assert outcome.code == 1
    assert "dañado" in outcome.err
    command = next(line.split() for line in outcome.out.splitlines() if line.startswith("  plan restore"))
    assert run(*command[1:]).code == 0
    assert run("verify", worked_file).code == 0
    assert run("get", worked_file, "1@mar").out == "1.facturado@3 4.500.000.000\n"


def test_what_follows_the_plan_can_be_left_out(run: Run, worked_file: Path) -> None:
    worked_file.write_bytes(worked_file.read_bytes() + b'{"basura": 1}')
    assert "--salvage" in run("verify", worked_file).out
    assert run("restore", worked_file, "--salvage").code == 0
    assert run("get", worked_file, "1@mar").out == "1.facturado@3 4.500.000.000\n"


def test_another_plan_is_not_restored_over_this_one(run: Run, worked_file: Path, tmp_path: Path) -> None:
    other = run("demo", tmp_path / "otro").out.strip()
    before = worked_file.read_bytes()
    assert run("restore", worked_file, other).code == 1
    assert worked_file.read_bytes() == before


def test_the_states_kept_are_listed_newest_first(run: Run, worked_file: Path) -> None:
    run("set", worked_file, "1@abr=4.410.000.000")
    lines = run("restore", worked_file, "--list").out.splitlines()
    assert len(lines) == 2
    assert lines == sorted(lines, reverse=True)
    assert run("restore", worked_file).code == 2


@pytest.fixture
def _far_away(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the machine stand in another time zone than the plan."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_far_away")
def test_times_are_those_of_the_plans_zone_wherever_the_machine_stands(run: Run, worked_file: Path) -> None:
    run("set", worked_file, "1@abr=4.410.000.000")
    store = open_store(worked_file)
    written = [f"{date_and_time(snapshot.at, 'America/Bogota', 'es_CO'):>20}" for snapshot in store.states()]
    assert [line[:20] for line in run("restore", worked_file, "--list").out.splitlines()] == written
    changed = [f"{date_and_time(row.at, 'America/Bogota', 'es_CO'):>20}" for row in store.history()]
    assert [line[7:27] for line in run("history", worked_file).out.splitlines()] == changed
    worked_file.write_bytes(worked_file.read_bytes()[:5000])
    assert written[0].strip() in run("verify", worked_file).out
    assert [line[:20] for line in run("restore", worked_file, "--list").out.splitlines()] == written


@pytest.mark.parametrize("damage", [b"", b"{}"])
def test_the_states_kept_are_listed_even_where_none_is_sound(run: Run, worked_file: Path, damage: bytes) -> None:
    run("set", worked_file, "1@abr=4.410.000.000")
    for snapshot in open_store(worked_file).states():
        snapshot.path.chmod(0o600)
        snapshot.path.write_bytes(damage)
    worked_file.write_bytes(damage)
    assert len(run("restore", worked_file, "--list").out.splitlines()) == 2


def test_the_plan_taken_by_default_is_backed_up_to_a_folder(
    run: Run, worked_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAN_FILE", str(worked_file))
    assert run("backup", tmp_path / "otro" / "disco").code == 0
    assert len(list((tmp_path / "otro" / "disco").iterdir())) == 1

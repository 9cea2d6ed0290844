"""Copies are as private as the plan: whoever may not read it reads no copy of it either."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from command import Run
from scoring.model import Cell
from tui.personal import drafts
from tui.personal.drafts import Draft

COPIES = {
    "backup": ("backup", "{plan}"),
    "workbook": ("export", "{plan}", "--month", "mar", "-o", "{folder}/libro.xlsx"),
    "entry sheet": ("export", "{plan}", "--month", "mar", "--for", "Jefe", "-o", "{folder}/hoja.xlsx"),
}


@pytest.fixture
def umask() -> Iterator[None]:
    """Let what is made be open to everybody, but for what the program does."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("umask")
@pytest.mark.parametrize("plan", [0o600, 0o640, 0o660, 0o664], ids=oct)
@pytest.mark.parametrize("copy", COPIES)
def test_a_copy_is_open_to_nobody_who_may_not_read_the_plan(
    run: Run, worked_file: Path, tmp_path: Path, plan: int, copy: str
) -> None:
    worked_file.chmod(plan)
    assert run("set", worked_file, "1@abr=4.400.000.000").code == 0
    folder = tmp_path / "copias"
    folder.mkdir()
    words = [word.format(plan=worked_file, folder=folder) for word in COPIES[copy]]
    done = run(*words)
    assert done.code == 0, done.err
    written = Path(done.out.strip().splitlines()[-1])
    assert written.stat().st_mode & 0o777 == plan
    made = [file for file in tmp_path.rglob("*") if file.is_file() and "snapshots" not in str(file)]
    assert [file for file in made if file.stat().st_mode & 0o777 & ~plan] == []
    beside = [tmp_path / ".plan_2024.json.snapshots", tmp_path / "respaldos"]
    assert [folder for folder in beside if folder.exists() and folder.stat().st_mode & 0o066 & ~plan] == []


def test_a_creation_mask_is_kept_to(run: Run, worked_file: Path) -> None:
    worked_file.chmod(0o664)
    before = os.umask(0o077)
    try:
        done = run("backup", worked_file)
    finally:
        os.umask(before)
    assert Path(done.out.strip()).stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files to a group")
@pytest.mark.parametrize("copy", COPIES)
def test_a_copy_has_the_plans_group(run: Run, worked_file: Path, tmp_path: Path, copy: str) -> None:
    os.chown(worked_file, 0, 4242)
    worked_file.chmod(0o660)
    done = run(*(word.format(plan=worked_file, folder=tmp_path) for word in COPIES[copy]))
    assert Path(done.out.strip().splitlines()[-1]).stat().st_gid == 4242


@pytest.mark.usefixtures("umask")
def test_a_draft_is_its_writers_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    drafts.save("/un/plan.json", Draft(Cell("4", "efectivas", 3), "96", 0))
    assert {file.stat().st_mode & 0o777 for file in tmp_path.rglob("*.json")} == {0o600}
    assert drafts.load("/un/plan.json") == Draft(Cell("4", "efectivas", 3), "96", 0)

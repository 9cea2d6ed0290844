"""Who may write, and what a commit leaves as it was: the file's mode, its group, a link to it."""

import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from scoring.model import Cell, Change
from store import NotSavedError, open_store
from store.identity import user

MARCH = Cell("4", "efectivas", 3)
NOBODY, GROUP = 65534, 4242

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as several users")


def as_user(number: int, group: int, what: Callable[[], None]) -> None:
    """Do `what` as another user, in another process; AssertionError where it raised something."""
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(group)
            os.setuid(number)
            user.cache_clear()
            what()
        except BaseException as error:  # noqa: BLE001 - the parent has to hear of it
            os.write(2, repr(error).encode())
            os._exit(1)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_commit_keeps_mode_and_link(path: Path, tmp_path: Path) -> None:
    path.chmod(0o640)
    link = tmp_path / "enlace.json"
    link.symlink_to(path.name)
    store = open_store(link)
    store.commit([Change(MARCH, Decimal(1))])
    assert link.is_symlink()
    assert path.stat().st_mode & 0o7777 == 0o640
    assert open_store(path).load().seq == 1
    store.close()


def test_a_temporary_file_that_is_a_trap_is_not_followed(path: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    (tmp_path / f".{path.name}.tmp").symlink_to(victim)
    open_store(path).commit([Change(MARCH, Decimal(1))])
    assert victim.read_text(encoding="utf-8") == "mine"


def test_what_anybody_can_write_is_named(path: Path) -> None:
    path.chmod(0o666)
    path.parent.chmod(0o777)
    assert [problem.where for problem in open_store(path).verify()] == [str(path), str(path.parent)]


@needs_root
def test_another_user_of_the_group_writes_and_the_group_stays(path: Path) -> None:
    let_through(path)
    path.parent.chmod(0o2770)
    os.chown(path.parent, -1, GROUP)
    os.chown(path, -1, GROUP)
    path.chmod(0o660)

    def commit() -> None:
        assert open_store(path).load().read_only == ""
        open_store(path).commit([Change(MARCH, Decimal(1))])

    as_user(NOBODY, GROUP, commit)
    info = path.stat()
    assert (info.st_uid, info.st_gid, info.st_mode & 0o7777) == (NOBODY, GROUP, 0o660)
    [row] = open_store(path).history()
    assert row.by != "root"


@needs_root
@pytest.mark.parametrize(
    ("file", "folder", "reason"),
    [
        (0o444, 0o777, "permiso para escribir en «.*json»"),
        (0o666, 0o755, "permiso para escribir en la carpeta"),
        (0o666, 0o1777, "solo el dueño"),
    ],
)
def test_a_plan_that_may_not_be_written_says_why(path: Path, file: int, folder: int, reason: str) -> None:
    let_through(path)
    path.chmod(file)
    path.parent.chmod(folder)
    before = path.read_bytes()

    def refused() -> None:
        store = open_store(path)
        assert "solo lectura" in store.load().read_only
        with pytest.raises(NotSavedError, match=reason):
            store.commit([Change(MARCH, Decimal(1))])

    as_user(NOBODY, NOBODY, refused)
    assert path.read_bytes() == before


@needs_root
def test_a_writer_outside_the_group_is_refused_rather_than_shutting_it_out(path: Path) -> None:
    let_through(path)
    os.chown(path, -1, GROUP)
    path.chmod(0o666)
    path.parent.chmod(0o777)

    def refused() -> None:
        with pytest.raises(NotSavedError, match=str(GROUP)):
            open_store(path).commit([Change(MARCH, Decimal(1))])

    as_user(NOBODY, NOBODY, refused)


def let_through(path: Path) -> None:
    """Let other users reach the plan's directory."""
    for folder in path.parent.parents:
        if folder.stat().st_mode & 0o011 != 0o011 and "pytest" in str(folder):
            folder.chmod(0o755)


def test_who_is_behind_sudo_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    user.cache_clear()
    monkeypatch.setenv("SUDO_USER", "ana")
    assert user().endswith("(ana)")
    user.cache_clear()

"""Who may write, and what a commit leaves as it was: the file's mode, its group, a link to it."""

import importlib
import os
import pkgutil
import struct
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

import store
from scoring.model import Cell, CellChange
from store import NotSavedError, PlanStore, open_store
from store.file import kept_states, replacing, segments, user_and_time
from store.file.folders import folder_beside
from store.file.permissions import Permissions
from store.file.reading import Pin
from store.file.replacing import write_temporary
from store.file.user_and_time import user
from store.recovery import backup

MARCH = Cell("4", "efectivas", 3)
ACCESS_LIST = "system.posix_acl_access"
NOBODY, ANA, LUIS, GROUP = 65534, 61001, 61002, 4242
TURNS = 8

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as several users")


def access_list(user: int) -> bytes:
    """Return a POSIX access list, as the kernel keeps it, that lets `user` read and write besides owner and group."""
    owner, named, group, mask, other = 1, 2, 4, 16, 32
    nobody = 0xFFFFFFFF
    entries = [(owner, 6, nobody), (named, 6, user), (group, 6, nobody), (mask, 6, nobody), (other, 0, nobody)]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


def as_user(number: int, groups: Sequence[int], what: Callable[[], None]) -> str:
    """Do `what` as another user, of `groups` with the user's own first, in another process; return what it raised."""
    for module in pkgutil.walk_packages(store.__path__, "store."):
        importlib.import_module(module.name)  # another user may not be let into the checkout to load it
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups(groups[1:])
            os.setgid(groups[0])
            os.setuid(number)
            user.cache_clear()
            what()
        except BaseException as error:  # noqa: BLE001 - the parent has to hear of it
            os.write(writing, repr(error).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        raised = pipe.read()
    os.waitpid(child, 0)
    return raised


def test_a_commit_keeps_mode_and_link(path: Path, tmp_path: Path) -> None:
    path.chmod(0o640)
    link = tmp_path / "enlace.json"
    link.symlink_to(path.name)
    store = open_store(link)
    store.commit([CellChange(MARCH, Decimal(1))])
    assert link.is_symlink()
    assert path.stat().st_mode & 0o7777 == 0o640
    assert open_store(path).load().seq == 1
    store.close()


def test_a_commit_keeps_the_access_list_and_what_people_noted_on_the_file(path: Path) -> None:
    kept = {"user.acta": b"12 de 2024", ACCESS_LIST: access_list(ANA)}
    for name, value in kept.items():
        try:
            os.setxattr(path, name, value)
        except OSError as error:
            pytest.skip(f"the file system has no {name}: {error}")
    mode = path.stat().st_mode
    store = open_store(path)
    store.commit([CellChange(MARCH, Decimal(1))])
    store.close()
    assert {name: os.getxattr(path, name) for name in kept} == kept
    assert path.stat().st_mode == mode


def commit_often(store: PlanStore) -> None:
    for _turn in range(6):
        store.commit([CellChange(MARCH, Decimal(store.load().seq))])


TRAPS = (".plan_2024.json.tmp", ".plan_2024.json.lock", ".plan_2024.json.snapshots", "plan_2024.history")
"""What the program makes beside a plan."""


@pytest.mark.usefixtures("_short_histories")
@pytest.mark.parametrize("trap", TRAPS)
def test_a_link_in_the_place_of_what_the_program_makes_is_refused_by_its_name(path: Path, trap: str) -> None:
    store = open_store(path)
    commit_often(store)
    before = path.read_bytes()
    victim = path.with_name("victim")
    there = path.with_name(trap)
    if there.is_dir():
        there.rename(victim)
    else:
        there.unlink(missing_ok=True)
        victim.write_text("mine", encoding="utf-8")
    there.symlink_to(victim)
    inside = sorted(victim.iterdir()) if victim.is_dir() else victim.read_text(encoding="utf-8")
    with pytest.raises(NotSavedError, match=rf"«{trap}» es un enlace simbólico"):
        commit_often(store)  # the history is sealed after some
    assert (sorted(victim.iterdir()) if victim.is_dir() else victim.read_text(encoding="utf-8")) == inside
    assert path.read_bytes() == before or trap == "plan_2024.history"
    assert store.verify() == ()
    store.close()


@needs_root
@pytest.mark.parametrize("trap", TRAPS[:3])
def test_what_somebody_else_has_put_there_is_refused_and_a_colleagues_leftover_is_not(path: Path, trap: str) -> None:
    os.chown(path, ANA, GROUP)
    there = path.with_name(trap)
    if "snapshots" in trap:
        there.mkdir()
    else:
        there.touch()
    os.chown(there, NOBODY, NOBODY)
    before = path.read_bytes()
    with pytest.raises(NotSavedError, match=rf"«{trap}» no es del dueño del plan ni de su grupo"):
        open_store(path).commit([CellChange(MARCH, Decimal(1))])
    assert path.read_bytes() == before
    os.chown(there, LUIS, GROUP)
    assert open_store(path).commit([CellChange(MARCH, Decimal(1))]).seq == 1


def test_what_anybody_can_write_is_named(path: Path) -> None:
    path.chmod(0o666)
    path.parent.chmod(0o777)
    assert [problem.where for problem in open_store(path).verify()] == [str(path), str(path.parent)]


def faults_between_users(path: Path, folder: int) -> list[str]:
    """Let two users of one group work on a plan in a directory of the mode `folder`; return what was found wrong."""
    let_through(path)
    for shared, mode in ((path.parent, folder), (path, 0o660)):
        os.chown(shared, -1, GROUP)
        shared.chmod(mode)
    found: list[str] = []

    def work() -> None:
        store = open_store(path)
        assert store.load().read_only == ""
        for _turn in range(TURNS):
            store.commit([CellChange(MARCH, Decimal(store.load().seq))])
        assert store.verify() == ()
        store.backup()

    for number in (ANA, LUIS):
        found += filter(None, [as_user(number, [number, GROUP], work)])
        info = path.stat()
        if (info.st_uid, info.st_gid, info.st_mode & 0o7777) != (number, GROUP, 0o660):
            found.append(f"{number} left it to {info.st_uid}, group {info.st_gid}, mode {info.st_mode & 0o7777:o}")
    store = open_store(path)
    writers = [row.by for row in store.history()]
    if writers != sorted(writers) or [writers.count(by) for by in sorted({*writers})] != [TURNS, TURNS]:
        found.append(f"in the history: {writers}")
    if len(store.states()) != 2 * TURNS:
        found.append(f"{len(store.states())} snapshots of {2 * TURNS}")
    store.close()
    return found


@pytest.fixture
def _short_histories(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let both users seal old history as well."""
    monkeypatch.setattr(segments, "ROWS", 5)
    monkeypatch.setattr(segments, "KEPT", 2)


@needs_root
@pytest.mark.usefixtures("_short_histories")
@pytest.mark.parametrize("folder", [0o2770, 0o770], ids=["setgid", "plain"])
def test_two_users_of_a_group_write_in_turn_and_the_group_stays(path: Path, folder: int) -> None:
    assert faults_between_users(path, folder) == []


@needs_root
@pytest.mark.usefixtures("_short_histories")
@pytest.mark.parametrize(
    ("folder", "otherwise"),
    [(0o2770, lambda had: had._replace(mode=0o600)), (0o770, lambda had: had._replace(group=0))],
    ids=["mode", "group"],
)
def test_a_new_file_without_the_mode_or_group_of_the_old_one_is_found_out(
    path: Path, monkeypatch: pytest.MonkeyPatch, folder: int, otherwise: Callable[[Permissions], Permissions]
) -> None:
    def write(directory: int, name: str, data: bytes, permissions: Permissions, **_like: Pin) -> Pin:
        return write_temporary(directory, name, data, otherwise(permissions))

    monkeypatch.setattr(replacing, "write_temporary", write)
    left, shut_out, *_rest = faults_between_users(path, folder)
    assert left.startswith(f"{ANA} left it to")
    assert "permiso denegado" in shut_out


@needs_root
@pytest.mark.usefixtures("_short_histories")
@pytest.mark.parametrize("module", [kept_states, segments, backup], ids=lambda module: module.__name__)
def test_directories_of_ones_own_beside_a_shared_plan_are_found_out(
    path: Path, monkeypatch: pytest.MonkeyPatch, module: ModuleType
) -> None:
    def beside(directory: int, name: str, plan: Permissions) -> AbstractContextManager[int]:
        return folder_beside(directory, name, plan.private())

    monkeypatch.setattr(module, "folder_beside", beside)
    assert faults_between_users(path, 0o2770) != []


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
            store.commit([CellChange(MARCH, Decimal(1))])

    assert as_user(NOBODY, [NOBODY], refused) == ""
    assert path.read_bytes() == before


@needs_root
def test_a_writer_outside_the_group_is_refused_rather_than_shutting_it_out(path: Path) -> None:
    let_through(path)
    os.chown(path, -1, GROUP)
    path.chmod(0o666)
    path.parent.chmod(0o777)

    def refused() -> None:
        with pytest.raises(NotSavedError, match=str(GROUP)):
            open_store(path).commit([CellChange(MARCH, Decimal(1))])

    assert as_user(NOBODY, [NOBODY], refused) == ""


def let_through(path: Path) -> None:
    """Let other users reach the plan's directory."""
    for folder in path.parent.parents:
        if folder.stat().st_mode & 0o011 != 0o011 and "pytest" in str(folder):
            folder.chmod(0o755)


@pytest.mark.parametrize(
    ("euid", "sudo", "login", "told"),
    [
        (0, "daemon", None, "root (daemon)"),
        (0, "nadie\nmás", None, "root"),
        (0, "root", None, "root"),
        (1, "root", None, "daemon"),
        (1, "root", "bin", "daemon (bin)"),
        (0, "daemon", "bin", "root (bin)"),
    ],
)
def test_who_is_behind_sudo_is_told_by_the_kernel_and_to_root_alone_by_a_variable(
    monkeypatch: pytest.MonkeyPatch, euid: int, sudo: str, login: str | None, told: str
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: euid)
    monkeypatch.setenv("SUDO_USER", sudo)
    monkeypatch.setattr(user_and_time, "_login", lambda: login)
    user.cache_clear()
    assert user() == told
    user.cache_clear()


@needs_root
@pytest.mark.parametrize("forgery", ["somebody else's", "a link", "a broken history"])
def test_a_forged_state_is_never_offered(path: Path, forgery: str) -> None:
    os.chown(path, ANA, GROUP)
    store = open_store(path)
    for number in range(3):
        store.commit([CellChange(MARCH, Decimal(number))])
    [true, *_earlier] = store.states()
    forged = true.path.with_name("29990101T000000.000000Z.json")
    data = path.read_bytes()
    if forgery == "a link":
        elsewhere = path.with_name("otro.json")
        elsewhere.write_bytes(data)
        forged.symlink_to(elsewhere)
    else:
        forged.write_bytes(data.replace(b'"new":"1"', b'"new":"9"') if forgery == "a broken history" else data)
    os.chown(forged, NOBODY if forgery == "somebody else's" else ANA, NOBODY, follow_symlinks=False)
    path.write_bytes(data[:5000])
    recovery = store.recovery()
    assert recovery is not None
    assert recovery.snapshot == true
    store.close()

"""Writers wait for one another, and a holder that died or was stopped is no obstacle or is named."""

import errno
import fcntl
import os
import shutil
import signal
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from holders import holder
from writers import acknowledged

from histories import history_faults
from scoring.model import Cell, CellChange, Plan
from store import NotSavedError, open_store
from store.errors import BusyError
from store.file import lock, replacing
from store.file.access import refusal
from store.file.folders import opened
from store.file.lock import locked
from store.file.lock_file import lock_name
from store.file.lock_holder import Holder, holders
from store.file.permissions import Permissions

MARCH, APRIL = Cell("4", "efectivas", 3), Cell("4", "efectivas", 4)


@pytest.mark.parametrize("stopped", [False, True])
def test_a_holder_is_named_when_the_wait_is_over(path: Path, monkeypatch: pytest.MonkeyPatch, *, stopped: bool) -> None:
    monkeypatch.setattr(lock, "DEADLINE", 0.05)
    before = path.read_bytes()
    with holder(path) as child:
        if stopped:
            os.kill(child, signal.SIGSTOP)
        with pytest.raises(BusyError, match=rf"{child}.*root|{child}.*de \w+"):
            open_store(path).commit([CellChange(MARCH, Decimal(1))])
        assert open_store(path).load().seq == 0, "readers do not wait"
    assert path.read_bytes() == before


class BeforeRenaming(ModuleType):
    """The os module, in which something is done first whenever a file is about to be renamed."""

    def __init__(self, first: Callable[[], None]) -> None:
        super().__init__("os")
        self._first = first

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def rename(self, name: str, to: str, **kwargs: Any) -> None:
        self._first()
        os.rename(name, to, **kwargs)  # noqa: PTH104 - relative to a descriptor


def stopped_writer(path: Path, acknowledged: int) -> int:
    """Start a writer that stops when only the rename is missing; the batch it is told is saved goes to a descriptor."""
    child = os.fork()
    if child == 0:
        try:
            stop = BeforeRenaming(lambda: os.kill(os.getpid(), signal.SIGSTOP))
            pytest.MonkeyPatch().setattr(replacing, "os", stop)
            os.write(acknowledged, open_store(path).commit([CellChange(MARCH, Decimal(1))]).batch.encode())
        finally:
            os._exit(0)
    assert os.WIFSTOPPED(os.waitpid(child, os.WUNTRACED)[1])
    return child


def faults(path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch, ending: signal.Signals) -> list[str]:
    """Stop a writer in its commit, let another try, let `ending` end the first; return what was found wrong.

    Where the other is let in, the first goes on at the moment that is worst for both.
    """
    reading, writing = os.pipe()
    writer = stopped_writer(path, writing)
    os.close(writing)

    def end() -> None:
        os.kill(writer, ending)
        os.waitpid(writer, 0)

    found, batches = [], set()
    with monkeypatch.context() as patch:
        patch.setattr(lock, "DEADLINE", 0.0)
        patch.setattr(replacing, "os", BeforeRenaming(end))
        try:
            batches.add(open_store(path).commit([CellChange(APRIL, Decimal(2))]).batch)
        except BusyError:
            end()
        except NotSavedError as error:
            found.append(f"let in while another was writing: {error}")
        else:
            found.append("let in while another was writing")
    with os.fdopen(reading) as pipe:
        batches |= set(filter(None, [pipe.read()]))
    try:
        batches.add(open_store(path).commit([CellChange(APRIL, Decimal(3))]).batch)
    except BusyError as error:
        found.append(f"shut out by a writer that has ended: {error}")
    return found + history_faults(path, plan, batches)


@pytest.mark.parametrize("ending", [signal.SIGCONT, signal.SIGKILL])
def test_a_writer_stopped_in_its_commit_keeps_the_others_out_until_it_goes_on_or_dies(
    path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch, ending: signal.Signals
) -> None:
    assert faults(path, plan, monkeypatch, ending) == []


def lock_file(*, breakable: bool) -> Callable[[Path, Permissions], AbstractContextManager[int]]:
    """Return a lock as many programs have it: a file that its holder makes, and takes away at the end.

    Where it is `breakable` whoever finds it takes it for one that was left behind, as one that goes by its age will.
    """

    @contextmanager
    def lock(path: Path, _plan: Permissions) -> Iterator[int]:
        file = path.with_name(".lock")
        if breakable:
            file.unlink(missing_ok=True)
        try:
            file.touch(exist_ok=False)
        except FileExistsError:
            raise BusyError(str(file)) from None
        try:
            with opened(path.parent) as descriptor:
                yield descriptor
        finally:
            file.unlink(missing_ok=True)

    return lock


def test_a_lock_that_outlives_its_holder_is_found_out(path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "locked", lock_file(breakable=False))
    [found] = faults(path, plan, monkeypatch, signal.SIGKILL)
    assert "shut out by a writer that has ended" in found


def test_a_lock_that_anybody_may_break_is_found_out(path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "locked", lock_file(breakable=True))
    found = faults(path, plan, monkeypatch, signal.SIGCONT)
    assert "let in while another was writing" in found[0]
    assert "1 acknowledged batches lost" in found


def test_the_lock_holds_against_a_second_one_in_the_same_process(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "DEADLINE", 0.0)
    plan = Permissions.of(path)
    with locked(path, plan):
        assert refusal(path) == ""
        with pytest.raises(BusyError), locked(path, plan):
            pass
    with locked(path, plan):
        pass


def test_deleting_every_other_file_does_not_open_the_lock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "DEADLINE", 0.0)
    with locked(path, Permissions.of(path)):
        for entry in path.parent.iterdir():
            if entry != path:
                entry.unlink()
        with pytest.raises(BusyError):
            open_store(path).commit([CellChange(MARCH, Decimal(1))])


def test_where_the_file_system_cannot_lock_the_plan_is_read_only(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def flock(_descriptor: int, _operation: int) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", flock)
    store = open_store(path)
    assert "no permite bloquear" in store.load().read_only
    with pytest.raises(NotSavedError, match="no permite bloquear"):
        store.commit([CellChange(MARCH, Decimal(1))])


@contextmanager
def flock_by(user: int, groups: list[int], file: Path, *, program: list[str] | None = None) -> Iterator[int]:
    """Let another user lock a file or folder that they may read; yields the process and ends it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups(groups)
            os.setgid(groups[0])
            os.setuid(user)
            descriptor = os.open(file, os.O_RDONLY)
            os.set_inheritable(descriptor, True)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            os.write(writing, b"!")
            if program:
                os.execv(program[0], program)  # noqa: S606 - a program that the test has copied
            signal.pause()
        finally:
            os.write(writing, b"?")
            os._exit(1)
    try:
        assert os.read(reading, 1) == b"!"
        yield child
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reading)
        os.close(writing)


READER, COLLEAGUE, GROUP = 61003, 61004, 4242


@pytest.fixture
def shared(path: Path) -> Path:
    """A plan that a group writes and everybody reads, in a folder that everybody reads."""
    os.chown(path, 0, GROUP)
    path.chmod(0o664)
    os.chown(path.parent, 0, GROUP)
    path.parent.chmod(0o2775)
    for folder in path.parent.parents:
        if folder.stat().st_mode & 0o011 != 0o011 and "pytest" in str(folder):
            folder.chmod(0o755)
    return path


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as several users")


@needs_root
@pytest.mark.parametrize("what", ["the folder", "the plan", "the lock"])
def test_somebody_who_may_only_read_cannot_stop_a_save(
    shared: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr(lock, "DEADLINE", 0.0)
    store = open_store(shared)
    store.commit([CellChange(MARCH, Decimal(1))])
    locks = shared.with_name(lock_name(shared.name))
    assert locks.stat().st_mode & 0o777 == 0o220
    if what == "the lock":
        with pytest.raises(PermissionError), as_reader():
            os.open(locks, os.O_RDONLY)
        with pytest.raises(PermissionError), as_reader():
            os.open(locks, os.O_WRONLY)
        return
    with flock_by(READER, [READER], shared if what == "the plan" else shared.parent):
        assert store.commit([CellChange(MARCH, Decimal(2))]).seq == 2
        assert open_store(shared).load().read_only == ""
    store.close()


@contextmanager
def as_reader() -> Iterator[None]:
    """Act as a user who is in no group of the plan."""
    groups = os.getgroups()
    os.setgroups([])
    os.setegid(READER)
    os.seteuid(READER)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)


@needs_root
def test_a_program_with_more_rights_than_its_user_cannot_stop_a_save_either(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "DEADLINE", 0.0)
    sleep = tmp_path / "sleep"
    shutil.copy(shutil.which("sleep") or "", sleep)
    sleep.chmod(0o4755)
    with flock_by(READER, [READER], shared.parent, program=[str(sleep), "60"]):
        assert open_store(shared).commit([CellChange(MARCH, Decimal(1))]).seq == 1


@needs_root
def test_an_older_version_that_locks_the_folder_is_waited_for_and_named(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "DEADLINE", 0.05)
    with (
        flock_by(COLLEAGUE, [COLLEAGUE, GROUP], shared.parent) as other,
        pytest.raises(BusyError, match=rf"proceso {other} \(.*, de {COLLEAGUE}\)"),
    ):
        open_store(shared).commit([CellChange(MARCH, Decimal(1))])
    assert open_store(shared).commit([CellChange(MARCH, Decimal(1))]).seq == 1


def test_a_lock_that_more_people_can_open_than_the_plan_is_replaced(path: Path) -> None:
    path.chmod(0o660)
    open_store(path).commit([CellChange(MARCH, Decimal(1))])
    path.chmod(0o600)
    locks = path.with_name(lock_name(path.name))
    before = locks.stat().st_ino
    open_store(path).commit([CellChange(MARCH, Decimal(2))])
    assert locks.stat().st_mode & 0o777 == 0o200
    assert locks.stat().st_ino != before


def test_a_file_system_without_permissions_is_written_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fchmod(descriptor: int, mode: int) -> None:
        if stat.S_IMODE(os.fstat(descriptor).st_mode) != mode:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    path.chmod(0o600)  # as such a file system says of every file
    monkeypatch.setattr(os, "fchmod", fchmod)
    store = open_store(path)
    for number in range(2):
        assert store.commit([CellChange(MARCH, Decimal(number))]).seq == number + 1
    store.close()


def test_deleting_the_lock_again_and_again_loses_nothing(path: Path, plan: Plan) -> None:
    locks = path.with_name(lock_name(path.name))
    deleter = os.fork()
    if deleter == 0:
        try:
            while True:
                locks.unlink(missing_ok=True)
        finally:
            os._exit(0)
    try:
        batches = acknowledged(path)
    finally:
        os.kill(deleter, signal.SIGKILL)
        os.waitpid(deleter, 0)
    assert batches, "a writer that the deleter leaves no lock to is refused, and others go on"
    assert history_faults(path, plan, batches) == []


def test_those_who_wait_are_let_in_in_their_order(path: Path) -> None:
    plan = Permissions.of(path)
    reading, writing = os.pipe()
    children = []
    with locked(path, plan):
        for number in range(6):
            child = os.fork()
            if child == 0:
                try:
                    with locked(path, plan):
                        os.write(writing, bytes([number]))
                finally:
                    os._exit(0)
            children.append(child)
            wait_until_waiting(child)
    for child in children:
        os.waitpid(child, 0)
    assert os.read(reading, 10) == bytes(range(6))
    os.close(reading)
    os.close(writing)


def wait_until_waiting(process: int) -> None:
    """Return when a process is among those that the kernel says wait for a lock."""
    while not any(
        line.split()[1:3] == ["->", "FLOCK"] and line.split()[5] == str(process)
        for line in Path("/proc/locks").read_text(encoding="ascii").splitlines()
    ):
        os.sched_yield()


@needs_root
@pytest.mark.parametrize("late", [2, None], ids=["names the holder late", "never names the holder"])
def test_a_holder_is_passed_over_only_where_the_system_never_names_it(
    shared: Path, monkeypatch: pytest.MonkeyPatch, late: int | None
) -> None:
    monkeypatch.setattr(lock, "DEADLINE", 0.0)
    monkeypatch.setattr(lock, "_UNKNOWN_WAIT", 0.0)
    asked = []

    def named(descriptor: int) -> list[Holder]:
        asked.append(descriptor)
        return [] if late is None or len(asked) <= late else holders(descriptor)

    monkeypatch.setattr(lock, "holders", named)
    with flock_by(COLLEAGUE, [COLLEAGUE, GROUP], shared.parent):
        if late is None:
            assert open_store(shared).commit([CellChange(MARCH, Decimal(1))]).seq == 1
        else:
            with pytest.raises(BusyError, match=str(COLLEAGUE)):
                open_store(shared).commit([CellChange(MARCH, Decimal(1))])

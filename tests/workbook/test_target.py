"""What a file that is written takes the place of: what its guard lets it, and nothing that came in between."""

import errno
import os
from hashlib import sha256
from pathlib import Path

import pytest

from workbook.errors import ExportError
from workbook.writing.replacing_file import digest, replacing


class Guard:
    """Lets nothing be replaced but what it has been told of."""

    def __init__(self, allowed: bytes = b"", *, disturbed: int = 0) -> None:
        """Let a file be replaced that holds what is `allowed`; somebody else writes theirs after that many looks."""
        self.allowed = allowed
        self.written: list[tuple[Path, str]] = []
        self._looks_left = disturbed

    def replaces(self, target: Path) -> bool:
        there = target.exists()
        if there and target.read_bytes() != self.allowed:
            raise ExportError("somebody's")
        self._looks_left -= 1
        if self._looks_left == 0:
            target.write_bytes(b"theirs")
        return there

    def made(self, temporary: Path) -> None:
        assert temporary.read_bytes() == b""

    def wrote(self, target: Path, sha256: str) -> None:
        self.written.append((target, sha256))


def put(path: Path, guard: Guard) -> None:
    with replacing(path, guard) as temporary:
        temporary.write_bytes(b"new")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.xlsx"


def test_a_new_file_and_one_that_may_be_replaced_are_written_and_told_of(path: Path) -> None:
    guard = Guard(b"new")
    put(path, guard)
    put(path, guard)
    assert path.read_bytes() == b"new"
    assert guard.written == [(path, sha256(b"new").hexdigest())] * 2
    assert list(path.parent.iterdir()) == [path]


def test_somebodys_file_stays_and_nothing_is_done_in_vain(path: Path) -> None:
    path.write_bytes(b"theirs")
    guard = Guard()
    with pytest.raises(ExportError, match="somebody's"), replacing(path, guard):
        pytest.fail("it was written in vain")
    assert path.read_bytes() == b"theirs"
    assert (list(path.parent.iterdir()), guard.written) == ([path], [])


@pytest.mark.parametrize("looks", [1, 2], ids=["while ours is written", "after the last look"])
def test_a_file_that_comes_in_between_stays(path: Path, looks: int) -> None:
    guard = Guard(disturbed=looks)
    with pytest.raises(ExportError, match="somebody's"):
        put(path, guard)
    assert path.read_bytes() == b"theirs"
    assert (list(path.parent.iterdir()), guard.written) == ([path], [])


def test_a_disk_without_links_is_written_to_all_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(_source: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", link)
    put(path, Guard())
    assert path.read_bytes() == b"new"


def test_what_is_no_file_is_not_read(path: Path) -> None:
    assert digest(path) == ""
    os.mkfifo(path)
    with pytest.raises(OSError, match="no es un archivo común"):
        digest(path)

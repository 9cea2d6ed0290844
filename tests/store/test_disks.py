"""Real disks that run full or lose their power: root only, skipped where file systems cannot be mounted."""

import os
import random
import shutil
import signal
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from careless import write_in_place
from scoring.model import Cell, CellChange, Plan
from store import NotSavedError, StoreError, create, open_store
from store.file import replacing
from store.file.replacing import temporary_name

MARCH = Cell("4", "efectivas", 3)
CUTS = 20


class FileSystem(NamedTuple):
    """A kind of disk, and how it is mounted so that it keeps by itself as little as it may."""

    name: str
    megabytes: int
    """The least it can be made with."""
    used: str
    cut: str


FILE_SYSTEMS = (
    # The journal is written only when a sync asks for it, so that nothing is kept by luck.
    FileSystem("ext4", 16, "loop,commit=300,noauto_da_alloc", "loop"),
    FileSystem("xfs", 320, "loop", "loop,nouuid"),  # the copy has the name of a disk that is mounted
    FileSystem("btrfs", 200, "loop,commit=300", "loop"),
)
every_file_system = pytest.mark.parametrize("kind", FILE_SYSTEMS, ids=lambda kind: kind.name)
SMALL = ("-t", "tmpfs", "-o", "size=512k", "tmpfs")

pytestmark = pytest.mark.slow


def run(*words: str | Path) -> None:
    subprocess.run(words, check=True, capture_output=True)


@contextmanager
def mounted(folder: Path, *words: str | Path) -> Iterator[Path]:
    """Mount what `mount` understands of `words` on `folder`; the test is skipped where that is not allowed."""
    folder.mkdir(exist_ok=True)
    if os.geteuid() != 0:
        pytest.skip("only root can mount a disk")
    try:
        run("mount", *words, folder)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no disk can be mounted here: {error}")
    try:
        yield folder
    finally:
        run("umount", folder)


def faults_of_a_full_disk(disk: Path, plan: Plan) -> list[str]:
    """Commit until the disk is full, then make room; return what was found wrong."""
    path = disk / "plan.json"
    create(path, plan)
    store = open_store(path)
    saved = store.commit([CellChange(MARCH, Decimal(-2))]).seq
    free = os.statvfs(disk)
    # Room for a few states, which give way one after another; and at last for the plan alone, which has grown.
    (disk / "ballast").write_bytes(bytes(free.f_bavail * free.f_frsize - 3 * path.stat().st_size))
    refused = ""
    while not refused:
        try:
            saved = store.commit([CellChange(MARCH, Decimal(saved))]).seq
        except NotSavedError as error:
            refused = str(error)
    assert saved > 3
    found = [] if "no queda espacio" in refused else [refused]
    found += ["a temporary file left behind"] if (disk / temporary_name(path.name)).exists() else []
    (disk / "ballast").unlink()
    try:
        there = open_store(path)
        found += [] if there.load().seq == saved else [f"acknowledged {saved}, {there.load().seq} there"]
        found += [str(problem) for problem in there.verify()]
        store.commit([CellChange(MARCH, Decimal(-1))])
    except StoreError as error:
        found.append(str(error))
    store.close()
    return found


def test_a_full_disk_refuses_the_commit_and_keeps_what_was_saved(tmp_path: Path, plan: Plan) -> None:
    with mounted(tmp_path / "disk", *SMALL) as disk:
        assert faults_of_a_full_disk(disk, plan) == []


def test_writing_in_place_on_a_disk_that_runs_full_is_found_out(
    tmp_path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacing, "write", write_in_place)
    with mounted(tmp_path / "disk", *SMALL) as disk:
        [found] = faults_of_a_full_disk(disk, plan)
    assert "dañado" in found


class WithoutDirectorySync(ModuleType):
    """The os module, in which a directory is never synced."""

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def fsync(self, descriptor: int) -> None:
        if not Path(f"/proc/self/fd/{descriptor}").is_dir():
            os.fsync(descriptor)


def cut(disk: Path, image: Path, copy: Path) -> int:
    """Let a writer commit, stop it somewhere, take the disk's contents to `copy`; return what it had acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            store = open_store(disk / "plan.json")
            while True:
                number = store.load().seq
                seq = store.commit([CellChange(MARCH, Decimal(number))]).seq
                os.write(writing, struct.pack("q", seq))
        finally:
            os._exit(1)
    os.close(writing)
    os.read(reading, 8)
    time.sleep(random.random() * 0.02)
    os.kill(child, signal.SIGSTOP)
    run("cp", "--sparse=always", image, copy)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        return max([0, *(int(seq) for (seq,) in struct.iter_unpack("q", pipe.read()))])


def faults_of_power_cuts(tmp_path: Path, plan: Plan, kind: FileSystem) -> list[str]:
    """Cut the power of a disk of some `kind` `CUTS` times and return what was found wrong on it afterwards."""
    if shutil.which(f"mkfs.{kind.name}") is None:
        pytest.skip(f"there is no mkfs.{kind.name} here to make the disk with")
    image, copy = tmp_path / "image", tmp_path / "copy"
    image.touch()
    os.truncate(image, kind.megabytes << 20)
    run(f"mkfs.{kind.name}", "-q", image)
    found = []
    with mounted(tmp_path / "disk", "-o", kind.used, image) as disk:
        create(disk / "plan.json", plan)
        for _cut in range(CUTS):
            acknowledged = cut(disk, image, copy)
            with mounted(tmp_path / "after", "-o", kind.cut, copy) as after:
                store = open_store(after / "plan.json")
                try:
                    if store.load().seq < acknowledged:
                        found.append(f"acknowledged {acknowledged}, {store.load().seq} there")
                    found += [str(problem) for problem in store.verify()]
                except StoreError as error:
                    found.append(str(error))
                store.close()
    return found


@every_file_system
def test_a_power_cut_loses_and_damages_nothing(tmp_path: Path, plan: Plan, kind: FileSystem) -> None:
    assert faults_of_power_cuts(tmp_path, plan, kind) == []


@every_file_system
def test_a_commit_that_does_not_sync_its_directory_is_found_out(
    tmp_path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch, kind: FileSystem
) -> None:
    monkeypatch.setattr(replacing, "os", WithoutDirectorySync("os"))
    assert faults_of_power_cuts(tmp_path, plan, kind) != []

"""A power cut after any step of a commit, with whatever the disk had not been told to keep, finds a whole plan.

The steps of a real commit are recorded and every state the disk may then hold is worked out: of a file that was not
synced, nothing or half; of the changes to a directory that was not synced, any number of the first ones.
"""

import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from scoring.model import Cell, CellChange
from scoring.model.fields import Field, FieldChange
from store import open_store
from store.file import folders, lock, replacing, storage

NAME = "plan_2024.json"


class Step(NamedTuple):
    """One system call that changes what is on disk."""

    call: str
    name: str
    to: str = ""
    data: bytes = b""


class RecordingOS(ModuleType):
    """The os module, keeping a list of the steps made through it."""

    def __init__(self) -> None:
        super().__init__("os")
        self.steps: list[Step] = []
        self._names: dict[int, str] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def open(self, name: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        descriptor = os.open(name, flags, mode, dir_fd=dir_fd)
        self._names[descriptor] = "/" if flags & os.O_DIRECTORY else str(name)
        if flags & os.O_CREAT:
            self.steps.append(Step("create", str(name)))
        return descriptor

    def write(self, descriptor: int, data: bytes) -> int:
        self.steps.append(Step("write", self._names[descriptor], data=bytes(data)))
        return os.write(descriptor, data)

    def fsync(self, descriptor: int) -> None:
        self.steps.append(Step("fsync", self._names[descriptor]))
        os.fsync(descriptor)

    def rename(self, name: str, to: str, **kwargs: Any) -> None:
        self.steps.append(Step("rename", name, to))
        os.rename(name, to, **kwargs)  # noqa: PTH104 - relative to a descriptor


@pytest.fixture(
    params=[
        CellChange(Cell("4", "efectivas", 3), Decimal(96200)),
        FieldChange(Field("objective.1", "weight"), Decimal("0.35")),
    ],
    ids=["a cell", "a field"],
)
def steps(path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> list[Step]:
    """The steps of one commit."""
    shim = RecordingOS()
    store = open_store(path)
    store.load()
    for module in (replacing, folders, lock, storage):
        monkeypatch.setattr(module, "os", shim)
    store.commit([request.param])
    store.close()
    return shim.steps


def disks(before: bytes, steps: list[Step]) -> Iterator[bytes]:
    """Yield what the plan's name can lead to after a power cut that follows `steps`."""
    files, synced = {"old": before}, {"old"}
    changes: list[tuple[str, str]] = [(NAME, "old")]
    kept = 1
    inodes = {NAME: "old"}
    for call, name, to, data in steps:
        if call == "create":
            inodes[name] = "new"
            files["new"] = b""
        elif call == "write":
            files[inodes[name]] += data
        elif call == "rename":
            inodes[to] = inodes.pop(name)
            changes.append((to, inodes[to]))
        elif name == "/":
            kept = len(changes)
        else:
            synced.add(inodes[name])
    for number in range(kept, len(changes) + 1):
        file = dict(changes[:number])[NAME]
        yield from [files[file]] if file in synced else [b"", files[file][: len(files[file]) // 2]]


def faults(before: bytes, steps: list[Step]) -> set[str]:
    """Return what can go wrong at any power cut during and after `steps`."""
    new = b"".join(step.data for step in steps)
    found = set()
    for number in range(len(steps) + 1):
        for disk in disks(before, steps[:number]):
            if disk not in (before, new):
                found.add("damaged")
            if number == len(steps) and disk == before:
                found.add("lost")
    return found


def test_no_power_cut_damages_or_loses_anything(path: Path, steps: list[Step]) -> None:
    before = next(path.with_name(f".{NAME}.snapshots").iterdir()).read_bytes()
    assert path.read_bytes() == b"".join(step.data for step in steps)
    assert faults(before, steps) == set()


@pytest.mark.parametrize(("unsynced", "fault"), [("/", "lost"), (f".{NAME}.tmp", "damaged")])
def test_a_commit_without_one_of_its_syncs_is_found_out(
    path: Path, steps: list[Step], unsynced: str, fault: str
) -> None:
    before = next(path.with_name(f".{NAME}.snapshots").iterdir()).read_bytes()
    without = [step for step in steps if (step.call, step.name) != ("fsync", unsynced)]
    assert len(without) == len(steps) - 1
    assert fault in faults(before, without)

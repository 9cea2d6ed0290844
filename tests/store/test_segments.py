"""Old history goes to sealed segments; nothing of it is lost, and the plan stays as small as it was."""

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from scoring.model import Cell, Change
from store import PlanStore, StoreError, open_store

ROWS, KEPT = 30, 10


@pytest.fixture(autouse=True)
def _short_histories(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.segments.ROWS", ROWS)
    monkeypatch.setattr("store.segments.KEPT", KEPT)


@pytest.fixture
def store(path: Path) -> Iterator[PlanStore]:
    """A plan with a hundred changes, three segments long."""
    opened = open_store(path)
    cells = list(opened.load().revs)[:7]
    for number in range(100):
        opened.commit([Change(cells[number % 7], Decimal(number))])
    yield opened
    opened.close()


def folder(path: Path) -> Path:
    return path.with_suffix(".history")


def test_the_whole_history_is_read_over_all_segments(store: PlanStore, path: Path) -> None:
    assert len(list(folder(path).iterdir())) == 4
    assert [row.new for row in store.history()] == list(range(100))
    assert [row.seq for row in store.history()] == list(range(1, 101))
    assert store.verify() == ()
    again = open_store(path)
    assert again.load().head == store.load().head
    assert again.load().plan == store.load().plan
    assert again.load().revs == store.load().revs


def test_the_plan_does_not_grow_past_the_limit(store: PlanStore, path: Path) -> None:
    cells = list(store.load().revs)[:7]
    sizes = []
    for number in range(3 * ROWS):
        store.commit([Change(cells[number % 7], Decimal(1000 + number))])
        sizes.append(path.stat().st_size)
    assert max(sizes[ROWS:]) <= max(sizes[:ROWS]) + 200


def test_undo_goes_back_over_what_the_plan_keeps(store: PlanStore) -> None:
    for number in range(KEPT):
        assert store.undo().seq == 101 + number


@pytest.mark.parametrize("place", [0, 1, -1])
def test_a_changed_or_missing_segment_is_named(store: PlanStore, path: Path, place: int) -> None:
    segment = sorted(folder(path).iterdir())[place]
    whole = segment.read_bytes()
    segment.chmod(0o600)
    segment.write_bytes(whole.replace(b'"by":"', b'"by":"x', 2))
    assert segment.stem in str(store.verify())
    segment.unlink()
    assert segment.stem in str(store.verify())
    segment.write_bytes(whole)
    assert store.verify() == ()


def test_a_segment_of_another_history_is_named(store: PlanStore, path: Path) -> None:
    first, second, *_rest = sorted(folder(path).iterdir())
    shutil.copyfile(first, path.with_name("x"))
    second.unlink()
    shutil.copyfile(path.with_name("x"), second)
    assert second.stem in str(store.verify())


@pytest.mark.parametrize("place", [0, 1, -1])
def test_segments_that_lead_round_in_a_circle_are_named(store: PlanStore, path: Path, place: int) -> None:
    names = sorted(folder(path).iterdir())
    names[place].unlink()
    shutil.copyfile(names[-1] if place != -1 else path, names[place])
    assert any(names[place].stem in str(problem) for problem in store.verify())
    assert store.history()[-1].seq == 100
    with pytest.raises(StoreError, match=names[place].stem):
        store.backup()


def test_a_backup_takes_the_segments_along_and_brings_them_back(store: PlanStore, path: Path, tmp_path: Path) -> None:
    history = store.history()
    copy = store.backup(tmp_path / "lejos")
    aside = open_store(copy)
    assert aside.history() == history
    assert aside.verify() == ()
    path.unlink()
    shutil.rmtree(folder(path))
    store.restore(copy)
    assert store.history()[: len(history)] == history
    assert store.verify() == ()


def test_a_snapshot_has_the_segments_of_its_plan(store: PlanStore) -> None:
    earlier = open_store(store.snapshots()[0].path)
    assert earlier.history() == store.history()[:-1]
    assert earlier.verify() == ()


def test_a_segment_that_cannot_be_written_leaves_the_history_in_the_plan(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    opened = open_store(path)
    cell = Cell("7", "base")
    with monkeypatch.context() as patch:
        patch.setattr("store.segments.write_segment", full)
        for number in range(ROWS + 5):
            opened.commit([Change(cell, Decimal(number))])
    assert not folder(path).exists()
    opened.commit([Change(cell, Decimal(-1))])
    assert folder(path).exists()
    assert len(opened.history()) == ROWS + 6
    assert opened.verify() == ()
    opened.close()

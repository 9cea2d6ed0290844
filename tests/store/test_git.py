"""Two branches of a plan: git merges edits of different cells by itself, and the store takes what comes of it."""

import random
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from scoring.model import Cell, CellChange, Plan
from store import DamagedError, Loaded, create, open_store
from store.documents import layout
from store.documents.decoding import decode
from store.recovery import merging

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

IDENTITY = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.autocrlf=false")


def git(path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run git in the plan's directory."""
    return subprocess.run(["git", *IDENTITY, *words], cwd=path.parent, capture_output=True, text=True, check=False)


def save(path: Path, figures: Mapping[Cell, int]) -> Loaded:
    """Commit figures one by one, as typing does."""
    store = open_store(path)
    for cell, value in figures.items():
        loaded = store.commit([CellChange(cell, Decimal(value))])
    store.close()
    git(path, "commit", "-qam", "cifras")
    return loaded


def merge(path: Path, ours: Mapping[Cell, int], theirs: Mapping[Cell, int]) -> int:
    """Enter figures on two branches of a new repository and let git merge them; return its exit code."""
    git(path, "init", "-q", "-b", "main")
    git(path, "add", path.name)
    git(path, "commit", "-qm", "plan")
    git(path, "checkout", "-qb", "otra")
    save(path, theirs)
    git(path, "checkout", "-q", "main")
    save(path, ours)
    return git(path, "merge", "-q", "-m", "une", "otra").returncode


def entered(cells: Sequence[Cell], start: int) -> dict[Cell, int]:
    return {cell: start + number for number, cell in enumerate(cells)}


@pytest.mark.parametrize("seed", range(12))
def test_git_merges_edits_of_different_cells(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    cells = list(open_store(path).load().revs)
    for _change in range(chance.choice([0, 1, 20])):
        open_store(path).commit([CellChange(chance.choice(cells), Decimal(1 + chance.randrange(8)))])
    if seed % 2:
        chance.shuffle(cells)
    size = chance.choice([1, 2, len(cells) // 2])
    start = chance.randrange(len(cells) - 2 * size + 1)
    chosen = cells[start : start + 2 * size]
    ours, theirs = entered(chosen[::2], 1000), entered(chosen[1::2], 2000)

    assert merge(path, ours, theirs) == 0
    store = open_store(path)
    merged = store.load()
    for cell, value in (ours | theirs).items():
        assert merged.plan.values[cell] == Decimal(value)
    assert store.verify() == ()
    assert {row.cell for row in store.history()} >= ours.keys() | theirs.keys()

    after = store.commit([CellChange(cells[0], Decimal(7))])
    assert store.verify() == ()
    assert len(after.head) == 64
    assert store.undo().plan == merged.plan
    store.close()


def test_a_merge_of_the_same_cell_is_put_together_from_both_histories(path: Path) -> None:
    first, second, third = list(open_store(path).load().revs)[:3]
    assert merge(path, {first: 1, second: 1}, {second: 2, third: 2, first: 3, Cell("7", "base"): 4}) == 1
    conflicted = path.read_bytes()
    store = open_store(path)
    with pytest.raises(DamagedError, match="fusión"):
        store.load()
    recovery = store.recovery()
    assert recovery is not None
    assert recovery.salvaged is not None
    assert {cell: recovery.salvaged.values[cell] for cell in (first, second, third, Cell("7", "base"))} == {
        first: 1,
        second: 1,
        third: 2,
        Cell("7", "base"): 4,
    }
    assert f"{first} = 3" in recovery.left_out
    assert f"{second} = 2" in recovery.left_out
    assert path.read_bytes() == conflicted
    assert store.restore(None).plan == recovery.salvaged
    assert store.verify() == ()
    store.close()


def test_what_a_salvaged_merge_leaves_out_is_told(path: Path) -> None:
    cell = next(iter(open_store(path).load().revs))
    mine, theirs = (path.with_name(name) for name in ("mine.json", "theirs.json"))
    for side, figure in ((mine, 1), (theirs, 2)):
        side.write_bytes(path.read_bytes())
        open_store(side).commit([CellChange(cell, Decimal(figure))])
    by_hand = '"cell":"4.efectivas@3","value":'
    mine.write_text(mine.read_text(encoding="utf-8").replace(f"{by_hand}null", f'{by_hand}"555"'), encoding="utf-8")
    text = theirs.read_text(encoding="utf-8").replace('"weight":"0.40"', '"weight":"0.31"', 1)
    theirs.write_text(text, encoding="utf-8")
    merged = merging.merge(decode(mine.read_bytes()), decode(theirs.read_bytes()))
    assert merged.left == ("objetivo 1: peso 0.31 → 0.40", "4.efectivas@3 = 555")


def test_cells_without_a_line_between_them_are_found_out(
    path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "_SPACED", frozenset())
    path.unlink()
    create(path, plan)
    first, second = list(open_store(path).load().revs)[:2]
    assert merge(path, {first: 1}, {second: 2}) == 1

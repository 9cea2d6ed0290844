"""Two branches of a plan: git merges edits of different cells by itself, and the store takes what comes of it."""

import random
import shutil
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from branches import merge, merge_changes, typed

from scoring.model import Cell, CellChange, Plan, Variable
from scoring.model.acts import Act, ActChange, ActKind, Close, Remark
from scoring.model.fields import Change, Field, FieldChange, value_of
from store import DamagedError, create, open_store
from store.documents import encoding
from store.documents.json_reading import decode
from store.documents.plan_documents import to_plan
from store.recovery import git_merge

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


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


def test_acts_of_two_branches_are_put_together(path: Path) -> None:
    """Both tables of acts were empty, so that git has no line between what was added."""
    close, remark = Act(3, ActKind.CLOSE), Act(3, ActKind.REMARK, "4")
    other = Act(3, ActKind.REMARK, "2")
    ours = [ActChange(remark, Remark("aquí")), ActChange(close, Close())]
    april = Cell("4", "efectivas", 4)
    theirs = [ActChange(remark, Remark("allá")), ActChange(other, Remark("Llovió.")), *typed({april: 4})]
    assert merge_changes(path, ours, theirs) == 1
    store = open_store(path)
    recovery = store.recovery()
    assert recovery is not None
    assert recovery.salvaged is not None
    assert "remark.4@3" in recovery.left_out
    plan = store.restore(None).plan
    assert set(plan.acts) == {close, remark, other}
    held = plan.acts[remark]
    assert isinstance(held, Remark)
    assert held.analysis == "aquí"
    assert plan.values[april] == Decimal(4)
    assert store.verify() == ()


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
    merged = git_merge.merge(decode(mine.read_bytes()), decode(theirs.read_bytes()))
    assert merged.left == ("objetivo 1: peso 0.31 → 0.40", "4.efectivas@3 = 555")


def test_cells_without_a_line_between_them_are_found_out(
    path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding, "_SPACED", frozenset())
    path.unlink()
    create(path, plan)
    first, second = list(open_store(path).load().revs)[:2]
    assert merge(path, {first: 1}, {second: 2}) == 1


def field(address: str, value: object) -> FieldChange:
    return FieldChange(Field.parse(address), Decimal(value) if isinstance(value, float | int) else value)


DOCUMENTS = ["1.unit", "2.unit", "4.unit", "7.unit", "objective.1.text.goal", "action.1.1.text", "plan.process"]


@pytest.mark.parametrize(("ours", "theirs"), list(combinations(DOCUMENTS, 2)))
def test_git_merges_fields_of_different_documents(path: Path, ours: str, theirs: str) -> None:
    cell = Cell("4", "efectivas", 3)
    code = merge_changes(
        path,
        [field(ours, "a"), field(ours, "b"), CellChange(cell, Decimal(3))],
        [field(theirs, "x"), field(theirs, "y"), CellChange(Cell("2", "urbanos", 1), Decimal(3))],
    )
    assert code == 0
    store = open_store(path)
    merged = store.load()
    assert [value_of(merged.plan, Field.parse(address)) for address in (ours, theirs)] == ["b", "y"]
    assert [merged.revs[Field.parse(address)] for address in (ours, theirs)] == [2, 2]
    assert store.verify() == ()
    store.commit([field(theirs, "z")], base=merged.revs)
    assert store.verify() == ()
    assert store.undo().plan == merged.plan
    store.close()


def test_definitions_without_a_line_between_them_are_found_out(
    path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding, "_SPACED", frozenset({"cells"}))
    path.unlink()
    create(path, plan)
    assert merge_changes(path, [field("1.unit", "a")], [field("2.unit", "b")]) == 1


def test_a_merge_of_the_same_field_keeps_ours_and_names_theirs(path: Path) -> None:
    cell = Cell("4", "efectivas", 3)
    ours: list[Change] = [field("4.weight", 0.25), field("4.text.goal", "a"), CellChange(cell, Decimal(1))]
    theirs = [
        field("4.weight", 0.5),
        field("4.weight", 0.75),
        field("4.responsible", "Ana"),
        field("plan.process", "P"),
    ]
    assert merge_changes(path, ours, theirs) == 1
    store = open_store(path)
    recovery = store.recovery()
    assert recovery is not None
    assert recovery.salvaged is not None
    held = {name: value_of(recovery.salvaged, Field("4", name)) for name in ("weight", "text.goal", "responsible")}
    assert held == {"weight": Decimal("0.25"), "text.goal": "a", "responsible": "Ana"}
    assert (recovery.salvaged.process, recovery.salvaged.values[cell]) == ("P", Decimal(1))
    assert recovery.left_out.startswith("del otro lado: 4.weight = 0.75 (")
    assert store.restore(None).plan == recovery.salvaged
    assert store.verify() == ()
    assert [row.rev for row in store.history(Field("4", "responsible"))] == [1]
    store.close()


def test_fields_that_are_not_sound_together_stay_as_ours(path: Path, plan: Plan) -> None:
    more = (*value_of(plan, Field("4", "variables")), Variable("dobles", "", ""))
    mine, theirs = (path.with_name(name) for name in ("mine.json", "theirs.json"))
    for side, change in ((mine, [field("4.text.goal", "a"), field("2.formula", "urbanos - veredales")]), (theirs, [])):
        side.write_bytes(path.read_bytes())
        open_store(side).commit(change or [field("4.weight", 1)])
    open_store(theirs).commit([field("4.variables", more), field("4.formula", "(efectivas + dobles) / programadas")])
    text = theirs.read_text(encoding="utf-8")
    merged = git_merge.merge(decode(mine.read_bytes()), decode(text.encode()))
    assert merged.dropped == ()
    open_store(mine).commit([field("4.formula", "efectivas / (programadas + 1)")])
    merged = git_merge.merge(decode(mine.read_bytes()), decode(text.encode()))
    assert {str(row.field) for row in merged.dropped} == {"4.weight", "4.variables", "4.formula"}
    assert "dobles" not in to_plan(merged.tables).indicators[2].formula

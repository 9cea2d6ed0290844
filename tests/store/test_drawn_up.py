"""Random batches of figures, fields, and nodes added, taken out and moved, from two sessions, undone and redone."""

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import ClassVar

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from oracle import oracle

from histories import history_faults
from plans import random_plan, random_values
from scoring.arithmetic.rollup import score
from scoring.entry.acceptance import accept
from scoring.entry.drawing_up import (
    added_action,
    added_indicator,
    added_objective,
    end_of,
    next_action,
    next_id,
    next_objective,
    removed,
    renumbered,
)
from scoring.entry.wanted import Wanted
from scoring.errors import PlanError
from scoring.model import MONTHS, Aggregate, CellChange, Direction, Kind, Plan, Policy, Role
from scoring.model.fields import PLACE, Change, Field, FieldChange, homeless
from scoring.model.structure import ACTION, INDICATOR, OBJECTIVE, PLAN, Node, Place, address_of, held_by, siblings
from store import Loaded, PlanStore, create, open_store
from store.history import completion

ROLES = ((), (Role("Elaboró"),), (Role("Revisó", ("ana", "juan")), Role("Elaboró")), (Role("Nadie"),))
"""The last is of a role that no form has, and refused where the form has any."""
PHASES = tuple(phase for phase in Phase if phase is not Phase.shrink)


def changed(plan: Plan, batch: list[Change]) -> Plan:
    """Return what a batch makes of a plan: what has no place any more is cleared."""
    done = plan.with_changes(batch)
    return done.with_changes([CellChange(cell, None) for cell in homeless(plan, done)])


def random_batch(rng: Random, loaded: Loaded) -> list[Change]:
    """Return a few changes of the plan that a session sees, one after another; some that no plan takes."""
    batch: list[Change] = []
    for _turn in range(rng.randint(1, 4)):
        plan = loaded.plan.with_changes(batch)
        batch += rng.choice(STEPS)(rng, loaded, plan)
    return list({change[0]: change for change in batch}.values())


def _nodes(plan: Plan, *kinds: str) -> list[str]:
    every = [PLAN, *(address_of(record) for record in held_by(plan, PLAN))]
    return [name for name in every if Node(name).kind in kinds]


def _figures(rng: Random, _loaded: Loaded, plan: Plan) -> Iterator[Change]:
    for indicator in rng.sample(plan.indicators, min(1, len(plan.indicators))):
        yield from (CellChange(cell, value) for cell, value in random_values(rng, indicator).items())


def _field(rng: Random, _loaded: Loaded, plan: Plan) -> Iterator[Change]:
    names = _nodes(plan, INDICATOR)
    if not names:
        return
    name = rng.choice(names)
    yield rng.choice(
        [
            FieldChange(Field(name, "weight"), Decimal(rng.randint(-1, 9)) / 10),
            FieldChange(Field(name, "target"), Decimal(rng.randint(0, 5))),
            FieldChange(Field(name, "direction"), rng.choice(list(Direction))),
            FieldChange(Field(name, "aggregate"), rng.choice(list(Aggregate))),
            FieldChange(Field(name, "start"), date(plan.year, rng.randint(1, 12), 5)),
            FieldChange(Field(name, "programme"), tuple(Decimal(rng.randint(0, 3)) for _ in MONTHS)),
            FieldChange(Field(name, "text.goal"), rng.choice(["", "Ñ 5 %", "línea\notra"])),
            FieldChange(Field(rng.choice(_nodes(plan, OBJECTIVE) or [name]), "weight"), Decimal(rng.randint(0, 9))),
            FieldChange(Field(PLAN, "process"), rng.choice("abc")),
            FieldChange(Field(PLAN, rng.choice(["code", "version", "logo"])), rng.choice(["", "PL-FR-02", "Ñ;|"])),
            FieldChange(Field(PLAN, "roles"), rng.choice(ROLES)),
            FieldChange(Field(PLAN, "policy"), Policy(close_within=rng.choice([None, 0, 10, 400]))),
        ]
    )


def _variables(rng: Random, _loaded: Loaded, plan: Plan) -> Iterator[Change]:
    sums = [indicator for indicator in plan.indicators if indicator.kind is Kind.SUM]
    for indicator in rng.sample(sums, min(1, len(sums))):
        kept = indicator.variables[: rng.randint(1, len(indicator.variables))]
        new = rng.choice(["", "c", "d"])
        more = (indicator.variables[0]._replace(name=new),) if new else ()
        names = dict.fromkeys(item.name for item in (*kept, *more))
        yield FieldChange(Field(indicator.id, "variables"), tuple(kept[0]._replace(name=name) for name in names))
        yield FieldChange(Field(indicator.id, "formula"), " + ".join(names))


def _add(rng: Random, loaded: Loaded, plan: Plan) -> Iterator[Change]:
    parents = _nodes(plan, OBJECTIVE, ACTION)
    if not parents or rng.random() < 0.2:
        yield from added_objective(
            next_objective(plan), "x", Decimal("0.3"), end_of(plan, PLAN, OBJECTIVE), plan.locale
        )
        return
    parent = rng.choice(parents)
    if Node(parent).kind == OBJECTIVE and rng.random() < 0.3:
        yield from added_action(next_action(plan, parent), "x", end_of(plan, parent, ACTION))
        return
    wanted = Wanted(
        name="Usuarios nuevos",
        id=rng.choice([next_id(plan, loaded.revs), "1a"]),
        kind=rng.choice([Kind.SUM, Kind.LEVEL, Kind.REDUCTION, Kind.CEILING, Kind.MILESTONE]),
        target=Decimal(rng.randint(0, 3)),
        weight=Decimal("0.2"),
        formula=rng.choice(["", "nuevos + otros"]),
        baseline=rng.choice([None, Decimal(9)]),
    )
    place = Place(parent, rng.choice([None, *(address_of(each) for each in siblings(plan, parent, INDICATOR))]))
    yield from added_indicator(plan, wanted, place)


def _remove(rng: Random, _loaded: Loaded, plan: Plan) -> Iterator[Change]:
    names = _nodes(plan, OBJECTIVE, ACTION, INDICATOR, INDICATOR, INDICATOR)
    if names:
        yield from removed(plan, rng.choice(names))


def _move(rng: Random, _loaded: Loaded, plan: Plan) -> Iterator[Change]:
    names = _nodes(plan, OBJECTIVE, ACTION, INDICATOR)
    if not names:
        return
    name = rng.choice(names)
    kind = Node(name).kind
    parents = {OBJECTIVE: (PLAN,), ACTION: (OBJECTIVE,), INDICATOR: (OBJECTIVE, ACTION)}[kind]
    parent = rng.choice(_nodes(plan, *parents))
    among = [address_of(each) for each in siblings(plan, parent, kind) if address_of(each) != name]
    yield FieldChange(Field(name, PLACE), Place(parent, rng.choice([None, *among])))


def _renumber(rng: Random, _loaded: Loaded, plan: Plan) -> Iterator[Change]:
    names = _nodes(plan, OBJECTIVE, ACTION)
    if names:
        name = rng.choice(names)
        yield from renumbered(plan, name, str(rng.randint(1, 9)) if Node(name).kind == OBJECTIVE else "OE1-A1")


STEPS: list[Callable[[Random, Loaded, Plan], Iterator[Change]]] = [
    *(_figures, _field, _field, _field, _variables, _add, _add, _remove, _move, _move, _renumber),
]
sessions = st.sampled_from([0, 1])
seeds = st.integers(0, 2**32)


class DrawnUp(RuleBasedStateMachine):
    """One person with the plan open twice, against the plan that it must be after each step."""

    batches: ClassVar[int] = 0

    @initialize(seed=seeds)
    def start(self, seed: int) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name, "plan.json")
        self.first = random_plan(Random(seed))
        create(self.path, self.first)
        self.stores: list[PlanStore] = [open_store(self.path), open_store(self.path)]
        self.seen = [store.load() for store in self.stores]
        self.plan, self.revs = self.seen[0].plan, self.seen[0].revs
        self.ids = {indicator.id for indicator in self.plan.indicators}
        self.done: list[tuple[Plan, Plan]] = []
        self.undone: list[tuple[Plan, Plan]] = []
        self.acknowledged: set[str] = set()

    @rule(session=sessions, seed=seeds)
    def commit(self, session: int, seed: int) -> None:
        """Commit a batch against what a session has seen, which may be old."""
        rng, seen, store = Random(seed), self.seen[session], self.stores[session]
        try:
            batch = random_batch(rng, seen)
        except PlanError:
            return
        type(self).batches += 1
        before = self.path.read_bytes()
        try:
            accept(self.plan, batch)
            wanted = changed(self.plan, batch)
            reused = {change[0].name for change in batch if isinstance(change[0], Node) and change[1]} & self.ids
            refused = bool(reused - {indicator.id for indicator in self.plan.indicators})
        except PlanError:
            refused = True
        try:
            loaded = store.commit(batch, base=seen.revs)
        except PlanError:
            assert refused or seen.revs != self.revs, "what a plan takes is refused only where somebody changed it"
            assert self.path.read_bytes() == before
            return
        assert not refused
        if loaded.batch:
            self.done.append((self.plan, wanted))
            self.undone.clear()
        self.took(session, loaded, wanted)

    @rule(session=sessions)
    def undo(self, session: int) -> None:
        self.reverse(session, self.done, self.undone, 0, "undo")

    @rule(session=sessions)
    def redo(self, session: int) -> None:
        self.reverse(session, self.undone, self.done, 1, "redo")

    def reverse(
        self, session: int, source: list[tuple[Plan, Plan]], target: list[tuple[Plan, Plan]], side: int, verb: str
    ) -> None:
        if not source:
            with pytest.raises(PlanError, match="nada suyo"):
                getattr(self.stores[session], verb)()
            return
        loaded = getattr(self.stores[session], verb)()
        step = source.pop()
        target.append(step)
        self.took(session, loaded, step[side])

    def took(self, session: int, loaded: Loaded, wanted: Plan) -> None:
        assert loaded.plan == wanted
        self.seen[session], self.plan, self.revs = loaded, wanted, loaded.revs
        self.ids |= {indicator.id for indicator in wanted.indicators}
        self.acknowledged |= {loaded.batch} - {""}

    @rule(session=sessions)
    def look(self, session: int) -> None:
        self.seen[session] = self.stores[session].poll() or self.seen[session]
        assert self.seen[session].plan == self.plan

    @invariant()
    def the_file_is_sound_and_scores_as_the_oracle_says(self) -> None:
        if not hasattr(self, "path"):
            return
        store = open_store(self.path)
        plan = store.load().plan
        assert plan == self.plan
        assert store.verify() == ()
        store.close()
        month = len(self.acknowledged) % 13
        figures, wanted = score(plan, month).figures, oracle(plan, month)
        assert abs(float(figures.progress) - float(wanted.progress)) < 1e-12
        assert abs(float(figures.compliance or 0) - float(wanted.compliance or 0)) < 1e-12

    def teardown(self) -> None:
        for store in self.stores:
            store.close()
        faults = history_faults(self.path, self.first, self.acknowledged)
        self.folder.cleanup()
        assert faults == []


def run(examples: int, steps: int = 20) -> None:
    shape = settings(max_examples=examples, stateful_step_count=steps, deadline=None, phases=PHASES)
    run_state_machine_as_test(DrawnUp, settings=shape)


def test_a_plan_drawn_up_by_two_sessions_is_what_its_batches_make_of_it() -> None:
    run(15)


@pytest.mark.skipif(not os.environ.get("SLOW"), reason="it takes minutes; SLOW=1 has it run")
def test_a_thousand_batches() -> None:
    DrawnUp.batches = 0
    while DrawnUp.batches < 1_000:
        run(40, steps=30)


def test_a_store_that_leaves_values_without_a_place_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(completion, "completed", lambda _state, changes, _stamp: changes)
    with pytest.raises((AssertionError, ExceptionGroup)):
        run(400)

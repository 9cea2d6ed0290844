"""A plan's year lived by two people in any order of steps, against a reference of plain dictionaries.

They type, amend, close, reopen, sign, remark and prove, often over what they have not seen; they undo and redo;
another program changes the file under them, and old history is sealed. What was submitted is what the plan came to at
that moment, for ever; a plan rebuilt from its history alone is the plan; the file verifies.
"""

import json
import os
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar, Final, NamedTuple, TypeAlias

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from oracle import oracle
from reference_year import ROLES, Held, ReferenceYear, RefusedError

from scoring.arithmetic.rollup import score
from scoring.entry import acceptance
from scoring.errors import PlanError
from scoring.model import Cell, CellChange, Mark, Plan, Role, Signature, Value
from scoring.model.acts import (
    Act,
    ActChange,
    ActKind,
    Approval,
    Close,
    Evidence,
    Remark,
    Reopening,
    SignOff,
    SubmittedFigures,
    closed_through,
)
from scoring.model.fields import Change, Field, FieldChange, value_of
from scoring.model.plain_values import write_value
from scoring.year.signing import act_of, digest_to_sign
from scoring.year.stage import Stage, has_pending_amendment, stage_of, version_of
from scoring.year.submitted import submitted_figures
from store import Loaded, PlanStore, create, file_store, open_store
from store.file import segments

PHASES: Final = tuple(phase for phase in Phase if phase is not Phase.shrink)
PEOPLE: Final = ("ana", "luis")
NAMES: Final = {"elaboro": "Elaboró", "reviso": "Revisó", "aprobo": "Aprobó"}
WEIGHTS, GOALS = ("4.weight", "2.weight"), ("4.text.goal",)
Draw: TypeAlias = Mapping[str, Decimal | Mark | None]
BUDGET: Final = "R1.propios"
INDICATORS: Final = {"1": "1.facturado", "2": "2.urbanos", "4": "4.efectivas"}


def without_np_money(draw: Draw) -> Draw:
    """Return figures in which no amount of money is NP, which no plan takes."""
    return {name: None if value is Mark.NP and name.startswith(BUDGET) else value for name, value in draw.items()}


people = st.sampled_from([0, 1])
months = st.sampled_from([1, 2, 2, 3, 3, 3, 4, 12])
subjects = st.sampled_from(["", *INDICATORS, "R1"])
figures = st.none() | st.just(Mark.NP) | st.integers(0, 9).map(Decimal)
typed = st.dictionaries(
    st.builds(lambda name, month: f"{name}@{month}", st.sampled_from([*INDICATORS.values(), BUDGET]), months),
    figures,
    min_size=1,
    max_size=3,
).map(without_np_money)
weights = st.sampled_from([Decimal("0.5"), Decimal("0.3"), Decimal("0.10")])


class Seen(NamedTuple):
    """What somebody has on the screen."""

    loaded: Loaded
    held: Held
    revs: Mapping[str, int]


class Year(RuleBasedStateMachine):
    """Two people with the plan open; each step is taken by the store and by the reference: both refuse it, or none."""

    plan: ClassVar[Plan]
    steps: ClassVar[int] = 0

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name, "plan.json")
        create(self.path, self.plan)
        self.stores: list[PlanStore] = [open_store(self.path) for _person in PEOPLE]
        held: Held = {str(cell): value for cell, value in self.plan.values.items()}
        held |= {name: value_of(self.plan, Field.parse(name)) for name in (*WEIGHTS, *GOALS)}
        self.year = ReferenceYear(held, (*WEIGHTS, BUDGET), self.submit)
        self.seen = [Seen(store.load(), dict(held), {}) for store in self.stores]
        self.batches: dict[str, int] = {}
        self.was: dict[int, Plan] = {0: self.plan}

    def submit(self, held: Held, month: int) -> tuple[SubmittedFigures, ...]:
        """Return what a close submits, the plan's own figures checked by a computation of their own."""
        plan = self.drawn(held)
        figures, wanted = submitted_figures(score(plan, month)), oracle(plan, month)
        assert abs(float(figures[0].progress) - float(wanted.progress)) < 1e-9
        assert abs(float(figures[0].compliance or 0) - float(wanted.compliance or 0)) < 1e-9
        return figures

    def drawn(self, held: Held) -> Plan:
        """Return the plan that holds this, without acts."""
        cells = {address: value for address, value in held.items() if address[0] in "1247R"}
        values = {Cell.parse(name): value for name, value in cells.items() if name not in {*WEIGHTS, *GOALS}}
        changes = [FieldChange(Field.parse(name), held[name]) for name in (*WEIGHTS, *GOALS)]
        return self.plan.with_changes(changes)._replace(values=values)

    def step(self, person: int, tell: Callable[[PlanStore], Loaded], same: Callable[[], None]) -> None:
        """Take a step in both."""
        type(self).steps += 1
        before = self.path.read_bytes()
        refused = ""
        try:
            same()
        except RefusedError as error:
            refused = str(error)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(file_store, "user", lambda: PEOPLE[person])
            if refused:
                with pytest.raises(PlanError):
                    tell(self.stores[person])
                assert self.path.read_bytes() == before
                return
            loaded = tell(self.stores[person])
        if loaded.batch:
            self.batches[loaded.batch] = self.year.rows[-1]["batch"]
        self.saw(person, loaded)

    def saw(self, person: int, loaded: Loaded) -> None:
        self.seen[person] = Seen(loaded, dict(self.year.held), dict(self.year.revs))
        self.was[loaded.seq] = loaded.plan

    def commit(self, person: int, asked: list[tuple[str, Any]], changes: list[Change], note: str = "") -> None:
        seen = self.seen[person]
        self.step(
            person,
            lambda store: store.commit(changes, note=note, base=seen.loaded.revs),
            lambda: self.year.commit(PEOPLE[person], asked, seen.revs, note=note),
        )

    @rule(person=people, draw=typed)
    def report(self, person: int, draw: Draw) -> None:
        self.commit(person, list(draw.items()), typing(draw))

    @rule(person=people, name=st.sampled_from(WEIGHTS), weight=weights, note=st.sampled_from(["", "acta 3", "acta 4"]))
    def amend(self, person: int, name: str, weight: Decimal, note: str) -> None:
        self.commit(person, [(name, weight)], [FieldChange(Field.parse(name), weight)], note)

    @rule(person=people, budget=figures, note=st.sampled_from(["", "acta 5"]))
    def fund(self, person: int, budget: Decimal | Mark | None, note: str) -> None:
        draw = without_np_money({BUDGET: budget})
        self.commit(person, list(draw.items()), typing(draw), note)

    @rule(person=people, goal=st.sampled_from(["", "Facturar", "Facturar más"]))
    def reword(self, person: int, goal: str) -> None:
        self.commit(person, [(GOALS[0], goal)], [FieldChange(Field.parse(GOALS[0]), goal)])

    @rule(person=people, month=months, draw=st.just({}) | typed)
    def close(self, person: int, month: int, draw: Draw) -> None:
        """Close a month, sometimes in one batch with figures."""
        asked: list[tuple[str, Any]] = [*draw.items(), (f"close@{month}", "")]
        self.commit(person, asked, [*typing(draw), ActChange(Act(month, ActKind.CLOSE), Close())])

    @rule(person=people, month=months, subject=subjects, reason=st.sampled_from(["", "un error", "otro"]))
    def reopen(self, person: int, month: int, subject: str, reason: str) -> None:
        act = Act(month, ActKind.REOPENING, subject)
        self.commit(person, [(str(act), reason)], [ActChange(act, Reopening(reason))])

    @rule(person=people, roles=st.lists(st.sampled_from(list(ROLES)), min_size=1, max_size=3, unique=True))
    def sign(self, person: int, roles: list[str]) -> None:
        """Sign the terms as they were shown, in one role after another."""
        for role in roles:
            shown, held = self.seen[person].loaded.plan, self.seen[person].held
            sign_off = SignOff(NAMES[role], digest_to_sign(shown, None))
            asked = [(f"sign_off.{role}", self.year.terms(held))]
            self.commit(person, asked, [ActChange(act_of(role, None), sign_off)])

    @rule(person=people, month=months, role=st.sampled_from(list(ROLES)))
    def sign_cut_off(self, person: int, month: int, role: str) -> None:
        shown = self.seen[person].held.get(f"close@{month}")
        digest = digest_to_sign(self.seen[person].loaded.plan, month) if shown else "0" * 64
        asked = [(f"sign_off.{role}@{month}", shown["number"] if shown else -1)]
        self.commit(person, asked, [ActChange(act_of(role, month), SignOff(NAMES[role], digest))])

    @rule(person=people, month=months, indicator=st.sampled_from(list(INDICATORS)), text=st.none() | st.just("llovió"))
    def remark(self, person: int, month: int, indicator: str, text: str | None) -> None:
        act = Act(month, ActKind.REMARK, indicator)
        self.commit(person, [(str(act), text)], [ActChange(act, None if text is None else Remark(text))])

    @rule(person=people, draw=typed)
    def prove(self, person: int, draw: Draw) -> None:
        """Type figures, each with its evidence, in one batch."""
        acts = [Act(cell.month, ActKind.EVIDENCE, f"{cell.indicator}.{cell.name}") for cell in map(Cell.parse, draw)]
        asked: list[tuple[str, Any]] = [*draw.items(), *((str(act), "RAD-1") for act in acts)]
        self.commit(person, asked, [*typing(draw), *(ActChange(act, Evidence("RAD-1")) for act in acts)])

    @rule(person=people, act=st.sampled_from(["close@3", "reopening@3", "sign_off.reviso", "approval"]))
    def take_out(self, person: int, act: str) -> None:
        """Ask for what nobody may."""
        self.commit(person, [(act, None)], [ActChange(Act.parse(act), None)])

    @rule(person=people, times=st.integers(1, 3))
    def undo(self, person: int, times: int) -> None:
        for _time in range(times):
            self.step(person, lambda store: store.undo(), lambda: self.year.undo(PEOPLE[person], self.kept()))

    @rule(person=people)
    def redo(self, person: int) -> None:
        self.step(person, lambda store: store.redo(), lambda: self.year.redo(PEOPLE[person], self.kept()))

    def kept(self) -> set[int]:
        """Return the reference's batches whose rows are in the plan's file, and not sealed."""
        history = json.loads(self.path.read_bytes())["history"]
        return {self.batches[row["batch"]] for row in history.values() if row.get("batch") in self.batches}

    @rule(person=people, month=months, figure=st.integers(0, 9), weight=weights)
    def edit_outside(self, person: int, month: int, figure: int, weight: Decimal) -> None:
        """Another program writes into the file, a closed month too, and somebody goes on from there."""
        address = f"1.facturado@{month}"
        tables = json.loads(self.path.read_bytes())
        for document in tables["cells"].values():
            if document["cell"] == address:
                document["value"] = str(figure)
        for document in tables["indicators"].values():
            if document["id"] == "4":
                document["weight"] = str(weight)
        self.path.write_text(json.dumps(tables), encoding="utf-8")
        self.year.outside([("4.weight", weight), (address, Decimal(figure))])
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(file_store, "user", lambda: PEOPLE[person])
            self.saw(person, self.stores[person].load())
        draw: Draw = {"2.urbanos@11": Decimal(len(self.year.rows))}
        if self.year.closed_through < 11:
            self.commit(person, list(draw.items()), typing(draw))
        else:
            self.remark(person, 3, "1", "entró alguien más")

    @rule(person=people)
    def look(self, person: int) -> None:
        loaded = self.stores[person].poll()
        if loaded is not None:
            self.saw(person, loaded)

    @rule(person=people)
    def start_again(self, person: int) -> None:
        self.stores[person].close()
        self.stores[person] = open_store(self.path)
        self.saw(person, self.stores[person].load())

    @invariant()
    def the_plan_is_what_the_reference_says(self) -> None:
        if not hasattr(self, "path"):
            return
        store = open_store(self.path)
        loaded, year = store.load(), self.year
        plan = loaded.plan
        drawn = self.drawn(year.held)
        assert plan.values == drawn.values
        assert plan.objectives == drawn.objectives
        assert plan.acts.keys() == {Act.parse(name) for name in year.held if is_act(name)}
        for act, value in plan.acts.items():
            check(value, year.held[str(act)])
        assert (version_of(plan), has_pending_amendment(plan)) == (year.version, year.has_pending_amendment)
        assert closed_through(plan) == year.closed_through
        assert stage_of(plan) is stage(year)
        assert {str(address): rev for address, rev in loaded.revs.items() if rev} == year.revs
        assert store.verify() == ()
        assert store.as_of(loaded.seq).plan == plan, "rebuilt from the history alone"
        store.close()

    def teardown(self) -> None:
        if not hasattr(self, "path"):
            return
        store = open_store(self.path)
        for month, submitted in self.year.submitted.items():
            rows = store.history(Act(month, ActKind.CLOSE))
            assert [row.new.figures for row in rows] == submitted, "for ever, in the sealed history too"
        for seq, plan in self.was.items():
            assert store.as_of(seq).plan == plan
        for each in (store, *self.stores):
            each.close()
        self.folder.cleanup()


def typing(draw: Draw) -> list[Change]:
    return [CellChange(Cell.parse(address), value) for address, value in draw.items()]


def is_act(address: str) -> bool:
    with suppress(ValueError):
        return bool(Act.parse(address))
    return False


def stage(year: ReferenceYear) -> Stage:
    if "close@12" in year.held:
        return Stage.CLOSED
    return Stage.IN_FORCE if year.version else Stage.DRAFT


def check(value: object, wanted: Any) -> None:
    """Check an act in a plan against the one of the reference."""
    match value:
        case Close():
            kept = (value.figures, frozenset(value.corrected), value.version, value.by)
            assert kept == tuple(wanted[name] for name in ("figures", "corrected", "version", "by"))
        case Reopening():
            assert dict(value.before) == {name: write_value(held) for name, held in wanted["before"].items()}
        case SignOff():
            assert value.by == wanted["by"]
        case Approval():
            assert value.version == wanted["version"]
        case Remark():
            assert value.analysis == wanted["text"]
        case Evidence():
            assert value.source == wanted["text"]


@pytest.fixture(autouse=True)
def year_of_three_signers(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the year be of the small plan, signed in three roles, and of short histories, so that they are sealed."""
    values: dict[Cell, Value] = {Cell("4", "programadas", month): Decimal(9) for month in range(1, 13)}
    signatures = tuple(Signature(name, "ANA", "", "") for name in NAMES.values())
    whole = plan._replace(
        texts=plan.texts._replace(signatures=signatures),
        roles=tuple(Role(NAMES[key], users) for key, users in ROLES.items() if users),
        values={**plan.values, **values},
    )
    monkeypatch.setattr(Year, "plan", whole, raising=False)
    monkeypatch.setattr(Year, "steps", 0)
    monkeypatch.setattr(segments, "ROWS", 36)
    monkeypatch.setattr(segments, "KEPT", 16)


def run(examples: int, steps: int) -> None:
    shape = settings(max_examples=examples, stateful_step_count=steps, deadline=None, phases=PHASES)
    run_state_machine_as_test(Year, settings=shape)


def test_a_year_is_what_its_steps_make_of_it() -> None:
    run(examples=10, steps=25)


@pytest.mark.skipif(not os.environ.get("SLOW"), reason="it takes minutes; SLOW=1 has it run")
def test_two_thousand_steps() -> None:
    while Year.steps < 2_000:
        run(examples=20, steps=60)


def test_a_store_that_lets_figures_into_closed_months_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acceptance, "check_open", lambda _plan, _change: None)
    with pytest.raises((pytest.fail.Exception, AssertionError, ExceptionGroup)):
        run(examples=200, steps=25)

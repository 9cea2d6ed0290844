"""Two people in one form: what neither sees of the other is asked about."""

from decimal import Decimal
from pathlib import Path

import pytest
from hands import Person, choose, sound_plan, to_row

from scoring.entry.edits import read_edits
from scoring.model.fields import Field, value_of
from store import open_store
from tui.modes.fill_form import FillForm
from tui.personal import drafts


def test_two_people_in_one_form_keep_both_fields_and_are_asked_about_the_same(person: Person, path: Path) -> None:
    to_row(person, "i4")
    person.type("o")
    other = open_store(path)
    other.commit(read_edits(other.load().plan, ["4.responsible=Ana"]))
    choose(person, ".weight")
    person.type("20%" + "↓" * 40 + "⏎")
    plan = sound_plan(path)
    assert (value_of(plan, Field("4", "weight")), value_of(plan, Field("4", "responsible"))) == (Decimal("0.2"), "Ana")
    to_row(person, "i4")
    person.type("o")
    other.commit(read_edits(other.load().plan, ["4.weight=22%"]))
    choose(person, ".weight")
    person.type("30%" + "↓" * 40 + "⏎")
    assert "N° 4 peso" in " ".join(person.screen().split())
    assert value_of(sound_plan(path), Field("4", "weight")) == Decimal("0.22")
    person.type("⏎")
    assert value_of(sound_plan(path), Field("4", "weight")) == Decimal("0.3")
    assert person.stack.find(FillForm) is None
    other.close()


def conflicted(person: Person, path: Path) -> None:
    """Have somebody type a weight and a goal into a form while the weight is changed by another, and save it."""
    to_row(person, "i6")
    person.type("o")
    choose(person, "6.weight")
    person.type("30%")
    choose(person, "6.target")
    person.type("9")
    other = open_store(path)
    other.commit(read_edits(other.load().plan, ["6.weight=22%"]))
    other.close()
    person.type("↓" * 40 + "⏎")
    assert "N° 6 peso" in " ".join(person.screen().split())
    assert "▾" in person.screen(), "the plan is seen again"


def test_a_form_is_corrected_after_a_conflict(person: Person, path: Path) -> None:
    conflicted(person, path)
    person.type("e")
    form = person.stack.find(FillForm)
    assert form is not None
    assert form.page.changed == {"6.weight": "30%", "6.target": "9"}
    person.type("↑" * 40)
    choose(person, "6.weight")
    person.type("25%" + "↓" * 40 + "⏎")
    plan = sound_plan(path)
    assert (value_of(plan, Field("6", "weight")), value_of(plan, Field("6", "target"))) == (Decimal("0.25"), 9)
    assert person.stack.find(FillForm) is None


def test_a_form_is_dropped_where_what_others_wrote_is_left(person: Person, path: Path) -> None:
    conflicted(person, path)
    person.type("⎋")
    assert person.stack.find(FillForm) is None
    assert value_of(sound_plan(path), Field("6", "target")) != 9


def test_a_form_in_conflict_is_kept_as_a_draft(
    person: Person, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    conflicted(person, path)
    person.press("ctrl+q")
    draft = drafts.load(str(path))
    assert isinstance(draft, drafts.FormDraft)
    assert draft.texts == {"6.weight": "30%", "6.target": "9"}

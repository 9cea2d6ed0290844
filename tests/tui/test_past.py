"""Looks at the plan as it was and at what moved it: in words that are not of now, and where nothing can be typed."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hands import Person, person_at

from plans import worked_example
from scoring.model import Cell, CellChange
from scoring.model.acts import Act, ActChange, ActKind, Close
from scoring.model.fields import Change, Field, FieldChange
from store import create, file_store, open_store
from store.file import segments
from tui.modes.other_sessions import look_again

BEGUN = datetime(2024, 4, 15, 15, tzinfo=UTC)
"""Ten in the morning in Bogotá."""
CELL = Cell("4", "efectivas", 3)


@pytest.fixture
def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The worked example as it was made on the 15th of April 2024, with a value and a weight changed in the two hours
    after.
    """
    path = tmp_path / "plan_2024.json"
    create(path, worked_example(), at=BEGUN.isoformat())
    store = open_store(path)
    store.load()
    changes: list[Change] = [CellChange(CELL, Decimal(48000)), FieldChange(Field("2", "weight"), Decimal("0.12"))]
    for hour, change in enumerate(changes, 1):
        at = (BEGUN + timedelta(hours=hour)).isoformat()
        monkeypatch.setattr(file_store, "now", lambda at=at: at)
        store.commit([change])
    store.close()
    return path


@pytest.fixture
def person(changed: Path) -> Person:
    return person_at(changed)


def first(person: Person, count: int = 1) -> str:
    return "\n".join(person.screen().splitlines()[:count])


def at_the_cell(person: Person) -> None:
    person.type("g4.efectivas@mar⏎")


def test_enter_on_a_change_shows_the_plan_after_it_and_nothing_can_be_typed(person: Person, changed: Path) -> None:
    at_the_cell(person)
    person.type("h")
    history = person.screen()
    assert "96.200 → 48.000" in history
    person.type("⏎")
    shown = person.screen()
    assert shown.startswith(" Como quedó con la fila 1, el 15/04/2024 11:00: solo ver")
    assert "Así era el plan, y no como está hoy: aquí nada se escribe ni cambia." in shown
    assert "mar 48.000" in shown
    assert "usuarios nuevos Acueducto · peso 10,0 %" in shown, "before its weight was changed"
    before = changed.read_bytes()
    for keys in ("5", "42⏎", "n", "x", "u", "p", "D", "A", "oe9⏎", "f"):
        person.type(keys)
    assert person.screen() == shown
    assert changed.read_bytes() == before
    person.type("⎋")
    assert person.screen() == history
    person.type("⎋")
    assert first(person).startswith(" Plan 2024")


def test_a_change_of_the_definition_leads_to_the_plan_after_it_too(person: Person) -> None:
    person.type("g2⏎↑h")
    assert "N° 2 peso" in person.screen()
    person.type("⏎")
    assert first(person).startswith(" Como quedó con la fila 2, el 15/04/2024 12:00: solo ver")
    assert "usuarios nuevos Acueducto · peso 12,0 %" in person.screen()


@pytest.mark.parametrize(
    ("typed", "title", "weight"),
    [
        ("2024-04-15", "Como estaba el 15/04/2024 23:59", "12"),
        ("15 abr 2024 11:30", "Como estaba el 15/04/2024 11:30", "10"),
        ("fila 2", "Como quedó con la fila 2, el 15/04/2024 12:00", "12"),
        ("0", "Como quedó con la fila 0, el 15/04/2024 10:00", "10"),
    ],
)
def test_a_moment_or_a_row_is_asked_for(person: Person, typed: str, title: str, weight: str) -> None:
    person.type(f"H{typed}⏎")
    assert first(person).startswith(f" {title}: solo ver")
    assert f"usuarios nuevos Acueducto · peso {weight},0 %" in person.screen()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("2023-01-01", "el historial dice cómo estaba el plan desde el 15 abr 2024 10:00:00 (fila 0): antes no"),
        ("9998-01-01", "El 1 ene 9998 00:00:00 no ha llegado todavía"),
        ("fila 9", "el historial llega hasta la fila 2: no hay una fila 9"),
        ("ayer", "«ayer» no es una fecha"),
    ],
)
def test_what_the_history_does_not_tell_is_said_in_the_grid(person: Person, typed: str, why: str) -> None:
    person.type(f"H{typed}⏎")
    assert why in " ".join(person.screen().split())
    assert first(person).startswith(" Plan 2024")


def test_a_row_that_is_told_of_no_more_says_why_over_the_history(
    changed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segments, "ROWS", 4)
    monkeypatch.setattr(segments, "KEPT", 2)
    store = open_store(changed)
    for value in range(1, 8):
        store.commit([CellChange(CELL, Decimal(value))])
    store.close()
    person = person_at(changed)
    at_the_cell(person)
    person.type("h")
    for part in sorted(changed.with_suffix(".history").iterdir()):
        part.unlink()
    person.press("end")
    person.type("⏎")
    assert first(person) == " No se puede ver el plan como estaba"
    assert "el historial dice cómo estaba el plan desde" in " ".join(person.screen().split())
    person.type("⎋")
    assert first(person).startswith(" Historial de")


def test_what_moved_the_plan_is_a_key_away_from_the_status(person: Person) -> None:
    person.type("sc")
    assert first(person, 3).splitlines()[1] == " febrero → marzo"
    person.type("[")
    assert first(person, 3).splitlines()[1] == " enero → marzo"
    person.type("[[[")
    assert first(person, 3).splitlines()[1] == " antes de enero → marzo"
    person.type("]]]")
    assert first(person, 3).splitlines()[1] == " marzo → marzo"
    assert "Nada se movió" in person.screen()
    person.type("⎋")
    assert first(person).startswith(" Estado del plan 2024")


def test_the_plan_is_compared_with_a_moment_by_the_palette_and_from_then(person: Person) -> None:
    person.type(":comparar con⏎")
    person.type("fila 0⏎")
    shown = person.screen()
    assert "Como quedó con la fila 0, el 15/04/2024 10:00 → hoy, corte marzo" in shown
    assert "efectivas@mar 96.200 → 48.000" in shown
    assert "peso 10 % → 12 %" in shown
    person.type("⎋Hfila 1⏎c")
    shown = person.screen()
    assert "Como quedó con la fila 1, el 15/04/2024 11:00 → hoy, corte marzo" in shown
    assert "efectivas" not in shown
    assert "peso 10 % → 12 %" in shown
    person.type("⏎")
    assert person.controller.tree.at.id == "i2", "the line of an indicator leads to its row"


def test_what_moved_follows_what_others_write(person: Person, changed: Path) -> None:
    person.type("sc")
    assert "urbanos@mar 140" in person.screen()
    other = open_store(changed)
    other.load()
    other.commit([CellChange(Cell("2", "urbanos", 3), Decimal(141))])
    other.close()
    assert look_again(person.stack)
    assert "urbanos@mar 141" in person.screen()
    person.type("⎋")
    assert first(person).startswith(" Estado del plan 2024")


def test_the_status_shows_the_cut_off_as_it_was_submitted(person: Person, changed: Path) -> None:
    person.type("sp")
    assert "no hay un corte presentado hasta este mes" in person.screen()
    person.type("⎋⎋")
    other = open_store(changed)
    other.load()
    other.commit([ActChange(Act(2, ActKind.CLOSE), Close())])
    other.commit([CellChange(Cell("2", "urbanos", 3), Decimal(141))])
    other.close()
    assert look_again(person.stack)
    person.type("sp")
    assert first(person).startswith(" Corte de febrero como se presentó el 15/04/2024 12:00: solo ver")
    person.type("c")
    assert "→ hoy, corte marzo" in " ".join(person.screen().split())
    person.type("⎋⎋c")
    assert "Corte de febrero como se presentó" in person.screen(), "compared with the close before"
    assert "urbanos@mar 141" in person.screen()

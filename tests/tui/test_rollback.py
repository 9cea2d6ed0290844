"""An earlier state in the plan's place, as the screen tells it."""

from pathlib import Path

import pytest
from hands import Person, on_disk, person_at

from store import open_store
from tui.controller.controller import Controller
from tui.controller.keymap import Keymap
from tui.controller.session import Session
from tui.grid.symbols import UNICODE
from tui.modes.other_sessions import look_again
from tui.modes.pending_places import go_to_first_pending
from tui.modes.rollback import ask_where_rolled_back
from tui.personal.seen_plans import SeenPlans


@pytest.fixture
def asked(path: Path) -> Person:
    """Somebody who has saved two values, and then sees an older file come into the plan's place."""
    person = person_at(path)
    old = path.read_bytes()
    go_to_first_pending(person.controller)
    person.type("42⏎43⏎")
    assert len(on_disk(path)) == 2
    path.write_bytes(old)
    assert look_again(person.stack)
    assert "estado anterior" in person.screen()
    return person


def test_what_is_typed_before_the_question_is_seen_is_no_answer(asked: Person) -> None:
    assert asked.host.asked == ["hold"]


def test_what_was_seen_is_put_back_whole(asked: Person, path: Path) -> None:
    asked.type("xv")
    assert sorted(on_disk(path).values()) == ["42", "43"]
    assert "estado anterior" not in asked.screen()
    asked.type("44⏎")
    assert sorted(on_disk(path).values()) == ["42", "43", "44"]


def test_what_is_there_is_accepted(asked: Person, path: Path) -> None:
    asked.type("a")
    assert on_disk(path) == {}
    asked.type("44⏎")
    assert list(on_disk(path).values()) == ["44"]


def test_whoever_only_looks_is_asked_again_before_anything_is_typed(asked: Person, path: Path) -> None:
    before = path.read_bytes()
    asked.type("⎋")
    assert "estado anterior" not in asked.screen()
    asked.type("4")
    assert "Un estado anterior" in asked.screen()
    asked.type("⏎")
    assert path.read_bytes() == before


def test_it_is_asked_at_the_next_start_too(path: Path) -> None:
    memory = SeenPlans()
    store = open_store(path, memory)
    old = path.read_bytes()
    person = Person(Controller(Session(store, 3), Keymap(None), UNICODE))
    go_to_first_pending(person.controller)
    person.type("42⏎")
    path.write_bytes(old)
    later = Person(Controller(Session(open_store(path, memory), 3), Keymap(None), UNICODE))
    assert ask_where_rolled_back(later.stack)
    assert "Un estado anterior" in later.screen()

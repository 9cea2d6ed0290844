"""A question of what is to be written over is answered by a key that was typed after it was seen."""

from pathlib import Path

import pytest
from clocks import Clock
from hands import Person, on_disk, person_at
from packets import handled, in_one_packet

from scoring.model import Cell
from tui.modes.other_sessions import look_again
from tui.modes.pending_places import go_to_first_pending

FIRST = Cell("1", "facturado", 3)


async def test_a_question_is_answered_by_a_key_typed_after_the_keyboard_was_still(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(monkeypatch)
    mine, theirs = person_at(path), person_at(path)
    for person in (mine, theirs):
        go_to_first_pending(person.controller)
    theirs.type("10⏎")
    running = mine.application()
    async with running.run_test(size=(80, 24)):
        for key in "20⏎17⏎⎋33⏎":  # of a slow typist, who looks at the paper and not at the screen
            in_one_packet(running, key)
            await handled(running)
            clock.let_pass(1.0)
        assert on_disk(path) == {str(FIRST): "10"}
        assert "en un momento se dice cómo responder" in mine.screen()
        clock.let_pass(0.5)
        assert "Enter escribe lo suyo" in mine.screen()
        in_one_packet(running, "⏎")
        await handled(running)
    assert on_disk(path) == {str(FIRST): "20"}


@pytest.fixture
def rolled_back(path: Path) -> Person:
    """Somebody who has saved a value, and in whose plan's place there is an older file now."""
    person = person_at(path)
    old = path.read_bytes()
    go_to_first_pending(person.controller)
    person.type("42⏎")
    path.write_bytes(old)
    return person


async def test_a_key_that_is_no_answer_has_the_question_wait_again(
    rolled_back: Person, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, person = Clock(monkeypatch), rolled_back
    running = person.application()
    async with running.run_test(size=(80, 24)):
        running.in_turn(lambda: look_again(person.stack))
        await handled(running)
        assert "Un estado anterior" in person.screen()
        clock.let_pass(2.0)
        for key in "sava":
            in_one_packet(running, key)
            await handled(running)
            clock.let_pass(1.0)
        assert on_disk(path) == {}
        assert "Un estado anterior" in person.screen()
        clock.let_pass(0.5)
        in_one_packet(running, "v")
        await handled(running)
    assert on_disk(path) == {str(FIRST): "42"}

"""A value on its way to the disk: nothing follows before it is there, and what is refused is not lost."""

import asyncio
import errno
import os
import signal
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hands import Person, on_disk, person_at
from holders import holder, let_go
from packets import handled, in_one_packet, until
from terminals import RESTORED, opened, quit_, start
from textual import events

from scoring.model import Cell
from store import Loaded
from store.file import lock
from store.file.lock import locked
from store.file.permissions import Permissions
from tui import app as application
from tui.controller.saving import Write
from tui.grid import widget
from tui.modes.pending_places import go_to_first_pending
from tui.personal import drafts

FIRST = Cell("1", "facturado", 3)


async def test_the_cursor_waits_until_the_value_is_on_disk(person: Person, path: Path) -> None:
    go_to_first_pending(person.controller)
    person.type("42")
    may_write = asyncio.Event()

    async def writer(write: Write) -> Loaded:
        await may_write.wait()
        return write()

    person.controller.writer = writer
    key = asyncio.create_task(person.stack.key("enter"))
    await asyncio.sleep(0)
    assert person.controller.saving
    assert (person.controller.tree.cell, on_disk(path)) == (FIRST, {})
    assert person.editor is not None
    may_write.set()
    await key
    assert not person.controller.saving
    assert on_disk(path) == {str(FIRST): "42"}
    assert person.controller.tree.cell == Cell("2", "urbanos", 3)
    assert person.editor is None


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a writer give up at once where another has the plan."""
    monkeypatch.setattr(lock, "DEADLINE", 0.0)


@pytest.mark.usefixtures("impatient")
def test_a_value_that_is_refused_stays_in_the_editor_and_the_cursor_on_it(person: Person, path: Path) -> None:
    go_to_first_pending(person.controller)
    with locked(path, Permissions.of(path)):
        person.type("42⏎")
        assert "no se guardó" in person.screen()
    assert "NO GUARDADO" in person.screen()
    assert person.controller.tree.cell == FIRST
    person.type("⏎")
    assert on_disk(path) == {str(FIRST): "42"}
    assert "NO GUARDADO" not in person.screen()


@pytest.mark.usefixtures("impatient")
def test_mine_refused_after_a_conflict_stays_in_the_editor(path: Path) -> None:
    mine, theirs = person_at(path), person_at(path)
    for person in (mine, theirs):
        go_to_first_pending(person.controller)
    theirs.type("10⏎")
    mine.type("20⏎")
    with locked(path, Permissions.of(path)):
        mine.type("⏎")
    assert mine.editor is not None
    assert mine.editor.text == "20"
    mine.type("⏎")
    assert on_disk(path) == {str(FIRST): "10"}, "it is asked again"
    mine.type("⏎")
    assert on_disk(path) == {str(FIRST): "20"}


def test_an_undo_that_is_refused_leaves_nothing_unsaved(person: Person) -> None:
    person.type("u")
    assert "no hay nada suyo que deshacer" in person.screen()
    assert "NO GUARDADO" not in person.screen()


def test_an_undo_that_the_disk_does_not_confirm_is_shown_all_the_same(
    person: Person, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_to_first_pending(person.controller)
    person.type("42⏎")
    sync = os.fsync

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    person.type("u")
    assert on_disk(path) == {}
    assert person.controller.session.plan.values.get(FIRST) is None
    assert "guardado, pero el disco no lo confirmó contra un corte de luz" in person.screen()
    assert "SIN CONFIRMAR" in person.screen()
    assert "NO GUARDADO" not in person.screen()


def watch(person: Person, monkeypatch: pytest.MonkeyPatch, told: Callable[[str], object]) -> None:
    """Have told what is called of the person's store, and by «done» that it has returned."""
    store = person.controller.session.store

    def watched(name: str) -> Callable[..., Any]:
        method = getattr(store, name)

        def call(*arguments: Any, **names: Any) -> Any:
            told(name)
            try:
                return method(*arguments, **names)
            finally:
                told("done")

        return call

    for name in ("commit", "undo", "redo", "poll", "history"):
        monkeypatch.setattr(store, name, watched(name))


async def test_figures_are_written_in_a_thread_of_their_own(
    person: Person, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_to_first_pending(person.controller)
    threads: dict[str, threading.Thread] = {}
    watch(person, monkeypatch, lambda name: threads.update({name: threading.current_thread()}))
    running = person.application()
    async with running.run_test(size=(80, 24)):
        in_one_packet(running, "42⏎u↻")
        await handled(running)
    assert on_disk(path) == {str(FIRST): "42"}
    assert {"commit", "undo", "redo"} <= threads.keys()
    assert threading.main_thread() not in (threads["commit"], threads["undo"], threads["redo"])


async def test_nobody_reads_the_store_while_it_is_written(
    person: Person, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "POLL_SECONDS", 0.001)
    go_to_first_pending(person.controller)
    calls: list[str] = []
    running = person.application()
    with holder(path) as other:
        async with running.run_test(size=(80, 24)):
            await until(lambda: not running.grid.message_queue_size)
            watch(person, monkeypatch, calls.append)
            await until(lambda: "poll" in calls)
            in_one_packet(running, "42⏎")
            await until(lambda: "guardando…" in person.screen())
            running.grid.in_turn(person.controller.show_notes)
            assert calls[-1] == "commit"
            let_go(other)
            await handled(running)
            assert calls[calls.index("commit") + 1] == "done"
            assert "history" in calls
            assert "guardando…" not in person.screen()
    assert on_disk(path) == {str(FIRST): "42"}


async def test_a_wait_in_vain_names_who_has_the_plan(
    person: Person, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "DEADLINE", 0.05)
    go_to_first_pending(person.controller)
    running = person.application()
    with holder(path) as other:
        async with running.run_test(size=(80, 24)):
            in_one_packet(running, "42⏎")
            await handled(running)
            assert f"no se guardó: el proceso {other} " in person.screen()
    assert person.editor is not None
    assert person.editor.text == "42"
    assert person.controller.tree.cell == FIRST
    assert on_disk(path) == {}


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}], ids=["drawn at once", "drawn by Textual"])
@pytest.mark.parametrize("ahead", ["", "17\r"], ids=["nothing waits", "keys wait"])
def test_the_screen_lives_while_another_process_has_the_plan(
    path: Path, environment: dict[str, str], ahead: str
) -> None:
    terminal = opened(path, **environment)
    with holder(path) as other:
        terminal.send(f"42\r{ahead}")
        terminal.wait_for("guardando… otro proceso tiene ocupado el plan")
        terminal.send("17\r88\r".removeprefix(ahead))
        assert on_disk(path) == {}
        let_go(other)
        wanted = {"1.facturado@12": "42", "2.urbanos@12": "17", "2.veredales@12": "88"}
        terminal.wait_until(lambda: on_disk(path) == wanted, "three values")
    terminal.settle()
    assert "guardando" not in terminal.text()
    quit_(terminal)


def hang_up_behind_a_save(path: Path, keys: str) -> None:
    """Type keys while another process has the plan, hang up, and only then let the other go."""
    terminal = opened(path)
    with holder(path) as other:
        terminal.send(keys)
        terminal.wait_for("guardando…")
        os.kill(terminal.pid, signal.SIGHUP)
        terminal.settle()
        let_go(other)
        code, sent = terminal.wait()
    assert code == 128 + signal.SIGHUP
    assert all(sequence in sent for sequence in RESTORED)


def test_a_hang_up_comes_after_what_was_typed_before_it(path: Path) -> None:
    hang_up_behind_a_save(path, "42\r17\r88")
    assert on_disk(path) == {"1.facturado@12": "42", "2.urbanos@12": "17"}
    second = start(path)
    second.wait_for_draft()
    second.send("\r")
    second.wait_until(lambda: on_disk(path).get("2.veredales@12") == "88", "the value that was being typed")
    quit_(second)


def test_a_value_saved_after_the_hang_up_is_not_offered_again(path: Path) -> None:
    hang_up_behind_a_save(path, "42\r")
    assert on_disk(path) == {"1.facturado@12": "42"}
    assert list((path.parent / "state").rglob("drafts/*.json")) == []


async def test_a_value_refused_after_the_hang_up_is_offered_again(
    person: Person, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "DEADLINE", 0.3)
    monkeypatch.setattr(application, "PATIENCE", 0.0)
    monkeypatch.setenv("XDG_STATE_HOME", str(path.parent / "state"))
    go_to_first_pending(person.controller)
    running = person.application()
    with holder(path):
        async with running.run_test(size=(80, 24)):
            in_one_packet(running, "42⏎")
            await until(lambda: "guardando…" in person.screen())
            os.kill(os.getpid(), signal.SIGHUP)
            await until(lambda: person.stack.leaving)
        assert running.return_code == 128 + signal.SIGHUP
    assert on_disk(path) == {}
    terminal = start(path)
    terminal.wait_for_draft()
    terminal.send("\r")
    terminal.wait_until(lambda: on_disk(path) == {str(FIRST): "42"}, "the value")
    quit_(terminal)


def test_keys_behind_the_one_that_leaves_do_nothing(path: Path) -> None:
    terminal = opened(path)
    terminal.send("42\r17\x1188\r")
    assert terminal.wait()[0] == 0
    assert on_disk(path) == {"1.facturado@12": "42"}
    second = start(path)
    second.wait_for_draft()
    second.send("\r")
    second.wait_until(lambda: on_disk(path).get("2.urbanos@12") == "17", "the value that was being typed")
    quit_(second)


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> float:
    """Have the application listen again soon after a refusal; return the seconds that are surely enough."""
    monkeypatch.setattr(widget, "QUIET_SECONDS", 0.1)
    monkeypatch.setattr(widget, "SEEN_SECONDS", 0.1)
    return 0.3


async def test_what_was_typed_behind_a_refused_value_is_not_added_to_it(
    person: Person, path: Path, monkeypatch: pytest.MonkeyPatch, quiet: float
) -> None:
    monkeypatch.setattr(lock, "DEADLINE", 0.05)
    go_to_first_pending(person.controller)
    running = person.application()
    async with running.run_test(size=(80, 24)):
        with holder(path):
            in_one_packet(running, "42⏎17⏎")
            running.post_message(events.Paste("88"))
            await handled(running)
        assert "no se guardó" in person.screen()
        assert on_disk(path) == {}
        await asyncio.sleep(quiet)
        in_one_packet(running, "0⏎17⏎")
        await handled(running)
    assert on_disk(path) == {str(FIRST): "420", "2.urbanos@3": "17"}


async def test_what_was_typed_behind_a_text_that_is_no_value_is_not_added_to_it(person: Person, path: Path) -> None:
    go_to_first_pending(person.controller)
    running = person.application()
    async with running.run_test(size=(80, 24)):
        in_one_packet(running, "2.5⏎17⏎")
        await handled(running)
    assert on_disk(path) == {}
    assert person.editor is not None
    assert person.editor.text == "2.5"


async def test_what_is_typed_on_without_a_look_at_the_screen_is_not_added_to_it_either(
    person: Person, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(widget, "QUIET_SECONDS", 60)
    go_to_first_pending(person.controller)
    running = person.application()
    async with running.run_test(size=(80, 24)):
        for key in "2.5⏎17⏎33⏎":
            in_one_packet(running, key)
            await handled(running)
    assert on_disk(path) == {}
    assert person.editor is not None
    assert person.editor.text == "2.5"


async def test_esc_cancels_behind_a_refused_value_though_keys_keep_coming(
    person: Person, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(widget, "QUIET_SECONDS", 60)
    go_to_first_pending(person.controller)
    running = person.application()
    async with running.run_test(size=(80, 24)):
        for key in "2.5⏎17⎋42⏎":
            in_one_packet(running, key)
            await handled(running)
    assert on_disk(path) == {str(FIRST): "42"}


async def test_leaving_works_behind_a_refused_value(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(widget, "QUIET_SECONDS", 60)
    go_to_first_pending(person.controller)
    running = person.application()
    async with running.run_test(size=(80, 24)):
        in_one_packet(running, "2.5⏎17")
        running.post_message(events.Key("ctrl+q", "\x11"))
        await handled(running)
        assert person.stack.leaving
    kept = drafts.load(person.controller.session.store.address)
    assert isinstance(kept, drafts.Draft)
    assert kept.text == "2.5"


@pytest.mark.parametrize("ahead", ["17⏎", "⎋"])
async def test_a_key_typed_ahead_answers_no_question_that_was_not_seen(path: Path, quiet: float, ahead: str) -> None:
    mine, theirs = person_at(path), person_at(path)
    for person in (mine, theirs):
        go_to_first_pending(person.controller)
    theirs.type("10⏎")
    running = mine.application()
    async with running.run_test(size=(80, 24)):
        in_one_packet(running, f"20⏎{ahead}")
        await handled(running)
        assert on_disk(path) == {str(FIRST): "10"}
        assert "escribió 10" in mine.screen()
        await asyncio.sleep(quiet)
        in_one_packet(running, "⏎")
        await handled(running)
    assert on_disk(path) == {str(FIRST): "20"}

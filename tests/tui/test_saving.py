"""A figure on its way to the disk: nothing follows before it is there, and what is refused is not lost."""

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
from desks import desk_on, on_disk, screen, type_keys
from holders import holder, let_go
from packets import handled, in_one_packet, until
from terminals import RESTORED, opened, quit_, start
from textual import events

from scoring.model import Cell
from store.file.lock import locked
from tui.actions import press
from tui.app import PlanApp
from tui.desk import Desk
from tui.going import first_pending
from tui.saving import save_here

FIRST = Cell("1", "facturado", 3)


def test_the_cursor_waits_until_the_figure_is_on_disk(desk: Desk, path: Path) -> None:
    first_pending(desk)
    for key in "42":
        press(desk, key, key)
    press(desk, "enter")
    assert desk.saving is not None
    assert (desk.sheet.cell, on_disk(path)) == (FIRST, {})
    assert desk.painter.editor is not None
    save_here(desk)
    assert desk.saving is None
    assert on_disk(path) == {str(FIRST): "42"}
    assert desk.sheet.cell == Cell("2", "urbanos", 3)
    assert desk.painter.editor is None


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a writer give up at once where another has the plan."""
    monkeypatch.setattr("store.file.lock.DEADLINE", 0.0)


@pytest.mark.usefixtures("impatient")
def test_a_figure_that_is_refused_stays_in_the_editor_and_the_cursor_on_it(desk: Desk, path: Path) -> None:
    first_pending(desk)
    with locked(path.parent):
        type_keys(desk, "42⏎")
        assert "no se guardó" in screen(desk)
    assert "NO GUARDADO" in screen(desk)
    assert desk.sheet.cell == FIRST
    type_keys(desk, "⏎")
    assert on_disk(path) == {str(FIRST): "42"}
    assert "NO GUARDADO" not in screen(desk)


@pytest.mark.usefixtures("impatient")
def test_nobody_leaves_behind_a_figure_that_is_refused(desk: Desk, path: Path) -> None:
    first_pending(desk)
    type_keys(desk, "42")
    for leaving in (False, True):
        press(desk, "ctrl+q")
        if leaving:
            save_here(desk)
        else:
            with locked(path.parent):
                save_here(desk)
        assert desk.leaving is leaving
    assert on_disk(path) == {str(FIRST): "42"}


@pytest.mark.usefixtures("impatient")
def test_mine_refused_after_a_conflict_stays_in_the_editor(path: Path) -> None:
    mine, theirs = desk_on(path), desk_on(path)
    for desk in (mine, theirs):
        first_pending(desk)
    type_keys(theirs, "10⏎")
    type_keys(mine, "20⏎")
    with locked(path.parent):
        type_keys(mine, "⏎")
    assert mine.painter.editor is not None
    assert mine.painter.editor.text == "20"
    type_keys(mine, "⏎")
    assert on_disk(path) == {str(FIRST): "10"}, "it is asked again"
    type_keys(mine, "⏎")
    assert on_disk(path) == {str(FIRST): "20"}


def test_an_undo_that_is_refused_leaves_nothing_unsaved(desk: Desk) -> None:
    type_keys(desk, "u")
    assert "no hay nada suyo que deshacer" in screen(desk)
    assert "NO GUARDADO" not in screen(desk)


def test_an_undo_that_the_disk_does_not_confirm_is_shown_all_the_same(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_pending(desk)
    type_keys(desk, "42⏎")
    sync = os.fsync

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        sync(descriptor)

    monkeypatch.setattr("os.fsync", fsync)
    type_keys(desk, "u")
    assert on_disk(path) == {}
    assert desk.session.plan.values.get(FIRST) is None
    assert "guardado, pero el disco no lo confirmó contra un corte de luz" in screen(desk)
    assert "SIN CONFIRMAR" in screen(desk)
    assert "NO GUARDADO" not in screen(desk)


def watch(desk: Desk, monkeypatch: pytest.MonkeyPatch, told: Callable[[str], object]) -> None:
    """Have told what is called of the desk's store, and by «done» that it has returned."""
    store = desk.session.store

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
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_pending(desk)
    threads: dict[str, threading.Thread] = {}
    watch(desk, monkeypatch, lambda name: threads.update({name: threading.current_thread()}))
    app = PlanApp(desk, path)
    async with app.run_test(size=(80, 24)):
        in_one_packet(app, "42⏎u↻")
        await handled(app)
    assert on_disk(path) == {str(FIRST): "42"}
    assert {"commit", "undo", "redo"} <= threads.keys()
    assert threading.main_thread() not in (threads["commit"], threads["undo"], threads["redo"])


async def test_nobody_reads_the_store_while_it_is_written(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.app.POLL_SECONDS", 0.001)
    first_pending(desk)
    calls: list[str] = []
    app = PlanApp(desk, path)
    with holder(path.parent) as other:
        async with app.run_test(size=(80, 24)):
            await until(lambda: not app.grid.message_queue_size)
            watch(desk, monkeypatch, calls.append)
            await until(lambda: "poll" in calls)
            in_one_packet(app, "42⏎")
            await until(lambda: "guardando…" in screen(desk))
            app.grid.in_turn(desk.show_notes)
            assert calls[-1] == "commit"
            let_go(other)
            await handled(app)
            assert calls[calls.index("commit") + 1] == "done"
            assert "history" in calls
            assert "guardando…" not in screen(desk)
    assert on_disk(path) == {str(FIRST): "42"}


async def test_a_wait_in_vain_names_who_has_the_plan(desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.file.lock.DEADLINE", 0.05)
    first_pending(desk)
    app = PlanApp(desk, path)
    with holder(path.parent) as other:
        async with app.run_test(size=(80, 24)):
            in_one_packet(app, "42⏎")
            await handled(app)
            assert f"no se guardó: el proceso {other} " in screen(desk)
    assert desk.painter.editor is not None
    assert desk.painter.editor.text == "42"
    assert desk.sheet.cell == FIRST
    assert on_disk(path) == {}


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}], ids=["drawn at once", "drawn by Textual"])
@pytest.mark.parametrize("ahead", ["", "17\r"], ids=["nothing waits", "keys wait"])
def test_the_screen_lives_while_another_process_has_the_plan(
    path: Path, environment: dict[str, str], ahead: str
) -> None:
    terminal = opened(path, **environment)
    with holder(path.parent) as other:
        terminal.send(f"42\r{ahead}")
        terminal.wait_for("guardando… otro proceso tiene ocupado el plan")
        terminal.send("17\r88\r".removeprefix(ahead))
        assert on_disk(path) == {}
        let_go(other)
        wanted = {"1.facturado@12": "42", "2.urbanos@12": "17", "2.veredales@12": "88"}
        terminal.wait_until(lambda: on_disk(path) == wanted, "three figures")
    terminal.settle()
    assert "guardando" not in terminal.text()
    quit_(terminal)


def hang_up_behind_a_save(path: Path, keys: str) -> None:
    """Type keys while another process has the plan, hang up, and only then let the other go."""
    terminal = opened(path)
    with holder(path.parent) as other:
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
    second.wait_for("cuando se cortó la sesión")
    second.send("\r")
    second.wait_until(lambda: on_disk(path).get("2.veredales@12") == "88", "the figure that was being typed")
    quit_(second)


def test_a_figure_saved_after_the_hang_up_is_not_offered_again(path: Path) -> None:
    hang_up_behind_a_save(path, "42\r")
    assert on_disk(path) == {"1.facturado@12": "42"}
    assert list((path.parent / "state").rglob("*.json")) == []


async def test_a_figure_refused_after_the_hang_up_is_offered_again(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.file.lock.DEADLINE", 0.3)
    monkeypatch.setattr("tui.saving.PATIENCE", 0.0)
    monkeypatch.setenv("XDG_STATE_HOME", str(path.parent / "state"))
    first_pending(desk)
    app = PlanApp(desk, path)
    with holder(path.parent):
        async with app.run_test(size=(80, 24)):
            in_one_packet(app, "42⏎")
            await until(lambda: "guardando…" in screen(desk))
            os.kill(os.getpid(), signal.SIGHUP)
            await until(lambda: desk.leaving)
        assert app.return_code == 128 + signal.SIGHUP
    assert on_disk(path) == {}
    terminal = start(path)
    terminal.wait_for("cuando se cortó la sesión")
    terminal.send("\r")
    terminal.wait_until(lambda: on_disk(path) == {str(FIRST): "42"}, "the figure")
    quit_(terminal)


def test_keys_behind_the_one_that_leaves_do_nothing(path: Path) -> None:
    terminal = opened(path)
    terminal.send("42\x1117\r")
    assert terminal.wait()[0] == 0
    assert on_disk(path) == {"1.facturado@12": "42"}


@pytest.fixture
def lull(monkeypatch: pytest.MonkeyPatch) -> float:
    """Have the application listen again soon after a refusal; return the seconds that are surely enough."""
    monkeypatch.setattr("tui.grid.widget.LULL", 0.1)
    return 0.3


async def test_what_was_typed_behind_a_refused_figure_is_not_added_to_it(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch, lull: float
) -> None:
    monkeypatch.setattr("store.file.lock.DEADLINE", 0.05)
    first_pending(desk)
    app = PlanApp(desk, path)
    async with app.run_test(size=(80, 24)):
        with holder(path.parent):
            in_one_packet(app, "42⏎17⏎")
            app.post_message(events.Paste("88"))
            await handled(app)
        assert "no se guardó" in screen(desk)
        assert on_disk(path) == {}
        await asyncio.sleep(lull)
        in_one_packet(app, "0⏎17⏎")
        await handled(app)
    assert on_disk(path) == {str(FIRST): "420", "2.urbanos@3": "17"}


async def test_what_was_typed_behind_a_text_that_is_no_figure_is_not_added_to_it(desk: Desk, path: Path) -> None:
    first_pending(desk)
    app = PlanApp(desk, path)
    async with app.run_test(size=(80, 24)):
        in_one_packet(app, "2.5⏎17⏎")
        await handled(app)
    assert on_disk(path) == {}
    assert desk.painter.editor is not None
    assert desk.painter.editor.text == "2.5"


async def test_what_is_typed_on_without_a_look_at_the_screen_is_not_added_to_it_either(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.grid.widget.LULL", 60)
    first_pending(desk)
    app = PlanApp(desk, path)
    async with app.run_test(size=(80, 24)):
        for key in "2.5⏎17⏎33⏎":
            in_one_packet(app, key)
            await handled(app)
    assert on_disk(path) == {}
    assert desk.painter.editor is not None
    assert desk.painter.editor.text == "2.5"


async def test_a_key_typed_ahead_answers_no_question_that_was_not_seen(path: Path, lull: float) -> None:
    mine, theirs = desk_on(path), desk_on(path)
    for desk in (mine, theirs):
        first_pending(desk)
    type_keys(theirs, "10⏎")
    app = PlanApp(mine, path)
    async with app.run_test(size=(80, 24)):
        in_one_packet(app, "20⏎17⏎")
        await handled(app)
        assert on_disk(path) == {str(FIRST): "10"}
        assert "escribió 10" in screen(mine)
        await asyncio.sleep(lull)
        in_one_packet(app, "⏎")
        await handled(app)
    assert on_disk(path) == {str(FIRST): "20"}

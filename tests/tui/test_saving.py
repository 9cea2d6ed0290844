"""A figure on its way to the disk: nothing follows before it is there, and what is refused is not lost."""

import errno
import os
import stat
from pathlib import Path

import pytest
from desks import desk_on, on_disk, screen, type_keys

from scoring.model import Cell
from store.lock import locked
from tui.actions import press
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
    monkeypatch.setattr("store.lock.DEADLINE", 0.0)


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
    assert "corte de luz" in desk.session.saved.problem

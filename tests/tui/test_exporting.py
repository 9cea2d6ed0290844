"""Exporting from within the application: over nothing that is somebody's, unless they say its name twice."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hands import Person, on_disk, person_at
from keyed_sheets import fill
from packets import handled, until
from textual.pilot import Pilot

from scoring.model import Cell
from store import open_store
from tui.app import PlanApp
from tui.exports.overwriting import OccupiedError
from tui.exports.writing import write_workbook
from tui.modes.commands.exporting import export

NUMBER, EFFECTIVE = Cell("8", "numero", 3), Cell("4", "efectivas", 3)


class Seated:
    """A person with the application open."""

    def __init__(self, person: Person, pilot: Pilot[None]) -> None:
        self.person = person
        self._pilot = pilot

    async def press(self, *keys: str) -> str:
        """Press keys, wait for what they set going, and return the screen."""
        await self._pilot.press(*keys)
        await self._pilot.app.workers.wait_for_complete()
        app = self._pilot.app
        assert isinstance(app, PlanApp)
        await handled(app)
        await until(lambda: not app.grid.holding)
        return self.person.screen()

    async def type(self, text: str) -> str:
        """Answer a prompt with another text, and return the screen."""
        await self.press("ctrl+u")
        await self.person.stack.paste(text)
        return await self.press("enter")


@asynccontextmanager
async def seated(person: Person) -> AsyncIterator[Seated]:
    app = person.application()
    async with app.run_test(size=(80, 24)) as pilot:
        yield Seated(person, pilot)


def content(path: Path) -> bytes:
    return path.read_bytes()


@pytest.fixture
def book(filled: Path) -> Path:
    """Return the workbook that was exported and then filled in."""
    path = filled.with_name("plan_2024_mar.xlsx")
    write_workbook(open_store(filled), path, 3)
    fill(path, {NUMBER: 412, EFFECTIVE: 96000})
    return path


async def test_the_name_carries_the_cut_off_and_what_was_exported_is_exported_again(
    full_person: Person, filled: Path
) -> None:
    book = filled.with_name("plan_2024_mar.xlsx")
    async with seated(full_person) as person:
        for _time in range(2):
            assert "exportado: " in await person.press("E", "enter")
        assert book.exists()
        await person.press("[")
        await person.press("E", "enter")
    assert [path.name for path in sorted(filled.parent.glob("*.xlsx"))] == ["plan_2024_feb.xlsx", book.name]


async def test_a_filled_workbook_stays_and_a_free_name_is_offered(
    full_person: Person, filled: Path, book: Path
) -> None:
    before = content(book)
    async with seated(full_person) as person:
        shown = " ".join((await person.press("E", "enter")).split())
        assert "tiene 2 cambios sin importar: Seguimiento!" in shown
        assert "No se escribió nada." in shown
        assert "Para escribir encima, y perder lo que hay, escriba otra vez" in shown
        assert "Exportar a:" in shown
        assert "Enter acepta Esc cancela" in shown
        await person.press("enter")
        assert (filled.parent / "plan_2024_mar_2.xlsx").exists()
        assert full_person.stack.top.browsing
    assert content(book) == before


async def test_escape_leaves_everything_as_it_was(full_person: Person, filled: Path, book: Path) -> None:
    before = content(book)
    async with seated(full_person) as person:
        await person.press("E", "enter")
        shown = await person.press("escape")
        assert "Exportar" not in shown
        assert "Objetivo / acción / dato" in shown
    assert content(book) == before
    assert list(filled.parent.glob("*.xlsx")) == [book]


async def test_the_old_name_a_second_time_is_written_over(full_person: Person, filled: Path, book: Path) -> None:
    async with seated(full_person) as person:
        await person.press("E", "enter")
        await person.type(str(book))
    assert list(filled.parent.glob("*.xlsx")) == [book]
    write_workbook(open_store(filled), book, 3)  # it is the person's own again


async def test_what_was_changed_once_more_after_it_was_shown_is_asked_about_again(
    full_person: Person, book: Path
) -> None:
    async with seated(full_person) as person:
        await person.press("E", "enter")
        fill(book, {NUMBER: 413})
        before = content(book)
        await person.type(str(book))
        assert "413" in full_person.screen()
        assert content(book) == before


async def test_no_question_is_asked_over_a_figure_that_is_being_typed(
    full_person: Person, filled: Path, book: Path
) -> None:
    full_person.controller.tree.go(EFFECTIVE)
    full_person.type("96")
    await export(full_person.stack, book)
    assert full_person.stack.top.page is None
    assert "No se exportó; termine lo que está haciendo" in full_person.screen()
    full_person.type("000⏎")
    assert on_disk(filled)[str(EFFECTIVE)] == "96000"


async def test_importing_begins_with_the_workbook_exported_last_also_another_day(
    full_person: Person, filled: Path
) -> None:
    async with seated(full_person) as person:
        await person.press("E")
        await person.type(str(filled.parent / "junta.xlsx"))
        await person.press("I")
        assert "junta.xlsx" in full_person.screen()
    later = person_at(filled)
    later.type("I")
    assert "junta.xlsx" in later.screen()


def test_a_file_that_was_seen_is_the_only_one_written_over(filled: Path, book: Path) -> None:
    with pytest.raises(OccupiedError) as refused:
        write_workbook(open_store(filled), book, 3, seen="0" * 64)
    write_workbook(open_store(filled), book, 3, seen=refused.value.sha256)

"""The application on Textual: keys in order, focus, paste, the screen drawn through the widget."""

from pathlib import Path

import pytest
from hands import Person, new_plan, on_disk, person_at
from packets import handled, in_one_packet
from textual import events

from scoring.model import Cell
from tui.modes.pending_places import go_to_first_pending


async def test_values_typed_ahead_in_one_packet_land_in_three_cells(person: Person, path: Path) -> None:
    go_to_first_pending(person.controller)
    app = person.application()
    async with app.run_test(size=(80, 24)):
        in_one_packet(app, "42⏎17⏎88⏎")
        await handled(app)
    assert on_disk(path) == {"1.facturado@3": "42", "2.urbanos@3": "17", "2.veredales@3": "88"}


async def test_two_hundred_keys_in_one_packet_do_what_they_do_typed_slowly(tmp_path: Path) -> None:
    keys = ("42⏎17⇥88⏎9⎋n⏎7↓12,5⏎b5⇤6⏎x↓3⏎u1⏎" * 7)[:200]
    folders = [tmp_path / name for name in ("slow", "burst")]
    for folder in folders:
        folder.mkdir()
    slow, burst = (person_at(new_plan(folder)) for folder in folders)
    slow.type(keys)
    app = burst.application()
    async with app.run_test(size=(80, 24)):
        in_one_packet(app, keys)
        await handled(app)
    assert len(keys) == 200
    written = on_disk(folders[0] / "plan_2024.json")
    assert len(written) > 5
    assert on_disk(folders[1] / "plan_2024.json") == written


async def test_the_widget_draws_the_desk(full_person: Person) -> None:
    app = full_person.application()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lines = [app.grid.render_line(y).text for y in range(24)]
    assert "Cumplimiento 89,1 %" in lines[1]
    assert all(len(line) == 80 for line in lines)


async def test_losing_and_regaining_the_terminal_moves_no_focus(person: Person) -> None:
    app = person.application()
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(events.AppBlur())
        await pilot.pause()
        assert app.focused is app.grid
        app.post_message(events.AppFocus())
        await pilot.pause()
        assert app.focused is app.grid


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
async def test_a_bracketed_paste_is_previewed_and_lands_as_one_step(person: Person, path: Path, newline: str) -> None:
    go_to_first_pending(person.controller)
    app = person.application()
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(events.Paste(f"4.200.000.000\t4.300.000.000{newline}110\t120{newline}"))
        await pilot.pause()
        assert on_disk(path) == {}
        in_one_packet(app, "⏎")
        await handled(app)
        assert on_disk(path) == {
            "1.facturado@3": "4200000000",
            "1.facturado@4": "4300000000",
            "2.urbanos@3": "110",
            "2.urbanos@4": "120",
        }
        in_one_packet(app, "u")
        await handled(app)
    assert on_disk(path) == {}


async def test_the_signs_of_a_spanish_keyboard_can_be_written_in_a_note(full_person: Person) -> None:
    full_person.controller.tree.go(Cell("8", "numero", 3))
    app = full_person.application()
    async with app.run_test(size=(80, 24)):
        in_one_packet(app, "m")
        await handled(app)
        in_one_packet(app, "acta n.º 5⏎")
        await handled(app)
    assert full_person.controller.session.notes[Cell("8", "numero", 3)] == "acta n.º 5"


async def test_a_repaint_of_textuals_own_puts_back_nothing_that_was_drawn_past_it(person: Person) -> None:
    go_to_first_pending(person.controller)
    app = person.application()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        whole = app.grid.size.region
        app.grid.render_lines(whole)
        app.grid._draw = lambda _lines, _theme: True
        in_one_packet(app, "4")
        await handled(app)
        drawn = [app.grid.render_line(y).text for y in range(24)]
        assert [strip.text for strip in app.grid.render_lines(whole)] == drawn
        assert "Esc cancela" in drawn[-1]

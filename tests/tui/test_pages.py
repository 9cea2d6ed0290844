"""Pages follow the window: laid out anew at any size, with the place that was read in sight, and a way out."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hands import Person, controller_of, person_at

from plans import worked_example
from scoring.model import Cell, CellChange, Mark
from store import create, open_store
from tui.modes.open_page import OpenPage
from tui.modes.pending_places import open_at_pending
from tui.personal import visits
from tui.personal.state_files import state_file
from tui.personal.visits import Visit

PAGES = {
    "help": "?",
    "palette": ":",
    "why": "w",
    "node": "↑↑↑w",
    "pending": "P",
    "status": "s",
    "checks": "c",
    "history": "h",
    "compare": "C",
    "past": "Hfila 0⏎",
    "closing": "K",
    "signatures": "F",
    "signing": "F⏎",
}
SIZES = [(80, 24), (60, 15), (100, 30), (120, 40), (160, 45), (200, 50)]


def before(path: Path, keys: str, width: int = 80, height: int = 24) -> Person:
    """Put somebody before a page of the plan at the cut-off of March."""
    person = person_at(path, width=width, height=height)
    open_at_pending(person.controller)
    person.type(keys)
    return person


def lines(person: Person) -> list[str]:
    return person.screen().splitlines()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("page", PAGES)
def test_a_page_reads_after_a_resize_as_if_opened_at_that_size(filled: Path, page: str, size: tuple[int, int]) -> None:
    opened = before(filled, PAGES[page], *size)
    resized = before(filled, PAGES[page], *((200, 50) if size == (80, 24) else (80, 24)))
    resized.resize(*size)
    assert resized.screen() == opened.screen()
    assert max(map(len, lines(resized))) <= size[0]


@pytest.mark.parametrize("page", ["help", "checks", "status", "why"])
def test_the_place_that_is_read_stays_in_sight(filled: Path, page: str) -> None:
    person = before(filled, PAGES[page], 80, 15)
    person.press("pagedown")
    first = lines(person)[1].split()[:1]
    assert first
    person.resize(120, 15)
    assert first in [line.split()[: len(first)] for line in lines(person)[1:3]]
    person.resize(80, 15)
    assert lines(person)[1].split()[:1] == first


def test_the_end_of_the_help_stays_in_sight(filled: Path) -> None:
    person = before(filled, "?", 80, 15)
    person.press("end")
    signs = lines(person)[1:-1]
    person.resize(76, 15)
    assert lines(person)[1] == signs[0]


def test_the_chosen_line_stays_chosen_and_in_sight(filled: Path) -> None:
    person = before(filled, "c", 120, 40)
    person.type("↓" * 12)
    page = person.stack.top.page
    assert page is not None
    assert page.chosen is not None
    chosen = page.chosen.row
    person.resize(60, 15)
    assert page.chosen.row == chosen
    assert page.top <= page.at < page.top + page.height
    person.type("⏎")
    assert person.controller.tree.at.id == chosen


def test_what_was_typed_into_the_palette_stays_after_a_resize(filled: Path) -> None:
    person = before(filled, ":pend")
    person.resize(120, 40)
    assert [line.split()[0] for line in lines(person)[1:4]] == ["pendiente", "pendiente", "pendientes"]
    assert "responsable" in person.screen(), "a help that was cut at 80 columns"


def test_a_long_title_leaves_room_for_where_one_is(filled: Path) -> None:
    person = before(filled, "c", 60, 15)
    assert "de 1" in lines(person)[0]


@pytest.mark.parametrize("id_", [indicator.id for indicator in worked_example().indicators])
def test_nothing_of_an_explanation_is_cut_at_eighty_columns(filled: Path, id_: str) -> None:
    person = before(filled, "", 80, 50)
    person.controller.tree.go_row(f"i{id_}")
    person.type("w")
    narrow = person.screen()
    person.resize(1000, 50)
    assert narrow.replace(":", "").split() == person.screen().replace(":", "").split()
    assert "…" not in narrow
    broken = [line for line in narrow.splitlines() if line.lstrip().startswith("%")]
    assert broken == [], "a number without its %"


@pytest.mark.parametrize("keys", [*PAGES.values(), "/", "g", "m", "4", "v", "E", "/nada⏎", "1⎋↑↑1"])
@pytest.mark.parametrize("own", [{}, {"cancel": ("f12",), "commit": ("f11",), "up": ("pageup",), "page_up": ("f9",)}])
@pytest.mark.parametrize("width", [60, 80])
def test_how_to_leave_is_said_on_every_page_and_question(
    filled: Path, keys: str, own: Mapping[str, tuple[str, ...]], width: int
) -> None:
    controller = controller_of(filled, keys=own)
    person = Person(controller)
    person.resize(width, 24)
    open_at_pending(controller)
    person.type(keys)
    assert (own.get("cancel", ("Esc",))[0].capitalize() + " ") in lines(person)[-1]


@pytest.mark.parametrize(("own", "said"), [({}, "^Q salir"), ({"quit": ("f10",)}, "F10 salir")])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_first_line_says_how_to_leave(
    filled: Path, own: Mapping[str, tuple[str, ...]], said: str, width: int
) -> None:
    person = Person(controller_of(filled, keys=own))
    person.resize(width, 24)
    assert lines(person)[0].endswith(said)
    person.type("g4@mar⏎95000⏎")
    assert "guardado" in lines(person)[0]
    assert lines(person)[0].endswith(said)


def test_a_window_too_small_says_how_to_leave(filled: Path) -> None:
    person = person_at(filled, width=50, height=10)
    assert "^Q sale" in " ".join(person.screen().split())


def test_a_long_message_leaves_room_for_the_way_out(path: Path) -> None:
    person = person_at(path)
    person.type("g1@ene⏎4400000000⏎g1@ene⏎" + "44000000000000⏎")
    assert "otra vez lo guarda" in person.screen()
    assert lines(person)[-1].endswith("Esc cancela")


def test_the_chart_ends_at_the_cut_off(filled: Path) -> None:
    person = before(filled, "s", 120, 60)
    [months] = [line.split() for line in lines(person) if line.split()[:1] == ["ene"]]
    assert months == ["ene", "feb", "mar"]


def test_the_status_says_what_rose_and_fell_where_it_changed(filled: Path) -> None:
    person = before(filled, "s", 80, 30)
    shown = {line.split()[0]: line for line in lines(person)[4:22]}
    assert "Frente a febrero ▼ -2,3" in person.screen()
    assert "▼ -2,3" in shown["PLAN"]
    assert "▼ -32,9" in shown["6"]
    assert "▲ +30,0" in shown["7"]
    assert "▲" not in shown["3"].replace("▲R", "")


def test_the_first_month_is_compared_with_nothing(filled: Path) -> None:
    person = person_at(filled, month=1)
    person.type("s")
    assert "rente a" not in person.screen()
    person = person_at(filled, month=0)
    person.type("s")
    assert "ningún mes" in person.screen()


def test_wide_screens_have_the_status_in_two_columns_and_one_cursor(filled: Path) -> None:
    person = before(filled, "s", 200, 50)
    assert any("PLAN" in line and "│" in line for line in lines(person))
    for _line in range(40):
        person.type("↓")
    page = person.stack.top.page
    assert page is not None
    assert page.chosen is not None
    assert page.chosen.row == "rR2.propios"


def test_paces_are_whole_figures(filled: Path) -> None:
    shown = before(filled, "s", 80, 60).screen()
    assert "4.333.333.333" in shown
    assert "mM" not in shown


def test_the_year_view_says_what_its_letters_are_and_how_to_come_back(filled: Path) -> None:
    last = lines(before(filled, "z"))[-1]
    assert last.endswith("mM mil millones  B billón")
    assert last.startswith(" z año")
    assert "mM" not in lines(before(filled, ""))[-1]


def leave(person: Person) -> None:
    person.press("ctrl+q")
    person.controller.session.store.close()


def test_what_changed_since_the_last_visit_is_said_from_the_history(filled: Path) -> None:
    leave(before(filled, ""))
    theirs = open_store(filled)
    theirs.load()
    cells = [Cell("2", "urbanos", 4), Cell("2", "veredales", 4), Cell("4", "efectivas", 4), Cell("4", "programadas", 4)]
    theirs.commit([CellChange(cell, Mark.NP) for cell in cells])
    day = datetime.now(UTC).year
    person = before(filled, "s", 80, 40)
    assert f"{day}: 4 celdas, N° 2, N° 4\n" in person.screen()
    assert "Desde su última visita, " in person.screen()
    leave(person)
    again = before(filled, "s", 80, 40)
    assert "no ha cambiado nada" in again.screen()


def test_what_a_person_writes_themselves_is_no_news(filled: Path) -> None:
    leave(before(filled, ""))
    person = before(filled, "g4@abr⏎95000⏎s", 80, 40)
    assert "no ha cambiado nada" in person.screen()


def test_the_first_visit_has_nothing_before_it(filled: Path) -> None:
    assert "última visita" not in before(filled, "s", 80, 40).screen()


def test_a_plan_put_back_to_an_earlier_state_is_said(filled: Path) -> None:
    address = open_store(filled).address
    visits.remember(address, Visit(7, "otra", datetime.now(UTC).isoformat()))
    assert "volvió a un estado anterior" in before(filled, "s", 80, 40).screen()


@pytest.mark.parametrize("kept", ["[]", "[1]", '["a", "b", "c"]', "{}", "null", "\x00"])
def test_a_visit_that_cannot_be_read_is_none(filled: Path, kept: str) -> None:
    address = open_store(filled).address
    visits.remember(address, Visit(0, "", ""))
    Path(state_file(address, "visits")).write_text(kept, encoding="utf-8")
    assert "última visita" not in before(filled, "s", 80, 40).screen()


def test_names_that_do_not_fit_are_short_and_whole_below(filled: Path) -> None:
    person = before(filled, "")
    assert "m³ alcantarillado N° 6" in person.screen()
    person.type("↑↓")
    assert "13.675.001 m3 Alcantarillado · Mar" in lines(person)[-2]
    person.resize(160, 45)
    assert "13.675.001 m3 Alcantarillado  " in person.screen()


def test_a_search_finds_the_short_name_that_is_on_the_screen(filled: Path) -> None:
    person = before(filled, "/altas alcan⏎")
    assert person.controller.tree.at.id == "i3"


def test_a_name_without_a_short_one_is_cut(tmp_path: Path) -> None:
    plan = worked_example()
    objective = plan.objectives[1]
    own = tuple(indicator._replace(short="") for indicator in objective.own)
    path = tmp_path / "plan.json"
    create(path, plan._replace(objectives=(plan.objectives[0], objective._replace(own=own), plan.objectives[2])))
    person = before(path, "g9@mar⏎")
    assert "[Cartera Total 202… N° 9" in person.screen()
    assert person.stack.find(OpenPage) is None


@pytest.mark.parametrize("page", PAGES)
def test_every_line_fits_at_any_width_and_windows_too_small_do_no_harm(filled: Path, page: str) -> None:
    person = before(filled, PAGES[page])
    opened = person.stack.top.page
    assert opened is not None
    for width in [0, 1, 7, 30, *range(60, 241, 4)]:
        person.resize(width, 24)
        spans = [[*line.spans, *line.beside] for line in opened.lines]
        widest = max(sum(len(span.text) for span in line) for line in spans)
        assert widest <= max(width, 60), width
    person.resize(80, 24)
    assert person.screen() == before(filled, PAGES[page]).screen()


def test_a_history_with_a_row_that_cannot_be_read_ends_nothing(path: Path) -> None:
    tables = json.loads(path.read_text(encoding="utf-8"))
    tables["history"]["2010100000"]["new"] = "1" + "0" * 300
    path.write_text(json.dumps(tables), encoding="utf-8")
    person = person_at(path)
    person.controller.show_notes()
    assert person.controller.session.notes == {}
    assert person.controller.session.last_event() == ""
    person.type("h")
    assert "tiene un valor que no se entiende" in person.screen()
    person.type("↓")
    assert "Facturación" in person.screen()

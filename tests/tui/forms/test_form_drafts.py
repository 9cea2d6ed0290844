"""Forms that are left with something typed into them: offered again at the next start, wherever they were."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hands import Host, Person, person_at, sound_plan
from terminals import opened, quit_, start

from scoring.entry.edits import read_edits
from scoring.model.fields import Field, value_of
from store import open_store
from tui import start as starting
from tui.modes.fill_form import FillForm
from tui.modes.screen_content import ScreenContent
from tui.personal import drafts


@pytest.fixture(autouse=True)
def _own_state_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def edit(path: Path, *assignments: str) -> None:
    """Change the plan as somebody else does."""
    store = open_store(path)
    store.commit(read_edits(store.load().plan, assignments))
    store.close()


def left_with(path: Path, row: str, keys: str) -> None:
    """Have somebody type at a row and leave with ^Q."""
    person = person_at(path)
    person.controller.move(lambda: person.controller.tree.go_row(row))
    person.type(keys)
    person.press("ctrl+q")
    assert person.host.asked[-1] == "leave"


def started(path: Path) -> Person:
    """Return the person who starts the program again, with what it shows."""
    content, _config = starting.opened(path, (80, 24), month="mar", ascii_only=False)
    person = Person(content.stack.controller)
    person.stack, person._screen = content.stack, ScreenContent(content.stack)
    person.stack.attach(Host())
    return person


def form_of(person: Person) -> FillForm:
    form = person.stack.find(FillForm)
    assert form is not None
    return form


def test_what_was_typed_into_a_nodes_form_is_offered_again(path: Path) -> None:
    left_with(path, "i6", "o" + "↓" * 4 + "15%↓↓↓1")
    person = started(path)
    assert form_of(person).page.changed == {"6.weight": "15%", "6.target": "1"}
    assert person.controller.tree.at.id == "i6"
    assert "esto se escribía cuando se cortó la sesión; la última línea lo guarda\n" in person.screen()
    person.type("↓" * 40 + "⏎")
    plan = sound_plan(path)
    assert (value_of(plan, Field("6", "weight")), value_of(plan, Field("6", "target"))) == (Decimal("0.15"), 1)


def test_it_is_left_with_escape_which_asks_once(path: Path) -> None:
    left_with(path, "i6", "o" + "↓" * 4 + "15%")
    person = started(path)
    before = path.read_bytes()
    person.type("⎋")
    assert "hay 1 cambio sin guardar" in person.screen()
    person.type("⎋")
    assert person.stack.find(FillForm) is None
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("row", "keys", "typed"),
    [
        ("i6", "W15%", {"1.weight": "15%"}),
        ("o1", "W41%↓", {"objective.1.weight": "41%"}),
        ("i6", "OCobranza", {"plan.year": "Cobranza"}),
        ("a1.1", "o↓ y más", {"action.1.1.text": None}),
        ("i4", "A⏎Uno más↓5%", {"name": "Uno más", "weight": "5%"}),
        ("a1.1", "A↓⏎Otra", {"text": "Otra"}),
    ],
)
def test_every_form_comes_back_as_it_was(path: Path, row: str, keys: str, typed: dict[str, str | None]) -> None:
    left_with(path, row, keys)
    form = form_of(started(path))
    assert form.page.changed.keys() == typed.keys()
    assert all(text in {form.page.changed[address], None} for address, text in typed.items())


def test_a_new_indicator_is_added_where_it_was_being_added(path: Path) -> None:
    left_with(path, "i4", "A⏎Uno más↓5%")
    person = started(path)
    person.type("↓" * 40 + "⏎")
    [objective, *_others] = sound_plan(path).objectives
    names = [item.name for action in objective.actions for item in action.indicators]
    assert names.index("Uno más") == 1 + names.index(sound_plan(path).indicators[3].name)


def test_nothing_is_kept_of_a_form_that_nothing_was_typed_into(path: Path, tmp_path: Path) -> None:
    for keys in ("o", "O↓↓", "W", "A⏎", "o" + "↓" * 4 + "15%⎋⎋", "o" + "↓" * 4 + "15%" + "↓" * 40 + "⏎"):
        left_with(path, "i6", keys)
        assert list((tmp_path / "state").rglob("drafts/*.json")) == [], keys


def test_what_somebody_else_changed_meanwhile_is_asked_about(path: Path) -> None:
    left_with(path, "i6", "o" + "↓" * 4 + "15%")
    edit(path, "6.weight=7%")
    person = started(path)
    person.type("↓" * 40 + "⏎")
    assert "N° 6 peso" in " ".join(person.screen().split())
    assert value_of(sound_plan(path), Field("6", "weight")) == Decimal("0.07")
    person.type("⏎")
    assert value_of(sound_plan(path), Field("6", "weight")) == Decimal("0.15")


def test_what_somebody_else_changed_of_other_fields_stays(path: Path) -> None:
    edit(path, "6.weight=7%")
    left_with(path, "i6", "o" + "↓" * 4 + "15%")
    edit(path, "6.short=m³")
    person = started(path)
    person.type("↓" * 40 + "⏎")
    plan = sound_plan(path)
    assert (value_of(plan, Field("6", "weight")), value_of(plan, Field("6", "short"))) == (Decimal("0.15"), "m³")


def test_a_form_of_a_node_that_is_gone_says_what_was_typed(path: Path) -> None:
    left_with(path, "i6", "o" + "↓" * 4 + "15%")
    store = open_store(path)
    plan = store.load().plan
    spoilt = json.loads(path.read_bytes())
    assert plan.indicator("6")
    spoilt["indicators"] = {id_: item for id_, item in spoilt["indicators"].items() if item["id"] != "6"}
    spoilt["cells"] = {id_: cell for id_, cell in spoilt["cells"].items() if not cell["cell"].startswith("6.")}
    path.write_text(json.dumps(spoilt), encoding="utf-8")
    person = started(path)
    assert person.stack.find(FillForm) is None
    assert "ya no tiene lugar en el plan: 15%" in person.screen()


@pytest.mark.parametrize(
    "draft",
    [
        {"form": [], "texts": {}, "revs": {}},
        {"form": ["node"], "texts": {"6.weight": "1%"}, "revs": {}},
        {"form": ["other", "6"], "texts": {"6.weight": "1%"}, "revs": {}},
        {"form": ["node", "99"], "texts": {}, "revs": {}},
        {"form": ["node", "6", "objective.9"], "texts": {}, "revs": {}},
        {"form": ["weights", "objective.9"], "texts": {}, "revs": {}},
        {"form": ["indicator", "action.9.9", "4"], "texts": {"name": "x"}, "revs": {}},
        {"form": ["node", "6"], "texts": [], "revs": {}},
        {"form": 6, "texts": {}, "revs": {}},
        {"texts": {}},
        {},
    ],
    ids=str,
)
def test_a_draft_that_names_no_form_is_no_obstacle(path: Path, tmp_path: Path, draft: object) -> None:
    left_with(path, "i6", "o" + "↓" * 4 + "15%")
    [file] = (tmp_path / "state").rglob("drafts/*.json")
    file.write_text(json.dumps(draft), encoding="utf-8")
    person = started(path)
    assert person.stack.find(FillForm) is None
    assert "2024" in person.screen()


def test_only_what_was_typed_is_kept_and_for_its_writer(path: Path, tmp_path: Path) -> None:
    left_with(path, "i6", "o" + "↓" * 4 + "15%")
    [file] = (tmp_path / "state").rglob("drafts/*.json")
    assert json.loads(file.read_text(encoding="utf-8")) == {
        "form": ["node", "6"],
        "texts": {"6.weight": "15%"},
        "revs": {},
    }
    assert file.stat().st_mode & 0o777 == 0o600
    assert isinstance(drafts.load(str(path)), drafts.FormDraft)


def test_a_line_that_drops_keeps_the_form_too(path: Path) -> None:
    terminal = opened(path)
    terminal.send("o")
    terminal.wait_for("Nombre corto")
    terminal.send("\x1b[B" * 4 + "15%")
    terminal.wait_for("15%")
    terminal.hang_up()
    again = start(path)
    again.wait_for_draft()
    again.send("\x1b[B" * 40 + "\r")
    again.wait_until(lambda: value_of(sound_plan(path), Field("1", "weight")) == Decimal("0.15"), "the weight")
    quit_(again)

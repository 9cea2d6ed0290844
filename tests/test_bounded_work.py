"""How much is done for a plan grows as the plan does, and no faster: counted in calls, not in time."""

import gc
import json
import weakref
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from hands import Person, person_at

from plans import plan_2024
from scoring.arithmetic import measure
from scoring.arithmetic.readings import Reading, readings
from scoring.arithmetic.rollup import PlanScore, figures_at, score
from scoring.doubts.of_value import doubt
from scoring.model import MONTHS, Cell, CellChange, Indicator, Kind, Mark, Value
from scoring.model.validation import validate
from scoring.precision import ZERO
from store import create, open_store
from store.documents.encoding import encode
from store.documents.json_reading import decode
from store.documents.plan_documents import _check_unique, from_plan, to_plan
from store.errors import DamagedError
from tui.exports import context as contexts
from tui.exports.context import export_context
from tui.grid.symbols import UNICODE
from tui.pages.status import status_page
from work import calls_of, large_plan
from workbook.model.export_context import ExportContext
from workbook.sheets.workbooks import plan_workbook
from workbook.writing.export import export

SEPTEMBER = ExportContext(9)
LINEAR = 2.2
"""Times as many calls as a linear work may take for twice as much."""


def test_an_export_takes_twice_as_much_for_twice_as_many_indicators(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    small, large = (calls_of(partial(export, large_plan(count), path, SEPTEMBER)) for count in (24, 48))
    assert large < LINEAR * small


def test_an_export_has_one_sheet_in_memory() -> None:
    book = plan_workbook(large_plan(3), SEPTEMBER)
    made = []
    for sheet in book.sheets:
        made.append(weakref.ref(sheet))
        name = sheet.name
        del sheet
        gc.collect()
        alive = {known.name for known in (ref() for ref in made) if known is not None}
        assert alive <= {name, "_calc", "Tablero", "_graficos"}  # which the others refer to, and which are small


def test_a_plan_is_read_and_checked_in_one_pass() -> None:
    def read(data: bytes) -> None:
        validate(to_plan(decode(data)))

    small, large = (calls_of(partial(read, encode(from_plan(large_plan(count))))) for count in (60, 120))
    assert large < LINEAR * small


def test_names_are_not_compared_with_each_other() -> None:
    compared = []

    class Name(str):
        """A name that notices being compared."""

        __slots__ = ()

        def __eq__(self, other: object) -> bool:
            compared.append(other)
            return str.__eq__(self, other)

        __hash__ = str.__hash__

    names = [Name(f"name {number}") for number in range(2000)]
    _check_unique("{name}", list(names))
    assert len(compared) < 200
    with pytest.raises(DamagedError, match="name 7"):
        _check_unique("{name}", [*names, Name("name 7")])


def test_a_key_that_is_there_twice_is_found_in_one_pass() -> None:
    whole = json.dumps({f"k{number}": number for number in range(3000)})[:-1]
    with pytest.raises(DamagedError, match="«k2999» aparece dos veces"):
        decode((whole + ', "k2999": 1}').encode())


def test_a_screen_takes_as_much_in_a_plan_of_any_size(tmp_path: Path) -> None:
    counts = []
    for count in (60, 480):
        path = tmp_path / f"plan_{count}.json"
        create(path, large_plan(count))
        person = person_at(path, 9)
        person.type(" ")  # folds an objective
        person.screen()
        person.type(" ")

        counts.append(calls_of(partial(_turn_pages, person)))
    assert counts[1] < 1.3 * counts[0]


def _turn_pages(person: Person) -> None:
    for _time in range(4):
        person.press("pagedown")
        person.screen()


def test_a_folded_row_is_counted_once_for_a_whole_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.json"
    create(path, plan_2024())
    person = person_at(path)
    tree = person.controller.tree
    tree.go_row("o1")
    counted = []
    count = tree._count_hidden

    def noticed(whole: PlanScore) -> dict[str, int]:
        counted.append(whole)
        return count(whole)

    monkeypatch.setattr(tree, "_count_hidden", noticed)
    person.type(" ")
    before = person.screen()
    assert "sin reportar" in before
    assert len(counted) == 1
    person.type("↓")
    person.screen()
    assert len(counted) == 1


class Values(dict[Cell, Value]):
    """Values that are looked up, and not gone through."""

    def __iter__(self) -> Iterator[Cell]:
        raise AssertionError

    keys = items = __iter__  # type: ignore[assignment]


def test_a_doubt_looks_at_its_own_indicator_alone() -> None:
    plan = large_plan(30)
    ratio = next(item for item in plan.indicators if item.kind is Kind.RATIO)
    over = Cell(ratio.id, ratio.variables[0].name, 3)
    plan = plan._replace(values=Values(plan.values))
    assert doubt(plan, over, Decimal(10**6)) == "el numerador pasa del denominador"


def test_an_indicator_is_found_without_a_search() -> None:
    plan = large_plan(300)
    first = calls_of(partial(plan.indicator, "299"))
    assert calls_of(partial(plan._replace(values={}).indicator, "300")) < 10 < first
    assert plan.indicator("301") is None


def test_a_year_is_read_once_for_all_cut_offs(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = large_plan(30)
    read: list[str] = []

    def counted(indicator: Indicator, values: Mapping[Cell, Value]) -> tuple[Reading, ...]:
        read.append(indicator.id)
        return readings(indicator, values)

    monkeypatch.setattr(measure, "readings", counted)
    whole = score(plan, 9)
    assert len(read) == 30
    read.clear()
    status_page(whole, UNICODE)
    assert not read  # neither for the chart nor for the month before
    read.clear()
    plan_workbook(plan, SEPTEMBER)
    assert len(read) == 30


def test_the_course_of_a_plan_is_that_of_its_scores() -> None:
    plan = plan_2024()
    values: dict[Cell, Value] = {
        cell: Decimal(7) for item in plan.indicators for month in range(1, 8) for cell in item.cells(month)
    }
    values |= {Cell("1", "facturado", 4): Mark.NP, Cell("7", "base"): Decimal(50)}
    plan = plan._replace(values=values)
    for month, figures in zip(MONTHS, figures_at(score(plan, 12), MONTHS), strict=True):
        whole = score(plan, month).figures
        assert (figures.compliance is None, figures.level) == (whole.compliance is None, whole.level)
        for ours, theirs in zip(figures[:4], whole[:4], strict=True):
            assert abs((ours or ZERO) - (theirs or ZERO)) < Decimal("1e-80")


def test_a_history_is_listed_as_far_as_it_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.json"
    create(path, plan_2024())
    store = open_store(path)
    for number in range(5):
        store.commit([CellChange(Cell("1", "facturado", 1), Decimal(number))], note=f"nota {number}")
    monkeypatch.setattr(contexts, "MOST_RECORDS", 3)
    loaded = store.load()
    context = export_context(store, loaded, 3, datetime.now(UTC))
    sheet = next(sheet for sheet in plan_workbook(loaded.plan, context).sheets if sheet.name == "Historial")
    assert [cell.value for (_row, column), cell in sorted(sheet.cells.items()) if column == 9][1:] == [
        "nota 2",
        "nota 3",
        "nota 4",
    ]
    assert "faltan 2 cambios anteriores, que muestra «plan history»" in str(sheet.cells[2, 2].value)

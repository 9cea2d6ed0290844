"""The review of a form on a terminal: doubts accepted or mended, columns changed, and the plan only at the end."""

from decimal import Decimal
from pathlib import Path

import pytest

from scoring.errors import PlanError
from scoring.model import Cell, Plan
from tui.review.app import ReviewApp
from tui.review.mending import mended
from tui.review.review import Review
from workbook.form import Wanted, read

FORM = Path(__file__).parents[2] / "data" / "forms" / "12_aseo_exportado.xlsx"


@pytest.fixture
def review() -> Review:
    return Review(lambda told: read(FORM, Wanted(told)), {})


def at(review: Review, beginning: str) -> int:
    """The place of the first doubt that begins so."""
    return next(place for place, doubt in enumerate(review.reading.doubts) if str(doubt).startswith(beginning))


def changed(plan: Plan, id_: str, field: str, text: str) -> Plan:
    return plan.with_changes(mended(plan, id_, field, text))


async def test_doubts_are_accepted_and_mended_and_the_plan_comes_at_the_end(review: Review) -> None:
    app = ReviewApp(review, FORM.name)
    async with app.run_test(size=(80, 24)) as pilot:
        doubts = len(review.reading.doubts)
        await pilot.press("enter")
        assert review.left == doubts - 1
        await pilot.press("home", *["down"] * at(review, "N° 102"), "o", "ctrl+u", *"42.000", "enter")
        assert review.left == doubts - 2
        await pilot.press("end", "enter")
    settled = app.return_value
    assert settled is not None
    indicator = settled.plan.indicator("102")
    assert indicator is not None
    assert (str(indicator.target), settled.changed) == ("42000", False)


async def test_another_column_is_read_anew_and_what_was_mended_stays(review: Review) -> None:
    review.mend(review.reading.doubts[at(review, "N° 102")], "42.000")
    app = ReviewApp(review, FORM.name)
    async with app.run_test(size=(80, 24)) as pilot:
        baseline = [column.heading for column in review.columns].index("linea_base_2024")
        await pilot.press("tab", "home", *["down"] * baseline, "enter", "end", "enter", "tab", "end", "enter")
    settled = app.return_value
    assert settled is not None
    indicator = settled.plan.indicator("102")
    assert indicator is not None
    assert (str(indicator.target), indicator.baseline) == ("42000", None)
    assert dict(indicator.attributes)["linea_base_2024"] == "40200"
    assert settled.changed


async def test_leaving_writes_nothing(review: Review) -> None:
    app = ReviewApp(review, FORM.name)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o", "escape", "escape")
    assert app.return_value is None


@pytest.mark.parametrize(
    ("field", "text", "shown"),
    [
        ("target", "97 %", "0.97"),
        ("direction", "máximo", "at_most"),
        ("weight", "12,5 %", "0.125"),
        ("unit", "viajes", "viajes"),
        ("responsible", "Operaciones", "Operaciones"),
        ("start", "01/03/2025", "2025-03-01"),
    ],
)
def test_a_field_is_typed_over_as_people_write_it(review: Review, field: str, text: str, shown: str) -> None:
    indicator = changed(review.plan, "101", field, text).indicator("101")
    assert indicator is not None
    assert str(getattr(indicator, field)) == shown


def test_a_baseline_is_given_where_the_form_had_none(review: Review) -> None:
    plan = changed(review.plan, "103", "baseline", "$ 900.000.000")
    indicator = plan.indicator("103")
    assert indicator is not None
    assert (indicator.baseline, plan.values[Cell("103", "base")]) == ("base", Decimal(900000000))


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("target", "97", "escriba «97 %»"),
        ("weight", "12", "como 12 %"),
        ("direction", "arriba", "«mínimo» o «máximo»"),
        ("start", "01/03/2024", "El plan es de 2025"),
        ("end", "mañana", "31/12/2025"),
        ("number", "7", "no se cambia aquí"),
    ],
)
def test_what_a_field_cannot_hold_is_refused(review: Review, field: str, text: str, sentence: str) -> None:
    with pytest.raises(PlanError, match=sentence):
        mended(review.plan, "101", field, text)

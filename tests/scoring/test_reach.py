"""One bound for every number of a plan, and arithmetic and showing that no number within it can end."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans import indicator, plan_of
from scoring.arithmetic.explanation import explain
from scoring.arithmetic.rollup import score
from scoring.entry.acceptance import accept
from scoring.entry.addresses import EntryError
from scoring.model import Cell, CellChange, Kind, Plan, Thresholds, plain_values
from scoring.model.formula import FormulaError, parse
from scoring.model.plain_values import decimal, year
from scoring.precision import LONGEST, MAX_DIGITS, PRECISION, in_reach, round_half_up
from scoring.text.numbers import NumberError, format_compact, format_number, format_percent, parse_number

CO = "es_CO"
BEYOND = {
    "31 digits": "9" * 31,
    "95 digits": "9" * 95,
    "87 nines and a part": "9" * 87 + ",9",
    "a million digits": "9" * 1_000_000,
    "31 digits behind the point": "0," + "1" * 31,
    "far behind the point": "0," + "0" * 30 + "1",
    "nothing, with many digits": "0," + "0" * 40,
}
WITHIN = ("9" * 30, "-" + "9" * 30, "0," + "0" * 29 + "1", "0," + "9" * 30, "1" + "0" * 29, "0", "0,10")


@pytest.mark.parametrize("text", WITHIN)
def test_what_a_plan_holds_is_typed_and_read_back(text: str) -> None:
    typed = parse_number(text, CO)
    assert in_reach(typed)
    assert decimal(format(typed, "f")) == typed


@pytest.mark.parametrize("text", BEYOND.values(), ids=BEYOND.keys())
def test_what_a_plan_cannot_hold_is_refused_wherever_it_comes_from(text: str) -> None:
    plain = text.replace(",", ".")
    with pytest.raises(NumberError, match=r"no es un número|30 cifras"):
        parse_number(text, CO)
    with pytest.raises(ValueError, match="30 cifras") as told:
        decimal(plain)
    assert len(str(told.value)) < 120
    if len(plain) < 1000:  # a longer formula is refused by its length
        with pytest.raises(FormulaError, match="30 cifras"):
            parse(f"a + {plain}")


@pytest.mark.parametrize(
    "text", ["1E+999999", "1e5", "NaN", "sNaN", "Infinity", "-Infinity", "+5", " 5", "5\n", "１２"]
)
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="decimal"):
        decimal(text)


def test_nothing_is_not_less_than_nothing() -> None:
    assert str(decimal("-0")) == "0"
    assert str(decimal("-0.00")) == "0.00"


@pytest.mark.parametrize("digit", ["9", "0"])
def test_no_number_is_made_of_a_text_that_is_too_long(monkeypatch: pytest.MonkeyPatch, digit: str) -> None:
    made: list[str] = []

    def counted(text: str) -> Decimal:
        made.append(text)
        return Decimal(text)

    monkeypatch.setattr(plain_values, "Decimal", counted)
    decimal("9" * MAX_DIGITS)
    with pytest.raises(ValueError, match="30 cifras"):
        decimal(digit * (LONGEST + 1))
    assert made == ["9" * MAX_DIGITS]


@pytest.mark.parametrize("value", [Decimal("1E+30"), Decimal("1E+999999"), Decimal("NaN"), Decimal("-Infinity")])
def test_a_plan_takes_no_number_that_it_could_not_hold(value: Decimal) -> None:
    with pytest.raises(EntryError, match=f"{MAX_DIGITS} dígitos o menos"):
        accept(plan_of([indicator()]), [CellChange(Cell("1", "a", 1), value)])


@pytest.mark.parametrize("number", [0, 10_000, 10**17])
def test_a_year_is_one_that_dates_can_be_in(number: int) -> None:
    with pytest.raises(ValueError, match="año"):
        year(number)


held = st.sampled_from([Decimal(text.replace(",", ".")) for text in WITHIN]) | st.decimals(
    allow_nan=False, allow_infinity=False
).filter(in_reach)


@given(
    values=st.lists(held, min_size=12, max_size=12),
    weight=held.map(Decimal.copy_abs),
    target=held,
    kind=st.sampled_from([kind for kind in Kind if not kind.needs_baseline and not kind.divides_by_variable]),
    formula=st.sampled_from(["a", "a * a * a * a", "a / 0.000000000000000000000000000001", "-a * a / 3"]),
)
def test_any_number_is_scored_explained_and_shown(
    values: list[Decimal], weight: Decimal, target: Decimal, kind: Kind, formula: str
) -> None:
    item = indicator(kind=kind, formula=formula, target=target, weight=weight, unit="%")
    plan: Plan = plan_of([item])._replace(
        values={Cell("1", "a", month): value for month, value in enumerate(values, 1)},
        thresholds=Thresholds(green=weight, yellow=weight, over=weight),
    )
    figures = score(plan, 12).figures
    assert 0 <= figures.progress <= 1
    assert all(len(step.text) < 1000 for step in explain(plan, "1", 12) if step.depth < 2)


@pytest.mark.parametrize("size", [49, 50, 95, 15_000, 900_000])
def test_a_vast_number_is_shown_as_a_power_of_ten(size: int) -> None:
    value = PRECISION.create_decimal(f"1.2345E+{size}")
    assert round_half_up(value, Decimal("0.001")) == value
    for shown in (format_number(value, CO, 2), format_percent(value, CO), format_compact(value, CO)):
        assert len(shown) < 80
        assert shown.startswith("1" if size == 49 else "1,23")

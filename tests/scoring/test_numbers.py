"""Numbers, percentages and months in the plan's locale."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from babel.numbers import format_decimal, parse_decimal
from hypothesis import given
from hypothesis import strategies as st

from scoring.text.locales import ES_CO, from_babel, locale
from scoring.text.months import MonthError, month_name, parse_month
from scoring.text.numbers import NumberError, format_compact, format_number, format_percent, parse_number

CO = "es_CO"
ROOT = Path(__file__).parents[2]


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=9))
def test_every_number_reads_back_to_its_last_digit(value: Decimal) -> None:
    assert parse_number(format_number(value, CO), CO) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("53.090.367.849", "53090367849"),
        ("96200", "96200"),
        (" 4,50 ", "4.50"),
        ("-3", "-3"),
        ("\u22123", "-3"),
        ("95 %", "0.95"),
        ("0,54 %", "0.0054"),
        ("$ 4.500.000.000", "4500000000"),
        ("$4.500", "4500"),
        ("4.500.000.000 COP", "4500000000"),
        ("COP 4.500", "4500"),
        ("cop $ 4.500", "4500"),
        ("-$ 4.500", "-4500"),
        ("$ -4.500 COP", "-4500"),
        ("1 000", "1000"),
        ("4 500 000,25", "4500000.25"),
        ("4\xa0500\u202f000", "4500000"),
        ("\u20133", "-3"),
        ("\u20103", "-3"),
        ("\ufe633", "-3"),
        ("- 3", "-3"),
        (",5", "0.5"),
        ("+7", "7"),
    ],
)
def test_numbers_are_read_as_the_plan_writes_them(text: str, value: str) -> None:
    assert parse_number(text, CO) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2.5", "¿quiso decir «25» o «2,5»?"),
        ("1.2.3", "¿quiso decir «123»?"),
        ("4,5,6", "coma para los decimales"),
        ("12 34", "punto para los miles"),
        ("1000 000", "punto para los miles"),
        ("1 000.000", "punto para los miles"),
        ("1.000 000", "punto para los miles"),
        ("$ 2.5", "¿quiso decir «25» o «2,5»?"),
        ("$ 5 %", "no es un número"),
        ("5 % %", "no es un número"),
        ("--5", "no es un número"),
        ("-$ -5", "no es un número"),
        ("US$ 5", "no es un número"),
        ("5 millones", "no es un número"),
        ("1\n000", "no es un número"),
        ("$", "no es un número"),
        ("NaN", "no es un número"),
        ("Infinity", "no es un número"),
        ("1e5", "no es un número"),
        ("1_000", "no es un número"),
        ("\u0663", "no es un número"),
        ("", "no es un número"),
        ("doce", "no es un número"),
        ("9" * 31, "más de 30 cifras"),
        ("9" * 87 + ",9", "más de 30 cifras"),
        ("9" * 1_000_000, "9…» no es un número"),
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(NumberError) as refused:
        parse_number(text, CO)
    assert sentence in str(refused.value)


SPACES = st.sampled_from(["", " ", "\xa0", "\u202f", "  "])
MINUSES = st.sampled_from(["-", "\u2212", "\u2013", "\u2010", "\ufe63"])


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**20, places=2),
    st.sampled_from([".", " ", "\xa0", "\u202f", ""]),
    st.tuples(SPACES, SPACES, SPACES),
    st.one_of(st.just(""), MINUSES),
    st.sampled_from([("", ""), ("$", ""), ("", "COP"), ("COP", ""), ("$", "cop"), ("", "$")]),
)
def test_spacing_signs_and_the_sign_of_money_change_nothing(
    value: Decimal, group: str, spaces: tuple[str, str, str], minus: str, money: tuple[str, str]
) -> None:
    figures = format_number(value, CO).replace(".", group)
    text = f"{spaces[0]}{minus}{spaces[1]}{money[0]}{spaces[2]}{figures}{spaces[1]}{money[1]}{spaces[0]}"
    assert parse_number(text, CO, "COP") == (-value if minus else value)


@given(MINUSES, SPACES, st.sampled_from(["0", "0,00", "0 %", ",0"]))
def test_minus_nothing_is_nothing(minus: str, space: str, figures: str) -> None:
    value = parse_number(f"{minus}{space}{figures}", CO)
    assert value == 0
    assert not value.is_signed()


@given(st.text(alphabet="0123456789.,- $%\xa0", max_size=12))
def test_what_is_read_is_what_its_figures_say(text: str) -> None:
    try:
        value = parse_number(text, CO)
    except NumberError:
        return
    figures = "".join(letter for letter in text if letter.isdecimal() or letter == ",").replace(",", ".")
    expected = Decimal(figures).scaleb(-2 if "%" in text else 0)
    assert value == (-expected if "-" in text else expected)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("5 usuarios", "usuarios", "5"),
        ("1.400 m3", "m³", "1400"),
        ("1.400 m³", "m3", "1400"),
        ("95 %", "%", "0.95"),
        ("$ 5", "COP", "5"),
        ("5 COP", "$", "5"),
        ("5 COP", "", "5"),
    ],
)
def test_a_number_may_name_its_own_unit(text: str, unit: str, value: str) -> None:
    assert parse_number(text, CO, unit) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "unit", "sentence"),
    [
        ("5 COP", "usuarios", "«5 COP»: aquí la cifra va en usuarios; escríbala sin COP."),
        ("$ 5", "%", "aquí la cifra va en %; escríbala sin $"),
        ("95 %", "COP", "aquí la cifra va en COP; escríbala sin %"),
        ("95 %", "usuarios", "aquí la cifra va en usuarios; escríbala sin %"),
        ("5 usuarios", "COP", "no es un número"),
        ("5M", "m", "no es un número"),
        ("1²", "", "no es un número"),
        ("4.200³", "m³", "no es un número"),
    ],
)
def test_another_unit_is_refused(text: str, unit: str, sentence: str) -> None:
    with pytest.raises(NumberError) as refused:
        parse_number(text, CO, unit)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        ("4424197320.75", 0, "4.424.197.321"),
        ("0.5", 0, "1"),
        ("-0.5", 0, "-1"),
        ("1E+3", None, "1.000"),
        ("2.50", None, "2,50"),
    ],
)
def test_numbers_are_written_with_their_thousands_grouped(value: str, digits: int | None, text: str) -> None:
    assert format_number(Decimal(value), CO, digits) == text


@pytest.mark.parametrize(
    ("fraction", "digits", "text"),
    [("0.8915", 1, "89,2 %"), ("0.00544", 2, "0,54 %"), ("-0.625", 1, "-62,5 %"), ("1", 1, "100,0 %")],
)
def test_percentages_are_rounded_half_up(fraction: str, digits: int, text: str) -> None:
    assert format_percent(Decimal(fraction), CO, digits) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("4424197321", "4,42mM"),
        ("96200", "96,2k"),
        ("999960", "1M"),
        ("123456", "123k"),
        ("9999", "9.999"),
        ("0.0345", "0,035"),
        ("-4500000", "-4,5M"),
        ("0", "0"),
    ],
)
def test_compact_numbers_are_short(value: str, text: str) -> None:
    assert format_compact(Decimal(value), CO) == text


@pytest.mark.parametrize("text", ["3", "03", "3:", "mar", "Mar.", "marzo", "MARZO", "2024-03", "2024-3"])
def test_a_month_is_read_in_any_of_its_forms(text: str) -> None:
    assert parse_month(text, 2024, CO) == 3


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("13", "no es un mes"),
        ("0", "no es un mes"),
        ("ma", "no es un mes"),
        ("", "no es un mes"),
        ("2023-03", "es de 2024"),
    ],
)
def test_no_month_is_guessed(text: str, sentence: str) -> None:
    with pytest.raises(MonthError) as refused:
        parse_month(text, 2024, CO)
    assert sentence in str(refused.value)


@given(
    st.from_regex(r"[-+]?[0-9]{1,18}", fullmatch=True).filter(lambda text: Decimal(text) != 0),
    st.sampled_from([CO, "en_US", "de_CH", "fr_FR", "sv_SE", "hi_IN", "ar_EG", "fa_IR"]),
)
def test_digits_alone_are_read_as_babel_reads_them_in_any_locale(text: str, name: str) -> None:
    assert parse_number(text, name).as_tuple() == parse_decimal(text, locale=name, strict=True).as_tuple()


def test_digits_alone_are_read_without_babel() -> None:
    look = """if True:
        import sys
        from scoring.text.numbers import parse_number
        parse_number("-4500", "es_CO"), parse_number("$ 4 500", "es_CO"), parse_number("95 %", "es_CO")
        sys.exit("babel" in sys.modules)
    """
    assert subprocess.run([sys.executable, "-c", look], cwd=ROOT, check=False).returncode == 0


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6))
def test_numbers_are_written_as_babel_writes_them(value: Decimal) -> None:
    assert format_number(value, CO) == format_decimal(value, format="#,##0.000000", locale=CO)


def test_the_locale_that_is_kept_here_is_babels() -> None:
    assert from_babel(CO) == ES_CO
    assert locale("en_US").group == ","


def test_month_names_have_three_letters_or_all() -> None:
    assert (month_name(9, CO), month_name(9, CO, wide=True)) == ("sep", "septiembre")
    assert parse_month("sept", 2024, CO) == parse_month("sep", 2024, CO) == 9

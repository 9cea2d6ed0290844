"""Expressions: read, refused, computed and written again."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.model.formula import (
    FormulaError,
    Name,
    Negative,
    Node,
    Number,
    Operation,
    divisors,
    evaluate,
    names,
    parse,
    write,
)

NUMBERS = {"a": Decimal(7), "b": Decimal(2), "c": Decimal(5)}

nodes: st.SearchStrategy[Node] = st.recursive(
    st.sampled_from([Number(Decimal(3)), Number(Decimal("0.5")), Name("a"), Name("b"), Name("c")]),
    lambda inner: (
        st.builds(Negative, inner) | st.builds(Operation, st.sampled_from(["+", "-", "*", "/"]), inner, inner)
    ),
    max_leaves=12,
)


def whole(text: str) -> Node:
    formula = parse(text)
    return formula.numerator if formula.denominator is None else Operation("/", formula.numerator, formula.denominator)


@given(nodes)
def test_what_is_written_reads_back_as_the_same_expression(node: Node) -> None:
    assert whole(write(node)) == node


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a + b * c", 17),
        ("(a + b) * c", 45),
        ("a - b - c", 0),
        ("a - (b - c)", 10),
        ("-a + b", -5),
        ("a / b", 3.5),
        ("2 * -b", -4),
    ],
)
def test_operations_bind_as_in_school(text: str, value: float) -> None:
    assert evaluate(whole(text), NUMBERS) == Decimal(str(value))


def test_an_expression_is_split_at_its_top_level_division() -> None:
    formula = parse("(urbanos + veredales) / 2205")
    assert names(formula.numerator) == {"urbanos", "veredales"}
    assert formula.denominator == Number(Decimal(2205))
    assert parse("a + b / 2").denominator is None


def test_what_is_divided_by_inside_is_known() -> None:
    assert divisors(whole("a + b / 2 - c / (a - 1)")) == (Number(Decimal(2)), whole("a - 1"))


def test_figures_take_the_place_of_names() -> None:
    assert write(whole("(a + b) / c"), {"a": "94.000", "b": "1.000"}) == "(94.000 + 1.000) / c"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "carácter 1: falta un número"),
        ("a b", "carácter 2: sobra lo que sigue"),
        ("(a", "falta cerrar un paréntesis"),
        ("a +", "carácter 4: falta un número"),
        ("2.5.1", "carácter 4: no se entiende"),
        ("__import__('os')", "carácter 11"),
        ("a ** b", "carácter 4: falta un número"),
        ("(" * 60 + "a" + ")" * 60, "demasiados paréntesis"),
        ("-" * 60 + "a", "demasiados"),
        ("a" * 1001, "más de 1000 caracteres"),
    ],
)
def test_nonsense_is_refused_with_its_place(text: str, sentence: str) -> None:
    with pytest.raises(FormulaError) as refused:
        parse(text)
    assert sentence in str(refused.value)

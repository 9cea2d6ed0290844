"""Values with their unit, and the operands of a computation, as a sentence has them."""

from decimal import Decimal

from scoring.text.numbers import format_number, format_percent


def format_quantity(value: Decimal, unit: str, locale: str) -> str:
    """Write a result or a target in its unit: a percentage with two decimals, anything else with none or two."""
    if unit == "%":
        return format_percent(value, locale, 2)
    return f"{format_number(value, locale, 0 if value == value.to_integral_value() else 2)} {unit}"


def format_operand(value: Decimal, locale: str) -> str:
    """Write a number without a unit: with no decimals where it is whole, four below a hundred, or two."""
    digits = 0 if value == value.to_integral_value() else 4 if abs(value) < 100 else 2
    return format_number(value, locale, digits)

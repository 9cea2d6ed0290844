"""Structures that cannot be scored are refused when a plan is loaded, and say why."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plans import YEAR, indicator, plan_of, ratio
from scoring.model import Constant, Kind, Variable
from scoring.model.validation import InvalidPlanError, validate

A = Variable("a", "", "")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"formula": "a + x"}, "habla de «x»"),
        ({"formula": "a +"}, "falta un número"),
        ({"formula": "2"}, "no usa el dato «a»"),
        ({"formula": "a / 0"}, "divide por cero"),
        ({"formula": "a + 1 / a"}, "solo se puede dividir por un número"),
        ({"formula": "1 / a"}, "solo una razón"),
        ({"kind": Kind.RATIO}, "solo una razón"),
        ({"kind": Kind.CEILING}, "línea base"),
        ({"baseline": "nada"}, "no está entre sus constantes"),
        ({"variables": (A, A)}, "se llaman igual"),
        ({"variables": (A,), "constants": (Constant("a", "", ""),)}, "se llaman igual"),
        ({"variables": ()}, "ningún dato"),
        ({"variables": (Variable("a b", "", ""),)}, "no sirve de nombre"),
        ({"weight": Decimal(-1)}, "el peso es negativo"),
        ({"end": date(YEAR, 1, 1)}, "no caben en el año"),
        ({"end": date(YEAR + 1, 1, 1)}, "no caben en el año"),
        ({"programme": (Decimal(1),)}, "doce cifras"),
        ({"id": "1.2"}, "no puede llevar"),
        ({"short": "veinticinco letras, una mas"[:25]}, "de 24 letras a lo sumo"),
        ({"short": "dos\nlíneas"}, "de una línea"),
        ({"short": " "}, "sin espacios"),
    ],
)
def test_contradictions_are_named(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(InvalidPlanError) as refused:
        validate(plan_of([indicator()._replace(**changes)]))
    assert sentence in str(refused.value)


def test_two_indicators_cannot_share_an_id() -> None:
    with pytest.raises(InvalidPlanError, match="dos indicadores con el id 1"):
        validate(plan_of([indicator(), ratio()]))

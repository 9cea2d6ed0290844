"""What every kind of indicator has."""

import pytest

from plans import indicator
from scoring.arithmetic.kind_rules import Rules
from scoring.arithmetic.kinds import rules_of
from scoring.model import Kind
from scoring.text.words import kind_word


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_rules_and_a_word(kind: Kind) -> None:
    assert isinstance(rules_of(indicator(kind=kind)), Rules)
    assert kind_word(kind)

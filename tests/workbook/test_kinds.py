"""Every kind of indicator has its formulas."""

from random import Random

from plans import random_plan
from scoring.model import Kind
from workbook.formulas.kinds import RULES
from workbook.model.export_context import ExportContext
from workbook.sheets.plan_export import prepare


def test_every_kind_has_formulas() -> None:
    assert RULES.keys() == set(Kind)


def test_every_indicator_says_how_its_months_become_a_result() -> None:
    described = {
        (indicator.kind, indicator.aggregate): rules.description
        for seed in range(12)
        for plan in (random_plan(Random(seed)),)
        for rules in prepare(plan, ExportContext(12)).calculation.rules.values()
        for indicator in (rules.indicator,)
    }
    assert {kind for kind, _aggregate in described} == set(Kind)
    assert len(set(described.values())) == len(Kind) + 1, "a level is the last month or the mean, in other words"

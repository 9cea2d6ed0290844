"""The score is what a second computation, in exact fractions, makes of the same page."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from oracle import oracle

from plans import random_plan, worked_example
from scoring.arithmetic.rollup import score
from scoring.model import Plan


def agrees(plan: Plan, month: int) -> bool:
    """Tell whether the two computations agree, to more digits than anybody reads."""
    figures, wanted = score(plan, month).figures, oracle(plan, month)
    pairs = ((figures.progress, wanted.progress), (figures.programmed, wanted.programmed))
    near = all(abs(float(mine) - float(theirs)) < 1e-12 for mine, theirs in pairs)
    if figures.compliance is None or wanted.compliance is None:
        return near and (figures.compliance, wanted.compliance) == (None, None)
    return near and abs(float(figures.compliance) - float(wanted.compliance)) < 1e-12


@given(st.integers(0, 2**32), st.integers(0, 12))
def test_a_plan_scores_as_a_second_computation_says(seed: int, month: int) -> None:
    assert agrees(random_plan(Random(seed)), month)


def test_the_worked_example_scores_as_a_second_computation_says() -> None:
    assert all(agrees(worked_example(), month) for month in range(13))

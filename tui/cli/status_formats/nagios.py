"""A status in one line, in the form of a Nagios plugin: a word, a sentence, and figures to plot."""

from collections.abc import Sequence
from typing import Final

from scoring.arithmetic.rollup import PlanScore
from scoring.arithmetic.thresholds import SHOWN
from scoring.messages import _
from scoring.model import Level
from scoring.precision import round_half_up
from scoring.text.numbers import format_percent
from scoring.text.words import level_word

_STATES: Final = {Level.GREEN: 0, Level.GREY: 0, Level.YELLOW: 1, Level.RED: 2}
UNKNOWN: Final = 3
_WORDS: Final = ("OK", "WARNING", "CRITICAL", "UNKNOWN")
_BADNESS: Final = (0, UNKNOWN, 1, 2)
"""The codes from the best to the worst: not to know is worse than OK, and better than to know of something wrong."""


def report(plans: Sequence[PlanScore], problems: Sequence[str] = ()) -> tuple[str, int]:
    """Return the line and the exit code, the worst of the plans; `problems` say of others why they cannot be read."""
    states = [_STATES[whole.figures.level] for whole in plans] + [UNKNOWN for _problem in problems]
    state = max(states, key=_BADNESS.index)
    sentences = "; ".join([_sentence(whole) for whole in plans] + list(problems))
    suffixes = _suffixes(plans) if len(plans) + len(problems) > 1 else [""]
    plotted = " ".join(_plotted(whole, suffix) for whole, suffix in zip(plans, suffixes, strict=True))
    return f"PLAN {_WORDS[state]} - {_one_line(sentences)} | {plotted}".removesuffix(" | "), state


def unknown(problem: str) -> str:
    """Return the line where nothing can be told, for the problem that a sentence names."""
    return f"PLAN UNKNOWN - {_one_line(problem)}"


def _one_line(text: str) -> str:
    """Return a text as a monitor reads it: on one line, without the stroke that begins the figures."""
    return " ".join(text.replace("|", "/").split())


def _sentence(whole: PlanScore) -> str:
    figures, locale = whole.figures, whole.plan.locale
    if figures.compliance is None:
        return _("{process} {year}: nada programado todavía").format(process=whole.plan.process, year=whole.plan.year)
    return _("{process} {year}: cumplimiento {compliance} ({level}), avance {progress}").format(
        process=whole.plan.process,
        year=whole.plan.year,
        compliance=format_percent(figures.compliance, locale),
        level=level_word(figures.level),
        progress=format_percent(figures.progress, locale),
    )


def _suffixes(plans: Sequence[PlanScore]) -> list[str]:
    """Return what tells the labels of several plans apart: the plan's id, with a number from its second copy on."""
    ids = [whole.plan.id for whole in plans]
    copies = [ids[:place].count(id_) + 1 for place, id_ in enumerate(ids)]
    return [f"_{id_}" if copy == 1 else f"_{id_}_{copy}" for id_, copy in zip(ids, copies, strict=True)]


def _plotted(whole: PlanScore, suffix: str) -> str:
    """Return performance data: label=value;warning;critical;least;most, as percentages with a decimal point.

    `suffix` ends every label.
    """
    limits = whole.plan.thresholds
    figures = whole.figures
    compliance = "U" if figures.compliance is None else f"{round_half_up(figures.compliance, SHOWN).scaleb(2)}%"
    progress, programmed = (round_half_up(f, SHOWN).scaleb(2) for f in (figures.progress, figures.programmed))
    return (
        f"compliance{suffix}={compliance};{limits.green.scaleb(2):f}:;{limits.yellow.scaleb(2):f}:;0;100 "
        f"progress{suffix}={progress}%;;;0;100 programmed{suffix}={programmed}%;;;0;100"
    )

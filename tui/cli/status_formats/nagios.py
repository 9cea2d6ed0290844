"""A status in one line, in the form of a Nagios plugin: a word, a sentence, and figures to plot."""

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

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


class Watched(NamedTuple):
    """What the line says of one plan."""

    id: str
    state: int
    sentence: str
    plotted: tuple[tuple[str, str], ...]
    """Labels, each with value;warning;critical;least;most, as percentages with a decimal point."""


def watched(whole: PlanScore) -> Watched:
    """Return what the line says of a plan."""
    return Watched(whole.plan.id, _STATES[whole.figures.level], _sentence(whole), _plotted(whole))


def report(plans: Sequence[Watched], problems: Sequence[str] = ()) -> tuple[str, int]:
    """Return the line and the exit code, the worst of the plans; `problems` say of others why they cannot be read."""
    states = [plan.state for plan in plans] + [UNKNOWN for _problem in problems]
    state = max(states, key=_BADNESS.index)
    sentences = "; ".join([plan.sentence for plan in plans] + list(problems))
    suffixes = _suffixes(plans) if len(plans) + len(problems) > 1 else [""]
    plotted = " ".join(
        f"{label}{suffix}={figures}"
        for plan, suffix in zip(plans, suffixes, strict=True)
        for label, figures in plan.plotted
    )
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


def _suffixes(plans: Sequence[Watched]) -> list[str]:
    """Return what tells the labels of several plans apart: the plan's id, with a number from its second copy on."""
    copies: Counter[str] = Counter()
    suffixes = []
    for plan in plans:
        copies[plan.id] += 1
        suffixes.append(f"_{plan.id}" if copies[plan.id] == 1 else f"_{plan.id}_{copies[plan.id]}")
    return suffixes


def _plotted(whole: PlanScore) -> tuple[tuple[str, str], ...]:
    limits = whole.plan.thresholds
    figures = whole.figures
    compliance = "U" if figures.compliance is None else f"{round_half_up(figures.compliance, SHOWN).scaleb(2)}%"
    progress, programmed = (round_half_up(f, SHOWN).scaleb(2) for f in (figures.progress, figures.programmed))
    return (
        ("compliance", f"{compliance};{limits.green.scaleb(2):f}:;{limits.yellow.scaleb(2):f}:;0;100"),
        ("progress", f"{progress}%;;;0;100"),
        ("programmed", f"{programmed}%;;;0;100"),
    )

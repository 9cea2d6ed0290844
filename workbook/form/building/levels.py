"""Which of the levels above an indicator are its objective and its action; what is further out is kept as it is."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scoring.messages import _
from workbook.form.headings.line import Level, Line
from workbook.form.words import Role, plain


class Placed(NamedTuple):
    """A line with its objective and action; either is None where the form has none above it."""

    line: Line
    objective: Level | None
    action: Level | None
    kept: tuple[tuple[str, str], ...]
    """The levels that are neither, as headings and texts."""


class Grouping(NamedTuple):
    """What the levels of a table are called that were taken for objective and action; empty where there is none."""

    objective: str
    action: str
    passed_over: str
    """An objective by its name that was not taken, since another level stands between it and the action."""


def place(lines: Sequence[Line]) -> tuple[tuple[Placed, ...], Grouping]:
    """Return the lines of one sheet with their objectives and actions: the two innermost levels that group them."""
    chosen = _choose(lines)
    return tuple(_placed(line, chosen) for line in lines), chosen


def _placed(line: Line, chosen: Grouping) -> Placed:
    by_name = {level.name: level for level in line.levels}
    return Placed(
        line,
        by_name.get(chosen.objective),
        by_name.get(chosen.action),
        tuple((level.name, level.text) for level in line.levels if level.name not in {chosen.objective, chosen.action}),
    )


def _choose(lines: Sequence[Line]) -> Grouping:
    names = _in_order(lines)
    roles = {level.name: level.role for line in lines for level in line.levels}
    actions = [name for name in names if roles[name] is Role.ACTION]
    action = _action(actions, lines)
    if not action:
        products = [name for name in names if roles[name] is Role.PRODUCT]
        inner = names[-1] if len(names) > 1 and roles[names[-1]] is not Role.OBJECTIVE else ""
        action = products[-1] if products else inner
    outer = names[: names.index(action)] if action else [name for name in names if name != action]
    if not outer:
        return Grouping("", action, "")
    objective = outer[-1]
    named = next((name for name in reversed(outer) if roles[name] is Role.OBJECTIVE), "")
    if named and named != objective and not _groups(objective, action, lines):
        objective = named
    return Grouping(objective, action, named if named != objective else "")


def _in_order(lines: Sequence[Line]) -> list[str]:
    """Return the names of all levels from the outermost inwards."""
    longest = max(lines, key=lambda line: len(line.levels)).levels if lines else ()
    names = [level.name for level in longest]
    for line in lines:
        names += [level.name for level in line.levels if level.name not in names]
    return names


def _action(actions: Sequence[str], lines: Sequence[Line]) -> str:
    """Return the innermost level of actions; the one outside where the innermost is another word for the indicator."""
    if not actions:
        return ""
    if len(actions) > 1 and len(_values(lines, actions[-1])) == len(lines):
        return actions[-2]
    return actions[-1]


def _groups(level: str, inner: str, lines: Sequence[Line]) -> bool:
    """Whether a level has several of the inner one below some of its values."""
    return len(_values(lines, level)) < len(_values(lines, inner))


def _values(lines: Sequence[Line], name: str) -> set[str]:
    return {plain(level.text) for line in lines for level in line.levels if level.name == name}


def by_default(sheets: Mapping[str, str], sheet: str) -> str:
    """Return the objective's text where the form prints none: the process of the sheet, or the plan itself."""
    return sheets.get(sheet) or _("Objetivo del plan")

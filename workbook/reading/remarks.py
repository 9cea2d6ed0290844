"""What people wrote of an indicator in words, in the places that a workbook has for it, against the plan's remarks.

A part of a remark has three texts, as a cell has three values: the one at export, the plan's now, and the workbook's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from scoring.entry.field_values import read_day
from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Plan
from scoring.model.acts import Act, ActChange, Evidence, Remark
from scoring.quoting import quoted
from scoring.text.months import month_name
from scoring.year.acting import done
from scoring.year.moment import Moment, RefusedActError
from workbook.model.shown import OBSERVATION, REMARK_PARTS, shown_part
from workbook.reading.edits import sentence
from workbook.reading.touched import Touched
from workbook.reading.worksheets import ERROR, FORMULA, ReadCell

_NOW: Final = Moment("", "", "")
"""Whether a remark can be written does not depend on when and by whom."""


class PartDifference(NamedTuple):
    """A part of a remark that is not the plan's."""

    name: str
    """One of `REMARK_PARTS`."""
    exported: str
    current: str
    wanted: str
    """All as a person reads them; empty for nothing."""
    where: str
    """Its address in the workbook: `Hoja de vida!C14`."""

    @property
    def is_conflict(self) -> bool:
        """Whether the plan has changed as well since the export."""
        return self.current != self.exported


class RemarkDifference(NamedTuple):
    """A remark that the workbook says otherwise than the plan."""

    act: Act
    current: Remark | None
    wanted: Remark | None
    """The plan's with the parts that were typed; None where that leaves nothing of it."""
    parts: tuple[PartDifference, ...]

    @property
    def change(self) -> ActChange:
        """The change that puts the workbook's words into the plan."""
        return ActChange(self.act, self.wanted)

    @property
    def is_conflict(self) -> bool:
        """Whether the plan has changed a part of it as well since the export."""
        return any(part.is_conflict for part in self.parts)

    def called(self, plan: Plan, part: PartDifference) -> str:
        """Return what a part is called: `análisis de N° 4 en marzo`."""
        month = month_name(self.act.month or 1, plan.locale, wide=True)
        return _("{part} de N° {id} en {month}").format(part=REMARK_PARTS[part.name], id=self.act.subject, month=month)


class RemarksRead(NamedTuple):
    """What a workbook says in words."""

    differences: tuple[RemarkDifference, ...]
    problems: tuple[str, ...]
    """Sentences on what cannot be taken."""
    left: tuple[str, ...]
    """Sentences on what is not taken, since a remark begins with an analysis."""


class _Typed(NamedTuple):
    value: Any
    """A text, a date, an Evidence; None or empty for nothing."""
    where: str


def is_remark(cell: Touched) -> bool:
    """Tell whether words were typed into a cell that has room for them; an observation that was emptied is none."""
    part = shown_part(cell.shows)
    return part is not None and (part.name != OBSERVATION or (cell.content is not None and not _is_formula(cell)))


def read_remarks(plan: Plan, exported: Mapping[Act, Remark], cells: Iterable[Touched]) -> RemarksRead:
    """Return what was typed into `cells`, each of which `is_remark`; `exported` are the remarks at export."""
    typed: dict[Act, dict[str, _Typed]] = {}
    problems: list[str] = []
    for cell in cells:
        try:
            _take(typed, cell)
        except PlanError as error:
            problems.append(sentence(f"{cell.address}: {error}"))
    differences: list[RemarkDifference] = []
    left: list[str] = []
    for act, parts in typed.items():
        found = _difference(plan, act, exported.get(act), parts)
        if not found.parts:
            continue
        if found.wanted is not None and not found.wanted.analysis:
            left += _without_analysis(found)
            continue
        try:
            list(done(plan, found.change, _NOW))
        except RefusedActError as error:
            problems.append(sentence(f"{found.parts[0].where}: {error}"))
        differences.append(found)
    return RemarksRead(tuple(differences), tuple(problems), tuple(left))


def _take(typed: dict[Act, dict[str, _Typed]], cell: Touched) -> None:
    """Add what was typed into a cell; PlanError where no remark can hold it, or another cell said otherwise."""
    part = shown_part(cell.shows)
    if part is None:
        return
    name = "analysis" if part.name == OBSERVATION else part.name
    value = _value(name, cell)
    parts = typed.setdefault(part.act, {})
    if name in parts and parts[name].value != value:
        raise PlanError(_("en {other} se escribió otra cosa; deje una sola").format(other=parts[name].where))
    parts.setdefault(name, _Typed(value, cell.address))


def _is_formula(cell: Touched) -> bool:
    return cell.content is not None and cell.content.type in {FORMULA, ERROR}


def _value(name: str, cell: Touched) -> Any:
    if _is_formula(cell):
        raise PlanError(_("tiene una fórmula o un error; escriba el texto"))
    text = "" if cell.content is None else _text(cell.content)
    if name == "due":
        return read_day(text) if text else None
    if name == "evidence":
        return Evidence(text) if text else None
    return text


def _text(content: ReadCell) -> str:
    """Return what a cell says as words, without spaces around them; a date as in ISO 8601."""
    value = content.value
    if isinstance(value, date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "\n".join(" ".join(line.split()) for line in str(value).splitlines()).strip()


def _difference(plan: Plan, act: Act, exported: Remark | None, typed: Mapping[str, _Typed]) -> RemarkDifference:
    """Return what of a remark was typed and is not the plan's; `exported` is how it was."""
    found = plan.acts.get(act)
    current = found if isinstance(found, Remark) else None
    held, was = current or Remark(""), exported or Remark("")
    parts = tuple(
        PartDifference(name, _shown(getattr(was, name)), _shown(getattr(held, name)), _shown(value), where)
        for name in REMARK_PARTS
        if name in typed
        for value, where in [typed[name]]
        if _shown(value) != _shown(getattr(held, name))
    )
    wanted = held._replace(**{part.name: typed[part.name].value for part in parts})
    is_empty = not any(getattr(wanted, name) for name in REMARK_PARTS)
    return RemarkDifference(act, current, None if is_empty else wanted, parts)


def _shown(value: Any) -> str:
    """Return a part of a remark as a person reads it."""
    if isinstance(value, Evidence):
        return value.source
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value or ""


def _without_analysis(found: RemarkDifference) -> Iterator[str]:
    for part in found.parts:
        said = _("{where}: {part} del N° {id}, «{text}»: no se toma sin un análisis del mes; escríbalo también.")
        yield said.format(
            where=part.where, part=REMARK_PARTS[part.name], id=found.act.subject, text=quoted(part.wanted)
        )


def emptied(differences: Sequence[RemarkDifference]) -> tuple[str, ...]:
    """Return the places where the workbook is blank and the plan says something."""
    return tuple(part.where for item in differences for part in item.parts if not part.wanted)

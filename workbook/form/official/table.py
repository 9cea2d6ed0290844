"""The form's table, found in its rows by anchors, because its cells are merged, shifted and out of order.

An indicator is found by its two consecutive dates: weight and months are just before them, number, formula, unit and
responsible just after, however far the row is shifted. An action is found by its number (`2.1 …`) and belongs to the
objective of that number, wherever its row is.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import FormTexts, IndicatorTexts, ObjectiveTexts
from workbook.form.files.rows import FormRow
from workbook.form.official.form import PERCENTAGE, WEIGHT, Form, FormAction, FormIndicator, FormObjective, OwnGoal
from workbook.form.official.heading_and_signatures import read_heading, read_signatures, starts_signatures
from workbook.model.wording import is_added

START_COLUMN: Final = 12
"""The column of INICIO in the form's own layout; a row that has its dates elsewhere is shifted."""

_ACTION: Final = re.compile(r"(\d{1,2}\.\d{1,2})\.?\s")
_DATE: Final = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{4}")
_OBJECTIVE: Final = re.compile(r"(\d{1,2})\.\s")


def read_table(rows: Sequence[FormRow], below: int = 0) -> Form:
    """Return the form in `rows`; `below` is the number of the last row of its headings, where that is known.

    Raises PlanError where they hold no row with two dates, which is what makes a table a plan.
    """
    rows, doubts = _visible(rows)
    rows = [row for row in rows if not (row.filled and is_added(row.cells[row.filled[0]]))]
    dated = [at for at, row in enumerate(rows) if row.number > below and _dates(row) is not None]
    if not dated:
        raise PlanError(
            _(
                "No se encontró la tabla del plan: ninguna fila tiene las fechas de inicio y final "
                "en dos celdas seguidas (dd/mm/aaaa)."
            )
        )
    first = next(at for at, row in enumerate(rows) if at == dated[0] or (row.number > below and _objective(row)))
    signatures = next((at for at, row in enumerate(rows) if at > dated[-1] and starts_signatures(row)), len(rows))
    reader = _TableReader()
    total = ""
    for row in rows[first:signatures]:
        if _is_total(row):
            total = row.cells[row.filled[-1]]
        else:
            reader.read(row)
    heading, header, heading_doubts = read_heading(rows[:first])
    labels, signed = read_signatures(rows[signatures:])
    texts = FormTexts(heading, header, total, labels, signed)
    objectives = reader.objectives()
    return Form(texts, objectives, (*doubts, *heading_doubts, *reader.doubts))


def has_table(rows: Iterable[FormRow]) -> bool:
    """Tell whether a row has two consecutive dates, by which an indicator is known."""
    return any(_dates(row) is not None for row in rows)


class _TableReader:
    """The table's rows, read from top to bottom: an indicator without an action continues the last one."""

    def __init__(self) -> None:
        self.doubts: list[str] = []
        self._objectives: dict[int, tuple[int, ObjectiveTexts]] = {}
        self._further: dict[int, list[OwnGoal]] = {}
        self._own_column = 0
        self._actions: dict[str, tuple[str, list[FormIndicator]]] = {}
        self._last = ""

    def read(self, row: FormRow) -> None:
        """Take what `row` holds; what is left over becomes a doubt."""
        used = self._read_objective(row) | self._read_further(row) | self._read_indicator(row)
        for column in row.filled:
            if column not in used:
                self._doubt(row, _("no se sabe qué es «{text}»").format(text=row.cells[column]))

    def objectives(self) -> tuple[FormObjective, ...]:
        """Return the objectives by number, each with the actions that carry it."""
        actions: dict[int, list[FormAction]] = {number: [] for number in self._objectives}
        for number, (text, indicators) in self._actions.items():
            actions.setdefault(int(number.split(".")[0]), []).append(FormAction(number, text, tuple(indicators)))
        result = []
        for objective in sorted(actions):
            row, texts = self._objectives.get(objective, (0, ObjectiveTexts(f"{objective}.")))
            if not row:
                self.doubts.append(
                    _("Objetivo {number}: sus acciones están, pero no su fila.").format(number=objective)
                )
            for action in actions[objective]:
                if row and action.indicators and action.indicators[0].row < row:
                    self.doubts.append(
                        _("Acción {action}: está antes de la fila de su objetivo; se asigna por su número.").format(
                            action=action.number
                        )
                    )
            further = tuple(self._further.get(objective, ()))
            result.append(FormObjective(objective, row, texts, tuple(actions[objective]), further))
        return tuple(result)

    def _read_objective(self, row: FormRow) -> set[int]:
        if not _objective(row):
            return set()
        at = row.filled[0]
        match = _OBJECTIVE.match(row.cells[at])
        number = int(match[1]) if match else max(self._objectives, default=0) + 1
        if not match:
            self._doubt(row, _("el objetivo no tiene número; se tomó el {number}").format(number=number))
        if number in self._objectives:
            self._doubt(row, _("el objetivo {number} ya estaba en otra fila").format(number=number))
            return set()
        columns = range(at, at + len(ObjectiveTexts._fields))
        texts = ObjectiveTexts(*(row.cell(column) for column in columns))
        if not WEIGHT.fullmatch(texts.weight):
            self._doubt(row, _("el objetivo {number} no tiene peso").format(number=number))
        self._objectives[number] = row.number, texts
        self._own_column = at + ObjectiveTexts._fields.index("indicator")
        return set(columns)

    def _read_further(self, row: FormRow) -> set[int]:
        """Read another own indicator: name, goal and weight below those of the last objective, and nothing before."""
        columns = range(self._own_column, self._own_column + len(OwnGoal._fields))
        goal = OwnGoal(*(row.cell(column) for column in columns))
        if not self._objectives or not row.filled or row.filled[0] not in columns or not WEIGHT.fullmatch(goal.weight):
            return set()
        self._further.setdefault(next(reversed(self._objectives)), []).append(goal)
        return set(columns)

    def _read_indicator(self, row: FormRow) -> set[int]:
        start = _dates(row)
        if start is None:
            return set()
        text = row.cell(start - 4)
        action = _ACTION.match(text)
        if action:
            self._last = action[1]
            self._actions.setdefault(self._last, (text, []))
        elif text and self._objectives and start == START_COLUMN:
            self._last = self._next_number()
            self._actions[self._last] = (text, [])
        if not self._last:
            self._doubt(row, _("tiene fechas pero ninguna acción a la que pertenezca"))
            return set()
        if start != START_COLUMN:
            self._doubt(
                row,
                _("sus celdas están corridas ({count}); se leyó por sus fechas").format(
                    count=abs(start - START_COLUMN)
                ),
            )
        columns = range(start - 3, start + 6)
        texts = IndicatorTexts(*(row.cell(column) for column in columns))
        self._actions[self._last][1].append(FormIndicator(row.number, texts))
        return {*columns, *([start - 4] if action or (text and start == START_COLUMN) else [])}

    def _next_number(self) -> str:
        """Return the number of an action that is printed without one: the next of the objective above it."""
        objective = next(reversed(self._objectives))
        taken = [int(number.split(".")[1]) for number in self._actions if number.split(".")[0] == str(objective)]
        return f"{objective}.{max(taken, default=0) + 1}"

    def _doubt(self, row: FormRow, text: str) -> None:
        self.doubts.append(_("Fila {row}: {text}.").format(row=row.number, text=text))


def _visible(rows: Sequence[FormRow]) -> tuple[list[FormRow], list[str]]:
    """Return the rows without control and direction characters, which are invisible and change how text is shown."""
    cleaned = [FormRow(row.number, tuple("".join(filter(str.isprintable, text)) for text in row.cells)) for row in rows]
    doubts = [
        _("Fila {row}: se quitaron caracteres invisibles.").format(row=row.number)
        for row, before in zip(cleaned, rows, strict=True)
        if row != before
    ]
    return cleaned, doubts


def _dates(row: FormRow) -> int | None:
    """Return the column of the first of two consecutive dates."""
    return next(
        (
            column
            for column in row.filled
            if _DATE.fullmatch(row.cells[column]) and _DATE.fullmatch(row.cell(column + 1))
        ),
        None,
    )


def _objective(row: FormRow) -> bool:
    """Tell whether `row` begins with an objective: a numbered text, or a text with a percentage beside it."""
    if not row.filled or row.filled[0] > 2:
        return False
    text = row.cells[row.filled[0]]
    if _ACTION.match(text) or PERCENTAGE.fullmatch(text):
        return False
    return bool(_OBJECTIVE.match(text) or PERCENTAGE.fullmatch(row.cell(row.filled[0] + 1)))


def _is_total(row: FormRow) -> bool:
    """Tell whether a row holds one percentage and nothing else, or the word and a weight."""
    match [row.cells[column] for column in row.filled]:
        case [text]:
            return bool(PERCENTAGE.fullmatch(text))
        case [word, text]:
            return bool(WEIGHT.fullmatch(text)) and word.casefold() in {text, "total"}
    return False

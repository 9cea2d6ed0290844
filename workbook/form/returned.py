"""Workbooks that came back, one or a folder of them: what each asks of the plan, and where they contradict another."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from scoring.messages import _
from scoring.model import Cell, Plan
from scoring.model.acts import Act
from scoring.model.fields import Field
from workbook.errors import WorkbookError
from workbook.form.definition_changes import NOTHING, DefinitionImport, read_definition
from workbook.form.files.workbook_file import has_stored_plan
from workbook.model.hidden_keys import Content
from workbook.reading.comparison import Import, read

_BOOKS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
"""The ends of names of what may be a workbook: one that cannot be read says so itself."""
_PARTIAL: Final = ("~$", ".")
"""Begin the names of what programs put beside a workbook that is open."""


class Returned(NamedTuple):
    """What one workbook asks of the plan."""

    path: Path
    figures: Import
    definition: DefinitionImport

    @property
    def changes_nothing(self) -> bool:
        """Whether all that it says is in the plan already."""
        definition = self.definition
        return self.figures.changes_nothing and not (definition.changes or definition.conflicts)


class Saying(NamedTuple):
    """What one workbook says of a cell, a field or a remark."""

    name: str
    where: str
    wanted: Any


class Dispute(NamedTuple):
    """A cell, a field or a remark for which several workbooks want different values."""

    address: Cell | Field | Act
    sayings: tuple[Saying, ...]


def books_in(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Return the workbooks at these paths, those of a folder in the order of their names, and its other files.

    WorkbookError for a folder without any.
    """
    books: list[Path] = []
    others: list[Path] = []
    for path in paths:
        if not path.is_dir():
            books.append(path)
            continue
        files = sorted(each for each in path.iterdir() if each.is_file() and not each.name.startswith(_PARTIAL))
        found = [each for each in files if each.suffix.casefold() in _BOOKS]
        if not found:
            raise WorkbookError(_("{path}: en la carpeta no hay ningún libro.").format(path=path))
        books += found
        others += [each for each in files if each not in found]
    return books, others


def read_returned(path: Path, plan: Plan, *, definition: bool = False) -> Returned:
    """Compare the workbook at `path` with the plan; `definition` says that its form is asked for.

    Raises PlanError where it cannot be read.
    """
    figures = read(path, plan)
    asked = has_stored_plan(path) or figures.fields or (definition and figures.facts.content is Content.PLAN)
    return Returned(path, figures, read_definition(path, plan, figures.fields) if asked else NOTHING)


def disputes(returned: Sequence[Returned], *, definition: bool) -> tuple[Dispute, ...]:
    """Return what several workbooks want differently: cells, remarks, and with `definition` fields as well."""
    said: dict[Cell | Field | Act, list[Saying]] = {}
    for each in returned:
        name = each.figures.name
        for item in (*each.figures.changes, *each.figures.conflicts):
            said.setdefault(item.cell, []).append(Saying(name, item.where, item.wanted))
        for remark in each.figures.remarks:
            said.setdefault(remark.act, []).append(Saying(name, remark.parts[0].where, remark.wanted))
        for field in (*each.definition.changes, *each.definition.conflicts) if definition else ():
            said.setdefault(field.field, []).append(Saying(name, field.where, field.wanted))
    return tuple(
        Dispute(address, tuple(sayings))
        for address, sayings in said.items()
        if any(saying.wanted != sayings[0].wanted for saying in sayings)
    )

"""A filled workbook against the plan: what it changes, what it would overwrite, what cannot be read.

Three figures stand behind every cell: the one at export, the plan's now, and the workbook's. Only what differs from
the export was typed by somebody; where the plan has moved on as well, to something else, the two are in conflict
and a person decides. Blank is not zero: it clears the cell.
"""

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

from scoring.doubts.of_value import doubt
from scoring.entry.acceptance import accept
from scoring.entry.values import changes_for
from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Cell, CellChange, Mark, Plan, Value
from workbook.errors import WorkbookError
from workbook.reading.entries import SHEET_DIGITS, FigureError, Filled, figure, filled_cells
from workbook.reading.export_facts import Origin, read_origin
from workbook.reading.opening import address, open_sheets, shown
from workbook.reading.preflight import Package, inspect

_ROUNDING: Final = Decimal(5).scaleb(-SHEET_DIGITS)
"""How far a figure of more digits can be from itself, relatively, once it has been in a workbook."""


class Difference(NamedTuple):
    """A cell whose figure in the workbook is not the plan's."""

    cell: Cell
    exported: Value | None
    current: Value | None
    wanted: Value | None
    where: str
    """Where it stands in the workbook: `Seguimiento!H14`; empty where it follows from another cell (NP)."""

    @property
    def change(self) -> CellChange:
        """The change that puts the workbook's figure into the plan."""
        return CellChange(self.cell, self.wanted)


class Import(NamedTuple):
    """What a workbook asks of the plan; nothing is changed by reading it."""

    name: str
    sha256: str
    origin: Origin
    changes: tuple[Difference, ...]
    """What only the workbook changed, in the plan's order."""
    conflicts: tuple[Difference, ...]
    """What the workbook and the plan both changed since the export, to different figures."""
    problems: tuple[str, ...]
    """Sentences on what stands in a cell and cannot be taken; while there is one, nothing is."""
    doubts: tuple[str, ...]
    """Sentences on figures that can be taken but look wrong."""
    ignored: tuple[str, ...]
    """Sentences on figures typed over a formula, which change nothing."""

    @property
    def note(self) -> str:
        """The note of the history batch: the file, and the hash by which it can be recognised."""
        return _("Importado de {name} (sha256 {hash})").format(name=self.name, hash=self.sha256)

    def batch(self, *, overwrite: bool = False) -> tuple[CellChange, ...]:
        """Return the changes to commit, all or nothing; `overwrite` takes the workbook's side in conflicts.

        Raises WorkbookError where something cannot be taken.
        """
        if self.problems:
            raise WorkbookError(
                _("No se importó nada: hay celdas que no se pueden tomar ({count}). {first}").format(
                    count=len(self.problems), first=self.problems[0]
                )
            )
        if self.conflicts and not overwrite:
            raise WorkbookError(
                _(
                    "No se importó nada: en el plan también cambiaron celdas del libro desde que se exportó ({count})."
                ).format(count=len(self.conflicts))
            )
        return tuple(item.change for item in (*self.changes, *self.conflicts))


def read(path: Path, plan: Plan) -> Import:
    """Compare the workbook at `path` with `plan`.

    Raises WorkbookError, and reads no figure, where the file is not safe, not a workbook of ours, or of another plan.
    """
    package = inspect(path)
    with open_sheets(package) as sheets:
        origin = read_origin(sheets, plan)
        filled = filled_cells(package, sheets)
    if not filled.entries:
        raise WorkbookError(_("El libro ya no tiene las claves ocultas de sus celdas: use una copia exportada."))
    return _Comparison(plan, origin, filled).result(package)


class _Comparison:
    """One reading of a workbook: problems gather while its cells are taken."""

    def __init__(self, plan: Plan, origin: Origin, filled: Filled) -> None:
        self.plan = plan
        self.origin = origin
        self.filled = filled
        self.problems: list[str] = []
        self.where: dict[Cell, str] = {}

    def result(self, package: Package) -> Import:
        edits = self._edits()
        known = {cell: place for place, cell in enumerate(_cells(self.plan))}
        self.problems += [
            _("{where} ({cell}): esa celda ya no está en el plan.").format(where=self.where[cell], cell=cell)
            for cell in edits
            if cell not in known
        ]
        ordered = sorted((cell for cell in edits if cell in known), key=known.__getitem__)
        wanted: dict[Cell, Value | None] = {}
        for _key, cells in groupby(ordered, key=lambda cell: (cell.indicator, cell.month)):
            wanted |= self._settled({cell: edits[cell] for cell in cells})
        differences = [
            Difference(cell, self.origin.values.get(cell), self.plan.values.get(cell), value, self.where.get(cell, ""))
            for cell, value in wanted.items()
            if not _same(value, self.plan.values.get(cell))
        ]
        conflicts = [item for item in differences if item.current != item.exported]
        changes = [item for item in differences if item not in conflicts]
        self._check(differences)
        return Import(
            shown(package.path.name, 120),
            package.sha256,
            self.origin,
            tuple(changes),
            tuple(conflicts),
            tuple(self.problems),
            tuple(self._doubts(differences)),
            tuple(
                _("{where}: es una celda calculada; lo que se escribió en ella no se importa.").format(where=where)
                for where in self.filled.overwritten
            ),
        )

    def _edits(self) -> dict[Cell, Value | None]:
        """Return what differs from the export; a cell that stands in several places may be edited in one."""
        edits: dict[Cell, Value | None] = {}
        for cell, found in self.filled.entries.items():
            exported = self.origin.values.get(cell)
            for entry in found:
                where = address(entry.sheet, entry.place)
                try:
                    value = figure(self.plan, entry.found)
                except FigureError as error:
                    self.problems.append(_sentence(f"{where} ({cell}): {error}"))
                    continue
                if _same(value, exported):
                    continue
                if cell in edits and edits[cell] != value:
                    self.problems.append(
                        _("{where} ({cell}): en {other} la misma celda tiene otra cifra.").format(
                            where=where, cell=cell, other=self.where[cell]
                        )
                    )
                    continue
                edits[cell] = value
                self.where[cell] = where
        return edits

    def _settled(self, edits: dict[Cell, Value | None]) -> dict[Cell, Value | None]:
        """Return the edits of one indicator's month with what follows from them: NP holds for all its inputs."""
        marked = [cell for cell, value in edits.items() if value is Mark.NP]
        figures = [cell for cell, value in edits.items() if isinstance(value, Decimal)]
        if marked and figures:
            self.problems.append(
                _("{where} ({cell}): el mes es NP en {other}; escriba NP o cifras, no los dos.").format(
                    where=self.where[figures[0]], cell=figures[0], other=self.where[marked[0]]
                )
            )
            return {}
        plan = self.plan._replace(values=self.origin.values)
        settled: dict[Cell, Value | None] = {}
        for cell in marked or edits:
            changes = changes_for(plan, cell, edits[cell])
            plan = plan.with_changes(changes)
            settled |= dict(changes)
        return settled

    def _check(self, differences: list[Difference]) -> None:
        """Record what the plan would not accept, an indicator's month at a time."""
        for _key, items in groupby(differences, key=lambda item: (item.cell.indicator, item.cell.month)):
            try:
                accept(self.plan, [item.change for item in items])
            except PlanError as error:
                self.problems.append(_sentence(str(error)))

    def _doubts(self, differences: list[Difference]) -> Iterable[str]:
        plan = self.plan.with_changes(tuple(item.change for item in differences))
        for item in differences:
            if reason := doubt(plan, item.cell, item.wanted):
                yield f"{item.cell}: {reason}."


def _cells(plan: Plan) -> Iterable[Cell]:
    """Yield every cell of the plan in its order: an indicator's constants, then its months."""
    for indicator in plan.indicators:
        yield from (Cell(indicator.id, constant.name) for constant in indicator.constants)
        for month in range(1, 13):
            yield from indicator.cells(month)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."


def _same(wanted: Value | None, held: Value | None) -> bool:
    """Tell whether a workbook's figure is the one the plan holds, of whose digits a workbook keeps the first 15."""
    if isinstance(wanted, Decimal) and isinstance(held, Decimal):
        cut = len(held.as_tuple().digits) > SHEET_DIGITS
        return wanted == held or (cut and abs(wanted - held) <= abs(held) * _ROUNDING)
    return wanted is held

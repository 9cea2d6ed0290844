"""A filled workbook against the plan: what it changes, what it would overwrite, what cannot be read.

Each cell has three values: the one at export, the plan's now, and the workbook's. Only what differs from the export
was typed by somebody; where the plan has changed as well, to something else, the two are in conflict and a person
decides. Blank is not zero: it clears the cell.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

from scoring.doubts.of_value import doubt
from scoring.entry.acceptance import accept
from scoring.errors import PlanError
from scoring.messages import _, ngettext
from scoring.model import MONTHS, Cell, CellChange, Mark, Plan, Value
from scoring.model.acts import ActChange
from scoring.quoting import quoted
from scoring.text.months import month_name
from workbook.errors import WorkbookError
from workbook.model.hidden_keys import Content, money_cells, month_key, row_key, typed_cells
from workbook.model.shown import is_field
from workbook.reading.edits import Edits, same_value, sentence
from workbook.reading.export_facts import ExportFacts, read_export_facts
from workbook.reading.keyed_cells import KeyedCells, read_keyed_cells
from workbook.reading.preflight import inspect
from workbook.reading.remarks import RemarkDifference, emptied, is_remark, read_remarks
from workbook.reading.touched import Touched, Unlike
from workbook.reading.touched_words import not_taken
from workbook.reading.unlike import copies_in, unlike_export
from workbook.reading.worksheets import open_sheets

_LISTED: Final = 8
"""Places that a sentence names."""


class Difference(NamedTuple):
    """A cell whose value in the workbook is not the plan's."""

    cell: Cell
    exported: Value | None
    current: Value | None
    wanted: Value | None
    where: str
    """Its address in the workbook: `Seguimiento!H14`; empty where the workbook has no such cell."""
    because: str = ""
    """The address of the cell from which it follows (NP); empty where it was typed."""

    @property
    def change(self) -> CellChange:
        """The change that puts the workbook's value into the plan."""
        return CellChange(self.cell, self.wanted)


class Import(NamedTuple):
    """What a workbook asks of the plan; nothing is changed by reading it."""

    name: str
    sha256: str
    facts: ExportFacts
    changes: tuple[Difference, ...]
    """What only the workbook changed, in the plan's order."""
    conflicts: tuple[Difference, ...]
    """What the workbook and the plan both changed since the export, to different values."""
    problems: tuple[str, ...]
    """Sentences on what a cell holds and cannot be taken; while there is one, nothing is."""
    unread: tuple[str, ...]
    """Those of the problems that are of cells of which no value could be read, and so of none of the differences."""
    doubts: tuple[str, ...]
    """Sentences on values that can be taken but look wrong."""
    ignored: tuple[str, ...]
    """Sentences on what was seen and changes nothing: what was typed over formulas and labels, rows that are gone."""
    fields: tuple[Touched, ...] = ()
    """The cells that show a field of the definition and were typed over; `form.definition_changes` reads them."""
    remarks: tuple[RemarkDifference, ...] = ()
    """What was written of indicators in words, taken with the figures."""

    @property
    def note(self) -> str:
        """The note of the history batch: the file, and the hash by which it can be recognised."""
        return _("Importado de {name} (sha256 {hash})").format(name=self.name, hash=self.sha256)

    @property
    def changes_nothing(self) -> bool:
        """Whether there is nothing to write and nothing that cannot be taken."""
        return not (self.changes or self.conflicts or self.remarks or self.problems)

    @property
    def has_conflicts(self) -> bool:
        """Whether the plan has changed something as well that the workbook changes."""
        return bool(self.conflicts) or any(item.is_conflict for item in self.remarks)

    @property
    def cleared(self) -> tuple[str, ...]:
        """The places of the blank cells that would take figures or words out of the plan."""
        differences = (*self.changes, *self.conflicts)
        figures = [item for item in differences if item.wanted is None and isinstance(item.current, Decimal)]
        return (*(item.where or str(item.cell) for item in figures), *emptied(self.remarks))

    def batch(self, *, overwrite: bool = False, clear: bool = False) -> tuple[CellChange | ActChange, ...]:
        """Return the changes to commit, all or nothing.

        `overwrite` takes the workbook's side in conflicts, `clear` takes figures and words out where it is blank.
        Raises WorkbookError where something cannot be taken, or was not allowed.
        """
        if self.problems:
            raise WorkbookError(
                _("No se importó nada: hay celdas que no se pueden tomar ({count}). {first}").format(
                    count=len(self.problems), first=self.problems[0]
                )
            )
        if self.has_conflicts and not overwrite:
            raise WorkbookError(
                _(
                    "No se importó nada: en el plan también cambiaron celdas del libro desde que se exportó ({count})."
                ).format(count=len(self.conflicts) + sum(item.is_conflict for item in self.remarks))
            )
        if self.cleared and not clear:
            raise WorkbookError(
                _("No se importó nada: {cleared} Si hay que borrarlas, use --clear.").format(cleared=self.clearing)
            )
        figures = (item.change for item in (*self.changes, *self.conflicts))
        return (*figures, *(item.change for item in self.remarks))

    @property
    def clearing(self) -> str:
        """The sentence that counts what blank cells would take out; empty where they take nothing."""
        return cleared_text(self.cleared)


def cleared_text(places: Sequence[str]) -> str:
    """Return the sentence on blank cells at these places that would take something out; empty where there are none."""
    if not places:
        return ""
    listed = ", ".join(places[:_LISTED]) + ("…" if len(places) > _LISTED else "")
    return ngettext(
        "el libro deja en blanco {count} celda que tiene cifra o texto en el plan ({places}).",
        "el libro deja en blanco {count} celdas que tienen cifra o texto en el plan ({places}).",
        len(places),
    ).format(places=listed)


def read(path: Path, plan: Plan) -> Import:
    """Compare the workbook at `path` with `plan`.

    Raises WorkbookError, and reads no value, where the file is not safe, was not exported, or is of another plan.
    """
    package = inspect(path)
    with open_sheets(package) as sheets:
        facts = read_export_facts(sheets, plan)
        copies = copies_in(sheets)
        keyed = read_keyed_cells(package, sheets, copies)
        unlike = unlike_export(copies, keyed.shown) if keyed.shown else Unlike()
    if not keyed.cells:
        raise WorkbookError(_("El libro ya no tiene las claves ocultas de sus celdas: use una copia exportada."))
    edits = Edits(plan, facts, keyed)
    differences = [
        Difference(cell, facts.values.get(cell), plan.values.get(cell), edit.value, edit.where, edit.because)
        for cell, edit in edits.by_cell.items()
        if not same_value(edit.value, plan.values.get(cell))
    ]
    written = [cell for cell in unlike.cells if is_remark(cell)]
    remarks = read_remarks(plan, facts.remarks, written)
    fields = [cell for cell in unlike.cells if is_field(cell.shows)]
    gone = dict(_gone(plan, facts, keyed))
    told = {*fields, *written}
    others = unlike._replace(cells=tuple(cell for cell in unlike.cells if cell not in told))
    return Import(
        name=quoted(package.path.name, 120),
        sha256=package.sha256,
        facts=facts,
        changes=tuple(item for item in differences if item.current == item.exported),
        conflicts=tuple(item for item in differences if item.current != item.exported),
        problems=(*edits.problems, *_not_accepted(plan, differences), *remarks.problems),
        unread=(*edits.problems, *remarks.problems),
        doubts=(*_doubts(plan, differences), *_following(differences)),
        ignored=(*package.notes, *_not_taken(keyed), *gone.values(), *remarks.left, *not_taken(others, gone)),
        fields=tuple(fields),
        remarks=remarks.differences,
    )


def _not_accepted(plan: Plan, differences: Sequence[Difference]) -> Iterator[str]:
    """Yield what the plan would not accept, an indicator's month at a time."""
    for _month, group in groupby(differences, key=lambda item: (item.cell.indicator, item.cell.month)):
        items = list(group)
        try:
            accept(plan, [item.change for item in items])
        except PlanError as error:
            where = next((item.where for item in items if str(error).startswith(f"{item.cell}:")), items[0].where)
            yield sentence(f"{where}: {error}" if where else str(error))


def _doubts(plan: Plan, differences: Sequence[Difference]) -> Iterator[str]:
    changed = plan.with_changes(tuple(item.change for item in differences))
    for item in differences:
        if reason := doubt(changed, item.cell, item.wanted):
            yield f"{item.where} ({item.cell}): {reason}." if item.where else f"{item.cell}: {reason}."


def _following(differences: Sequence[Difference]) -> Iterator[str]:
    """Yield what becomes of cells because of what was typed into another one."""
    for item in differences:
        if item.because:
            sentence = _("{where} ({cell}): queda sin reportar, porque era NP y en {other} hay una cifra.")
            if item.wanted is Mark.NP:
                sentence = _("{where} ({cell}): queda en NP, porque {other} dice NP.")
            yield sentence.format(where=item.where, cell=item.cell, other=item.because)


def _not_taken(keyed: KeyedCells) -> Iterator[str]:
    """Yield what somebody typed that is no value of the plan, in a workbook without a copy of what it said."""
    for where in keyed.overwritten:
        yield _("{where}: es una celda calculada; lo que se escribió en ella no se importa.").format(where=where)
    for where in keyed.empty_results:
        yield _("{where}: su fórmula da un texto vacío, que cuenta como celda en blanco.").format(where=where)
    for where in keyed.strangers:
        yield _("{where}: esa fila no es de ninguna celda del plan; su cifra no se importa.").format(where=where)


def _gone(plan: Plan, facts: ExportFacts, keyed: KeyedCells) -> Iterator[tuple[str, str]]:
    """Yield the keys of the rows that the workbook no longer has, each with a sentence."""
    if facts.content is Content.PLAN:
        present = {(cell.indicator, cell.name) for cell in keyed.cells}
        known = (*typed_cells(plan.indicators), *(cell for cell in money_cells(plan) if cell in facts.values))
        gone = {(cell.indicator, cell.name): None for cell in known}.keys() - present
        for indicator, name in sorted(gone):
            text = _("El libro ya no tiene la fila de {indicator}.{name}: lo que hay en el plan queda como está.")
            yield row_key(indicator, name), text.format(indicator=indicator, name=name)
    for month in MONTHS:
        if not any(cell.month == month for cell in keyed.cells):
            text = _("El libro ya no tiene la columna de {month}: lo que hay en el plan queda como está.")
            yield month_key(month), text.format(month=month_name(month, plan.locale, wide=True))

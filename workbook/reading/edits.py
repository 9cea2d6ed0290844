"""What people changed in a workbook since it was exported, cell by cell."""

from decimal import Decimal
from itertools import groupby
from typing import Final, NamedTuple

from scoring.entry.values import changes_for
from scoring.messages import _
from scoring.model import Cell, Mark, Plan, Value
from workbook.model.hidden_keys import money_cells, typed_cells
from workbook.reading.export_facts import ExportFacts
from workbook.reading.keyed_cells import KeyedCell, KeyedCells
from workbook.reading.values import SHEET_DIGITS, CellValueError, cell_value

_ROUNDING: Final = Decimal(5).scaleb(-SHEET_DIGITS)
"""How far a number of more digits can be from itself, relatively, once it has been in a workbook."""


class Edit(NamedTuple):
    """What a cell is to hold, and where it is."""

    value: Value | None
    where: str
    """Its address; empty where the workbook has no such cell."""
    because: str = ""
    """The address of the cell from which it follows (NP); empty where it was typed."""


class Edits:
    """What was changed in a workbook of a plan; what cannot be taken becomes a sentence in `problems`."""

    def __init__(self, plan: Plan, facts: ExportFacts, keyed: KeyedCells) -> None:
        self.problems: list[str] = []
        self._plan = plan
        self._exported = facts.values
        self._places = {cell: places[0].address for cell, places in keyed.cells.items()}
        typed: dict[Cell, Edit] = {}
        for cell, places in keyed.cells.items():
            for place in places:
                self._take(typed, cell, place)
        order = {cell: at for at, cell in enumerate((*typed_cells(plan.indicators), *money_cells(plan)))}
        self.problems += [
            f"{edit.where} ({cell}): {self._homeless(cell)}" for cell, edit in typed.items() if cell not in order
        ]
        ordered = sorted((cell for cell in typed if cell in order), key=order.__getitem__)
        self.by_cell: dict[Cell, Edit] = {}
        """In the plan's order, with what follows from each."""
        for _month, cells in groupby(ordered, key=lambda cell: (cell.indicator, cell.month)):
            self.by_cell |= self._settled({cell: typed[cell] for cell in cells})

    def _take(self, typed: dict[Cell, Edit], cell: Cell, place: KeyedCell) -> None:
        """Add what differs from the export; a cell that is in several places may be edited in one."""
        where = place.address
        try:
            value = cell_value(self._plan, cell, place.content)
        except CellValueError as error:
            self.problems.append(sentence(f"{where} ({cell}): {error}"))
            return
        if same_value(value, self._exported.get(cell)):
            return
        if cell in typed and typed[cell].value != value:
            self.problems.append(
                _("{where} ({cell}): en {other} la misma celda tiene otra cifra.").format(
                    where=where, cell=cell, other=typed[cell].where
                )
            )
            return
        typed[cell] = Edit(value, where)

    def _settled(self, edits: dict[Cell, Edit]) -> dict[Cell, Edit]:
        """Return the edits of one indicator's month with what follows from them: NP holds for all its variables."""
        marked = [cell for cell, edit in edits.items() if edit.value is Mark.NP]
        numbers = [cell for cell, edit in edits.items() if isinstance(edit.value, Decimal)]
        if marked and numbers:
            self.problems.append(
                _("{where} ({cell}): el mes es NP en {other}; escriba NP o cifras, no los dos.").format(
                    where=edits[numbers[0]].where, cell=numbers[0], other=edits[marked[0]].where
                )
            )
            return {}
        plan = self._plan._replace(values=self._exported)
        settled: dict[Cell, Edit] = {}
        for cell in marked or edits:
            changes = changes_for(plan, cell, edits[cell].value)
            plan = plan.with_changes(changes)
            for changed, value in changes:
                typed = edits.get(changed)
                settled[changed] = (
                    Edit(value, typed.where) if typed else Edit(value, self._places.get(changed, ""), edits[cell].where)
                )
        return settled

    def _homeless(self, cell: Cell) -> str:
        """Return why a cell that was typed into is none of the plan's."""
        indicator = self._plan.indicator(cell.indicator)
        yearly = indicator is not None and cell.name in {item.name for item in indicator.constants}
        monthly = indicator is not None and cell.name in {item.name for item in indicator.variables}
        if yearly and cell.month is not None:
            where = self._places.get(cell._replace(month=None), "")
            return _("es un dato de todo el año: escríbalo en {where} y deje el mes en blanco.").format(where=where)
        if monthly and cell.month is None:
            return _("es un dato de cada mes: escríbalo en la columna de su mes.")
        return _("esa celda ya no está en el plan.")


def same_value(wanted: Value | None, held: Value | None) -> bool:
    """Tell whether a workbook's value is the one the plan holds, of whose digits a workbook keeps the first 15."""
    if isinstance(wanted, Decimal) and isinstance(held, Decimal):
        cut = len(held.as_tuple().digits) > SHEET_DIGITS
        return wanted == held or (cut and abs(wanted - held) <= abs(held) * _ROUNDING)
    return wanted is held


def sentence(text: str) -> str:
    """Return a text that ends as a sentence does."""
    return text if text.endswith((".", "?")) else f"{text}."

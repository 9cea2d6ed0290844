"""What a batch of changes brings with it: values that lose their place are cleared, and no id is given twice."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scoring.messages import _
from scoring.model import CellChange
from store.errors import NotSavedError
from store.history.state import Stamp, State

if TYPE_CHECKING:
    from scoring.model.fields import Change


def completed(state: State, changes: "Sequence[Change]", stamp: Stamp) -> "Sequence[Change]":
    """Return the changes with those that clear the values whose variable, constant or indicator is taken out by them.

    NotSavedError for an indicator that is to have the id of one that was taken out, unless that is what is undone.
    """
    if all(isinstance(change, CellChange) for change in changes):
        return changes
    from scoring.model.fields import CELLS_OF, Field, homeless  # changes of cells do not need it

    if not stamp.of:
        _check_ids(state, changes)
    asked = {change[0] for change in changes}
    definition = [change for change in changes if not isinstance(change, CellChange)]
    if all(isinstance(change[0], Field) and change[0].name not in CELLS_OF for change in definition):
        return changes
    lost = homeless(state.plan, state.plan.with_changes(definition))
    return (*changes, *(CellChange(cell, None) for cell in lost if cell not in asked))


def _check_ids(state: State, changes: "Sequence[Change]") -> None:
    from scoring.model.structure import Node  # changes of cells do not need it

    added = {change[0].name for change in changes if isinstance(change[0], Node) and change[1] is not None}
    had = {cell.indicator for cell in state.ids} - {item.id for item in state.plan.indicators} if added else added
    for name in sorted(added & had):
        sentence = _("no se guardó: el id {id} fue de un indicador que se quitó, y un id no se da dos veces; use otro")
        raise NotSavedError(sentence.format(id=name))

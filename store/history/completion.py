"""What a batch of changes brings with it in the very state that it is written over.

Values that lose their place are cleared, no id is given twice, and an act gets what only that state can say.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scoring.messages import _
from scoring.model import CellChange
from store.errors import NotSavedError
from store.history.state import Stamp, State, value_at

if TYPE_CHECKING:
    from scoring.model.fields import Change


def effective(state: State, changes: "Sequence[Change]") -> "Sequence[Change]":
    """Return the changes that change something.

    Where a node is moved, other places are kept with its own: a node that is told to come where it is may not be there
    any more once the one before it has moved.
    """
    found = [change for change in changes if value_at(state.plan, change[0]) != change[1]]
    if len(found) < len(changes) and any(map(_is_place, found)):
        return [change for change in changes if _is_place(change) or change in found]
    return found


def completed(state: State, changes: "Sequence[Change]", stamp: Stamp) -> "Sequence[Change]":
    """Return the changes with what they bring with them.

    Those are the changes that clear values whose variable, constant or indicator is taken out, the end of remarks and
    evidence of such an indicator, and what the acts among them come to. NotSavedError for an indicator that is to have
    the id of one that was taken out, unless that is what is undone; PlanError for an act that cannot be done.
    """
    if all(isinstance(change, CellChange) for change in changes):
        return changes
    changes = changes if stamp.of else _with_acts_done(state, changes, stamp)
    from scoring.model.acts import ActChange  # changes of cells do not need it
    from scoring.model.fields import CELLS_OF, FieldChange, homeless
    from scoring.model.structure import NodeChange

    if not stamp.of:
        _check_ids(state, changes)
    asked = {change[0] for change in changes}
    definition = [change for change in changes if isinstance(change, FieldChange | NodeChange)]
    if all(isinstance(change, FieldChange) and change.field.name not in CELLS_OF for change in definition):
        return changes
    lost = homeless(state.plan, state.plan.with_changes(definition))
    out = {change.node.name for change in definition if isinstance(change, NodeChange) and change.value is None}
    about = [act for act in state.plan.acts if act.indicator in out and not act.kind.is_lasting and act not in asked]
    return (
        *changes,
        *(CellChange(cell, None) for cell in lost if cell not in asked),
        *(ActChange(act, None) for act in about),
    )


def _with_acts_done(state: State, changes: "Sequence[Change]", stamp: Stamp) -> "Sequence[Change]":
    """Return the changes with what each act comes to after those before it, those of cells and fields first."""
    from scoring.model.acts import ActChange  # most batches have no acts

    asked = [change for change in changes if isinstance(change, ActChange)]
    if not asked:
        return changes
    from scoring.year.acting import done
    from scoring.year.moment import Moment

    made: list[Change] = [change for change in changes if not isinstance(change, ActChange)]
    plan, moment = state.plan.with_changes(made), Moment(stamp.at, stamp.by, state.head)
    for change in asked:
        acts = list(done(plan, change, moment))
        plan = plan.with_changes(acts)
        made += acts
    return made


def _check_ids(state: State, changes: "Sequence[Change]") -> None:
    from scoring.model.structure import Node  # changes of cells do not need it

    added = {change[0].name for change in changes if isinstance(change[0], Node) and change[1] is not None}
    had = {cell.indicator for cell in state.ids} - {item.id for item in state.plan.indicators} if added else added
    for name in sorted(added & had):
        sentence = _("no se guardó: el id {id} fue de un indicador que se quitó, y un id no se da dos veces; use otro")
        raise NotSavedError(sentence.format(id=name))


def _is_place(change: "Change") -> bool:
    if isinstance(change, CellChange):
        return False
    from scoring.model.fields import PLACE, Field  # changes of cells do not need it

    return isinstance(change[0], Field) and change[0].name == PLACE

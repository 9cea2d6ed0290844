"""The state of a plan after what somebody else has committed to it, worked out from the documents that this changed."""

from store.documents.ids import is_opening
from store.documents.json_reading import Document, Tables
from store.errors import DamagedError
from store.history.chain import ABBREVIATED, digest
from store.history.records import as_records, change_to
from store.history.state import State


def continued(state: State, changed: Tables) -> State | None:
    """Return the state after `state` that has the documents `changed`; None where it has to be read as a whole.

    It does not where they are anything but cells and the rows of their changes, each row continuing the one before by
    number, revision, value and hash.
    """
    if changed.keys() - {"cells", "history"}:
        return None
    cells: dict[str, Document] = {}
    now = state
    for id_, row in sorted(changed.get("history", {}).items(), key=lambda item: str(item[1].get("seq")).zfill(18)):
        following = None if is_opening(id_) or id_ in state.tables["history"] else _following(now, row, cells)
        if following is None:
            return None
        now = following
    if cells != changed.get("cells", {}):
        return None
    tables = {name: documents | changed.get(name, {}) for name, documents in state.tables.items()}
    return now._replace(tables=tables)


def _following(state: State, row: Document, cells: dict[str, Document]) -> State | None:
    """Return the state after one more row, its document put into `cells`; None where the row does not continue it."""
    try:
        [record] = as_records([row])
    except (DamagedError, KeyError):
        return None
    id_ = state.ids.get(record.cell) if record.cell else None
    change = change_to(record, record.new)
    if id_ is None or change is None or "terms" in row:
        return None
    document = cells.get(id_, state.tables["cells"][id_])
    prev = " ".join(tip[:ABBREVIATED] for tip in state.tips)
    follows = (record.seq, record.rev, row["prev"]) == (state.seq + 1, state.revs.get(record.cell, 0) + 1, prev)
    if not follows or row.get("old") != document["value"] or digest(row, state.tips) != record.hash:
        return None
    cells[id_] = {**document, "value": row.get("new"), "rev": record.rev}
    return state._replace(
        plan=state.plan.with_changes([change]),
        revs={**state.revs, record.cell: record.rev},
        tips=(record.hash,),
        seq=record.seq,
    )

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
    added = changed.get("history", {})
    if any(is_opening(id_) or id_ in state.tables["history"] for id_ in added):
        return None
    rows = sorted(added.values(), key=lambda row: str(row.get("seq")).zfill(18))
    try:
        records = as_records(rows)
    except (DamagedError, KeyError):
        return None
    cells: dict[str, Document] = {}
    changes, revs, tips = [], dict(state.revs), state.tips
    for seq, (record, row) in enumerate(zip(records, rows, strict=True), state.seq + 1):
        id_ = state.ids.get(record.cell) if record.cell else None
        change = change_to(record, record.new)
        if record.cell is None or id_ is None or change is None or "terms" in row:
            return None
        document = cells.get(id_, state.tables["cells"][id_])
        prev = " ".join(tip[:ABBREVIATED] for tip in tips)
        follows = (record.seq, record.rev, row["prev"]) == (seq, revs.get(record.cell, 0) + 1, prev)
        if not follows or row.get("old") != document["value"] or digest(row, tips) != record.hash:
            return None
        cells[id_] = {**document, "value": row.get("new"), "rev": record.rev}
        revs[record.cell], tips = record.rev, (record.hash,)
        changes.append(change)
    if cells != changed.get("cells", {}):
        return None
    tables = {name: documents | changed.get(name, {}) for name, documents in state.tables.items()}
    plan = state.plan.with_changes(changes)
    return state._replace(tables=tables, plan=plan, revs=revs, tips=tips, seq=state.seq + len(rows))

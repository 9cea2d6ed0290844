"""`plan history`: who changed what, when, oldest first."""

import argparse
import json

from scoring.entry.addresses import parse_cell
from scoring.messages import _
from scoring.model.plain import write_value
from scoring.text.clock import local_time
from scoring.text.numbers import format_value
from store import Record, open_store
from tui.cli.shared.files import split_file, with_file
from tui.cli.shared.parser import Usage
from tui.grid.spans import harmless


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan history` understands."""
    parser.add_argument(
        "words", nargs="*", metavar="[ARCHIVO] [CELDA]", help=with_file(_("una celda, o nada para verlas todas"))
    )
    parser.add_argument("--json", action="store_true", help=_("en JSON, las cifras como texto decimal"))


def run(options: argparse.Namespace) -> int:
    """Print the rows of one cell or of all."""
    path, addresses = split_file(options.words)
    if len(addresses) > 1:
        raise Usage(_("plan history: una sola celda, o ninguna para verlas todas\n"))
    store = open_store(path)
    plan = store.load().plan
    rows = store.history(parse_cell(plan, addresses[0]) if addresses else None)
    if options.json:
        print(json.dumps([_plain(row) for row in rows], ensure_ascii=False, indent=1))
        return 0
    for row in rows:
        what = _("(el archivo)")
        if row.cell is not None:
            old, new = (format_value(value, plan.locale) or "·" for value in (row.old, row.new))
            what = f"{row.cell}: {old} → {new}"
        note = f"  «{harmless(row.note)}»" if row.note else ""
        print(f"{row.seq:>5}  {local_time(row.at, plan.timezone)}  {row.by:16}  {what}{note}")
    return 0


def _plain(row: Record) -> dict[str, object]:
    return {
        "seq": row.seq,
        "at": row.at,
        "by": row.by,
        "batch": row.batch,
        "cell": None if row.cell is None else str(row.cell),
        "old": write_value(row.old),
        "new": write_value(row.new),
        "note": row.note,
    }

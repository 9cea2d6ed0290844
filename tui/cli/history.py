"""`plan history`: who changed what, when, oldest first."""

import argparse
from typing import Any, Final

from scoring.entry.addresses import find_addresses
from scoring.entry.change_words import address_words, held_words
from scoring.messages import _
from scoring.model import Plan
from scoring.model.acts import ActKind
from scoring.model.fields import Address
from scoring.model.plain_acts import plain_act
from scoring.model.plain_values import plain
from scoring.quoting import shortened
from scoring.text import moments
from scoring.text.clock import date_and_time
from store import Record
from tui.cli.shared.files import loaded_from, opened, split_file, with_file
from tui.cli.shared.output import print_json, print_line
from tui.cli.shared.usage import Usage
from tui.grid.origins import who

_LONGEST: Final = 60
"""Letters of a text that a row shows; `--json` has all of it."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan history` understands."""
    parser.add_argument(
        "words",
        nargs="*",
        metavar="[ARCHIVO] [CELDA]",
        help=with_file(_("una celda, un campo (4.weight), un indicador (4) o nada para verlo todo")),
    )
    parser.add_argument("--by", metavar="NOMBRE", help=_("solo lo que cambió ese usuario"))
    parser.add_argument("--since", metavar="FECHA", help=_("desde una fecha o una hora (2024-04-15T10:00)"))
    parser.add_argument("--until", metavar="FECHA", help=_("hasta una fecha, con todo su día, o una hora"))
    parser.add_argument("--batch", metavar="ID", help=_("solo lo que se escribió junto; --json muestra el ID"))
    parser.add_argument("--json", action="store_true", help=_("en JSON, las cifras como texto decimal"))


def run(options: argparse.Namespace) -> int:
    """Print the rows that answer what was asked, or all of them."""
    path, addresses = split_file(options.words)
    if len(addresses) > 1:
        raise Usage(_("plan history: una sola celda, un solo campo o un solo indicador, o nada para verlo todo\n"))
    store = opened(path)
    plan = loaded_from(store).plan
    wanted = find_addresses(plan, addresses[0]) if addresses else ()
    rows = store.history(
        wanted[0] if len(wanted) == 1 else None,
        by=options.by,
        since=moments.since(options.since, plan) if options.since is not None else None,
        until=moments.until(options.until, plan) if options.until is not None else None,
        batch=options.batch,
    )
    if len(wanted) > 1:
        rows = tuple(row for row in rows if row.address in wanted)
    if options.json:
        print_json([_plain(row) for row in rows])
        return 0
    for row in rows:
        what = _told(plan, row)
        told = _("motivo: {note}") if row.field or row.node else "«{note}»"
        note = f"  {told.format(note=row.note)}" if row.note else ""
        at = date_and_time(row.at, plan.timezone, plan.locale)
        print_line(f"{row.seq:>5}  {at:>20}  {who(row):16}  {what}{note}")
    return 0


def _told(plan: Plan, row: Record) -> str:
    """Return what a row changed, in words."""
    if row.address is None:
        return _("(el archivo)")
    named = address_words(plan, row.address)
    if row.act is not None:
        ended = _("terminó") if row.act.kind is ActKind.REOPENING else _("se quitó")
        return f"{named}: {held_words(plan, row.act, row.new) or ended}"
    colon = ":" if row.cell else ""
    return f"{named}{colon} {_shown(plan, row.address, row.old)} → {_shown(plan, row.address, row.new)}"


def _shown(plan: Plan, address: Address, value: Any) -> str:
    return shortened(held_words(plan, address, value), _LONGEST) or "·"


def _plain(row: Record) -> dict[str, object]:
    changed = {} if row.field is None else {"field": str(row.field)}
    changed |= {} if row.node is None else {"node": str(row.node)}
    if row.act is not None:
        return _row(row, {"act": str(row.act)}, *(held and plain_act(held) for held in (row.old, row.new)))
    return _row(row, changed, plain(row.old), plain(row.new))


def _row(row: Record, changed: dict[str, str], old: object, new: object) -> dict[str, object]:
    return {
        "seq": row.seq,
        "at": row.at,
        "by": row.by,
        "origin": "external" if row.outside else row.kind.value,
        "batch": row.batch,
        "cell": None if row.cell is None else str(row.cell),
        **changed,
        "old": old,
        "new": new,
        "note": row.note,
    }

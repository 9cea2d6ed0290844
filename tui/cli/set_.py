"""`plan set`: values into cells, all or none, as one batch of the history."""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoring.arithmetic.cutoff import last_ended_month
from scoring.doubts.of_value import doubt
from scoring.entry.addresses import EntryError
from scoring.entry.values import parse_assignment
from scoring.messages import _, ngettext
from scoring.model import Cell, CellChange, Plan, Value
from scoring.text.numbers import format_value
from tui.cli.shared.confirmation import YES_HELP, confirm
from tui.cli.shared.files import opened, split_file, with_file
from tui.cli.shared.usage import Usage

if TYPE_CHECKING:
    from scoring.model.acts import ActChange

EVIDENCE_HELP: Final = _("qué lo prueba: una ruta (queda su SHA-256), una dirección o un número de radicado")
_TOLD: Final = 12
"""So many changes are told one by one; of more only the number, and what is doubtful."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan set` understands."""
    parser.add_argument("words", nargs="+", metavar="[ARCHIVO] ID.DATO@MES=VALOR", help=with_file(_("las cifras")))
    parser.add_argument("--note", default="", metavar="TEXTO", help=_("nota que queda en el historial"))
    parser.add_argument("--evidence", metavar="QUÉ", help=EVIDENCE_HELP)
    parser.add_argument("--yes", action="store_true", help=YES_HELP)
    parser.epilog = _(
        "ID.DATO@MES=VALOR escribe una cifra (4.efectivas@mar=96.200), ID.NOMBRE=VALOR una constante "
        "(7.base=50.000.000). VALOR: un número con punto de miles y coma decimal, NP (no programado) o nada (borra)."
    )


def run(options: argparse.Namespace) -> int:
    """Write the assignments; says on stderr what changed and what looks doubtful."""
    path, assignments = split_file(options.words)
    if not assignments:
        raise Usage(_("plan set: falta qué escribir, como en 4.efectivas@mar=96.200\n"))
    store = opened(path)
    before = store.load()
    changes = _changes(before.plan, assignments)
    confirm(before.plan, changes, yes=options.yes)
    proofs = () if options.evidence is None else _proofs(path, options.evidence, changes)
    base = {change.cell: before.revs.get(change.cell, 0) for change in changes}
    base_of_proofs = {proof.act: before.revs.get(proof.act, 0) for proof in proofs}
    after = store.commit([*changes, *proofs], note=options.note, base={**base, **base_of_proofs})
    ended = last_ended_month(after.plan, datetime.now(UTC))
    if len(changes) > _TOLD:
        print(ngettext("{count} celda escrita", "{count} celdas escritas", len(changes)), file=sys.stderr)
    for change in changes:
        if len(changes) <= _TOLD:
            print(_told(before.plan, change), file=sys.stderr)
        if why := doubt(after.plan, change.cell, change.value, ended=ended):
            print(_("  ! {cell}: {why}").format(cell=change.cell, why=why), file=sys.stderr)
    return 0


def _proofs(path: Path, source: str, changes: Sequence[CellChange]) -> "tuple[ActChange, ...]":
    """Return the changes that note what proves the values."""
    from scoring.model.acts import Act, ActChange, ActKind  # only --evidence needs it
    from tui.cli.shared.noted_evidence import noted_evidence

    evidence = noted_evidence(source, path)
    cells = [change.cell for change in changes]
    acts = [Act(cell.month, ActKind.EVIDENCE, f"{cell.indicator}.{cell.name}") for cell in cells]
    return tuple(ActChange(act, evidence) for act in acts)


def _changes(plan: Plan, assignments: list[str]) -> tuple[CellChange, ...]:
    """Read the assignments one after another, so that a later one sees what an earlier one marked as NP."""
    asked: dict[Cell, Value | None] = {}
    written: set[Cell] = set()
    for assignment in assignments:
        first, *freed = parse_assignment(plan.with_changes(tuple(map(CellChange, asked, asked.values()))), assignment)
        if first.cell in written:
            raise EntryError(_("{cell}: está dos veces en la misma orden.").format(cell=first.cell))
        written.add(first.cell)
        asked |= {change.cell: change.value for change in (first, *freed)}
    return tuple(CellChange(cell, value) for cell, value in asked.items())


def _told(plan: Plan, change: CellChange) -> str:
    held = plan.values.get(change.cell)
    old = format_value(held, plan.locale) or "·"
    if held == change.value:
        return _("{cell}: ya tenía {value}").format(cell=change.cell, value=old)
    return f"{change.cell}: {old} → {format_value(change.value, plan.locale) or '·'}"

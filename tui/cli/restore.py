"""`plan restore`: an earlier state of the plan in place of the file, which is kept."""

import argparse
import sys
from pathlib import Path

from scoring.messages import _, ngettext
from store import RecoverableStore
from tui.cli.shared.damaged_question import clock, clock_of
from tui.cli.shared.files import opened, split_file
from tui.cli.shared.usage import Usage


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan restore` understands."""
    parser.add_argument(
        "words",
        nargs="*",
        metavar="ARCHIVO RESPALDO",
        help=_("el plan y lo que se pone en su lugar; con --list, --accept, --drop o --salvage, solo el plan"),
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--list", action="store_true", help=_("muestra los estados anteriores que se guardan"))
    how.add_argument("--accept", action="store_true", help=_("acepta el estado anterior que quedó en lugar del plan"))
    how.add_argument("--drop", metavar="NOMBRE", help=_("borra un estado de los que muestra --list"))
    how.add_argument("--salvage", action="store_true", help=_("rescata lo que se pueda leer del archivo dañado"))


def run(options: argparse.Namespace) -> int:
    """List the earlier states, drop or accept one, or put one, a backup or what can be salvaged in the plan's place."""
    path, source = _named(options)
    store = opened(path)
    if options.drop:
        store.drop(options.drop)
        print(_("{path}: borrado el estado {name}").format(path=path, name=options.drop), file=sys.stderr)
        return 0
    if options.accept:
        print(_accepted(path, store), file=sys.stderr)
        return 0
    if options.list:
        states = store.states()
        recovery = store.recovery() if states else None  # without any, loading says what is wrong
        written = clock(recovery) if recovery else clock_of(store.load().plan)
        for state in states:
            kept = _("  (reemplazado; se guarda hasta «--drop {name}»)").format(name=state.path.name)
            print(f"{written(state.at):>20}  {state.path}{kept if state.replaced else ''}")
        return 0
    loaded = store.restore(source)
    told = ngettext(
        "{path}: restaurado, {count} cambio, cabeza {head}",
        "{path}: restaurado, {count} cambios, cabeza {head}",
        len(store.history()),
    )
    print(told.format(path=path, head=loaded.head), file=sys.stderr)
    return 0


def _accepted(path: Path, store: RecoverableStore) -> str:
    """Accept an earlier state in the plan's place, and return what is said of it."""
    if store.load().rolled_back is None:
        return _("{path}: no está en un estado anterior al que usted ha visto; no hay nada que aceptar").format(
            path=path
        )
    return _("{path}: se sigue desde este estado, cabeza {head}").format(path=path, head=store.accept().head)


def _named(options: argparse.Namespace) -> tuple[Path, Path | None]:
    """Return the plan and what is to take its place; both are named, so that no plan is replaced by default."""
    if options.list or options.salvage or options.accept or options.drop:
        path, rest = split_file(options.words)
        if not rest:
            return path, None
    elif len(options.words) == 2:
        return Path(options.words[0]), Path(options.words[1])
    raise Usage(_("plan restore: diga el plan y el respaldo, o use --list para ver los estados guardados\n"))

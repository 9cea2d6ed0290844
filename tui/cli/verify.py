"""`plan verify`: whether the file is whole and its history unbroken."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from scoring.messages import _, ngettext
from scoring.model import Plan
from store import DamagedError, Problem, Recovery
from tui.cli.shared.damaged_question import clock
from tui.cli.shared.files import FILE_HELP, loaded_from, opened, plan_files
from tui.cli.shared.output import print_line
from tui.cli.shared.several import complain, read_each
from tui.cli.shared.signers_option import signers_option


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan verify` understands."""
    parser.add_argument("words", nargs="*", metavar="ARCHIVO", help=FILE_HELP)
    parser.add_argument("--evidence", action="store_true", help=_("también los archivos que prueban cifras y análisis"))
    signers_option(parser)


def run(options: argparse.Namespace) -> int:
    """Print the head of each history where all is well; the problems, and 1, where it is not."""
    paths = plan_files(options.words)
    read, whole = read_each(
        paths, lambda path: _verified(path, signers=options.allowed_signers, evidence=options.evidence)
    )
    return int(not (whole and all(sound for _path, sound in read)))


def _verified(path: Path, *, signers: str | None, evidence: bool) -> bool:
    """Print what is to be said of one plan, and return whether it is sound."""
    store = opened(path)
    try:
        loaded = loaded_from(store)
    except DamagedError as error:
        complain(str(error))
        if recovery := store.recovery():
            print("\n".join(_ways_on(path, recovery)))
        return False
    problems = [*store.verify(), *_proof_problems(loaded.plan, path, signers, evidence=evidence)]
    for problem in problems:
        print_line(f"{problem.where}: {problem.text}")
    if problems:
        told = ngettext("plan: {path} tiene {count} fallo.", "plan: {path} tiene {count} fallos.", len(problems))
        print(told.format(path=path), file=sys.stderr)
        if recovery := store.recovery():
            print("\n".join(_ways_on(path, recovery)))
        return False
    if loaded.rolled_back:
        return False
    changes = len(store.history())
    told = ngettext(
        "{path}: sano, {count} cambio, cabeza {head}", "{path}: sano, {count} cambios, cabeza {head}", changes
    )
    print(told.format(path=path, head=loaded.head))
    return True


def _proof_problems(plan: Plan, path: Path, signers: str | None, *, evidence: bool) -> Iterator[Problem]:
    """Yield what is wrong with SSH signatures, where keys are known, and with files of evidence where that is asked."""
    if not plan.acts and signers is None:
        return
    from tui.proofs.evidence import faults  # a plan without acts does not need them
    from tui.proofs.ssh import allowed_signers
    from tui.proofs.unrecognised import unrecognised

    if allowed := allowed_signers(path, signers):
        for act in unrecognised(plan, allowed):
            yield Problem(str(act), _("su firma SSH no es de ninguna llave conocida para lo que se firmó"))
    for fault in faults(plan, path) if evidence else ():
        yield Problem(str(fault.act), f"{fault.source}: {fault.text}")


def _ways_on(path: Path, recovery: Recovery) -> Iterator[str]:
    """Say what can be done about a damaged file, as commands to type."""
    if recovery.snapshot:
        at = clock(recovery)(recovery.snapshot.at)
        yield _("El último estado sano es de {at}; para volver a él:").format(at=at)
        yield f"  plan restore {path} {recovery.snapshot.path}"
    if recovery.salvaged:
        yield _("Se puede rescatar del propio archivo ({left_out}):").format(left_out=recovery.left_out)
        yield f"  plan restore {path} --salvage"
    if not (recovery.snapshot or recovery.salvaged):
        yield _("No hay un estado anterior sano ni nada que rescatar: hace falta un respaldo.")

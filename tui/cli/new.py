"""`plan new`: a plan file from the official form, with the doubts a person has to settle."""

import argparse
import sys
from pathlib import Path

from scoring.messages import _, ngettext
from store import create
from workbook.form import read_form


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan new` understands."""
    parser.add_argument(
        "--from-form", required=True, metavar="FORMULARIO", help=_("el formulario, .xlsx o texto con tabuladores")
    )
    parser.add_argument(
        "-o", "--output", metavar="PLAN.json", help=_("el archivo que se crea; por defecto plan_AÑO.json")
    )


def run(options: argparse.Namespace) -> int:
    """Create the plan, print its path, and say on stderr what the form left open; never over an existing file."""
    plan, doubts = read_form(Path(options.from_form))
    target = Path(options.output or f"plan_{plan.year}.json")
    create(target, plan)
    print(target)
    for doubt in doubts:
        print(f"  ! {doubt}", file=sys.stderr)
    told = ngettext(
        "{count} duda por resolver; «plan check {path}» muestra las del plan mismo",
        "{count} dudas por resolver; «plan check {path}» muestra las del plan mismo",
        len(doubts),
    )
    print(told.format(path=target), file=sys.stderr)
    return 0

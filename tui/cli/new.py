"""`plan new`: a plan file from a form."""

import argparse

from scoring.messages import _
from tui.cli import new_from_form


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan new` understands."""
    parser.add_argument(
        "--from-form",
        required=True,
        metavar="FORMULARIO",
        help=_("el formulario: .xlsx, .ods, .csv o texto con tabuladores"),
    )
    parser.add_argument(
        "-o", "--output", metavar="PLAN.json", help=_("el archivo que se crea; por defecto plan_AÑO.json")
    )
    new_from_form.arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Create the plan; see `tui.cli.new_from_form`."""
    return new_from_form.run(options)

"""The option that says which SSH keys are known."""

import argparse

from scoring.messages import _


def signers_option(parser: argparse.ArgumentParser) -> None:
    """Add `--allowed-signers` to what a verb understands."""
    parser.add_argument(
        "--allowed-signers",
        metavar="ARCHIVO",
        help=_("las llaves SSH conocidas; por defecto $PLAN_ALLOWED_SIGNERS o allowed_signers junto al plan"),
    )

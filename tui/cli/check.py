"""`plan check`: the doubts about the plan itself."""

import argparse
import json

from scoring.doubts.of_plan import check
from scoring.messages import _
from tui.cli.shared.files import FILE_HELP, load, split_file
from tui.cli.shared.parser import Usage


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan check` understands."""
    parser.add_argument("words", nargs="*", metavar="ARCHIVO", help=FILE_HELP)
    parser.add_argument("--json", action="store_true", help=_("en JSON"))


def run(options: argparse.Namespace) -> int:
    """Print the findings, a line each; 1 where there are any."""
    path, rest = split_file(options.words)
    if rest:
        raise Usage(_("plan check: no se entiende {words}\n").format(words=" ".join(rest)))
    findings = check(load(path))
    if options.json:
        print(json.dumps([finding._asdict() for finding in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            where = finding.where if finding.indicator is None else _("N° {id}").format(id=finding.where)
            print(f"{where}: {finding.text}")
    return 1 if findings else 0

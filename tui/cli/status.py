"""`plan status`: the plan at a glance, for a manager, a script or a monitor."""

import argparse
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from scoring.arithmetic.rollup import PlanScore, score
from scoring.arithmetic.thresholds import SHOWN
from scoring.messages import _
from scoring.precision import nearest_float, round_half_up
from scoring.text.numbers import parse_number
from tui.cli.shared.files import FILE_HELP, cut_off, load, plan_files
from tui.cli.shared.output import print_json
from tui.cli.shared.several import read_each
from tui.cli.shared.usage import Usage
from tui.cli.shared.where import fitting, only, where_argument

FOR_MACHINES, FOR_PEOPLE = "en", "es"
"""Who a CSV is for, as the language that its numbers are written in."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan status` understands."""
    parser.add_argument("files", nargs="*", metavar="ARCHIVO", help=FILE_HELP)
    parser.add_argument("--month", metavar="MES", help=_("el corte; por defecto el último mes terminado"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=_("en JSON, con todas las cifras"))
    form.add_argument(
        "--csv",
        nargs="?",
        const=FOR_MACHINES,
        choices=(FOR_MACHINES, FOR_PEOPLE),
        metavar="=es",
        help=_("en CSV, una línea por objetivo e indicador; --csv=es, para abrirlo en Excel en español"),
    )
    form.add_argument("--monitor", action="store_true", help=_("en una línea, como complemento de Nagios"))
    parser.add_argument(
        "--provisional", action="store_true", help=_("cuenta solo los meses reportados; no es la oficial")
    )
    where_argument(parser)
    parser.add_argument("--fail-below", metavar="PCT", help=_("termina con 1 si el cumplimiento no llega a PCT"))


def run(options: argparse.Namespace) -> int:
    """Print the status of every file named; 1 where one cannot be read or is below `--fail-below`."""
    paths = plan_files(options.files)
    if options.where and (options.json or options.csv or options.monitor):
        raise Usage(_("plan status: --where va solo con el texto, y no con --json, --csv ni --monitor\n"))
    problems: list[str] = []
    read, whole = read_each(
        paths,
        lambda path: _scored(path, options.month, provisional=options.provisional),
        problems.append if options.monitor else None,
    )
    below = options.fail_below is not None and any(_is_below(scored, options.fail_below) for _path, scored in read)
    if options.monitor:
        from tui.cli.status_formats import nagios  # only the form asked for is loaded

        line, code = nagios.report([scored for _path, scored in read], problems)
        print(line)
        return code or int(below)
    _print(options, read)
    return int(below or not whole)


def _scored(path: Path, month: str | None, *, provisional: bool) -> PlanScore:
    plan = load(path)
    return score(plan, cut_off(plan, month), provisional=provisional)


def _is_below(whole: PlanScore, percentage: str) -> bool:
    """Compare the compliance as shown, as the levels do."""
    least = parse_number(percentage.removesuffix("%"), whole.plan.locale).scaleb(-2)
    compliance = whole.figures.compliance
    return compliance is not None and round_half_up(compliance, SHOWN) < least


def _print(options: argparse.Namespace, read: Sequence[tuple[Path, PlanScore]]) -> None:
    """Print in the form asked for; only that form is loaded."""
    if options.json:
        _print_json(read, several=len(options.files) > 1)
    elif options.csv == FOR_PEOPLE:
        from tui.cli.status_formats import csv_spanish

        csv_spanish.write(sys.stdout, read)
    elif options.csv:
        from tui.cli.status_formats import csv

        csv.write(sys.stdout, read)
    else:
        from tui.cli.status_formats import text

        reports = (
            text.report(
                whole,
                provisional=options.provisional,
                listed=only(whole, fitting(whole.plan, options.where)) if options.where else None,
            )
            for _path, whole in read
        )
        print("\n\n".join(reports))


def _print_json(read: Sequence[tuple[Path, PlanScore]], *, several: bool) -> None:
    from tui.cli.status_formats.data import SCHEMA, plan_figures

    plans = [plan_figures(str(path), whole) for path, whole in read]
    whole: dict[str, Any] = {"schema": SCHEMA, "plans": plans} if several or len(plans) != 1 else plans[0]
    print_json(whole, default=_number)


def _number(value: object) -> float:
    if isinstance(value, Decimal):
        return nearest_float(value)
    raise TypeError(value)

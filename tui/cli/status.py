"""`plan status`: the plan at a glance, for a manager, a script or a monitor."""

import argparse
import sys
from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from scoring.arithmetic.rollup import PlanScore, score
from scoring.arithmetic.thresholds import SHOWN
from scoring.messages import _
from scoring.precision import nearest_float, round_half_up
from scoring.text.numbers import parse_number
from tui.cli.shared.files import FILE_HELP, plan_files
from tui.cli.shared.output import print_json
from tui.cli.shared.past import Seen, past_arguments, refuse_past, seen
from tui.cli.shared.several import Tell, read_many
from tui.cli.shared.usage import Usage
from tui.cli.shared.where import fitting, only, where_argument

FOR_MACHINES, FOR_PEOPLE = "en", "es"
"""Who a CSV is for, as the language that its numbers are written in."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan status` understands."""
    parser.add_argument("files", nargs="*", metavar="ARCHIVO", help=FILE_HELP)
    parser.add_argument("--month", metavar="MES", help=_("el corte; por defecto el último mes terminado"))
    past_arguments(parser)
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


class _Part(NamedTuple):
    """What is printed of one plan, made where it was read."""

    printed: Any
    """In the form asked for: text, the figures of a JSON document, rows of a CSV, or what a monitor is told."""
    below: bool
    """Whether the compliance is below what `--fail-below` asks for."""


def run(options: argparse.Namespace) -> int:
    """Print the status of every file named; 1 where one cannot be read or is below `--fail-below`."""
    paths = plan_files(options.files)
    if options.where and (options.json or options.csv or options.monitor):
        raise Usage(_("plan status: --where va solo con el texto, y no con --json, --csv ni --monitor\n"))
    if options.monitor:
        refuse_past(options, _("plan status: --monitor dice cómo está el plan hoy, y va sin --at ni --seq\n"))
    problems: list[str] = []
    read, whole = read_many(paths, partial(_part, options), problems.append if options.monitor else None)
    below = any(part.below for _path, part in read)
    made = [part.printed for _path, part in read]
    if options.monitor:
        from tui.cli.status_formats import nagios  # only the form asked for is loaded

        line, code = nagios.report(made, problems)
        print(line)
        return code or int(below)
    _print(options, made)
    return int(below or not whole)


def _part(options: argparse.Namespace, path: Path, tell: Tell) -> _Part:
    read = seen(path, options, tell)
    whole = score(read.plan, read.cut_off(options.month), provisional=options.provisional)
    if options.csv and read.told:
        tell(read.told)
    below = options.fail_below is not None and _is_below(whole, options.fail_below)
    return _Part(_made(options, path, whole, read), below)


def _is_below(whole: PlanScore, percentage: str) -> bool:
    """Compare the compliance as shown, as the levels do."""
    least = parse_number(percentage.removesuffix("%"), whole.plan.locale).scaleb(-2)
    compliance = whole.figures.compliance
    return compliance is not None and round_half_up(compliance, SHOWN) < least


def _made(options: argparse.Namespace, path: Path, whole: PlanScore, read: Seen) -> Any:
    """Return what is printed of a plan in the form asked for; only that form is loaded."""
    if options.monitor:
        from tui.cli.status_formats import nagios

        return nagios.watched(whole)
    if options.json:
        from tui.cli.status_formats.data import plan_figures

        return plan_figures(str(path), whole) | read.plain
    if options.csv == FOR_PEOPLE:
        from tui.cli.status_formats import csv_spanish

        return csv_spanish.rows(path, whole)
    if options.csv:
        from tui.cli.status_formats import csv

        return csv.rows(path, whole)
    from tui.cli.status_formats import text

    listed = only(whole, fitting(whole.plan, options.where)) if options.where else None
    return text.report(whole, provisional=options.provisional, listed=listed, told=read.told)


def _print(options: argparse.Namespace, made: Sequence[Any]) -> None:
    """Print what was made of all plans, as text, JSON or CSV."""
    if options.json:
        _print_json(made, several=len(options.files) > 1)
    elif options.csv == FOR_PEOPLE:
        from tui.cli.status_formats import csv_spanish

        csv_spanish.write(sys.stdout, made)
    elif options.csv:
        from tui.cli.status_formats import csv

        csv.write(sys.stdout, made)
    else:
        print("\n\n".join(made))


def _print_json(plans: Sequence[dict[str, Any]], *, several: bool) -> None:
    from tui.cli.status_formats.data import SCHEMA

    whole: dict[str, Any] = {"schema": SCHEMA, "plans": plans} if several or len(plans) != 1 else plans[0]
    print_json(whole, default=_number)


def _number(value: object) -> float:
    if isinstance(value, Decimal):
        return nearest_float(value)
    raise TypeError(value)

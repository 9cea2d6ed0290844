"""`plan status`: the plan at a glance, for a manager, a script or a monitor."""

import argparse
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from scoring.arithmetic.rollup import PlanScore, score
from scoring.arithmetic.thresholds import SHOWN
from scoring.errors import PlanError
from scoring.messages import _
from scoring.precision import round_half_up
from scoring.text.numbers import parse_number
from tui.cli.shared.files import FILE_HELP, cut_off, default_file, load


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan status` understands."""
    parser.add_argument("files", nargs="*", metavar="ARCHIVO", help=FILE_HELP)
    parser.add_argument("--month", metavar="MES", help=_("el corte; por defecto el último mes terminado"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=_("en JSON, con todas las cifras"))
    form.add_argument("--csv", action="store_true", help=_("en CSV, una línea por objetivo e indicador"))
    form.add_argument("--monitor", action="store_true", help=_("en una línea, como complemento de Nagios"))
    parser.add_argument(
        "--provisional", action="store_true", help=_("cuenta solo los meses reportados; no es la oficial")
    )
    parser.add_argument("--fail-below", metavar="PCT", help=_("termina con 1 si el cumplimiento no llega a PCT"))


def run(options: argparse.Namespace) -> int:
    """Print the status of every file named; 1 where one cannot be read or is below `--fail-below`."""
    paths = [Path(name) for name in options.files] or [default_file()]
    read: list[tuple[Path, PlanScore]] = []
    failed = False
    for path in paths:
        try:
            plan = load(path)
            month = cut_off(plan, options.month)
            read.append((path, score(plan, month, provisional=options.provisional)))
        except PlanError as error:
            if len(paths) == 1 or options.monitor:
                raise
            print(f"plan: {error}", file=sys.stderr)
            failed = True
    below = options.fail_below is not None and any(_is_below(whole, options.fail_below) for _path, whole in read)
    code = _print(options, read)
    return code or int(failed or below)


def _is_below(whole: PlanScore, percentage: str) -> bool:
    """Compare the compliance as shown, as the levels do."""
    least = parse_number(percentage.removesuffix("%"), whole.plan.locale).scaleb(-2)
    compliance = whole.figures.compliance
    return compliance is not None and round_half_up(compliance, SHOWN) < least


def _print(options: argparse.Namespace, read: Sequence[tuple[Path, PlanScore]]) -> int:
    """Print in the form asked for; the code is other than 0 only for a monitor."""
    if options.monitor:
        from tui.cli.shared import monitor  # only the form asked for is loaded

        line, code = monitor.report([whole for _path, whole in read])
        print(line)
        return code
    if options.json:
        _print_json(read, several=len(options.files) > 1)
    elif options.csv:
        from tui.cli.shared import table

        table.write(sys.stdout, read)
    else:
        from tui.cli.shared import report

        print("\n\n".join(report.text(whole, provisional=options.provisional) for _path, whole in read))
    return 0


def _print_json(read: Sequence[tuple[Path, PlanScore]], *, several: bool) -> None:
    import json

    from tui.cli.shared.figures import SCHEMA, plan_figures

    plans = [plan_figures(str(path), whole) for path, whole in read]
    whole: dict[str, Any] = {"schema": SCHEMA, "plans": plans} if several or len(plans) != 1 else plans[0]
    print(json.dumps(whole, ensure_ascii=False, indent=1, default=_number))


def _number(value: object) -> float:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(value)

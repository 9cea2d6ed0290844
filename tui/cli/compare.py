"""`plan compare`: what moved the plan between two cut-offs or moments and why, heaviest first."""

import argparse
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scoring.arithmetic.movement import IndicatorMove
from scoring.arithmetic.rollup import PlanScore, score
from scoring.errors import PlanError
from scoring.messages import _
from scoring.model.plain_values import plain, write_value
from scoring.precision import nearest_float
from store import PlanStore
from tui.cli.shared.files import FILE_HELP, cut_off, loaded_from, opened, plan_files
from tui.cli.shared.output import print_json, print_line
from tui.cli.shared.past import Seen, is_past, past_arguments, past_of, submitted
from tui.cli.shared.several import complain
from tui.cli.shared.usage import Usage
from tui.controller.submitted import closed_months
from tui.grid.symbols import UNICODE
from tui.pages.moved import Compared, compared, moved_lines
from tui.pages.page import Frame

_WIDTH = 80


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan compare` understands."""
    parser.add_argument("files", nargs="*", metavar="ARCHIVO", help=FILE_HELP)
    parser.add_argument("--month", metavar="MES", help=_("el corte; por defecto el último mes terminado"))
    against = past_arguments(parser)
    other = _("con otro corte; por defecto el último presentado antes o, si no hay, el mes anterior")
    against.add_argument("--with", dest="other", metavar="MES", help=other)
    parser.add_argument("--json", action="store_true", help=_("en JSON, con todas las cifras"))
    parser.epilog = _(
        "Con --at o --seq se compara el plan de hoy con el de entonces, ambos al corte de --month; sin --month, cada "
        "uno al último mes que había terminado. Con --submitted, con ese corte como se presentó. Los puntos de los "
        "indicadores suman los del plan."
    )


def run(options: argparse.Namespace) -> int:
    """Print what moved the plan from then, or from the earlier cut-off, to now."""
    paths = plan_files(options.files)
    if len(paths) > 1:
        raise Usage(_("plan compare: un solo plan\n"))
    found, then = _compared(paths[0], options)
    if options.json:
        print_json({"file": str(paths[0]), **_plain(found, then)}, default=nearest_float)
        return 0
    for line in moved_lines(found, Frame(found.movement.after.plan.locale, _WIDTH, UNICODE)):
        print_line(line.text.rstrip())
    return 0


def _compared(path: Path, options: argparse.Namespace) -> tuple[Compared, Seen]:
    """Return what is compared with what, and how the earlier of the two was looked at."""
    with closing(opened(path)) as store:
        plan = loaded_from(store).plan
        after = score(plan, cut_off(plan, options.month))
        then = _then(store, after, options)
    if then.past is not None:
        return compared(score(then.plan, then.cut_off(options.month)), after, then.told), then
    other = cut_off(plan, options.other) if options.other is not None else after.month - 1
    if other < 0:
        raise PlanError(_("Antes de enero no hay un corte con el que comparar; diga --month o --with."))
    return compared(score(plan, other), after), then


def _then(store: PlanStore, after: PlanScore, options: argparse.Namespace) -> Seen:
    """Return the plan as it was that is asked for, by default at the close before the cut-off where there is one."""
    if is_past(options):
        return past_of(store, after.plan, options)
    closed = [month for month in closed_months(after.plan) if month < after.month]
    if options.other is not None or not closed:
        return Seen(after.plan, datetime.now(UTC))
    try:
        return submitted(store, after.plan, closed[-1])
    except PlanError as error:  # the history does not reach back to it
        complain(str(error))
        return Seen(after.plan, datetime.now(UTC))


def _plain(found: Compared, then: Seen) -> dict[str, Any]:
    from tui.cli.status_formats.data import node_figures  # only --json needs it

    moved = found.movement
    return {
        "from": {"month": moved.before.month, **then.plain, **node_figures(moved.before.figures)},
        "to": {"month": moved.after.month, **node_figures(moved.after.figures)},
        "plan": moved.points,
        "nodes": [_node(each) for each in moved.indicators],
        "fields": [_field(each.field, each.before, each.after) for each in moved.fields],
    }


def _node(moved: IndicatorMove) -> dict[str, Any]:
    return {
        "id": moved.indicator.id,
        "name": moved.indicator.name,
        "points": moved.points,
        "by_weights": moved.by_weights,
        "from": {"share": moved.before.share, "compliance": moved.before.compliance},
        "to": {"share": moved.after.share, "compliance": moved.after.compliance},
        "new": moved.is_new,
        "gone": moved.is_gone,
        "cells": [
            {"cell": str(each.cell), "from": write_value(each.before), "to": write_value(each.after)}
            for each in moved.cells
        ],
        "fields": [_field(each.field, each.before, each.after) for each in moved.fields],
    }


def _field(field: object, before: Any, after: Any) -> dict[str, Any]:
    return {"field": str(field), "from": plain(before), "to": plain(after)}

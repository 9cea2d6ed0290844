"""`plan check`: the doubts about the plan itself."""

import argparse

from scoring.doubts.doubt import Doubt
from scoring.doubts.of_plan import check
from scoring.messages import _
from scoring.model import Plan
from tui.cli.shared.files import FILE_HELP, load, plan_files, prefix
from tui.cli.shared.output import print_json, print_line
from tui.cli.shared.several import read_each
from tui.cli.shared.where import fitting, where_argument


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan check` understands."""
    parser.add_argument("words", nargs="*", metavar="ARCHIVO", help=FILE_HELP)
    parser.add_argument("--json", action="store_true", help=_("en JSON"))
    where_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Print the doubts about every file, a line each; 1 where there are any, or a file cannot be read."""
    paths = plan_files(options.words)
    read, whole = read_each(paths, lambda path: _doubts(load(path), options.where))
    if options.json:
        lists = [{"file": str(path), "doubts": [_plain(doubt) for doubt in doubts]} for path, doubts in read]
        several = {"plans": lists}
        print_json(several if len(paths) > 1 else lists[0]["doubts"])
    else:
        for path, doubts in read:
            for doubt in doubts:
                where = doubt.where if doubt.indicator is None else _("N° {id}").format(id=doubt.where)
                print_line(f"{prefix(path, paths)}{where}: {doubt.text}")
    return int(not whole or any(doubts for _path, doubts in read))


def _doubts(plan: Plan, conditions: list[str]) -> tuple[Doubt, ...]:
    """Return the doubts about the plan; with conditions, those about the indicators that fit them."""
    if not conditions:
        return check(plan)
    fits = fitting(plan, conditions)
    kept = {indicator.id for indicator in plan.indicators if fits(indicator)}
    return tuple(doubt for doubt in check(plan) if doubt.indicator in kept)


def _plain(doubt: Doubt) -> dict[str, str | None]:
    """Return a doubt as JSON has it: with the edit that would settle it where there is one."""
    fields = doubt._asdict()
    return fields if doubt.edit else {name: text for name, text in fields.items() if name != "edit"}

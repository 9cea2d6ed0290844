"""`plan remark`: why an indicator stands where it does in a month, and what is done about it."""

import argparse
from pathlib import Path
from typing import Any

from scoring.entry.act_words import act_held_words, act_words
from scoring.entry.addresses import find_indicator
from scoring.entry.field_values import read_day
from scoring.messages import _
from scoring.model import Plan
from scoring.model.acts import Act, ActChange, ActKind, Remark
from scoring.model.plain_acts import plain_act
from scoring.text.months import parse_month
from scoring.year.remarks import remark_of
from tui.cli.shared.files import loaded_from, opened, split_file, with_file
from tui.cli.shared.output import print_json, print_line
from tui.cli.shared.usage import Usage


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan remark` understands."""
    parser.add_argument("words", nargs="+", metavar="[ARCHIVO] ID@MES", help=with_file(_("el indicador y el mes")))
    parser.add_argument("--analysis", metavar="TEXTO", help=_("por qué el indicador está donde está"))
    parser.add_argument("--action", metavar="TEXTO", help=_("la acción de mejora"))
    parser.add_argument("--due", metavar="FECHA", help=_("para cuándo, como 2024-05-31"))
    parser.add_argument("--responsible", metavar="QUIÉN", help=_("quién responde por la acción"))
    parser.add_argument("--evidence", metavar="QUÉ", help=_("una ruta, una dirección o un número de radicado"))
    parser.add_argument("--json", action="store_true", help=_("en JSON, el análisis que hay"))
    parser.epilog = _("Sin opciones muestra lo que hay. Lo que no se dice queda como estaba.")


def run(options: argparse.Namespace) -> int:
    """Write what is said of the indicator, or print what there is."""
    path, words = split_file(options.words)
    if len(words) != 1:
        raise Usage(_("plan remark: falta de qué indicador y mes, uno solo, como 6@mar\n"))
    store = opened(path)
    before = loaded_from(store)
    act = _act(before.plan, words[0])
    held = remark_of(before.plan, act.subject, act.month or 0)
    said = _said(options, path)
    if not said:
        return _print(before.plan, act, held, json=options.json)
    remark = (held or Remark(""))._replace(**said)
    after = store.commit([ActChange(act, remark)], base=before.revs)
    written = after.plan.acts.get(act)
    print_line(f"{act_words(after.plan, act)}: {act_held_words(after.plan, written) if written else ''}")
    return 0


def _act(plan: Plan, text: str) -> Act:
    id_, at, month = text.partition("@")
    if not at:
        raise Usage(_("plan remark: falta el mes, como en {id}@mar\n").format(id=id_))
    return Act(parse_month(month, plan.year, plan.locale), ActKind.REMARK, find_indicator(plan, id_).id)


def _said(options: argparse.Namespace, path: Path) -> dict[str, Any]:
    """Return the fields of a remark that the options give."""
    given = {name: getattr(options, name) for name in ("analysis", "action", "responsible")}
    said: dict[str, Any] = {name: value.strip() for name, value in given.items() if value is not None}
    if options.due is not None:
        said["due"] = read_day(options.due) if options.due.strip() else None
    if options.evidence is not None:
        from tui.cli.shared.noted_evidence import noted_evidence  # only --evidence needs it

        said["evidence"] = noted_evidence(options.evidence, path) if options.evidence.strip() else None
    return said


def _print(plan: Plan, act: Act, held: Remark | None, *, json: bool) -> int:
    if json:
        print_json(None if held is None else plain_act(held))
        return 0
    told = _("nada todavía") if held is None else act_held_words(plan, held)
    print_line(f"{act_words(plan, act)}: {told}")
    return 0

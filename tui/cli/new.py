"""`plan new`: a plan file, empty, for the year after another plan's, or from a form."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from scoring.entry.addresses import EntryError
from scoring.entry.blank_plan import blank_plan
from scoring.entry.next_year import next_year
from scoring.messages import _, ngettext
from scoring.model import Plan
from tui.cli import new_from_form
from tui.cli.shared.files import create_as_seen, load
from tui.cli.shared.usage import Usage


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan new` understands."""
    parser.add_argument("file", nargs="?", metavar="PLAN.json", help=_("el archivo; por defecto plan_AÑO.json"))
    parser.add_argument("--process", metavar="TEXTO", help=_("el proceso de un plan vacío, para elaborarlo aquí"))
    parser.add_argument("--year", metavar="AÑO", help=_("su año"))
    parser.add_argument("--responsible", metavar="QUIÉN", help=_("quién responde por el plan"))
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--from", dest="plan", metavar="PLAN.json", help=_("el plan del año anterior, que sigue"))
    source.add_argument(
        "--from-form", metavar="FORMULARIO", help=_("el formulario: .xlsx, .ods, .csv o texto con tabuladores")
    )
    parser.add_argument("-o", "--output", metavar="PLAN.json", help=_("lo mismo que nombrar el archivo"))
    new_from_form.arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Create the plan, print its path, and say on stderr what is left open; never over an existing file."""
    if options.file and options.output:
        raise Usage(_("plan new: el archivo se nombra una sola vez\n"))
    options.output = options.file or options.output
    if options.from_form:
        return new_from_form.run(options)
    plan, doubts = _made(options)
    target = Path(options.output or f"plan_{plan.year}.json")
    create_as_seen(target, plan)
    print(target)
    for doubt in doubts:
        print(f"  ! {doubt}", file=sys.stderr)
    if doubts:
        told = ngettext(
            "{count} duda por resolver; «plan check {path}» muestra las del plan mismo",
            "{count} dudas por resolver; «plan check {path}» muestra las del plan mismo",
            len(doubts),
        )
        print(told.format(path=target), file=sys.stderr)
    elif not plan.indicators and _answers():
        from tui.cli import open_  # only a plan that is to be drawn up on this terminal is opened

        return open_.run([str(target)])
    elif not plan.indicators:
        sentence = _("un plan vacío: «plan add {path} objective --text … --weight …» agrega, o «plan {path}» lo abre")
        print(sentence.format(path=target), file=sys.stderr)
    return 0


def _made(options: argparse.Namespace) -> tuple[Plan, tuple[str, ...]]:
    """Return the plan that is asked for, and the doubts about it."""
    if options.plan:
        old = load(Path(options.plan))
        plan = next_year(old, _year(options.year) if options.year else old.year + 1)
        before = {assumption for indicator in old.indicators for assumption in indicator.assumptions}
        return plan, tuple(
            _("N° {id}: {text}").format(id=indicator.id, text=text)
            for indicator in plan.indicators
            for text in indicator.assumptions
            if text not in before
        )
    process = options.process or _asked(_("Proceso: "), "--process")
    year = _year(options.year or _asked(_("Año: "), "--year"))
    return blank_plan(process, year, options.responsible or ""), ()


def _asked(question: str, option: str, ask: Callable[[str], str] = input) -> str:
    """Return the answer to a question; Usage where nobody is there to answer."""
    lacking = _("uso: plan new --process TEXTO --year AÑO, --from PLAN.json o --from-form FORMULARIO; falta {option}\n")
    if not _answers():
        raise Usage(lacking.format(option=option))
    try:
        return ask(question)
    except EOFError:
        raise Usage(lacking.format(option=option)) from None


def _answers() -> bool:
    """Tell whether somebody is at a terminal to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _year(text: str) -> int:
    if not (text.strip().isdecimal() and text.strip().isascii()):
        raise EntryError(_("«{text}» no es un año.").format(text=text))
    return int(text)

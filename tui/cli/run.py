"""From words to an exit code: which verb is meant, and what a person reads when it cannot be done."""

import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from scoring.errors import PlanError
from scoring.messages import _
from tui.cli.shared.parser import Parser, Usage
from tui.cli.shared.several import complain, sentence
from tui.cli.shared.verbs import VERBS, Verb, find

DONE, REFUSED, USAGE = 0, 1, 2
UNKNOWN: Final = 3
"""The exit code of a monitoring plugin that cannot tell (Nagios plugin guidelines)."""


def run(words: Sequence[str]) -> int:
    """Carry out a command line and return its exit code."""
    monitoring = "--monitor" in words
    try:
        return _run(words)
    except Usage as usage:
        sys.stderr.write(str(usage))
        return UNKNOWN if monitoring else USAGE
    except BrokenPipeError:
        # Whoever read the output has closed it; what Python would flush at its end must go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (PlanError, OSError) as error:
        return _refused(sentence(error), monitoring=monitoring)


def _refused(told: str, *, monitoring: bool) -> int:
    if monitoring:
        print(f"PLAN UNKNOWN - {told}")
        return UNKNOWN
    complain(told)
    return REFUSED


def _run(words: Sequence[str]) -> int:
    if words and words[0] in {"-h", "--help", "ayuda", "help"}:
        print(_help(), end="")
        return DONE
    if words and (verb := find(words[0])):
        return _carry_out(verb, words[1:])
    ascii_only = "--ascii" in words
    words = [word for word in words if word != "--ascii"]
    if words and words[0].startswith("-"):
        raise Usage(_("plan: no se entiende {word}\n").format(word=words[0]) + _help())
    if len(words) > 1:
        raise Usage(_("plan: «{word}» no es una orden ni un solo archivo\n").format(word=words[0]) + _help())
    if words and not (words[0].endswith(".json") or "/" in words[0] or Path(words[0]).exists()):
        raise Usage(_("plan: «{word}» no es una orden ni un archivo\n").format(word=words[0]) + _help())
    from tui.cli import open_ as opening  # verbs do not need it

    return opening.run(words, ascii_only=ascii_only)


def _carry_out(verb: Verb, words: Sequence[str]) -> int:
    module = importlib.import_module(f"tui.cli.{verb.module}")
    parser = Parser(f"plan {verb.name}", verb.summary)
    module.arguments(parser)
    try:
        options = parser.parse_args(words)
    except SystemExit:  # the help has been printed
        return DONE
    code: int = module.run(options)
    return code


def _help() -> str:
    width = max(len(verb.name) + len(verb.alias) for verb in VERBS) + 5
    lines = [f"  {f'{verb.name} ({verb.alias})':{width}} {verb.summary}" for verb in VERBS]
    return "\n".join(
        [
            _("uso: plan [--ascii] [ARCHIVO]    abre el plan en el terminal; --ascii, sin signos especiales"),
            _("     plan ORDEN [ARCHIVO] ...    una de estas órdenes; «plan ORDEN -h» la explica"),
            "",
            *lines,
            "",
            _("Sin ARCHIVO se toma $PLAN_FILE, el único plan_*.json de esta carpeta o el del año en curso."),
            "",
        ]
    )

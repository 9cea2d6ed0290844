"""From words to an exit code: which verb is meant, and what a person reads when it cannot be done."""

import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import nullcontext, suppress
from typing import Final

from scoring.errors import PlanError
from scoring.messages import _
from scoring.quoting import quoted
from tui.cli.shared.output import Unwritable, all_visible, give_up, in_ascii, printed
from tui.cli.shared.several import complain, sentence
from tui.cli.shared.usage import Usage
from tui.cli.shared.verbs import LASTING, VERBS, Verb, find

DONE, REFUSED, USAGE = 0, 1, 2
_OPTIONS: Final = ("--month", "--ascii", "--help", "--version")
UNKNOWN: Final = 3
"""The exit code of a monitoring plugin that cannot tell (Nagios plugin guidelines)."""


def run(words: Sequence[str]) -> int:
    """Carry out a command line and return its exit code; `--ascii` may stand anywhere in it."""
    data = any(word == "--json" or word.partition("=")[0] == "--csv" for word in words)
    with all_visible(), in_ascii(data=data) if "--ascii" in words else nullcontext():
        try:
            return _answered(words, monitoring="--monitor" in words)
        except Unwritable as unwritable:
            return give_up(unwritable.__cause__)
        except BrokenPipeError as error:
            return give_up(error)


def _answered(words: Sequence[str], *, monitoring: bool) -> int:
    """Return the exit code, having said what is wrong where something is."""
    try:
        return _run([word for word in words if word != "--ascii"], ascii_only="--ascii" in words)
    except Usage as usage:
        sys.stderr.write(str(usage))
        return UNKNOWN if monitoring else USAGE
    except BrokenPipeError:
        raise
    except (PlanError, OSError) as error:
        if not monitoring:
            complain(sentence(error))
            return REFUSED
        from tui.cli.status_formats.nagios import unknown  # only a monitor needs it

        told = unknown(sentence(error))
        printed(lambda: _print(f"{told}\n"))
        return UNKNOWN


def _run(words: Sequence[str], *, ascii_only: bool) -> int:
    at = _verb_at(words)
    if at is not None and (verb := find(words[at])):
        return _carry_out(verb, [*words[:at], *words[at + 1 :]])
    if words and ({"-h", "--help"} & set(words) or words[0] in {"ayuda", "help"}):
        return printed(lambda: _print(_help()))
    month, files = _month(words)
    options = [word for word in files if word.startswith("-")]
    if options:
        problem = _("plan: no se entiende {word}\n").format(word=quoted(options[0]))
        raise Usage(problem + _meant(options[0], _OPTIONS) + _help())
    if len(files) > 1:
        problem = _("plan: «{word}» no es una orden ni un solo archivo\n").format(word=quoted(files[0]))
        raise Usage(problem + _meant(files[0], _verb_names()) + _help())
    if files and not (files[0].endswith(".json") or "/" in files[0] or _is_there(files[0])):
        problem = _("plan: «{word}» no es una orden ni un archivo\n").format(word=quoted(files[0]))
        raise Usage(problem + _meant(files[0], _verb_names()) + _help())
    from tui.cli import open_ as opening  # verbs do not need it

    return opening.run(files, month=month, ascii_only=ascii_only)


def _is_there(name: str) -> bool:
    with suppress(OSError, ValueError):  # no name that the system takes
        return os.path.exists(name)
    return False


def _verb_at(words: Sequence[str]) -> int | None:
    """Return where the verb stands: behind options and their values only, or None where there is none."""
    for at, word in enumerate(words):
        if find(word):
            return at
        if not (word.startswith("-") or (at and words[at - 1].startswith("-"))):
            return None
    return None


def _month(words: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the month that `--month` asks for, None where it is not there, and the other words."""
    month, rest, left = None, [], iter(words)
    for word in left:
        name, sign, value = word.partition("=")
        if name != "--month":
            rest.append(word)
            continue
        month = value if sign else next(left, None)
        if not month:
            raise Usage(_("plan: a --month le falta su valor\n") + _help())
    return month, rest


def _meant(word: str, known: Iterable[str]) -> str:
    """Return the line that asks whether another word was meant; empty where none is like it."""
    from scoring.text.suggestions import meant  # what is spelt right does without

    asked = meant(word, known).strip()
    return f"{asked}\n" if asked else ""


def _verb_names() -> list[str]:
    return [name for verb in VERBS for name in (verb.name, verb.alias)]


def _carry_out(verb: Verb, words: Sequence[str]) -> int:
    from importlib import import_module  # the screen opens without it, and without the parser

    from tui.cli.shared.parser import Parser

    module = import_module(f"tui.cli.{verb.module}")
    parser = Parser(f"plan {verb.name}", verb.summary)
    module.arguments(parser)
    if {"-h", "--help"} & set(words):
        return printed(lambda: _print(parser.format_help()))
    options = parser.parse(words)
    only_looks = getattr(options, "dry_run", False) or getattr(options, "list", False)
    try:
        return printed(lambda: int(module.run(options)))
    except Unwritable as unwritable:
        if verb.name in LASTING and not only_looks:
            return give_up(unwritable.__cause__, done=unwritable.code)
        raise


def _print(text: str) -> int:
    print(text, end="")
    return DONE


def _help() -> str:
    width = max(len(verb.name) + len(verb.alias) for verb in VERBS) + 5
    lines = [f"  {f'{verb.name} ({verb.alias})':{width}} {verb.summary}" for verb in VERBS]
    return "\n".join(
        [
            _("uso: plan [ARCHIVO] [--month MES]    abre el plan en el terminal, a ese corte"),
            _("     plan ORDEN [ARCHIVO] ...        una de estas órdenes; «plan ORDEN -h» la explica"),
            _("     --ascii, con cualquiera de las dos, sin signos especiales"),
            "",
            *lines,
            "",
            _("Sin ARCHIVO se toma $PLAN_FILE, el único plan_*.json de esta carpeta o el del año en curso."),
            "",
        ]
    )

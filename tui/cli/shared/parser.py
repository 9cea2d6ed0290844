"""argparse, speaking Spanish: the same options and exit codes, other words."""

import argparse
import re
from typing import Final, NoReturn

from scoring.messages import _

_ERRORS: Final = (
    (r"the following arguments are required: (.*)", _("falta: {0}")),
    (r"unrecognized arguments: (.*)", _("no se entiende: {0}")),
    (r"ambiguous option: (.*) could match (.*)", _("la opción {0} es ambigua: {1}")),
    (r"argument (.*): expected one argument", _("a {0} le falta su valor")),
    (r"argument (.*): expected at least one argument", _("a {0} le falta al menos un valor")),
    (r"argument (.*): not allowed with argument (.*)", _("{0} y {1} no van juntos")),
    (r"argument (.*): ignored explicit argument (.*)", _("{0} no lleva valor: {1}")),
)
"""What argparse says in English, and what is said instead."""


class Usage(Exception):  # noqa: N818 - not a failure of the program
    """A command line that does not fit the verb; `str(usage)` is what to print."""


class _Formatter(argparse.HelpFormatter):
    """Help at 80 columns; argparse would load shutil to ask for the terminal's width, at every start."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=22, width=80)


class Parser(argparse.ArgumentParser):
    """A parser whose help, headings and errors are Spanish and which leaves the exit to its caller."""

    def __init__(self, prog: str, summary: str) -> None:
        description = summary[:1].upper() + summary[1:] + "."
        super().__init__(prog=prog, description=description, add_help=False, formatter_class=_Formatter)
        self._positionals.title = _("argumentos")
        self._optionals.title = _("opciones")
        self.add_argument("-h", "--help", action="help", help=_("muestra esta ayuda y termina"))

    def format_usage(self) -> str:
        """Return the usage line."""
        return super().format_usage().replace("usage:", _("uso:"), 1)

    def format_help(self) -> str:
        """Return the whole help."""
        return super().format_help().replace("usage:", _("uso:"), 1)

    def error(self, message: str) -> NoReturn:
        """Raise Usage with the message in Spanish."""
        for pattern, spanish in _ERRORS:
            if match := re.fullmatch(pattern, message):
                message = spanish.format(*match.groups())
                break
        raise Usage(f"{self.format_usage()}{self.prog}: {message}\n")

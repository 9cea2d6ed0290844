"""argparse, speaking Spanish: the same options and exit codes, other words."""

import argparse
import re
from collections.abc import Iterator, Sequence
from typing import Final, NoReturn

from scoring.messages import _
from scoring.quoting import quoted, shortened
from tui.cli.shared.usage import Usage

_ERRORS: Final = (
    (r"the following arguments are required: (.*)", _("falta: {0}")),
    (r"ambiguous option: (.*) could match (.*)", _("la opción {0} es ambigua: {1}")),
    (r"one of the arguments (.*) is required", _("falta una de estas opciones: {0}")),
    (r"argument (.*): expected one argument", _("a {0} le falta su valor")),
    (r"argument (.*): expected at most one argument", _("{0} lleva un solo valor")),
    (r"argument (.*): expected at least one argument", _("a {0} le falta al menos un valor")),
    (r"argument (.*): expected (\d+) arguments?", _("{0} lleva {1} valores")),
    (r"argument (.*): not allowed with argument (.*)", _("{0} y {1} no van juntos")),
    (r"argument (.*): ignored explicit argument (.*)", _("{0} no lleva valor: {1}")),
    (r"argument (.*): invalid choice: (.*?) \(choose from (.*)\)", _("{0} no puede ser {1}; puede ser {2}")),
    (r"argument (.*): invalid \S+ value: (.*)", _("{0} no puede ser {1}")),
)
"""What argparse says in English, in any of its versions, and what is said instead."""
_NEGATIVE: Final = re.compile(r"-[\d.,$ ]")
_UNKNOWN: Final = re.compile(r"(?:unrecognized arguments|unexpected option string): (.*)", re.DOTALL)
_ALL_QUOTED: Final = 200
"""Characters of all the words that a sentence quotes."""


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

    def parse(self, words: Sequence[str]) -> argparse.Namespace:
        """Return what the words ask for; options may stand anywhere among them. Usage where they do not fit.

        A value that may be left out is joined to its option by `=`: what stands behind the option is another word.
        """
        optional = {
            option: action.const for action in self._actions if action.nargs == "?" for option in action.option_strings
        }
        # Where it has none, argparse cuts one out of `format_usage`, which it takes to be English.
        self.usage = super().format_usage().removeprefix("usage: ").rstrip().replace("%", "%%")
        joined = self._with_negatives(words)
        return self.parse_intermixed_args([f"{word}={optional[word]}" if word in optional else word for word in joined])

    def _with_negatives(self, words: Sequence[str]) -> Iterator[str]:
        """Yield the words, a negative number behind an option joined to it: argparse takes it for another option."""
        valued = {option for action in self._actions if action.nargs is None for option in action.option_strings}
        left = iter(words)
        for word in left:
            following = next(left, None) if word in valued else None
            if following is not None and _NEGATIVE.match(following):
                yield f"{word}={following}"
            else:
                yield word
                yield from () if following is None else (following,)

    def format_usage(self) -> str:
        """Return the usage line."""
        return super().format_usage().replace("usage:", _("uso:"), 1)

    def format_help(self) -> str:
        """Return the whole help."""
        return super().format_help().replace("usage:", _("uso:"), 1)

    def error(self, message: str) -> NoReturn:
        """Raise Usage with the message in Spanish."""
        raise Usage(f"{self.format_usage()}{self.prog}: {self._told(message)}\n")

    def _told(self, message: str) -> str:
        if unknown := _UNKNOWN.fullmatch(message):
            return _("no se entiende: {words}").format(words=_in_short(unknown[1])) + self._meant(unknown[1].split())
        for pattern, spanish in _ERRORS:
            if match := re.fullmatch(pattern, message, re.DOTALL):
                return spanish.format(*map(_in_short, match.groups()))
        return _("la orden no se entiende")

    def _meant(self, words: Sequence[str]) -> str:
        """Return the option that may have been meant by the first of the words that begins like one, as a question."""
        from scoring.text.suggestions import meant  # what is spelt right does without

        options = [option for action in self._actions for option in action.option_strings]
        unknown = next((word.partition("=")[0] for word in words if word.startswith("-")), "")
        return meant(unknown, options)


def _in_short(words: str) -> str:
    """Return words of the command line as a sentence quotes them, each by itself, since options are among them."""
    return shortened(" ".join(map(quoted, words.split(" "))), _ALL_QUOTED)

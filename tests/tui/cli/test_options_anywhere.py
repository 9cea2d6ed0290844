"""Every option of every verb means the same wherever it stands on the line."""

import argparse
import importlib
from typing import Final

import pytest

from command import Run
from tui.cli.shared.parser import Parser
from tui.cli.shared.verbs import VERBS, Verb

WORDS: Final = {None: ["a"], "?": ["a"], "*": ["a", "b"], "+": ["a", "b"]}
"""What stands on the line beside the option, by how many words a verb takes."""
NEEDED: Final = {
    "new": ("--from-form=f", ("--from",)),
    "move": ("--after=3", ("--after", "--before", "--to")),
    "reopen": ("--reason=error", ("--reason",)),
    "sign": ("--as=rol", ("--as",)),
}
"""What a verb cannot do without, and the beginnings of the options that may be there instead."""


def parser_of(verb: Verb) -> Parser:
    parser = Parser(verb.name, verb.summary)
    importlib.import_module(f"tui.cli.{verb.module}").arguments(parser)
    return parser


def options_of(verb: Verb) -> list[list[str]]:
    """Return each option of a verb as it is typed, with a value where it has one, in both spellings."""
    found = [["--ascii"]]
    for action in parser_of(verb)._actions:
        for name in action.option_strings:
            if action.dest == "help":
                continue
            if action.nargs == 0:
                found.append([name])
                continue
            usual = "7" if action.type is int else "valor"
            value = str((action.choices or [usual])[-1])  # type: ignore[index]  # a tuple where there are any
            found.append([f"{name}={value}"] if name.startswith("--") else [f"{name}{value}"])
            found.append([name] if action.nargs == "?" else [name, value])
    return found


def words_of(verb: Verb) -> list[str]:
    return [word for action in parser_of(verb)._actions if not action.option_strings for word in WORDS[action.nargs]]  # type: ignore[index]


CASES: Final = [(verb, option) for verb in VERBS for option in options_of(verb)]


@pytest.mark.parametrize(
    ("verb", "option"), CASES, ids=lambda part: " ".join(part) if isinstance(part, list) else part.name
)
@pytest.mark.parametrize("name", ["name", "alias"])
def test_an_option_stands_anywhere(
    run: Run, monkeypatch: pytest.MonkeyPatch, verb: Verb, option: list[str], name: str
) -> None:
    asked: list[argparse.Namespace] = []

    def remembered(options: argparse.Namespace) -> int:
        asked.append(options)
        return 0

    monkeypatch.setattr(importlib.import_module(f"tui.cli.{verb.module}"), "run", remembered)
    needed, instead = NEEDED.get(verb.name, ("", ()))
    is_instead = option[0].startswith(instead) and option != ["--ascii"]
    required = [needed] if needed and not is_instead else []
    line = [getattr(verb, name), *words_of(verb), *required]
    for place in range(len(line) + 1):
        outcome = run(*line[:place], *option, *line[place:])
        assert outcome.code == 0, outcome.err
    assert len(asked) == len(line) + 1
    assert all(options == asked[0] for options in asked)
    if option != ["--ascii"]:
        assert run(*line).code in {0, 2}
        assert len(asked) == len(line) + 1 or asked[-1] != asked[0]

"""docs/interface.md says what the command line takes and prints."""

import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from command import Run
from tui.cli.shared.parser import Parser
from tui.cli.shared.verbs import VERBS

PAGE = (Path(__file__).parents[3] / "docs" / "interface.md").read_text(encoding="utf-8")
ROWS = PAGE.partition("<!-- verbs -->")[2].partition("<!-- /verbs -->")[0].strip().splitlines()[2:]
CELLS = [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in ROWS]
ARGUMENTS = {name.strip("`"): arguments for name, _alias, arguments, _does in CELLS}


def test_every_verb_is_on_the_page() -> None:
    assert [row[:2] for row in CELLS] == [[f"`{verb.name}`", f"`{verb.alias}`"] for verb in VERBS]


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_the_page_names_the_options_of_every_verb(verb: Any) -> None:
    parser = Parser(f"plan {verb.name}", verb.summary)
    importlib.import_module(f"tui.cli.{verb.module}").arguments(parser)
    options = {option for action in parser._actions for option in action.option_strings}
    named = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", ARGUMENTS[verb.name]))
    assert named <= options
    unnamed = options - named - {"-h", "--help"}
    assert {option for option in unnamed if option.startswith("--")} <= {"--output"}  # -o is shown for it


def keys(value: Any) -> Iterator[str]:
    """Yield every key of a JSON value, with those of objects within."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield name
            yield from keys(item)
    elif isinstance(value, list):
        for item in value:
            yield from keys(item)


def test_the_page_shows_the_keys_of_a_status(run: Run, worked_file: Path) -> None:
    shown = json.loads(PAGE.partition("```json\n")[2].partition("```")[0])
    assert set(keys(shown)) == set(keys(json.loads(run("status", worked_file, "--month", "3", "--json").out)))


@pytest.mark.parametrize(("verb", "options"), [("pending", ("--month", "3")), ("history", ()), ("check", ())])
def test_the_page_names_the_keys_of_every_list(
    run: Run, worked_file: Path, verb: str, options: tuple[str, ...]
) -> None:
    named = re.search(rf"- `{verb} --json`: a list of `{{(.*?)}}`", PAGE, re.DOTALL)
    assert named
    first = json.loads(run(verb, worked_file, *options, "--json").out)[0]
    assert set(re.findall(r'"(\w+)"', named[1])) == set(first)

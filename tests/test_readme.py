"""The README says what the program does: its table of keys and its orders are those of the program."""

import re
from pathlib import Path

from tui.cli.shared.verbs import VERBS, find
from tui.controller.keymap import Keymap, markdown

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_the_table_of_keys_is_the_registry() -> None:
    _before, _mark, rest = README.partition("<!-- keys -->\n")
    assert rest.partition("<!-- /keys -->")[0].strip() == markdown(Keymap()).strip()


def test_every_order_is_shown_and_every_order_shown_is_one() -> None:
    shown = set(re.findall(r"^plan ([a-z-]+) ", README, re.MULTILINE))
    assert all(find(word) for word in shown)
    assert {verb.name for verb in VERBS} - shown <= {"demo"}
    assert "`plan demo`" in README

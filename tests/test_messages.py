"""Every message can be translated: it is found by `pybabel extract`, which reads literal texts only."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

ROOT = Path(__file__).parents[1]
PACKAGES = ("scoring", "store", "workbook", "tui")
ARGUMENTS = {"_": 1, "ngettext": 2}
"""The functions that take messages, and how many of their arguments are one."""


def _calls(path: Path) -> Iterator[tuple[ast.Call, list[ast.expr]]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ARGUMENTS:
            yield node, node.args[: ARGUMENTS[node.func.id]]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_message_is_found_by_babel(package: str) -> None:
    found = {
        message if isinstance(message, str) else message[0]
        for _file, _line, message, _comments, _context in extract_from_dir(ROOT / package)
    }
    written = set()
    for path in sorted((ROOT / package).rglob("*.py")):
        for call, arguments in _calls(path):
            texts = [argument.value for argument in arguments if isinstance(argument, ast.Constant)]
            assert len(texts) == len(arguments), f"{path}:{call.lineno}: not a literal text"
            written.add(texts[0])
    assert len(written) > 20
    assert written <= found

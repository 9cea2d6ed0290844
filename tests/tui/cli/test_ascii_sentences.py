"""`--ascii` holds for whatever a command line says, refusals and help too."""

import unicodedata
from pathlib import Path

import pytest

from command import Run

LINES = (
    "--help",
    "status -h",
    "estatus FILE",
    "get FILE 6.facturdo@mar",
    "get FILE 99",
    "set FILE 4.efectivas@mar=2.5",
    "set FILE 4.efectivas@mar=doce",
    "set FILE",
    "status nada.json",
    "status FILE --month quince",
    "export FILE --for “nadie”",
    "import FILE nada.xlsx",
    "restore FILE nada.json",
    "pending FILE",
    "explain FILE 4",
    "check FILE",
    "history FILE",
    "verify FILE",
    "status FILE --monitor",
    "status nada.json --monitor",
    "nada.json",
    "uno dos",
)


@pytest.mark.parametrize("line", LINES)
def test_nothing_said_has_a_sign_beyond_ascii(run: Run, worked_file: Path, line: str) -> None:
    words = [str(worked_file) if word == "FILE" else word for word in line.split()]
    outcome = run(*words, "--ascii")
    said = outcome.out + outcome.err
    assert said
    assert {sign for sign in said if not sign.isascii() and unicodedata.category(sign)[0] not in "LM"} <= set("°²³")
    assert outcome.code == run(*words).code

"""The tests that docs/promises.md names are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROMISES = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`((?:tests/[\w/]+/)?test_\w+\.py(?:::\w+)?)`", PROMISES)))


@pytest.mark.parametrize("named", NAMED)
def test_a_test_that_a_promise_names_is_there(named: str) -> None:
    file, _colons, name = named.partition("::")
    source = (ROOT / (file if "/" in file else f"tests/store/{file}")).read_text(encoding="utf-8")
    assert re.search(rf"^def {name or 'test_'}", source, re.MULTILINE)


def test_every_promise_names_a_test() -> None:
    promises = PROMISES.partition("## Promises")[2].partition("## Assumptions")[0].split("\n\n**")[1:]
    assert len(promises) > 10
    assert [promise.partition("**")[0] for promise in promises if "test_" not in promise] == []

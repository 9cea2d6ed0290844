"""Workbooks damaged at random, in their bytes or inside their XML: read, or refused with a sentence, never worse."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from scoring.errors import PlanError
from scoring.model import Plan
from workbook.form import read_form
from workbook.reading.comparison import read

TOKEN = re.compile(rb"<[^>]*>|[^<]+")
NUMBER = re.compile(rb"\d+")
JUNK = (b"0", b"-1", b"99999999", b"4294967296", b"1e309", b"NaN", b"", b"0.5", b"&#55296;", b"\xff", b'"', b"<x>")


@pytest.fixture(scope="module")
def sound(plan: Plan, keyed_workbook: Callable[[Plan], Workbook]) -> bytes:
    buffer = BytesIO()
    keyed_workbook(plan).save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged") / "libro.xlsx"


def survive(path: Path, plan: Plan) -> None:
    for reader in (lambda: read(path, plan).batch(), lambda: read_form(path)):
        try:
            reader()
        except PlanError as error:
            assert str(error).isprintable()  # noqa: PT017 some damage does no harm


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_bytes_overwritten_anywhere(plan: Plan, sound: bytes, path: Path, data: st.DataObject) -> None:
    spoilt = bytearray(sound)
    places = st.tuples(st.integers(0, len(spoilt) - 1), st.integers(0, 255))
    for at, byte in data.draw(st.lists(places, min_size=1, max_size=10)):
        spoilt[at] = byte
    path.write_bytes(spoilt[: data.draw(st.integers(0, len(spoilt)) | st.just(len(spoilt)))])
    survive(path, plan)


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_xml_that_says_something_else(plan: Plan, sound: bytes, path: Path, data: st.DataObject) -> None:
    with ZipFile(BytesIO(sound)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _turn in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from(sorted(parts)))
        tokens = TOKEN.findall(parts[name])
        at = data.draw(st.integers(0, len(tokens) - 1))
        if data.draw(st.booleans()):
            tokens[at] = NUMBER.sub(data.draw(st.sampled_from(JUNK)), tokens[at], count=1)
        else:
            tokens[at : at + 1] = data.draw(st.sampled_from([[], [tokens[at]] * 2, [b"<c/>"], [b"<v>7</v>"]]))
        parts[name] = b"".join(tokens) or b"<x/>"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    survive(path, plan)

"""Which kind of file a form came in, told by its first bytes and its name, and its sheets."""

from pathlib import Path
from typing import Final

from scoring.model import Plan
from workbook.form.files.grid import Book
from workbook.form.files.open_document import read_open_document
from workbook.form.files.text_file import read_text
from workbook.form.files.workbook_file import read_workbook

_PACKED: Final = b"PK\3\4"
_OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_COMPOUND_FILE: Final = b"\xd0\xcf\x11\xe0"


def read_book(path: Path) -> tuple[Book, Plan | None]:
    """Return the sheets of the file at `path`, and the plan stored in them where this program exported it.

    Raises PlanError where the file cannot be read or is not safe to read.
    """
    beginning = _beginning(path)
    if _OPEN_DOCUMENT in beginning or (beginning.startswith(_PACKED) and path.suffix.lower() == ".ods"):
        return read_open_document(path), None
    if beginning.startswith((_PACKED, _COMPOUND_FILE)) or path.suffix.lower().startswith(".xls"):
        return read_workbook(path)
    return read_text(path), None


def _beginning(path: Path) -> bytes:
    if not path.is_file():
        return b""
    try:
        with path.open("rb") as file:
            return file.read(200)
    except OSError:
        return b""

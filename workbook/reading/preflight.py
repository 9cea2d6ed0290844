"""Whether a workbook can be opened at all: it is hostile until proven otherwise.

It comes back by mail from anywhere, and openpyxl trusts what a file says of itself. So the file is read once, its
directory is checked before a part is unpacked (`workbook.reading.package`), and every part that is XML is checked as a
stream (`workbook.reading.xml_check`) before openpyxl sees it. Pictures, printer settings, drawings and metadata are
bounded and not parsed by anybody.
"""

import hashlib
from pathlib import Path
from typing import Final, NamedTuple
from zipfile import ZipFile, ZipInfo

from scoring.messages import _
from workbook.errors import WorkbookError
from workbook.reading.content_types import CONTENT_TYPES, xml_parts
from workbook.reading.package import MIB, notes_on, opened, read_bytes, require
from workbook.reading.strict import transitional
from workbook.reading.xml_check import UnsafeError, XmlCheck

WORKBOOK: Final = "xl/workbook.xml"
_OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument"


class Package(NamedTuple):
    """A workbook that passed: its bytes, read once, the SHA-256 of the file in hexadecimal, and what to know of it."""

    path: Path
    data: bytes
    """As openpyxl reads it: of a strict workbook, with the usual namespaces."""
    sha256: str
    notes: tuple[str, ...] = ()
    """Sentences on what is in the file and is not read, such as macros."""


def inspect(path: Path) -> Package:
    """Return the workbook at `path`; raise WorkbookError with the reason where it must not be opened."""
    data = read_bytes(path)
    if _OPEN_DOCUMENT in data[:200]:
        sentence = _("{name}: es un libro de LibreOffice (.ods); ábralo y guárdelo como libro .xlsx.")
        raise WorkbookError(sentence.format(name=path.name))
    try:
        with opened(data) as (archive, parts):
            require(parts, CONTENT_TYPES, WORKBOOK)
            names = _check_parts(archive, parts)
            notes = notes_on(parts)
        readable = transitional(data, names)
    except UnsafeError as error:
        raise WorkbookError(_("{name}: {reason}").format(name=path.name, reason=error)) from None
    return Package(path, readable, hashlib.sha256(data).hexdigest(), notes)


def _check_parts(archive: ZipFile, parts: list[ZipInfo]) -> frozenset[str]:
    """Check every part that is XML, as a stream; return their names.

    What says which parts these are is checked first. Of a part no more is unpacked than the size it declares.
    """
    check = XmlCheck()
    by_name = {part.filename: part for part in parts}
    first = [name for name in by_name if name.casefold() == CONTENT_TYPES or name.casefold().endswith(".rels")]
    told = {}
    for name in first:
        _check(check, archive, by_name[name])
        if by_name[name].file_size > MIB:
            raise UnsafeError(_("la parte {part} tiene demasiados elementos.").format(part=name))
        told[name] = archive.read(name)
    names = xml_parts(by_name, told)
    for name in names.difference(first):
        _check(check, archive, by_name[name])
    return names


def _check(check: XmlCheck, archive: ZipFile, part: ZipInfo) -> None:
    with archive.open(part) as stream:
        check.check(part.filename, stream)

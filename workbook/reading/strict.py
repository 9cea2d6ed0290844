"""A workbook saved as «Strict Open XML», as the transitional one that openpyxl reads: only its namespaces differ."""

from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_NAMESPACES: Final = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)


def transitional(data: bytes, parts: frozenset[str]) -> bytes:
    """Return an inspected package with the usual namespaces in its XML `parts`; the same bytes where it has them."""
    with ZipFile(BytesIO(data)) as archive:
        book = next(name for name in archive.namelist() if name.casefold() == "xl/workbook.xml")
        if _STRICT not in archive.read(book):
            return data
        rewritten = BytesIO()
        with ZipFile(rewritten, "w", ZIP_DEFLATED, compresslevel=1) as target:
            for name in archive.namelist():
                if name in parts:
                    target.writestr(name, _translated(archive.read(name)))
    return rewritten.getvalue()


def _translated(part: bytes) -> bytes:
    for strict, usual in _NAMESPACES:
        part = part.replace(strict, usual)
    return part

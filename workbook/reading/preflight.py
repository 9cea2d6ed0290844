"""Whether a file can be opened at all: a workbook is hostile until proven otherwise.

It comes back by mail from anywhere, and openpyxl trusts what a file says of itself. So the file is read once, its
directory is checked before a part is unpacked (sizes, ratio, names, macros, links to other files), and every part is
checked as a stream (`workbook.reading.xml_check`) before openpyxl sees it.
"""

import hashlib
import struct
import warnings
import zlib
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from scoring.messages import _
from scoring.text.system_errors import reason
from workbook.errors import WorkbookError
from workbook.reading.xml_check import UnsafeError, XmlCheck

MIB: Final = 2**20
MAX_FILE: Final = 10 * MIB
MAX_PARTS: Final = 300
MAX_PART: Final = 25 * MIB
MAX_TOTAL: Final = 60 * MIB
MAX_RATIO: Final = 200

_CENTRAL_ENTRY: Final = b"PK\1\2"
"""Begins each entry of a package's directory; counted before zipfile makes an object of every one."""
_XML_BEGINNINGS: Final = (b"<", b"\xef", b"\xff", b"\xfe", b"\0", b" ", b"\t", b"\r", b"\n")
"""The first byte of XML in any encoding, whatever the part is called: a picture can be named as a sheet."""
_COMPOUND_FILE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Package(NamedTuple):
    """A workbook that passed: its bytes, read once, and their SHA-256 in hexadecimal."""

    path: Path
    data: bytes
    sha256: str


def inspect(path: Path) -> Package:
    """Return the workbook at `path`; raise WorkbookError with the reason where it must not be opened."""
    data = _read(path)
    try:
        _inspect_package(data)
    except UnsafeError as error:
        raise WorkbookError(_("{name}: {reason}").format(name=path.name, reason=error)) from None
    return Package(path, data, hashlib.sha256(data).hexdigest())


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise WorkbookError(_("{path}: no existe o no es un archivo.").format(path=path))
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)
    except OSError as error:
        raise WorkbookError(_("No se puede leer {path}: {reason}.").format(path=path, reason=reason(error))) from None


def _inspect_package(data: bytes) -> None:
    if not data:
        raise UnsafeError(_("está vacío."))
    if len(data) > MAX_FILE:
        raise UnsafeError(_("pesa más de {limit} MB.").format(limit=MAX_FILE // MIB))
    if data.startswith(_COMPOUND_FILE):
        raise UnsafeError(_("tiene contraseña o es un .xls antiguo: guárdelo sin contraseña como libro .xlsx."))
    if not data.startswith(b"PK\3\4"):
        raise UnsafeError(_("no es un libro .xlsx: ábralo en Excel y guárdelo como libro .xlsx."))
    if data.count(_CENTRAL_ENTRY) > MAX_PARTS:
        raise UnsafeError(_("tiene más de {limit} partes.").format(limit=MAX_PARTS))
    try:
        with warnings.catch_warnings(), ZipFile(BytesIO(data)) as archive:
            warnings.simplefilter("ignore")
            parts = archive.infolist()
            _inspect_directory(parts)
            _inspect_parts(archive, parts)
    except (BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise UnsafeError(_("está dañado o incompleto: pida que lo envíen de nuevo.")) from error


def _inspect_directory(parts: list[ZipInfo]) -> None:
    """Check what the package says of its parts, before any of them is unpacked."""
    names = {part.filename.casefold() for part in parts}
    if len(names) < len(parts):
        raise UnsafeError(_("tiene partes repetidas."))
    for needed in ("[content_types].xml", "xl/workbook.xml"):
        if needed not in names:
            raise UnsafeError(_("está incompleto: le falta la parte {part}.").format(part=needed))
    for part in parts:
        name = part.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or ":" in name:
            raise UnsafeError(_("tiene una parte con un nombre que sale de su carpeta."))
        if "vbaproject" in name.casefold() or "macrosheets/" in name.casefold():
            raise UnsafeError(_("trae macros: guárdelo como libro .xlsx, sin macros."))
        if "externallinks/" in name.casefold():
            raise UnsafeError(_("trae enlaces a otros archivos: rompa los vínculos en Excel y guárdelo de nuevo."))
        if part.flag_bits & 1:
            raise UnsafeError(_("está cifrado: guárdelo sin contraseña."))
        if part.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise UnsafeError(_("está comprimido de un modo que Excel no usa."))
        if part.file_size > MAX_PART or part.file_size > MAX_RATIO * max(part.compress_size, 512):
            raise UnsafeError(_("crece demasiado al descomprimirlo."))
    if sum(part.file_size for part in parts) > MAX_TOTAL:
        raise UnsafeError(_("crece demasiado al descomprimirlo."))


def _inspect_parts(archive: ZipFile, parts: list[ZipInfo]) -> None:
    """Check whatever could be taken for XML, as a stream; of a part no more is unpacked than the size it declares."""
    check = XmlCheck()
    for part in parts:
        with archive.open(part) as stream:
            beginning = stream.read(1)
        if beginning in _XML_BEGINNINGS or part.filename.casefold().endswith((".xml", ".rels", ".vml")):
            with archive.open(part) as stream:
                check.check(part.filename, stream)

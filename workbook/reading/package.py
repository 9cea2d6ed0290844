"""A zip package that came by mail: read once, and its directory checked before any part is unpacked."""

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from scoring.messages import _
from scoring.text.system_errors import reason
from workbook.errors import WorkbookError
from workbook.reading.xml_check import UnsafeError

MIB: Final = 2**20
MAX_FILE: Final = 10 * MIB
MAX_PARTS: Final = 300
MAX_PART: Final = 25 * MIB
MAX_TOTAL: Final = 60 * MIB
MAX_RATIO: Final = 200

_CENTRAL_ENTRY: Final = b"PK\1\2"
"""Begins each entry of a package's directory; counted before zipfile makes an object of every one."""
_COMPOUND_FILE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACROS: Final = ("vbaproject", "macrosheets/", "basic/", "scripts/")


def read_bytes(path: Path) -> bytes:
    """Return what the file at `path` holds, one byte more than `MAX_FILE` at most; WorkbookError where it cannot be."""
    try:
        if not path.is_file():
            raise WorkbookError(_("{path}: no existe o no es un archivo.").format(path=path))
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)
    except OSError as error:
        raise WorkbookError(_("No se puede leer {path}: {reason}.").format(path=path, reason=reason(error))) from None


@contextmanager
def opened(data: bytes) -> Iterator[tuple[ZipFile, list[ZipInfo]]]:
    """Open a package whose directory is harmless; UnsafeError where it is not, or whatever goes wrong inside."""
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
            _check_directory(parts)
            yield archive, parts
    except (BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise UnsafeError(_("está dañado o incompleto: pida que lo envíen de nuevo.")) from error


def require(parts: list[ZipInfo], *needed: str) -> None:
    """Raise UnsafeError where a part of these names, in lower case, is missing."""
    names = {part.filename.casefold() for part in parts}
    for name in needed:
        if name not in names:
            raise UnsafeError(_("está incompleto: le falta la parte {part}.").format(part=name))


def notes_on(parts: list[ZipInfo]) -> tuple[str, ...]:
    """Return what a person has to know of a package that is read all the same: nothing in it is run or followed."""
    names = [part.filename.casefold() for part in parts]
    notes = []
    if any(name.startswith(_MACROS) or f"/{mark}" in name for name in names for mark in _MACROS):
        notes.append(_("El libro trae macros: no se ejecutan ni se leen."))
    if any("externallinks/" in name for name in names):
        notes.append(_("El libro trae enlaces a otros archivos: no se siguen; vale lo que mostraba al guardarlo."))
    return tuple(notes)


def _check_directory(parts: list[ZipInfo]) -> None:
    """Check what the package says of its parts, before any of them is unpacked."""
    if len({part.filename.casefold() for part in parts}) < len(parts):
        raise UnsafeError(_("tiene partes repetidas."))
    for part in parts:
        name = part.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or ":" in name:
            raise UnsafeError(_("tiene una parte con un nombre que sale de su carpeta."))
        if part.flag_bits & 1:
            raise UnsafeError(_("está cifrado: guárdelo sin contraseña."))
        if part.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise UnsafeError(_("está comprimido de un modo que Excel no usa."))
        if part.file_size > MAX_PART or part.file_size > MAX_RATIO * max(part.compress_size, 512):
            raise UnsafeError(_("crece demasiado al descomprimirlo."))
    if sum(part.file_size for part in parts) > MAX_TOTAL:
        raise UnsafeError(_("crece demasiado al descomprimirlo."))

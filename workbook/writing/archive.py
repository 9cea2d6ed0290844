"""The xlsx archive: parts that are the same for the same data, and formulas that carry their values.

openpyxl writes a formula without the value it has, so that phones, previews and data tools, which do not calculate,
see blanks. Here the value travels inside the formula's text, behind a sign that no formula holds, and is moved to its
place as each part goes into the archive: nothing is kept in memory for it, and no part is written twice.
"""

import re
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from workbook.model.formula_references import NOT_AVAILABLE

_SIGN: Final = "\ue000"
_FORMULA: Final = re.compile(rb"<c ([^>]*)><f>([^<]*?)" + _SIGN.encode() + rb"([nse])([^<]*)</f><v ?/></c>")
_TYPES: Final = {b"n": b"", b"s": b' t="str"', b"e": b' t="e"'}
_END_OF_CELL: Final = b"</c>"
_STRETCH: Final = 1 << 20
"""Bytes of a sheet that are looked through at a time."""
_NEVER_CHANGES: Final = (1980, 1, 1, 0, 0, 0)


def with_value(formula: str, value: float | str) -> str:
    """Return a formula that carries the value it has."""
    if value == NOT_AVAILABLE:
        return f"{formula}{_SIGN}e{value}"
    if isinstance(value, str):
        return f"{formula}{_SIGN}s{value}"
    return f"{formula}{_SIGN}n{value!r}"


def _info(name: Any) -> ZipInfo:
    """Return what the archive says of a part: nothing that changes with time or user."""
    info = ZipInfo(str(name), _NEVER_CHANGES)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _placed(match: re.Match[bytes]) -> bytes:
    attributes, formula, kind, value = match.groups()
    return b"<c " + attributes + _TYPES[kind] + b"><f>" + formula + b"</f><v>" + value + b"</v></c>"


class Archive(ZipFile):
    """A zip archive for openpyxl to write into: fixed times, and each formula's value in its place."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "w", ZIP_DEFLATED, allowZip64=True, compresslevel=6)

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **kwargs: Any) -> None:
        """Write a part."""
        super().writestr(_info(zinfo_or_arcname), data, *args, **kwargs)

    def write(self, filename: Any, arcname: Any = None, *_args: Any, **_kwargs: Any) -> None:
        """Write a sheet that openpyxl has laid out in a file of its own, a stretch of it at a time."""
        with Path(filename).open("rb") as laid_out, self.open(_info(arcname), "w") as part:
            rest = b""
            while stretch := laid_out.read(_STRETCH):
                whole, end, rest = (rest + stretch).rpartition(_END_OF_CELL)
                part.write(_FORMULA.sub(_placed, whole + end))
            part.write(rest)

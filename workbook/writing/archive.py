"""The xlsx archive: parts that are the same for the same data, written as they are made."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_NEVER_CHANGES: Final = (1980, 1, 1, 0, 0, 0)
_STRETCH: Final = 1 << 16
"""Characters that are packed at a time."""


def _info(name: Any) -> ZipInfo:
    """Return what the archive says of a part: nothing that changes with time or user."""
    info = ZipInfo(str(name), _NEVER_CHANGES)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


class Archive(ZipFile):
    """A zip archive with fixed times for openpyxl to write into."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "w", ZIP_DEFLATED, allowZip64=True, compresslevel=6)

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **kwargs: Any) -> None:
        """Write a part."""
        super().writestr(_info(zinfo_or_arcname), data, *args, **kwargs)

    def write_pieces(self, name: str, pieces: Iterable[str]) -> None:
        """Write a part that is made piece by piece, and is never in memory as a whole."""
        with self.open(_info(name), "w") as part:
            held: list[str] = []
            length = 0
            for piece in pieces:
                held.append(piece)
                length += len(piece)
                if length >= _STRETCH:
                    part.write("".join(held).encode())
                    held, length = [], 0
            part.write("".join(held).encode())

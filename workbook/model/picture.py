"""A picture for the head of a sheet: its bytes as they are, and its size, which is read from them."""

from struct import unpack_from
from typing import Final, NamedTuple

from scoring.messages import _
from workbook.errors import ExportError

LARGEST: Final = 1_000_000
"""Bytes of a picture."""
LONGEST_SIDE: Final = 8_000
"""Pixels of a side: a picture of few bytes can unfold to gigabytes where it is shown."""

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_END: Final = b"IEND\xaeB`\x82"
_JPEG: Final = b"\xff\xd8\xff"
_JPEG_END: Final = b"\xff\xd9"
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The markers of JPEG behind which the size is."""


class Picture(NamedTuple):
    """A PNG or JPEG."""

    data: bytes
    format: str
    """`png` or `jpeg`."""
    width: int
    height: int
    """Pixels."""

    def within(self, width: int, height: int) -> tuple[int, int]:
        """Return the size it has in so many pixels, in its own proportions; never larger than it is."""
        scale = min(1.0, width / self.width, height / self.height)
        return max(1, round(self.width * scale)), max(1, round(self.height * scale))


def picture_of(data: bytes) -> Picture:
    """Return the picture that `data` are; ExportError, a part of a sentence, where they are none that can be used."""
    if len(data) > LARGEST:
        raise ExportError(_("pasa de {limit} KB").format(limit=LARGEST // 1000))
    if data.startswith(_PNG) and data[12:16] == b"IHDR" and _PNG_END in data:
        width, height = unpack_from(">II", data, 16)
        found = Picture(data, "png", width, height)
    elif data.startswith(_JPEG) and _JPEG_END in data and (size := _jpeg_size(data)):
        found = Picture(data, "jpeg", *size)
    else:
        raise ExportError(_("no es una imagen PNG o JPEG, o está cortada"))
    if not (0 < found.width <= LONGEST_SIDE and 0 < found.height <= LONGEST_SIDE):
        raise ExportError(_("tiene lados de más de {limit} puntos, o de ninguno").format(limit=LONGEST_SIDE))
    return found


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height of a JPEG, from the segment that begins its picture; None where it has none."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _FRAMES:
            height, width = unpack_from(">HH", data, at + 5)
            return width, height
        at += 1 if marker == 0xFF else 2 + int.from_bytes(data[at + 2 : at + 4])
    return None

"""Small pictures as files hold them."""

from struct import pack
from zlib import compress, crc32


def png(width: int, height: int) -> bytes:
    """Return a grey PNG."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + name + data + pack(">I", crc32(name + data))

    head = pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\x00" + b"\x80" * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", compress(rows)) + chunk(b"IEND", b"")


def jpeg(width: int, height: int) -> bytes:
    """Return the segments of a JPEG that say how large it is, without what is in it."""
    about = b"\xff\xe0" + pack(">H", 16) + b"JFIF\x00" + bytes(9)
    frame = b"\xff\xc2" + pack(">HBHHB", 11, 8, height, width, 1) + bytes(3)
    return b"\xff\xd8" + about + b"\xff" + frame + b"\xff\xd9"

"""A bracketed paste on its way: its beginning has come, its end may come in pieces, late, or not at all."""

from typing import Final

PASTE_BEGIN: Final = "\x1b[200~"
PASTE_END: Final = "\x1b[201~"
LONGEST: Final = 1 << 22
"""The most characters of a paste that are kept: no plan has so many."""


class OpenPaste:
    """The text that has come of a paste; a piece more costs as much as the piece is long."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._pieces: list[str] = []
        self._tail = ""
        """What may be the beginning of the end."""
        self.ended = False
        """Whether the end has come."""
        self.size = 0
        """How many characters have come."""

    @property
    def too_long(self) -> bool:
        """Whether more has come than is kept."""
        return self.size > LONGEST

    @property
    def text(self) -> str:
        """What has come, without the NULs with which some programs fill up."""
        return "".join(self._pieces).replace("\0", "")

    def take(self, text: str) -> str:
        """Take what the terminal sends, and return what of it is behind the end."""
        inside, end, rest = (self._tail + text).partition(PASTE_END)
        self.ended = bool(end)
        kept = 0 if end else _begun_at_the_end(inside)
        self.size += len(inside) - kept
        if self.too_long:
            self._pieces.clear()
        else:
            self._pieces.append(inside[: len(inside) - kept])
        self._tail = inside[len(inside) - kept :]
        return rest


def _begun_at_the_end(text: str) -> int:
    """Return how many of the last characters of a text are the first ones of PASTE_END."""
    return next(size for size in range(len(PASTE_END) - 1, -1, -1) if text.endswith(PASTE_END[:size]))

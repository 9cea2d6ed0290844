"""The signs of the screen, and the same in ASCII for terminals that know no others."""

from typing import Final, NamedTuple

from scoring.messages import _
from scoring.model import Level
from tui.grid.spans import Role, Span

LEVEL_ROLE: Final = {Level.GREEN: Role.GREEN, Level.YELLOW: Role.YELLOW, Level.RED: Role.RED, Level.GREY: Role.ASIDE}


class Symbols(NamedTuple):
    """The signs of the screen, each one cell wide but for the levels' two."""

    green: str
    yellow: str
    red: str
    grey: str
    open: str
    closed: str
    missing: str
    more: str
    dot: str
    arrow: str
    over: str
    bar: str
    rest: str
    mark: str
    programmed: str
    progress: str
    compliance: str
    cutoff: str
    """Before the name of the cut-off month."""
    rise: str
    """Before a figure that is higher than a month before."""
    fall: str

    def level(self, level: Level) -> str:
        """Return a level as shape and letter, two cells wide."""
        match level:
            case Level.GREEN:
                return self.green + _("V")
            case Level.YELLOW:
                return self.yellow + _("A")
            case Level.RED:
                return self.red + _("R")
            case Level.GREY:
                return self.grey + " "


UNICODE: Final = Symbols(
    "●", "■", "▲", "·", "▾", "▸", "·", "…", "·", "→", "↑", "━", "─", "│", "·", "o", "●", "»", "▲", "▼"
)
ASCII: Final = Symbols(
    "+", "=", "!", ".", "v", ">", ".", "~", "-", ">", "^", "#", ".", "|", ".", "o", "*", ">", "^", "v"
)

_LIKE: Final = str.maketrans("●■▲▼▾▸·…→↑↓←█░━─│×°«»“”‘’¿¡•‐‑‒–—−", '+=!vv>.~>^v<#.#.|x°""""\'\'?!*------')
"""What stands for the signs of the program's sentences. The degree sign is part of a name: N° 4."""


class _InAscii(dict[int, int | str]):
    """For each character what stands for it: a sign of ASCII for a sign, itself for a letter or a digit."""

    def __missing__(self, code: int) -> int | str:
        """Find what stands for a character, in one cell."""
        import unicodedata  # few terminals need it

        sign = chr(code)
        kept = sign.isascii() or sign.isalpha() or sign.isdigit() or unicodedata.combining(sign)
        like = unicodedata.normalize("NFKD", sign)
        self[code] = code if kept else like if like.isascii() and len(like) == 1 else "?"
        return self[code]


_IN_ASCII: Final = _InAscii(_LIKE)
"""For `str.translate`, where `ASCII` is asked for: leaves no sign beyond ASCII, whoever wrote the text; but letters."""


def in_ascii(text: str) -> str:
    """Return a text with its signs in ASCII; letters stay as they are. A triangle before a plus is no red level."""
    return text.replace("▲ +", "^ +").translate(_IN_ASCII)


def level_span(level: Level, symbols: Symbols) -> Span:
    """Return a level as shape, letter and colour."""
    return Span(symbols.level(level), LEVEL_ROLE[level])

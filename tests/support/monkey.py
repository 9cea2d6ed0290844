"""Somebody who presses whatever there is: keys, halves of keys, pastes, long numbers, windows of any size, pauses."""

import random
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

SEQUENCES: Final = (
    "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1bOA", "\x1bOB", "\x1bOC", "\x1bOD", "\x1b[H", "\x1b[F", "\x1b[1~",
    "\x1b[4~", "\x1b[5~", "\x1b[6~", "\x1b[2~", "\x1b[3~", "\x1b[Z", "\x1bOP", "\x1bOQ", "\x1b[12~", "\x1b[24~",
    "\x1b[1;5C", "\x1b[1;2B", "\x1b[3;5~", "\x1b[[A", "\x1b[I", "\x1b[O", "\x1b[<0;45;9M", "\x1b[?2026;2$y",
    "\x1b[?62;22c", "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\", "\x1bP>|xterm(370)\x1b\\", "\x1b[97;5u", "\x1b[200~",
    "\x1b[201~",
)  # fmt: skip
"""Keys with Esc, then what a terminal replies, then the marks of a paste."""
KEYS: Final = SEQUENCES[:25]
CHARACTERS: Final = (
    "0123456789,.+-$%nexuvypfzwsPhcEITmbBgN/[]: ?{}«»ñ−°😀\t\r\x7f\x00\x03\x0c\x0e\x12\x15\x17\x1a\x1b\x9b"
)
"""Commands, texts, control characters; what leaves is not among them."""
WORDS: Final = (
    ":estado", ":ayuda", ":deshacer", ":tema", "gmar", "g4@feb", "gcorte", "g99", "/usuarios", "/zzz", "m", "mradicado",
    "42", "4.200.000.000", "2.5", "NP", "n", "v\x1b[B\x1b[C", "p", "f", "Inada.xlsx", "Elibro.xlsx",
)  # fmt: skip


class Act(NamedTuple):
    """What is done next: something sent, the window made another size, then a pause."""

    data: bytes = b""
    size: tuple[int, int] | None = None
    pause: float = 0.0


def acts(seed: int) -> Iterator[Act]:
    """Yield acts without end, always the same of a seed."""
    chance = random.Random(seed)
    kinds: tuple[Callable[[random.Random], Act], ...] = (
        _key,
        _sequence,
        _word,
        _broken,
        _number,
        _paste,
        _window,
        _pause,
    )
    while True:
        [kind] = chance.choices(kinds, (50, 30, 10, 4, 2, 2, 1, 1))
        yield kind(chance)


def _key(chance: random.Random) -> Act:
    return Act(chance.choice(CHARACTERS).encode())


def _sequence(chance: random.Random) -> Act:
    return Act(chance.choice(KEYS).encode())


def _word(chance: random.Random) -> Act:
    return Act((chance.choice(WORDS) + chance.choice(("\r", "\r", "\x1b", "\t"))).encode())


def _broken(chance: random.Random) -> Act:
    """Half of a sequence, one of a terminal's replies, or bytes that are no text."""
    if chance.random() < 0.2:
        return Act(chance.randbytes(4).replace(b"\x11", b""))
    sequence = chance.choice(SEQUENCES)
    return Act(sequence[: chance.randint(1, len(sequence))].encode(), pause=chance.choice((0, 0, 0.4)))


def _number(chance: random.Random) -> Act:
    digits = "".join(chance.choices("0123456789.,", k=chance.choice((12, 40, 90, 400))))
    return Act((digits + chance.choice(("\r", "\x1b"))).encode())


def _paste(chance: random.Random) -> Act:
    fields = [str(chance.randint(0, 10**9)) for _turn in range(chance.randint(1, 40))]
    text = "".join(field + chance.choice("\t\n\r\n") for field in fields)
    end = chance.choice(("\x1b[201~", "\x1b[201~", "\x1b[201~", ""))
    behind = chance.choice(("\r", "\x1b", ""))
    return Act(f"\x1b[200~{text}{end}{behind}".encode(), pause=0 if end else 1)


def _window(chance: random.Random) -> Act:
    usual = ((80, 24), (120, 40), (60, 15), (200, 50))
    return Act(size=chance.choice((*usual, (chance.randint(1, 250), chance.randint(1, 70)))))


def _pause(chance: random.Random) -> Act:
    return Act(pause=chance.choice((0.05, 0.4, 1.0)))

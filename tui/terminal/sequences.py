"""The grammar of what terminals send behind Esc: keys, and what they reply to questions.

A sequence comes in one piece or in several, and now and then only half of it comes.
"""

import re
from typing import Final

ESC: Final = "\x1b"

WHOLE: Final = re.compile(
    r"""\x1b(?:
        \[\[[A-E]                                       # F1 to F5 of the Linux console
      | \[M[^\x00-\x1f]{3}                              # the mouse, from terminals that know no other form
      | \[(?:2[34]|[378])\$                             # keys with Shift, from rxvt
      | \[(?!M)[0-?]{0,256}[ -/]{0,4}[@-Z\\-~]          # CSI
      | O[0-9;]{0,8}[@-~]                               # SS3
      | (?:\][0-9]{1,2};|P(?:>\||!\||[01][$+]r))[^\x00-\x1f]{0,4096}(?:\x07|\x1b\\)  # OSC and DCS
    )""",
    re.VERBOSE,
)
"""A sequence that is complete, at the beginning of a text."""

_BEGUN: Final = re.compile(
    r"""\x1b(?:
        \[\[
      | \[M[^\x00-\x1f]{0,2}
      | \[(?!M)[0-?]{0,256}[ -/]{0,4}
      | O[0-9;]{0,8}
      | (?:\][0-9]{1,2};|P(?:>\||!\||[01][$+]r))[^\x00-\x1f]{0,4096}(?:\x1b(?![\[O]))?
      | \][0-9]{0,2}
      | P(?:[01][$+]?|>|!)?
    )?""",
    re.VERBOSE,
)

_MOST: Final = 32
"""The most characters of a sequence that Textual's parser looks at before it takes them for keys."""
_SIZE: Final = re.compile(r"\x1b\[48;([0-9]{1,3}(:[0-9]*)?;){2}[0-9:]{1,6};[0-9:]{1,6}t")
"""A reply with a window's size that one may have."""

_LATE_KEY: Final = re.compile(r"\x1b(?:\[\[[A-E]|\[[0-9;]{0,8}[A-HPQRSZ~]|O[A-HPQRS])")
_LATE_BEGUN: Final = re.compile(r"\x1b(?:\[\[?|\[[0-9;]{0,8}|O)")

_TYPED: Final = re.compile(r"\x1b(?:\][0-9]{0,2}|P(?:[01][$+]?|>|!)?)?")
"""Esc, and behind it only what a person types as well: the beginning of a reply is known by more than that."""


def may_be_known(sequence: str) -> bool:
    """Whether a whole sequence may mean something to Textual: OSC, DCS and what is far too much do not."""
    if sequence.startswith("\x1b[48;"):
        return _SIZE.fullmatch(sequence) is not None
    return sequence[1] in "[O" and len(sequence) <= _MOST


def beginning(text: str) -> str:
    """Return as much of a text that begins with Esc as more characters may complete to a sequence."""
    begun = _BEGUN.match(text)
    return begun[0] if begun else ""


def may_be_typed(begun: str) -> bool:
    """Whether the beginning of a sequence is as likely Esc with keys behind it."""
    return _TYPED.fullmatch(begun) is not None


def is_late_key(text: str) -> bool:
    """Whether a text begins with a key's sequence, or is the beginning of one, though its Esc was taken for a key."""
    return bool(_LATE_KEY.match(text) or _LATE_BEGUN.fullmatch(text))

"""Rows of a table that are no indicators: totals, notes, signatures."""

from collections.abc import Sequence

from workbook.form.words import is_one_of, phrases, plain


def is_total_word(text: str) -> bool:
    """Whether a text says no more than that its row is a total."""
    return is_one_of(text, "rows", "total")


def begins_total(text: str) -> bool:
    """Whether a text begins as that of a total row."""
    words = phrases("rows", "total")
    return plain(text).startswith(tuple(f"{word}{end}" for word in words for end in " :"))


def begins(text: str, kind: str) -> bool:
    """Whether a text is a label of a kind of rows, `signature` or `note`, with or without what follows its colon."""
    return is_one_of(text.partition(":")[0], "rows", kind)


def is_note(texts: Sequence[str]) -> bool:
    """Whether what a row shows is a note or a legend."""
    legend = plain(texts[0]).startswith(tuple(phrases("rows", "legend")))
    return len(texts) <= 2 and (legend or begins(texts[0], "note"))

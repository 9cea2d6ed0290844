"""What the columns of a table hold, told by their headings, which may be stacked over two or three rows."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from scoring.messages import _
from scoring.text.months import month_name
from workbook.form.files.grid import FormCell, Grid
from workbook.form.values.periods import Span, read_heading_span
from workbook.form.words import Role, contains, dictionary, heading_role, is_one_of, plain, telling, words_of

LOCALE: Final = "es_CO"
_MONTHS_OF: Final = {"months": 1, "quarters": 3}


class Column(NamedTuple):
    """A column of a table and what it was understood as."""

    number: int
    """Its place in the sheet, from 1."""
    heading: str
    """What stands over it, the innermost heading alone where that says enough."""
    role: Role | None
    """None where no word of the dictionary fits."""
    span: Span | None = None
    """The part of the year, for a column of a programme or of what was executed."""
    rank: int = 0
    """The place of its heading among those of its role: of two columns for one thing, the lower is taken."""

    @property
    def label(self) -> str:
        """The heading as a sentence quotes it."""
        return self.heading or _("columna {number}").format(number=self.number)


def read_columns(grid: Grid, top: int, bottom: int) -> tuple[Column, ...]:
    """Return the columns of the table whose headings stand in the rows from `top` to `bottom`."""
    stacks = {column: stack(grid, top, bottom, column) for column in range(1, grid.last_column + 1)}
    series = dict(_series(stacks))
    columns = []
    for number, texts in stacks.items():
        if not texts:
            continue
        columns.append(_column(number, texts, series.get(number)))
    return tuple(columns)


def stack(grid: Grid, top: int, bottom: int, column: int) -> list[str]:
    """Return the headings over a column from the outermost inwards, each once."""
    texts: list[str] = []
    for row in range(top, bottom + 1):
        text = heading_text(grid.at(row, column))
        if not text and row < bottom and grid.at(bottom, column).text:
            text = _group(grid, row, bottom, column)
        if text and (not texts or texts[-1] != text):
            texts.append(text)
    return texts


def heading_text(cell: FormCell) -> str:
    """Return a heading as words: of a date, which is how some forms head their months, the month."""
    if isinstance(cell.value, date):
        return f"{month_name(cell.value.month, LOCALE, wide=True)} {cell.value.year}"
    return cell.text


def _group(grid: Grid, row: int, bottom: int, column: int) -> str:
    """Return the heading to the left that is over a column too, in files that do not say what is merged."""
    for left in range(column - 1, 0, -1):
        if text := grid.at(row, left).text:
            return text if grid.own(bottom, left).text and grid.area(row, left).right == left else ""
        if not grid.at(bottom, left).text:
            return ""
    return ""


def _column(number: int, texts: Sequence[str], series: Span | None) -> Column:
    lower = texts[-1]
    upper = texts[-2] if len(texts) > 1 else ""
    joined = f"{upper} {lower}".strip()
    span = series or read_heading_span(lower) or (read_heading_span(upper) if is_mark(lower) else None)
    if span is None and upper:
        span = read_heading_span(joined)
    if span is not None:
        executed = _is_executed("" if series else lower, joined)
        return Column(number, joined, Role.EXECUTED if executed else Role.PROGRAMME, span)
    alone, together = heading_role(lower), heading_role(joined)
    if together and (alone is None or together.words > alone.words):
        return Column(number, joined if alone is None else lower, together.role, rank=together.rank)
    if alone is None:
        return Column(number, joined if _is_bare(lower) else lower, None)
    return Column(number, lower, alone.role, rank=alone.rank)


def is_mark(text: str) -> bool:
    """Whether a heading says nothing but whether its column is programmed or executed."""
    return is_one_of(text, "marks", "programmed") or is_one_of(text, "marks", "executed")


def _is_executed(lower: str, joined: str) -> bool:
    """Whether a column of a period holds what was done and not what is planned."""
    if is_mark(lower):
        return is_one_of(lower, "marks", "executed")
    long = [word for word in words_of(joined) if len(word) > 1]
    return contains(long, "marks", "executed") and not contains(long, "marks", "programmed")


def _is_bare(text: str) -> bool:
    """Whether a heading says nothing without the one above it: `P`, `2025`, `Total`."""
    return len(plain(text)) < 4 or plain(text).isdecimal()


def _series(stacks: dict[int, list[str]]) -> Iterator[tuple[int, Span]]:
    """Yield the columns whose headings are together a year: `E F M A M J J A S O N D`, `1` to `12`, `I` to `IV`."""
    lower = [(column, " ".join(telling(texts[-1])) if texts else "") for column, texts in stacks.items()]
    own = [(column, plain(stacks[column][-1]) if text else "") for column, text in lower]
    for name, length in _MONTHS_OF.items():
        for listed in dictionary()["series"][name]:
            wanted = listed.split()
            for at in range(len(own) - len(wanted) + 1):
                if [text for _column, text in own[at : at + len(wanted)]] == wanted:
                    for place, (column, _text) in enumerate(own[at : at + len(wanted)]):
                        yield column, Span(place * length + 1, (place + 1) * length)

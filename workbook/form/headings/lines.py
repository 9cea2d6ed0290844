"""The rows of a form's tables as lines, an indicator each, with the levels above it and all that stands in its row.

A merged cell holds for all that it covers, an empty cell below a filled one in a grouping column repeats it, and a
band over the table is a level too. Totals, notes and signatures are no indicators.
"""

from collections.abc import Mapping, Sequence

from scoring.messages import _
from workbook.form.files.grid import FormCell, Grid
from workbook.form.headings.bands import named_level, plain_band, with_weight_beside
from workbook.form.headings.chosen import Chosen
from workbook.form.headings.columns import Column, is_mark
from workbook.form.headings.finder import Headings
from workbook.form.headings.line import Beside, Level, Line, Sheet
from workbook.form.headings.row_kinds import begins, begins_total, is_note, is_total_word
from workbook.form.values.periods import Span
from workbook.form.words import Role, is_one_of


def read_lines(grid: Grid, headings: Sequence[Headings], chosen: Mapping[int, Chosen]) -> Sheet:
    """Return the lines of a sheet with the tables under `headings`; `chosen` are their columns, by their first row."""
    reader = _Reader(grid)
    for at, heading in enumerate(headings):
        end = headings[at + 1].top if at + 1 < len(headings) else grid.last_row + 1
        table = chosen[heading.top]
        reader.begin(heading, table)
        for row in range(heading.bottom + 1, end):
            if reader.ends(row):
                break
            reader.read(row)
    return Sheet(tuple(reader.lines), tuple(reader.doubts))


class _Reader:
    """The rows of one sheet, from top to bottom; what is above a line stays until it changes."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.lines: list[Line] = []
        self.doubts: list[str] = []
        self._bands: dict[str, Level] = {}
        self._levels: dict[int, str] = {}
        self._level_weights: dict[tuple[int, str], str] = {}
        self._table = Chosen({}, (), (), (), ())
        self._row_kind: int | None = None

    def begin(self, heading: Headings, table: Chosen) -> None:
        """Start a table; a band can stand right above its headings."""
        if [column.heading for column in table.columns] != [column.heading for column in self._table.columns]:
            self._levels = {}  # a heading that is repeated on a new page goes on with what was above
        self._table = table
        self._row_kind = self._kind_column(heading)
        for row in range(max(1, heading.top - 2), heading.top):
            if not any(column.role is Role.OBJECTIVE for column in table.levels):
                self._band(row, strict=True)

    def ends(self, row: int) -> bool:
        """Whether the table is over: signatures begin."""
        texts = [self.grid.own(row, column).text for column in self.grid.filled(row)]
        labels = [begins(text, "signature") for text in texts]
        return sum(labels) > 1 or labels[:1] == [True] or (any(labels) and not self._is_indicator(row))

    def read(self, row: int) -> None:
        """Take what a row holds."""
        filled = self.grid.filled(row)
        texts = [self.grid.own(row, column).text for column in filled]
        if not texts or is_note(texts) or self._is_total(texts, row):
            return
        if self._is_second(row):
            self._add_second(row)
        elif self._is_indicator(row):
            self._read_levels(row)
            self.lines.append(self._line(row))
        elif not self._band(row):
            self._read_levels(row)
            self._continue(row, filled)

    def _is_indicator(self, row: int) -> bool:
        """Whether a row begins an indicator: its column, or that of the goal, holds something there."""
        fields = self._table.fields
        measured = [fields[role].number for role in (Role.INDICATOR, Role.GOAL) if role in fields]
        own = [self.grid.own(row, column).text for column in measured if self.grid.area(row, column).left == column]
        return any(text and not is_total_word(text) for text in own) and not self._is_band_cell(row, measured)

    def _is_band_cell(self, row: int, measured: Sequence[int]) -> bool:
        """Whether all that a row shows is one cell over the whole table."""
        areas = {self.grid.area(row, column) for column in self.grid.filled(row)}
        return len(areas) == 1 and next(iter(areas)).right - next(iter(areas)).left >= len(measured) + 1

    def _is_total(self, texts: Sequence[str], row: int) -> bool:
        first = next((text for text in texts if any(letter.isalpha() for letter in text)), "")
        if is_total_word(first):
            return True
        return begins_total(first) and not self._is_indicator(row)

    def _read_levels(self, row: int) -> None:
        """Take the texts of the grouping columns: what is empty repeats what is above it in the same outer level."""
        changed = False
        for column in self._table.levels:
            text = self.grid.at(row, column.number).text
            before = self._levels.get(column.number, "")
            if text:
                changed = changed or text != before
                self._levels[column.number] = text
            elif changed:
                self._levels[column.number] = ""

    def _line(self, row: int) -> Line:
        table, grid = self._table, self.grid
        cells = {role: grid.at(row, column.number) for role, column in table.fields.items()}
        weight = table.fields.get(Role.WEIGHT)
        return Line(
            grid.title,
            row,
            self._levels_now(),
            cells,
            grid.area(row, weight.number).top if weight else row,
            tuple(_named(table.kept, grid, row)),
            tuple(self._periods(table.programme, row)),
            tuple(self._periods(table.executed, row)),
            table,
        )

    def _levels_now(self) -> tuple[Level, ...]:
        columns = (self._level(column) for column in self._table.levels)
        return tuple(level for level in (*self._bands.values(), *columns) if level.text)

    def _level(self, column: Column) -> Level:
        text = self._levels.get(column.number, "")
        weight = self._level_weights.get((column.number, text), "")
        return Level(column.heading, column.role or Role.ABOVE, text, weight)

    def _periods(self, columns: Sequence[Column], row: int) -> list[tuple[Span, FormCell]]:
        return [(column.span, self.grid.own(row, column.number)) for column in columns if column.span is not None]

    def _band(self, row: int, *, strict: bool = False) -> bool:
        """Take a row that is a level by itself: one text over the table, or one that begins as levels do."""
        columns = self.grid.filled(row)
        texts = [self.grid.own(row, column).text for column in columns]
        if not texts or len(texts) > 2 or not any(letter.isalpha() for letter in texts[0]):
            return False
        area = self.grid.area(row, columns[0])
        across, width = area.right - area.left, len(self._table.columns)
        wide = across >= 3 or (width > 3 and across >= width // 2)
        level = named_level(texts[0])
        if level is None and (strict or not wide):
            return False
        if not wide and any(column.number == columns[0] for column in self._table.levels):
            return False
        self._put_band(with_weight_beside(level or plain_band(texts[0]), texts[1:]))
        return True

    def _put_band(self, level: Level) -> None:
        """Put a band over what follows; what was inside the level of its kind that ends here ends too."""
        names = list(self._bands)
        for ended in names[names.index(level.name) :] if level.name in names else ():
            del self._bands[ended]
        self._bands[level.name] = level
        self._levels = {}

    def _continue(self, row: int, filled: Sequence[int]) -> None:
        """Add a row without an indicator of its own to the line above it, or say that it could not be placed."""
        known = {column.number for column in self._table.levels}
        left = [column for column in filled if column not in known]
        weight = self._table.fields.get(Role.WEIGHT)
        if weight is not None and left == [weight.number] and len(left) < len(filled):
            level = max(column for column in filled if column in known)
            self._level_weights[level, self._levels[level]] = self.grid.own(row, weight.number).text
            return
        if not left:
            return
        if self.lines and self._is_merged_into_last(row):
            cells = {role: self.grid.own(row, column.number) for role, column in self._table.fields.items()}
            before = self.lines[-1]
            joined = _joined(before.kept, _named(self._table.kept, self.grid, row, own=True))
            self.lines[-1] = before._replace(kept=joined, beside=(*before.beside, Beside(self._levels_now(), cells)))
            return
        kept = _named(self._table.kept, self.grid, row, own=True)
        if self.lines and kept and len(kept) == len(left):
            before = self.lines[-1]
            self.lines[-1] = before._replace(kept=_joined(before.kept, kept))
            return
        texts = "», «".join(self.grid.own(row, column).text[:60] for column in left[:3])
        self.doubts.append(
            _("Fila {row}: no tiene indicador ni meta y no se sabe qué es «{texts}»").format(row=row, texts=texts)
        )

    def _is_merged_into_last(self, row: int) -> bool:
        """Whether the last indicator's own cell reaches down to a row."""
        fields = self._table.fields
        columns = [fields[role].number for role in (Role.INDICATOR, Role.GOAL) if role in fields]
        areas = [self.grid.area(row, column) for column in columns]
        return any(area.top == self.lines[-1].row < row for area in areas)

    def _kind_column(self, heading: Headings) -> int | None:
        """Return the column that says of each row whether it is programmed or executed; None where none does."""
        rows = range(heading.bottom + 1, min(heading.bottom + 41, self.grid.last_row + 1))
        for column in range(1, self.grid.last_column + 1):
            texts = [text for row in rows if (text := self.grid.own(row, column).text)]
            if (
                len(texts) >= 2
                and all(is_mark(text) for text in texts)
                and any(is_one_of(text, "marks", "executed") for text in texts)
                and any(is_one_of(text, "marks", "programmed") for text in texts)
            ):
                return column
        return None

    def _is_second(self, row: int) -> bool:
        """Whether a row is the second of an indicator's two: what was executed under what was programmed."""
        return (
            self._row_kind is not None
            and bool(self.lines)
            and is_one_of(self.grid.own(row, self._row_kind).text, "marks", "executed")
            and not self._is_indicator(row)
        )

    def _add_second(self, row: int) -> None:
        columns = (*self._table.programme, *self._table.executed)
        self.lines[-1] = self.lines[-1]._replace(executed=tuple(self._periods(columns, row)))


def _named(columns: Sequence[Column], grid: Grid, row: int, *, own: bool = False) -> list[tuple[str, str]]:
    """Return headings and texts of the columns that hold something in a row; two of one heading are told apart."""
    found: dict[str, str] = {}
    for column in columns:
        text = (grid.own if own else grid.at)(row, column.number).text
        if text:
            name = column.label
            while name in found:
                name = f"{name} *"
            found[name] = text
    return list(found.items())


def _joined(before: Sequence[tuple[str, str]], more: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    texts = dict(before)
    for name, text in more:
        texts[name] = f"{texts[name]}; {text}" if name in texts else text
    return tuple(texts.items())

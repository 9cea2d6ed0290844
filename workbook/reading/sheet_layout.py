"""How a sheet is laid out beside what its cells hold: colours, merged areas, rules, what is hidden, links, the print.

openpyxl tells none of it where it reads a sheet as a stream, so it is read out of the sheet's part, which is checked.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias
from xml.parsers.expat import ParserCreate

from openpyxl.utils import column_index_from_string

from workbook.model.cells import Area
from workbook.model.looks import Coverage, Look
from workbook.model.print_words import printed_words

Links: TypeAlias = tuple[tuple[tuple[int, int], str], ...]
"""Cells that lead somewhere, and the relationships of their sheet that say where."""

_AREA: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_CELL: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MERGED: Final = re.compile(rb"""<(?:[\w.-]+:)?mergeCell\s[^<>]*?\bref\s*=\s*["']([A-Za-z0-9:$]+)["']""")
_HEADS_AND_FEET: Final = frozenset(
    f"{which}{place}" for which in ("odd", "even", "first") for place in ("Header", "Footer")
)
_WITH_AREAS: Final = frozenset({"dataValidation", "conditionalFormatting"})
_YES: Final = frozenset({"1", "true"})
_MOST_COLUMNS: Final = 1_000
"""How far to the right it is told what is hidden."""
_MOST_AREAS: Final = 50_000
"""Areas of rules that are looked at; 2 000 indicators have 10 000."""


class SheetLayout(NamedTuple):
    """What a sheet is beside what its cells hold."""

    looks: Mapping[int, Mapping[int, Look]]
    """The colours of the cells that have any, by row and column."""
    checks: Coverage
    formats: Coverage
    merges: frozenset[Area]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    printed: str
    """The words at the head and foot of its pages."""
    links: Links

    def covered(self) -> Callable[[tuple[int, int]], bool]:
        """Return what tells whether a cell is one of merged ones, and not the first of them."""
        merged = Coverage(self.merges, max((area.bottom for area in self.merges), default=0))
        corners = {area[:2] for area in self.merges}
        return lambda place: merged.at(*place) > 0 and place not in corners


def areas_in(text: str) -> Iterator[Area]:
    """Yield the areas that are listed with blanks between them: `B4:C9 E4`; what is none is passed over."""
    for part in text.split():
        if match := _AREA.fullmatch(part):
            left, top, right, bottom = match.groups()
            first, last = column_index_from_string(left), column_index_from_string(right or left)
            area = Area(int(top), first, int(bottom or top), last)
            if area.top and area.bottom:
                yield area


def merged_areas(data: bytes) -> frozenset[Area]:
    """Return the merged areas of the sheet in a part."""
    return frozenset(area for reference in _MERGED.findall(data) for area in areas_in(reference.decode()))


def read_layout(data: bytes, looks: Sequence[Look]) -> SheetLayout:
    """Read the part of a sheet; `looks` are those of the workbook's styles, by their numbers.

    Raises ExpatError where the part is no XML.
    """
    reader = _Reader(looks)
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.characters
    parser.Parse(data, True)
    return reader.layout(merged_areas(data))


class _Reader:
    """Takes the elements of a sheet's part one after the other."""

    def __init__(self, looks: Sequence[Look]) -> None:
        self._coloured = {str(number): look for number, look in enumerate(looks) if look != Look()}
        self._looks: defaultdict[int, dict[int, Look]] = defaultdict(dict)
        self._areas: dict[str, list[Area]] = {"dataValidation": [], "conditionalFormatting": []}
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._printed: list[str] = []
        self._links: list[tuple[tuple[int, int], str]] = []
        self._last = 0
        self._text: list[str] | None = None
        """What the element says that is being read; None where that does not matter."""
        self._covered: list[Area] = []
        self._rules = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element: that of a cell comes first, since most are cells."""
        name = tag.rpartition(":")[2]
        if name == "c":
            look, cell = self._coloured.get(attributes.get("s", "")), _CELL.fullmatch(attributes.get("r", ""))
            if look and cell:
                self._looks[int(cell[2])][column_index_from_string(cell[1])] = look
        elif name == "row":
            self._row(attributes)
        elif name == "col" and attributes.get("hidden") in _YES:
            first, last = int(attributes.get("min", 1)), int(attributes.get("max", 1))
            self._hidden_columns.update(range(max(first, 1), min(last, _MOST_COLUMNS) + 1))
        elif name == "hyperlink":
            target = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            self._links += [((area.top, area.left), target) for area in areas_in(attributes.get("ref", "")) if target]
        elif name in _WITH_AREAS:
            room = len(self._areas[name]) < _MOST_AREAS
            self._covered, self._rules = [*areas_in(attributes.get("sqref", ""))] if room else [], 0
        elif name == "cfRule":
            self._rules += 1
        elif name == "sqref" or name in _HEADS_AND_FEET:
            self._text = []

    def characters(self, text: str) -> None:
        """Take a piece of text."""
        if self._text is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        name = tag.rpartition(":")[2]
        if name in _WITH_AREAS:
            rules = 1 if name == "dataValidation" else self._rules
            room = _MOST_AREAS - len(self._areas[name])
            self._areas[name] += (self._covered * min(rules, room))[:room]
        elif self._text is not None and name == "sqref":
            self._covered += areas_in("".join(self._text))
            self._text = None
        elif self._text is not None and name in _HEADS_AND_FEET:
            self._printed.append("".join(self._text))
            self._text = None

    def layout(self, merges: frozenset[Area]) -> SheetLayout:
        """Return what was read, with the merged areas."""
        return SheetLayout(
            self._looks,
            Coverage(self._areas["dataValidation"], self._last),
            Coverage(self._areas["conditionalFormatting"], self._last),
            merges,
            frozenset(self._hidden_rows),
            frozenset(self._hidden_columns),
            printed_words(self._printed),
            tuple(self._links),
        )

    def _row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        if number.isdecimal():
            self._last = max(self._last, int(number))
            if attributes.get("hidden") in _YES:
                self._hidden_rows.add(int(number))

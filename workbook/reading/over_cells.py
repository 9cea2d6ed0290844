"""What lies over the cells of a sheet: comments, threads of them, drawn figures with their texts, pictures, and links.

openpyxl does not tell them where it reads a sheet as a stream, so they are read out of the parts that the sheet's
relationships name; `workbook.reading.content_types` has these parts checked.
"""

import re
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from io import BytesIO
from posixpath import basename, dirname, join, normpath
from typing import Final, NamedTuple
from xml.parsers.expat import ParserCreate
from zipfile import ZipFile

from openpyxl.utils import coordinate_to_tuple

from workbook.reading.content_types import elements
from workbook.reading.preflight import Package
from workbook.reading.sheet_layout import Links

_THREADED_NOTICE: Final = re.compile(r"\[[^\]]*\].*?(?:Comment|Comentario):\s*")
"""What Excel writes before the text of a threaded comment, for programs that know no threads."""
_COMMENTS: Final = frozenset({"comment", "threadedComment"})
_ANCHORS: Final = frozenset({"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"})
_FIGURES: Final = frozenset({"sp", "cxnSp"})
_TEXTS: Final = frozenset({"t", "text"})
_LONGEST: Final = 2_000
"""Characters of a text that are kept."""


class Over(Enum):
    """What lies over a cell."""

    COMMENT = auto()
    DRAWN = auto()
    PICTURE = auto()
    LINK = auto()
    """It leads out of the workbook."""


class OverCell(NamedTuple):
    """Something that lies over a cell, and what it says; the text is empty where it says nothing."""

    place: tuple[int, int]
    """Row and column of the cell; of a drawn thing, of its upper left corner."""
    kind: Over
    text: str


def over_cells(package: Package, part: str, links: Links) -> tuple[OverCell, ...]:
    """Return what lies over the cells of the sheet in a part of a package, from top to bottom; `links` are the sheet's.

    Raises what zipfile, expat and openpyxl raise for parts that are no XML, and for cells that are none.
    """
    found: list[OverCell] = []
    threads: dict[tuple[int, int], list[str]] = {}
    with ZipFile(BytesIO(package.data)) as archive:
        relations = _relations(archive, part)
        found += _links(relations, links)
        for target in _related(archive, part, relations):
            reader = _Reader()
            reader.read(archive.read(target))
            found += reader.found
            for place, text in reader.threads:
                threads.setdefault(place, []).append(text)
    kept = [over for over in found if over.kind is not Over.COMMENT or over.place not in threads]
    told = [OverCell(place, Over.COMMENT, " / ".join(texts)[:_LONGEST]) for place, texts in threads.items()]
    return tuple(sorted([*kept, *told], key=lambda over: over.place))


def _relations(archive: ZipFile, part: str) -> list[dict[str, str]]:
    """Return the relationships that a sheet names, as their attributes."""
    name = join(dirname(part), "_rels", f"{basename(part)}.rels")
    return [attributes for _tag, attributes in elements(archive.read(name))] if name in archive.namelist() else []


def _links(relations: Iterable[dict[str, str]], links: Links) -> Iterator[OverCell]:
    """Yield the links that lead out of the workbook."""
    targets = {each.get("Id", ""): each.get("Target", "") for each in relations if each.get("TargetMode") == "External"}
    yield from (OverCell(place, Over.LINK, targets[link]) for place, link in links if targets.get(link))


def _related(archive: ZipFile, part: str, relations: Iterable[dict[str, str]]) -> Iterator[str]:
    """Yield the names of the parts of comments and drawings that a sheet names."""
    names = set(archive.namelist())
    for attributes in relations:
        kind = attributes.get("Type", "").rpartition("/")[2]
        target = normpath(join("/", dirname(part), attributes.get("Target", ""))).lstrip("/")
        if kind in {"comments", "threadedComment", "drawing"} and target in names:
            yield target


class _Reader:
    """Reads a part of comments or of drawings as a stream, and keeps of each what it is, where, and what it says."""

    def __init__(self) -> None:
        self.found: list[OverCell] = []
        self.threads: list[tuple[tuple[int, int], str]] = []
        self._inside = ""
        """The comment or anchor that is being read."""
        self._reference = ""
        self._kind: Over | None = None
        self._corner: dict[str, str] = {}
        self._text = ""
        self._path: list[str] = []

    def read(self, data: bytes) -> None:
        """Read a part."""
        parser = ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        parser.Parse(data, True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self._path.append(name)
        if name in _COMMENTS or name in _ANCHORS:
            self._inside, self._reference, self._corner, self._text = name, attributes.get("ref", "A1"), {}, ""
            self._kind = Over.COMMENT if name in _COMMENTS else None
        elif name in _FIGURES:
            self._kind = Over.DRAWN
        elif name == "pic":
            self._kind = self._kind or Over.PICTURE
        elif name in {"p", "br"}:
            self._text += " "

    def _characters(self, text: str) -> None:
        if not self._inside:
            return
        if self._path[-1] in _TEXTS and len(self._text) < _LONGEST:
            self._text += text[:_LONGEST]
        elif self._path[-2:-1] == ["from"]:
            self._corner[self._path[-1]] = text[:9]

    def _end(self, _tag: str) -> None:
        name = self._path.pop()
        if name != self._inside:
            return
        text = " ".join(self._text.split())
        if name == "threadedComment":
            self.threads.append((coordinate_to_tuple(self._reference), text))
        elif name == "comment":
            said = _THREADED_NOTICE.sub("", text, count=1)
            self.found.append(OverCell(coordinate_to_tuple(self._reference), Over.COMMENT, said))
        elif self._kind is not None:
            self.found.append(OverCell((self._side("row"), self._side("col")), self._kind, text))
        self._inside = ""

    def _side(self, name: str) -> int:
        text = self._corner.get(name, "")
        return int(text) + 1 if text.isdecimal() else 1

"""Which parts of a package are XML, as the package itself says: pictures, printer settings and metadata are not."""

import posixpath
from collections.abc import Iterable, Mapping
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate

from scoring.messages import _
from workbook.reading.xml_check import UnsafeError

CONTENT_TYPES: Final = "[content_types].xml"
_PARSED: Final = (
    *("/worksheet", "/sharedStrings", "/styles", "/theme", "/chartsheet", "/officeDocument"),
    *("/comments", "/threadedComment", "/drawing"),
)
"""Ends of the types of relationship whose targets are parsed, by openpyxl or (the latter ones) by
`workbook.reading.over_cells`: whatever the content types call them."""


def xml_parts(names: Iterable[str], documents: Mapping[str, bytes]) -> frozenset[str]:
    """Return the names among `names` of the parts that are XML.

    `documents` are the content types and all relationships, checked, by name. What a relationship calls a sheet or
    texts is parsed, so it is XML even where it is called a picture. UnsafeError where one of them cannot be read.
    """
    by_extension: dict[str, str] = {}
    by_name: dict[str, str] = {}
    parsed: set[str] = set()
    for document, data in documents.items():
        folder = posixpath.dirname(posixpath.dirname(document))
        for tag, attributes in elements(data):
            if tag == "Default":
                by_extension[attributes.get("Extension", "").casefold()] = attributes.get("ContentType", "")
            elif tag == "Override":
                by_name[attributes.get("PartName", "").lstrip("/").casefold()] = attributes.get("ContentType", "")
            elif tag == "Relationship" and attributes.get("Type", "").endswith(_PARSED):
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                parsed.add(target.lstrip("/").casefold())

    def is_xml(name: str) -> bool:
        plain = name.casefold()
        extension = plain.rpartition("/")[2].rpartition(".")[2]
        called = by_name.get(plain, by_extension.get(extension, "")).casefold()
        kind = called.partition(";")[0].strip()
        return plain in parsed or extension == "rels" or plain == CONTENT_TYPES or _calls_xml(kind)

    return frozenset(name for name in names if is_xml(name))


def _calls_xml(content_type: str) -> bool:
    """Whether a content type is one of XML; a drawing in SVG is a picture."""
    return content_type.endswith(("+xml", "/xml")) and not content_type.startswith("image/")


def elements(data: bytes) -> list[tuple[str, dict[str, str]]]:
    """Return the elements of a small XML part, by name and with their attributes; UnsafeError where it is none."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = ParserCreate()
    parser.StartElementHandler = lambda tag, attributes: found.append((tag.rpartition(":")[2], attributes))
    try:
        parser.Parse(data, True)
    except ExpatError as error:
        raise UnsafeError(_("está dañado por dentro: pida que lo envíen de nuevo.")) from error
    return found

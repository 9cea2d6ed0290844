"""The pictures: what a terminal shows, as text that needs nothing but the reader's own fonts."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pyte
import pytest

from bench.palettes import XTERM
from bench.pictures import CELL, MARGIN, svg

DOCS = Path(__file__).parents[2] / "docs"
SVG = "{http://www.w3.org/2000/svg}"


def drawn(text: str, *, light: bool = False) -> ET.Element:
    """Return the picture of a screen of 20 by 2 that was sent a text."""
    screen = pyte.Screen(20, 2)
    pyte.Stream(screen).feed(text)
    return ET.fromstring(svg(screen, light=light))  # noqa: S314 - made by ourselves


def place(column: int) -> str:
    return str(MARGIN + column * CELL[0])


def test_words_stand_where_the_terminal_has_them() -> None:
    picture = drawn("uno dos   <3>\r\n\x1b[91m▲R\x1b[m")
    found = [(text.text, text.get("x"), text.get("fill")) for text in picture.iter(f"{SVG}text")]
    assert found == [("uno dos", place(0), None), ("<3>", place(10), None), ("▲R", place(0), f"#{XTERM[9]}")]


@pytest.mark.parametrize(("light", "ground"), [(False, "#000000"), (True, "#ffffff")])
def test_the_ground_is_that_of_the_theme_and_a_cursor_is_reversed(*, light: bool, ground: str) -> None:
    whole, cursor = drawn("\x1b[7m4\x1b[m", light=light).iter(f"{SVG}rect")
    assert whole.attrib["fill"] == ground
    assert cursor.attrib["fill"] != ground


@pytest.mark.parametrize("picture", sorted(DOCS.glob("*.svg")), ids=lambda picture: picture.name)
def test_the_pictures_of_the_pages_are_small_and_fetch_nothing(picture: Path) -> None:
    text = picture.read_text(encoding="utf-8")
    assert len(text) < 20_000
    assert re.findall(r"[a-z]+://[^\"]*", text) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"<(script|image|style|use|foreignObject)\b|href|@import|url\(", text)
    assert "Mar" in text or "mar" in text

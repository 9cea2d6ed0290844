"""Every role of both themes can be read, with the palettes of two terminals whose sixteen colours differ most."""

from collections.abc import Iterator

import pytest

from bench.palettes import CONSOLE, XTERM, Colour, contrast
from tui.grid.spans import Role
from tui.grid.theme import DARK, LIGHT, TextStyle, Theme

READABLE = 4.5
"""The least contrast of text by WCAG 2.2, level AA."""
BLACK, WHITE, SILVER = 0, 15, 7

GROUNDS = {"dark": (DARK, SILVER, BLACK), "light": (LIGHT, BLACK, WHITE)}
"""The themes, and which of the sixteen their text and their ground are where a role has none of its own."""


def drawn(style: TextStyle, text: int, ground: int) -> Iterator[tuple[int, int]]:
    """Yield letters and ground as they may be drawn: many terminals make a colour of the first eight bright if bold."""
    colours = (text if style.colour is None else style.colour, ground if style.ground is None else style.ground)
    letters, behind = reversed(colours) if style.reverse else colours
    yield letters, behind
    if style.bold and style.colour is not None and style.colour < 8:
        yield letters + 8, behind


@pytest.mark.parametrize("palette", [XTERM, CONSOLE], ids=["xterm", "console"])
@pytest.mark.parametrize(("theme", "text", "ground"), GROUNDS.values(), ids=GROUNDS)
@pytest.mark.parametrize("role", Role)
def test_a_role_can_be_read(role: Role, theme: Theme, text: int, ground: int, palette: tuple[Colour, ...]) -> None:
    for letters, behind in drawn(theme[role], text, ground):
        assert contrast(palette[letters], palette[behind]) >= READABLE, theme[role]


def test_what_could_not_be_read_is_found_out() -> None:
    assert round(contrast("000000", "ffffff"), 1) == 21
    assert contrast(CONSOLE[8], CONSOLE[0]) < READABLE < contrast(XTERM[8], XTERM[0])
    bold_red = list(drawn(TextStyle(1, bold=True), BLACK, WHITE))
    assert [contrast(XTERM[letters], XTERM[behind]) >= READABLE for letters, behind in bold_red] == [True, False]


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_nothing_is_drawn_faint_or_in_bright_black(theme: Theme) -> None:
    assert all({"2", "90"}.isdisjoint(style.sgr.split(";")) for style in theme.values())

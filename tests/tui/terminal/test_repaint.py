"""Only changed cells are sent, and the terminal ends up showing exactly what it should."""

from unicodedata import category, east_asian_width

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tui.grid.spans import Role, Span
from tui.grid.symbols import UNICODE
from tui.grid.theme import BLUE, DARK, LIGHT, RED, WHITE, TextStyle, Theme
from tui.grid.widget import rich_style
from tui.terminal.pen import Pen
from tui.terminal.repaint import Repaint
from tui.terminal.screen_cells import BLANK, lay_text, line_cells
from tui.terminal.shown_screen import CLEAR, ShownScreen

WIDTH, HEIGHT = 24, 4
ROLES = (Role.PLAIN, Role.TITLE, Role.CURSOR, Role.RED, Role.MARKED)
THEME: Theme = dict(
    zip(
        ROLES,
        (TextStyle(), TextStyle(bold=True), TextStyle(reverse=True), TextStyle(RED), TextStyle(WHITE, BLUE)),
        strict=True,
    )
)
STYLES = [rich_style(THEME[role]) for role in ROLES]
CONSOLE = Console(color_system="standard", force_terminal=True, legacy_windows=False)

Line = list[tuple[str, int]]
lines = st.lists(st.tuples(st.text("ab ñ●  ", max_size=9), st.integers(0, len(STYLES) - 1)), max_size=5)
screens = st.lists(lines, min_size=HEIGHT, max_size=HEIGHT)


def strip(line: Line) -> Strip:
    return Strip([Segment(text, STYLES[style]) for text, style in line if text]).adjust_cell_length(WIDTH, STYLES[0])


def whole(screen: list[Line]) -> CompositorUpdate:
    return LayoutUpdate([[strip(line)] for line in screen], Region(0, 0, WIDTH, HEIGHT))


def partial(line: Line, y: int) -> CompositorUpdate:
    chops = [{0: strip(line) if place == y else None} for place in range(HEIGHT)]
    return ChopsUpdate(chops, [(y, 0, WIDTH)], [[WIDTH]] * HEIGHT)


def shown(*texts: str) -> list[list[tuple[object, ...]]]:
    """Return the cells of a terminal that was sent these texts: their character and how it is drawn."""
    screen = pyte.Screen(WIDTH, HEIGHT)
    screen.reset_mode(7)
    stream = pyte.Stream(screen)
    for text in texts:
        stream.feed(text)
    return [[seen(screen.buffer[y][x]) for x in range(WIDTH)] for y in range(HEIGHT)]


def seen(cell: pyte.screens.Char) -> tuple[object, ...]:
    """Return what a person sees of a cell: of a blank one only its ground."""
    if cell.data == " ":
        return (" ", cell.reverse, cell.bg)
    return (cell.data, cell.reverse, cell.bg, cell.fg, cell.bold)


def new() -> Repaint:
    return Repaint(ShownScreen())


def sent(repaint: Repaint, update: CompositorUpdate) -> str:
    text = repaint.render(update, CONSOLE, WIDTH, HEIGHT)
    assert text is not None
    return text


@given(screens, screens)
def test_differences_lead_to_the_same_screen_as_drawing_it_anew(first: list[Line], second: list[Line]) -> None:
    repaint = new()
    changes = [sent(repaint, whole(first)), sent(repaint, whole(second))]
    assert shown(*changes) == shown(sent(new(), whole(second)))


@given(screens, lines, st.integers(0, HEIGHT - 1))
def test_a_partial_update_is_laid_over_what_is_there(first: list[Line], line: Line, y: int) -> None:
    repaint = new()
    changes = [sent(repaint, whole(first)), sent(repaint, partial(line, y))]
    assert shown(*changes) == shown(sent(new(), whole([*first[:y], line, *first[y + 1 :]])))


@given(screens, lines, st.integers(0, HEIGHT - 1))
def test_a_line_drawn_by_itself_is_blank_behind_its_end(first: list[Line], line: Line, y: int) -> None:
    shown_screen = ShownScreen()
    whole_screen = sent(Repaint(shown_screen), whole(first))
    text = shown_screen.change([(y, line_cells([Span(text, ROLES[style]) for text, style in line], THEME))])
    assert shown(whole_screen, text) == shown(sent(new(), whole([*first[:y], line, *first[y + 1 :]])))


@given(screens)
def test_nothing_is_sent_where_nothing_changed(screen: list[Line]) -> None:
    repaint = new()
    sent(repaint, whole(screen))
    assert sent(repaint, whole(screen)) == ""


def test_one_changed_character_costs_one_jump_and_one_character() -> None:
    repaint = new()
    sent(repaint, whole([[("abcdef", 0)]] * HEIGHT))
    changed = [[("abcdef", 0)], [("abXdef", 0)], *[[("abcdef", 0)]] * (HEIGHT - 2)]
    assert sent(repaint, whole(changed)) == "\x1b[2;3HX"


def test_a_wide_character_takes_its_two_cells_along() -> None:
    repaint = new()
    sent(repaint, whole([[("a漢b", 0)]] * HEIGHT))
    assert "漢" not in sent(repaint, whole([[("axyb", 0)]] * HEIGHT))
    assert "漢" in sent(repaint, whole([[("a漢b", 0)]] * HEIGHT))


def test_an_unknown_screen_is_cleared_first_and_takes_no_partial_update() -> None:
    shown_screen = ShownScreen()
    repaint = Repaint(shown_screen)
    assert repaint.render(partial([("a", 0)], 0), CONSOLE, WIDTH, HEIGHT) is None
    assert sent(repaint, whole([[("a", 0)]] * HEIGHT)).startswith(CLEAR)
    shown_screen.forget()
    assert sent(repaint, whole([[("a", 0)]] * HEIGHT)).startswith(CLEAR)


def test_an_update_of_another_kind_or_size_is_left_to_textual() -> None:
    repaint = new()
    sent(repaint, whole([[("a", 0)]] * HEIGHT))
    assert repaint.render(CompositorUpdate(), CONSOLE, WIDTH, HEIGHT) is None
    assert repaint.render(whole([[("a", 0)]] * HEIGHT), CONSOLE, WIDTH + 1, HEIGHT) is None
    assert sent(repaint, whole([[("a", 0)]] * HEIGHT)).startswith(CLEAR)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_a_style_is_sent_alike_before_and_after_textual_is_there(theme: Theme) -> None:
    for role, style in theme.items():
        shown_screen = ShownScreen()
        shown_screen.show(WIDTH, HEIGHT, [(0, 0, line_cells([Span("ab c", role)], theme))])
        drawn = LayoutUpdate([[Strip([Segment("ab c", rich_style(style))])]], Region(0, 0, WIDTH, HEIGHT))
        assert sent(Repaint(shown_screen), drawn) == "", role


@pytest.mark.parametrize(
    ("before", "after", "sent_text"),
    [
        ([("ab", 3)], [("ab", 1)], "\x1b[1H\x1b[1mab\x1b[m"),
        ([("a  b", 0)], [("X  Y", 0)], "\x1b[1HX  Y"),
        ([("abcdefghijkl", 0)], [("Xbcdefghijkl", 0)], "\x1b[1HX"),
        ([("ab         cd", 0)], [("ab", 0)], "\x1b[1;12H  "),
        ([("ab", 0), ("cdefghij", 3)], [("a", 0)], "\x1b[1;2H\x1b[K"),
        ([("abcdefghij", 0)], [("ab", 0), ("cdefgh", 1), ("ij", 0)], "\x1b[1;3H\x1b[1mcdefgh\x1b[m"),
    ],
    ids=["another style", "a gap sent again", "one cell", "two blanks", "erased", "bold in between"],
)
def test_the_shortest_text_is_sent(before: Line, after: Line, sent_text: str) -> None:
    repaint = new()
    empty: list[Line] = [[]] * (HEIGHT - 1)
    sent(repaint, whole([before, *empty]))
    assert sent(repaint, whole([after, *empty])) == sent_text


@given(st.sampled_from([style.sgr for style in {*DARK.values(), *LIGHT.values()}]), st.data())
def test_a_style_that_adds_to_another_is_drawn_as_if_it_stood_alone(first: str, data: st.DataObject) -> None:
    second = data.draw(st.sampled_from([style.sgr for style in {*DARK.values(), *LIGHT.values()}]))
    pen, alone = Pen(), Pen()
    blank = [BLANK] * WIDTH
    pen.change(0, blank, [("a", first), ("b", second), *blank[2:]])
    alone.change(0, blank, [BLANK, ("b", second), *blank[2:]])
    assert shown(pen.finish())[0][1] == shown(alone.finish())[0][1]


@pytest.mark.parametrize(
    ("y", "x", "way"),
    [(1, 12, "\v\x1b[13G"), (2, 12, "\x1b[3;13H"), (3, 12, "\x1b[4;13H"), (1, 0, "\v\r"), (3, 0, "\x1b[4H")],
)
def test_the_way_to_a_line_below_is_the_shorter_one(y: int, x: int, way: str) -> None:
    pen = Pen()
    old = [BLANK] * WIDTH
    pen.change(0, old, [*old[:20], ("a", ""), *old[21:]])
    pen.change(y, old, [*old[:x], ("b", ""), *old[x + 1 :]])
    text = pen.finish()
    assert text == f"\x1b[1;21Ha{way}b"
    assert shown(text)[y][x][0] == "b"


def test_characters_take_as_many_cells_as_unicode_says() -> None:
    for character in (*map(chr, range(0x20, 0x500)), *"".join(UNICODE), "–", "\u200b", "你", "\u0301"):
        cells: list[tuple[str, str]] = []
        lay_text(cells, character, "")
        narrow = 0 if category(character) in {"Mn", "Me", "Cf"} else 1
        assert len(cells) == (2 if east_asian_width(character) in {"W", "F"} else narrow), hex(ord(character))

"""Pictures of the application's screen, as SVG: `python -m bench.pictures DEMO.svg --size 120x40 --theme light`.

The demo plan is opened on a pseudo-terminal, keys are typed, and what the terminal shows is drawn with the colours of
an xterm. What is drawn is text in the reader's own monospaced font: nothing has to be downloaded to see it.
"""

import argparse
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

import pyte

from bench.palettes import XTERM, Colour
from bench.ptybench.keys import key_bytes, parse_keys

ROOT: Final = Path(__file__).parents[1]
QUIET: Final = 1.0
"""Seconds without a byte after which the screen is complete."""
CELL: Final = (8, 17)
"""Width and height of a cell, in pixels."""
BASELINE: Final = 13
"""Of the letters, below the top of their cell."""
SIZE: Final = 13.3
"""Of the letters; those of most monospaced fonts are then about as wide as a cell."""
MARGIN: Final = 8
FONT: Final = "DejaVu Sans Mono,Menlo,Consolas,monospace"
NAMES: Final = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")
"""What pyte calls the first eight colours; the others are `bright` and one of them."""
SPELT: Final = {"bfightmagenta": "brightmagenta"}
"""Names that pyte spells wrong."""


class Look(NamedTuple):
    """How neighbouring cells are drawn alike."""

    colour: Colour
    ground: Colour
    bold: bool
    underlined: bool


def main() -> None:
    """Draw the screen that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench.pictures", description=__doc__)
    parser.add_argument("target", type=Path, metavar="PICTURE.svg")
    parser.add_argument("--size", default="80x24", metavar="COLUMNSxROWS")
    parser.add_argument("--theme", choices=("dark", "light"), default="dark")
    parser.add_argument("--month", default="mar")
    parser.add_argument("--keys", default="", metavar="KEYS", help="as in a profile of ptybench: 'Down*3 s'")
    options = parser.parse_args()
    columns, rows = map(int, options.size.split("x"))
    screen = shown(columns, rows, options.theme, options.month, options.keys)
    options.target.write_text(svg(screen, light=options.theme == "light"), encoding="utf-8")


def shown(columns: int, rows: int, theme: str, month: str, keys: str) -> pyte.Screen:
    """Open the demo plan at a cut-off in a folder of its own, type the keys and return what is on the screen."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "plan-de-accion" / "config.toml"
        settings.parent.mkdir()
        settings.write_text(f'theme = "{theme}"\n', encoding="utf-8")
        own = {"XDG_STATE_HOME": folder, "XDG_CONFIG_HOME": folder, "TERM": "xterm", "PYTHONPATH": str(ROOT)}
        environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | own
        plan = [sys.executable, "-m", "tui"]
        demo = subprocess.run([*plan, "demo", folder], env=environment, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
        pid, terminal = pty.fork()
        if pid == 0:
            os.execve(plan[0], [*plan, "--month", month, demo.stdout.strip()], environment)  # noqa: S606 - no shell
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        screen = pyte.Screen(columns, rows)
        stream = pyte.ByteStream(screen)
        while not any("Cumplimiento" in line for line in screen.display):
            stream.feed(os.read(terminal, 65536))
        _settle(terminal, stream)
        for key in parse_keys(keys):
            os.write(terminal, key_bytes(key, application_mode=False))
            _settle(terminal, stream)
        os.close(terminal)
        os.waitpid(pid, 0)
    return screen


def _settle(terminal: int, stream: pyte.ByteStream) -> None:
    """Show what the program sends until it falls silent."""
    while select.select([terminal], [], [], QUIET)[0]:
        stream.feed(os.read(terminal, 65536))


def svg(screen: pyte.Screen, *, light: bool) -> str:
    """Return a screen as a picture on black or, for the `light` theme, on white."""
    width, height = (
        MARGIN * 2 + count * each for count, each in zip((screen.columns, screen.lines), CELL, strict=True)
    )
    text, ground = (XTERM[0], XTERM[15]) if light else (XTERM[7], XTERM[0])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="{FONT}" font-size="{SIZE}" fill="#{text}" xml:space="preserve">',
        f'<rect width="100%" height="100%" fill="#{ground}"/>',
    ]
    for y in range(screen.lines):
        parts += _line(screen, y, text, ground)
    return "\n".join([*parts, "</svg>", ""])


def _line(screen: pyte.Screen, y: int, text: Colour, ground: Colour) -> Iterator[str]:
    cells = [(screen.buffer[y][x], x) for x in range(screen.columns)]
    top = MARGIN + y * CELL[1]
    for look, group in groupby(cells, key=lambda cell: _look(cell[0], text, ground)):
        run = list(group)
        left, width = MARGIN + run[0][1] * CELL[0], len(run) * CELL[0]
        if look.ground != ground:
            yield f'<rect x="{left}" y="{top}" width="{width}" height="{CELL[1]}" fill="#{look.ground}"/>'
        if look.underlined:
            yield f'<rect x="{left}" y="{top + CELL[1] - 2}" width="{width}" height="1" fill="#{look.colour}"/>'
        style = f' fill="#{look.colour}"' if look.colour != text else ""
        style += ' font-weight="bold"' if look.bold else ""
        # Words that stand apart are placed one by one: not every program that draws SVG heeds textLength.
        for words in re.finditer(r"\S+(?: \S+)*", "".join(cell.data for cell, _x in run)):
            x, length = left + words.start() * CELL[0], len(words[0]) * CELL[0]
            written = escape(words[0], quote=False)
            yield f'<text x="{x}" y="{top + BASELINE}" textLength="{length}"{style}>{written}</text>'


def _look(cell: pyte.screens.Char, text: Colour, ground: Colour) -> Look:
    colour, behind = _colour(cell.fg, text), _colour(cell.bg, ground)
    if cell.reverse:
        colour, behind = behind, colour
    return Look(colour, behind, cell.bold, cell.underscore)


def _colour(name: str, usual: Colour) -> Colour:
    if name == "default":
        return usual
    name = SPELT.get(name, name)
    bright = name.startswith("bright")
    return XTERM[NAMES.index(name.removeprefix("bright")) + 8 * bright]


if __name__ == "__main__":
    main()

"""Anchor: the same app with the grid as one Line-API widget that repaints single cells.

Arrows move, digits type into the cell, Enter commits and rescores, q quits.
"""

from model import MONTHS, load, score, tree_items
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Footer, Static, Tree

NAME, CELL = 14, 5
PLAIN, CURSOR, HEAD = Style(), Style(reverse=True), Style(bold=True)


class Grid(Widget, can_focus=True):
    """The grid, drawn line by line."""

    BINDINGS = [
        ("up", "move(-1,0)", ""), ("down", "move(1,0)", ""),
        ("left", "move(0,-1)", ""), ("right", "move(0,1)", ""), ("enter", "commit", ""),
    ]  # fmt: skip

    def __init__(self, names: list[str], cells: list[list[str]]) -> None:
        super().__init__()
        self.names, self.cells = names, cells
        self.row = self.col = 0
        self.left = 0
        self.buffer = ""

    def shown(self) -> int:
        """Return how many months fit."""
        return max(1, min(12, (self.size.width - NAME) // CELL))

    def render_line(self, y: int) -> Strip:
        """Return a line of the screen."""
        months = range(self.left, min(12, self.left + self.shown()))
        if y == 0:
            text = " " * NAME + "".join(f"{MONTHS[m]:>{CELL}}" for m in months)
            segments = [Segment(text, HEAD)]
        elif y <= len(self.names):
            row = y - 1
            segments = [Segment(f"{self.names[row]:<{NAME}}", PLAIN)]
            for m in months:
                here = row == self.row and m == self.col
                text = self.buffer if here and self.buffer else self.cells[row][m].strip()
                segments.append(Segment(f"{text:>{CELL}}", CURSOR if here else PLAIN))
        else:
            return Strip.blank(self.size.width, PLAIN)
        return Strip(segments).adjust_cell_length(self.size.width, PLAIN)

    def cell(self, row: int, col: int) -> Region:
        """Return where a cell is on the screen."""
        return Region(NAME + (col - self.left) * CELL, row + 1, CELL, 1)

    def action_move(self, dy: int, dx: int) -> None:
        """Move the cursor."""
        old = self.cell(self.row, self.col)
        self.buffer = ""
        self.row = min(max(self.row + dy, 0), len(self.names) - 1)
        self.col = min(max(self.col + dx, 0), 11)
        left = min(max(self.left, self.col - self.shown() + 1), self.col)
        if left != self.left:
            self.left = left
            self.refresh()
        else:
            self.refresh(old, self.cell(self.row, self.col))

    def on_key(self, event: events.Key) -> None:
        """Type a digit."""
        if (event.character or "").isdigit():
            event.stop()
            self.buffer += event.character or ""
            self.refresh(self.cell(self.row, self.col))

    def action_commit(self) -> None:
        """Commit what was typed, and rescore."""
        if self.buffer:
            self.cells[self.row][self.col] = self.buffer
            self.buffer = ""
            self.refresh(self.cell(self.row, self.col))
            # layout=False: the label keeps its size, so nothing needs to be laid out again
            self.app.query_one("#score", Static).update(f"score {score(self.cells):.2f}", layout=False)


class Line(App[None]):
    """The tree, the grid, the score and the footer."""

    CSS = "Tree { width: 24; } Grid { width: 1fr; } #score { height: 1; }"
    BINDINGS = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        """Yield the widgets."""
        names, cells = load()
        tree: Tree[None] = Tree("plan")
        for objective, actions in tree_items(names):
            o = tree.root.add(objective, expand=True)
            for action, indicators in actions:
                a = o.add(action, expand=True)
                for name in indicators:
                    a.add_leaf(name)
        tree.root.expand()
        with Horizontal():
            yield tree
            yield Grid(names, cells)
        yield Static(f"score {score(cells):.2f}", id="score")
        yield Footer()

    def on_mount(self) -> None:
        """Put the cursor into the grid."""
        self.query_one(Grid).focus()


if __name__ == "__main__":
    Line().run()

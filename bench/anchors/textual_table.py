"""Anchor: stock widgets. Tree + DataTable 14x12 + Static score + Footer.

Arrows move, digits type into the cell, Enter commits and rescores, q quits.
"""

from model import MONTHS, load, score, tree_items
from textual import events
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.widgets import DataTable, Footer, Static, Tree


class Table(App[None]):
    """The grid as a DataTable."""

    CSS = "Tree { width: 24; } DataTable { width: 1fr; } #score { height: 1; }"
    BINDINGS = [("q", "quit", "Quit")]

    def __init__(self) -> None:
        super().__init__()
        self.names, self.cells = load()
        self.buffer = ""

    def compose(self) -> ComposeResult:
        """Yield the tree, the table, the score and the footer."""
        tree: Tree[None] = Tree("plan")
        for objective, actions in tree_items(self.names):
            o = tree.root.add(objective, expand=True)
            for action, indicators in actions:
                a = o.add(action, expand=True)
                for name in indicators:
                    a.add_leaf(name)
        tree.root.expand()
        with Horizontal():
            yield tree
            yield DataTable(cursor_type="cell", zebra_stripes=False)
        yield Static(f"score {score(self.cells):.2f}", id="score")
        yield Footer()

    def on_mount(self) -> None:
        """Fill the table."""
        table = self.query_one(DataTable)
        table.fixed_columns = 1
        table.add_columns("indicator", *MONTHS)
        for name, row in zip(self.names, self.cells, strict=True):
            table.add_row(name, *(f"{text:>4}" for text in row))
        table.focus()

    def on_key(self, event: events.Key) -> None:
        """Type a digit."""
        if not (event.character or "").isdigit():
            return
        event.stop()
        self.buffer += event.character or ""
        table = self.query_one(DataTable)
        table.update_cell_at(table.cursor_coordinate, f"{self.buffer:>4}")

    def on_data_table_cell_selected(self, event: DataTable.CellSelected) -> None:
        """Commit what was typed, and rescore."""
        if not self.buffer:
            return
        at = event.coordinate
        self.cells[at.row][at.column - 1] = self.buffer
        self.buffer = ""
        self.query_one("#score", Static).update(f"score {score(self.cells):.2f}")


if __name__ == "__main__":
    Table().run()

"""Anchor: the least a Textual app can be. One label; q quits."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Min(App[None]):
    """One label."""

    BINDINGS = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        """Yield the label."""
        yield Static("READY")


if __name__ == "__main__":
    Min().run()
